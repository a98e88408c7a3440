//! The nine steps of the year, one file each.

mod appraisal;
mod archive;
mod came;
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

use crate::steps::Kind;
use crate::window::rounds::Opened;
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

/// All buttons, each with its step.
pub(crate) fn works() -> impl Iterator<Item = (&'static Step, &'static Work)> {
    let own = |step: &'static Step| step.works.iter().map(move |work| (step, work));
    let archive = STEPS.iter().find(|step| step.kind == Kind::Archive);
    STEPS.iter().flat_map(own).chain(archive.map(|step| (step, &archive::VERIFY)))
}

/// The buttons of a step for this round: a sealed package is only tested.
pub(crate) fn works_for(step: &Step, round: &Opened) -> Vec<&'static Work> {
    let all = works().filter(|(of, _)| of.kind == step.kind).map(|(_, work)| work);
    all.filter(|work| (work.id == archive::VERIFY.id) == round.is_package()).collect()
}
