//! The days of a form, told when the PC that typed them may have turned them round.

use chrono::NaiveDateTime;

use super::state::Rows;
use crate::evidence::turned::{Dated, turned};
use crate::problem::{Place, Problem, kinds::values as kinds};
use crate::value::{DataKind, Value};

/// Days that had not come when the file was saved: nobody can have done it then.
fn after_saving(dates: &[Dated<'_>], saved: Option<NaiveDateTime>) -> Vec<Problem> {
    let Some(saved) = saved else { return Vec::new() };
    let late = dates.iter().filter(|dated| dated.day > saved.date());
    late.map(|dated| {
        let day = dated.day.format("%d/%m/%Y").to_string();
        let problem = Problem::new(&kinds::DATE_AFTER_SAVED, dated.place.clone());
        let problem = problem.with("label", &dated.item.label).with("raw", &day);
        let problem = problem.with("saved", saved.format("%d/%m/%Y")).with("taken", day);
        problem.of_unit(dated.unit)
    })
    .collect()
}

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
    let told = turned(&dates).into_iter().chain(after_saving(&dates, rows.saved));
    let told: Vec<Problem> = told.collect();
    rows.problems.push_all(told);
}
