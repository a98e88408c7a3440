//! Maxima add up at every level and to the set's total.

use crate::problem::{Problem, Problems, kinds};
use crate::rubric::FieldKind;
use crate::rubric::draft::Draft;
use crate::terms::Exact;

pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    for at in (0..draft.raw.nodes.len()).filter(|at| !draft.raw.is_leaf(*at)) {
        if draft.raw.parents[at].is_none() && draft.is_of_no_kind(at) {
            continue;
        }
        node(draft, at, problems);
    }
    total(draft, problems);
}

fn node(draft: &Draft<'_>, at: usize, problems: &mut Problems) {
    let (Some(declared), Some(sum)) = (&draft.declared[at], &draft.sums[at]) else { return };
    let node = &draft.raw.nodes[at];
    let spot = node.keys.spot("max").unwrap_or(node.spot.clone());
    let is_cap = draft.raw.parents[at].is_none() && draft.raw.field_kind(at) != FieldKind::Plain;
    let problem = match is_cap {
        true if sum < declared => spot.problem(&kinds::rubric::SET_CAP),
        false if sum != declared => spot.problem(&kinds::rubric::SET_SUM),
        _ => return,
    };
    let children = draft.raw.children[at].iter().copied();
    problems.push(sides(problem.with("code", draft.code(at)), declared, sum, draft, children));
}

fn total(draft: &Draft<'_>, problems: &mut Problems) {
    let (Some(declared), Some(sum)) = (draft.raw.set.number("total"), draft.total()) else {
        return;
    };
    if declared == sum {
        return;
    }
    let plain = draft.fields().filter(|at| draft.raw.field_kind(*at) == FieldKind::Plain);
    if let Some(spot) = draft.raw.set.spot("total") {
        let problem = spot.problem(&kinds::rubric::SET_TOTAL);
        problems.push(sides(problem, &declared, &sum, draft, plain));
    }
}

/// Adds both figures and the parts of the sum: `1: 14 + 2: 12,5`.
fn sides(
    problem: Problem,
    declared: &Exact,
    sum: &Exact,
    draft: &Draft<'_>,
    parts: impl Iterator<Item = usize>,
) -> Problem {
    let parts: Vec<String> = parts
        .filter_map(|at| {
            Some(format!("[{}] {}", draft.code(at), draft.sums[at].as_ref()?.to_plain()))
        })
        .collect();
    problem
        .with("declared", declared.to_plain())
        .with("sum", sum.to_plain())
        .with("gap", (sum.clone() - declared).abs().to_plain())
        .with("parts", parts.join(" + "))
}
