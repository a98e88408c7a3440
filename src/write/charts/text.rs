//! Text that fits: clean letters, measured widths, wrapping and cutting, numbers as printed.

use std::sync::OnceLock;

use plotters::prelude::IntoFont;
use plotters::style::{FontStyle, register_font};

use super::canvas::{FAMILY, Ink};
use crate::terms::{Exact, Lang};

pub const REGULAR: &[u8] = include_bytes!("../fonts/BeVietnamPro-Regular.ttf");
pub const SEMI_BOLD: &[u8] = include_bytes!("../fonts/BeVietnamPro-SemiBold.ttf");

/// Widths are taken 15% larger than measured, for viewers that show another font.
const SLACK: f64 = 1.15;

/// NFC, white space single, no control or invisible characters: safe inside XML.
pub fn clean(text: &str) -> String {
    let printable = |c: char| {
        if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') { ' ' } else { c }
    };
    crate::text::tidy(&text.chars().map(printable).collect::<String>())
}

/// The width of a text in pixels, without slack.
pub fn width(text: &str, how: Ink) -> f64 {
    static READY: OnceLock<bool> = OnceLock::new();
    let ready = *READY.get_or_init(|| {
        register_font(FAMILY, FontStyle::Normal, REGULAR).is_ok()
            && register_font(FAMILY, FontStyle::Bold, SEMI_BOLD).is_ok()
    });
    let style = if how.bold { FontStyle::Bold } else { FontStyle::Normal };
    // Measured large, since plotters rounds down to whole pixels.
    let measured = (FAMILY, 1240.0, style).into_font().layout_box(text);
    match measured {
        Ok(((x0, _), (x1, _))) if ready => f64::from(x1 - x0) / 1000.0 * how.size,
        // Half an em per letter is near enough when the font could not be read.
        _ => text.chars().count() as f64 * how.size * 0.55,
    }
}

/// Whether a text surely fits into so many pixels.
fn fits(text: &str, room: f64, how: Ink) -> bool {
    width(text, how) * SLACK <= room
}

/// The text, or its beginning with "…" when it is too long for `room` pixels.
pub fn cut(text: &str, room: f64, how: Ink) -> String {
    let text = clean(text);
    if fits(&text, room, how) {
        return text;
    }
    let letters: Vec<char> = text.chars().collect();
    for keep in (1..letters.len()).rev() {
        let start: String = letters[..keep].iter().collect();
        let shorter = format!("{}…", start.trim_end_matches([' ', ',', ';', '-', '–']));
        if fits(&shorter, room, how) {
            return shorter;
        }
    }
    "…".to_string()
}

/// The text in at most `most` lines of `room` pixels, broken between words; the last line is
/// cut with "…" when more would be needed.
pub fn wrap(text: &str, room: f64, most: usize, how: Ink) -> Vec<String> {
    let text = clean(text);
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let joined = match lines.last() {
            Some(line) => format!("{line} {word}"),
            None => word.to_string(),
        };
        if !lines.is_empty() && fits(&joined, room, how) {
            lines.pop();
            lines.push(joined);
        } else if lines.len() < most {
            lines.push(word.to_string());
        } else {
            let rest: Vec<&str> = std::iter::once(word).chain(words.by_ref()).collect();
            let last = lines.pop().unwrap_or_default();
            lines.push(format!("{last} {}", rest.join(" ")));
        }
    }
    lines.iter().map(|line| cut(line, room, how)).collect()
}

/// The widest of the texts with slack, at most `most`.
pub fn widest<'t>(texts: impl Iterator<Item = &'t str>, how: Ink, most: f64) -> f64 {
    texts.map(|t| (width(&clean(t), how) * SLACK).ceil()).fold(0.0, f64::max).min(most)
}

/// A figure as printed: rounded half-up, decimal comma in Vietnamese.
pub fn figure(value: &Exact, decimals: u32, lang: Lang) -> String {
    local(&value.to_fixed(decimals), lang)
}

/// A plain decimal text with the language's decimal sign and a true minus.
pub fn local(plain: &str, lang: Lang) -> String {
    let text = plain.replace('-', "−");
    match lang {
        Lang::Vi => text.replace('.', ","),
        Lang::En => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::ink;
    use super::*;

    #[test]
    fn long_names_are_wrapped_and_cut() {
        let name = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thị xã";
        let lines = wrap(name, 160.0, 2, ink(13.0));
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|l| width(l, ink(13.0)) <= 160.0));
        assert_eq!(cut("Ngắn", 200.0, ink(13.0)), "Ngắn");
    }

    #[test]
    fn text_is_composed_and_clean() {
        assert_eq!(clean("Ho\u{0300}a\u{7} \u{200B}Tha\u{0300}nh"), "Hòa Thành");
    }

    #[test]
    fn widths_are_near_the_font() {
        // 600 to 700 units of 1,000 for capitals of this family.
        let wide = width("HHHHHHHHHH", ink(10.0));
        assert!((65.0..85.0).contains(&wide), "{wide}");
    }
}
