//! The workbooks of a round: found, read on all cores, turned into evidence, appraisals and
//! survey forms. The order of the files decides every order, never the order of the threads.

use rayon::prelude::*;

use super::transactions::Transactions;
use super::{Progress, Setting, Stage};
use crate::appraisal::{self, Against, Appraisals};
use crate::evidence::{self, UnitEvidence};
use crate::grid::Book;
use crate::ledger::{Fate, Ledger};
use crate::problem::Problems;
use crate::read::{self, Found, Limits, LongTable};
use crate::round::Names;
use crate::survey::{self, Intake, Manner, Satisfaction};

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

/// The surveys whose scheme can be used, in the order of the round. Entries of one scheme are
/// one survey.
pub(super) fn surveys(
    setting: &Setting,
    names: &Names,
    progress: &dyn Progress,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Vec<Satisfaction> {
    let mut list = Vec::new();
    let entries: Vec<_> = setting.round.surveys.iter().zip(&setting.schemes).collect();
    for (at, (survey, scheme)) in entries.iter().enumerate() {
        let Some(scheme) = scheme else { continue };
        if entries[..at].iter().any(|(earlier, _)| earlier.scheme == survey.scheme) {
            continue;
        }
        let mut files: Vec<(Found, Manner)> = Vec::new();
        for (entry, _) in entries[at..].iter().filter(|(e, _)| e.scheme == survey.scheme) {
            let found = read::find(&setting.folder, &setting.round.file, &entry.files, problems);
            let manner = Manner { self_selected: entry.self_selected, reversed: entry.reversed };
            files.extend(found.into_iter().map(|file| (file, manner)));
        }
        if files.is_empty() {
            // Not held: its leaves do not apply, and the maximum is rescaled.
            continue;
        }
        progress.begin(Stage::Survey, files.len());
        let mut intake = Intake::new(scheme, names);
        // workbooks are read side by side, but not more than a handful are held
        for some in files.chunks(2 * rayon::current_num_threads()) {
            let opened: Vec<_> = some.par_iter().map(|(file, _)| open(file)).collect();
            for ((opened, found), (_, manner)) in opened.into_iter().zip(some) {
                problems.extend(found);
                if let Some(opened) = opened {
                    take(&mut intake, opened, *manner, problems, ledger);
                }
                progress.step();
            }
        }
        let of = (survey.scheme.as_str(), scheme);
        let table = Transactions::read(setting, of, names, problems, ledger);
        let round = &setting.round;
        let read = intake.finish(problems);
        let found = survey::outcome(read, scheme, &table.units, round, problems, ledger);
        table.report(&found, problems);
        list.extend(found);
    }
    list
}

/// A file of answers on its way.
enum Opened {
    Book(Book),
    /// To be read in pieces.
    Table(Box<LongTable>),
}

fn open(file: &Found) -> (Option<Opened>, Problems) {
    let mut found = Problems::default();
    let opened = match read::long_table(&file.path, &file.shown, &read::SURVEY, &mut found) {
        Ok(Some(table)) => Some(Opened::Table(Box::new(table))),
        Ok(None) => {
            read::book(&file.path, &file.shown, &read::SURVEY, &mut found).map(Opened::Book)
        }
        Err(problem) => {
            found.push(problem);
            None
        }
    };
    (opened, found)
}

fn take(
    intake: &mut Intake<'_>,
    opened: Opened,
    manner: Manner,
    problems: &mut Problems,
    ledger: &mut Ledger,
) {
    let table = match opened {
        Opened::Book(book) => return intake.book(&book, manner, problems, ledger),
        Opened::Table(table) => table,
    };
    let head = &table.head;
    let mut tables = 0;
    let plan = intake.plan(head, &|| table.rows(), manner, &mut tables, problems, ledger);
    let Some(plan) = plan else {
        if tables == 0 {
            intake.no_table(&head.file, problems);
        }
        return;
    };
    let above = head.rows.partition_point(|row| row.index < plan.first_row());
    ledger.accounts[plan.account()].add_many(Fate::SetAside, above);
    let mut open = Intake::open();
    let place = (plan.first_row(), plan.width());
    let read =
        table.each(place, || plan.reader(), |part| intake.piece(&mut open, &plan, part, ledger));
    intake.close(open, &plan, problems);
    if let Err(problem) = read {
        problems.push(problem);
    }
}
