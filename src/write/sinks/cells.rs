//! Text of workbooks: cells, names of sheets, headers and footers.

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{is_forbidden, turns_direction, visible};

/// Excel takes 32 767 UTF-16 units in a cell; the rest is for the mark of a cut.
const LONGEST_TEXT: usize = 32_700;
/// Ends a text that was cut; the whole of it stands in a text file beside the workbook.
pub const CUT: &str = "… (xem tệp đầy đủ)";
/// UTF-16 units of a sheet's name.
const LONGEST_NAME: usize = 31;
/// UTF-16 units of a header or footer, below Excel's 255 with room for its codes.
const LONGEST_MARGIN: usize = 90;

/// Text of a cell, written as text and never as a formula: no control characters but line
/// breaks, nothing that turns the direction, never too long for Excel.
pub fn cell_text(text: &str) -> Cow<'_, str> {
    let seen = visible(text);
    let tabs = |text: &str| text.replace('\t', " ");
    match (is_too_long(&seen), seen.contains('\t')) {
        (true, _) => Cow::Owned(cut(tabs(&seen).chars(), LONGEST_TEXT - CUT.len()) + CUT),
        (false, true) => Cow::Owned(tabs(&seen)),
        (false, false) => seen,
    }
}

/// Text of a chart. A title such as `Xã A!B1` or `=(…)` would be taken for a place in the
/// workbook, which is not there; a space that nobody sees makes it a text.
pub fn chart_text(text: &str) -> String {
    let mut text = cell_text(text).into_owned();
    if text.starts_with('=') {
        text.insert(0, ' ');
    }
    if text.contains('!') {
        text.push(' ');
    }
    text
}

/// Whether [`cell_text`] leaves something of the text out.
pub fn is_cut(text: &str) -> bool {
    // Characters that are shown by their number take up to eight units instead of one.
    text.len() > LONGEST_TEXT / 8 && is_too_long(&visible(text))
}

fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT
}

/// A name that Excel takes and that no other sheet of the workbook has, also without case.
pub fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let hidden = |c: &char| !turns_direction(*c) && !crate::text::is_invisible(*c);
    let allowed = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\t' | '\n' => '-',
        c if is_forbidden(c) => '-',
        c => c,
    };
    let plain: String = wanted.nfc().filter(hidden).map(allowed).collect();
    let edge = |c: char| c == '\'' || c.is_whitespace();
    let short = |name: &str, longest| cut(name.chars(), longest).trim_end_matches(edge).to_string();
    let first = match short(plain.trim_matches(edge), LONGEST_NAME) {
        name if name.is_empty() => "_".to_string(),
        // Excel keeps this name for itself, in any case.
        name if name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name,
    };
    let numbered = (2u32..).map(|n| {
        let mark = format!(" ({n})");
        short(&first, LONGEST_NAME - mark.len()) + &mark
    });
    let mut names = std::iter::once(first.clone()).chain(numbered);
    names.find(|name| taken.insert(name.to_lowercase())).unwrap_or(first)
}

/// Text of a header or footer: `&` starts a code there.
pub fn margin_text(text: &str) -> String {
    let clean = visible(text).replace(['\n', '\t'], " ");
    cut(clean.chars(), LONGEST_MARGIN).replace('&', "&&")
}

/// As many whole letters, with their marks, as fit in `longest` UTF-16 units.
fn cut(letters: impl Iterator<Item = char> + Clone, longest: usize) -> String {
    let mut used = 0;
    let mut whole = 0;
    let mut out = String::new();
    for c in letters {
        if !is_combining_mark(c) {
            whole = out.len();
        }
        used += c.len_utf16();
        if used > longest {
            out.truncate(whole);
            break;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_take_no_control_characters_and_no_endless_text() {
        assert_eq!(cell_text("a\u{7}b\nc"), "a b\nc");
        let long = "ệ".repeat(40_000);
        let shown = cell_text(&long);
        assert!(shown.encode_utf16().count() <= 32_767);
        assert!(shown.ends_with(CUT));
        assert!(matches!(cell_text("Phường Long Hoa"), Cow::Borrowed(_)));
    }

    #[test]
    fn sheet_names_are_short_and_unique_without_case() {
        let mut taken = BTreeSet::new();
        assert_eq!(sheet_name("Chi tiết", &mut taken), "Chi tiết");
        assert_eq!(sheet_name("CHI TIẾT", &mut taken), "CHI TIẾT (2)");
        assert_eq!(sheet_name("a/b:c", &mut taken), "a-b-c");
        assert_eq!(sheet_name("History", &mut taken), "History_");
        let long = sheet_name(&"Khối ủy ban nhân dân ".repeat(4), &mut taken);
        assert!(long.encode_utf16().count() <= 31);
        assert_ne!(sheet_name(" ' ", &mut taken), "");
    }

    #[test]
    fn titles_of_charts_are_no_places() {
        assert_eq!(chart_text("Chỉ số năm 2020"), "Chỉ số năm 2020");
        assert_eq!(chart_text("'Tổng hợp'!A1"), "'Tổng hợp'!A1 ");
        assert_eq!(chart_text("=(A1,B1)"), " =(A1,B1)");
    }

    #[test]
    fn margins_do_not_take_codes() {
        assert_eq!(margin_text("A & B"), "A && B");
    }
}
