//! The places that the forms cannot tell apart: figures with their errors in, rank sets out.

use crate::terms::Exact;

use crate::survey::UnitSatisfaction;
use crate::survey::figures::intervals::{Confidence, two_sided_p};

/// A figure and its standard error; `None` when the error is not known, and then the figure
/// cannot be told apart from any other.
type Estimate = (f64, Option<f64>);

/// Which figures can be told apart, and what follows from it.
struct Comparison {
    /// The first and the last place each figure may have, from 1: one more than the number
    /// surely above it, and the number of all less those surely below.
    sets: Vec<(usize, usize)>,
    /// Pairs that surely differ, the larger figure first, sorted.
    sure: Vec<(u32, u32)>,
}

impl Comparison {
    fn of(estimates: &[Estimate], confidence: Confidence) -> Comparison {
        let mut sure = differences(estimates, confidence);
        sure.sort_unstable();
        let mut above = vec![0usize; estimates.len()];
        let mut below = vec![0usize; estimates.len()];
        for (high, low) in &sure {
            above[*low as usize] += 1;
            below[*high as usize] += 1;
        }
        let all = estimates.len();
        let sets = above.into_iter().zip(below).map(|(above, below)| (1 + above, all - below));
        Comparison { sets: sets.collect(), sure }
    }

    fn is_sure(&self, high: usize, low: usize) -> bool {
        self.sure.binary_search(&(high as u32, low as u32)).is_ok()
    }

    /// Tiers from 1: `order` is from the best; a figure that is surely below the best of the
    /// tier begins the next.
    fn tiers(&self, order: &[usize]) -> Vec<usize> {
        let mut tiers = vec![0; order.len()];
        let mut best: Option<usize> = None;
        let mut tier = 0;
        for at in order {
            if best.is_none_or(|best| self.is_sure(best, *at)) {
                best = Some(*at);
                tier += 1;
            }
            tiers[*at] = tier;
        }
        tiers
    }
}

/// The pairs that surely differ, the larger figure first. Pairs are compared with Holm's
/// step-down over all pairs that can be compared; no chance is involved.
fn differences(estimates: &[Estimate], confidence: Confidence) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for j in 0..estimates.len() {
        for k in j + 1..estimates.len() {
            if let Some(z) = deviate(estimates[j], estimates[k]) {
                let (j32, k32) = (j as u32, k as u32);
                let larger_first = estimates[j].0 >= estimates[k].0;
                pairs.push((z, if larger_first { (j32, k32) } else { (k32, j32) }));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let count = pairs.len();
    let sure = pairs
        .iter()
        .enumerate()
        .take_while(|(at, (z, _))| two_sided_p(*z) <= confidence.alpha() / (count - at) as f64)
        .count();
    pairs.into_iter().take(sure).map(|(_, pair)| pair).collect()
}

fn deviate(a: Estimate, b: Estimate) -> Option<f64> {
    let (error_a, error_b) = (a.1?, b.1?);
    let distance = (a.0 - b.0).abs();
    let error = error_a.hypot(error_b);
    if distance == 0.0 { Some(0.0) } else { Some(distance / error) }
}

/// Sets what comparing the units with an index says: rank sets, tiers, and who is not surely
/// below whom.
pub(crate) fn set_rank_sets(units: &mut [UnitSatisfaction], confidence: Confidence) {
    let figured: Vec<usize> = (0..units.len()).filter(|at| units[*at].index.is_some()).collect();
    let estimate = |at: &usize| {
        let unit = &units[*at];
        let p = unit.index.as_ref().map_or(0.0, Exact::to_f64);
        // everybody agreed: the spread is that of the interval, not none
        let error = match (unit.se, unit.low, unit.high) {
            (Some(0.0), Some(low), Some(high)) => Some((high - low) / (2.0 * confidence.z())),
            (se, _, _) => se,
        };
        (p, error)
    };
    let estimates: Vec<Estimate> = figured.iter().map(estimate).collect();
    let comparison = Comparison::of(&estimates, confidence);
    let mut order: Vec<usize> = (0..figured.len()).collect();
    order.sort_by(|a, b| {
        let index = |at: &usize| &units[figured[*at]].index;
        index(b).cmp(index(a)).then(a.cmp(b))
    });
    let tiers = comparison.tiers(&order);
    for (place, at) in order.iter().enumerate() {
        let lower = order[place + 1..].iter().filter(|low| {
            let (high, low) = (&units[figured[*at]].index, &units[figured[**low]].index);
            high > low
        });
        let unsure = lower.filter(|low| !comparison.is_sure(*at, **low));
        let not_above: Vec<usize> = unsure.map(|low| figured[*low]).collect();
        let unit = &mut units[figured[*at]];
        unit.not_above = not_above;
        unit.tier = Some(tiers[*at]);
        (unit.rank_low, unit.rank_high) =
            (Some(comparison.sets[*at].0), Some(comparison.sets[*at].1));
    }
}

/// Sets the places within each block; `of` is the block of each unit.
pub(crate) fn set_block_ranks(units: &mut [UnitSatisfaction], of: &[Option<usize>]) {
    let ranks: Vec<Option<usize>> = units.iter().map(|unit| unit.rank).collect();
    for (at, unit) in units.iter_mut().enumerate() {
        // A better place among all is a better place in the block.
        let better = |own: usize| {
            let others = ranks.iter().zip(of).filter(|(_, block)| **block == of[at]);
            others.filter(|(rank, _)| rank.is_some_and(|rank| rank < own)).count()
        };
        unit.block_rank = unit.rank.map(|own| 1 + better(own));
    }
}

/// Sets competition ranks by the index in percent as it is published.
pub(crate) fn set_ranks(units: &mut [UnitSatisfaction], decimals: u32) {
    let published = |unit: &UnitSatisfaction| {
        unit.index.as_ref().map(|i| (i.clone() * &Exact::whole(100)).round_half_up(decimals))
    };
    let mut order: Vec<(Exact, usize)> =
        units.iter().enumerate().filter_map(|(at, u)| Some((published(u)?, at))).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut rank = 0;
    for place in 0..order.len() {
        if place == 0 || order[place].0 != order[place - 1].0 {
            rank = place + 1;
        }
        units[order[place].1].rank = Some(rank);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proportions(n: f64, shares: &[f64]) -> Vec<Estimate> {
        shares.iter().map(|p| (*p, Some((p * (1.0 - p) / n).sqrt()))).collect()
    }

    fn rank_sets(estimates: &[Estimate]) -> Vec<(usize, usize)> {
        Comparison::of(estimates, Confidence::NinetyFive).sets
    }

    #[test]
    fn six_wards_give_the_worked_vector() {
        let estimates = proportions(400.0, &[0.95, 0.90, 0.88, 0.80, 0.79, 0.60]);
        assert_eq!(rank_sets(&estimates), [(1, 1), (2, 3), (2, 3), (4, 5), (4, 5), (6, 6)]);
        let comparison = Comparison::of(&estimates, Confidence::NinetyFive);
        assert_eq!(comparison.tiers(&[0, 1, 2, 3, 4, 5]), [1, 2, 2, 3, 3, 4]);
    }

    #[test]
    fn two_wards_at_150_forms_are_not_shown_to_differ() {
        let estimates = proportions(150.0, &[0.86, 0.78]);
        assert_eq!(rank_sets(&estimates), [(1, 2), (1, 2)]);
        assert_eq!(Comparison::of(&estimates, Confidence::NinetyFive).tiers(&[0, 1]), [1, 1]);
        // at 90% the same forms do tell them apart
        assert_eq!(Comparison::of(&estimates, Confidence::Ninety).sets, [(1, 1), (2, 2)]);
    }

    #[test]
    fn an_unknown_error_tells_nothing_apart() {
        assert_eq!(rank_sets(&[(0.9, Some(0.001)), (0.1, None)]), [(1, 2), (1, 2)]);
        assert_eq!(rank_sets(&[]), []);
    }
}
