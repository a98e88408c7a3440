//! The content of cells as calamine gives it, for all kinds of workbooks, and what it hides.

use calamine::{Data, ExcelDateTime, SheetVisible};
use chrono::{NaiveDate, NaiveDateTime};

use super::input::Input;
use crate::grid::{Area, BROKEN_DATE, Content, Font, Mark};
use crate::problem::{Problem, kinds::files};

pub(crate) fn is_visible(visible: SheetVisible) -> bool {
    visible == SheetVisible::Visible
}

/// Two sheets of one name: calamine would read one of them twice.
pub(crate) fn check_names<'n>(
    input: &Input<'_>,
    names: impl Iterator<Item = &'n str>,
) -> Result<(), Problem> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    match names.windows(2).find(|w| w[0] == w[1]) {
        Some(twice) => Err(input.problem(&files::FILE_ODD).with("detail", twice[0])),
        None => Ok(()),
    }
}

pub(crate) fn area(d: &calamine::Dimensions) -> Area {
    Area { first: d.start, last: d.end }
}

/// A date or time cell. A number below 1 is a time of day; 60 is the day that never was.
pub(crate) fn date_content(stored: &ExcelDateTime, is_1904: bool) -> Content {
    let serial = stored.as_f64();
    if stored.is_duration() || (0.0..1.0).contains(&serial) {
        let minutes = (serial * 1440.0).round();
        return Content::Time(format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0));
    }
    let never = !is_1904 && (60.0..61.0).contains(&serial);
    match stored.as_datetime().filter(|_| serial >= 0.0 && !never) {
        Some(date) => Content::Date(date),
        None => Content::Broken(BROKEN_DATE.into()),
    }
}

/// An ISO date, with or without time of day.
pub(crate) fn iso_content(text: &str) -> Content {
    let text = text.trim().trim_end_matches('Z');
    let whole = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|d| d.into());
    whole
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f"))
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"))
        .map_or_else(|_| Content::Broken(BROKEN_DATE.into()), Content::Date)
}

/// The content of a cell of .xls and .ods; `None` when it is empty.
pub(crate) fn content(data: &Data, is_1904: bool) -> Option<Content> {
    Some(match data {
        Data::Empty => return None,
        Data::String(s) if s.is_empty() => return None,
        Data::String(s) => text_content(s),
        Data::Int(n) => Content::Number(*n as f64),
        Data::Float(n) => Content::Number(*n),
        Data::Bool(b) => Content::Bool(*b),
        Data::DateTime(d) => date_content(d, is_1904),
        Data::DateTimeIso(s) => iso_content(s),
        Data::DurationIso(s) => Content::Time(s.clone()),
        Data::Error(e) => Content::Error(e.to_string()),
    })
}

/// Text; error texts, which .ods stores as such, are errors.
pub(crate) fn text_content(text: &str) -> Content {
    const ERRORS: &[&str] = &[
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#ERROR!",
    ];
    let bare = text.trim();
    if ERRORS.contains(&bare) || (bare.starts_with("Err:") && bare.len() <= 8) {
        Content::Error(bare.to_string())
    } else {
        Content::Text(text.to_string())
    }
}

/// The mark of a text in a font whose characters are not what their codes say. ASCII reads alike
/// in the old Vietnamese fonts.
pub(crate) fn font_mark(font: Option<Font>, text: &str) -> Option<Mark> {
    let font = font.filter(|font| !font.is_legacy() || !text.is_ascii())?;
    Some(Mark::Font(font))
}
