//! Times of forms as the form tools write them. In: text or a cell. Out: seconds of the calendar.

use chrono::{NaiveDate, NaiveTime};

use crate::grid::{Content, Held};

use crate::survey::forms::NO_TIME;

/// Seconds that the clocks of Vietnam are ahead of universal time.
pub(crate) const VIETNAM: i64 = 7 * 3600;

/// How the times of one column are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Decides where both readings of a date are days of the calendar.
    pub month_first: bool,
    /// Times without a zone are universal ones, as those of Kobo's server.
    pub universal: bool,
}

/// A time by the clocks of Vietnam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Seconds of the calendar.
    pub at: i64,
    /// Its zone was written beside it.
    pub zoned: bool,
}

/// What time stands in a cell; `None` for none, or an unreadable one.
pub(crate) fn stamp(held: Held<'_>, written: Written) -> Option<Stamp> {
    let (at, zone) = match held {
        Held::Nothing => return None,
        Held::Text(text) => (from_text(text, written.month_first)?, zone(text)),
        Held::Cell(cell) => match &cell.content {
            Content::Date(date) => (sensible(date.and_utc().timestamp())?, None),
            Content::Text(text) => {
                (from_text(text.as_bytes(), written.month_first)?, zone(text.as_bytes()))
            }
            _ => return None,
        },
    };
    let at = match zone {
        Some(offset) => at - offset + VIETNAM,
        None if written.universal => at + VIETNAM,
        None => at,
    };
    Some(Stamp { at, zoned: zone.is_some() })
}

/// Seconds that the zone at the end of a text is ahead of universal time: `+07:00`, `Z`,
/// `GMT+7`; `None` when none is written.
fn zone(text: &[u8]) -> Option<i64> {
    let text = text.trim_ascii();
    let named = text
        .windows(3)
        .position(|w| w.eq_ignore_ascii_case(b"GMT") || w.eq_ignore_ascii_case(b"UTC"));
    if let Some(at) = named {
        let rest = text[at + 3..].trim_ascii_start();
        return if rest.is_empty() { Some(0) } else { offset(rest) };
    }
    match text {
        [.., digit, b'Z' | b'z'] if digit.is_ascii_digit() => return Some(0),
        _ => {}
    }
    let clock = text.iter().position(|b| *b == b':')?;
    let sign = clock + text[clock..].iter().rposition(|b| matches!(b, b'+' | b'-'))?;
    let rest = &text[sign..];
    let long = rest.iter().filter(|b| b.is_ascii_digit()).count() == 4;
    if long || rest[0] == b'+' { offset(rest) } else { None }
}

/// `+7`, `+07:00`, `-0330`: at most 14 hours.
fn offset(text: &[u8]) -> Option<i64> {
    let sign = match text.first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = |part: &[u8]| -> Option<i64> { std::str::from_utf8(part).ok()?.parse().ok() };
    let rest = &text[1..];
    let (hours, minutes) = match (rest.iter().position(|b| *b == b':'), rest.len()) {
        (Some(colon), _) => (digits(&rest[..colon])?, digits(&rest[colon + 1..])?),
        (None, 4) => (digits(&rest[..2])?, digits(&rest[2..])?),
        _ => (digits(rest)?, 0),
    };
    let fits = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    fits.then_some(sign * (hours * 3600 + minutes * 60))
}

/// LimeSurvey writes 1980-01-01 into surveys that keep no times.
fn sensible(seconds: i64) -> Option<i64> {
    const YEAR_2000: i64 = 946_684_800;
    (seconds >= YEAR_2000).then_some(seconds)
}

/// `2025-03-05 10:11:12`, `2025-03-05T10:11:12.123+07:00`, `05/03/2025 10:11:12`,
/// `3/5/25 10:11:12 PM`, `10:11:12 05/03/2025`, as written: [`zone`] tells the rest.
fn from_text(text: &[u8], month_first: bool) -> Option<i64> {
    let (mut numbers, mut ends) = ([0u32; 8], [0u8; 8]);
    let mut count = 0;
    let mut at = 0;
    while at < text.len() && count < numbers.len() {
        if !text[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < text.len() && text[at].is_ascii_digit() {
            let digit = u32::from(text[at] - b'0');
            numbers[count] = numbers[count].saturating_mul(10).saturating_add(digit);
            at += 1;
        }
        if at - start > 9 {
            return None;
        }
        ends[count] = text.get(at).copied().unwrap_or(0);
        count += 1;
    }
    let clock_first = count >= 5 && ends[0] == b':';
    let (date, clock) = match clock_first {
        true => {
            let length = if ends[1] == b':' { 3 } else { 2 };
            (numbers.get(length..count)?, &numbers[..length])
        }
        false => (numbers.get(..3)?, numbers.get(3..count.min(6)).unwrap_or_default()),
    };
    let day = day_of(date.get(..3)?.try_into().ok()?, month_first)?;
    let words = || text.split(|b| *b == b' ');
    let says = |marks: [&str; 2]| {
        words().any(|word| marks.iter().any(|mark| word.eq_ignore_ascii_case(mark.as_bytes())))
    };
    let hour = match *clock.first().unwrap_or(&0) {
        12 if says(["AM", "SA"]) => 0,
        hour @ 1..12 if says(["PM", "CH"]) => hour + 12,
        hour => hour,
    };
    let part = |at: usize| clock.get(at).copied().unwrap_or(0);
    let time = NaiveTime::from_hms_opt(hour, part(1), part(2))?;
    sensible(day.and_time(time).and_utc().timestamp())
}

/// A day from its three numbers in the order written.
fn day_of([a, b, c]: [u32; 3], month_first: bool) -> Option<NaiveDate> {
    if a > 1000 {
        return NaiveDate::from_ymd_opt(a as i32, b, c);
    }
    let year = if c < 100 { c + 2000 } else { c } as i32;
    let day_first = NaiveDate::from_ymd_opt(year, b, a);
    let other = NaiveDate::from_ymd_opt(year, a, b);
    if month_first { other.or(day_first) } else { day_first.or(other) }
}

/// Whether a time tells more than a day.
pub(crate) fn is_precise(seconds: i64) -> bool {
    seconds != NO_TIME && seconds.rem_euclid(86_400) != 0
}

/// The day of some seconds, counted from 1970.
pub(crate) fn day(seconds: i64) -> i64 {
    seconds.div_euclid(86_400)
}

/// The day number of a date.
pub(crate) fn day_of_date(date: NaiveDate) -> i64 {
    day(date.and_time(NaiveTime::MIN).and_utc().timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let seconds = from_text(text.as_bytes(), false)?;
        Some(chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc().to_string())
    }

    #[test]
    fn times_of_all_tools_are_read() {
        for text in [
            "2025-03-05 10:11:12",
            "2025-03-05T10:11:12.123+07:00",
            "05/03/2025 10:11:12",
            "5/3/25 10:11:12 AM",
            "10:11:12 05/03/2025",
            "2025/03/05 10:11:12 AM GMT+7",
        ] {
            assert_eq!(read(text).as_deref(), Some("2025-03-05 10:11:12"), "{text}");
        }
        assert_eq!(read("3/25/2025 1:05:06 PM").as_deref(), Some("2025-03-25 13:05:06"));
        assert_eq!(read("25/3/2025 12:05:06 SA").as_deref(), Some("2025-03-25 00:05:06"));
        assert_eq!(read("5/3/2025 8:05").as_deref(), Some("2025-03-05 08:05:00"));
        assert_eq!(read("1980-01-01 00:00:00"), None);
        assert_eq!(read("hôm qua"), None);
        assert_eq!(read("31/02/2025 10:00"), None);
        assert_eq!(read("2025-03-05T10:11:12-0330").as_deref(), Some("2025-03-05 10:11:12"));
        let month_first = from_text(b"3/5/2025 10:00:00", true);
        assert_eq!(month_first, from_text(b"2025-03-05 10:00:00", false));
    }

    #[test]
    fn times_of_all_zones_are_brought_to_the_clocks_of_vietnam() {
        let at = |text: &str, universal: bool| {
            let written = Written { month_first: false, universal };
            let stamp = stamp(Held::Text(text.as_bytes()), written)?;
            let shown = chrono::DateTime::from_timestamp(stamp.at, 0)?.naive_utc().to_string();
            Some((shown, stamp.zoned))
        };
        for text in [
            "2020-12-16T05:30:00.000+07:00",
            "2020-12-15T22:30:00Z",
            "2020-12-15T22:30:00+0000",
            "2020-12-15 14:30:00-08:00",
            "2020/12/16 5:30:00 SA GMT+7",
            "2020-12-15 22:30 UTC",
        ] {
            assert_eq!(at(text, false), Some(("2020-12-16 05:30:00".into(), true)), "{text}");
            assert_eq!(at(text, true), at(text, false), "{text}");
        }
        for text in ["2020-12-15 22:30:00", "22:30:00 15-12-2020", "15/12/2020 10:30 PM"] {
            assert_eq!(at(text, false), Some(("2020-12-15 22:30:00".into(), false)), "{text}");
            assert_eq!(at(text, true), Some(("2020-12-16 05:30:00".into(), false)), "{text}");
        }
    }
}
