//! Text on a terminal, which takes some characters for commands.

use std::borrow::Cow;

use super::{turns_direction, visible};

/// Text for a terminal: nothing in a file's name or cell can move the cursor, change colours or
/// turn the direction.
pub fn screen_text(text: &str) -> Cow<'_, str> {
    visible(text)
}

/// JSON for a terminal or another program: what turns the direction is escaped, so that the
/// text says the same to a program and shows itself to a person.
pub fn screen_json(json: &str) -> Cow<'_, str> {
    if !json.contains(turns_direction) {
        return Cow::Borrowed(json);
    }
    let shown = json.chars().map(|c| match turns_direction(c) {
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    });
    Cow::Owned(shown.collect())
}
