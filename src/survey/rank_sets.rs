//! The places that the forms cannot tell apart: figures with their errors in, rank sets out.

use super::intervals::two_sided_p;

/// The share of families of comparisons in which any false difference is tolerated.
const ALPHA: f64 = 0.05;

/// A figure and its standard error; `None` when the error is not known, and then the figure
/// cannot be told apart from any other.
pub type Estimate = (f64, Option<f64>);

/// The first and the last place each figure may have, from 1: one more than the number surely
/// above it, and the number of all less those surely below. Pairs are compared with Holm's
/// step-down over all pairs that can be compared; no chance is involved.
pub fn rank_sets(estimates: &[Estimate]) -> Vec<(usize, usize)> {
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
