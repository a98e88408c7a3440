//! Places within a block, with the declared tie rule.

use std::collections::BTreeMap;

use super::UnitIndex;
use crate::round::{RankOn, RoundRules, Ties};
use crate::terms::Exact;

/// Gives every unit with an index its place; equal standings share one.
pub(super) fn rank(units: &mut [UnitIndex], rules: &RoundRules) {
    let found = places(&units.iter().collect::<Vec<_>>(), rules);
    for (unit, found) in units.iter_mut().zip(found) {
        found.into_iter().for_each(|place| place.take(unit));
    }
}

/// The place of one unit among those of its block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub rank: usize,
    /// Another unit has the same.
    pub tied: bool,
    /// What parted it from units of its figure, as positions in `UnitIndex::ties`.
    pub parted_by: Vec<usize>,
}

impl Place {
    pub(super) fn of(unit: &UnitIndex) -> Option<Place> {
        let parted_by = unit.parted_by.clone();
        unit.rank.map(|rank| Place { rank, tied: unit.tied, parted_by })
    }

    pub(super) fn take(self, unit: &mut UnitIndex) {
        unit.rank = Some(self.rank);
        unit.tied = self.tied;
        unit.parted_by = self.parted_by;
    }
}

/// The place of every unit with an index.
pub(super) fn places(units: &[&UnitIndex], rules: &RoundRules) -> Vec<Option<Place>> {
    let standings = standings(units, rules);
    let parted: Vec<Vec<usize>> = parted_by(&standings, units, rules);
    let places = Places::new(standings.iter().flatten(), rules);
    let place = |(standing, parted_by): (&Option<Standing>, Vec<usize>)| {
        let standing = standing.as_ref()?;
        Some(Place { rank: places.of(standing), tied: places.shared(standing), parted_by })
    };
    standings.iter().zip(parted).map(place).collect()
}

/// The figure by which the round ranks; `None` for a unit that is not ranked.
pub fn figure<'u>(unit: &'u UnitIndex, rules: &RoundRules) -> Option<&'u Exact> {
    match rules.rank_on {
        RankOn::Published => unit.published.as_ref(),
        RankOn::Exact => unit.index.as_ref(),
    }
}

/// What a unit is ranked on: its figure, then what parts it from units of the same figure.
pub type Standing = Vec<Exact>;

/// The standings of the units of one block. A further figure counts among units that are equal so
/// far only where all of them have it: a missing one is no 0, and nobody is placed by a guess. It
/// is 0 for all of them then.
pub fn standings(units: &[&UnitIndex], rules: &RoundRules) -> Vec<Option<Standing>> {
    let mut list: Vec<Option<Standing>> =
        units.iter().map(|unit| figure(unit, rules).map(|own| vec![own.clone()])).collect();
    for key in 0..rules.tie_break.len() {
        let own = |at: usize| units[at].ties.get(key).and_then(Option::as_ref);
        let mut complete: BTreeMap<Standing, bool> = BTreeMap::new();
        for (at, so_far) in list.iter().enumerate() {
            let Some(so_far) = so_far else { continue };
            *complete.entry(so_far.clone()).or_insert(true) &= own(at).is_some();
        }
        for (at, so_far) in list.iter_mut().enumerate() {
            let Some(so_far) = so_far else { continue };
            let counts = complete.get(so_far) == Some(&true);
            let next = own(at).filter(|_| counts).cloned();
            so_far.push(next.unwrap_or_default());
        }
    }
    list
}

/// By unit, which further figures were looked at: others were equal so far, and all had it.
fn parted_by(
    standings: &[Option<Standing>],
    units: &[&UnitIndex],
    rules: &RoundRules,
) -> Vec<Vec<usize>> {
    let mut list = vec![Vec::new(); standings.len()];
    for key in 0..rules.tie_break.len() {
        let mut groups: BTreeMap<&[Exact], Vec<usize>> = BTreeMap::new();
        for (at, standing) in standings.iter().enumerate() {
            let so_far = standing.as_ref().and_then(|standing| standing.get(..=key));
            if let Some(so_far) = so_far {
                groups.entry(so_far).or_default().push(at);
            }
        }
        let has = |at: &usize| units[*at].ties.get(key).is_some_and(Option::is_some);
        for group in groups.values().filter(|group| group.len() > 1 && group.iter().all(has)) {
            for at in group {
                list[*at].push(key);
            }
        }
    }
    list
}

/// The places among some standings, by the round's rule for ties.
pub struct Places {
    sorted: Vec<Standing>,
    /// What counts as one step of the ranking.
    steps: Vec<Standing>,
}

impl Places {
    pub fn new<'f>(standings: impl Iterator<Item = &'f Standing>, rules: &RoundRules) -> Places {
        let mut sorted: Vec<Standing> = standings.cloned().collect();
        sorted.sort();
        let mut steps = sorted.clone();
        if rules.ties == Ties::Dense {
            steps.dedup();
        }
        Places { sorted, steps }
    }

    /// The place of a standing, among them or new to them; 1 is the best.
    pub fn of(&self, standing: &Standing) -> usize {
        1 + self.steps.len() - self.steps.partition_point(|s| s <= standing)
    }

    /// Whether at least two have this standing.
    fn shared(&self, own: &Standing) -> bool {
        let up_to = self.sorted.partition_point(|s| s <= own);
        up_to - self.sorted.partition_point(|s| s < own) > 1
    }
}
