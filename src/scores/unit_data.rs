//! What is known of one unit before its leaves are scored.

use std::collections::HashMap;

use super::sources::Sources;
use crate::appraisal::{Agreement, Appraised, Correction, Refusal};
use crate::evidence::UnitEvidence;
use crate::round::Unit;
use crate::terms::Key;
use crate::value::{Gap, Outcome};

/// What the appraisers gave one unit.
#[derive(Clone, Default)]
pub(super) struct Given<'a> {
    scores: Vec<&'a Appraised>,
    agreed: Vec<&'a Agreement>,
    corrections: Vec<&'a Correction>,
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

/// What is known of one unit before its leaves are scored.
pub(super) struct UnitData<'a> {
    pub unit: &'a Unit,
    /// Position in `Round::units`.
    pub at: usize,
    pub evidence: &'a UnitEvidence,
    /// As declared, one per `Rubric::items`.
    pub declared: Vec<Outcome>,
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
        unit: usize,
        given: &Given<'a>,
    ) -> Self {
        let evidence = &sources.evidence[unit];
        let count = sources.rubric.items.len();
        let declared: Vec<Outcome> = (0..count)
            .map(|at| evidence.items.get(at).map_or(Err(Gap::Missing), |e| e.outcome.clone()))
            .collect();
        let mut corrected = declared.clone();
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
            corrected,
            corrections,
            appraised: given.scores.clone(),
            agreed: given.agreed.clone(),
            refused: given.refused.clone(),
        }
    }

    /// The last correction of the item at this position.
    pub(super) fn correction(&self, at: usize) -> Option<&'a Correction> {
        self.corrections.iter().rev().find(|(item, _)| *item == at).map(|(_, c)| *c)
    }
}
