//! Where points were lost: one cause for every lost point, and sums that add up to what is lost.

use std::collections::BTreeMap;

use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::scores::{DecidedBy, LeafScore, State};
use crate::terms::Exact;
use crate::value::Value;

use crate::report::standing::Standing;
use crate::report::why::lost::{loss, of_unit};

/// Why a leaf gave less than its maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    Missing,
    Unreadable,
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
        match self {
            Cause::Missing => "chưa có số liệu",
            Cause::Unreadable => "số liệu không đọc được",
            Cause::NotDone => "chưa thực hiện",
            Cause::Late => "thực hiện trễ hạn",
            Cause::Below => "thực hiện dưới mức tối đa",
            Cause::Survey => "kết quả điều tra xã hội học",
            Cause::Appraised => "thẩm định cho điểm thấp hơn số liệu",
            Cause::Gate => "điều kiện khống chế",
            Cause::Penalty => "điểm phạt",
            Cause::Pending => "chờ thẩm định",
        }
    }

    /// Why this leaf lost what it lost.
    pub(super) fn of(standing: &Standing<'_>, leaf: &LeafScore) -> Cause {
        let node = &standing.block.rubric.nodes[leaf.node];
        if node.field_kind == FieldKind::Penalty {
            return Cause::Penalty;
        }
        match leaf.state {
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

/// What the ranked units of a block lost by each cause, largest first, and all together.
pub(super) fn by_cause(results: &Results, block: &BlockResults) -> (Vec<(Cause, Exact)>, Exact) {
    let mut sums: BTreeMap<Cause, Exact> = BTreeMap::new();
    let mut whole = Exact::zero();
    for standing in ranked(results, block) {
        for leaf in standing.leaves {
            let Some(lost) = loss(&standing, leaf) else { continue };
            *sums.entry(Cause::of(&standing, leaf)).or_default() += &lost;
            whole += &lost;
        }
    }
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
