//! The places that the forms cannot tell apart: figures with their errors in, rank sets out.

use crate::terms::Exact;

use super::UnitSatisfaction;
use super::intervals::{Z, two_sided_p};

/// The share of families of comparisons in which any false difference is tolerated.
const ALPHA: f64 = 0.05;

/// A figure and its standard error; `None` when the error is not known, and then the figure
/// cannot be told apart from any other.
type Estimate = (f64, Option<f64>);

/// The first and the last place each figure may have, from 1: one more than the number surely
/// above it, and the number of all less those surely below. Pairs are compared with Holm's
/// step-down over all pairs that can be compared; no chance is involved.
fn rank_sets(estimates: &[Estimate]) -> Vec<(usize, usize)> {
    let mut above = vec![0usize; estimates.len()];
    let mut below = vec![0usize; estimates.len()];
    for (high, low) in differences(estimates) {
        above[low] += 1;
        below[high] += 1;
    }
    let all = estimates.len();
    above.into_iter().zip(below).map(|(above, below)| (1 + above, all - below)).collect()
}

/// The pairs that surely differ, the larger figure first.
fn differences(estimates: &[Estimate]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for j in 0..estimates.len() {
        for k in j + 1..estimates.len() {
            if let Some(z) = deviate(estimates[j], estimates[k]) {
                pairs.push((z, if estimates[j].0 >= estimates[k].0 { (j, k) } else { (k, j) }));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let count = pairs.len();
    let sure = pairs
        .iter()
        .enumerate()
        .take_while(|(at, (z, _))| two_sided_p(*z) <= ALPHA / (count - at) as f64)
        .count();
    pairs.into_iter().take(sure).map(|(_, pair)| pair).collect()
}

fn deviate(a: Estimate, b: Estimate) -> Option<f64> {
    let (error_a, error_b) = (a.1?, b.1?);
    let distance = (a.0 - b.0).abs();
    let error = error_a.hypot(error_b);
    if distance == 0.0 { Some(0.0) } else { Some(distance / error) }
}

/// Sets the first and the last place that each unit with an index may have.
pub(super) fn set_rank_sets(units: &mut [UnitSatisfaction]) {
    let figured: Vec<usize> = (0..units.len()).filter(|at| units[*at].index.is_some()).collect();
    let estimate = |at: &usize| {
        let unit = &units[*at];
        let p = unit.index.as_ref().map_or(0.0, Exact::to_f64);
        // everybody agreed: the spread is that of the interval, not none
        let error = match (unit.se, unit.low, unit.high) {
            (Some(0.0), Some(low), Some(high)) => Some((high - low) / (2.0 * Z)),
            (se, _, _) => se,
        };
        (p, error)
    };
    let sets = rank_sets(&figured.iter().map(estimate).collect::<Vec<_>>());
    for (at, (low, high)) in figured.into_iter().zip(sets) {
        units[at].rank_low = Some(low);
        units[at].rank_high = Some(high);
    }
}

/// Sets competition ranks by the index in percent as it is published.
pub(super) fn set_ranks(units: &mut [UnitSatisfaction], decimals: u32) {
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

    #[test]
    fn six_wards_give_the_worked_vector() {
        let sets = rank_sets(&proportions(400.0, &[0.95, 0.90, 0.88, 0.80, 0.79, 0.60]));
        assert_eq!(sets, [(1, 1), (2, 3), (2, 3), (4, 5), (4, 5), (6, 6)]);
    }

    #[test]
    fn two_wards_at_150_forms_are_not_shown_to_differ() {
        assert_eq!(rank_sets(&proportions(150.0, &[0.86, 0.78])), [(1, 2), (1, 2)]);
    }

    #[test]
    fn an_unknown_error_tells_nothing_apart() {
        assert_eq!(rank_sets(&[(0.9, Some(0.001)), (0.1, None)]), [(1, 2), (1, 2)]);
        assert_eq!(rank_sets(&[]), []);
    }
}
