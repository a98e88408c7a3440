//! Forms that were saved after the last day, by the time that stands inside them. A form that does
//! not say when it was saved is used, and told.

use crate::evidence::from_grids::Form;
use crate::evidence::{Saved, Stop, UnitEvidence};
use crate::ledger::{Findings, ReadAs, RowFate};
use crate::problem::{Place, Problem, kinds::forms as kinds};
use crate::round::Round;
use crate::terms::Date;

/// Stops the forms that came too late; what is written in them counts for nothing.
pub fn refuse_late(forms: &mut [Form], round: &Round, findings: &mut Findings) {
    let usable = |form: &&mut Form| form.evidence.stopped.is_none() && !form.sha256.is_empty();
    for form in forms.iter_mut().filter(usable) {
        let Some(unit) = round.units.get(form.unit) else { continue };
        let Some(problem) = problem(form, round) else { continue };
        let is_refused = problem.kind != kinds::TIMELESS;
        let code = problem.kind.code;
        if is_refused {
            // What stands in a form that does not count is nothing to mend.
            findings.problems.retain(|other| other.place.file != *form.file);
        }
        findings.problems.push(problem.with("unit", &unit.name).of_unit(&unit.id));
        if is_refused {
            findings
                .ledger
                .of_file(ReadAs::Evidence, &form.file)
                .for_each(|account| account.change_used(RowFate::Rejected(code)));
            form.late = true;
            form.evidence = UnitEvidence {
                file: form.evidence.file.take(),
                sha256: form.evidence.sha256.take(),
                saved: form.evidence.saved,
                stopped: Some(Stop::Unusable { file: form.file.clone() }),
                ..UnitEvidence::default()
            };
        }
    }
}

/// Why a form does not count, or may not.
fn problem(form: &Form, round: &Round) -> Option<Problem> {
    let new = |kind| Problem::new(kind, Place::file(form.file.as_ref()));
    let deadline = round.deadline.filter(|_| !round.late_evidence);
    let Some(Saved(saved)) = form.saved else {
        return timeless(new(&kinds::TIMELESS), deadline, round);
    };
    let shown = saved.format("%d/%m/%Y %H:%M");
    if let Some(closed) = round.closed.filter(|_| round.is_closed_to(saved)) {
        let problem = new(&kinds::AFTER_CLOSED).with("saved", shown);
        return Some(problem.with("closed", closed.format("%d/%m/%Y")));
    }
    let deadline = deadline.filter(|day| saved.date() > *day)?;
    let problem = new(&kinds::FORM_LATE).with("saved", shown);
    Some(problem.with("deadline", deadline.format("%d/%m/%Y")))
}

/// The file says nothing of its time, and a last day hangs on it; `None` where none does.
pub fn timeless(problem: Problem, deadline: Option<Date>, round: &Round) -> Option<Problem> {
    let of_deadline = deadline.map(|day| (day, "hạn gửi", "the last day"));
    let of_closing = round.closed.map(|day| (day, "ngày khóa sổ", "the closing of the round"));
    let (day, vi, en) = of_deadline.or(of_closing)?;
    Some(problem.with("day", day.format("%d/%m/%Y")).said("what", vi, en))
}
