//! Whether the unit says why it changed the figures that its form was filled in with beforehand.

use super::state::Rows;
use crate::problem::{Place, Problem, kinds::forms as kinds};
use crate::text::tidy;

/// Tells which of the figures put in beforehand the unit changed, and asks for the reason.
pub(crate) fn report(rows: &mut Rows<'_>) {
    let known = std::mem::take(&mut rows.known);
    // A form that was typed anew does not say what it was filled in with: the round does.
    let prefilled = rows.issued.take().map_or(known, |issued| issued.prefilled);
    for known in &prefilled {
        let Some(at) = rows.set.item(&known.key) else { continue };
        let Some(Ok(value)) = rows.items[at].as_ref().map(|entry| entry.outcome.clone()) else {
            continue;
        };
        if tidy(&value.to_plain()) == tidy(&known.value) {
            continue;
        }
        let beside = rows.reasons.iter().find(|(item, _)| *item == at);
        let leaf = rows.set.leaf_of[at].map(|leaf| rows.leaves[leaf].explanation.as_str());
        let reason = beside.map(|(_, text)| text.as_str()).or(leaf).unwrap_or_default();
        let kind = match reason {
            "" => &kinds::PREFILL_CHANGED,
            _ => &kinds::PREFILL_EXPLAINED,
        };
        let origin = rows.items[at].as_ref().and_then(|entry| entry.origin.clone());
        let cell = origin.map(|o| o.cell.to_string());
        let place = Place { cell, ..rows.sheet_place() };
        let raw = rows.items[at].as_ref().map(|entry| entry.raw.clone()).unwrap_or_default();
        let problem = Problem::new(kind, place)
            .with("label", &rows.set.rubric.items[at].label)
            .with("taken", &raw)
            .with("raw", raw)
            .with("known", &known.value)
            .with("source", &known.source)
            .with("reason", reason);
        rows.problems.push(problem.of_unit(&rows.unit.id));
    }
}
