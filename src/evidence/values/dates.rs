//! Dates, day first (`input.md` 1.3). The answer “Không” means that the thing was not done.

use chrono::{Datelike, Days, NaiveDate};

use super::{Reading, Spot, kinds, shown};
use crate::grid::{Cell, Content, Format, number_text};
use crate::problem::Problems;
use crate::terms::Date;
use crate::text::fold;
use crate::value::Value;

/// Documents of the method are younger.
const FIRST_YEAR: i32 = 1990;
/// Later years than the round's by more than this are slips.
const LATE_YEARS: i32 = 2;

pub(super) fn date(cell: &Cell, spot: &Spot<'_>, problems: &mut Problems) -> Reading<Value> {
    let reading = match &cell.content {
        Content::Date(stored) => {
            if cell.format == Format::DateMonthFirst {
                let value = shown(&Value::Date(stored.date()));
                let note = spot.problem(&kinds::DATE_MONTH_FIRST, &cell.raw());
                problems.push(note.with("value", value));
            }
            Reading::Plain(Value::Date(stored.date()))
        }
        Content::Number(n) if cell.format == Format::General => serial(*n, spot),
        Content::Text(text) => text_date(text),
        _ => Reading::refused(&kinds::DATE),
    };
    let (Reading::Plain(Value::Date(day)) | Reading::Noted(Value::Date(day))) = &reading else {
        return reading;
    };
    let latest = spot.round.year + LATE_YEARS;
    if !(FIRST_YEAR..=latest).contains(&day.year()) {
        return Reading::refused(&kinds::DATE_IMPOSSIBLE);
    }
    let (from, to) = period(spot);
    if !(from..=to).contains(day) {
        let note = spot.problem(&kinds::DATE_OUTSIDE, &cell.raw());
        problems.push(note.with("value", shown(&Value::Date(*day))));
    }
    reading
}

fn period(spot: &Spot<'_>) -> (Date, Date) {
    let year = spot.round.year;
    spot.round.period.unwrap_or_else(|| {
        let first = NaiveDate::from_yo_opt(year, 1).unwrap_or_default();
        (first, NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(first))
    })
}

/// A day number without a date format: taken with a note when it lies near the period.
fn serial(n: f64, spot: &Spot<'_>) -> Reading<Value> {
    let days = n + if spot.grid.dates_1904 { 1462.0 } else { 0.0 };
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30);
    let day = epoch
        .filter(|_| days.fract() == 0.0 && (61.0..1_000_000.0).contains(&days))
        .and_then(|epoch| epoch.checked_add_days(Days::new(days as u64)));
    let (from, to) = period(spot);
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

fn text_date(text: &str) -> Reading<Value> {
    let folded = fold(text);
    match folded.trim_end_matches(['.', ' ', ';', ',']) {
        "không" => return Reading::Plain(Value::YesNo(false)),
        "chưa" | "ko" => return Reading::Noted(Value::YesNo(false)),
        _ => {}
    }
    match dates_in(without_time(&folded)).as_slice() {
        [Spelled { day: None, .. }, ..] => Reading::refused(&kinds::DATE_IMPOSSIBLE),
        [Spelled { day: Some(day), whole, short_year }] => {
            let value = Value::Date(*day);
            if *whole && !short_year { Reading::Plain(value) } else { Reading::Noted(value) }
        }
        [] if is_incomplete(&folded) => Reading::refused(&kinds::DATE_INCOMPLETE),
        [] => Reading::refused(&kinds::DATE),
        several if several.iter().all(|d| d.day == several[0].day && d.day.is_some()) => several[0]
            .day
            .map_or(Reading::refused(&kinds::DATE), |d| Reading::Noted(Value::Date(d))),
        _ => Reading::refused(&kinds::DATE_SEVERAL),
    }
}

/// A day without the time of day behind it, as dates come out of Excel through a text file.
fn without_time(folded: &str) -> &str {
    let Some((day, time)) = folded.trim().rsplit_once([' ', 't']) else { return folded };
    let is_time =
        time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || ":.".contains(c));
    if is_time { day.trim_end() } else { folded }
}

fn is_incomplete(folded: &str) -> bool {
    let words = ["tháng", "quý", "năm", "chưa", "đã", "/20", "-20", ".20"];
    words.iter().any(|w| folded.contains(w))
}

/// A date as spelled in a text; `day` is `None` when there is no such day.
struct Spelled {
    day: Option<Date>,
    /// Nothing else stands in the text.
    whole: bool,
    short_year: bool,
}

/// Every day-month-year or ISO date in a folded text.
fn dates_in(folded: &str) -> Vec<Spelled> {
    let words = folded.replace("ngày", " ").replace("tháng", "/").replace("năm", "/");
    let tokens = tokens(&words);
    let mut found = Vec::new();
    let mut used = 0;
    let mut at = 0;
    // What looks like a date but runs into other digits.
    let mut unclear = false;
    while at + 5 <= tokens.len() {
        if let [a, m1, b, m2, c] = &tokens[at..at + 5] {
            let marks = m1 == m2 && ["/", ".", "-"].contains(&m1.as_str());
            let bound = |i: Option<usize>| {
                let beside = i.and_then(|i| tokens.get(i));
                beside.is_none_or(|t| t != m1 && !t.starts_with(|c: char| c.is_ascii_digit()))
            };
            let free = bound(at.checked_sub(1)) && bound(Some(at + 5));
            let spelled = marks.then(|| numbers(a, b, c)).flatten();
            unclear |= spelled.is_some() && !free;
            if let Some((day, short_year)) = spelled.filter(|_| free) {
                found.push((day, short_year));
                used += 5;
                at += 5;
                continue;
            }
        }
        at += 1;
    }
    let whole = used == tokens.len();
    // Beside a clear one it makes two.
    if unclear && !found.is_empty() {
        found.push((None, false));
    }
    found.into_iter().map(|(day, short_year)| Spelled { day, whole, short_year }).collect()
}

/// Runs of digits, runs of letters, and single marks; spaces part tokens and are none.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let joins = (c.is_ascii_digit() && before.is_ascii_digit())
            || (c.is_alphabetic() && before.is_alphabetic());
        match tokens.last_mut() {
            Some(last) if joins => last.push(c),
            _ if !c.is_whitespace() => tokens.push(c.to_string()),
            _ => {}
        }
        before = c;
    }
    tokens
}

/// The day that three numbers name; `None` when they are no date at all.
fn numbers(a: &str, b: &str, c: &str) -> Option<(Option<Date>, bool)> {
    let digits = |t: &str| t.bytes().all(|x| x.is_ascii_digit());
    if ![a, b, c].iter().all(|t| digits(t)) || b.len() > 2 {
        return None;
    }
    let n = |t: &str| t.parse::<i32>().unwrap_or(i32::MAX);
    let (day, month, year) = match (a.len(), c.len()) {
        (1 | 2, 4 | 5) => (n(a), n(b), n(c)),
        (1 | 2, 2) => (n(a), n(b), 2000 + n(c)),
        (4, 1 | 2) => (n(c), n(b), n(a)),
        _ => return None,
    };
    let part = |n: i32| u32::try_from(n).unwrap_or(0);
    Some((NaiveDate::from_ymd_opt(year, part(month), part(day)), c.len() == 2 && a.len() < 3))
}
