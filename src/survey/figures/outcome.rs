//! From what was read to what it says: validity, flags, the figures, the figures without what
//! looks odd. A sample and answers that came by themselves are never one figure.

use std::borrow::Cow;

use crate::ledger::{Findings, Ledger};
use crate::problem::{Place, Problem, Problems, kinds::survey as kinds};
use crate::round::Round;

use super::satisfaction::satisfaction;
use crate::survey::figures::side_counts::side_counts;
use crate::survey::forms::{Forms, SELF_SELECTED};
use crate::survey::quality::{Period, Read, fieldwork, validate};
use crate::survey::{Fieldwork, Population, Satisfaction, Scheme};

/// One outcome, or two when some answers came by themselves: then the sample's stands first.
pub fn outcome(
    mut read: Read,
    scheme: &Scheme,
    populations: &[Population],
    round: &Round,
    findings: &mut Findings,
) -> Vec<Satisfaction> {
    read.period = Some(Period::of(round));
    validate(&mut read, scheme, findings);
    let total = fieldwork(&read, scheme, round, &mut findings.problems);
    let is_own = |form: usize| read.forms.states.get(form) & SELF_SELECTED != 0;
    let own = (0..read.forms.len()).filter(|form| is_own(*form)).count();
    let with_sample = |self_selected: bool| Scheme { self_selected, ..scheme.clone() };
    let mut list = Vec::new();
    if own == 0 || scheme.self_selected {
        list.push(figures(
            Cow::Borrowed(&read.forms),
            scheme,
            populations,
            round,
            &mut findings.problems,
        ));
    } else {
        if own < read.forms.len() {
            let sample = read.forms.kept(|form| !is_own(form));
            list.push(figures(
                Cow::Owned(sample),
                scheme,
                populations,
                round,
                &mut findings.problems,
            ));
        }
        let came = read.forms.kept(is_own);
        list.push(figures(
            Cow::Owned(came),
            &with_sample(true),
            populations,
            round,
            &mut findings.problems,
        ));
    }
    for unit in list.iter_mut().flat_map(|survey| &mut survey.units) {
        let at = round.units.iter().position(|u| u.id == unit.unit);
        let rejected = at.and_then(|at| read.rejected_units.get(&(at as u32)));
        unit.quality.rejected = rejected.copied().unwrap_or(0);
    }
    report_none_valid(&read, &list, scheme, round, &mut findings.problems);
    if let Some(first) = list.first_mut() {
        let sides = std::mem::take(&mut first.fieldwork.sides);
        first.fieldwork = Fieldwork { sides, ..total };
    }
    let files = files_of(&read.forms, &findings.ledger);
    list.iter_mut().for_each(|survey| survey.fieldwork.files = files.clone());
    list
}

/// The files that valid forms stand in, in the order of reading.
fn files_of(forms: &Forms, ledger: &Ledger) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (at, sheet) in forms.sheets.iter().enumerate() {
        let end = forms.sheets.get(at + 1).map_or(forms.len(), |next| next.first);
        if sheet.first < end && !files.iter().any(|(file, _)| *file == *sheet.file) {
            let hash = ledger.file(&sheet.file).map_or(String::new(), |file| file.sha256.clone());
            files.push((sheet.file.to_string(), hash));
        }
    }
    files
}

/// Units that stand in no figure because all of their forms were left out.
fn report_none_valid(
    read: &Read,
    list: &[Satisfaction],
    scheme: &Scheme,
    round: &Round,
    problems: &mut Problems,
) {
    for (at, count) in &read.rejected_units {
        let Some(unit) = round.units.get(*at as usize) else { continue };
        if list.iter().any(|survey| survey.unit(&unit.id).is_some()) {
            continue;
        }
        problems.push(
            Problem::new(&kinds::NONE_VALID, Place::file(round.file.as_ref()))
                .with("unit", &unit.name)
                .with("count", *count)
                .with("scheme", &scheme.id)
                .of_unit(&unit.id),
        );
    }
}

/// The figures, and beside each unit's index what it is without the flagged forms.
fn figures(
    forms: Cow<'_, Forms>,
    scheme: &Scheme,
    populations: &[Population],
    round: &Round,
    problems: &mut Problems,
) -> Satisfaction {
    let mut survey = satisfaction(&forms, scheme, populations, round, problems);
    survey.fieldwork.sides = side_counts(&forms, scheme, round);
    if forms.flags.is_empty() {
        return survey;
    }
    let clean = forms.kept(|form| forms.flags.get(form) == 0);
    let without = satisfaction(&clean, scheme, populations, round, &mut Problems::default());
    for unit in survey.units.iter_mut().filter(|unit| unit.quality.flagged > 0) {
        unit.quality.index_without = without.unit(&unit.unit).and_then(|u| u.index.clone());
    }
    survey
}
