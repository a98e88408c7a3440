//! Style, script and icon of all pages, from the program itself.

use crate::window::answer::Answer;
use crate::window::call::Page;

pub(crate) const STYLE: Page = Page {
    path: "/phan/cua-so.css",
    show: |_| file("text/css; charset=utf-8", include_str!("../assets/window.css")),
};

pub(crate) const SCRIPT: Page = Page {
    path: "/phan/cua-so.js",
    show: |_| file("text/javascript; charset=utf-8", include_str!("../assets/window.js")),
};

pub(crate) const ICON: Page = Page {
    path: "/phan/bieu-tuong.svg",
    show: |_| file("image/svg+xml", include_str!("../assets/icon.svg")),
};

fn file(kind: &'static str, text: &str) -> Answer {
    Answer::File { save_as: None, kind, bytes: text.as_bytes().to_vec() }
}
