//! Exact numbers, dates and identifiers: the smallest words that every room uses.

mod calendar;
mod code;
mod exact;
mod text;

use std::fmt;

use serde::Serialize;

pub use calendar::{Calendar, SpecialDay};
pub use code::{Code, in_annex_order, roman};
pub use exact::{Exact, mean};
pub(crate) use text::texts;
pub use text::{Lang, Text};

/// A calendar date without a time of day.
pub type Date = chrono::NaiveDate;

/// The day on which spreadsheets begin to count, as they do from March 1900 on.
fn day_0() -> Date {
    Date::from_ymd_opt(1899, 12, 30).unwrap_or_default()
}

/// The number of a day in a spreadsheet.
pub fn day_serial(date: Date) -> i64 {
    (date - day_0()).num_days()
}

/// The day with this number in a spreadsheet.
pub fn day_of_serial(days: u64) -> Option<Date> {
    day_0().checked_add_days(chrono::Days::new(days))
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn new(text: impl Into<String>) -> Self {
                $name(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// A unit of a round: `long-hoa`.
    UnitId
);
identifier!(
    /// A block (khối) of units that are ranked together.
    BlockId
);
identifier!(
    /// An agency that appraises (cơ quan thẩm định).
    AgencyId
);
identifier!(
    /// The key of a data item; unique in its criteria set.
    Key
);
