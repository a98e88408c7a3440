//! Dates, day first (`input.md` 1.3). The answer “Không” means that the thing was not done.

use chrono::{Datelike, NaiveDate};

use super::date_words::said;
use super::reading::{Reading, Spot, shown};
use crate::grid::{Cell, Content, Format, number_text};
use crate::problem::{Problems, kinds::values as kinds};
use crate::round::Round;
use crate::rubric::DataItem;
use crate::terms::{Date, day_of_serial};
use crate::text::fold;
use crate::value::Value;

/// Documents of the method are younger.
const FIRST_YEAR: i32 = 1990;
/// Later years than the round's by more than this are slips.
const LATE_YEARS: i32 = 2;

pub(super) fn date(
    cell: &Cell,
    item: &DataItem,
    spot: &Spot<'_>,
    problems: &mut Problems,
) -> Reading<Value> {
    let reading = match &cell.content {
        Content::Date(_) if cell.format == Format::DateWithoutDay => {
            Reading::refused(&kinds::DATE_INCOMPLETE)
        }
        Content::Date(stored) => {
            if cell.format == Format::DateMonthFirst {
                let value = shown(&Value::Date(stored.date()));
                let note = spot.problem(&kinds::DATE_MONTH_FIRST, &cell.raw());
                problems.push(note.with("value", value));
            }
            Reading::Plain(Value::Date(stored.date()))
        }
        Content::Number(n) if cell.format == Format::General => serial(*n, spot),
        Content::Text(text) => text_date(text, item, spot),
        _ => Reading::refused(&kinds::DATE),
    };
    let (Reading::Plain(Value::Date(day)) | Reading::Noted(Value::Date(day))) = &reading else {
        return reading;
    };
    let latest = spot.round.year + LATE_YEARS;
    if !(FIRST_YEAR..=latest).contains(&day.year()) {
        return Reading::refused(&kinds::DATE_IMPOSSIBLE);
    }
    let (from, to) = period(spot.round);
    if !(from..=to).contains(day) {
        let note = spot.problem(&kinds::DATE_OUTSIDE, &cell.raw());
        problems.push(note.with("value", shown(&Value::Date(*day))));
    }
    reading
}

/// The assessed period; the whole year where the round names none.
pub(in crate::evidence) fn period(round: &Round) -> (Date, Date) {
    let year = round.year;
    round.period.unwrap_or_else(|| {
        let first = NaiveDate::from_yo_opt(year, 1).unwrap_or_default();
        (first, NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(first))
    })
}

/// A day number without a date format: taken with a note when it lies near the period.
fn serial(n: f64, spot: &Spot<'_>) -> Reading<Value> {
    let days = n + if spot.grid.dates_1904 { 1462.0 } else { 0.0 };
    let is_day = days.fract() == 0.0 && (61.0..1_000_000.0).contains(&days);
    let day = is_day.then(|| day_of_serial(days as u64)).flatten();
    let (from, to) = period(spot.round);
    match day {
        Some(day) if (from.year() - 2..=to.year() + 2).contains(&day.year()) => {
            Reading::Noted(Value::Date(day))
        }
        // Only a year, or a month and a year.
        _ if (1900.0..2100.0).contains(&n) || number_text(n).contains('.') => {
            Reading::refused(&kinds::DATE_INCOMPLETE)
        }
        _ => Reading::refused(&kinds::DATE),
    }
}

fn text_date(text: &str, item: &DataItem, spot: &Spot<'_>) -> Reading<Value> {
    let folded = fold(text);
    match folded.trim_end_matches(['.', ' ', ';', ',']) {
        "không" => return Reading::Plain(Value::YesNo(false)),
        "chưa" | "ko" => return Reading::Noted(Value::YesNo(false)),
        _ => {}
    }
    let said = said(&folded, &fold(&item.label), &names_beside(spot));
    let Some(first) = said.days.first() else {
        let incomplete = is_incomplete(&folded);
        return Reading::refused(if incomplete { &kinds::DATE_INCOMPLETE } else { &kinds::DATE });
    };
    if said.days.iter().any(|spelled| spelled.day.is_none()) {
        return Reading::refused(&kinds::DATE_IMPOSSIBLE);
    }
    if said.days.iter().any(|spelled| spelled.day != first.day) {
        return Reading::refused(&kinds::DATE_SEVERAL);
    }
    match first.day {
        Some(day) if said.bare && !first.short_year && said.days.len() == 1 => {
            Reading::Plain(Value::Date(day))
        }
        Some(day) if said.harmless => Reading::Noted(Value::Date(day)),
        _ => Reading::refused(&kinds::DATE_WORDS),
    }
}

/// Names that stand in the line of place and day of a unit's own papers.
fn names_beside(spot: &Spot<'_>) -> Vec<String> {
    let unit = spot.round.units.iter().find(|unit| Some(&unit.id) == spot.unit);
    let own = unit.map(|unit| unit.name.as_str());
    let mut names = Vec::new();
    for name in own.into_iter().chain([spot.round.issuer.as_str(), spot.round.office.as_str()]) {
        let folded = fold(name);
        let kinds =
            ["ubnd ", "ủy ban nhân dân ", "phường ", "xã ", "thị trấn ", "thị xã ", "đặc khu "];
        let mut bare = folded.as_str();
        for kind in kinds {
            bare = bare.strip_prefix(kind).unwrap_or(bare);
        }
        names.push(bare.to_string());
        names.push(folded);
    }
    names
}

fn is_incomplete(folded: &str) -> bool {
    let words = ["tháng", "quý", "năm", "chưa", "đã", "/20", "-20", ".20"];
    words.iter().any(|w| folded.contains(w))
}
