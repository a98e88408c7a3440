//! What a leaf rounds before publication: the set's `[set.rounding]`, or what a node above says.

use super::extends::{Layers, Spot};
use super::raw::RawSet;
use crate::document::Section;
use crate::expr::{Mode, Rounding, Roundings};
use crate::problem::{Problems, kinds};

/// One table `rounding`, its parts `None` where it does not speak of them.
struct Said<'d> {
    value: Option<Option<Rounding>>,
    points: Option<Option<Rounding>>,
    fixed: bool,
    spot: Spot<'d>,
    /// The node that carries it; `None` for the set.
    node: Option<usize>,
}

/// Per node what it rounds. A table that a fixed one above forbids is told and not used.
pub(super) fn roundings(raw: &RawSet<'_>, problems: &mut Problems) -> Vec<Roundings> {
    let of_set = said(&raw.set, None, problems);
    let of_nodes: Vec<Option<Said<'_>>> =
        (0..raw.nodes.len()).map(|at| said(&raw.nodes[at].keys, Some(at), problems)).collect();
    let mut refused = vec![false; raw.nodes.len()];
    let result = (0..raw.nodes.len()).map(|at| {
        let mut path: Vec<usize> = std::iter::successors(Some(at), |at| raw.parents[*at]).collect();
        path.reverse();
        let mut rounding = Roundings::default();
        let mut fixed: Option<&Said<'_>> = None;
        for said in of_set.iter().chain(path.iter().filter_map(|at| of_nodes[*at].as_ref())) {
            if let Some(above) = fixed {
                if let Some(node) =
                    said.node.filter(|node| !std::mem::replace(&mut refused[*node], true))
                {
                    problems.push(forbidden(raw, node, said, above));
                }
                continue;
            }
            rounding.value = said.value.unwrap_or(rounding.value);
            rounding.points = said.points.unwrap_or(rounding.points);
            fixed = Some(said).filter(|said| said.fixed);
        }
        rounding
    });
    result.collect()
}

fn forbidden(
    raw: &RawSet<'_>,
    node: usize,
    said: &Said<'_>,
    above: &Said<'_>,
) -> crate::problem::Problem {
    let by = above.node.map_or("set".to_string(), |at| raw.nodes[at].code.to_string());
    let problem = said.spot.problem(&kinds::rubric::SET_ROUNDING_FIXED);
    problem
        .with("code", &raw.nodes[node].code)
        .with("by", by)
        .with("first", above.spot.source.place(&above.spot.span))
}

fn said<'d>(keys: &Layers<'d>, node: Option<usize>, problems: &mut Problems) -> Option<Said<'d>> {
    let layer = keys.holder("rounding")?;
    let section = layer.sub("rounding", problems)?;
    let spot = Spot { source: section.source, span: section.span.clone() };
    Some(Said {
        value: part(&section, "value", problems),
        points: part(&section, "points", problems),
        fixed: section.bool("fixed").unwrap_or(false),
        spot,
        node,
    })
}

/// Decimals that the formulas of the workbook can hold.
const MOST_DECIMALS: i64 = 12;

fn part(section: &Section<'_>, name: &str, problems: &mut Problems) -> Option<Option<Rounding>> {
    let part = section.sub(name, problems)?;
    let mode = match part.text("mode").map(|at| at.value).as_deref() {
        Some("none") => return Some(None),
        Some("half_even") => Mode::HalfEven,
        Some("down") => Mode::Down,
        _ => Mode::HalfUp,
    };
    match part.whole("decimals") {
        Some(decimals @ 0..=MOST_DECIMALS) => {
            Some(Some(Rounding { decimals: decimals as u32, mode }))
        }
        found => {
            let span = part.span_of("decimals");
            let problem = part.source.problem(&kinds::rubric::SET_ROUNDING, &span);
            let found = found.map_or("…".to_string(), |n| n.to_string());
            problems.push(problem.with("key", name).with("found", found));
            None
        }
    }
}
