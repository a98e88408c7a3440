//! *Tải về* of many files at once: a zip of what a run wrote.

use std::io::Cursor;

use crate::window::answer::Answer;
use crate::window::call::{Call, Page};
use crate::window::html::html;
use crate::window::layout;
use crate::window::problems::LANG;
use crate::write::pack::{Pack, pack, packed_files};

pub(crate) const PAGE: Page = Page { path: "/dot/{dot}/tai-ve/{goi}", show };

fn show(call: &Call) -> Answer {
    let asked = call.path.strip_prefix("tai-ve/").unwrap_or_default();
    let which = Pack::ALL.into_iter().find(|pack| pack.key() == asked);
    let (Some(round), Some(which)) = (call.round(), which) else {
        return Answer::Missing(layout::missing());
    };
    let folder = round.results();
    let names = packed_files(&folder, which);
    let top = format!("{}-{}", round.name(), which.key());
    let mut bytes = Cursor::new(Vec::new());
    match pack(&folder, &names, &top, &mut bytes) {
        Ok(()) => Answer::File {
            save_as: Some(format!("{top}.zip")),
            kind: "application/zip",
            bytes: bytes.into_inner(),
        },
        Err(error) => {
            let words = error.problem().message(LANG);
            let words = html!("<p>{words}</p>", words = words);
            Answer::Refused(layout::message("Không gói được tệp", &words))
        }
    }
}
