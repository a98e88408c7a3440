//! Places within a block, with the declared tie rule.

use super::UnitIndex;
use crate::round::{RankOn, RoundRules, Ties};
use crate::terms::Exact;

/// Gives every unit with an index its place; equal figures share one.
pub(super) fn rank(units: &mut [UnitIndex], rules: &RoundRules) {
    let figures: Vec<Option<&Exact>> = units.iter().map(|u| figure(u, rules)).collect();
    let places = Places::new(figures.iter().flatten().copied(), rules);
    let found: Vec<Option<(usize, bool)>> =
        figures.iter().map(|f| f.map(|own| (places.of(own), places.shared(own)))).collect();
    for (unit, (rank, tied)) in units.iter_mut().zip(found).filter_map(|(u, f)| Some((u, f?))) {
        unit.rank = Some(rank);
        unit.tied = tied;
    }
}

/// The figure by which the round ranks; `None` for a unit that is not ranked.
pub fn figure<'u>(unit: &'u UnitIndex, rules: &RoundRules) -> Option<&'u Exact> {
    match rules.rank_on {
        RankOn::Published => unit.published.as_ref(),
        RankOn::Exact => unit.index.as_ref(),
    }
}

/// The places among some figures, by the round's rule for ties.
pub struct Places {
    sorted: Vec<Exact>,
    /// What counts as one step of the ranking.
    steps: Vec<Exact>,
}

impl Places {
    pub fn new<'f>(figures: impl Iterator<Item = &'f Exact>, rules: &RoundRules) -> Places {
        let mut sorted: Vec<Exact> = figures.cloned().collect();
        sorted.sort();
        let mut steps = sorted.clone();
        if rules.ties == Ties::Dense {
            steps.dedup();
        }
        Places { sorted, steps }
    }

    /// The place of a figure, among them or new to them; 1 is the best.
    pub fn of(&self, figure: &Exact) -> usize {
        1 + self.steps.len() - self.steps.partition_point(|f| f <= figure)
    }

    /// Whether at least two have this figure.
    fn shared(&self, own: &Exact) -> bool {
        let up_to = self.sorted.partition_point(|f| f <= own);
        up_to - self.sorted.partition_point(|f| f < own) > 1
    }
}
