//! Every leaf can reach its maximum, and can fall to 0 (or to its minimum).

use crate::expr::range;
use crate::problem::{Kind, Problems, kinds};
use crate::rubric::draft::Draft;
use crate::terms::{Exact, Key};

/// Speaks only where the bounds of the rule are proved; unknown ones pass.
pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    let kind = |key: &Key| draft.raw.kind_of(key.as_str());
    for at in draft.leaves() {
        let (Some(rule), Some(max)) = (&draft.rules[at], &draft.declared[at]) else { continue };
        let range = range(&rule.expr, &kind);
        let (min, zero) = (draft.min(at), Exact::zero());
        let mut report = |kind: &Kind, reach: Exact| {
            let node = &draft.raw.nodes[at];
            let spot = node.keys.spot("rule").unwrap_or(node.spot.clone());
            problems.push(
                spot.problem(kind)
                    .with("code", draft.code(at))
                    .with("max", max.to_plain())
                    .with("min", min.to_plain())
                    .with("reach", reach.to_plain()),
            );
        };
        if let Some(high) = range.high.filter(|high| high < max) {
            report(&kinds::rubric::SET_REACH_MAX, high);
        }
        match range.low {
            Some(low) if low > zero && min <= zero => report(&kinds::rubric::SET_REACH_ZERO, low),
            Some(low) if low > min => report(&kinds::rubric::SET_REACH_MIN, low),
            _ => {}
        }
    }
}
