//! Open disputes: leaves of a unit whose points round 2 has not settled.

use crate::appraisal::{Conflict, ValueConflict};
use crate::refusal::Refusal;
use crate::results::{BlockResults, Results};
use crate::rubric::{FieldKind, Leaf, Node};
use crate::scenario::Change;
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
    /// A value is not there, or cannot be read.
    Missing,
    Unreadable,
    /// The unit says that it does not apply, and no appraiser has seen that.
    Unconfirmed,
    /// Something was sent for it that cannot be used.
    Refused,
    /// A value hardly can be true.
    Doubtful,
    /// Values that cannot all be true.
    Check,
    /// Other units are compared with it whose values are open.
    Peers,
    /// What a survey found is not there, or not all of it can be used.
    Survey,
    /// The unit sent nothing, or nothing that can be used.
    NotSent,
    Stopped,
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
    /// One of two values that cannot both be true.
    Reading,
}

impl Cause {
    /// The word in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Cause::Conflict => "conflict",
            Cause::Asked => "asked",
            Cause::Pending => "pending",
            Cause::Contested => "contested",
            Cause::Missing => "missing",
            Cause::Unreadable => "unreadable",
            Cause::Unconfirmed => "unconfirmed",
            Cause::Refused => "refused",
            Cause::Doubtful => "doubtful",
            Cause::Check => "check",
            Cause::Peers => "peers",
            Cause::Survey => "survey",
            Cause::NotSent => "not_sent",
            Cause::Stopped => "stopped",
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
            Claimant::Reading => "reading",
        }
    }
}

/// One way to settle what is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Of the leaf; `None` where it is not points that are supposed.
    pub points: Option<Exact>,
    pub by: Claimant,
    /// What is supposed of the round then.
    pub changes: Vec<Change>,
}

/// One thing that is still open: a leaf of a unit, or all of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Position in `Results::blocks`.
    pub block: usize,
    /// Position of the unit in its block.
    pub unit: usize,
    /// Position of the leaf in `UnitScores::leaves`; `None` where the whole unit is open.
    pub leaf: Option<usize>,
    pub cause: Cause,
    /// What was asked or why it was cut, in the appraiser's words.
    pub words: String,
    /// Other ways to settle it than to leave it as it stands; none when nobody has claimed
    /// other points.
    pub choices: Vec<Choice>,
}

impl Dispute {
    pub fn score<'r>(&self, results: &'r Results) -> Option<&'r LeafScore> {
        Some(&results.blocks[self.block].scores[self.unit].leaves[self.leaf?])
    }
}

/// A leaf of a unit, with all that is said of it.
pub(super) struct Found<'r> {
    pub results: &'r Results,
    pub block: &'r BlockResults,
    /// Position in the block.
    pub unit: usize,
    pub score: &'r LeafScore,
}

impl<'r> Found<'r> {
    /// Why it is in dispute, in the appraiser's words, and how it can be settled.
    pub(super) fn dispute(&self) -> Option<(Cause, String, Vec<Choice>)> {
        let node = &self.block.rubric.nodes[self.score.node];
        let leaf = node.leaf.as_ref()?;
        if let Some(conflict) = self.conflict() {
            return Some((Cause::Conflict, reasons(conflict), self.said(conflict)));
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
            return Some((Cause::Conflict, words, self.corrections(conflict)));
        }
        if self.score.state == State::Pending {
            return Some((Cause::Pending, self.request(), self.bounds(node, leaf)));
        }
        let request = self.request();
        let claim = self.claim(node, leaf);
        if !request.is_empty() {
            let mut choices: Vec<Choice> = claim.into_iter().collect();
            self.widen(&mut choices, (leaf.min.clone(), node.max.clone()));
            return Some((Cause::Asked, request, choices));
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
        let own = own.map(|points| self.choice(points, Claimant::Unit));
        own.or_else(|| {
            let points = self.score.computed.clone().ok().filter(fits)?;
            Some(self.choice(points, Claimant::Rule))
        })
    }

    /// What an appraiser may still give: the bounds, and the unit's own score between them.
    fn bounds(&self, node: &Node, leaf: &Leaf) -> Vec<Choice> {
        let between = |points: &Exact| *points > leaf.min && *points < node.max;
        let own = self.score.self_score.clone().filter(between);
        let lowest = self.choice(leaf.min.clone(), Claimant::Lowest);
        let highest = self.choice(node.max.clone(), Claimant::Highest);
        let own = own.map(|points| self.choice(points, Claimant::Unit));
        std::iter::once(lowest).chain(own).chain([highest]).collect()
    }

    /// As if an appraiser gave these points in round 2.
    pub(super) fn choice(&self, points: Exact, by: Claimant) -> Choice {
        let (unit, node) = (self.unit, self.score.node);
        let given = Change::Points { unit, node, points: points.clone() };
        Choice { points: Some(points), by, changes: vec![given] }
    }

    /// Adds the ends between which the points can come to lie, where they are not among the
    /// choices nor what stands.
    pub(super) fn widen(&self, choices: &mut Vec<Choice>, (low, high): (Exact, Exact)) {
        let stands = (self.score.state == State::Scored).then_some(&self.score.points);
        for (points, by) in [(low, Claimant::Lowest), (high, Claimant::Highest)] {
            let known = choices.iter().any(|choice| choice.points.as_ref() == Some(&points));
            if !known && stands != Some(&points) {
                choices.push(self.choice(points, by));
            }
        }
    }

    /// Each of the differing points once, with the first row that gave it.
    fn said(&self, conflict: &Conflict) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        for given in &conflict.said {
            if !choices.iter().any(|choice| choice.points.as_ref() == Some(&given.points)) {
                let by = Claimant::Appraiser(given.origin.clone());
                choices.push(self.choice(given.points.clone(), by));
            }
        }
        choices
    }

    /// Each of the differing values, with the row that gave it.
    fn corrections(&self, conflict: &ValueConflict) -> Vec<Choice> {
        let each = conflict.said.iter().map(|one| {
            let (unit, key, outcome) = (self.unit, one.key.clone(), one.outcome.clone());
            let by = Claimant::Appraiser(one.origin.clone());
            Choice { points: None, by, changes: vec![Change::Corrected { unit, key, outcome }] }
        });
        each.collect()
    }
}

fn reasons(conflict: &Conflict) -> String {
    let all = conflict.said.iter().map(|given| given.reason.as_str());
    all.filter(|reason| !reason.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Whether a refusal is of rows that contradict each other, which are a dispute.
pub(super) fn is_contradiction(results: &Results, refusal: &Refusal) -> bool {
    let all = &results.appraisals;
    let points = all.conflicts.iter().flat_map(|c| &c.said).map(|one| &one.origin);
    let values = all.value_conflicts.iter().flat_map(|c| &c.said).map(|one| &one.origin);
    points.chain(values).any(|origin| refusal.origin.as_ref() == Some(origin))
}
