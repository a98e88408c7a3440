//! The figures of a survey: what the valid forms of its units come to.

pub(crate) mod absent;
mod categories;
mod heavy;
pub(crate) mod intervals;
mod margins;
pub(crate) mod outcome;
mod rank_sets;
mod readings;
#[cfg(test)]
mod reference_tests;
mod satisfaction;
mod shortfalls;
pub(crate) mod side_counts;
pub mod tally;
mod types;
mod weighting;
pub(crate) mod weights;

pub use absent::{Absent, absent};
pub use intervals::Confidence;
pub use outcome::outcome;
pub use side_counts::{SideCounts, SideUnit};
pub use types::{BlockSatisfaction, FactorIndex, QuestionIndex, Satisfaction, UnitSatisfaction};
