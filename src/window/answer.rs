//! What a page or an action gives back.

use serde_json::Value;

use super::html::Html;
use crate::caught::Panic;

/// The answer to one call.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// A whole page.
    Page(Html),
    /// A whole page that says why something was not done.
    Refused(Html),
    /// Look there next.
    See(String),
    /// There is no such page.
    Missing(Html),
    /// A file: its name where it is to be saved, else it is shown.
    File { save_as: Option<String>, kind: &'static str, bytes: Vec<u8> },
    /// Figures for the script of the page.
    Json(Value),
    /// A fault of the program itself, as a page.
    Bug(Html),
}

/// How a fault of the program is told: what to save and what to send.
pub(crate) fn bug_text(panic: &Panic) -> String {
    let Panic { place, words } = panic;
    format!("parindex {} | {place} | {words}", env!("CARGO_PKG_VERSION"))
}
