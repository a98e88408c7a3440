//! The lint of a criteria set, one idea per file. Every check reads the draft and goes on
//! whatever the others found.

mod between;
mod bounds;
mod classes;
mod cycles;
mod efforts;
mod formulas;
mod items;
mod leaves;
mod reach;
mod shares;
mod sums;
mod tree;

use super::draft::Draft;
use crate::problem::Problems;

const CHECKS: &[fn(&Draft<'_>, &mut Problems)] = &[
    tree::check,
    sums::check,
    leaves::check,
    reach::check,
    shares::check,
    bounds::check,
    formulas::check,
    items::check,
    between::check,
    efforts::check,
    classes::check,
];

/// Runs every check and gives the order of scoring; `None` when leaves need each other in a
/// circle.
pub(super) fn judge(draft: &Draft<'_>, problems: &mut Problems) -> Option<Vec<usize>> {
    for check in CHECKS {
        check(draft, problems);
    }
    cycles::order(draft, problems)
}
