//! The days of a form, told when the PC that typed them may have turned them round.

use super::state::Rows;
use crate::evidence::turned::{Dated, turned};
use crate::problem::Place;
use crate::value::{DataKind, Value};

/// Tells of the dates of a form.
pub(crate) fn report(rows: &mut Rows<'_>) {
    let (mut dates, unit) = (Vec::new(), &rows.unit.id);
    for (at, item) in rows.set.rubric.items.iter().enumerate() {
        let Some(entry) = rows.items[at].as_ref().filter(|_| item.kind == DataKind::Date) else {
            continue;
        };
        let (Ok(Value::Date(day)), Some(origin)) = (&entry.outcome, &entry.origin) else {
            continue;
        };
        let cell = rows.given_by[at].and_then(|row| rows.grid.cell(row, rows.columns.value?));
        let place = Place::from(origin);
        dates.extend(cell.map(|cell| Dated { day: *day, cell, place, item, unit }));
    }
    let told = turned(&dates);
    rows.problems.push_all(told);
}
