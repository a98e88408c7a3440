//! A headless Chromium, driven through chromedriver's own protocol (W3C WebDriver) on loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Set where Chromium must be there: a machine without it is a failure then.
const REQUIRED: &str = "PARINDEX_CHROMIUM_REQUIRED";

pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    /// Holds the browser's profile while it runs.
    _profile: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.ask("DELETE", "", &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Browser {
    /// A browser with a window of this size; `None` on a machine without one, said aloud.
    pub fn start(width: u32, height: u32) -> Option<Browser> {
        let started = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut driver) = started else {
            assert!(
                std::env::var_os(REQUIRED).is_none(),
                "{REQUIRED} is set, but there is no chromedriver on the PATH"
            );
            eprintln!("\n*** chromedriver is not installed: THE PAGES WERE NOT OPENED ***\n");
            return None;
        };
        let port = port_of(&mut driver);
        let profile = tempfile::tempdir().unwrap();
        let mut browser = Browser { driver, port, session: String::new(), _profile: profile };
        let arguments = [
            "--headless=new".to_string(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", browser._profile.path().display()),
        ];
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        }}});
        let made = browser.ask("POST", "", &wanted).expect("a session");
        browser.session = made["sessionId"].as_str().expect("a session").to_string();
        // The browser's own first page asks for many parts of itself.
        browser.open("about:blank");
        browser.logs();
        Some(browser)
    }

    /// Opens an address and waits until it is loaded; gives how long that took.
    pub fn open(&self, address: &str) -> Duration {
        let start = Instant::now();
        self.ask("POST", "/url", &json!({ "url": address })).unwrap();
        start.elapsed()
    }

    /// What a script on the page returns.
    pub fn run(&self, script: &str) -> Value {
        let asked = json!({ "script": script, "args": [] });
        self.ask("POST", "/execute/sync", &asked).unwrap_or_else(|e| panic!("{script}: {e}"))
    }

    /// Waits until a script returns true.
    pub fn wait_for(&self, script: &str) {
        let start = Instant::now();
        while self.run(script) != Value::Bool(true) {
            assert!(start.elapsed() < Duration::from_secs(10), "never true: {script}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    pub fn size(&self, width: u32, height: u32) {
        self.ask("POST", "/window/rect", &json!({ "width": width, "height": height })).unwrap();
    }

    /// The page as a PDF, in base64.
    pub fn print(&self) -> String {
        self.ask("POST", "/print", &json!({})).unwrap().as_str().unwrap().to_string()
    }

    /// What the console said, and the addresses that were asked for.
    pub fn logs(&self) -> (Vec<String>, Vec<String>) {
        let log = |kind: &str| {
            let said = self.ask("POST", "/se/log", &json!({ "type": kind })).unwrap();
            let lines = said.as_array().unwrap().iter();
            lines.map(|l| l["message"].as_str().unwrap().to_string()).collect::<Vec<_>>()
        };
        let requests = log("performance").into_iter().filter_map(|line| {
            let message: Value = serde_json::from_str(&line).unwrap();
            let message = &message["message"];
            let asked = message["method"] == "Network.requestWillBeSent";
            asked.then(|| message["params"]["request"]["url"].as_str().unwrap().to_string())
        });
        (log("browser"), requests.collect())
    }

    /// A command of the browser's own protocol (Chrome DevTools).
    pub fn tell(&self, command: &str, with: &Value) -> Result<Value, String> {
        self.ask("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": with }))
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let session = match self.session.as_str() {
            "" => "/session".to_string(),
            session => format!("/session/{session}{path}"),
        };
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(|e| e.to_string())?;
        let head = format!(
            "{method} {session} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).map_err(|e| e.to_string())?;
        stream.write_all(body.as_bytes()).map_err(|e| e.to_string())?;
        let body = answer(&mut BufReader::new(stream)).map_err(|e| e.to_string())?;
        let value: Value = serde_json::from_str(&body).map_err(|e| format!("{e}: {body}"))?;
        match value["value"].get("error") {
            Some(_) => Err(value["value"].to_string()),
            None => Ok(value["value"].clone()),
        }
    }
}

/// The body of an answer, as long as its head says: the driver may keep the connection open.
fn answer(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 || line == "\r\n" {
            break;
        }
        if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}

/// The port that chromedriver took.
fn port_of(driver: &mut Child) -> u16 {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    loop {
        let line = lines.next().expect("chromedriver says its port").unwrap();
        if let Some((_, port)) = line.split_once("successfully on port ") {
            // What it says later must not fill the pipe.
            std::thread::spawn(move || lines.for_each(drop));
            return port.trim_end_matches('.').parse().unwrap();
        }
    }
}
