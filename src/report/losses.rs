//! Where points were lost: one cause for every lost point, and sums that add up to what is lost.

use std::collections::BTreeMap;

use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::scores::{DecidedBy, LeafScore, State};
use crate::terms::{Exact, Text};
use crate::value::Value;

use crate::report::standing::Standing;
use crate::report::why::lost::{loss, of_unit};

/// Why a leaf gave less than its maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    Missing,
    Unreadable,
    NotSubmitted,
    NotDone,
    Late,
    Below,
    Survey,
    Appraised,
    Gate,
    Penalty,
    Pending,
}

impl Cause {
    pub(super) fn words(self) -> &'static str {
        self.text().vi
    }

    /// Its name in `results.json`.
    pub fn key(self) -> &'static str {
        self.said().0
    }

    pub(super) fn text(self) -> Text {
        self.said().1
    }

    fn said(self) -> (&'static str, Text) {
        let (key, vi, en) = match self {
            Cause::Missing => ("missing", "chưa có số liệu", "no data"),
            Cause::Unreadable => ("unreadable", "số liệu không đọc được", "unreadable data"),
            Cause::NotSubmitted => ("not_submitted", "chưa nộp", "nothing was sent"),
            Cause::NotDone => ("not_done", "chưa thực hiện", "not done"),
            Cause::Late => ("late", "thực hiện trễ hạn", "done late"),
            Cause::Below => ("below", "thực hiện dưới mức tối đa", "below the full level"),
            Cause::Survey => ("survey", "kết quả điều tra xã hội học", "the survey's result"),
            Cause::Appraised => {
                ("appraised", "thẩm định cho điểm thấp hơn số liệu", "taken by an appraiser")
            }
            Cause::Gate => ("gate", "điều kiện khống chế", "a gate"),
            Cause::Penalty => ("penalty", "điểm phạt", "a penalty"),
            Cause::Pending => ("pending", "chờ thẩm định", "awaiting appraisal"),
        };
        (key, Text::new(vi, en))
    }

    /// Why this leaf lost what it lost.
    pub fn of(standing: &Standing<'_>, leaf: &LeafScore) -> Cause {
        let node = &standing.block.rubric.nodes[leaf.node];
        if node.field_kind == FieldKind::Penalty {
            return Cause::Penalty;
        }
        match leaf.state {
            State::Missing if !standing.index.submitted => return Cause::NotSubmitted,
            State::Missing => return Cause::Missing,
            State::Unreadable => return Cause::Unreadable,
            State::Pending | State::NotApplicable => return Cause::Pending,
            State::Scored if standing.gated(leaf.node).is_some() => return Cause::Gate,
            State::Scored => {}
        }
        let by_appraiser = matches!(leaf.decided_by, DecidedBy::Appraisal1 | DecidedBy::Appraisal2);
        if by_appraiser && leaf.computed.as_ref() != Ok(&leaf.points) {
            return Cause::Appraised;
        }
        let kind = node.leaf.as_ref().map_or("", |l| l.rule.kind);
        match kind {
            "survey" => Cause::Survey,
            "judged" => Cause::Appraised,
            "deadline" if has_a_day(leaf) => Cause::Late,
            _ if leaf.points.is_zero() && is_nothing_done(leaf) => Cause::NotDone,
            _ => Cause::Below,
        }
    }
}

fn has_a_day(leaf: &LeafScore) -> bool {
    leaf.inputs.iter().any(|input| matches!(input.outcome, Ok(Value::Date(_))))
}

/// Every answer is "no" or nothing.
fn is_nothing_done(leaf: &LeafScore) -> bool {
    let nothing = |value: &Value| match value {
        Value::YesNo(yes) => !yes,
        Value::Number(number) => number.is_zero(),
        _ => false,
    };
    !leaf.inputs.is_empty() && leaf.inputs.iter().all(|i| i.outcome.as_ref().is_ok_and(nothing))
}

/// What one unit lost: every lost point once, at its leaf and with its cause. A unit without a rank
/// has lost nothing yet.
#[derive(Debug, Clone, Default)]
pub struct Lost {
    /// Position in `UnitScores::leaves`, the cause, and the points.
    pub leaves: Vec<(usize, Cause, Exact)>,
}

impl Lost {
    pub fn of(standing: &Standing<'_>) -> Lost {
        if standing.index.rank.is_none() {
            return Lost::default();
        }
        let leaves = standing.leaves.iter().enumerate();
        let leaves = leaves
            .filter_map(|(at, leaf)| Some((at, Cause::of(standing, leaf), loss(standing, leaf)?)));
        Lost { leaves: leaves.collect() }
    }

    pub fn total(&self) -> Exact {
        sum(self.leaves.iter().map(|(.., lost)| lost))
    }

    /// What each cause took, in the order of the causes.
    pub fn causes(&self) -> BTreeMap<Cause, Exact> {
        let mut causes: BTreeMap<Cause, Exact> = BTreeMap::new();
        for (_, cause, lost) in &self.leaves {
            *causes.entry(*cause).or_default() += lost;
        }
        causes
    }

    pub fn at(&self, leaf: usize) -> Option<(Cause, &Exact)> {
        let one = self.leaves.iter().find(|(at, ..)| *at == leaf)?;
        Some((one.1, &one.2))
    }
}

fn sum<'e>(all: impl Iterator<Item = &'e Exact>) -> Exact {
    let mut whole = Exact::zero();
    all.for_each(|one| whole += one);
    whole
}

/// What the ranked units of a block lost by each cause, largest first, and all together.
pub(super) fn by_cause(results: &Results, block: &BlockResults) -> (Vec<(Cause, Exact)>, Exact) {
    let mut sums: BTreeMap<Cause, Exact> = BTreeMap::new();
    for standing in ranked(results, block) {
        for (cause, lost) in Lost::of(&standing).causes() {
            *sums.entry(cause).or_default() += &lost;
        }
    }
    let whole = sum(sums.values());
    let mut sums: Vec<(Cause, Exact)> = sums.into_iter().collect();
    sums.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    (sums, whole)
}

/// A leaf with what all ranked units lost at it, and how many of them.
pub(super) struct LeafLoss {
    /// Position in `Rubric::nodes`.
    pub node: usize,
    pub lost: Exact,
    pub units: usize,
}

/// The leaves of a block by what was lost at them, largest first.
pub(super) fn by_leaf(results: &Results, block: &BlockResults) -> Vec<LeafLoss> {
    let mut sums: BTreeMap<usize, LeafLoss> = BTreeMap::new();
    for standing in ranked(results, block) {
        for (lost, at) in of_unit(&standing) {
            let node = standing.leaves[at].node;
            let sum = sums.entry(node).or_insert(LeafLoss { node, lost: Exact::zero(), units: 0 });
            sum.lost += &lost;
            sum.units += 1;
        }
    }
    let mut leaves: Vec<LeafLoss> = sums.into_values().collect();
    leaves.sort_by(|a, b| b.lost.cmp(&a.lost).then(a.node.cmp(&b.node)));
    leaves
}

pub(super) fn ranked<'r>(
    results: &'r Results,
    block: &'r BlockResults,
) -> impl Iterator<Item = Standing<'r>> {
    let all = (0..block.units.len()).map(|at| Standing::of(results, block, at));
    all.filter(|standing| standing.index.rank.is_some())
}
