//! A data value that an appraiser corrects on a row.

use super::Correction;
use super::row::{Identified, RowReader};
use crate::evidence::Dated;
use crate::evidence::values;
use crate::grid::Cell;
use crate::problem::{Kind, Problem, kinds};
use crate::rubric::DataItem;
use crate::source::did_you_mean;
use crate::terms::Key;
use crate::text::tidy;
use crate::value::{Gap, Value};

impl<'a> RowReader<'a> {
    /// A mark that agrees with the points by the data, beside another value of these data.
    pub(super) fn refuse_both(&mut self, found: &Identified<'a>, agree: &Cell, value: &Cell) {
        let (key, place) = (self.text(found.row, "key"), self.place(found.row, "agree"));
        let problem = Problem::new(&kinds::appraisal::AGREE_VALUE, place).of_unit(&found.unit.id);
        let problem = problem.with("raw", tidy(&agree.raw())).with("value", tidy(&value.raw()));
        self.tell(problem.with("key", &key));
        self.leave_open(found, "agree", None);
        let key = (!key.is_empty()).then(|| Key::new(key));
        self.leave_open(found, "value", key);
    }

    pub(super) fn correction(&mut self, found: &Identified<'a>, cell: &Cell) -> Option<Correction> {
        let column = self.table.column("value")?;
        let place = self.place(found.row, "value");
        let (key, shown) = (self.text(found.row, "key"), tidy(&cell.raw()));
        let new = |kind: &Kind| Problem::new(kind, place.clone()).of_unit(&found.unit.id);
        if key.is_empty() {
            self.tell(new(&kinds::appraisal::NO_KEY).with("found", shown));
            return None;
        }
        let Some(item) = item_of(found, &key) else {
            let known = found.rubric.items.iter().map(|i| i.key.as_str());
            let near = did_you_mean(&key, known);
            self.tell(new(&kinds::appraisal::KEY).with("key", &key).proposing(near));
            return None;
        };
        let reason = self.words(found.row, "reason");
        if reason.is_empty() {
            let problem = new(&kinds::appraisal::NO_REASON).with("found", shown);
            self.tell(problem.with("key", &key));
            return None;
        }
        if self.grid.merged_at(found.row.index, column).is_some() {
            self.tell(new(&kinds::appraisal::MERGED));
            return None;
        }
        let spot = self.spot(found, column);
        let outcome = values::read_value(cell, item, &spot, self.problems);
        if matches!(outcome, Err(Gap::Unreadable | Gap::Missing | Gap::Pending)) {
            return None;
        }
        if let Ok(Value::Date(day)) = outcome {
            let cell = self.grid.cell(found.row.index, column)?;
            self.dates.push(Dated { day, cell, place, item, unit: &found.unit.id });
        }
        Some(Correction {
            round: self.number,
            unit: found.at,
            key: item.key.clone(),
            outcome,
            raw: cell.raw(),
            reason,
            agency: self.agency.clone(),
            origin: self.grid.origin(found.row.index, column),
        })
    }
}

/// The data item that a row may correct: of its leaf, or shared.
pub(super) fn item_of<'a>(found: &Identified<'a>, key: &str) -> Option<&'a DataItem> {
    let (_, item) = found.rubric.item(&Key::new(key))?;
    let here = match (&item.leaf, found.leaf) {
        (None, _) => true,
        (Some(code), Some((_, node, _))) => *code == node.code,
        (Some(_), None) => false,
    };
    here.then_some(item)
}
