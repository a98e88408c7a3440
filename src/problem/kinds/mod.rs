//! Every kind of problem, one file per room that reports it.

use super::kind::Kind;

pub mod appraisal;
pub mod codes;
pub mod document;
pub mod evidence;
pub mod fieldwork;
pub mod files;
pub mod forms;
pub mod output;
pub mod package;
pub mod proof;
pub mod register;
pub mod round;
pub mod rubric;
pub mod scores;
pub mod survey;
pub mod table;
pub mod values;
pub mod workshop;

/// Every kind, by room. Tests, help and the problem folders loop over it.
pub const KINDS: &[&[Kind]] = &[
    document::ALL,
    files::ALL,
    table::ALL,
    rubric::ALL,
    codes::ALL,
    workshop::ALL,
    round::ALL,
    values::ALL,
    evidence::ALL,
    appraisal::ALL,
    survey::ALL,
    register::ALL,
    fieldwork::ALL,
    scores::ALL,
    forms::ALL,
    output::ALL,
    package::ALL,
    proof::ALL,
];
