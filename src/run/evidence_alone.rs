//! What units sent, read and judged by itself: quick, for whoever mends it file by file.

use std::path::Path;

use super::blocks::{Sent, blocks};
use super::inputs::{self, ReadingContext};
use super::prefilled;
use super::progress::Progress;
use super::registers;
use super::setting::{Setting, is_stopped};
use super::strays::Strays;
use crate::appraisal::Appraisals;
use crate::ledger::Findings;
use crate::problem::{Problem, Problems, kinds};
use crate::round::{Names, Round};

/// The round at `path`, and what is wrong with its files of evidence and replies. Appraisals and
/// surveys are not read: points at stake are not known.
///
/// # Errors
/// The round file cannot be used, or a file vanished while its folder was read; the problems say so.
pub fn evidence_alone(path: &Path, progress: &dyn Progress) -> Result<(Round, Problems), Problems> {
    let mut findings = Findings::default();
    let Some(setting) = Setting::read(path, &mut findings) else {
        return Err(findings.problems.sorted());
    };
    let names = Names::new(&setting.round);
    let mut official = registers::count(&setting, &names, &mut findings).known;
    official.extend(prefilled::official(&setting, &mut findings).known);
    let strays = Strays::find(&setting);
    let (names, strays) = (&names, &strays);
    let known = &prefilled::known(&setting, &mut findings);
    let context = ReadingContext { setting: &setting, names, strays, official: &official, known };
    let (evidence, _) = inputs::evidence(&context, progress, &mut findings);
    // Points are what checks of values and claims are made with; nobody has appraised yet.
    let mut of_points = Problems::default();
    let appraisals = Appraisals::default();
    let sent = Sent {
        evidence: &evidence,
        appraisals: &appraisals,
        refused: &[],
        surveys: &[],
        official: &official,
    };
    blocks(&setting, &sent, progress, &mut of_points);
    // Surveys were not read: that they are missing says nothing.
    let is_known = |p: &Problem| p.unit.is_some() && p.kind != kinds::scores::NO_FORMS;
    of_points.retain(is_known);
    findings.problems.extend(of_points);
    match is_stopped(&findings.problems) {
        true => Err(findings.problems.sorted()),
        false => Ok((setting.round, findings.problems.sorted())),
    }
}
