//! Points of every leaf, each with its trace: from evidence, appraisals and surveys.

mod breakpoints;
mod from_evidence;
mod leaf;
mod sources;
mod surroundings;
mod unit_data;

use crate::expr::Trace;
use crate::expr::breakpoints::Change;
use crate::terms::{AgencyId, Code, Exact, Key};
use crate::value::{Gap, Origin, Outcome};

pub use from_evidence::from_evidence;
pub use sources::Sources;

/// The scores of one unit: one per leaf, in the order of the annex.
#[derive(Debug, Clone)]
pub struct UnitScores {
    pub leaves: Vec<LeafScore>,
}

/// Who decided the final points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedBy {
    Rule,
    Appraisal1,
    Appraisal2,
    Survey,
}

/// What became of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Scored,
    Missing,
    Unreadable,
    NotApplicable,
    Pending,
}

#[derive(Debug, Clone)]
pub struct LeafScore {
    /// Position in `Rubric::nodes`.
    pub node: usize,
    pub state: State,
    /// The decided points before gates; 0 unless scored.
    pub points: Exact,
    /// What the rule gave from the data, before any appraisal.
    pub computed: Result<Exact, Gap>,
    /// *Điểm tự chấm*, compared but never used.
    pub self_score: Option<Exact>,
    /// By round; boxed, since most leaves of a large round have none.
    pub appraised: [Option<Box<AppraisedScore>>; 2],
    pub decided_by: DecidedBy,
    pub inputs: Vec<Input>,
    /// The values of last year that the rule asks for.
    pub last_year: Vec<(Key, Outcome)>,
    /// Where the unit wrote *Không áp dụng* on the leaf's row.
    pub na_claim: Option<Origin>,
    pub trace: Trace,
    /// What would have earned more (or cost less, of a penalty), when the rule decided.
    pub breakpoints: Box<[Breakpoint]>,
    pub proof: String,
    pub explanation: String,
}

/// A score that an appraiser gave.
#[derive(Debug, Clone)]
pub struct AppraisedScore {
    pub points: Exact,
    pub reason: String,
    pub agency: Option<AgencyId>,
    pub origin: Origin,
}

/// A data item that the rule read.
#[derive(Debug, Clone)]
pub struct Input {
    pub key: Key,
    /// What the rule used.
    pub outcome: Outcome,
    pub raw: String,
    pub origin: Option<Origin>,
    /// What the unit had declared, when an appraiser corrected it.
    pub declared: Option<Box<Declared>>,
}

/// What one input alone would have to be, all others being as they are.
#[derive(Debug, Clone)]
pub struct Breakpoint {
    /// Position in `LeafScore::inputs`; `None` for what the survey found.
    pub input: Option<usize>,
    /// The smallest change that earns more; of a penalty, that costs less.
    pub next: Change,
    /// The smallest change that earns the maximum, where `next` does not.
    pub full: Option<Change>,
}

/// What a unit had declared before an appraiser corrected it.
#[derive(Debug, Clone)]
pub struct Declared {
    pub outcome: Outcome,
    pub raw: String,
    pub origin: Option<Origin>,
}

/// The gate that took a leaf's points: the node that carries it and the one that earned 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gated {
    pub by: Code,
    pub node: Code,
}

impl State {
    /// The word in results.
    pub fn key(self) -> &'static str {
        match self {
            State::Scored => "scored",
            State::Missing => Gap::Missing.key(),
            State::Unreadable => Gap::Unreadable.key(),
            State::NotApplicable => Gap::NotApplicable.key(),
            State::Pending => Gap::Pending.key(),
        }
    }
}

impl DecidedBy {
    /// The word in results.
    pub fn key(self) -> &'static str {
        match self {
            DecidedBy::Rule => "rule",
            DecidedBy::Appraisal1 => "appraisal_1",
            DecidedBy::Appraisal2 => "appraisal_2",
            DecidedBy::Survey => "survey",
        }
    }
}
