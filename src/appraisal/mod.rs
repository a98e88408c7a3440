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
    /// Requests to explain that came without points.
    pub requests: Vec<Request>,
    /// Different points for one leaf of one unit in one round: none of them counts.
    pub conflicts: Vec<Conflict>,
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

/// A *yêu cầu giải trình* beside an empty cell for the points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// 1 or 2.
    pub round: u8,
    /// Position in `Round::units`.
    pub unit: usize,
    /// Position in `Rubric::nodes` of the unit's block.
    pub node: usize,
    pub text: String,
    pub agency: Option<AgencyId>,
    pub origin: Origin,
}

/// What several rows of one round said of one leaf of one unit, when it was not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// 1 or 2.
    pub round: u8,
    /// Position in `Round::units`.
    pub unit: usize,
    /// Position in `Rubric::nodes` of the unit's block.
    pub node: usize,
    /// In the order of the files and rows.
    pub said: Vec<Appraised>,
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

/// What one row of an appraisal form gave: points, a corrected data value, or both; or only a
/// request to explain.
#[derive(Debug, Clone)]
pub struct FormRow {
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    pub score: Option<Appraised>,
    pub correction: Option<Correction>,
    pub request: Option<Request>,
    /// What becomes of the row when neither counts in the end.
    fate: Fate,
}
