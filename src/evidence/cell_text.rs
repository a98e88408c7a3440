//! What kind of thing a cell of a form holds, told by its text alone.

use std::borrow::Cow;

use super::values::is_blank;
use crate::grid::{Cell, Content, Row};
use crate::text::{fold, tidy};

/// The cell of a column when something stands in it.
pub(super) fn filled(row: &Row, column: Option<u32>) -> Option<&Cell> {
    row.cell(column?).filter(|cell| !is_blank(cell))
}

/// A cell as a name: most are tidy already.
pub(super) fn written(cell: &Cell) -> Cow<'_, str> {
    match &cell.content {
        Content::Text(text) if text.is_ascii() && !text.contains(['\n', '\t', '\r']) => {
            Cow::Borrowed(text.trim())
        }
        _ => Cow::Owned(tidy(&cell.raw())),
    }
}

/// A cell's text for a message.
pub(super) fn short(raw: &str) -> String {
    let raw = tidy(raw);
    match raw.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &raw[..at]),
        None => raw,
    }
}

/// Whether a cell of the code column can be a code: short, or said to be one.
pub(super) fn is_code(cell: &Cell) -> bool {
    let Content::Text(text) = &cell.content else { return true };
    let folded = fold(text);
    let digits = folded.contains(|c: char| c.is_ascii_digit());
    folded.starts_with("tiêu chí")
        || (folded.chars().count() <= 12 && (digits || is_roman(&folded)))
}

fn is_roman(folded: &str) -> bool {
    folded.trim_end_matches('.').chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

pub(super) fn has_digit(cell: &Cell) -> bool {
    cell.raw().contains(|c: char| c.is_ascii_digit())
}

/// A number where a unit of measure should be.
pub(super) fn is_figure(cell: &Cell) -> bool {
    match &cell.content {
        Content::Number(_) => true,
        Content::Text(text) => {
            let text = tidy(text);
            has_digit(cell) && text.chars().all(|c| c.is_ascii_digit() || " .,%".contains(c))
        }
        _ => false,
    }
}
