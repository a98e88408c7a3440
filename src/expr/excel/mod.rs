//! An expression as Excel formulas: the same points as live cells.
//!
//! Every expression gives two formulas: its *state* and its *value*, which means something only
//! where the state is 0. Of several states the largest wins, as in the evaluation:
//!
//! | state | meaning |
//! |---|---|
//! | 0 | there is a value |
//! | 1 | a denominator was 0 |
//! | 2 | not applicable: something that the unit does not decide |
//! | 2.5 | not applicable: claimed in a data item |
//! | 3 | pending |
//! | 4 | missing |
//! | 5 | unreadable |
//!
//! Steps of a computation stand in *helper cells* beside it: the value that a rule looks at, so
//! that it is written once and can be seen; what is compared over the units of the block, where
//! the helper cells of all units form a range; and parts of what would be too long for one cell.
//!
//! Only functions that Excel 2010, WPS and LibreOffice share, none of them volatile, no arrays.
//! Binary floats cannot move a step: a computed number is compared by its difference, rounded to
//! 14 significant digits (`guard.rs`).

mod anywhere;
mod branches;
mod cells;
mod formula;
mod guard;
mod operators;
mod parts;
mod read;
#[cfg(test)]
mod tests;
mod working;

use super::{Env, Expr, evaluate::code_and_value};
use crate::value::Value;

pub use anywhere::Anywhere;
pub use cells::{CellWords, cell_state, cell_value};
pub use formula::{DEEPEST, Formula, LONGEST};
pub use parts::{Cells, Formulas, Helper, Sort, Source, Step, Unsupported, state};

/// The formulas of an expression whose names stand in `cells`. How many helpers there are and
/// what they hold depends on the expression alone, as long as names have addresses.
pub fn formulas(expr: &Expr, cells: &dyn Cells) -> Result<Formulas, Unsupported> {
    read::read(expr, cells)
}

/// The state and, where it is 0, the value that the formulas come to.
pub fn outcome(expr: &Expr, env: &dyn Env, is_item: &dyn Fn(&str) -> bool) -> (f64, Option<Value>) {
    code_and_value(expr, env, is_item)
}
