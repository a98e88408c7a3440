//! What a cell's stored value hides: how it came about, and that another number is shown.

use super::measure;
use super::reading::Spot;
use crate::grid::{Cell, Content, Format, Formula, compute};
use crate::problem::{Kind, Problem, Problems, kinds::values as kinds};
use crate::rubric::DataItem;
use crate::terms::Lang;
use crate::value::Gap;

/// A larger difference than this, relative to the numbers, is no matter of binary rounding.
const SAME: f64 = 1e-9;

/// Refuses a number whose format says a unit of measure that makes it another figure.
pub(super) fn other_measure(
    cell: &Cell,
    item: &DataItem,
    spot: &Spot<'_>,
    problems: &mut Problems,
) -> Option<Gap> {
    let written = shown_measure(cell, spot)?;
    let own = item.measure().filter(|own| measure::contradicts(written, own))?;
    let problem = spot.problem(&kinds::MEASURE, &words(cell));
    problems.push(problem.with("measure", written).with("asked", own));
    Some(Gap::Unreadable)
}

/// The unit of measure that the cell's format puts behind its number.
fn shown_measure<'g>(cell: &Cell, spot: &Spot<'g>) -> Option<&'g str> {
    let Content::Number(stored) = cell.content else { return None };
    measure::behind(spot.grid.marks.shown(spot.row, spot.column)?, stored)
}

/// Notes on a value that is used.
pub(super) fn note(cell: &Cell, spot: &Spot<'_>, problems: &mut Problems) {
    let marks = &spot.grid.marks;
    let measured = shown_measure(cell, spot).is_some_and(|written| !measure::scales(written));
    if let Some(shown) = marks.shown(spot.row, spot.column).filter(|_| !measured) {
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
    let shown = spot.grid.marks.shown(spot.row, spot.column);
    let (vi, en) = match shown {
        _ if cell.format == Format::DateWithoutDay => {
            ("ô không hiện ngày".to_string(), "the cell shows no day".to_string())
        }
        Some(shown) => (format!("hiện {shown}"), format!("shown as {shown}")),
        None => return problem,
    };
    problem.facts.retain(|(name, _)| *name != "raw");
    problem.said("raw", format!("{raw} ({vi})"), format!("{raw} ({en})"))
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
