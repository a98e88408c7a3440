//! A set with classes has one that every unit reaches.

use crate::problem::{Place, Problem, Problems, kinds};
use crate::rubric::Rubric;

pub(super) fn check(rubric: &Rubric, problems: &mut Problems) {
    let Some(last) = rubric.classes.last().filter(|last| !last.from.is_zero()) else { return };
    problems.push(
        Problem::new(&kinds::workshop::CLASS_LOWEST, Place::file(&*rubric.file))
            .with("name", &last.name)
            .with("from", last.from.to_plain()),
    );
}
