//! Dates that a PC with US settings has turned round: it takes 9/8 for September 8 and leaves
//! 14/12, which is no day to it, as text.

use chrono::Datelike;

use super::rows::Rows;
use crate::grid::{Cell, Content, Format};
use crate::problem::{Place, Problem, kinds::values as kinds};
use crate::terms::Date;
use crate::value::{DataKind, Value};

/// Tells of every stored date of the form that may have been typed day first, when another date of
/// the form is a text that only such a PC does not make a date of.
pub(super) fn report(rows: &mut Rows<'_>) {
    let mut stored: Vec<(usize, Date)> = Vec::new();
    let mut left: Option<(String, String)> = None;
    for (at, item) in rows.set.rubric.items.iter().enumerate() {
        let Some(entry) = rows.items[at].as_ref().filter(|_| item.kind == DataKind::Date) else {
            continue;
        };
        let (Ok(Value::Date(day)), Some(origin)) = (&entry.outcome, &entry.origin) else {
            continue;
        };
        let cell = rows.given_by[at].and_then(|row| rows.grid.cell(row, rows.columns.value?));
        match cell {
            Some(cell) if is_stored(cell) => stored.push((at, *day)),
            Some(cell) if !is_typed(cell) => {}
            // A PC that reads days first, or a cell of text: nothing of this form was turned.
            Some(_) if day.day() <= 12 => return,
            Some(cell) => {
                left.get_or_insert((cell.raw(), origin.cell.to_string()));
            }
            None => {}
        }
    }
    // Stored and no month: typed on a PC that reads days first.
    if stored.iter().any(|(_, day)| day.day() > 12) {
        return;
    }
    let Some((text, cell)) = left else { return };
    for (at, day) in stored.into_iter().filter(|(_, day)| day.day() != day.month()) {
        let Some(turned) = day.with_day(1).and_then(|d| d.with_month(day.day())) else { continue };
        let Some(turned) = turned.with_day(day.month()) else { continue };
        let item = &rows.set.rubric.items[at];
        let origin = rows.items[at].as_ref().and_then(|entry| entry.origin.clone());
        let place = origin.as_ref().map_or_else(|| rows.sheet_place(), Place::from);
        let shown = |day: Date| day.format("%d/%m/%Y").to_string();
        let problem = Problem::new(&kinds::DATE_TURNED, place)
            .with("raw", shown(day))
            .with("turned", shown(turned))
            .with("text", &text)
            .with("other", &cell)
            .with("key", &item.key)
            .with("label", &item.label)
            .of_unit(&rows.unit.id);
        rows.problems.push(problem);
    }
}

fn is_stored(cell: &Cell) -> bool {
    matches!(cell.content, Content::Date(_)) && !cell.by_formula
}

/// `14/12/2020` or `14-12-2020` as text and nothing else: what a spreadsheet makes a date of where
/// it can.
fn is_typed(cell: &Cell) -> bool {
    let Content::Text(text) = &cell.content else { return false };
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    cell.format == Format::General
        && parts.len() == 3
        && parts.iter().all(digits)
        && parts[0].len() <= 2
}
