//! What may be supposed of a round, and what a unit's inputs look like then.

use std::collections::BTreeMap;

use crate::appraisal::{Appraisals, Appraised, Correction};
use crate::evidence::{Entry, LeafEvidence};
use crate::expr::SurveyOf;
use crate::rubric::Rubric;
use crate::scores::{OtherUnit, Sources};
use crate::terms::{Date, Exact, Key};
use crate::value::{Origin, Outcome, Value};

/// One thing that is supposed. Units are positions in the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// What the unit declares of a data item: a value, or a state of it.
    Declared { unit: usize, key: Key, outcome: Outcome },
    /// What an appraiser corrects the item to in round 2.
    Corrected { unit: usize, key: Key, outcome: Outcome },
    /// The points that an appraiser gives a leaf in round 2; the leaf as a position in
    /// `Rubric::nodes`.
    Points { unit: usize, node: usize, points: Exact },
    /// What a survey finds of the unit, as a share of one; `None` when nobody answered.
    Share { unit: usize, scheme: String, of: SurveyOf, share: Option<Exact> },
    /// The unit sends a form that can be used, or settles what stopped it.
    Sent { unit: usize },
    /// The day of the run: what is dated later has not happened.
    Day(Date),
}

/// The shares that surveys are supposed to find: unit, scheme and what of it.
pub(super) type Shares = Vec<(usize, String, SurveyOf, Option<Exact>)>;

/// Takes the changes one by one.
pub(super) struct Applying<'a> {
    sources: &'a Sources<'a>,
    pub(super) units: BTreeMap<usize, OtherUnit>,
    pub(super) shares: Shares,
}

impl<'a> Applying<'a> {
    pub(super) fn new(sources: &'a Sources<'a>) -> Applying<'a> {
        Applying { sources, units: BTreeMap::new(), shares: Vec::new() }
    }

    pub(super) fn take(&mut self, change: &Change) {
        match change {
            Change::Declared { unit, key, outcome } => self.declared(*unit, key, outcome),
            Change::Corrected { unit, key, outcome } => self.corrected(*unit, key, outcome),
            Change::Points { unit, node, points } => self.points(*unit, *node, points),
            Change::Share { unit, scheme, of, share } => {
                self.shares.push((*unit, scheme.clone(), of.clone(), share.clone()));
                self.unit(*unit).schemes.push(scheme.clone());
            }
            Change::Sent { unit } => self.sent(*unit),
            Change::Day(day) => self.day(*day),
        }
    }

    fn unit(&mut self, at: usize) -> &mut OtherUnit {
        let sources = self.sources;
        self.units.entry(at).or_insert_with(|| {
            let position = sources.units[at];
            let mut evidence = sources.evidence[position].clone();
            let rubric = sources.rubric;
            evidence.items.resize(rubric.items.len(), Entry::default());
            evidence.leaves.resize(rubric.nodes.len(), LeafEvidence::default());
            OtherUnit {
                at,
                evidence,
                appraisals: of_unit(sources.appraisals, position),
                keys: Vec::new(),
                nodes: Vec::new(),
                schemes: Vec::new(),
                whole: false,
            }
        })
    }

    /// Where what is supposed would be written.
    fn supposed(&self) -> Origin {
        Origin { file: self.sources.round.file.clone(), sheet: "".into(), cell: "".into() }
    }

    fn declared(&mut self, at: usize, key: &Key, outcome: &Outcome) {
        let Some((item, _)) = self.sources.rubric.item(key) else { return };
        let unit = self.unit(at);
        unit.evidence.items[item].outcome = outcome.clone();
        unit.evidence.items[item].raw = outcome.as_ref().map(Value::to_plain).unwrap_or_default();
        unit.keys.push(key.clone());
    }

    fn corrected(&mut self, at: usize, key: &Key, outcome: &Outcome) {
        let (origin, unit) = (self.supposed(), self.sources.units[at]);
        let own = self.unit(at);
        own.appraisals.corrections.retain(|c| !(c.round == 2 && c.key == *key));
        own.appraisals.corrections.push(Correction {
            round: 2,
            unit,
            key: key.clone(),
            outcome: outcome.clone(),
            raw: outcome.as_ref().map(Value::to_plain).unwrap_or_default(),
            reason: String::new(),
            agency: None,
            origin,
        });
        own.keys.push(key.clone());
    }

    fn points(&mut self, at: usize, node: usize, points: &Exact) {
        let (origin, unit) = (self.supposed(), self.sources.units[at]);
        let own = self.unit(at);
        own.appraisals.scores.retain(|s| !(s.round == 2 && s.node == node));
        own.appraisals.agreements.retain(|s| !(s.round == 2 && s.node == node));
        let first = own.appraisals.scores.iter().find(|s| s.node == node);
        let agency = first.and_then(|score| score.agency.clone());
        own.appraisals.scores.push(Appraised {
            round: 2,
            unit,
            node,
            points: points.clone(),
            shown: None,
            reason: String::new(),
            request: String::new(),
            agency,
            origin,
        });
        own.nodes.push(node);
    }

    fn sent(&mut self, at: usize) {
        let file = self.sources.round.file.clone();
        let own = self.unit(at);
        own.evidence.file.get_or_insert(file);
        own.evidence.stopped = None;
        own.whole = true;
    }

    fn day(&mut self, day: Date) {
        let later = |outcome: &Outcome| matches!(outcome, Ok(Value::Date(one)) if *one > day);
        for at in 0..self.sources.units.len() {
            let items = &self.sources.evidence[self.sources.units[at]].items;
            let keys = self.sources.rubric.items.iter().zip(items);
            let keys = keys.filter(|(_, entry)| later(&entry.outcome));
            let keys: Vec<Key> = keys.map(|(item, _)| item.key.clone()).collect();
            for key in keys {
                self.declared(at, &key, &Err(crate::value::Gap::Missing));
            }
        }
    }
}

/// What appraisers gave one unit, by its position in the round.
fn of_unit(all: &Appraisals, unit: usize) -> Appraisals {
    let scores = all.scores.iter().filter(|one| one.unit == unit);
    let agreements = all.agreements.iter().filter(|one| one.unit == unit);
    let corrections = all.corrections.iter().filter(|one| one.unit == unit);
    Appraisals {
        scores: scores.cloned().collect(),
        agreements: agreements.cloned().collect(),
        corrections: corrections.cloned().collect(),
        ..Appraisals::default()
    }
}

/// Items of a set by their keys.
pub(super) fn item_at(rubric: &Rubric, key: &Key) -> Option<usize> {
    rubric.item(key).map(|(at, _)| at)
}
