//! What the cells of a column hold, and how they are kept.

use crate::terms::Date;
use crate::value::{DataKind, Value};

/// What the cells of a column hold. Cells are kept as whole numbers: days since 1970, seconds since
/// 1970, positions of options, 1 and 0, positions in a list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    Date,
    /// Day and time; expressions see the day.
    DateTime,
    /// Several days in one cell, parted by `;`; the column is the last of them.
    Dates,
    /// Texts in the cell, with the position of the option that each means.
    Choice {
        options: Vec<String>,
        codes: Vec<(String, usize)>,
    },
    YesNo,
    /// A whole number that is not negative; money in đồng.
    Count,
}

impl Kind {
    pub(crate) fn data_kind(&self) -> DataKind {
        match self {
            Kind::Text => DataKind::Text,
            Kind::Date | Kind::DateTime | Kind::Dates => DataKind::Date,
            Kind::Choice { options, .. } => DataKind::Choice(options.clone()),
            Kind::YesNo => DataKind::YesNo,
            Kind::Count => DataKind::Count,
        }
    }

    /// The value of a cell that is kept as this number; `text` gives that of a text column.
    pub(crate) fn value(&self, kept: i64, text: impl Fn(i64) -> String) -> Value {
        match self {
            Kind::Text => Value::Text(text(kept)),
            Kind::Date | Kind::Dates => Value::Date(day_of(kept)),
            Kind::DateTime => Value::Date(day_of(kept.div_euclid(DAY))),
            Kind::Choice { options, .. } => {
                let option = usize::try_from(kept).ok().and_then(|at| options.get(at));
                Value::Text(option.cloned().unwrap_or_default())
            }
            Kind::YesNo => Value::YesNo(kept != 0),
            Kind::Count => Value::Number(crate::terms::Exact::whole(kept)),
        }
    }
}

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// The day with this number, counted from 1970.
pub(crate) fn day_of(days: i64) -> Date {
    let since = chrono::TimeDelta::try_days(days).unwrap_or_default();
    Date::default().checked_add_signed(since).unwrap_or_default()
}

/// The number of a day, counted from 1970.
pub(crate) fn days_of(date: Date) -> i64 {
    (date - Date::default()).num_days()
}
