//! The identities that a criteria set asks of the evidence (`[[check]]`).

use super::UnitEvidence;
use crate::expr::{Env, evaluate};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::Unit;
use crate::rubric::{Check, Rubric};
use crate::terms::Key;
use crate::value::{Gap, Outcome, Value};

struct Items<'a> {
    rubric: &'a Rubric,
    evidence: &'a UnitEvidence,
}

impl Env for Items<'_> {
    fn item(&self, key: &Key) -> Outcome {
        let entry = self.rubric.item(key).and_then(|(at, _)| self.evidence.items.get(at));
        entry.map_or(Err(Gap::Missing), |e| e.outcome.clone())
    }
}

/// The identities that the values break; one that lacks a value says nothing.
pub fn broken<'r>(
    rubric: &'r Rubric,
    evidence: &'r UnitEvidence,
) -> impl Iterator<Item = &'r Check> {
    let items = Items { rubric, evidence };
    rubric
        .checks
        .iter()
        .filter(move |check| evaluate(&check.that, &items).0 == Ok(Value::YesNo(false)))
}

/// Reports every identity that the values break; one that lacks a value says nothing.
pub(super) fn check(
    unit: &Unit,
    rubric: &Rubric,
    evidence: &UnitEvidence,
    problems: &mut Problems,
) {
    for check in broken(rubric, evidence) {
        let mut values = Vec::new();
        let mut cells = Vec::new();
        let mut at = None;
        for (position, item) in check.that.items().iter().filter_map(|key| rubric.item(key)) {
            let Some(entry) = evidence.items.get(position) else { continue };
            let cell = entry.origin.as_ref().map_or("", |o| o.cell.as_ref());
            values.push(format!("“{}” {cell}: {}", item.label, entry.raw));
            cells.extend(entry.origin.as_ref().map(|origin| (origin, item, entry)));
            at = at.or(entry.origin.as_ref());
        }
        let whole = || Place::file(evidence.file.as_deref().unwrap_or_default());
        let mut problem = Problem::new(&kinds::evidence::CHECK, at.map_or_else(whole, Place::from))
            .with("message", &check.message)
            .with("values", values.join("; "))
            .of_unit(&unit.id);
        for (origin, item, entry) in cells {
            problem = problem.involving(origin.into(), item.label.as_str(), &entry.raw);
        }
        problems.push(problem);
    }
}
