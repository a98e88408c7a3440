//! The identities that a criteria set asks of the data (`[[check]]`): of what the unit declared,
//! and of what counts after the appraisers' corrections.

use std::collections::HashMap;

use super::unit_data::UnitData;
use crate::evidence::breaks;
use crate::problem::{Kind, Place, Problem, Problems, kinds::evidence as kinds};
use crate::rubric::{Check, DataItem, Rubric};
use crate::terms::Key;
use crate::value::{Origin, Outcome};

/// Reports every identity that the values break, with all cells that have a part in it; one that
/// lacks a value says nothing. What an appraiser's correction put right is a note. Gives how many
/// are still broken.
pub(super) fn check(
    rubric: &Rubric,
    positions: &HashMap<&Key, usize>,
    data: &UnitData<'_>,
    problems: &mut Problems,
) -> usize {
    let mut failed = 0;
    for check in &rubric.checks {
        let breaks = |outcomes: &[Outcome]| {
            breaks(check, &|key| outcomes.get(*positions.get(key)?).cloned())
        };
        let kind = match (breaks(&data.declared), breaks(&data.corrected)) {
            (_, true) => &kinds::CHECK,
            (true, false) => &kinds::CHECK_SETTLED,
            (false, false) => continue,
        };
        failed += usize::from(kind == &kinds::CHECK);
        problems.push(problem(kind, check, rubric, positions, data));
    }
    failed
}

fn problem(
    kind: &Kind,
    check: &Check,
    rubric: &Rubric,
    positions: &HashMap<&Key, usize>,
    data: &UnitData<'_>,
) -> Problem {
    let keys = check.that.items();
    let positions = keys.iter().filter_map(|key| positions.get(key).copied());
    let cells: Vec<(&DataItem, &str, Option<&Origin>)> = positions
        .filter_map(|at| {
            let item = rubric.items.get(at)?;
            Some(match data.correction(at) {
                Some(correction) => (item, correction.raw.as_str(), Some(&correction.origin)),
                None => {
                    let entry = data.evidence.items.get(at)?;
                    (item, entry.raw.as_str(), entry.origin.as_ref())
                }
            })
        })
        .collect();
    let first = cells.iter().find_map(|(_, _, origin)| *origin);
    let whole = || Place::file(data.evidence.file.as_deref().unwrap_or_default());
    let place = first.map_or_else(whole, Place::from);
    let values = cells.iter().map(|(item, raw, origin)| {
        let cell = match origin {
            Some(origin) if *origin.file != *place.file => Place::from(*origin).to_string(),
            Some(origin) => origin.cell.to_string(),
            None => String::new(),
        };
        format!("“{}” {cell}: {raw}", item.label)
    });
    let values = values.collect::<Vec<_>>().join("; ");
    let mut problem = Problem::new(kind, place)
        .with("message", &check.message)
        .with("raw", &values)
        .with("values", values)
        .of_unit(&data.unit.id);
    for (item, raw, origin) in cells {
        if let Some(origin) = origin {
            problem = problem.involving(origin.into(), item.label.as_str(), raw);
        }
    }
    problem
}
