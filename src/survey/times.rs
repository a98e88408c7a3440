//! Times of forms as the form tools write them. In: text or a cell. Out: seconds of the calendar.

use chrono::{NaiveDate, NaiveTime};

use crate::grid::{Content, Held};

use super::forms::NO_TIME;

/// The seconds of a time, or [`NO_TIME`]. `month_first` decides where both readings of a date
/// are days of the calendar.
pub(super) fn seconds(held: Held<'_>, month_first: bool) -> i64 {
    match held {
        Held::Nothing => NO_TIME,
        Held::Text(text) => from_text(text, month_first).unwrap_or(NO_TIME),
        Held::Cell(cell) => match &cell.content {
            Content::Date(date) => sensible(date.and_utc().timestamp()).unwrap_or(NO_TIME),
            _ => NO_TIME,
        },
    }
}

/// LimeSurvey writes 1980-01-01 into surveys that keep no times.
fn sensible(seconds: i64) -> Option<i64> {
    const YEAR_2000: i64 = 946_684_800;
    (seconds >= YEAR_2000).then_some(seconds)
}

/// `2025-03-05 10:11:12`, `2025-03-05T10:11:12.123+07:00`, `05/03/2025 10:11:12`,
/// `3/5/25 10:11:12 PM`, `10:11:12 05/03/2025`. A zone is passed over: all forms of one file
/// have the same.
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
            numbers[count] = numbers[count].saturating_mul(10) + u32::from(text[at] - b'0');
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

/// The day of some seconds, counted from 1970.
pub(super) fn day(seconds: i64) -> i64 {
    seconds.div_euclid(86_400)
}

/// The day number of a date.
pub(super) fn day_of_date(date: NaiveDate) -> i64 {
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
        let month_first = from_text(b"3/5/2025 10:00:00", true);
        assert_eq!(month_first, from_text(b"2025-03-05 10:00:00", false));
    }
}
