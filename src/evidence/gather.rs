//! All forms to one evidence per unit of the round: several files of one unit stop it.

use super::file::Sent;
use super::from_grids::{Form, empty};
use super::{SentAs, SentFile, UnitEvidence, doubts, near_copies};
use crate::ledger::Findings;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::Round;
use crate::rubric::Rubric;
use crate::terms::Key;
use crate::value::{Gap, Value};

/// So many equal values are no accident.
const SAME: usize = 5;

/// One entry per `Round::units`. Units that sent nothing have no file; units that sent
/// several different files, or one that cannot be used, are stopped.
pub fn gather(
    forms: Vec<Form>,
    round: &Round,
    rubrics: &[Option<Rubric>],
    findings: &mut Findings,
) -> Vec<UnitEvidence> {
    let mut of_unit: Vec<Vec<Form>> = round.units.iter().map(|_| Vec::new()).collect();
    for form in forms {
        if let Some(list) = of_unit.get_mut(form.unit) {
            list.push(form);
        }
    }
    let mut all = Vec::with_capacity(of_unit.len());
    for (unit, forms) in round.units.iter().zip(of_unit) {
        let rubric = rubrics.get(unit.block).and_then(Option::as_ref);
        let mut evidence = Sent { round, unit, rubric, findings }.settle(forms);
        if evidence.file.is_none() {
            (evidence.items, evidence.leaves) = empty(rubric, Gap::Missing);
        } else if evidence.stopped.is_some() {
            (evidence.items, evidence.leaves) = empty(rubric, Gap::Unreadable);
        }
        all.push(evidence);
    }
    all
}

/// A file that cannot be read and stands beside the form of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Position in `Round::units`.
    pub unit: usize,
    pub file: String,
}

/// Notes the files that cannot be read beside what their units sent, and says whose they are.
pub fn keep_unread(
    unread: &[Unread],
    all: &mut [UnitEvidence],
    round: &Round,
    problems: &mut Problems,
) {
    for Unread { unit, file } in unread {
        let (Some(own), Some(unit)) = (all.get_mut(*unit), round.units.get(*unit)) else {
            continue;
        };
        let (sha256, saved, sent_as) = (None, None, SentAs::Unread);
        own.files.push(SentFile { file: file.as_str().into(), sha256, saved, sent_as });
        let silent = problems.iter_mut().filter(|p| p.unit.is_none() && p.place.file == *file);
        silent.for_each(|problem| problem.unit = Some(unit.id.clone()));
    }
}

/// Whether an official table says the same of a unit (by position), so that nothing is doubted.
pub type Confirmed<'c> = dyn Fn(usize, &Key, &Value) -> bool + 'c;

/// Judges the evidence of all units once nothing is added to it any more: reports units with
/// the same numbers and figures that hardly can be true.
pub fn judge(
    all: &[UnitEvidence],
    round: &Round,
    rubrics: &[Option<Rubric>],
    confirmed: &Confirmed<'_>,
    problems: &mut Problems,
) {
    for block in 0..round.blocks.len() {
        if let Some(rubric) = rubrics.get(block).and_then(Option::as_ref) {
            doubts::report((round, block, rubric), all, confirmed, problems);
        }
        same_numbers(round, block, all, problems);
        near_copies::report(round, block, all, problems);
    }
}

/// Reports units of a block whose declared values are all the same.
fn same_numbers(round: &Round, block: usize, all: &[UnitEvidence], problems: &mut Problems) {
    let raws = |at: usize| -> Vec<&str> { all[at].items.iter().map(|e| e.raw.as_str()).collect() };
    let mut units: Vec<(Vec<&str>, usize)> = round
        .units_of(block)
        .filter(|(at, _)| all.get(*at).is_some_and(|e| e.file.is_some() && e.stopped.is_none()))
        .map(|(at, _)| (raws(at), at))
        .filter(|(raws, _)| raws.iter().filter(|r| !r.is_empty()).count() >= SAME)
        .collect();
    units.sort();
    for pair in units.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (first, second) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
        let (unit, other) = (&round.units[second], &round.units[first]);
        let file = |at: usize| all[at].file.as_deref().unwrap_or_default();
        let declared = raws(second).iter().filter(|raw| !raw.is_empty()).count();
        problems.push(
            Problem::new(&kinds::evidence::SAME_NUMBERS, Place::file(file(second)))
                .with("unit", &unit.name)
                .with("other", &other.name)
                .with("other_file", file(first))
                .with("count", declared)
                .said("raw", format!("{declared} số liệu"), format!("{declared} values"))
                .said("taken", "dùng như kê khai", "used as declared")
                .involving(Place::file(file(first)), other.name.as_str(), "")
                .involving(Place::file(file(second)), unit.name.as_str(), "")
                .of_unit(&unit.id),
        );
    }
}
