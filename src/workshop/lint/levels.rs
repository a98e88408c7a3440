//! The words of an appraiser: the best earns the maximum, the worst nothing.

use crate::problem::{Problem, Problems, kinds};
use crate::rubric::Rubric;

pub(super) fn check(rubric: &Rubric, problems: &mut Problems) {
    for (_, node, leaf) in rubric.leaves() {
        let points = || leaf.rule.levels.iter().map(|(_, points)| points);
        let (Some(best), Some(worst)) = (points().max(), points().min()) else { continue };
        let mut tell = |kind: &crate::problem::Kind, reach: &crate::terms::Exact| {
            problems.push(
                Problem::new(kind, node.place.clone())
                    .with("code", &node.code)
                    .with("max", node.max.to_plain())
                    .with("reach", reach.to_plain()),
            );
        };
        if *best < node.max {
            tell(&kinds::workshop::SET_LEVELS_BEST, best);
        }
        if *worst > leaf.min && !worst.is_zero() {
            tell(&kinds::workshop::SET_LEVELS_WORST, worst);
        }
    }
}
