//! The index of a block where some units have other scores; the others' figures stand as they are,
//! only their places are found again.

use std::collections::BTreeMap;

use super::classes::classify;
use super::from_scores::unit_index;
use super::ranks::{Place, places};
use super::{BlockIndex, UnitIndex};
use crate::evidence::UnitEvidence;
use crate::round::Round;
use crate::rubric::Rubric;
use crate::scores::UnitScores;
use crate::terms::{Exact, mean};

/// The figures of a block beside those of the run.
pub struct Other<'a> {
    before: &'a BlockIndex,
    /// The units with other scores, by position in the block.
    units: BTreeMap<usize, UnitIndex>,
    /// One per unit.
    places: Vec<Option<Place>>,
}

/// What the block comes to where units have other scores: position in the block, what was sent,
/// and the scores.
pub fn again<'a>(
    round: &Round,
    rubric: &Rubric,
    before: &'a BlockIndex,
    changed: &[(usize, &UnitEvidence, &UnitScores)],
) -> Other<'a> {
    let index = |(at, evidence, scores): &(usize, &UnitEvidence, &UnitScores)| {
        (*at, unit_index(round, rubric, evidence, scores))
    };
    let mut other =
        Other { before, units: changed.iter().map(index).collect(), places: Vec::new() };
    let is_placed_alike = |(at, unit): (&usize, &UnitIndex)| {
        let own = &before.units[*at];
        (&own.index, &own.published, &own.ties) == (&unit.index, &unit.published, &unit.ties)
    };
    other.places = match other.units.iter().all(is_placed_alike) {
        true => before.units.iter().map(Place::of).collect(),
        false => places(&other.all(), &round.rules),
    };
    for (at, _, scores) in changed {
        let Some(unit) = other.units.get_mut(at) else { continue };
        if let Some(place) = other.places[*at].clone() {
            place.take(unit);
            classify(unit, scores, rubric, &round.rules);
        }
    }
    other
}

impl<'a> Other<'a> {
    /// As the run left it.
    pub fn unchanged(before: &'a BlockIndex) -> Other<'a> {
        let places = before.units.iter().map(Place::of).collect();
        Other { before, units: BTreeMap::new(), places }
    }

    /// The figures of a unit, by position in the block; its place is [`Other::place`].
    pub fn unit(&self, at: usize) -> &UnitIndex {
        self.units.get(&at).unwrap_or(&self.before.units[at])
    }

    /// The place of a unit; `None` when it is not ranked.
    pub fn place(&self, at: usize) -> Option<&Place> {
        self.places[at].as_ref()
    }

    fn all(&self) -> Vec<&UnitIndex> {
        (0..self.before.units.len()).map(|at| self.unit(at)).collect()
    }

    /// Everything, as a full run gives it.
    pub fn whole(&self) -> BlockIndex {
        let mut units: Vec<UnitIndex> = self.all().into_iter().cloned().collect();
        for (unit, place) in units.iter_mut().zip(&self.places) {
            place.clone().into_iter().for_each(|place| place.take(unit));
        }
        let ranked = || units.iter().filter(|unit| unit.rank.is_some());
        let node_mean = |at: usize| mean(ranked().filter_map(|unit| unit.nodes[at].index.as_ref()));
        let node_means = (0..self.before.node_means.len()).map(node_mean).collect();
        BlockIndex { mean: mean(ranked().filter_map(|u| u.index.as_ref())), node_means, units }
    }

    /// The unweighted mean of the exact indices of the ranked units, in percent.
    pub fn mean(&self) -> Option<Exact> {
        let ranked = self.all().into_iter().zip(&self.places).filter(|(_, place)| place.is_some());
        mean(ranked.filter_map(|(unit, _)| unit.index.as_ref()))
    }
}
