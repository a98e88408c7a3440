//! The font of the papers, and how long a line of text is in it, so that the lines under headings
//! have the length that the rules ask for.

use docx_rs::RunFonts;

use crate::text::{composed, unaccent};

/// The font of every letter, in all four slots: Word falls back on another one otherwise.
pub(super) fn fonts() -> RunFonts {
    const FONT: &str = "Times New Roman";
    RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT)
}

/// Thousandths of the font size that each bold letter takes, by its base letter.
const CAPITALS: [u16; 26] = [
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556,
    667, 722, 722, 1000, 722, 722, 667,
];
const SMALL: [u16; 26] = [
    500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389,
    333, 556, 500, 722, 500, 500, 444,
];

/// The width in twips of a bold line at a size in points.
pub(super) fn bold_width(text: &str, size: u8) -> usize {
    let thousandths: usize = composed(text).chars().map(|c| usize::from(width(c))).sum();
    thousandths * usize::from(size) * 20 / 1000
}

fn width(letter: char) -> u16 {
    let base = unaccent(&letter.to_lowercase().collect::<String>()).chars().next();
    let place = |c: char| usize::from(c as u8 - b'a');
    match base {
        Some(c) if c.is_ascii_lowercase() && letter.is_uppercase() => CAPITALS[place(c)],
        Some(c) if c.is_ascii_lowercase() => SMALL[place(c)],
        _ if letter.is_ascii_digit() => 500,
        _ if letter == '-' => 333,
        _ => 250,
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::bold_width;

    #[test]
    fn the_motto_has_the_length_that_it_prints_with() {
        // 12,197 thousandths of 14 points, added up from the font's own table: 6.0 cm.
        let motto = "Độc lập - Tự do - Hạnh phúc";
        assert_eq!(bold_width(motto, 14), 3415);
        // Accents take no room, whichever way they are written.
        assert_eq!(bold_width(motto, 14), bold_width("Doc lap - Tu do - Hanh phuc", 14));
        assert_eq!(bold_width(motto, 14), bold_width(&motto.nfd().collect::<String>(), 14));
        assert!(bold_width("ỦY BAN", 13) > bold_width("ủy ban", 13));
    }
}
