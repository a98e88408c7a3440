//! A value that was written one column off.

use super::state::Rows;
use crate::evidence::cell_text::{filled, is_figure};
use crate::grid::{Cell, Row};

/// The columns left and right of that of values, unless they hold numbers of their own: those
/// beside values that are where they should be.
pub(crate) fn neighbours(rows: &Rows<'_>) -> Vec<u32> {
    let Some(value) = rows.columns.value else { return Vec::new() };
    let c = &rows.columns;
    let own = [c.code, c.max, c.key, c.own_score];
    let beside = [value.checked_sub(1), value.checked_add(1)].into_iter().flatten();
    let free = beside.filter(|column| !own.contains(&Some(*column))).filter(|column| {
        let below = rows.grid.rows.iter().filter(|row| rows.is_in_force(row));
        let mut valued = below.filter(|row| filled(row, Some(value)).is_some());
        !valued.any(|row| filled(row, Some(*column)).is_some_and(is_figure))
    });
    free.collect()
}

/// The number that stands beside the blank value cell of a row, and its column.
pub(crate) fn value<'r>(rows: &Rows<'_>, row: &'r Row) -> Option<(u32, &'r Cell)> {
    let columns = rows.columns.measure.iter().chain(&rows.neighbours);
    let mut found = columns.filter_map(|column| Some((*column, filled(row, Some(*column))?)));
    found.find(|(_, cell)| is_figure(cell))
}
