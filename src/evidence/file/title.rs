//! What the block above the table says of the sheet: its year, and in which encoding.

use crate::grid::Grid;
use crate::problem::{Place, Problem, kinds};
use crate::round::legacy::{self, Encoding};
use crate::table::{self, Table, place, years_in};
use crate::text::fold;

/// So many cells in an old encoding are no accident.
const LEGACY_CELLS: usize = 3;

/// The sheet's name and the year that its title names: “Kê khai” (2025).
pub(crate) fn with_year(grid: &Grid, table: &Table) -> String {
    let above = grid.rows.iter().take_while(|row| row.index < table.header.0);
    let texts = above.flat_map(|row| &row.cells).filter_map(|(_, cell)| cell.text());
    let year = texts.map(fold).find_map(|text| years_in(&text).first().copied());
    year.map_or_else(|| format!("“{}”", grid.sheet), |year| format!("“{}” ({year})", grid.sheet))
}

/// The problem of a sheet whose top is written in an old encoding: nothing on it has a name.
pub(crate) fn in_old_encoding(grid: &Grid) -> Option<Problem> {
    let mut written = Vec::new();
    for row in grid.rows.iter().take_while(|row| row.index < table::HEADER_ROWS) {
        for (column, cell) in &row.cells {
            let Some(text) = cell.text().filter(|text| legacy::may_be_legacy(text)) else {
                continue;
            };
            let font = grid.marks.font(row.index, *column).and_then(Encoding::of_font);
            written.extend(font.or_else(|| legacy::signs(text)));
        }
    }
    let encoding = written.first().filter(|_| written.len() >= LEGACY_CELLS)?;
    let at = Place { cell: None, ..place(grid, 0, 0) };
    let problem = Problem::new(&kinds::evidence::FORM_LEGACY, at);
    Some(problem.with("sheet", &grid.sheet).with("encoding", encoding.name()))
}
