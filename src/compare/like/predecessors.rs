//! What a unit comes from: its predecessors, each with its weight, and their figures joined.

use super::figures::UnitFigures;
use crate::terms::Exact;

/// A unit of last year with its weight.
pub(super) struct Before {
    pub unit: UnitFigures,
    /// Under this year's set.
    pub again: Option<UnitFigures>,
    pub weight: Exact,
}

pub(super) struct Sums {
    pub old_points: Exact,
    pub old_max: Exact,
    pub again: Exact,
    pub is_judged: bool,
}

/// A leaf over all predecessors, each with its weight; `None` where it did not apply to one.
pub(super) fn sums(before: &[Before], was: &[String], code: &str) -> Option<Sums> {
    let (old_points, old_max, again) = (Exact::zero(), Exact::zero(), Exact::zero());
    let mut sums = Sums { old_points, old_max, again, is_judged: false };
    for one in before {
        for code in was {
            let leaf = one.unit.leaves.iter().find(|leaf| leaf.code == *code)?;
            if !leaf.applies {
                return None;
            }
            sums.old_points += &(leaf.points.clone() * &one.weight);
            sums.old_max += &(leaf.max.clone() * &one.weight);
            sums.is_judged |= leaf.is_judged;
        }
        let again = one.again.as_ref()?.leaves.iter().find(|leaf| leaf.code == code)?;
        if !again.applies {
            return None;
        }
        sums.again += &(again.points.clone() * &one.weight);
    }
    Some(sums)
}

/// The mean of a figure of the predecessors by their weights; `None` where one has none.
pub(super) fn weighted(before: &[Before], of: fn(&Before) -> Option<Exact>) -> Option<Exact> {
    let mut sum = Exact::zero();
    for one in before {
        sum += &(of(one)? * &one.weight);
    }
    Some(sum)
}

/// Weighted points over weighted maxima.
pub(super) fn joined_index(before: &[Before]) -> Option<Exact> {
    let (mut points, mut max) = (Exact::zero(), Exact::zero());
    for one in before {
        let weighed = one.unit.applicable_max.clone() * &one.weight;
        points += &(one.unit.index.clone()? * &weighed);
        max += &weighed;
    }
    points.checked_div(&max)
}
