//! Answers in words: yes and no, choices, not applicable. Whole texts are compared, because
//! "Không có" contains "có".

use super::reading::Reading;
use crate::grid::{Cell, Content, Font};
use crate::problem::kinds::values as kinds;
use crate::text::{fold, without_zeros};

const YES: &[&str] = &["x", "х", "✓", "✔", "☑", "có", "đạt", "1", "true"];
const YES_NOTED: &[&str] = &["co", "c", "rồi", "đã ban hành"];
const NO: &[&str] = &["không", "0", "false", "✗", "✘", "không đạt"];
const NO_NOTED: &[&str] = &["ko", "k", "chưa", "☐"];
const NA: &[&str] = &["kad", "không áp dụng"];
const NA_NOTED: &[&str] = &["n/a", "kps", "không phát sinh"];
const DITTO: &[&str] = &["nt", "như trên", "\"", "″", "''", "〃", "-nt-", "- nt -", "”", "“"];
const DASHES: &[&str] = &[
    "-",
    "–",
    "—",
    "−",
    "--",
    "không",
    "không có",
    "ko",
    "ko có",
    "k",
    "?",
    "x",
    "/",
    "chưa",
    "chưa có",
];

/// Whether a folded text says *Không áp dụng*, and if so whether in a way worth a note.
pub(super) fn not_applicable(folded: &str) -> Option<bool> {
    if NA.contains(&folded) {
        return Some(false);
    }
    NA_NOTED.contains(&folded).then_some(true)
}

pub(super) fn is_ditto(folded: &str) -> bool {
    DITTO.contains(&folded)
}

/// Texts that may mean 0 or nothing where a number is asked.
pub(super) fn is_dash(folded: &str) -> bool {
    DASHES.contains(&folded)
}

pub(super) fn yes_no(cell: &Cell, font: Option<Font>) -> Reading<bool> {
    let folded = match &cell.content {
        Content::Text(text) if font.is_some_and(|font| !font.is_legacy()) => {
            return symbol(text, font);
        }
        Content::Bool(answer) => return Reading::Plain(*answer),
        Content::Number(n) if *n == 1.0 => return Reading::Plain(true),
        Content::Number(n) if *n == 0.0 => return Reading::Plain(false),
        Content::Text(text) => fold(text),
        _ => return Reading::refused(&kinds::YES_NO),
    };
    let folded = folded.trim_end_matches(['.', ';', ',', '!', ' ']);
    let folded = without_zeros(folded).unwrap_or(folded);
    if YES.contains(&folded) {
        Reading::Plain(true)
    } else if NO.contains(&folded) {
        Reading::Plain(false)
    } else if YES_NOTED.contains(&folded) {
        Reading::Noted(true)
    } else if NO_NOTED.contains(&folded) {
        Reading::Noted(false)
    } else {
        Reading::refused(&kinds::YES_NO)
    }
}

/// A letter in a font of symbols: `ü` in Wingdings is a check mark. Inserted symbols stand in the
/// private area, at the same place.
fn symbol(text: &str, font: Option<Font>) -> Reading<bool> {
    let place = |c: char| u32::from(c) & if u32::from(c) >> 8 == 0xF0 { 0xFF } else { u32::MAX };
    let mut letters = text.trim().chars().map(place);
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return Reading::refused(&kinds::YES_NO);
    };
    match (font, letter) {
        // ✓ ☑, and ✓ ☑ of the other font
        (Some(Font::Wingdings), 0xFC | 0xFE) | (Some(Font::Wingdings2), 0x50 | 0x52) => {
            Reading::Plain(true)
        }
        // ✗
        (Some(Font::Wingdings), 0xFB) | (Some(Font::Wingdings2), 0x4F) => Reading::Plain(false),
        // ☐
        (Some(Font::Wingdings), 0x6F | 0xA8) | (Some(Font::Wingdings2), 0xA3) => {
            Reading::Noted(false)
        }
        _ => Reading::refused(&kinds::YES_NO),
    }
}

/// The option in the set's spelling.
pub(super) fn choice(cell: &Cell, options: &[String]) -> Reading<String> {
    let written = match &cell.content {
        Content::Text(_) | Content::Number(_) => fold(&cell.raw()),
        _ => String::new(),
    };
    let bare = |text: &str| fold(text).trim_end_matches(['.', ';', ',', ' ']).to_string();
    let option = |written: &str| options.iter().find(|option| bare(option) == bare(written));
    match option(&written).or_else(|| option(without_zeros(&written)?)) {
        Some(option) => Reading::Plain(option.clone()),
        None => Reading::Refused(&kinds::CHOICE, vec![("options", options.join(" / "))]),
    }
}
