//! The run that changes are made to, and what comes of them.

use std::collections::BTreeMap;

use super::change::{Applying, Change, Shares};
use crate::evidence::UnitEvidence;
use crate::index::{self, BlockIndex, Other};
use crate::scores::{OtherUnit, Scored, Sources, UnitScores};

/// One block of the round as it was run.
pub struct Base<'a> {
    pub sources: &'a Sources<'a>,
    pub scores: &'a [UnitScores],
    pub index: &'a BlockIndex,
    scored: Scored<'a>,
}

/// A block under some changes.
pub struct Outcome<'a> {
    base: &'a [UnitScores],
    scores: BTreeMap<usize, UnitScores>,
    index: Other<'a>,
}

impl<'a> Base<'a> {
    /// `scores` and `index` are what the sources came to.
    pub fn new(
        sources: &'a Sources<'a>,
        scores: &'a [UnitScores],
        index: &'a BlockIndex,
    ) -> Base<'a> {
        Base { sources, scores, index, scored: Scored::new(sources, scores) }
    }

    /// Runs the block with all of these changes at once; a later one takes the place of an earlier
    /// one of the same thing.
    pub fn run(&self, changes: &[Change]) -> Outcome<'a> {
        let mut applying = Applying::new(self.sources);
        changes.iter().for_each(|change| applying.take(change));
        let units: Vec<OtherUnit> = applying.units.into_values().collect();
        let scores = self.scored_again(&units, &applying.shares);
        let evidence = |at: usize| -> &UnitEvidence {
            let own = units.iter().find(|unit| unit.at == at).map(|unit| &unit.evidence);
            own.unwrap_or(&self.sources.evidence[self.sources.units[at]])
        };
        let moved: Vec<(usize, &UnitEvidence, &UnitScores)> =
            scores.iter().map(|(at, scores)| (*at, evidence(*at), scores)).collect();
        let (round, rubric) = (self.sources.round, self.sources.rubric);
        let index = match moved.is_empty() {
            true => Other::unchanged(self.index),
            false => index::again(round, rubric, self.index, &moved),
        };
        Outcome { base: self.scores, index, scores }
    }

    fn scored_again(&self, units: &[OtherUnit], shares: &Shares) -> BTreeMap<usize, UnitScores> {
        let sources = self.sources;
        let found = |unit: &crate::terms::UnitId, scheme: &str, of: &crate::expr::SurveyOf| {
            let is_it = |(at, own, what, _): &&(usize, String, crate::expr::SurveyOf, _)| {
                let id = &sources.round.units[sources.units[*at]].id;
                id == unit && own == scheme && what == of
            };
            match shares.iter().rev().find(is_it) {
                Some((.., share)) => share.clone(),
                None => (sources.share)(unit, scheme, of),
            }
        };
        let sources = Sources { share: &found, ..*sources };
        self.scored.again(&sources, units)
    }
}

impl<'a> Outcome<'a> {
    /// The scores of a unit, by its position in the block.
    pub fn scores(&self, at: usize) -> &UnitScores {
        self.scores.get(&at).unwrap_or(&self.base[at])
    }

    /// The units that were scored again.
    pub fn moved(&self) -> impl Iterator<Item = usize> {
        self.scores.keys().copied()
    }

    /// Index, rank and class of every unit.
    pub fn index(&self) -> &Other<'a> {
        &self.index
    }
}
