//! What the appraisers gave: one accepted score per round, unit and leaf, with its reason.

mod checks;
mod from_grids;
mod given;
mod points;
mod row;
mod title;

use std::sync::Arc;

pub use checks::gather;
pub use from_grids::{Against, form};

use crate::ledger::Fate;
use crate::terms::{AgencyId, Exact, Key};
use crate::value::{Origin, Outcome};

/// The accepted appraisals of a whole round.
#[derive(Debug, Clone, Default)]
pub struct Appraisals {
    pub scores: Vec<Appraised>,
    pub corrections: Vec<Correction>,
}

/// Points given by an appraiser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraised {
    /// 1 or 2.
    pub round: u8,
    /// Position in `Round::units`.
    pub unit: usize,
    /// Position in `Rubric::nodes` of the unit's block.
    pub node: usize,
    pub points: Exact,
    pub reason: String,
    /// *Yêu cầu giải trình*.
    pub request: String,
    pub agency: Option<AgencyId>,
    pub origin: Origin,
}

/// A data value that an appraiser corrected: the rule is computed again from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub round: u8,
    pub unit: usize,
    pub key: Key,
    pub outcome: Outcome,
    pub raw: String,
    pub reason: String,
    pub agency: Option<AgencyId>,
    pub origin: Origin,
}

/// What one row of an appraisal form gave: points, a corrected data value, or both.
#[derive(Debug, Clone)]
pub struct FormRow {
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    pub score: Option<Appraised>,
    pub correction: Option<Correction>,
    /// What becomes of the row when neither counts in the end.
    fate: Fate,
}
