//! Fields of CSV files, which a spreadsheet opens as if someone had typed them.

use std::borrow::Cow;

use super::visible;

/// What makes a spreadsheet take a field for a formula, also in full width.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Text of a field, before the CSV writer puts quotation marks around it: a text that would
/// start a formula gets an apostrophe, which spreadsheets take for the mark of a text. A
/// number stays a number, below zero as well.
pub fn csv_field(text: &str) -> Cow<'_, str> {
    match text.starts_with(FORMULA) && !is_number(text) {
        true => Cow::Owned(format!("'{}", visible(text))),
        false => visible(text),
    }
}

/// Digits with one sign before and at most one decimal mark inside.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let marks = digits.matches([',', '.']).count();
    let inside = |c: char| c.is_ascii_digit();
    marks <= 1
        && digits.starts_with(inside)
        && digits.ends_with(inside)
        && digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
}
