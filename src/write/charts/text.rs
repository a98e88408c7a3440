//! Text that fits: clean letters, measured widths, wrapping and cutting, numbers as printed.

use std::sync::OnceLock;

use plotters::prelude::IntoFont;
use plotters::style::{FontStyle, register_font};

use super::canvas::{FAMILY, Ink};
use crate::terms::{Exact, Lang};
use crate::write::sinks::svg_text;

pub(super) const REGULAR: &[u8] = include_bytes!("../fonts/BeVietnamPro-Regular.ttf");
pub(super) const SEMI_BOLD: &[u8] = include_bytes!("../fonts/BeVietnamPro-SemiBold.ttf");

/// Widths are taken 15% larger than measured, for viewers that show another font.
const SLACK: f64 = 1.15;

/// The width of a text in pixels, without slack.
pub(super) fn width(text: &str, how: Ink) -> f64 {
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

/// Abbreviations that every office uses, longest first: taken when the full words do not fit.
const SHORT: &[(&str, &str)] = &[
    ("cán bộ, công chức, viên chức", "CBCCVC"),
    ("văn bản quy phạm pháp luật", "VBQPPL"),
    ("giải quyết thủ tục hành chính", "giải quyết TTHC"),
    ("cải cách thủ tục hành chính", "cải cách TTHC"),
    ("Cải cách thủ tục hành chính", "Cải cách TTHC"),
    ("cải cách hành chính", "CCHC"),
    ("Cải cách hành chính", "CCHC"),
    ("thủ tục hành chính", "TTHC"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Ủy ban nhân dân", "UBND"),
    ("kinh tế - xã hội", "KT-XH"),
    ("kinh tế – xã hội", "KT-XH"),
    ("công nghệ thông tin", "CNTT"),
    ("hành chính nhà nước", "HCNN"),
];

fn shorten(text: &str) -> String {
    SHORT.iter().fold(text.to_string(), |text, (long, short)| text.replace(long, short))
}

/// The text; with the usual abbreviations when it is longer than `room` pixels; else its
/// beginning with "…", cut between words where that does not lose much.
pub(super) fn cut(text: &str, room: f64, how: Ink) -> String {
    let text = svg_text(text);
    if fits(&text, room, how) {
        return text;
    }
    let text = shorten(&text);
    if fits(&text, room, how) { text } else { beginning(&text, room, how) }
}

fn beginning(text: &str, room: f64, how: Ink) -> String {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
    let at_end = |end: usize| {
        let start = text[..end].trim_end_matches([' ', ',', ';', '-', '–', '(']);
        format!("{start}…")
    };
    let Some(&longest) = ends.iter().rev().find(|end| fits(&at_end(**end), room, how)) else {
        return "…".to_string();
    };
    let inside_word = !text[longest..].starts_with(' ');
    match text[..longest].rfind(' ') {
        Some(space) if inside_word && space * 2 > longest => at_end(space),
        _ => at_end(longest),
    }
}

/// The text in at most `most` lines of `room` pixels, broken between words. Where that is not
/// enough the usual abbreviations are taken, then the last line is cut with "…".
pub(super) fn wrap(text: &str, room: f64, most: usize, how: Ink) -> Vec<String> {
    let text = svg_text(text);
    let lines = broken(&text, room, how);
    if lines.len() <= most && lines.iter().all(|line| fits(line, room, how)) {
        return lines;
    }
    let mut lines = broken(&shorten(&text), room, how);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| cut(line, room, how)).collect()
}

/// Words put into lines; a word longer than a line stands alone.
fn broken(text: &str, room: f64, how: Ink) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}"), room, how) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

/// The widest of the texts with slack, at most `most`.
pub(super) fn widest<'t>(texts: impl Iterator<Item = &'t str>, how: Ink, most: f64) -> f64 {
    texts.map(|t| (width(&svg_text(t), how) * SLACK).ceil()).fold(0.0, f64::max).min(most)
}

/// A figure as printed: rounded half-up, decimal comma in Vietnamese.
pub(super) fn figure(value: &Exact, decimals: u32, lang: Lang) -> String {
    local(&value.to_fixed(decimals), lang)
}

/// A plain decimal text with the language's decimal sign and a true minus.
pub(super) fn local(plain: &str, lang: Lang) -> String {
    lang.decimal(&plain.replace('-', "−"))
}

#[cfg(test)]
mod tests {
    use super::super::canvas::ink;
    use super::*;

    #[test]
    fn long_names_are_wrapped_and_cut() {
        let name = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thị xã";
        let lines = wrap(name, 160.0, 2, ink(13.0));
        assert_eq!(lines, ["Văn phòng HĐND và", "UBND thị xã"]);
        let lines = wrap(&name.repeat(2), 160.0, 2, ink(13.0));
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|l| width(l, ink(13.0)) <= 160.0));
        assert_eq!(cut("Ngắn", 200.0, ink(13.0)), "Ngắn");
    }

    #[test]
    fn text_is_composed_and_clean() {
        assert_eq!(svg_text("Ho\u{0300}a\u{7} \u{200B}Tha\u{0300}nh"), "Hòa Thành");
    }

    #[test]
    fn widths_are_near_the_font() {
        // 600 to 700 units of 1,000 for capitals of this family.
        let wide = width("HHHHHHHHHH", ink(10.0));
        assert!((65.0..85.0).contains(&wide), "{wide}");
    }
}
