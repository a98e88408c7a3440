//! All that a page may show.

use std::collections::BTreeMap;

use crate::appraisal::Appraisals;
use crate::index::{BlockIndex, UnitIndex};
use crate::ledger::{Account, InputFile, Ledger, ReadAs};
use crate::previous::PreviousSurvey;
use crate::problem::{Level, Problem, Problems};
use crate::round::{Round, Unit};
use crate::rubric::{FieldKind, Rubric};
use crate::scores::UnitScores;
use crate::survey::Satisfaction;
use crate::terms::{Date, Exact, UnitId};

/// The outcome of one run over one round.
#[derive(Debug, Clone)]
pub struct Results {
    /// `parindex 0.1.0`
    pub program: String,
    pub round: Round,
    /// One per block whose criteria set could be used.
    pub blocks: Vec<BlockResults>,
    /// Everything that the appraisers said, also what does not count.
    pub appraisals: Appraisals,
    pub surveys: Vec<Satisfaction>,
    /// The extracts that data items were counted from.
    pub registers: Vec<Extract>,
    pub ledger: Ledger,
    /// Sorted, worst first.
    pub problems: Problems,
    /// Last year's published index by unit, as text (`"82.10"`), when the round names it.
    pub previous: BTreeMap<UnitId, String>,
    /// Last year's surveys, when the round names its results.
    pub previous_surveys: Vec<PreviousSurvey>,
}

/// What a register was counted from.
#[derive(Debug, Clone)]
pub struct Extract {
    pub id: String,
    pub as_of: Date,
    pub files: Vec<InputFile>,
    /// How many rows it has of each unit, whatever their period.
    pub units: Vec<(UnitId, usize)>,
}

impl Results {
    /// Of no round: for what is written without one.
    pub fn none() -> Results {
        Results {
            program: String::new(),
            round: Round::empty("".into()),
            blocks: Vec::new(),
            appraisals: Appraisals::default(),
            surveys: Vec::new(),
            registers: Vec::new(),
            ledger: Ledger::default(),
            problems: Problems::default(),
            previous: BTreeMap::new(),
            previous_surveys: Vec::new(),
        }
    }

    /// The files and sub-folders of the evidence that nobody knows whose they are and nothing of
    /// which was used, with why: one of them may be what a unit sent.
    pub fn unclaimed(&self) -> Vec<(&str, &Problem)> {
        let accounts = self.ledger.accounts.iter();
        let sent = [ReadAs::Evidence, ReadAs::Reply];
        let refused = accounts.filter(|a| sent.contains(&a.read_as) && a.used() == 0);
        let mut all: Vec<(&str, &Problem)> = Vec::new();
        for account in refused {
            let why = self.problems.iter().find(|p| {
                p.kind.level == Level::Error && p.unit.is_none() && *p.place.file == *account.file
            });
            if let Some(why) = why.filter(|_| all.iter().all(|(file, _)| *file != &*account.file)) {
                all.push((&account.file, why));
            }
        }
        all
    }

    /// The same, and files of appraisers that cannot be used as a whole and leave no leaf open:
    /// nobody knows what they would change.
    pub fn unused(&self) -> Vec<(&str, &Problem)> {
        let mut all = self.unclaimed();
        let whole = |a: &&Account| a.read_as == ReadAs::Appraisal && a.is_refused();
        for account in self.ledger.accounts.iter().filter(whole) {
            let why = self
                .problems
                .iter()
                .find(|p| p.kind.level == Level::Error && *p.place.file == *account.file);
            let known = all.iter().any(|(file, _)| *file == &*account.file);
            if let Some(why) = why.filter(|_| !known && !self.leaves_open(&account.file)) {
                all.push((&account.file, why));
            }
        }
        all
    }

    /// Whether a leaf waits for a file, or for one in it when it is a folder.
    fn leaves_open(&self, file: &str) -> bool {
        let scores = self.blocks.iter().flat_map(|block| &block.scores);
        let mut refusals = scores.flat_map(|s| &s.leaves).filter_map(|leaf| leaf.refusal.as_ref());
        refusals.any(|refusal| {
            *refusal.file == *file || (file.ends_with('/') && refusal.file.starts_with(file))
        })
    }

    /// Why the unit has no index. As long as there are files that nobody knows whose they are, no
    /// unit is said to have sent nothing.
    pub fn absence(&self, unit: &UnitIndex) -> Absence {
        match unit.submitted {
            _ if unit.stopped.is_some() => Absence::Stopped,
            true => Absence::NothingApplies,
            false if self.unclaimed().is_empty() => Absence::NotSubmitted,
            false => Absence::PerhapsSent,
        }
    }
}

/// Why a unit has no index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    NotSubmitted,
    /// Nothing of it was read, but there are files that nobody knows whose they are.
    PerhapsSent,
    /// What it sent cannot be used.
    Stopped,
    /// No leaf applies to it.
    NothingApplies,
}

#[derive(Debug, Clone)]
pub struct BlockResults {
    /// Position in `Round::blocks`.
    pub block: usize,
    pub rubric: Rubric,
    /// Positions in `Round::units`, in the order of the round.
    pub units: Vec<usize>,
    /// One per unit.
    pub scores: Vec<UnitScores>,
    pub index: BlockIndex,
}

impl BlockResults {
    /// The units in the order of a ranking: by rank, then by name in the order of the round;
    /// units without a rank last.
    pub fn ranking(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by_key(|&at| (self.index.units[at].rank.unwrap_or(usize::MAX), at));
        order
    }

    /// Whether its ranked units are measured against different maxima.
    pub fn maxima_differ(&self) -> bool {
        let mut ranked = self.index.units.iter().filter(|unit| unit.rank.is_some());
        let first = ranked.next().map(|unit| &unit.applicable_max);
        ranked.any(|unit| Some(&unit.applicable_max) != first)
    }

    pub fn unit<'r>(&'r self, round: &'r Round, at: usize) -> (&'r Unit, &'r UnitIndex) {
        (&round.units[self.units[at]], &self.index.units[at])
    }

    /// The self scores of a unit and what it was given in the end, summed over the leaves that
    /// it scored itself: only those can be compared. `None` when it scored none.
    pub fn self_and_decided(&self, at: usize) -> Option<(Exact, Exact)> {
        let mut sums: Option<(Exact, Exact)> = None;
        for leaf in &self.scores[at].leaves {
            let Some(score) = &leaf.self_score else { continue };
            let points = &self.index.units[at].nodes[leaf.node].points;
            let (own, decided) = sums.unwrap_or_default();
            sums = Some(match self.rubric.nodes[leaf.node].field_kind {
                FieldKind::Penalty => (own - score, decided - points),
                _ => (own + score, decided + points),
            });
        }
        sums
    }
}
