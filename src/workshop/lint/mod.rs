//! The lint of the workshop: what a checked set says that can hardly be meant, told where a set is
//! checked by itself.

mod bounds;
mod cases;
mod classes;
mod labels;
mod levels;

use crate::problem::Problems;
use crate::rubric::Rubric;

pub use bounds::{Bound, bounds};

/// What whoever drafts a set looks at.
pub fn lint_alone(rubric: &Rubric, problems: &mut Problems) {
    labels::check(rubric, problems);
    levels::check(rubric, problems);
    cases::check(rubric, problems);
    bounds::beyond_checks(rubric, problems);
    classes::check(rubric, problems);
}
