//! The workbooks of a round: found, read on all cores, turned into evidence, appraisals and
//! survey forms. The order of the files decides every order, never the order of the threads.

use rayon::prelude::*;

use super::{Progress, Setting, Stage};
use crate::appraisal::{self, Against, Appraisals};
use crate::evidence::{self, Form, UnitEvidence};
use crate::grid::Book;
use crate::ledger::{InputFile, Ledger};
use crate::problem::Problems;
use crate::read::{self, Found, Limits};
use crate::replies::{self, Asked, Replies, Reply, Series};
use crate::round::Names;
use crate::survey::{self, Satisfaction};

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
            rows.files.extend(book.as_ref().map(InputFile::of));
            let made = book.map(|book| make(book, &mut found, &mut rows));
            progress.step();
            (made, found, rows)
        })
        .collect();
    let mut list = Vec::with_capacity(read.len());
    for (at, (made, found, rows)) in read.into_iter().enumerate() {
        problems.extend(found);
        ledger.extend(rows);
        list.push((at, made));
    }
    list
}

/// What a file of the evidence folder is.
enum Received {
    Form(Option<Form>),
    Reply(Option<Reply>),
}

/// One entry per unit of the round, with what the units answered laid over it.
pub(super) fn evidence(
    setting: &Setting,
    names: &Names,
    progress: &dyn Progress,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> (Vec<UnitEvidence>, Replies) {
    let (round, rubrics) = (&setting.round, &setting.rubrics);
    let files = read::find(&setting.folder, &round.file, &round.evidence, problems);
    progress.begin(Stage::Evidence, files.len());
    let asked = asked(setting);
    let against = evidence::Against::new(round, names, rubrics);
    let questions = replies::Against { round, names, rubrics, asked: &asked };
    let make = |book: Book, found: &mut Problems, rows: &mut Ledger| match replies::is_reply(&book)
    {
        true => Received::Reply(replies::reply(&book, &questions, found, rows)),
        false => Received::Form(evidence::form(&book, &against, found, rows)),
    };
    let read = each_file(&files, &read::FORM, progress, problems, ledger, make);
    let (mut forms, mut answers) = (Vec::new(), Vec::new());
    for (at, received) in read {
        match received {
            Some(Received::Reply(reply)) => answers.extend(reply),
            Some(Received::Form(Some(form))) => forms.push(form),
            Some(Received::Form(None)) | None => {
                forms.extend(Form::unusable(&files[at].shown, names));
            }
        }
    }
    let mut evidence = evidence::gather(forms, round, rubrics, problems, ledger);
    let replies = replies::settle(answers, asked, &evidence, round, problems, ledger);
    replies::apply(&replies, &mut evidence, round, rubrics, problems);
    evidence::judge(&evidence, round, rubrics, problems);
    (evidence, replies)
}

/// The office's copies of what was asked so far, in the order of their names.
fn asked(setting: &Setting) -> Vec<Asked> {
    let mut all = Vec::new();
    for series in Series::ALL {
        let pattern = [format!("forms/{}/*.xlsx", series.key())];
        // Most rounds have none, and a stray file beside the copies is nobody's concern.
        let mut unheard = Problems::default();
        let files = read::find(&setting.folder, &setting.round.file, &pattern, &mut unheard);
        let read = files.par_iter().map(|file| {
            let mut unheard = Problems::default();
            let book = read::book(&file.path, &file.shown, &read::FORM, &mut unheard)?;
            replies::asked(&book, &setting.round)
        });
        all.extend(read.collect::<Vec<_>>().into_iter().flatten());
    }
    all
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
        list.push(survey::satisfaction(&forms, scheme, &setting.round, problems));
    }
    list
}
