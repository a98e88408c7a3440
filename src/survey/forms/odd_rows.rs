//! What a sheet of forms says beside its cells: rows that are struck out or hidden, a row that
//! numbers the columns, and a name that is another year's.

use chrono::Datelike as _;

use crate::grid::{Cell, Content, Grid, Row};
use crate::problem::{Kind, Problem, Problems, kinds::survey as kinds};
use crate::survey::forms::columns::{Places, Spot};
use crate::survey::forms::listed::{NAMED, SheetName, listed};
use crate::survey::scheme::Scheme;
use crate::table::years_named;
use crate::text::fold;

/// A row numbers at least so many columns.
const NUMBERED: usize = 4;

/// Tells of forms on rows that are struck out as a whole, or hidden. They count: a filter hides
/// rows too.
pub(crate) fn report(
    grid: &Grid,
    (places, name): (&Places, &SheetName),
    forms: &[u32],
    problems: &mut Problems,
) {
    let columns: Vec<u32> = places.questions.iter().flat_map(Spot::columns).collect();
    let is_struck = |row: &u32| {
        let filled = || columns.iter().filter(|column| grid.cell(*row, **column).is_some());
        filled().next().is_some() && filled().all(|column| grid.marks.is_struck(*row, *column))
    };
    let is_hidden = |row: &u32| grid.hidden_rows.binary_search(row).is_ok();
    let mut tell = |kind: &Kind, rows: Vec<u32>| {
        let Some(first) = rows.first() else { return };
        let named = rows.iter().take(NAMED).map(|row| (row + 1).to_string()).collect();
        let column = places.questions.first().map_or(0, Spot::first);
        let problem = Problem::new(kind, name.place(*first, column)).of_many(rows.len());
        let problem = problem.with("count", rows.len());
        problems.push(problem.with("rows", listed(named, rows.len())));
    };
    tell(&kinds::STRUCK, forms.iter().copied().filter(is_struck).collect());
    if !grid.hidden_rows.is_empty() {
        tell(&kinds::HIDDEN_ROW, forms.iter().copied().filter(is_hidden).collect());
    }
}

/// The year that the name of a sheet speaks of, when it is an earlier one than the round's and no
/// day on which answers count.
pub(crate) fn year_of_sheet(grid: &Grid, scheme: &Scheme, year: i32) -> Option<i32> {
    let mut years = years_named(&fold(&grid.sheet));
    years.dedup();
    let [named] = years[..] else { return None };
    let counts = match (scheme.validity.from, scheme.validity.to) {
        (Some(from), Some(to)) => (from.year()..=to.year()).contains(&named),
        (Some(from), None) => from.year() <= named,
        _ => false,
    };
    (named < year && !counts).then_some(named)
}

/// Whether the row only numbers the columns below the header of a sheet whose rows name no unit:
/// 1, 2, 3 … over the whole table, and the first form below it has the number 1 again.
pub(crate) fn numbers_columns(row: &Row, next: Option<&Row>) -> bool {
    let number = |cell: &Cell| match &cell.content {
        Content::Number(n) => Some(*n),
        Content::Text(text) => text.trim().trim_matches(['(', ')']).parse().ok(),
        _ => None,
    };
    let first = row.cells.first().map(|(column, _)| *column);
    let counts = (1u32..).zip(&row.cells).all(|(at, (column, cell))| {
        number(cell) == Some(f64::from(at)) && first.map(|first| first + at - 1) == Some(*column)
    });
    let again = || {
        let cell = next.zip(first).and_then(|(next, first)| next.cell(first));
        cell.and_then(number) == Some(1.0)
    };
    row.cells.len() >= NUMBERED && counts && again()
}
