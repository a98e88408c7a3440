//! Rules that compare the units of a block: while the value of one unit is open or doubtful, the
//! points of the others hang on it. Marked once all problems are known; the marks are of the leaf
//! alone and never make the value of their own unit open, so they cannot go round in a circle.

use std::collections::BTreeSet;

use crate::problem::{Place, Problem, Problems, kinds};
use crate::results::BlockResults;
use crate::round::Round;
use crate::scores::{Input, LeafScore, OpenPeer, OpenValue, State};
use crate::stakes::is_open_doubt;
use crate::terms::{Key, UnitId};
use crate::value::Gap;

/// Values that are used all the same.
struct Unsettled<'a> {
    /// Those that hardly can be true and that no appraiser has confirmed.
    doubted: BTreeSet<(&'a UnitId, Key)>,
    /// Their cells, where other figures of the unit contradict them.
    contradicted: BTreeSet<(&'a UnitId, &'a Place)>,
}

impl<'a> Unsettled<'a> {
    fn of(problems: &'a Problems) -> Unsettled<'a> {
        let doubts = problems.iter().filter(|problem| is_open_doubt(problem));
        let doubted =
            doubts.filter_map(|problem| Some((problem.unit.as_ref()?, key_of(problem)?))).collect();
        let is_open = |problem: &&Problem| {
            problem.kind == kinds::evidence::CHECK
                && problem.stakes.iter().any(|stake| !stake.points.is_zero())
        };
        let cells = |problem: &'a Problem| {
            let involved = problem.involved.iter().map(|one| &one.place);
            involved.filter_map(|place| Some((problem.unit.as_ref()?, place)))
        };
        let contradicted = problems.iter().filter(is_open).flat_map(cells).collect();
        Unsettled { doubted, contradicted }
    }

    fn why(&self, unit: &UnitId, input: &Input) -> Option<OpenValue> {
        if self.doubted.contains(&(unit, input.key.clone())) {
            return Some(OpenValue::Doubtful);
        }
        let place = Place::from(input.origin.as_ref()?);
        self.contradicted.contains(&(unit, &place)).then_some(OpenValue::Contradicted)
    }
}

/// Marks every leaf whose points hang on values of other units that are not settled.
pub fn mark(round: &Round, blocks: &mut [BlockResults], problems: &Problems) {
    let unsettled = Unsettled::of(problems);
    for block in blocks {
        let nodes = block.rubric.leaves().filter_map(|(at, _, leaf)| {
            let compared = leaf.rule.expr.compared();
            let keys: Vec<Key> = compared.iter().flat_map(|of| of.items()).cloned().collect();
            (!keys.is_empty()).then_some((at, keys))
        });
        for (node, keys) in nodes.collect::<Vec<_>>() {
            mark_leaf(round, block, (node, &keys), &unsettled);
        }
    }
}

fn key_of(problem: &Problem) -> Option<Key> {
    problem.plain_fact("key").map(Key::new)
}

fn mark_leaf(
    round: &Round,
    block: &mut BlockResults,
    (node, keys): (usize, &[Key]),
    unsettled: &Unsettled<'_>,
) {
    let Some(leaf) = block.rubric.nodes[node].leaf.as_ref() else { return };
    let is_here = |score: &&LeafScore| score.node == node;
    let mut open: Vec<OpenPeer> = Vec::new();
    for (at, scores) in block.scores.iter().enumerate() {
        let unit = &round.units[block.units[at]];
        // Who sent nothing is not compared, as the round says.
        if !leaf.is_for(&unit.tags) || !block.index.units[at].submitted {
            continue;
        }
        let Some(score) = scores.leaves.iter().find(is_here) else { continue };
        for input in score.inputs.iter().filter(|input| keys.contains(&input.key)) {
            if let Some(why) = why_open(score, input, unsettled.why(&unit.id, input)) {
                let (key, origin) = (input.key.clone(), input.origin.clone());
                open.push(OpenPeer { unit: block.units[at], key, origin, why });
            }
        }
    }
    if open.is_empty() {
        return;
    }
    for (at, scores) in block.scores.iter_mut().enumerate() {
        let Some(score) = scores.leaves.iter_mut().find(|score| score.node == node) else {
            continue;
        };
        let is_by_rule = score.appraised.iter().all(Option::is_none);
        let others = open.iter().filter(|peer| peer.unit != block.units[at]);
        if score.state == State::Scored && score.claim.is_none() && is_by_rule {
            score.open_peers = others.cloned().collect();
        }
        block.index.units[at].open_peers += usize::from(!score.open_peers.is_empty());
    }
}

/// Why a value that others are compared with is not settled, if it is not.
fn why_open(score: &LeafScore, input: &Input, used: Option<OpenValue>) -> Option<OpenValue> {
    let refused = score.refusal.as_ref().is_some_and(|refusal| {
        let whole = refusal.key.is_none() && refusal.node.is_none();
        let is_of_value = refusal.key.as_ref() == Some(&input.key);
        is_of_value || (whole && !refusal.what.is_appraisal())
    });
    match &input.outcome {
        Err(Gap::NotApplicable) => score.is_unconfirmed().then_some(OpenValue::Unconfirmed),
        Err(gap) => Some(OpenValue::Gap(*gap)),
        Ok(_) if used.is_some() => used,
        Ok(_) if refused => Some(OpenValue::Refused),
        // The row says that nothing of it applies.
        Ok(_) if score.is_unconfirmed() => Some(OpenValue::Unconfirmed),
        Ok(_) => None,
    }
}
