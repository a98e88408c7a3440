//! The nine steps of a round's year: how far each is, told from the folder alone, and what to do
//! next. Nothing is remembered between two looks.

mod closing;
mod collecting;
mod judging;
mod setting_out;
mod step;

pub use step::{Kind, OutFiles, Packages, State, Step, Written, Year};

/// The nine steps, in the order of the year.
pub fn steps(year: &Year<'_>) -> Vec<Step> {
    let criteria = setting_out::criteria(year);
    let sending = setting_out::sending(year, &criteria);
    let (intake, send_back) = (collecting::intake(year), collecting::send_back(year));
    let appraisal = judging::appraisal(year);
    let explaining = judging::explaining(year, &appraisal);
    let survey = judging::survey(year);
    // What is open with a unit does not keep the office from closing the round.
    let results = closing::results(year, &[&intake, &appraisal, &explaining, &survey]);
    let archive = closing::archive(year, &results);
    vec![criteria, sending, intake, send_back, appraisal, explaining, survey, results, archive]
}
