//! A block under another criteria set, or last year's data under this year's: declared values go by their keys, what stands on a leaf's row by the leaf that it was.

use super::change::item_at;
use crate::appraisal::{Agreement, Appraisals, Appraised, Correction};
use crate::evidence::{Entry, LeafEvidence, UnitEvidence};
use crate::index::{self, BlockIndex};
use crate::problem::Problems;
use crate::refusal::Refusal;
use crate::rubric::{Node, Rubric};
use crate::scores::{self, Sources, UnitScores};
use crate::terms::Code;

/// Which leaf of the old set a leaf of the new one was, and whether its appraised points carry
/// over. Both as positions in `Rubric::nodes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carry {
    pub old: usize,
    pub new: usize,
    pub points: bool,
}

/// What was sent, as another set asks for it.
pub struct Carried {
    /// One per unit of the round.
    pub evidence: Vec<UnitEvidence>,
    pub appraisals: Appraisals,
    pub refused: Vec<Refusal>,
}

/// What a block comes to.
pub struct Under {
    pub scores: Vec<UnitScores>,
    pub index: BlockIndex,
}

/// Runs a block; what is wrong with its inputs has been said.
pub fn run(sources: &Sources<'_>) -> Under {
    let scores = scores::from_evidence(sources, &mut Problems::default());
    let (round, set) = (sources.round, sources.rubric);
    let index = index::from_scores(round, set, sources.units, sources.evidence, &scores);
    Under { scores, index }
}

/// Whether two leaves of two sets are scored alike from the same items: rule, bounds and what *Không
/// áp dụng* does.
pub fn is_same_leaf((old, at): (&Rubric, usize), (new, other): (&Rubric, usize)) -> bool {
    let (one, two) = (&old.nodes[at], &new.nodes[other]);
    let (Some(leaf), Some(twin)) = (&one.leaf, &two.leaf) else { return false };
    let items = leaf.rule.expr.items();
    let same_item = |key: &crate::terms::Key| match (old.item(key), new.item(key)) {
        (Some((_, a)), Some((_, b))) => a.kind == b.kind && a.given == b.given,
        (None, None) => true,
        _ => false,
    };
    leaf.rule.expr == twin.rule.expr
        && leaf.rule.kind == twin.rule.kind
        && (&one.max, &leaf.min, leaf.na, &leaf.only) == (&two.max, &twin.min, twin.na, &twin.only)
        && items.into_iter().all(same_item)
        && leaf.rule.expr.nodes().into_iter().all(|code| is_same_below(old, new, code))
}

/// Whether the leaves at or below a node that another leaf looks at are the same in both sets.
fn is_same_below(old: &Rubric, new: &Rubric, code: &Code) -> bool {
    let below = |rubric: &Rubric| -> Vec<usize> {
        let inside = |node: &Node| node.code == *code || node.code.is_below(code);
        rubric.leaves().filter(|(_, node, _)| inside(node)).map(|(at, ..)| at).collect()
    };
    let (before, now) = (below(old), below(new));
    let same = |(was, is): (&usize, &usize)| {
        old.nodes[*was].code == new.nodes[*is].code && is_same_leaf((old, *was), (new, *is))
    };
    before.len() == now.len() && before.iter().zip(&now).all(same)
}

/// What was sent for the set of `sources`, in the order of another one.
pub fn carry(sources: &Sources<'_>, set: &Rubric, carried: &[Carry]) -> Carried {
    let unit = |(at, unit): (usize, &UnitEvidence)| match sources.units.contains(&at) {
        true => moved(unit, (sources.rubric, set), carried),
        false => unit.clone(),
    };
    let whole = sources.refused.iter().filter(|one| one.node.is_none());
    Carried {
        evidence: sources.evidence.iter().enumerate().map(unit).collect(),
        appraisals: appraised(sources, set, carried),
        refused: whole.cloned().collect(),
    }
}

/// What a unit declared, in the order of another set.
fn moved(unit: &UnitEvidence, (old, set): (&Rubric, &Rubric), carried: &[Carry]) -> UnitEvidence {
    let entry = |item: &crate::rubric::DataItem| -> Entry {
        let known = item_at(old, &item.key).filter(|at| old.items[*at].kind == item.kind);
        known.and_then(|at| unit.items.get(at)).cloned().unwrap_or_default()
    };
    let leaf = |at: usize| -> LeafEvidence {
        let was = carried.iter().find(|one| one.new == at).map(|one| one.old);
        was.and_then(|at| unit.leaves.get(at)).cloned().unwrap_or_default()
    };
    UnitEvidence {
        items: set.items.iter().map(entry).collect(),
        leaves: (0..set.nodes.len()).map(leaf).collect(),
        ..unit.clone()
    }
}

fn appraised(sources: &Sources<'_>, set: &Rubric, carried: &[Carry]) -> Appraisals {
    let all = sources.appraisals;
    let is_here = |unit: usize| sources.units.contains(&unit);
    let to = |node: usize| {
        let one = carried.iter().find(|one| one.points && one.old == node);
        one.map(|one| one.new)
    };
    let scores = all
        .scores
        .iter()
        .filter(|one| is_here(one.unit))
        .filter_map(|one| Some(Appraised { node: to(one.node)?, ..one.clone() }));
    let agreements = all
        .agreements
        .iter()
        .filter(|one| is_here(one.unit))
        .filter_map(|one| Some(Agreement { node: to(one.node)?, ..one.clone() }));
    let known = |one: &&Correction| {
        let kinds = |rubric: &Rubric| rubric.item(&one.key).map(|(_, item)| item.kind.clone());
        is_here(one.unit) && kinds(set).is_some() && kinds(set) == kinds(sources.rubric)
    };
    Appraisals {
        scores: scores.collect(),
        agreements: agreements.collect(),
        corrections: all.corrections.iter().filter(known).cloned().collect(),
        ..Appraisals::default()
    }
}
