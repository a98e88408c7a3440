//! A simple chooser of folders: names of folders, and which of them is a round.

use std::fs;
use std::path::{Path, PathBuf};

use crate::seal;
use crate::window::answer::Answer;
use crate::window::call::{Call, Page};
use crate::window::forms;
use crate::window::html::{Html, html};
use crate::window::layout::Frame;

pub(crate) const PAGE: Page = Page { path: "/thu-muc", show };

/// So many folders are listed.
const MOST: usize = 500;

fn show(call: &Call) -> Answer {
    let asked = call.query.get("o");
    let folder = if asked.is_empty() { begin() } else { PathBuf::from(asked) };
    let shown = folder.display().to_string();
    let listed = match fs::read_dir(&folder) {
        Ok(entries) => {
            let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
            let mut paths: Vec<PathBuf> = paths.filter(|path| is_shown(path)).collect();
            paths.sort();
            list(&paths)
        }
        Err(error) => {
            let (said, _) = crate::machine::words(&error);
            html!(
                "<p class=\"alarm\" role=\"alert\">Không xem được thư mục này: {said}.</p>",
                said = said
            )
        }
    };
    let above = folder.parent().map(|above| link(above, "Lên thư mục trên"));
    let main = html!(
        "<p><code>{shown}</code></p>{open}<p>{above} {drives}</p>{listed}",
        shown = shown,
        open = is_round(&folder).then(|| open(&folder, "Mở đợt này")),
        above = above,
        drives = drives(),
        listed = listed,
    );
    Answer::Page(Frame { title: "Chọn thư mục của đợt", round: None, at: "", main }.page())
}

fn begin() -> PathBuf {
    let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(home).map_or_else(|| PathBuf::from("/"), PathBuf::from)
}

fn is_shown(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (path.is_dir() || is_sealed(path)) && !name.starts_with(['.', '$'])
}

/// Other zip files are not worth showing.
fn is_sealed(path: &Path) -> bool {
    path.to_string_lossy().ends_with(seal::END) && path.is_file()
}

fn is_round(folder: &Path) -> bool {
    folder.join("round.toml").is_file()
}

fn list(folders: &[PathBuf]) -> Html {
    if folders.is_empty() {
        return html!("<p>Không có thư mục hay gói niêm phong nào ở trong.</p>");
    }
    let item = |folder: &PathBuf| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_sealed(folder) {
            return html!("<li>{name} {open}</li>", name = name, open = open(folder, "Mở gói này"));
        }
        html!(
            "<li>{link} {open}</li>",
            link = link(folder, &name),
            open = is_round(folder).then(|| open(folder, "Mở đợt này")),
        )
    };
    let items: Html = folders.iter().take(MOST).map(item).collect();
    html!("<ul class=\"folders\">{items}</ul>", items = items)
}

fn link(folder: &Path, name: &str) -> Html {
    let path = folder.to_string_lossy();
    let path: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    html!("<a href=\"/thu-muc?o={path}\">{name}</a>", path = path, name = name)
}

fn open(folder: &Path, button: &str) -> Html {
    let path = folder.to_string_lossy().into_owned();
    let field = html!("<input type=\"hidden\" name=\"thu-muc\" value=\"{path}\">", path = path);
    forms::form("/mo", button, field)
}

/// Links to the drives of the computer, where it has drives.
fn drives() -> Html {
    let letters = ('A'..='Z').filter(|_| cfg!(windows)).map(|letter| format!("{letter}:\\"));
    let there = letters.filter(|drive| Path::new(drive).is_dir());
    there.map(|drive| html!("{link} ", link = link(Path::new(&drive), &drive))).collect()
}
