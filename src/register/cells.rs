//! One cell of a register: what stands in it, exactly or not at all.

use chrono::{NaiveDate, NaiveTime, Timelike as _};

use super::kind::{DAY, Kind, days_of};
use crate::grid::{Content, Format, Held, number_text};
use crate::text::{fold, is_invisible, tidy};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Blank,
    /// Something that cannot be read as what the column holds.
    Unreadable,
    /// As [`Kind`] keeps it.
    Kept(i64),
    Text(String),
    /// The days of a cell of several.
    Days(Vec<i64>),
}

/// Marks a blank cell in a column of whole numbers,
pub(crate) const BLANK: i64 = i64::MIN;
/// and one that cannot be read.
pub(crate) const UNREADABLE: i64 = i64::MIN + 1;

/// Larger numbers are no counts of anything, and no money.
const MOST: i64 = 1_000_000_000_000_000;

/// Reads a cell as what its column holds.
pub(crate) fn read(held: Held<'_>, kind: &Kind) -> Cell {
    let text = match held {
        Held::Nothing => String::new(),
        Held::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_string(),
            Err(_) => return Cell::Unreadable,
        },
        Held::Cell(cell) => match &cell.content {
            Content::Date(at) if *kind != Kind::Text => {
                return dated(*at, cell.format, kind);
            }
            Content::Number(n) if cell.format == Format::General => number_text(*n),
            Content::Bool(yes) if *kind == Kind::YesNo => return Cell::Kept((*yes).into()),
            Content::Text(text) if cell.format != Format::Marked => text.clone(),
            Content::Date(_) => cell.raw(),
            _ => return Cell::Unreadable,
        },
    };
    of_text(&text, kind)
}

fn dated(at: chrono::NaiveDateTime, format: Format, kind: &Kind) -> Cell {
    let seconds = at.and_utc().timestamp();
    match kind {
        _ if format == Format::DateWithoutDay => Cell::Unreadable,
        Kind::DateTime => Cell::Kept(seconds),
        Kind::Date => Cell::Kept(seconds.div_euclid(DAY)),
        Kind::Dates => Cell::Days(vec![seconds.div_euclid(DAY)]),
        _ => Cell::Unreadable,
    }
}

/// The same for the text of a cell.
pub(crate) fn of_text(text: &str, kind: &Kind) -> Cell {
    let plain = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if let Kind::Choice { codes, .. } = kind {
        return choice(plain, codes);
    }
    if plain.is_empty() {
        return Cell::Blank;
    }
    let kept = match kind {
        Kind::Text => return Cell::Text(tidy(plain)),
        Kind::Date => time(plain).map(|seconds| seconds.div_euclid(DAY)),
        Kind::DateTime => time(plain),
        Kind::Dates => return days(plain),
        Kind::YesNo => yes_no(plain),
        Kind::Count | Kind::Choice { .. } => count(plain),
    };
    kept.map_or(Cell::Unreadable, Cell::Kept)
}

fn choice(plain: &str, codes: &[(String, usize)]) -> Cell {
    let folded = fold(plain);
    match codes.iter().find(|(code, _)| *code == folded) {
        Some((_, option)) => Cell::Kept(*option as i64),
        None if plain.is_empty() => Cell::Blank,
        None => Cell::Unreadable,
    }
}

fn days(plain: &str) -> Cell {
    let parts = plain.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let days: Option<Vec<i64>> = parts.map(|part| time(part).map(|s| s.div_euclid(DAY))).collect();
    match days {
        Some(days) if days.is_empty() => Cell::Blank,
        Some(days) => Cell::Days(days),
        None => Cell::Unreadable,
    }
}

fn yes_no(plain: &str) -> Option<i64> {
    match fold(plain).as_str() {
        "có" | "yes" | "true" | "1" | "đúng" => Some(1),
        "không" | "no" | "false" | "0" | "sai" => Some(0),
        _ => None,
    }
}

/// A whole number: digits, or groups of exactly three parted by dots or spaces.
fn count(plain: &str) -> Option<i64> {
    let plain = plain.trim_end_matches(['đ', ' ']);
    let plain = plain.strip_suffix("đồng").unwrap_or(plain).trim_end();
    let parts: Vec<&str> = plain.split(['.', ' ', '\u{A0}', '\u{202F}']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let grouped =
        parts.len() == 1 || (parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3));
    if !grouped || !parts.iter().all(digits) {
        return None;
    }
    parts.concat().parse().ok().filter(|n| *n <= MOST)
}

/// Seconds since 1970 by the clocks of Vietnam: `2026-03-05`, `05/03/2026`, each with a time behind
/// or before it. The day always comes before the month unless the year is first.
fn time(plain: &str) -> Option<i64> {
    let (mut date, mut clock, mut shift) = (None, NaiveTime::MIN, 0);
    let mut clocks = 0;
    for word in plain.split(['T', ' ']).filter(|word| !word.is_empty()) {
        if word.contains(':') {
            let (time, ahead) = zoned(word)?;
            (clock, shift) = (time, ahead);
            clocks += 1;
        } else if matches!(word, "SA" | "AM" | "CH" | "PM") {
            let hour = clock.hour();
            let hour = match (matches!(word, "SA" | "AM"), hour) {
                (true, 12) => 0,
                (false, 1..12) => hour + 12,
                (_, 0..13) => hour,
                _ => return None,
            };
            clock = clock.with_hour(hour)?;
        } else {
            let day = day(word)?;
            if date.replace(day).is_some() {
                return None;
            }
        }
    }
    let since = clock.num_seconds_from_midnight();
    (clocks <= 1).then_some(days_of(date?) * DAY + i64::from(since) + shift)
}

/// A clock time, and the seconds that bring it to the clocks of Vietnam.
fn zoned(word: &str) -> Option<(NaiveTime, i64)> {
    let (clock, shift) = match word.strip_suffix(['Z', 'z']) {
        Some(clock) => (clock, 7 * 3600),
        None => (word.strip_suffix("+07:00").unwrap_or(word), 0),
    };
    let clock = clock.split_once(['.', ',']).map_or(clock, |(whole, _)| whole);
    let parts: Option<Vec<u32>> = clock.split(':').map(|part| part.parse().ok()).collect();
    match parts?[..] {
        [h, m] => Some((NaiveTime::from_hms_opt(h, m, 0)?, shift)),
        [h, m, s] => Some((NaiveTime::from_hms_opt(h, m, s)?, shift)),
        _ => None,
    }
}

fn day(word: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    let number = |part: &str| -> Option<u32> {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = match (a.len(), c.len()) {
        (4, 1..=2) => (a, b, c),
        (1..=2, 4) => (c, b, a),
        _ => return None,
    };
    let year = number(year).filter(|year| (1990..=2100).contains(year))?;
    NaiveDate::from_ymd_opt(year as i32, number(month)?, number(day)?)
}

/// Whether a key looks like `H15.50.05.13-261008-0975`.
pub(crate) fn is_dossier_number(key: &str) -> bool {
    let parts: Vec<&str> = key.split('-').collect();
    let [unit, day, number] = parts[..] else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut groups = unit.split('.');
    let head = groups.next().unwrap_or_default();
    head.starts_with(|c: char| c.is_ascii_uppercase())
        && digits(&head[1..])
        && groups.all(digits)
        && day.len() == 6
        && digits(day)
        && (4..=7).contains(&number.len())
        && digits(number)
}

/// The code of the unit in a dossier number.
pub(crate) fn unit_in_number(key: &str) -> Option<&str> {
    is_dossier_number(key).then(|| key.split('-').next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_day_first_or_not_at_all() {
        let at = |text: &str| of_text(text, &Kind::DateTime);
        let morning = Cell::Kept(20_517 * DAY + 9 * 3600 + 120);
        for text in [
            "2026-03-05 09:02",
            "2026-03-05T09:02:00.123+07:00",
            "2026-03-05T02:02:00Z",
            "05/03/2026 09:02:00",
            "5/3/2026 9:02 SA",
            "09:02 05-03-2026",
        ] {
            assert_eq!(at(text), morning, "{text}");
        }
        for text in ["12/25/2026", "31/02/2026", "hôm qua", "03/2026", "5/3/26", "-", "46086", "0"]
        {
            assert_eq!(at(text), Cell::Unreadable, "{text}");
        }
        assert_eq!(at(" \u{A0} "), Cell::Blank);
    }

    #[test]
    fn numbers_are_whole() {
        let at = |text: &str| of_text(text, &Kind::Count);
        assert_eq!(at("1.250.000 đ"), Cell::Kept(1_250_000));
        assert_eq!(at("1250"), Cell::Kept(1250));
        for text in ["1,250", "12.5", "-3", "1e3", "khoảng 5", "1.25.000"] {
            assert_eq!(at(text), Cell::Unreadable, "{text}");
        }
    }

    #[test]
    fn dossier_numbers_are_known_by_their_form() {
        assert_eq!(unit_in_number("H15.50.05.13-261008-0975"), Some("H15.50.05.13"));
        for key in ["261008-0975", "H15-261008", "H15.x-261008-0975", "H15-2610-0975", ""] {
            assert!(!is_dossier_number(key), "{key}");
        }
    }
}
