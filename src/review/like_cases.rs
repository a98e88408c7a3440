//! Units with the same declared facts and proof that were given different points.

use std::collections::BTreeMap;

use crate::results::{BlockResults, Results};
use crate::rubric::Leaf;
use crate::scores::{LeafScore, State};
use crate::terms::Exact;
use crate::value::{Gap, Outcome};

/// One leaf on which units with equal facts got different points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikeCase {
    /// Position in `Results::blocks`.
    pub block: usize,
    /// Position in `Rubric::nodes`.
    pub node: usize,
    /// The declared values, one per data item of the leaf; empty for a judgement without data.
    pub facts: Vec<Outcome>,
    /// Whether a proof was named.
    pub proved: bool,
    /// From the fewest points to the most.
    pub members: Vec<Member>,
}

/// A unit among its like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Position of the unit in its block.
    pub unit: usize,
    /// Position of the leaf in `UnitScores::leaves`.
    pub leaf: usize,
    /// As decided, before gates.
    pub points: Exact,
}

impl LikeCase {
    /// Between the fewest and the most points.
    pub fn spread(&self) -> Exact {
        match (self.members.first(), self.members.last()) {
            (Some(least), Some(most)) => most.points.clone() - &least.points,
            _ => Exact::zero(),
        }
    }
}

/// What makes two cases alike, as text so that it can be a key.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    facts: Vec<String>,
    /// The rule's points; the same facts may count differently among other peers.
    computed: String,
    /// Without data of its own, the claim is all that a judgement can be compared by.
    claim: Option<String>,
    proved: bool,
}

/// Every unequal treatment, the plainest first: cases with facts before judgements without,
/// then by the spread as a share of the maximum, then by how many stand on the other side.
pub fn like_cases(results: &Results) -> Vec<LikeCase> {
    let mut cases = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        for (position, (node, _, leaf)) in block.rubric.leaves().enumerate() {
            if leaf.rule.scheme.is_none() {
                cases.extend(of_leaf(block, number, node, position, leaf));
            }
        }
    }
    cases.sort_by_cached_key(|case| {
        let max = &results.blocks[case.block].rubric.nodes[case.node].max;
        let share = case.spread().checked_div(max).unwrap_or_default();
        let plain = (case.facts.is_empty(), -share);
        (plain, usize::MAX - case.members.len(), case.block, case.node)
    });
    cases
}

fn of_leaf(
    block: &BlockResults,
    number: usize,
    node: usize,
    position: usize,
    leaf: &Leaf,
) -> Vec<LikeCase> {
    let mut groups: BTreeMap<Likeness, Vec<Member>> = BTreeMap::new();
    for (unit, scores) in block.scores.iter().enumerate() {
        let score = &scores.leaves[position];
        if score.state != State::Scored {
            continue;
        }
        let Some(likeness) = likeness(score, leaf) else { continue };
        let member = Member { unit, leaf: position, points: score.points.clone() };
        groups.entry(likeness).or_default().push(member);
    }
    let mut cases = Vec::new();
    for (likeness, mut members) in groups {
        members.sort_by(|a, b| a.points.cmp(&b.points).then(a.unit.cmp(&b.unit)));
        let first = &block.scores[members[0].unit].leaves[position];
        let case = LikeCase {
            block: number,
            node,
            facts: declared(first).into_iter().cloned().collect(),
            proved: likeness.proved,
            members,
        };
        if !case.spread().is_zero() {
            cases.push(case);
        }
    }
    cases
}

/// `None` when the unit has no facts that could be compared.
fn likeness(score: &LeafScore, leaf: &Leaf) -> Option<Likeness> {
    let facts = declared(score);
    // What was not declared or not read is no fact.
    if facts.iter().any(|f| matches!(f, Err(Gap::Missing | Gap::Unreadable))) {
        return None;
    }
    let text = |outcome: &Outcome| match outcome {
        Ok(value) => value.to_plain(),
        Err(gap) => gap.key().to_string(),
    };
    let claim = match facts.is_empty() {
        true => Some(score.self_score.as_ref()?.to_plain()),
        false => None,
    };
    // With data and no judgement the rule has spoken for all; only an appraiser can differ.
    let computed = match &score.computed {
        Ok(points) => points.to_plain(),
        Err(gap) if leaf.rule.kind == "judged" => gap.key().to_string(),
        Err(_) => return None,
    };
    let facts = facts.into_iter().map(text).collect();
    Some(Likeness { facts, computed, claim, proved: !score.proof.is_empty() })
}

/// The values as the unit declared them, before an appraiser corrected any.
fn declared(score: &LeafScore) -> Vec<&Outcome> {
    let inputs = score.inputs.iter();
    inputs.map(|i| i.declared.as_ref().map_or(&i.outcome, |d| &d.outcome)).collect()
}
