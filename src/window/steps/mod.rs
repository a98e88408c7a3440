//! The nine steps of the year, one file each.

mod appraisal;
mod archive;
mod criteria;
mod criteria_tree;
mod downloads;
mod explaining;
mod intake;
mod results;
mod send_back;
mod sending;
mod step;
mod survey;
pub(crate) mod words;

pub(crate) use step::{Ask, Out, Step, Work};

/// In the order of the year. A new one is a file and a line here.
pub(crate) const STEPS: &[Step] = &[
    criteria::STEP,
    sending::STEP,
    intake::STEP,
    send_back::STEP,
    appraisal::STEP,
    explaining::STEP,
    survey::STEP,
    results::STEP,
    archive::STEP,
];
