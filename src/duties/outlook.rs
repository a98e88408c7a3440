//! What a leaf or a unit still has before it on a day of the year.

use crate::terms::{Date, Exact};

/// Points of a leaf or of a unit on the day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outlook {
    /// Earned by what is done and stays done.
    pub sure: Exact,
    /// What can still be earned, or lost.
    pub possible: Exact,
    pub lost: Exact,
}

impl Outlook {
    pub(super) fn add(&mut self, other: &Outlook) {
        self.sure += &other.sure;
        self.possible += &other.possible;
        self.lost += &other.lost;
    }

    /// The whole.
    pub fn max(&self) -> Exact {
        self.sure.clone() + &self.possible + &self.lost
    }
}

/// One leaf of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Position in `Rubric::nodes`.
    pub node: usize,
    /// The last day on which it earns the maximum; `None` where no day is asked for.
    pub due: Option<Date>,
    pub outlook: Outlook,
}
