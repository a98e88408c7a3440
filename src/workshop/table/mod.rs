//! The table of an annex to its criteria: codes, names, maxima and the texts beside them, with
//! what was not sure on the way.

mod codes;
mod columns;
mod entries;
mod rows;
pub(crate) mod sums;

pub use entries::{Annex, Entry, Remark, Where};

use crate::grid::Grid;

/// Reads the tables of one file. Without a table of criteria the annex is empty.
pub fn read(tables: &[Grid]) -> Annex {
    let mut annex = Annex::default();
    rows::read(tables, &mut annex);
    sums::compare(&mut annex);
    annex
}

/// The lines above the first table of criteria: titles, and the decision that it goes with.
pub fn lines_above(tables: &[Grid]) -> Vec<String> {
    let found = tables.iter().filter(|grid| grid.visible);
    let found = found.filter_map(|grid| Some((grid, columns::Heading::of(grid)?))).next();
    let Some((grid, heading)) = found else { return Vec::new() };
    let above = grid.rows.iter().filter(|row| row.index < heading.first);
    above.flat_map(|row| row.cells.iter().map(|(_, cell)| cell.raw().replace('\n', " "))).collect()
}
