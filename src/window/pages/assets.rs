//! Style, script and icon of all pages, from the program itself; and how any page serves such
//! texts.

use crate::window::answer::Answer;
use crate::window::call::Page;

pub(crate) const STYLE: Page =
    Page { path: "/phan/cua-so.css", show: |_| style(&[include_str!("../assets/window.css")]) };

pub(crate) const SCRIPT: Page =
    Page { path: "/phan/cua-so.js", show: |_| script(&[include_str!("../assets/window.js")]) };

pub(crate) const ICON: Page = Page {
    path: "/phan/bieu-tuong.svg",
    show: |_| file("image/svg+xml", include_bytes!("../assets/icon.svg").to_vec()),
};

/// A style of these parts.
pub(super) fn style(parts: &[&str]) -> Answer {
    file("text/css; charset=utf-8", parts.concat().into_bytes())
}

/// A script of these parts.
pub(super) fn script(parts: &[&str]) -> Answer {
    file("text/javascript; charset=utf-8", parts.concat().into_bytes())
}

/// A file that the browser shows or uses.
pub(super) fn file(kind: &'static str, bytes: Vec<u8>) -> Answer {
    Answer::File { save_as: None, kind, bytes }
}
