//! Cells of *Tính chỉ số* and *Chi tiết*, for formulas of other sheets.

use crate::expr::excel::Formula;
use crate::formulas::{Address, ranges};

use crate::report::computation::layout::{BlockLayout, MEAN, UNITS_FROM};
use crate::report::computation::works::Work;

/// The cells of all units in a row of a block's workings, for other sheets.
pub(crate) fn row_of(block: &BlockLayout<'_>, work: &Work) -> Option<Formula> {
    let row = block.work_row(work)?;
    let first = Address::on(&block.workings_sheet, row, UNITS_FROM);
    Some(Formula::cell(first.to(row, block.last_column())))
}

/// The cell of one unit in such a row.
pub(crate) fn of_unit(block: &BlockLayout<'_>, work: &Work, unit: usize) -> Option<Formula> {
    let row = block.work_row(work)?;
    Some(Address::on(&block.workings_sheet, row, block.unit_column(unit)).formula())
}

/// The cell of the mean in such a row.
pub(crate) fn mean_of(block: &BlockLayout<'_>, work: &Work) -> Option<Formula> {
    let row = block.work_row(work)?;
    Some(Address::on(&block.workings_sheet, row, MEAN).formula())
}

/// Unused rows joined to ranges on *Chi tiết*: the points of some nodes of a unit.
pub(crate) fn points_of(block: &BlockLayout<'_>, nodes: &[usize], unit: usize) -> Vec<Formula> {
    let rows: Vec<u32> = nodes.iter().map(|node| block.node_row(*node)).collect();
    ranges(Some(&block.detail_sheet), &rows, block.unit_column(unit))
}
