//! Leaf scores of one block to its index: gates, sums, caps, then ranks and classes.

use super::classes::classify;
use super::gates::{Gates, leaf_sums};
use super::ranks::rank;
use super::{BlockIndex, NodeIndex, UnitIndex};
use crate::evidence::UnitEvidence;
use crate::refusal::Refused;
use crate::round::{NotSubmitted, Round, TieBreak, TieKey};
use crate::rubric::{FieldKind, Rubric};
use crate::scores::{LeafScore, State, UnitScores};
use crate::terms::{Exact, mean};

/// `units` are positions in `Round::units`, parallel to `scores`; `evidence` has one entry per
/// unit of the round.
pub fn from_scores(
    round: &Round,
    rubric: &Rubric,
    units: &[usize],
    evidence: &[UnitEvidence],
    scores: &[UnitScores],
) -> BlockIndex {
    let mut index: Vec<UnitIndex> = units
        .iter()
        .zip(scores)
        .map(|(&unit, scores)| unit_index(round, rubric, &evidence[unit], scores))
        .collect();
    rank(&mut index, &round.rules);
    let of_unit = index.iter_mut().zip(scores);
    for (unit, scores) in of_unit.filter(|(u, _)| u.rank.is_some()) {
        classify(unit, scores, rubric, &round.rules);
    }
    let ranked = || index.iter().filter(|u| u.rank.is_some());
    let block_mean = mean(ranked().filter_map(|u| u.index.as_ref()));
    let node_means = (0..rubric.nodes.len())
        .map(|at| mean(ranked().filter_map(|u| u.nodes[at].index.as_ref())))
        .collect();
    BlockIndex { units: index, mean: block_mean, node_means }
}

#[allow(clippy::too_many_lines, reason = "the figures of a unit in the order of the method")]
pub(super) fn unit_index(
    round: &Round,
    rubric: &Rubric,
    evidence: &UnitEvidence,
    scores: &UnitScores,
) -> UnitIndex {
    let gates = Gates::act(rubric, scores);
    let points = leaf_sums(rubric, scores, |leaf| match gates.of(leaf.node) {
        None => Some(leaf.points.clone()),
        Some(_) => Some(Exact::zero()),
    });
    let maxima = leaf_sums(rubric, scores, |leaf| Some(rubric.nodes[leaf.node].max.clone()));
    let nodes = rubric.nodes.iter().enumerate().map(|(at, node)| {
        let capped = capped(rubric, at, points[at].clone().unwrap_or_default());
        let applicable_max = capped_max(rubric, at, maxima[at].clone().unwrap_or_default());
        let index = match node.field_kind {
            FieldKind::Plain => percent(&capped, &applicable_max),
            _ => None,
        };
        NodeIndex { points: capped, applicable_max, index, gated: gates.of(at).cloned() }
    });
    let nodes: Vec<NodeIndex> = nodes.collect();
    let total = |kind: FieldKind, figure: fn(&NodeIndex) -> &Exact| -> Exact {
        rubric
            .fields()
            .filter(|(_, f)| f.field_kind == kind)
            .map(|(at, _)| figure(&nodes[at]))
            .sum()
    };
    let applicable_max = total(FieldKind::Plain, |n| &n.applicable_max);
    let bonus = total(FieldKind::Bonus, |n| &n.points);
    let penalty = total(FieldKind::Penalty, |n| &n.points);
    let raw = total(FieldKind::Plain, |n| &n.points) + &bonus - &penalty;
    let points = within(raw, &applicable_max, rubric.over_max);
    // In a round without evidence files, what the appraisers and surveys say is all there is.
    let given = || scores.leaves.iter().any(|leaf| leaf.state == State::Scored);
    let submitted = evidence.file.is_some() || round.evidence.is_empty() && given();
    let counted = submitted || round.rules.not_submitted == NotSubmitted::Zero;
    let index = match counted && evidence.stopped.is_none() {
        true => percent(&points, &applicable_max),
        false => None,
    };
    let count = |state: State| scores.leaves.iter().filter(|l| l.state == state).count();
    let refused = || scores.leaves.iter().filter_map(|l| l.refusal.as_deref());
    let refused_as = |what: Refused| refused().filter(|refusal| refusal.what == what).count();
    UnitIndex {
        file: evidence.file.clone(),
        submitted,
        stopped: evidence.stopped.clone(),
        points,
        applicable_max,
        bonus,
        penalty,
        self_points: self_points(rubric, scores),
        published: index.as_ref().map(|i| i.round_half_up(round.rules.decimals)),
        index,
        rank: None,
        tied: false,
        ties: ties(round, rubric, scores, &nodes),
        parted_by: Vec::new(),
        class: None,
        class_held: None,
        missing: count(State::Missing),
        unreadable: count(State::Unreadable),
        pending: count(State::Pending),
        appraisal_refused: refused().filter(|refusal| refusal.what.is_appraisal()).count(),
        appraisal_absent: refused_as(Refused::AbsentAppraisal),
        reply_refused: refused_as(Refused::Reply),
        survey_refused: refused_as(Refused::Survey),
        official_refused: refused_as(Refused::Official),
        unconfirmed: scores.leaves.iter().filter(|l| l.is_unconfirmed()).count(),
        failed_checks: scores.failed_checks,
        // Known once all problems are.
        doubts: 0,
        outdated: 0,
        open_peers: 0,
        files: evidence.files.clone(),
        nodes,
    }
}

/// Component indices as published, and what surveys and data items say.
fn ties(
    round: &Round,
    rubric: &Rubric,
    scores: &UnitScores,
    nodes: &[NodeIndex],
) -> Vec<Option<Exact>> {
    let rules = &round.rules;
    let of = |(at, entry): (usize, &TieBreak)| match &entry.by {
        TieKey::Node(code) => {
            let node = &nodes[rubric.position(code)?];
            let index = percent(&node.points, &node.applicable_max)?;
            Some(index.round_half_up(rules.decimals))
        }
        _ => scores.ties.get(at).cloned().flatten(),
    };
    rules.tie_break.iter().enumerate().map(of).collect()
}

/// The total stays within `[0, applicable maximum]`, unless bonus may pass it.
fn within(raw: Exact, applicable_max: &Exact, over_max: bool) -> Exact {
    let raw = raw.max(Exact::zero());
    if over_max { raw } else { raw.min(applicable_max.clone()) }
}

/// `100 × points / max`; `None` when nothing applies.
fn percent(points: &Exact, max: &Exact) -> Option<Exact> {
    (points.clone() * &Exact::whole(100)).checked_div(max)
}

/// A bonus or penalty field counts up to its own maximum.
fn capped(rubric: &Rubric, at: usize, points: Exact) -> Exact {
    let node = &rubric.nodes[at];
    match (node.parent, node.field_kind) {
        (None, FieldKind::Bonus | FieldKind::Penalty) => {
            points.clamp(Exact::zero(), node.max.clone())
        }
        _ => points,
    }
}

fn capped_max(rubric: &Rubric, at: usize, max: Exact) -> Exact {
    let node = &rubric.nodes[at];
    match (node.parent, node.field_kind) {
        (None, FieldKind::Bonus | FieldKind::Penalty) => max.min(node.max.clone()),
        _ => max,
    }
}

/// The unit's own total, by the same sums and caps. `None` when it scored nothing itself.
fn self_points(rubric: &Rubric, scores: &UnitScores) -> Option<Exact> {
    let own = |leaf: &LeafScore| leaf.self_score.clone();
    if !scores.leaves.iter().any(|l| l.self_score.is_some()) {
        return None;
    }
    let sums = leaf_sums(rubric, scores, own);
    let mut total = Exact::zero();
    for (at, field) in rubric.fields() {
        let points = capped(rubric, at, sums[at].clone().unwrap_or_default());
        total = match field.field_kind {
            FieldKind::Penalty => total - &points,
            _ => total + &points,
        };
    }
    Some(total)
}
