//! A heading over several columns of figures names none of them: “Giá trị” over “Kế hoạch” and
//! “Thực hiện”.

use crate::grid::{Cell, Content, Grid};

/// Another column under a heading that holds figures below the header, which ends in row `last`.
pub(super) fn other_figures(grid: &Grid, (row, own): (u32, u32), last: u32) -> Option<u32> {
    let merged = grid.merged_at(row, own);
    let columns = match merged.filter(|area| area.last.1 > area.first.1) {
        Some(area) => area.first.1..=area.last.1,
        None => own..=last_below(grid, row, own)?,
    };
    let figures = |column: &u32| {
        let rows = grid.rows.iter().filter(|row| row.index > last);
        rows.filter_map(|row| row.cell(*column)).any(is_number)
    };
    columns.filter(|column| *column != own).find(figures)
}

/// The last column that a heading spans without being merged: blank cells follow it, and headings
/// of their own stand below it and them.
fn last_below(grid: &Grid, row: u32, own: u32) -> Option<u32> {
    let names_only = only_names_columns(grid, row);
    let is_word = |column: u32| {
        let cell = grid.cell(row + 1, column);
        cell.is_some_and(|cell| cell.text().is_some_and(|text| !text.trim().is_empty()))
            && (names_only || grid.cell(row + 2, column).is_some())
    };
    let free = |column: &u32| grid.cell_or_merged(row, *column).is_none() && is_word(*column);
    let others = (own + 1..).take_while(free).last();
    others.filter(|_| is_word(own) && grid.cell(row + 1, own).is_some_and(|c| !is_number(c)))
}

/// Whether the row below a row of headings only names columns under those of them that blank cells
/// follow: texts, and none below a heading that stands for itself.
fn only_names_columns(grid: &Grid, row: u32) -> bool {
    let has = |row: u32, column: u32| grid.cell_or_merged(row, column).is_some();
    let names = |(column, cell): &(u32, Cell)| {
        let is_first = !has(row, column + 1) && has(row + 1, column + 1);
        !is_number(cell) && cell.text().is_some() && (!has(row, *column) || is_first)
    };
    grid.row(row + 1).is_some_and(|below| below.cells.len() > 1 && below.cells.iter().all(names))
}

fn is_number(cell: &Cell) -> bool {
    match &cell.content {
        Content::Number(_) => true,
        Content::Text(text) => {
            text.trim().trim_end_matches('%').trim_end().replace(',', ".").parse::<f64>().is_ok()
        }
        _ => false,
    }
}
