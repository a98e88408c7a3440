//! Whether a form belongs to the round by its day. In: the round's year and period, the scheme's
//! own days. Out: inside, outside, or of another year.

use chrono::{DateTime, Datelike as _, NaiveDate};

use crate::round::Round;
use crate::survey::forms::times;
use crate::survey::scheme::validity::Validity;
use crate::terms::Date;

/// The days that a round is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    pub year: i32,
    pub from: Date,
    pub to: Date,
}

/// How a form's day stands to the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fits {
    Inside,
    Outside,
    OtherYear(i32),
}

impl Period {
    /// The declared period, or the whole year.
    pub fn of(round: &Round) -> Period {
        let day = |month, day| NaiveDate::from_ymd_opt(round.year, month, day).unwrap_or_default();
        let (from, to) = round.period.unwrap_or_else(|| (day(1, 1), day(12, 31)));
        Period { year: round.year, from, to }
    }

    /// The scheme's own days go before: what they say has been judged.
    pub(crate) fn judge(&self, seconds: i64, rules: &Validity) -> Fits {
        let day = times::day(seconds);
        let year = DateTime::from_timestamp(seconds, 0).map_or(self.year, |t| t.year());
        let (early, late) = (rules.from.is_none(), rules.to.is_none());
        if (early && year < self.from.year()) || (late && year > self.to.year()) {
            return Fits::OtherYear(year);
        }
        let before = early && day < times::day_of_date(self.from);
        let after = late && day > times::day_of_date(self.to);
        if before || after { Fits::Outside } else { Fits::Inside }
    }
}
