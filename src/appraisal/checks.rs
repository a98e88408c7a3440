//! Judges appraisals: who may give which points (`rules.md`, “Who decides”).

use crate::problem::{Kind, Place, Problem, kinds};
use crate::round::{Round, Unit};
use crate::rubric::{Leaf, Node, Rubric};
use crate::terms::{AgencyId, Exact};

/// Why the leaf is not to be appraised for this unit by this agency.
pub(super) fn may_appraise(
    (round, rubric): (&Round, &Rubric),
    unit: &Unit,
    (node, leaf): (&Node, &Leaf),
    agency: Option<&AgencyId>,
    place: &Place,
) -> Option<Problem> {
    let new =
        |kind: &Kind| Problem::new(kind, place.clone()).of_unit(&unit.id).with("code", &node.code);
    if leaf.rule.kind == "survey" {
        return Some(new(&kinds::appraisal::SURVEY));
    }
    if !leaf.is_for(&unit.tags) {
        let problem = new(&kinds::appraisal::NOT_ASSIGNED);
        return Some(problem.with("unit", &unit.name).with("tags", leaf.only.join(", ")));
    }
    match (leaf.appraiser(), agency) {
        (Some(appraiser), Some(agency)) if appraiser != agency => {
            let problem = new(&kinds::appraisal::OTHER_AGENCY);
            let name = |id: &AgencyId| {
                let known = round.agencies.iter().find(|a| a.id == *id);
                known.map_or(id.to_string(), |a| a.name.clone())
            };
            let problem = problem.with("appraiser", name(appraiser)).with("agency", name(agency));
            // An agency that the round does not have was told where the set names it first.
            let known = round.agencies.iter().any(|a| a.id == *appraiser);
            match first_of(rubric, appraiser).filter(|_| !known) {
                Some(first) => Some(problem.because_of(first.clone())),
                None => Some(problem),
            }
        }
        _ => None,
    }
}

/// The first leaf of the set that an agency appraises.
fn first_of<'r>(rubric: &'r Rubric, agency: &AgencyId) -> Option<&'r Place> {
    rubric.leaves().find_map(|(_, node, leaf)| {
        let own = leaf.appraiser.iter().chain(&leaf.rule.by).any(|own| own == agency);
        own.then_some(&node.place)
    })
}

/// Why the points cannot be: they lie outside the leaf's bounds.
pub(super) fn in_range(
    unit: &Unit,
    node: &Node,
    leaf: &Leaf,
    points: &Exact,
    place: &Place,
) -> Option<Problem> {
    if (&leaf.min..=&node.max).contains(&points) {
        return None;
    }
    let problem = Problem::new(&kinds::appraisal::RANGE, place.clone()).of_unit(&unit.id);
    Some(
        problem
            .with("code", &node.code)
            .number("points", points.to_plain())
            .number("min", leaf.min.to_plain())
            .number("max", node.max.to_plain()),
    )
}
