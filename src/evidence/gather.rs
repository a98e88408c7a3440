//! All forms to one evidence per unit of the round: several files of one unit stop it.

use super::from_grids::{Form, empty};
use super::{Stop, UnitEvidence, checks};
use crate::ledger::{Fate, Ledger};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::{Round, Unit};
use crate::rubric::Rubric;
use crate::value::Gap;

/// So many equal values are no accident.
const SAME: usize = 5;

/// One entry per `Round::units`. Units that sent nothing have no file; units that sent
/// several different files, or one that cannot be used, are stopped.
pub fn gather(
    forms: Vec<Form>,
    round: &Round,
    rubrics: &[Option<Rubric>],
    problems: &mut Problems,
    ledger: &mut Ledger,
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
        let mut evidence = settle(unit, forms, rubric.is_some(), problems, ledger);
        if evidence.file.is_none() {
            (evidence.items, evidence.leaves) = empty(rubric, Gap::Missing);
        } else if evidence.stopped.is_some() {
            (evidence.items, evidence.leaves) = empty(rubric, Gap::Unreadable);
        }
        all.push(evidence);
    }
    all
}

/// Judges the evidence of all units once nothing is added to it any more: the identities of
/// the sets, and units with the same numbers.
pub fn judge(
    all: &[UnitEvidence],
    round: &Round,
    rubrics: &[Option<Rubric>],
    problems: &mut Problems,
) {
    for (unit, evidence) in round.units.iter().zip(all) {
        let rubric = rubrics.get(unit.block).and_then(Option::as_ref);
        let used = evidence.file.is_some() && evidence.stopped.is_none();
        if let Some(rubric) = rubric.filter(|_| used) {
            checks::check(unit, rubric, evidence, problems);
        }
    }
    for block in 0..round.blocks.len() {
        same_numbers(round, block, all, problems);
    }
}

fn settle(
    unit: &Unit,
    mut forms: Vec<Form>,
    has_set: bool,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> UnitEvidence {
    let Some(first) = forms.first() else {
        return UnitEvidence::default();
    };
    let copies = forms.iter().all(|f| f.sha256 == first.sha256 && !f.sha256.is_empty());
    if forms.len() > 1 && !copies {
        forms.iter().for_each(|form| unused(form, Fate::Rejected, ledger));
        let files: Vec<&str> = forms.iter().map(|f| f.file.as_ref()).collect();
        let versions = forms.iter().map(|f| f.file.clone()).collect();
        let stopped = Some(Stop::Versions { files: versions });
        let problem = Problem::new(&kinds::evidence::FILES, Place::file(files[0]))
            .with("unit", &unit.name)
            .with("count", files.len())
            .with("files", files.join(", "));
        problems.push(problem.of_unit(&unit.id));
        return UnitEvidence { file: Some(first.file.clone()), stopped, ..UnitEvidence::default() };
    }
    for copy in &forms[1..] {
        unused(copy, Fate::SetAside, ledger);
        let problem = Problem::new(&kinds::evidence::COPY, Place::file(copy.file.as_ref()));
        problems.push(problem.with("first", &first.file).of_unit(&unit.id));
    }
    let evidence = forms.swap_remove(0).evidence;
    // Without a set nothing is read: then its problems say why, and no file need be sent again.
    if has_set && evidence.stopped.is_some() {
        let file = evidence.file.as_deref().unwrap_or_default();
        let problem = Problem::new(&kinds::evidence::STOPPED, Place::file(file));
        problems.push(problem.with("unit", &unit.name).of_unit(&unit.id));
    }
    evidence
}

/// Rows that were read as data and then not used after all: the whole file is put aside.
fn unused(form: &Form, fate: Fate, ledger: &mut Ledger) {
    for account in ledger.accounts.iter_mut().filter(|account| account.file == form.file) {
        let rows = std::mem::take(&mut account.used);
        account.add_many(fate, rows);
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
        let file = all[second].file.as_deref().unwrap_or_default();
        problems.push(
            Problem::new(&kinds::evidence::SAME_NUMBERS, Place::file(file))
                .with("unit", &unit.name)
                .with("other", &other.name)
                .of_unit(&unit.id),
        );
    }
}
