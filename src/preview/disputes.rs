//! Open disputes: leaves of a unit whose points round 2 has not settled.

use crate::appraisal::{Conflict, ValueConflict};
use crate::results::{BlockResults, Results};
use crate::rubric::{FieldKind, Leaf, Node};
use crate::scores::{AppraisedScore, DecidedBy, LeafScore, Stance, State};
use crate::terms::{Exact, Key};
use crate::value::Origin;

/// Why a leaf is still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Two appraisal rows of one round give different points.
    Conflict,
    /// An appraiser asked for an explanation.
    Asked,
    /// Only an appraiser can give the points, and none has.
    Pending,
    /// The unit claims better points than round 1 gave.
    Contested,
}

/// Who stands for the points of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimant {
    /// The unit's self score.
    Unit,
    /// The rule over the declared data.
    Rule,
    /// A row of an appraisal form.
    Appraiser(Origin),
    /// The least that an appraiser may give.
    Lowest,
    /// The most that an appraiser may give.
    Highest,
}

impl Cause {
    /// The word in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Cause::Conflict => "conflict",
            Cause::Asked => "asked",
            Cause::Pending => "pending",
            Cause::Contested => "contested",
        }
    }
}

impl Claimant {
    /// The word in JSON.
    pub fn key(&self) -> &'static str {
        match self {
            Claimant::Unit => "unit",
            Claimant::Rule => "rule",
            Claimant::Appraiser(_) => "appraiser",
            Claimant::Lowest => "lowest",
            Claimant::Highest => "highest",
        }
    }
}

/// One way to settle a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub points: Exact,
    pub by: Claimant,
}

/// One leaf of one unit that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Position in `Results::blocks`.
    pub block: usize,
    /// Position of the unit in its block.
    pub unit: usize,
    /// Position of the leaf in `UnitScores::leaves`.
    pub leaf: usize,
    pub cause: Cause,
    /// What was asked or why it was cut, in the appraiser's words.
    pub words: String,
    /// Other ways to settle it than to leave it as it stands; none when nobody has claimed
    /// other points.
    pub choices: Vec<Choice>,
}

impl Dispute {
    pub fn score<'r>(&self, results: &'r Results) -> &'r LeafScore {
        &results.blocks[self.block].scores[self.unit].leaves[self.leaf]
    }
}

/// Every open dispute, in the order of blocks, units and leaves.
pub fn open(results: &Results) -> Vec<Dispute> {
    let mut list = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        for (unit, scores) in block.scores.iter().enumerate() {
            for (leaf, score) in scores.leaves.iter().enumerate() {
                let found = Found { results, block, unit, score };
                if let Some((cause, words, choices)) = found.dispute() {
                    list.push(Dispute { block: number, unit, leaf, cause, words, choices });
                }
            }
        }
    }
    list
}

struct Found<'r> {
    results: &'r Results,
    block: &'r BlockResults,
    unit: usize,
    score: &'r LeafScore,
}

impl<'r> Found<'r> {
    fn dispute(&self) -> Option<(Cause, String, Vec<Choice>)> {
        let node = &self.block.rubric.nodes[self.score.node];
        let leaf = node.leaf.as_ref()?;
        if let Some(conflict) = self.conflict() {
            return Some((Cause::Conflict, reasons(conflict), said(conflict)));
        }
        if self.score.appraised[1].is_some() || leaf.rule.scheme.is_some() {
            return None;
        }
        let overruled = |given: &AppraisedScore| given.stance == Stance::Overruled;
        if self.score.appraised[0].as_deref().is_some_and(overruled) {
            return None;
        }
        if let Some(conflict) = self.value_conflict(leaf) {
            let words = conflict.said.iter().map(|one| one.reason.as_str());
            let words = words.collect::<Vec<_>>().join("; ");
            return Some((Cause::Conflict, words, self.bounds(node, leaf)));
        }
        if self.score.state == State::Pending {
            return Some((Cause::Pending, self.request(), self.bounds(node, leaf)));
        }
        let request = self.request();
        let claim = self.claim(node, leaf);
        if !request.is_empty() {
            return Some((Cause::Asked, request, claim.into_iter().collect()));
        }
        let given = self.score.appraised[0].as_ref()?;
        let claim = claim.filter(|c| c.by == Claimant::Unit)?;
        Some((Cause::Contested, given.reason.clone(), vec![claim]))
    }

    fn is_here(&self, unit: usize, node: usize) -> bool {
        unit == self.block.units[self.unit] && node == self.score.node
    }

    /// Rows that differ, unless a later round has spoken.
    fn conflict(&self) -> Option<&'r Conflict> {
        let all = self.results.appraisals.conflicts.iter();
        let here = all.filter(|c| self.is_here(c.unit, c.node)).max_by_key(|c| c.round)?;
        let settled =
            self.score.appraised[1].is_some() || self.score.decided_by == DecidedBy::Appraisal2;
        (here.round == 2 || !settled).then_some(here)
    }

    /// Corrections of a value that differ, unless round 2 has corrected it with one voice. What
    /// the points would be is open: any appraiser may still give other ones.
    fn value_conflict(&self, leaf: &Leaf) -> Option<&'r ValueConflict> {
        let at = self.block.units[self.unit];
        let unit = &self.results.round.units[at];
        if !leaf.is_for(&unit.tags) {
            return None;
        }
        let appraisals = &self.results.appraisals;
        let corrected = |key: &Key| {
            let all = appraisals.corrections.iter();
            all.filter(|c| c.round == 2 && c.unit == at).any(|c| c.key == *key)
        };
        let reads = |key: &Key| self.score.inputs.iter().any(|input| input.key == *key);
        appraisals.value_conflicts_of(at, reads).find(|c| c.round == 2 || !corrected(&c.key))
    }

    /// What round 1 asked; empty when it asked nothing.
    fn request(&self) -> String {
        let beside = self.score.appraised[0].as_ref().map(|a| a.request.as_str()).unwrap_or("");
        let requests = self.results.appraisals.requests.iter();
        let alone = requests.filter(|r| r.round == 1 && self.is_here(r.unit, r.node));
        let parts = std::iter::once(beside).chain(alone.map(|r| r.text.as_str()));
        let parts: Vec<&str> = parts.filter(|text| !text.is_empty()).collect();
        parts.join("; ")
    }

    /// Better points than those that stand: the unit's own, else what the data give.
    fn claim(&self, node: &Node, leaf: &Leaf) -> Option<Choice> {
        let better = |points: &Exact| match node.field_kind {
            FieldKind::Penalty => *points < self.score.points,
            _ => *points > self.score.points,
        };
        let fits = |points: &Exact| (&leaf.min..=&node.max).contains(&points) && better(points);
        let own = self.score.self_score.clone().filter(fits);
        let own = own.map(|points| Choice { points, by: Claimant::Unit });
        own.or_else(|| {
            let points = self.score.computed.clone().ok().filter(fits)?;
            Some(Choice { points, by: Claimant::Rule })
        })
    }

    /// What an appraiser may still give: the bounds, and the unit's own score between them.
    fn bounds(&self, node: &Node, leaf: &Leaf) -> Vec<Choice> {
        let between = |points: &Exact| *points > leaf.min && *points < node.max;
        let own = self.score.self_score.clone().filter(between);
        let lowest = Choice { points: leaf.min.clone(), by: Claimant::Lowest };
        let highest = Choice { points: node.max.clone(), by: Claimant::Highest };
        let own = own.map(|points| Choice { points, by: Claimant::Unit });
        std::iter::once(lowest).chain(own).chain([highest]).collect()
    }
}

/// Each of the differing points once, with the first row that gave it.
fn said(conflict: &Conflict) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for given in &conflict.said {
        if !choices.iter().any(|c| c.points == given.points) {
            let by = Claimant::Appraiser(given.origin.clone());
            choices.push(Choice { points: given.points.clone(), by });
        }
    }
    choices
}

fn reasons(conflict: &Conflict) -> String {
    let all = conflict.said.iter().map(|given| given.reason.as_str());
    all.filter(|reason| !reason.is_empty()).collect::<Vec<_>>().join("; ")
}
