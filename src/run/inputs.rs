//! The workbooks of a round: found, read on all cores, turned into evidence, appraisals and
//! survey forms. The order of the files decides every order, never the order of the threads.

use rayon::prelude::*;

use super::{Progress, Setting, Stage};
use crate::appraisal::{self, Against, Appraisals};
use crate::evidence::{self, UnitEvidence};
use crate::grid::Book;
use crate::ledger::Ledger;
use crate::problem::kinds::fieldwork::{POPULATION_MISSING, POPULATION_RETURNED};
use crate::problem::{Place, Problem, Problems};
use crate::read::{self, Found, Limits};
use crate::round::{Names, Round, SurveyFiles};
use crate::survey::{self, Forms, Population, Populations, Satisfaction, Scheme};

/// Reads each file and makes something of it, in parallel; problems and ledger keep the order
/// of the files.
fn each_file<T: Send>(
    files: &[Found],
    limits: &Limits,
    progress: &dyn Progress,
    problems: &mut Problems,
    ledger: &mut Ledger,
    make: impl Fn(Book, &mut Problems, &mut Ledger) -> T + Sync,
) -> Vec<(usize, Option<T>)> {
    let read: Vec<_> = files
        .par_iter()
        .map(|file| {
            let (mut found, mut rows) = (Problems::default(), Ledger::default());
            let book = read::book(&file.path, &file.shown, limits, &mut found);
            let made = book.map(|book| make(book, &mut found, &mut rows));
            progress.step();
            (made, found, rows)
        })
        .collect();
    let mut list = Vec::with_capacity(read.len());
    for (at, (made, found, rows)) in read.into_iter().enumerate() {
        problems.extend(found);
        ledger.accounts.extend(rows.accounts);
        list.push((at, made));
    }
    list
}

/// One entry per unit of the round.
pub(super) fn evidence(
    setting: &Setting,
    names: &Names,
    progress: &dyn Progress,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Vec<UnitEvidence> {
    let files = read::find(&setting.folder, &setting.round.file, &setting.round.evidence, problems);
    progress.begin(Stage::Evidence, files.len());
    let against = evidence::Against::new(&setting.round, names, &setting.rubrics);
    let make = |book: Book, found: &mut Problems, rows: &mut Ledger| {
        evidence::form(&book, &against, found, rows)
    };
    let read = each_file(&files, &read::FORM, progress, problems, ledger, make);
    let mut forms = Vec::new();
    for (at, form) in read {
        match form.flatten() {
            Some(form) => forms.push(form),
            None => forms.extend(evidence::Form::unusable(&files[at].shown, names)),
        }
    }
    evidence::gather(forms, &setting.round, &setting.rubrics, problems, ledger)
}

pub(super) fn appraisals(
    setting: &Setting,
    names: &Names,
    progress: &dyn Progress,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Appraisals {
    let files =
        read::find(&setting.folder, &setting.round.file, &setting.round.appraisal, problems);
    progress.begin(Stage::Appraisal, files.len());
    let against = Against::new(&setting.round, names, &setting.rubrics);
    let make = |book: Book, found: &mut Problems, rows: &mut Ledger| {
        appraisal::form(&book, &against, found, rows)
    };
    let read = each_file(&files, &read::FORM, progress, problems, ledger, make);
    let rows = read.into_iter().filter_map(|(_, rows)| rows).flatten().collect();
    appraisal::gather(rows, &setting.round, &setting.rubrics, problems, ledger)
}

/// The surveys whose scheme can be used, in the order of the round.
pub(super) fn surveys(
    setting: &Setting,
    names: &Names,
    progress: &dyn Progress,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Vec<Satisfaction> {
    let mut list = Vec::new();
    for (survey, scheme) in setting.round.surveys.iter().zip(&setting.schemes) {
        let Some(scheme) = scheme else { continue };
        let files = read::find(&setting.folder, &setting.round.file, &survey.files, problems);
        if files.is_empty() {
            // Not held: its leaves do not apply, and the maximum is rescaled.
            continue;
        }
        progress.begin(Stage::Survey, files.len());
        let books = each_file(&files, &read::SURVEY, progress, problems, ledger, |book, _, _| book);
        let books: Vec<Book> = books.into_iter().filter_map(|(_, book)| book).collect();
        let forms = survey::from_grids::forms(&books, scheme, names, problems, ledger);
        let populations = populations(setting, survey, scheme, names, problems, ledger);
        report_unknown(&forms, survey, &populations, &setting.round, problems);
        let found = survey::satisfaction(&forms, scheme, &populations, &setting.round, problems);
        report_returned(&found, survey, &setting.round, problems);
        list.push(found);
    }
    list
}

/// The survey's table of transactions: one entry per unit, none without a table.
pub(super) fn populations(
    setting: &Setting,
    survey: &SurveyFiles,
    scheme: &Scheme,
    names: &Names,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Populations {
    let Some(file) = &survey.population else { return Vec::new() };
    let Some(book) = read::book(&setting.folder.join(file), file, &read::FORM, problems) else {
        return Vec::new();
    };
    let Some(sheet) = book.sheets.iter().find(|s| s.visible) else { return Vec::new() };
    survey::populations::from_grid(sheet, scheme, &setting.round, names, problems, ledger)
}

/// Units with more valid forms than came back, or more back than were issued.
fn report_returned(
    found: &Satisfaction,
    survey: &SurveyFiles,
    round: &Round,
    problems: &mut Problems,
) {
    let Some(file) = &survey.population else { return };
    for work in &found.fieldwork {
        let falls = |more: Option<u64>, less: Option<u64>| {
            more.zip(less).is_some_and(|(more, less)| more < less)
        };
        let have = Some(work.have);
        let wrong = falls(work.returned, have)
            || falls(work.issued, have)
            || falls(work.issued, work.returned);
        if !wrong {
            continue;
        }
        let shown = |n: Option<u64>| n.map_or("–".to_string(), |n| n.to_string());
        let unit = round.units.iter().find(|u| u.id == work.unit);
        problems.push(
            Problem::new(&POPULATION_RETURNED, Place::file(file))
                .with("unit", unit.map_or(work.unit.as_str(), |u| u.name.as_str()))
                .with("have", work.have)
                .with("file", file)
                .with("issued", shown(work.issued))
                .with("returned", shown(work.returned))
                .of_unit(&work.unit),
        );
    }
}

/// Units with forms whose transactions the table does not tell.
fn report_unknown(
    forms: &Forms,
    survey: &SurveyFiles,
    populations: &[Population],
    round: &Round,
    problems: &mut Problems,
) {
    let rows = forms.by_unit(round.units.len());
    let units = round.units.iter().zip(populations).zip(&rows);
    let unknown = units.filter(|((_, p), rows)| p.transactions.is_none() && !rows.is_empty());
    let named: Vec<&str> = unknown.map(|((unit, _), _)| unit.name.as_str()).collect();
    if let (false, Some(file)) = (named.is_empty(), &survey.population) {
        problems.push(
            Problem::new(&POPULATION_MISSING, Place::file(file))
                .with("file", file)
                .with("units", named.join(", ")),
        );
    }
}
