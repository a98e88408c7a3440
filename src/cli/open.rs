//! `parindex open [ROUND]`: the window in the browser, which is handed in from outside.

use std::ffi::OsString;
use std::path::Path;

use super::common::{Common, FAILED};
use super::print;
use crate::seal::is_package;

/// What the window is asked for.
pub struct Window<'a> {
    /// The round to open first.
    pub round: Option<&'a Path>,
    /// Whether the browser is to be opened; else the address is only said.
    pub browser: bool,
    /// It ends by itself when no page has been open for so many seconds.
    pub idle: Option<u64>,
    /// Says a line on standard output.
    pub say: fn(&str),
    /// Says a line on standard error.
    pub say_failure: fn(&str),
}

/// Opens the window and gives the exit code once it is closed.
pub type Opener = fn(&Window<'_>) -> u8;

/// How the window is opened by hand.
pub(super) struct Wish<'a> {
    pub(super) round: Option<&'a Path>,
    pub(super) no_browser: bool,
    pub(super) idle: Option<u64>,
}

pub(super) fn run(wish: &Wish<'_>, opener: Option<Opener>, common: &Common) -> u8 {
    let Some(open) = opener else {
        print::failure(print::pick(
            common.lang(),
            "Bản này của phần mềm không có cửa sổ; dùng các lệnh, xem parindex --help.",
            "This build has no window; use the commands, see parindex --help.",
        ));
        return FAILED;
    };
    open(&Window {
        round: wish.round,
        browser: !wish.no_browser,
        idle: wish.idle,
        say: print::line,
        say_failure: print::failure,
    })
}

/// A double-click gives no words, a folder or a sealed package dropped on the program gives its path:
/// all open the window. Everything else stays as it was typed.
pub(super) fn as_typed(mut words: Vec<OsString>) -> Vec<OsString> {
    let opens = match words.as_slice() {
        [_] => true,
        [_, path] => {
            let path = Path::new(path);
            path.is_dir() && (path.components().count() > 1 || path.join("round.toml").is_file())
                || path.is_file() && path.file_name().is_some_and(|name| name == "round.toml")
                || is_package(path)
        }
        _ => false,
    };
    if opens {
        words.insert(1, "open".into());
    }
    words
}
