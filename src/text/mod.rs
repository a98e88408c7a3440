//! Vietnamese text: normal forms for matching.

mod machine;
mod unseen;

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use machine::{Machine, machine};
pub use unseen::{Unseen, unseen};

/// The text in its composed form (NFC): the name of a file may be written in either form.
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

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

pub(crate) fn is_mark(c: char) -> bool {
    ('\u{0300}'..='\u{036F}').contains(&c)
}

/// Without any accent: `đ` is `d`.
pub(crate) fn unaccent(key: &str) -> String {
    key.nfd().filter(|c| !is_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Characters that leave no trace on paper: zero-width ones, BOM, soft hyphen, bidi marks, and the
/// signs by which phones choose a picture for a check mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{FE00}'..='\u{FE0F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// [`tidy`] in lower case with plain marks: two texts with one fold are the same words. Accents
/// count; whether an apostrophe, a quotation mark or a dash was set by hand does not.
pub fn fold(text: &str) -> String {
    let lower = tidy(text).to_lowercase();
    if lower.is_ascii() {
        return lower;
    }
    lower.chars().map(plain_mark).collect()
}

/// The mark that keyboards have, for those that word processors and old fonts put in its place.
fn plain_mark(c: char) -> char {
    match c {
        '\u{00F0}' | '\u{0256}' => 'đ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{0060}' | '\u{00B4}' => '\'',
        '\u{201C}'..='\u{201F}' => '"',
        c => c,
    }
}

/// `5` of `5.0`: whole numbers as programs of statistics write them.
pub fn without_zeros(text: &str) -> Option<&str> {
    let (whole, zeros) = text.split_once(['.', ','])?;
    let digits = |text: &str, of: fn(u8) -> bool| !text.is_empty() && text.bytes().all(of);
    let float = digits(whole, |b| b.is_ascii_digit()) && digits(zeros, |b| b == b'0');
    float.then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_accents_and_drops_the_invisible() {
        assert_eq!(fold("  ĐIỂM\u{00A0}TỐI\n đa\u{200B} "), "điểm tối đa");
        assert_eq!(fold("Lâ\u{0323}p"), fold("Lập"));
        assert_ne!(fold("Lập"), fold("Lạp"));
        assert_eq!(fold("Ea H’leo – “một”"), fold("Ea H'leo - \"một\""));
    }
}
