//! Workbooks through calamine, cell by cell where it can be had, with what calamine hides
//! (number formats, struck-out runs, formulas without result) looked up beside it.

mod marks;
pub mod ods;
mod ods_marks;
mod ole;
mod parts;
pub mod xls;
mod xls_marks;
mod xls_strings;
pub mod xlsx;

use calamine::{Data, ExcelDateTime, SheetVisible};
use chrono::{NaiveDate, NaiveDateTime};

use super::Input;
use crate::grid::{Area, BROKEN_DATE, Content, Format};
use crate::problem::{Problem, kinds::files};

fn is_visible(visible: SheetVisible) -> bool {
    visible == SheetVisible::Visible
}

/// Two sheets of one name: calamine would read one of them twice.
fn check_names<'n>(input: &Input<'_>, names: impl Iterator<Item = &'n str>) -> Result<(), Problem> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    match names.windows(2).find(|w| w[0] == w[1]) {
        Some(twice) => Err(input.problem(&files::FILE_ODD).with("detail", twice[0])),
        None => Ok(()),
    }
}

fn area(d: &calamine::Dimensions) -> Area {
    Area { first: d.start, last: d.end }
}

/// A date or time cell. A number below 1 is a time of day; 60 is the day that never was.
fn date_content(stored: &ExcelDateTime, is_1904: bool) -> Content {
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
fn iso_content(text: &str) -> Content {
    let text = text.trim().trim_end_matches('Z');
    let whole = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|d| d.into());
    whole
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f"))
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"))
        .map_or_else(|_| Content::Broken(BROKEN_DATE.into()), Content::Date)
}

/// The content of a cell of .xls and .ods; `None` when it is empty.
fn content(data: &Data, is_1904: bool) -> Option<Content> {
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
fn text_content(text: &str) -> Content {
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

/// What a number format says of the meaning of a stored number. Only its first section counts.
fn format_of(code: &str, builtin: Option<u32>) -> Format {
    // The built-in dates 14 and 22 follow the settings of the PC: day first in Vietnam.
    if matches!(builtin, Some(14 | 22)) {
        return Format::Date;
    }
    let tokens = tokens(code);
    if tokens.contains('%') {
        return Format::Percent;
    }
    let first = |wanted: char| tokens.find(wanted);
    match (first('y'), first('m'), first('d')) {
        (year, Some(month), Some(day)) if month < day && year.is_none_or(|y| y > month) => {
            Format::DateMonthFirst
        }
        (_, _, Some(_)) | (Some(_), _, _) => Format::Date,
        _ => Format::General,
    }
}

/// The first section of a number format without quoted, escaped and bracketed text, in lower
/// case.
fn tokens(code: &str) -> String {
    let mut out = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => while chars.next().is_some_and(|q| q != '"') {},
            '[' => while chars.next().is_some_and(|q| q != ']') {},
            '\\' | '_' | '*' => _ = chars.next(),
            ';' => break,
            _ => out.push(c.to_ascii_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats_tell_percents_and_dates() {
        let of = |code| format_of(code, None);
        assert_eq!(of("0.00%"), Format::Percent);
        assert_eq!(of("0\"%\""), Format::General);
        assert_eq!(of("General"), Format::General);
        assert_eq!(of("#,##0.00_);[Red](0%)"), Format::General);
        assert_eq!(of("dd/mm/yyyy"), Format::Date);
        assert_eq!(of("[$-42A]dd\\ mmmm\\ yyyy"), Format::Date);
        assert_eq!(of("\"ngày \"dd\" tháng \"mm\" năm \"yyyy"), Format::Date);
        assert_eq!(of("yyyy-mm-dd"), Format::Date);
        assert_eq!(of("m/d/yyyy"), Format::DateMonthFirst);
        assert_eq!(format_of("mm-dd-yy", Some(14)), Format::Date);
    }
}
