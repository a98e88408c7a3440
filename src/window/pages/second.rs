//! A second start of the program: it is given an address of this window.

use std::path::Path;

use crate::window::answer::Answer;
use crate::window::call::{Action, Call, FORM};
use crate::window::guard;
use crate::window::html::Html;
use crate::window::rounds;

pub(crate) const CALL: Action = Action { path: guard::CALL, limit: FORM, act: address };

fn address(call: &Call) -> Answer {
    let path = String::from_utf8_lossy(&call.body);
    let round = (!path.is_empty()).then(|| Path::new(&*path));
    let page = rounds::first_page(&call.app.rounds, round);
    match call.app.first_address(&page) {
        Some(address) => {
            let kind = "text/plain; charset=utf-8";
            Answer::File { save_as: None, kind, bytes: address.into_bytes() }
        }
        None => Answer::Missing(Html::default()),
    }
}
