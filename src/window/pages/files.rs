//! Files below the round: saved by the browser, or opened in the user's program.

use std::ffi::OsStr;
use std::path::Path;

use crate::window::answer::Answer;
use crate::window::call::{Action, Call, FORM, Page};
use crate::window::desktop;
use crate::window::html::html;
use crate::window::layout;
use crate::window::rounds::{self, Opened};

pub(crate) const PAGE: Page = Page { path: "/dot/{dot}/tep/{*tep}", show };

/// *Mở tệp*.
pub(crate) const OPEN: Action = Action { path: "/dot/{dot}/mo-tep", limit: FORM, act: open };

/// What may be opened in the user's program: documents, nothing that runs.
const DOCUMENTS: [&str; 12] =
    ["xlsx", "xls", "xlsm", "ods", "csv", "docx", "pdf", "toml", "txt", "html", "png", "svg"];

fn show(call: &Call) -> Answer {
    let path = call.path.strip_prefix("tep/").unwrap_or_default();
    let found = call.round().and_then(|round| round.inside(path)).filter(|path| path.is_file());
    let Some(found) = found else { return Answer::Missing(layout::missing()) };
    match std::fs::read(&found) {
        Ok(bytes) => Answer::File {
            save_as: Some(rounds::name(&found)),
            kind: "application/octet-stream",
            bytes,
        },
        Err(error) => refused(path, &error),
    }
}

fn refused(path: &str, error: &std::io::Error) -> Answer {
    let (said, _) = crate::machine::words(error);
    let words = html!("<p>Tệp {path}: {said}.</p>", path = path, said = said);
    Answer::Refused(layout::message("Không mở được tệp", &words))
}

fn open(call: &Call) -> Answer {
    let path = call.form.get("tep");
    let Some(round) = call.round() else { return Answer::Missing(layout::missing()) };
    let found = round.inside(path).filter(|path| is_document(path));
    let Some(found) = found else { return Answer::Missing(layout::missing()) };
    match desktop::show(OsStr::new(&found)) {
        Ok(()) => opened(round, path),
        Err(error) => refused(path, &error),
    }
}

fn opened(round: &Opened, path: &str) -> Answer {
    let words = html!(
        "<p>Đang mở {path} bằng chương trình của máy. Sửa xong, lưu lại: danh sách tự làm mới.</p>\
         <p><a href=\"{back}\">Về danh sách phải sửa</a></p>",
        path = path,
        back = round.address("phai-sua"),
    );
    Answer::Page(layout::message("Mở tệp", &words))
}

fn is_document(path: &Path) -> bool {
    let end = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    path.is_file() && DOCUMENTS.contains(&end.as_str())
}
