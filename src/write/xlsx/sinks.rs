//! The only ways into a workbook for text: one function per sink, nothing passes unchecked.

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// Excel takes 32 767 UTF-16 units in a cell; the rest is for the mark of a cut.
const LONGEST_TEXT: usize = 32_700;
const CUT: &str = "… (xem tệp đầy đủ)";
/// UTF-16 units of a sheet's name.
const LONGEST_NAME: usize = 31;
/// UTF-16 units of a header or footer, below Excel's 255 with room for its codes.
const LONGEST_MARGIN: usize = 90;

/// Text of a cell: no control characters but line breaks, never too long for Excel.
pub fn cell_text(text: &str) -> Cow<'_, str> {
    let bad = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let short = text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT;
    if short && !text.chars().any(bad) {
        return Cow::Borrowed(text);
    }
    let clean = text.chars().map(|c| if bad(c) { ' ' } else { c });
    if short {
        return Cow::Owned(clean.collect());
    }
    Cow::Owned(cut(clean, LONGEST_TEXT - CUT.len()) + CUT)
}

/// A name that Excel takes and that no other sheet of the workbook has, also without case.
pub fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { '-' } else { c };
    let plain: String = wanted.nfc().map(allowed).collect();
    let plain = plain.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let plain = match plain {
        "" => "_",
        reserved if reserved.eq_ignore_ascii_case("history") => "History_",
        other => other,
    };
    let numbered = (2u32..).map(|n| {
        let mark = format!(" ({n})");
        cut(plain.chars(), LONGEST_NAME - mark.len()).trim_end().to_string() + &mark
    });
    let first = cut(plain.chars(), LONGEST_NAME).trim_end_matches([' ', '\'']).to_string();
    let mut names = std::iter::once(first).chain(numbered);
    names.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
}

/// Text of a header or footer: `&` starts a code there.
pub fn margin_text(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    cut(clean, LONGEST_MARGIN).replace('&', "&&")
}

/// As many whole characters as fit in `longest` UTF-16 units.
fn cut(letters: impl Iterator<Item = char>, longest: usize) -> String {
    let mut used = 0;
    letters
        .take_while(|c| {
            used += c.len_utf16();
            used <= longest
        })
        .collect()
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
    fn margins_do_not_take_codes() {
        assert_eq!(margin_text("A & B"), "A && B");
    }
}
