//! The only ways out for text: one function per kind of output, nothing passes unchecked.
//!
//! Text comes from hundreds of offices. A sink takes what its output cannot hold, or would
//! take for a command, and keeps the rest as it is: the true text stays in what is scored.
//! `tests/sinks.rs` looks for writes that go past them.

mod cells;
mod csv;
mod files;
mod markup;
mod screen;

use std::borrow::Cow;

pub use cells::{CUT, cell_text, chart_text, is_cut, margin_text, sheet_name};
pub use csv::csv_field;
pub use files::{FileNames, kept_name, safe_name};
pub use markup::{html_text, link, paper_text, script_json, svg_text};
pub use screen::{screen_json, screen_text};

/// A character that no output takes: a control character, or none at all.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// A character that turns the direction of what follows, so that a reader sees other words
/// than stand there.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether the text may have a character that is forbidden or turns the direction: a look at
/// its bytes, since millions of cells have none.
fn is_suspicious(text: &str) -> bool {
    // First bytes of U+0080 to U+009F, U+061C, U+2000 to U+2FFF, U+FFFE.
    text.bytes().any(|b| (b < 0x20 && b != b'\n') || matches!(b, 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF))
}

/// Forbidden characters become spaces; those that turn the direction are shown by their
/// number, such as `[U+202E]`.
fn visible(text: &str) -> Cow<'_, str> {
    if !is_suspicious(text) || !text.chars().any(|c| is_forbidden(c) || turns_direction(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_forbidden(c) => out.push(' '),
            c if turns_direction(c) => out += &format!("[U+{:04X}]", u32::from(c)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
