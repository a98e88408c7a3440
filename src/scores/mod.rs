//! Points of every leaf, each with its trace: from evidence, appraisals and surveys.

mod absent;
mod again;
mod breakpoints;
mod claims;
mod corrections;
mod decided;
mod from_evidence;
mod identities;
mod leaf;
mod official;
mod peers;
mod raised;
mod refusals;
mod sources;
mod surroundings;
mod unit_data;

use std::sync::Arc;

use crate::evidence::{Part, Replaced, Supplement};
use crate::expr::Trace;
use crate::expr::breakpoints::Change;
use crate::official::{CountOf, Known};
use crate::refusal::Refusal;
use crate::terms::{AgencyId, Code, Exact, Key};
use crate::value::{Aside, Gap, Origin, Outcome};

pub use again::{OtherUnit, Scored};
pub use from_evidence::from_evidence;
pub use official::OfficialValue;
pub use sources::Sources;

/// The scores of one unit: one per leaf, in the order of the annex.
#[derive(Debug, Clone)]
pub struct UnitScores {
    pub leaves: Vec<LeafScore>,
    /// Identities of the set that the unit's values break, after corrections.
    pub failed_checks: usize,
    /// Official figures of its data items, each beside what it declared.
    pub official: Vec<OfficialValue>,
    /// What the gates of each class look at, in the order of the set; a node's figures are known
    /// later.
    pub gates: Vec<Vec<Outcome>>,
    /// What parts it from units of one index, in the order of the round, as far as surveys and data
    /// items say it.
    pub ties: Vec<Option<Exact>>,
    /// All that official tables say of it.
    pub known: Vec<Known>,
}

impl UnitScores {
    /// What the gates of a class look at, by its position in `Rubric::classes`.
    pub fn gates_of(&self, class: usize) -> &[Outcome] {
        self.gates.get(class).map_or(&[], Vec::as_slice)
    }
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
    /// The round in which an appraiser last corrected a value, and what the rule gives since.
    pub corrected: Option<(u8, Result<Exact, Gap>)>,
    /// *Điểm tự chấm*, compared but never used.
    pub self_score: Option<Exact>,
    /// By round; boxed, since most leaves of a large round have none.
    pub appraised: [Option<Box<AppraisedScore>>; 2],
    pub decided_by: DecidedBy,
    /// What was sent for this leaf and cannot be used: until it is mended, the points are not
    /// final.
    pub refusal: Option<Box<Refusal>>,
    /// Values of other units that the points hang on and that are open themselves.
    pub open_peers: Box<[OpenPeer]>,
    /// The unit's own claim that the leaf does not apply, where it decides.
    pub claim: Option<Box<Claim>>,
    /// An appraiser's agreement that it does not apply, where the data say so without a claim.
    pub agreed_absent: Option<Box<Confirmed>>,
    pub inputs: Vec<Input>,
    /// The values of other units that decided a relative rule.
    pub peers: Box<[Peer]>,
    /// The values of last year that the rule asks for.
    pub last_year: Vec<(Key, Outcome)>,
    /// Where the unit wrote *Không áp dụng* on the leaf's row.
    pub na_claim: Option<Origin>,
    /// The same where an appraiser gave a value of the leaf in its place.
    pub refused_claim: Option<Origin>,
    pub trace: Trace,
    /// What would have earned more (or cost less, of a penalty), when the rule decided.
    pub breakpoints: Box<[Breakpoint]>,
    pub proof: String,
    pub explanation: String,
    /// What the unit wrote beside its data; boxed, since most leaves have nothing.
    pub aside: Option<Box<Aside>>,
    /// What the unit changed and added by its replies; most leaves have none.
    pub record: Option<Box<Record>>,
}

impl LeafScore {
    /// Whether the points follow the data: no appraiser gave any of his own in their place. Of
    /// whoever agreed it is supposed that he agrees again.
    pub fn follows_data(&self) -> bool {
        self.appraised.iter().flatten().all(|given| match given.stance {
            Stance::Overruled => true,
            Stance::Agrees => given.manner != Manner::Own,
            Stance::AgreedThen | Stance::Differs => false,
        })
    }

    /// Whether the unit claims that it does not apply, and no appraiser has said so.
    pub fn is_unconfirmed(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.confirmed.is_none())
    }

    /// An appraiser's agreement that it does not apply.
    pub fn confirmed(&self) -> Option<&Confirmed> {
        let claim = self.claim.as_ref().and_then(|claim| claim.confirmed.as_ref());
        claim.or(self.agreed_absent.as_deref())
    }
}

/// What replies of the unit did to a leaf.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Values, scores and texts that replies took the place of, oldest first; with the key of
    /// a data item.
    pub replaced: Vec<(Option<Key>, Replaced)>,
    /// Where the self score, the proof and the explanation stand that replies changed.
    pub changed: Vec<(Part, Origin)>,
    /// Answers to requests to explain.
    pub supplements: Vec<Supplement>,
}

/// A unit's claim that a leaf does not apply to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The cell that says so.
    pub origin: Option<Origin>,
    /// Until an appraiser has agreed, the unit's figures are provisional.
    pub confirmed: Option<Confirmed>,
}

/// An appraiser's agreement with a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// 1 or 2.
    pub round: u8,
    pub agency: Option<AgencyId>,
    pub origin: Origin,
}

/// How appraised points stand to what the data give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// They are what the data give: the exact points are kept.
    Agrees,
    /// They are what the data gave when the form was made; the data have changed since.
    AgreedThen,
    Differs,
    /// Of round 1: round 2 corrected a value, and the rule decides again.
    Overruled,
}

/// In which way an appraiser gave points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By a mark in *Đồng ý*: they follow the data.
    Mark,
    /// Written as the form showed those by the data: agreement, and a number that stays.
    AsShown,
    /// Written without any to agree with, or others.
    Own,
}

/// A score that an appraiser gave.
#[derive(Debug, Clone)]
pub struct AppraisedScore {
    pub points: Exact,
    /// *Điểm theo số liệu* as the form showed it beside, where it did.
    pub shown: Option<Exact>,
    pub stance: Stance,
    pub manner: Manner,
    pub reason: String,
    /// *Yêu cầu giải trình*; empty when nothing was asked.
    pub request: String,
    pub agency: Option<AgencyId>,
    pub origin: Origin,
}

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueFrom {
    /// The form that the unit sent.
    Form,
    /// What the unit answered later.
    Reply,
    /// An official table.
    Official,
    /// The rows of a register.
    Register,
    /// One figure for the whole block.
    Block,
    /// An appraiser.
    Correction,
}

impl ValueFrom {
    /// The word in results.
    pub fn key(self) -> &'static str {
        match self {
            ValueFrom::Form => "form",
            ValueFrom::Reply => "reply",
            ValueFrom::Official => "official",
            ValueFrom::Register => "register",
            ValueFrom::Block => "block",
            ValueFrom::Correction => "correction",
        }
    }
}

/// A data item that the rule read.
#[derive(Debug, Clone)]
pub struct Input {
    pub key: Key,
    pub from: ValueFrom,
    /// What the rule used.
    pub outcome: Outcome,
    pub raw: String,
    pub origin: Option<Origin>,
    /// The cell held the result of a formula.
    pub by_formula: bool,
    /// The comment on the unit's cell.
    pub comment: Option<Box<str>>,
    /// What the unit had declared, when an appraiser corrected it.
    pub declared: Option<Box<Declared>>,
    /// How it was counted from a register.
    pub count_of: Option<Arc<CountOf>>,
}

/// A value of another unit of the block that decided the points of a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// Position in `Round::units`.
    pub unit: usize,
    pub key: Key,
    pub outcome: Outcome,
    pub origin: Option<Origin>,
}

/// A value of another unit of the block that is not settled, while points hang on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPeer {
    /// Position in `Round::units`.
    pub unit: usize,
    pub key: Key,
    pub origin: Option<Origin>,
    pub why: OpenValue,
}

/// Why a value of another unit is not settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenValue {
    /// There is none that can be used.
    Gap(Gap),
    /// It hardly can be true and is used all the same.
    Doubtful,
    /// Other figures of the unit contradict it.
    Contradicted,
    /// What was sent to take its place cannot be used.
    Refused,
    /// The unit claims that it does not apply, and no appraiser has seen that.
    Unconfirmed,
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

impl OpenValue {
    /// The word in results.
    pub fn key(self) -> &'static str {
        match self {
            OpenValue::Gap(gap) => gap.key(),
            OpenValue::Doubtful => "doubtful",
            OpenValue::Contradicted => "contradicted",
            OpenValue::Refused => "refused",
            OpenValue::Unconfirmed => "unconfirmed",
        }
    }
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
