//! Working days of the years that a calendar covers: which days are worked, counted exactly.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{Datelike, Weekday};

use super::Date;

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDay {
    pub day: Date,
    /// Worked although it is a Saturday or Sunday; else a day off.
    pub is_worked: bool,
    pub name: String,
    /// The decision that says so; empty when the calendar names none.
    pub source: String,
}

/// The working days of some whole years: Monday to Friday, less the days off, and the days that
/// are worked in their place.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    years: BTreeSet<i32>,
    special: BTreeMap<Date, SpecialDay>,
    /// Every working day of those years, in order.
    worked: Vec<Date>,
}

/// What the rules change on the criteria hangs on: short, and another for another calendar.
impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Calendar{:?}", self.years)?;
        let mut days = self.special.values();
        days.try_for_each(|s| write!(f, "{}{}", if s.is_worked { '+' } else { '-' }, s.day))
    }
}

impl Calendar {
    /// The calendar of `years`; of a day that stands twice the last word counts.
    pub fn new(years: BTreeSet<i32>, special: impl IntoIterator<Item = SpecialDay>) -> Calendar {
        let special: BTreeMap<Date, SpecialDay> =
            special.into_iter().map(|day| (day.day, day)).collect();
        let days = years.iter().flat_map(|year| {
            Date::from_yo_opt(*year, 1).into_iter().flat_map(|first| first.iter_days().take(366))
        });
        let is_worked = |day: &Date| match special.get(day) {
            Some(special) => special.is_worked,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        };
        let worked = days.filter(|day| years.contains(&day.year())).filter(is_worked);
        let worked: BTreeSet<Date> = worked.collect();
        Calendar { worked: worked.into_iter().collect(), years, special }
    }

    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    /// Whether the year of a day is one of the calendar's.
    pub fn covers(&self, day: Date) -> bool {
        self.years.contains(&day.year())
    }

    /// The years in words: `2020, 2024–2027`.
    pub fn years(&self) -> String {
        let runs = self.runs().into_iter().map(|(from, to)| match from == to {
            true => from.to_string(),
            false => format!("{from}–{to}"),
        });
        runs.collect::<Vec<_>>().join(", ")
    }

    /// First and last year of each run of years without a gap.
    pub fn runs(&self) -> Vec<(i32, i32)> {
        let mut runs: Vec<(i32, i32)> = Vec::new();
        for year in &self.years {
            match runs.last_mut() {
                Some(last) if last.1 + 1 == *year => last.1 = *year,
                _ => runs.push((*year, *year)),
            }
        }
        runs
    }

    /// The days that are not what their weekday says, in order.
    pub fn special(&self) -> impl Iterator<Item = &SpecialDay> {
        self.special.values()
    }

    /// Every working day of the covered years, in order.
    pub fn worked(&self) -> &[Date] {
        &self.worked
    }

    /// Whether all years from one day to the other are covered.
    fn covers_all(&self, a: Date, b: Date) -> bool {
        let (from, to) = (a.year().min(b.year()), a.year().max(b.year()));
        (from..=to).all(|year| self.years.contains(&year))
    }

    /// Working days up to and including a day.
    fn up_to(&self, day: Date) -> usize {
        self.worked.partition_point(|worked| *worked <= day)
    }

    /// Working days after `a` up to and including `b`; negative where `b` is earlier, counted
    /// the other way round. `None` when a year between them is not covered.
    pub fn between(&self, a: Date, b: Date) -> Option<i64> {
        let count = |day| i64::try_from(self.up_to(day)).ok();
        self.covers_all(a, b).then(|| Some(count(b)? - count(a)?)).flatten()
    }

    /// The `n`th working day after `a`; `a` itself for 0, and before it for a negative number.
    /// `None` when that is not within the covered years.
    pub fn after(&self, a: Date, n: i64) -> Option<Date> {
        if n == 0 {
            return self.covers(a).then_some(a);
        }
        let before = self.worked.partition_point(|worked| *worked < a);
        let from = if n > 0 { self.up_to(a) } else { before };
        let at = i64::try_from(from).ok()?.checked_add(n)? - i64::from(n > 0);
        let day = *self.worked.get(usize::try_from(at).ok()?)?;
        self.covers_all(a, day).then_some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse_from_str(text, "%Y-%m-%d").unwrap()
    }

    fn calendar() -> Calendar {
        let special = |text: &str, is_worked| SpecialDay {
            day: day(text),
            is_worked,
            name: String::new(),
            source: String::new(),
        };
        let days = [("2026-01-01", false), ("2026-01-02", false), ("2026-01-10", true)];
        Calendar::new([2026].into(), days.map(|(text, worked)| special(text, worked)))
    }

    #[test]
    fn days_off_and_days_worked_in_their_place() {
        let of = calendar();
        let between = |a: &str, b: &str| of.between(day(a), day(b));
        assert_eq!(between("2026-01-01", "2026-01-02"), Some(0));
        assert_eq!(between("2026-01-02", "2026-01-05"), Some(1));
        assert_eq!(between("2026-01-09", "2026-01-11"), Some(1), "a Saturday that is worked");
        assert_eq!(between("2026-01-12", "2026-01-09"), Some(-2));
        assert_eq!(of.after(day("2026-01-01"), 1), Some(day("2026-01-05")));
        assert_eq!(of.after(day("2026-01-09"), 1), Some(day("2026-01-10")));
        assert_eq!(of.after(day("2026-01-12"), -1), Some(day("2026-01-10")));
        assert_eq!(of.after(day("2026-01-04"), 0), Some(day("2026-01-04")));
    }

    #[test]
    fn outside_the_years_nothing_is_known() {
        let of = calendar();
        assert_eq!(of.between(day("2025-12-31"), day("2026-01-05")), None);
        assert_eq!(of.after(day("2026-12-31"), 1), None);
        assert_eq!(of.after(day("2027-01-01"), 0), None);
        assert_eq!(Calendar::default().between(day("2026-01-01"), day("2026-01-05")), None);
        let gap = Calendar::new([2020, 2022].into(), []);
        assert_eq!(gap.between(day("2020-12-31"), day("2022-01-03")), None);
        assert_eq!(gap.after(day("2020-12-31"), 1), None);
        assert_eq!(gap.years(), "2020, 2022");
    }
}
