//! Everything that can still move points: disputes, values that are not there or cannot be read,
//! claims that nobody confirmed, what was refused or hardly can be true, units that sent nothing.
//! Each with its lowest and its highest outcome.

use std::collections::BTreeSet;

use super::disputes::{Cause, Choice, Claimant, Dispute, Found, is_contradiction};
use crate::evidence::breaks;
use crate::expr::{Expr, Op, SurveyOf, range};
use crate::refusal::Refused;
use crate::results::{BlockResults, Results};
use crate::rubric::{Check, FieldKind, Leaf, Node};
use crate::scenario::Change;
use crate::scores::{LeafScore, State};
use crate::stakes::is_open_doubt;
use crate::terms::{Exact, Key};
use crate::value::Outcome;

/// All that is open, in the order of blocks, units and leaves; what is open of a whole unit stands
/// after its leaves.
pub fn open(results: &Results) -> Vec<Dispute> {
    let mut list = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        // Whoever sends something later may be compared with the others.
        let waits = block.index.units.iter().any(|unit| !unit.has_data());
        for unit in 0..block.units.len() {
            let own = OfUnit { results, number, block, unit, waits };
            list.extend(own.open());
        }
    }
    list
}

struct OfUnit<'r> {
    results: &'r Results,
    number: usize,
    block: &'r BlockResults,
    unit: usize,
    /// Another unit of the block has no data yet.
    waits: bool,
}

impl<'r> OfUnit<'r> {
    fn open(&self) -> Vec<Dispute> {
        let index = &self.block.index.units[self.unit];
        if !index.has_data() && !self.results.round.evidence.is_empty() {
            let cause = if index.stopped.is_some() { Cause::Stopped } else { Cause::NotSent };
            return vec![self.made(None, cause, String::new(), self.sent())];
        }
        let doubted = self.doubted();
        let mut list: Vec<Dispute> = Vec::new();
        for (at, score) in self.block.scores[self.unit].leaves.iter().enumerate() {
            let node = &self.block.rubric.nodes[score.node];
            let Some(leaf) = &node.leaf else { continue };
            let found = Found { results: self.results, block: self.block, unit: self.unit, score };
            let further = self.further(score, leaf, doubted.contains(&score.node));
            let (cause, words, mut choices) = match (found.dispute(), further) {
                (Some(dispute), None) => dispute,
                (None, None) => continue,
                (None, Some(cause)) => (cause, String::new(), Vec::new()),
                (Some((cause, words, mut choices)), Some(_)) => {
                    found.widen(&mut choices, (leaf.min.clone(), node.max.clone()));
                    (cause, words, choices)
                }
            };
            match (cause, &leaf.rule.scheme) {
                (Cause::Survey, Some(scheme)) => choices = self.shares(scheme, &leaf.rule.expr),
                _ if further.is_some() => found.widen(&mut choices, self.ends(cause, node, leaf)),
                _ => {}
            }
            let is_known = |known: &Dispute| known.choices == choices;
            // One survey, or one value that is corrected in two ways, may move several leaves.
            if choices.iter().any(|choice| choice.points.is_none()) && list.iter().any(is_known) {
                continue;
            }
            list.push(self.made(Some(at), cause, words, choices));
        }
        list.extend(self.checks());
        list
    }

    fn made(
        &self,
        leaf: Option<usize>,
        cause: Cause,
        words: String,
        choices: Vec<Choice>,
    ) -> Dispute {
        Dispute { block: self.number, unit: self.unit, leaf, cause, words, choices }
    }

    /// Why a leaf is open besides a dispute about its points.
    fn further(&self, score: &LeafScore, leaf: &Leaf, is_doubted: bool) -> Option<Cause> {
        let refusal = score.refusal.as_deref();
        let refused = refusal.filter(|why| !is_contradiction(self.results, why));
        let is_survey = leaf.rule.scheme.is_some();
        let unread = refusal.is_some_and(|why| why.what == Refused::Survey);
        let is_missing = matches!(score.state, State::Missing | State::Unreadable);
        let by_rule = score.appraised.iter().all(Option::is_none);
        let compares = !leaf.rule.expr.compared().is_empty() && by_rule;
        let settled = score.confirmed().is_some();
        Some(match score.state {
            _ if is_survey && (unread || is_missing) => Cause::Survey,
            State::Missing => Cause::Missing,
            State::Unreadable => Cause::Unreadable,
            _ if refused.is_some() => Cause::Refused,
            _ if score.is_unconfirmed() => Cause::Unconfirmed,
            State::Scored if is_doubted => Cause::Doubtful,
            State::Scored if !score.open_peers.is_empty() => Cause::Peers,
            State::Scored if self.waits && compares && !settled => Cause::Peers,
            _ => return None,
        })
    }

    /// The least and the most that a leaf can come to: by its rule where a value is open, by what
    /// an appraiser may give where that is.
    fn ends(&self, cause: Cause, node: &Node, leaf: &Leaf) -> (Exact, Exact) {
        let whole = (leaf.min.clone(), node.max.clone());
        let by_rule = matches!(
            cause,
            Cause::Missing | Cause::Unreadable | Cause::Doubtful | Cause::Peers | Cause::Check
        );
        if !by_rule {
            return whole;
        }
        let kind = |key: &Key| self.block.rubric.item(key).map(|(_, item)| item.kind.clone());
        let range = range(&leaf.rule.expr, &kind);
        let within = |end: Option<Exact>, other: Exact| {
            end.map_or(other, |end| end.clamp(leaf.min.clone(), node.max.clone()))
        };
        (within(range.low, whole.0.clone()), within(range.high, whole.1.clone()))
    }

    /// Nobody is satisfied, or everybody.
    fn shares(&self, scheme: &str, expr: &Expr) -> Vec<Choice> {
        let mut looked: Vec<SurveyOf> = Vec::new();
        expr.walk(&mut |one| {
            if let Expr::Survey { of, .. } = one
                && !looked.contains(of)
            {
                looked.push(of.clone());
            }
        });
        let choice = |share: Exact, by: Claimant| {
            let one = |of: &SurveyOf| Change::Share {
                unit: self.unit,
                scheme: scheme.to_string(),
                of: of.clone(),
                share: Some(share.clone()),
            };
            Choice { points: None, by, changes: looked.iter().map(one).collect() }
        };
        vec![choice(Exact::zero(), Claimant::Lowest), choice(Exact::one(), Claimant::Highest)]
    }

    /// What comes of the unit when it sends something: every leaf at its lowest, or at its highest.
    fn sent(&self) -> Vec<Choice> {
        let tags = &self.results.round.units[self.block.units[self.unit]].tags;
        let choice = |by: Claimant| {
            let high = by == Claimant::Highest;
            let mut changes = vec![Change::Sent { unit: self.unit }];
            for (node, own, leaf) in self.block.rubric.leaves() {
                if !leaf.asks(tags) {
                    continue;
                }
                if let Some(scheme) = &leaf.rule.scheme {
                    let score = self.block.scores[self.unit].leaves.iter();
                    let mut score = score.filter(|score| score.node == node);
                    if score.any(|score| score.state == State::Missing) {
                        let ends = self.shares(scheme, &leaf.rule.expr);
                        let end = ends.into_iter().find(|end| end.by == by);
                        changes.extend(end.into_iter().flat_map(|end| end.changes));
                    }
                    continue;
                }
                let is_most = high != (own.field_kind == FieldKind::Penalty);
                let points = if is_most { own.max.clone() } else { leaf.min.clone() };
                changes.push(Change::Points { unit: self.unit, node, points });
            }
            Choice { points: None, by, changes }
        };
        vec![choice(Claimant::Lowest), choice(Claimant::Highest)]
    }

    /// The leaves that read a value which hardly can be true.
    fn doubted(&self) -> BTreeSet<usize> {
        let id = &self.results.round.units[self.block.units[self.unit]].id;
        let own = self.results.problems.iter().filter(|problem| problem.unit.as_ref() == Some(id));
        let stakes = own.filter(|problem| is_open_doubt(problem)).flat_map(|one| &one.stakes);
        let stakes = stakes.filter(|stake| !stake.points.is_zero());
        stakes.filter_map(|stake| self.block.rubric.position(&stake.leaf)).collect()
    }

    /// The value of an item that the rules used.
    fn value(&self, key: &Key) -> Option<Outcome> {
        let mut inputs = self.block.scores[self.unit].leaves.iter().flat_map(|leaf| &leaf.inputs);
        inputs.find(|input| input.key == *key).map(|input| input.outcome.clone())
    }

    /// Values that cannot all be true: one side is right, or the other.
    fn checks(&self) -> Vec<Dispute> {
        let failed = self.failed();
        failed.into_iter().filter_map(|check| self.readings(check)).collect()
    }

    fn failed(&self) -> Vec<&'r Check> {
        let checks = self.block.rubric.checks.iter();
        checks.filter(|check| breaks(check, &|key| self.value(key))).collect()
    }

    fn readings(&self, check: &Check) -> Option<Dispute> {
        let keys = check.that.items();
        let reads = |score: &LeafScore| score.inputs.iter().any(|one| keys.contains(&&one.key));
        let leaves = &self.block.scores[self.unit].leaves;
        let leaf = leaves.iter().position(reads)?;
        let choices = match two_sides(&check.that) {
            Some([left, right]) => {
                let as_other = |key: &Key, other: &Key| {
                    let (unit, key) = (self.unit, key.clone());
                    let outcome = self.value(other)?;
                    let change = Change::Corrected { unit, key, outcome };
                    Some(Choice { points: None, by: Claimant::Reading, changes: vec![change] })
                };
                [as_other(left, right), as_other(right, left)].into_iter().flatten().collect()
            }
            None => self.both_ends(leaves.iter().filter(|score| reads(score))),
        };
        Some(self.made(Some(leaf), Cause::Check, check.message.clone(), choices))
    }

    /// All of these leaves at their lowest, or all at their highest.
    fn both_ends<'s>(&self, scores: impl Iterator<Item = &'s LeafScore>) -> Vec<Choice> {
        let mut ends = [Vec::new(), Vec::new()];
        for score in scores {
            let node = &self.block.rubric.nodes[score.node];
            let Some(leaf) = &node.leaf else { continue };
            let (low, high) = self.ends(Cause::Check, node, leaf);
            for (end, points) in ends.iter_mut().zip([low, high]) {
                end.push(Change::Points { unit: self.unit, node: score.node, points });
            }
        }
        let by = [Claimant::Lowest, Claimant::Highest];
        let choice = |(changes, by)| Choice { points: None, by, changes };
        ends.into_iter().zip(by).map(choice).collect()
    }
}

/// How many broken identities of a unit are weighed: those over values that points hang on.
pub(super) fn weighed_checks(results: &Results, number: usize, unit: usize) -> usize {
    let block = &results.blocks[number];
    let own = OfUnit { results, number, block, unit, waits: false };
    own.checks().len()
}

/// The two items that a check holds against each other.
fn two_sides(that: &Expr) -> Option<[&Key; 2]> {
    match that {
        Expr::Apply(Op::Less | Op::AtMost | Op::More | Op::AtLeast | Op::Equal, sides) => {
            match &**sides {
                [Expr::Item(left), Expr::Item(right)] => Some([left, right]),
                _ => None,
            }
        }
        _ => None,
    }
}
