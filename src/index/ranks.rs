//! Places within a block, with the declared tie rule.

use super::UnitIndex;
use crate::round::{RankOn, RoundRules, Ties};
use crate::terms::Exact;

/// Gives every unit with an index its place; equal figures share one.
pub(super) fn rank(units: &mut [UnitIndex], rules: &RoundRules) {
    let figure = |unit: &UnitIndex| -> Option<Exact> {
        match rules.rank_on {
            RankOn::Published => unit.published.clone(),
            RankOn::Exact => unit.index.clone(),
        }
    };
    let mut figures: Vec<Exact> = units.iter().filter_map(figure).collect();
    figures.sort();
    let mut distinct = figures.clone();
    distinct.dedup();
    for unit in units.iter_mut() {
        let Some(own) = figure(unit) else { continue };
        let above = |sorted: &[Exact]| sorted.len() - sorted.partition_point(|f| *f <= own);
        unit.rank = Some(
            1 + match rules.ties {
                Ties::Competition => above(&figures),
                Ties::Dense => above(&distinct),
            },
        );
        let same = figures.partition_point(|f| *f <= own) - figures.partition_point(|f| *f < own);
        unit.tied = same > 1;
    }
}
