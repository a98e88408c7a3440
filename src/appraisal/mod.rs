//! What the appraisers gave: one accepted score per round, unit and leaf, with its reason.

mod against;
mod agreement;
mod checks;
mod columns;
mod copies;
mod corrected;
mod from_grids;
mod gather;
mod given;
mod lost;
mod mark;
mod nobodys;
mod points;
mod row;
mod title;
mod unheard;
mod voice;

use std::sync::Arc;

pub use against::Against;
pub use copies::{SAID, State};
pub use from_grids::{Whose, form, whose};
pub use gather::gather;
pub use mark::is_as_shown;
pub use unheard::unheard;

use crate::ledger::RowFate;
use crate::refusal::Refusal;
use crate::terms::{AgencyId, Exact, Key};
use crate::value::{Gap, Origin, Outcome};

/// The accepted appraisals of a whole round.
#[derive(Debug, Clone, Default)]
pub struct Appraisals {
    pub scores: Vec<Appraised>,
    /// Marks in *Đồng ý*, without points of their own.
    pub agreements: Vec<Agreement>,
    pub corrections: Vec<Correction>,
    /// Requests to explain that came without points.
    pub requests: Vec<Request>,
    /// Different points for one leaf of one unit in one round: none of them counts.
    pub conflicts: Vec<Conflict>,
    /// Different corrections of one value of one unit in one round: none of them counts.
    pub value_conflicts: Vec<ValueConflict>,
    /// What appraisers gave that cannot be used: the leaves that it speaks of are not settled.
    pub refused: Vec<Refusal>,
}

impl Appraisals {
    /// The contradicting corrections of what a unit declared, of the values that `reads` names.
    pub fn value_conflicts_of(
        &self,
        unit: usize,
        reads: impl Fn(&Key) -> bool,
    ) -> impl Iterator<Item = &ValueConflict> {
        self.value_conflicts.iter().filter(move |c| c.unit == unit && reads(&c.key))
    }
}

/// What one file gave.
#[derive(Debug, Clone, Default)]
pub struct Given {
    pub rows: Vec<FormRow>,
    pub refused: Vec<Refusal>,
}

impl Given {
    pub fn extend(&mut self, other: Given) {
        self.rows.extend(other.rows);
        self.refused.extend(other.refused);
    }
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
    /// *Điểm theo số liệu* as the form showed it beside, where it did.
    pub shown: Option<Exact>,
    pub reason: String,
    /// *Yêu cầu giải trình*.
    pub request: String,
    pub agency: Option<AgencyId>,
    pub origin: Origin,
}

/// An appraiser's agreement with what the data give, or with a claim that the leaf does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// 1 or 2.
    pub round: u8,
    /// Position in `Round::units`.
    pub unit: usize,
    /// Position in `Rubric::nodes` of the unit's block.
    pub node: usize,
    /// What the form showed as *Điểm theo số liệu*; `None` when it has no such column.
    pub shown: Option<Result<Exact, Gap>>,
    /// The words of the cell, where *Không áp dụng* stands in the place of points.
    pub in_words: Option<String>,
    pub reason: String,
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

/// What several rows of one round corrected one value of one unit to, when it was not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueConflict {
    /// 1 or 2.
    pub round: u8,
    /// Position in `Round::units`.
    pub unit: usize,
    pub key: Key,
    /// In the order of the files and rows.
    pub said: Vec<Correction>,
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

/// What one row of an appraisal form gave: points or agreement, a corrected data value, or both;
/// or only a request to explain.
#[derive(Debug, Clone)]
pub struct FormRow {
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    /// From 0.
    pub row: u32,
    pub score: Option<Appraised>,
    pub agreement: Option<Agreement>,
    pub correction: Option<Correction>,
    pub request: Option<Request>,
    /// What becomes of the row when neither counts in the end.
    otherwise: RowFate,
}
