//! A form that this program made: what it was filled in with beforehand, and whether the unit
//! says why it changed that.

use super::rows::Rows;
use crate::grid::{Cell, Grid};
use crate::problem::{Place, Problem, kinds::forms as kinds};
use crate::text::{fold, tidy};

/// What the hidden sheet says.
pub(super) struct Issued {
    prefilled: Vec<Prefilled>,
    /// Explanations beside data items, by position of the item.
    explained: Vec<(usize, String)>,
}

struct Prefilled {
    key: String,
    /// As [`crate::value::Value::to_plain`] writes it.
    value: String,
    source: String,
}

impl Issued {
    /// `None` for a hidden sheet of another kind of form.
    pub(super) fn of(meta: &Grid) -> Option<Issued> {
        let rows = || {
            meta.rows.iter().map(|row| {
                let text = |at: u32| row.cell(at).map(Cell::raw).unwrap_or_default();
                (fold(&text(0)), text(1), text(2), text(3))
            })
        };
        rows().find(|(name, kind, ..)| name == "form" && fold(kind) == "evidence")?;
        let prefilled = rows()
            .filter(|(name, ..)| name == "prefill")
            .map(|(_, key, value, source)| Prefilled { key, value: tidy(&value), source })
            .collect();
        Some(Issued { prefilled, explained: Vec::new() })
    }

    pub(super) fn explained(&mut self, item: usize, text: String) {
        self.explained.push((item, text));
    }
}

/// Tells which of the figures put in beforehand the unit changed, and asks for the reason.
pub(super) fn report(rows: &mut Rows<'_>) {
    let Some(issued) = rows.issued.take() else { return };
    for known in &issued.prefilled {
        let Some(at) = rows.set.item(&known.key) else { continue };
        let Some(Ok(value)) = rows.items[at].as_ref().map(|entry| entry.outcome.clone()) else {
            continue;
        };
        if tidy(&value.to_plain()) == known.value {
            continue;
        }
        let beside = issued.explained.iter().find(|(item, _)| *item == at);
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
