//! What is known of one unit before its leaves are scored.

use std::collections::HashMap;

use super::sources::Sources;
use crate::appraisal::{Agreement, Appraised, Correction};
use crate::evidence::UnitEvidence;
use crate::official::{Known, Subject};
use crate::refusal::Refusal;
use crate::round::{Differ, Unit};
use crate::terms::Key;
use crate::value::{Gap, Outcome};

/// What the appraisers gave one unit.
#[derive(Clone, Default)]
pub(super) struct Given<'a> {
    pub(super) scores: Vec<&'a Appraised>,
    pub(super) agreed: Vec<&'a Agreement>,
    pub(super) corrections: Vec<&'a Correction>,
    refused: Vec<&'a Refusal>,
}

impl<'a> Given<'a> {
    /// One per `Round::units`, each in the order of the appraisal rounds.
    pub(super) fn by_unit(sources: &Sources<'a>) -> Vec<Given<'a>> {
        let mut given = vec![Given::default(); sources.round.units.len()];
        for score in &sources.appraisals.scores {
            given[score.unit].scores.push(score);
        }
        for agreed in &sources.appraisals.agreements {
            given[agreed.unit].agreed.push(agreed);
        }
        for correction in &sources.appraisals.corrections {
            given[correction.unit].corrections.push(correction);
        }
        for (at, unit) in sources.round.units.iter().enumerate() {
            given[at].refused = sources
                .appraisals
                .refused
                .iter()
                .chain(sources.refused)
                .filter(|r| r.unit.is_none_or(|one| one == at))
                .filter(|r| r.block.is_none_or(|block| block == unit.block))
                .collect();
        }
        for unit in &mut given {
            unit.scores.sort_by_key(|s| s.round);
            unit.corrections.sort_by_key(|c| c.round);
        }
        given
    }
}

/// The official figure of each data item, one per `Rubric::items`.
fn official_figures<'a>(
    sources: &Sources<'a>,
    positions: &HashMap<&Key, usize>,
    unit: usize,
) -> Vec<Option<&'a Known>> {
    let mut figures = vec![None; sources.rubric.items.len()];
    for known in sources.official.iter().filter(|known| known.unit == unit) {
        if let Subject::Item(key) = &known.subject
            && let Some(&at) = positions.get(key)
        {
            figures[at] = Some(known);
        }
    }
    figures
}

/// What is known of one unit before its leaves are scored.
pub(super) struct UnitData<'a> {
    pub unit: &'a Unit,
    /// Position in `Round::units`.
    pub at: usize,
    pub evidence: &'a UnitEvidence,
    /// As declared, or given for the whole block; one per `Rubric::items`.
    pub declared: Vec<Outcome>,
    /// Which of them an official figure takes the place of.
    pub official: Vec<bool>,
    /// With official figures, before any appraiser.
    pub counted: Vec<Outcome>,
    official_figures: Vec<Option<&'a Known>>,
    /// After the appraisers' corrections.
    pub corrected: Vec<Outcome>,
    corrections: Vec<(usize, &'a Correction)>,
    /// In the order of the appraisal rounds.
    pub appraised: Vec<&'a Appraised>,
    /// Marks in *Đồng ý*.
    pub agreed: Vec<&'a Agreement>,
    /// What an appraiser sent that cannot be used and may concern the unit.
    pub refused: Vec<&'a Refusal>,
}

impl<'a> UnitData<'a> {
    pub(super) fn new(
        sources: &Sources<'a>,
        positions: &HashMap<&Key, usize>,
        (unit, evidence): (usize, &'a UnitEvidence),
        given: &Given<'a>,
    ) -> Self {
        let count = sources.rubric.items.len();
        let of_form =
            |at: usize| evidence.items.get(at).map_or(Err(Gap::Missing), |e| e.outcome.clone());
        let declared: Vec<Outcome> = (0..count)
            .map(|at| match &sources.rubric.items[at].given {
                Some(given) => Ok(given.value.clone()),
                None => of_form(at),
            })
            .collect();
        let official_figures = official_figures(sources, positions, unit);
        // A unit that sent nothing has no figures of its own to be compared.
        let counts = sources.round.official.differ == Differ::Ask
            && evidence.file.is_some()
            && evidence.stopped.is_none();
        let is_counted = sources.round.registers.differ == Differ::Ask;
        let takes = |at: usize| {
            let Some(known) = official_figures[at] else { return false };
            match &known.counted {
                // What stands behind a counted figure belongs to it, also where the unit agrees.
                Some(_) => is_counted || declared[at] == Err(Gap::Missing),
                None => counts && declared[at].as_ref().ok() != Some(&known.value),
            }
        };
        let official: Vec<bool> = (0..count).map(takes).collect();
        let counted = |at: usize| match (official[at], official_figures[at]) {
            (true, Some(known)) => Ok(known.value.clone()),
            _ => declared[at].clone(),
        };
        let counted: Vec<Outcome> = (0..count).map(counted).collect();
        let mut corrected = counted.clone();
        let mut corrections = Vec::new();
        for &correction in &given.corrections {
            if let Some(&at) = positions.get(&correction.key) {
                corrected[at] = correction.outcome.clone();
                corrections.push((at, correction));
            }
        }
        UnitData {
            unit: &sources.round.units[unit],
            at: unit,
            evidence,
            declared,
            official,
            counted,
            official_figures,
            corrected,
            corrections,
            appraised: given.scores.clone(),
            agreed: given.agreed.clone(),
            refused: given.refused.clone(),
        }
    }

    /// The official figure that takes the place of what was declared.
    pub(super) fn official_in_place(&self, at: usize) -> Option<&'a Known> {
        self.official_figures[at].filter(|_| self.official[at])
    }

    pub(super) fn official_outcome(&self, at: usize) -> Outcome {
        self.official_figures[at].map(|known| known.value.clone()).ok_or(Gap::Missing)
    }

    /// The last correction of the item at this position.
    pub(super) fn correction(&self, at: usize) -> Option<&'a Correction> {
        self.corrections.iter().rev().find(|(item, _)| *item == at).map(|(_, c)| *c)
    }
}
