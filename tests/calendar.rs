//! Working days of the shipped calendars: every day of 2025–2027 against a count by hand, the
//! swapped Saturdays and Tết by name, and what lies outside.

use parindex::problem::Problems;
use parindex::round::calendar_from_toml;
use parindex::source::Source;
use parindex::terms::{Calendar, Date};

use crate::support::root;

fn shipped(years: &[i32]) -> Calendar {
    let read = |year: &i32| {
        let file = root().join(format!("criteria/lich/{year}.toml"));
        Source::new(format!("{year}.toml"), std::fs::read_to_string(file).unwrap())
    };
    let sources: Vec<Source> = years.iter().map(read).collect();
    let mut problems = Problems::default();
    let calendar = calendar_from_toml(&sources, &mut problems);
    assert!(problems.is_empty(), "{:?}", problems.iter().map(|p| p.kind.code).collect::<Vec<_>>());
    calendar.unwrap()
}

fn day(text: &str) -> Date {
    Date::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// The lists of a shipped file read without the program: its lines with `day = …`.
fn lists(year: i32) -> (Vec<Date>, Vec<Date>) {
    let text = std::fs::read_to_string(root().join(format!("criteria/lich/{year}.toml"))).unwrap();
    let (off, worked) = text.split_once("\nworking").unwrap();
    let days = |text: &str| {
        let dated = text.lines().filter_map(|line| line.trim().strip_prefix("{ day = "));
        dated.map(|rest| day(&rest[..10])).collect::<Vec<Date>>()
    };
    (days(off), days(worked))
}

#[test]
fn every_day_of_three_years_is_counted_as_by_hand() {
    use chrono::{Datelike, Weekday};
    let calendar = shipped(&[2025, 2026, 2027]);
    let (mut off, mut made_up) = (Vec::new(), Vec::new());
    for year in 2025..=2027 {
        let (holidays, worked) = lists(year);
        off.extend(holidays);
        made_up.extend(worked);
    }
    assert!(off.len() > 35 && made_up.len() == 3);
    let is_worked = |day: &Date| {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        made_up.contains(day) || !weekend && !off.contains(day)
    };
    let all: Vec<Date> =
        day("2025-01-01").iter_days().take_while(|d| *d <= day("2027-12-31")).collect();
    assert_eq!(all.len(), 365 * 3);
    let worked: Vec<bool> = all.iter().map(is_worked).collect();
    for (from, a) in all.iter().enumerate() {
        let mut count = 0;
        for (to, b) in all.iter().enumerate().skip(from) {
            count += i64::from(to > from && worked[to]);
            assert_eq!(calendar.between(*a, *b), Some(count), "{a} {b}");
            assert_eq!(calendar.between(*b, *a), Some(-count), "{b} {a}");
            if to > from && worked[to] {
                assert_eq!(calendar.after(*a, count), Some(*b), "{a} + {count}");
            }
        }
    }
}

#[test]
fn tet_and_swapped_saturdays() {
    let calendar = shipped(&[2024, 2025, 2026, 2027]);
    let between = |a: &str, b: &str| calendar.between(day(a), day(b));
    let after = |a: &str, n| calendar.after(day(a), n).map(|d| d.to_string());
    // Tết Bính Ngọ: 16 to 20 February are off, the Friday before and the Monday after are not
    assert_eq!(between("2026-02-13", "2026-02-22"), Some(0));
    assert_eq!(after("2026-02-13", 1).as_deref(), Some("2026-02-23"));
    // Friday 2 January 2026 was worked on Saturday the 10th
    assert_eq!(between("2025-12-31", "2026-01-02"), Some(0));
    assert_eq!(between("2026-01-09", "2026-01-11"), Some(1));
    // Friday 2 May 2025 on Saturday 26 April; Monday 29 April 2024 on Saturday 4 May
    assert_eq!(after("2025-04-25", 1).as_deref(), Some("2025-04-26"));
    assert_eq!(after("2025-04-29", 1).as_deref(), Some("2025-05-05"));
    assert_eq!(after("2024-05-03", 1).as_deref(), Some("2024-05-04"));
    // Monday 31 August 2026 on Saturday the 22nd
    assert_eq!(between("2026-08-28", "2026-09-02"), Some(0));
    assert_eq!(between("2026-08-21", "2026-08-23"), Some(1));
}

#[test]
fn years_without_a_calendar_are_not_guessed() {
    let calendar = shipped(&[2020, 2024]);
    assert_eq!(calendar.years(), "2020, 2024");
    assert_eq!(calendar.between(day("2020-12-31"), day("2024-01-02")), None);
    assert_eq!(calendar.between(day("2021-01-04"), day("2021-01-05")), None);
    assert_eq!(calendar.after(day("2020-12-31"), 1), None);
    assert_eq!(calendar.between(day("2020-12-30"), day("2020-12-31")), Some(1));
}

#[test]
fn every_special_day_of_the_shipped_calendars_has_its_source() {
    for year in [2020, 2024, 2025, 2026, 2027] {
        for special in shipped(&[year]).special() {
            assert!(!special.source.is_empty() && !special.name.is_empty(), "{}", special.day);
        }
    }
}
