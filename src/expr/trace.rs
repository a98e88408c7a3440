//! What an evaluation did, kept as a by-product of it: compact, language-neutral, checkable.

use crate::terms::Exact;
use crate::value::{Gap, Outcome};

/// The record of how a rule came to its points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// The value that the rule looked at, such as a share, with its arithmetic.
    pub value: Option<TraceLine>,
    /// Which arm of the rule's cases held; the number of arms means `otherwise`.
    pub taken: Option<usize>,
    /// The arithmetic of the points.
    pub points: Option<TraceLine>,
    /// The points before they were cut to the leaf's bounds, when they were.
    pub cut_from: Option<Exact>,
    /// A denominator was 0 and the set's `zero_base` decided.
    pub zero_base: bool,
    /// A number other than 0 was divided by 0: the data contradict each other.
    pub divided_by_zero: bool,
    /// Two values of different types met, such as a date and the answer "không".
    pub mismatch: bool,
    /// What stopped the rule: the data item (or other source) and why.
    pub stopped: Vec<(String, Gap)>,
}

/// One line of arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceLine {
    /// With the numbers put in: `1 - 8 / 1250`. Plain decimals and fractions; the
    /// expression parser reads it back.
    pub arithmetic: String,
    pub result: Outcome,
}
