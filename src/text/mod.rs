//! Vietnamese text: normal forms for matching and the order of names.

mod machine;

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use machine::{Machine, machine};

/// NFC, every run of white space one space, zero-width characters and soft hyphens gone,
/// ends trimmed. Case and accents stay.
pub fn tidy(text: &str) -> String {
    // Nearly all text is composed already; telling costs less than composing.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => tidied(text.chars(), text.len()),
        _ => tidied(text.nfc(), text.len()),
    }
}

fn tidied(chars: impl Iterator<Item = char>, capacity: usize) -> String {
    let mut out = String::with_capacity(capacity);
    let mut space = false;
    for c in chars {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            space = !out.is_empty();
        } else {
            if std::mem::take(&mut space) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

/// Characters that leave no trace on paper: zero-width ones, BOM, soft hyphen, bidi marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// [`tidy`] in lower case: two texts with one fold are the same words. Accents count.
pub fn fold(text: &str) -> String {
    tidy(text).to_lowercase().replace(['\u{00F0}', '\u{0256}'], "đ")
}

/// The order of the Vietnamese alphabet, numbers by size.
pub fn vietnamese_order() -> impl Fn(&str, &str) -> Ordering {
    let collator = collator();
    move |a, b| collator.compare(a, b)
}

fn collator() -> CollatorBorrowed<'static> {
    let mut preferences = CollatorPreferences::from(&icu_locale_core::locale!("vi"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    Collator::try_new(preferences, CollatorOptions::default())
        .unwrap_or_else(|_| unreachable!("the collation data of `vi` is compiled in"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_accents_and_drops_the_invisible() {
        assert_eq!(fold("  ĐIỂM\u{00A0}TỐI\n đa\u{200B} "), "điểm tối đa");
        assert_eq!(fold("Lâ\u{0323}p"), fold("Lập"));
        assert_ne!(fold("Lập"), fold("Lạp"));
    }

    #[test]
    fn vietnamese_letters_sort_as_in_the_alphabet() {
        let order = vietnamese_order();
        let mut names = ["Đà", "Du", "Xã 10", "Xã 2", "Dak", "Ân", "An"];
        names.sort_by(|a, b| order(a, b));
        assert_eq!(names, ["An", "Ân", "Dak", "Du", "Đà", "Xã 2", "Xã 10"]);
    }
}
