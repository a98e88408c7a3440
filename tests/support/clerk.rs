//! A person at a browser: finds things by what they are and what they are called, as a screen reader
//! says them, and uses mouse and keyboard.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::browser::Browser;

/// A loaded machine takes its time.
const PATIENCE: Duration = Duration::from_secs(240);

pub struct Clerk {
    browser: Browser,
}

/// A thing on the page, by the browser's own number.
#[derive(Debug, Clone)]
struct Thing {
    node: i64,
    name: String,
}

impl Clerk {
    /// `None` on a machine without a browser, said aloud. What is saved goes to `saved`.
    pub fn start(saved: &Path) -> Option<Clerk> {
        let clerk = Clerk { browser: Browser::start(1366, 768)? };
        let there = json!({ "behavior": "allow", "downloadPath": saved.display().to_string() });
        clerk.tell("Browser.setDownloadBehavior", &there);
        Some(clerk)
    }

    pub fn open(&self, address: &str) {
        self.browser.open(address);
    }

    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    fn tell(&self, command: &str, with: &Value) -> Value {
        self.browser.tell(command, with).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// All that a screen reader finds of a role.
    fn all(&self, role: &str) -> Vec<Thing> {
        let found = || -> Option<Vec<Thing>> {
            let page = self.browser.tell("DOM.getDocument", &json!({ "depth": 0 })).ok()?;
            let node = page["root"]["nodeId"].as_i64()?;
            let asked = json!({ "nodeId": node, "role": role });
            let found = self.browser.tell("Accessibility.queryAXTree", &asked).ok()?;
            let one = |thing: &Value| {
                let name = thing["name"]["value"].as_str().unwrap_or_default().trim().to_string();
                Some(Thing { node: thing["backendDOMNodeId"].as_i64()?, name })
            };
            Some(found["nodes"].as_array()?.iter().filter_map(one).collect())
        };
        // A page that is being loaded has no tree yet.
        found().unwrap_or_default()
    }

    /// The names of all that a screen reader finds of a role.
    pub fn names(&self, role: &str) -> Vec<String> {
        self.all(role).into_iter().map(|thing| thing.name).collect()
    }

    /// Waits for a thing of this role whose name begins so; a whole name comes first.
    fn find(&self, role: &str, name: &str) -> Thing {
        let start = Instant::now();
        loop {
            let all = self.all(role);
            let whole = all.iter().find(|thing| thing.name == name);
            let found = whole.or_else(|| all.iter().find(|thing| thing.name.starts_with(name)));
            if let Some(thing) = found {
                return thing.clone();
            }
            let names: Vec<&str> = all.iter().map(|thing| thing.name.as_str()).collect();
            assert!(start.elapsed() < PATIENCE, "no {role} “{name}”: {names:?}\n{}", self.text());
            std::thread::sleep(Duration::from_millis(150));
        }
    }

    /// Clicks with the mouse, in the middle of the thing.
    pub fn press(&self, role: &str, name: &str) {
        let start = Instant::now();
        // The page may be loaded again between the look and the click.
        while !self.click(&self.find(role, name)) {
            assert!(start.elapsed() < PATIENCE, "{role} “{name}” cannot be clicked");
            std::thread::sleep(Duration::from_millis(150));
        }
    }

    fn click(&self, thing: &Thing) -> bool {
        let which = json!({ "backendNodeId": thing.node });
        let shown = self.browser.tell("DOM.scrollIntoViewIfNeeded", &which);
        let place = shown.and_then(|_| self.browser.tell("DOM.getContentQuads", &which));
        let Ok(place) = place else { return false };
        let at = |corner: usize| place["quads"][0][corner].as_f64();
        let (Some(left), Some(top), Some(right), Some(bottom)) = (at(0), at(1), at(4), at(5))
        else {
            return false;
        };
        let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let buttons = if kind == "mouseMoved" { "none" } else { "left" };
            let event = json!({ "type": kind, "x": x, "y": y, "button": buttons, "clickCount": 1 });
            self.tell("Input.dispatchMouseEvent", &event);
        }
        true
    }

    /// Presses the Enter key where one is.
    pub fn enter(&self) {
        for kind in ["keyDown", "keyUp"] {
            let event =
                json!({ "type": kind, "key": "Enter", "text": "\r", "windowsVirtualKeyCode": 13 });
            self.tell("Input.dispatchKeyEvent", &event);
        }
    }

    /// Writes into a field, in the place of what stands there.
    pub fn write(&self, role: &str, name: &str, text: &str) {
        self.press(role, name);
        let all = json!({ "type": "rawKeyDown", "key": "a", "modifiers": 2,
            "windowsVirtualKeyCode": 65, "commands": ["selectAll"] });
        self.tell("Input.dispatchKeyEvent", &all);
        self.tell("Input.insertText", &json!({ "text": text }));
    }

    /// Goes to a choice of a list by typing how it begins.
    pub fn choose(&self, name: &str, text: &str) {
        let list = self.find("combobox", name);
        self.tell("DOM.focus", &json!({ "backendNodeId": list.node }));
        for letter in text.chars() {
            let event = json!({ "type": "char", "text": letter.to_string() });
            self.tell("Input.dispatchKeyEvent", &event);
        }
    }

    /// Gives files to a field that takes some.
    pub fn give(&self, name: &str, files: &[PathBuf]) {
        let field = self.find("button", name);
        let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let given = json!({ "files": files, "backendNodeId": field.node });
        self.tell("DOM.setFileInputFiles", &given);
    }

    /// Drags files from outside onto a thing and lets go of them there.
    pub fn drag(&self, files: &[PathBuf], role: &str, name: &str) {
        let thing = self.find(role, name);
        let which = json!({ "backendNodeId": thing.node });
        self.tell("DOM.scrollIntoViewIfNeeded", &which);
        let place = self.tell("DOM.getContentQuads", &which);
        let at = |corner: usize| place["quads"][0][corner].as_f64().unwrap();
        let (x, y) = ((at(0) + at(4)) / 2.0, (at(1) + at(5)) / 2.0);
        let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({ "type": kind, "x": x, "y": y, "data": data });
            self.tell("Input.dispatchDragEvent", &event);
        }
    }

    /// The whole browser goes at once, as in a crash.
    pub fn crash(&self) {
        let _ = self.browser.tell("Browser.crash", &json!({}));
    }

    /// All that can be read on the page.
    pub fn text(&self) -> String {
        let text = self.browser.run("return document.body ? document.body.innerText : ''");
        text.as_str().unwrap_or_default().to_string()
    }

    /// Waits until the page says this; gives all that it says.
    pub fn reads(&self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let text = self.text();
            if text.contains(words) {
                return text;
            }
            assert!(start.elapsed() < PATIENCE, "“{words}” is not read:\n{text}");
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// Presses the button of a command and waits for its end; gives what the page says then.
    pub fn run(&self, button: &str) -> String {
        self.press("button", button);
        self.reads("Về bước vừa làm")
    }
}

/// Waits until a download is whole.
pub fn saved(folder: &Path, name: &str) -> Vec<u8> {
    let (start, path) = (Instant::now(), folder.join(name));
    while !path.is_file() {
        assert!(start.elapsed() < PATIENCE, "{name} was not saved");
        std::thread::sleep(Duration::from_millis(100));
    }
    std::fs::read(path).unwrap()
}
