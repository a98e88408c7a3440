//! What a cell's stored value hides: how it came about, and that another number is shown.

use super::reading::Spot;
use crate::grid::{Cell, Content, Formula, compute};
use crate::problem::{Kind, Problem, Problems, kinds::values as kinds};
use crate::terms::Lang;

/// A larger difference than this, relative to the numbers, is no matter of binary rounding.
const SAME: f64 = 1e-9;

/// Notes on a value that is used.
pub(super) fn note(cell: &Cell, spot: &Spot<'_>, problems: &mut Problems) {
    let marks = &spot.grid.marks;
    if let Some(shown) = marks.shown(spot.row, spot.column) {
        problems.push(stored_as(cell, spot, &kinds::SHOWN).with("shown", shown));
    }
    let Some(formula) = marks.formula(spot.row, spot.column).filter(|_| cell.by_formula) else {
        return;
    };
    match Formula::of(formula) {
        Formula::OtherFile => problems.push(stored_as(cell, spot, &kinds::OTHER_FILE)),
        Formula::Changing => problems.push(stored_as(cell, spot, &kinds::CHANGING)),
        // Told with all other cells of the sheet that do so.
        Formula::OtherProgram | Formula::Usual => {}
    }
    if let Some(fresh) = differing(cell, spot) {
        let note = stored_as(cell, spot, &kinds::FORMULA_OLD);
        problems.push(note.with("computed", words(&fresh)));
    }
}

/// A refusal of what is stored; where the cell shows another number, with that as well, because
/// that is what its author sees.
pub(super) fn refused(kind: &Kind, cell: &Cell, spot: &Spot<'_>) -> Problem {
    let raw = words(cell);
    let mut problem = spot.problem(kind, &raw);
    if let Some(shown) = spot.grid.marks.shown(spot.row, spot.column) {
        problem.facts.retain(|(name, _)| *name != "raw");
        let (vi, en) = ("hiện", "shown as");
        let both = |word: &str| format!("{raw} ({word} {shown})");
        problem = problem.said("raw", both(vi), both(en));
    }
    problem
}

/// A note that the stored value is taken.
fn stored_as(cell: &Cell, spot: &Spot<'_>, kind: &Kind) -> Problem {
    spot.problem(kind, &words(cell)).with("taken", words(cell))
}

/// Whether the 0 in the cell is only what libraries store for a formula that nobody computed:
/// a simple formula gives another number. That 0 is refused.
pub(super) fn never_computed(cell: &Cell, spot: &Spot<'_>, problems: &mut Problems) -> bool {
    let is_zero = matches!(cell.content, Content::Number(n) if n == 0.0);
    let Some(fresh) = differing(cell, spot).filter(|_| is_zero) else { return false };
    let problem = spot.problem(&kinds::NEVER_COMPUTED, &words(cell));
    problems.push(problem.with("computed", words(&fresh)));
    true
}

/// The cell with the result of its formula, when that is simple and another one.
fn differing(cell: &Cell, spot: &Spot<'_>) -> Option<Cell> {
    let Content::Number(stored) = cell.content else { return None };
    let formula = spot.grid.marks.formula(spot.row, spot.column).filter(|_| cell.by_formula)?;
    let computed = compute(spot.grid, formula)?;
    let differs = (computed - stored).abs() > SAME * computed.abs().max(stored.abs()).max(1.0);
    differs.then(|| Cell { content: Content::Number(computed), ..cell.clone() })
}

/// A stored number with a decimal comma; other contents as they stand.
fn words(cell: &Cell) -> String {
    match cell.content {
        Content::Number(_) => Lang::Vi.decimal(&cell.raw()),
        _ => cell.raw(),
    }
}
