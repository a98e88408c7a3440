//! What a cell's stored value hides: how it came about, and that another number is shown.

use super::{Spot, kinds};
use crate::grid::{Cell, Content, Formula, compute};
use crate::problem::Problems;

/// A larger difference than this, relative to the numbers, is no matter of binary rounding.
const SAME: f64 = 1e-9;

/// Notes on a value that is used.
pub(super) fn note(cell: &Cell, spot: &Spot<'_>, problems: &mut Problems) {
    let marks = &spot.grid.marks;
    if let Some(shown) = marks.shown(spot.row, spot.column) {
        let note = spot.problem(&kinds::SHOWN, &words(cell));
        problems.push(note.with("shown", shown));
    }
    let Some(formula) = marks.formula(spot.row, spot.column).filter(|_| cell.by_formula) else {
        return;
    };
    match Formula::of(formula) {
        Formula::OtherFile => problems.push(spot.problem(&kinds::OTHER_FILE, &words(cell))),
        Formula::Changing => problems.push(spot.problem(&kinds::CHANGING, &words(cell))),
        Formula::Usual => {}
    }
    let Content::Number(stored) = cell.content else { return };
    if let Some(computed) = compute(spot.grid, formula)
        && (computed - stored).abs() > SAME * computed.abs().max(stored.abs()).max(1.0)
    {
        let fresh = Cell { content: Content::Number(computed), ..cell.clone() };
        let note = spot.problem(&kinds::FORMULA_OLD, &words(cell));
        problems.push(note.with("computed", words(&fresh)));
    }
}

/// A stored number with a decimal comma; other contents as they stand.
fn words(cell: &Cell) -> String {
    match cell.content {
        Content::Number(_) => cell.raw().replace('.', ","),
        _ => cell.raw(),
    }
}
