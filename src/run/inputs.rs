//! The workbooks of a round: found, read on all cores, turned into evidence, appraisals and
//! survey forms. The order of the files decides every order, never the order of the threads.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::answers;
use super::files::{each_file, find};
use super::progress::{Progress, Stage};
use super::setting::Setting;
use super::strays::Strays;
use super::transactions::Transactions;
use crate::appraisal::{self, Against, Appraisals};
use crate::evidence::{self, Form, KnownFigure, UnitEvidence, Unread};
use crate::forms::appraisal::states;
use crate::forms::identity::{of_another, strangers};
use crate::forms::prefill::Prefilled;
use crate::grid::Book;
use crate::ledger::{Account, FileFate, Findings, ReadAs};
use crate::official::{Known, Subject};
use crate::problem::{Level, Problem, Problems, kinds};
use crate::read::{self, Found};
use crate::refusal::Refusal;
use crate::replies::{self, Asked, Replies, Reply, Series};
use crate::round::{Names, Round};
use crate::survey::{self, FileOptions, FormCollector, Satisfaction};
use crate::terms::Key;
use crate::value::Value;
use crate::write::files::is_kept_aside;

/// What a file of the evidence folder is.
enum Received {
    Forms(Vec<Form>),
    /// What came back; or what it leaves open, when nothing of it can count.
    Reply(Result<Option<Reply>, Vec<Refusal>>),
}

/// What workbooks are read against.
pub(super) struct ReadingContext<'a> {
    pub setting: &'a Setting,
    pub names: &'a Names,
    pub strays: &'a Strays,
    /// Official figures.
    pub official: &'a [Known],
    /// What was known of the units beforehand.
    pub known: &'a [Prefilled],
}

/// A figure that went out in the form of a unit.
fn known_figure(figure: &Prefilled) -> (usize, KnownFigure) {
    let (key, value) = (figure.key.to_string(), figure.value.to_plain());
    (figure.unit, KnownFigure { key, value, source: figure.source.clone() })
}

/// One entry per unit of the round, with what the units answered laid over it.
pub(super) fn evidence(
    context: &ReadingContext<'_>,
    progress: &dyn Progress,
    findings: &mut Findings,
) -> (Vec<UnitEvidence>, Replies) {
    let ReadingContext { setting, names, strays, known, .. } = *context;
    let (round, rubrics) = (&setting.round, &setting.rubrics);
    let files = find(setting, ReadAs::Evidence, &round.evidence, findings);
    let shown: Vec<&str> = files.iter().map(|file| file.shown.as_str()).collect();
    evidence::choices_exist(round, &shown, &mut findings.problems);
    progress.begin(Stage::Evidence, files.len());
    let asked = asked(setting, &mut findings.problems);
    let known = known.iter().map(known_figure).collect();
    let against = evidence::Against::new(round, names, rubrics).with_known(known);
    let questions = replies::Against { round, names, rubrics, asked: &asked };
    let make = |mut book: Book, found: &mut Findings| {
        book.saved = book.saved.filter(|saved| round.can_have_saved(*saved));
        if replies::is_reply(&book) {
            evidence::note_over(&book.sheets, &mut found.problems);
            return Received::Reply(replies::reply(&book, &questions, found));
        }
        Received::Forms(evidence::form(&book, &against, found))
    };
    let read = each_file(ReadAs::Evidence, &files, &read::FORM, progress, findings, make);
    let (mut forms, mut answers) = (Vec::new(), Vec::new());
    let (mut unread, mut refused) = (Vec::new(), Vec::new());
    for (at, received) in read {
        let made = match received {
            Some(Received::Reply(reply)) => {
                match reply {
                    Ok(reply) => answers.extend(reply),
                    Err(open) => refused.extend(open),
                }
                continue;
            }
            Some(Received::Forms(made)) => made,
            None => Vec::new(),
        };
        if made.is_empty() {
            match Form::unusable(&files[at].shown, names) {
                Some(form) => forms.push(form),
                None => unread.push(files[at].shown.clone()),
            }
        }
        forms.extend(made);
    }
    evidence::foreign(round, &shown, &mut findings.problems);
    let mut unread = beside_forms(unread, &mut forms, names);
    unread.extend(strays.evidence(names, round, &mut forms, findings));
    name_units(&forms, round, &mut findings.problems);
    evidence::refuse_late(&mut forms, round, findings);
    let mut evidence = evidence::gather(forms, round, rubrics, findings);
    evidence::keep_unread(&unread, &mut evidence, round, &mut findings.problems);
    let method = (round, rubrics.as_slice());
    let mut replies = replies::settle(answers, asked, &evidence, method, findings);
    replies.refused.extend(refused);
    replies::apply(&replies, &mut evidence, round, rubrics, &mut findings.problems);
    let confirmed = |unit: usize, key: &Key, value: &Value| {
        let same = |known: &&Known| known.unit == unit && known.value == *value;
        let of_item = |known: &Known| matches!(&known.subject, Subject::Item(own) if own == key);
        context.official.iter().filter(same).any(of_item)
    };
    evidence::judge(&evidence, round, rubrics, &confirmed, &mut findings.problems);
    (evidence, replies)
}

/// Files that cannot be used and whose names only begin with a unit: of a unit that sent nothing
/// else, its form; of any other, a file beside its form.
fn beside_forms(files: Vec<String>, forms: &mut Vec<Form>, names: &Names) -> Vec<Unread> {
    let heard: BTreeSet<usize> = forms.iter().map(|form| form.unit).collect();
    let mut unread = Vec::new();
    for file in files {
        match evidence::unit_of_later(&file, names) {
            Some(unit) if heard.contains(&unit) => unread.push(Unread { unit, file }),
            Some(unit) => forms.push(Form::unread(unit, &file)),
            None => {}
        }
    }
    unread
}

/// The office's copies of what was asked so far, in the order of their names. Copies of another
/// round or year, as in a copied folder, are told.
pub(crate) fn asked(setting: &Setting, problems: &mut Problems) -> Vec<Asked> {
    let round = &setting.round;
    let mut all = Vec::new();
    for series in Series::ALL {
        let folder = format!("forms/{}/", series.key());
        let books = copies(setting, &[&format!("{folder}*.xlsx")], problems);
        let other = |book: &Book| {
            let of = of_another(book, &round.id, round.year)?;
            Some((of, book.file.strip_prefix(folder.as_str())?.to_string()))
        };
        let strange: Vec<(String, String)> = books.iter().filter_map(other).collect();
        problems.push_all(strangers(&folder, &strange));
        all.extend(books.iter().filter_map(|book| replies::asked(book, round)));
    }
    all
}

/// Where the office keeps the appraisal forms that went out.
pub(super) const APPRAISAL_COPIES: &[&str] =
    &["forms/appraisal/*.xlsx", "forms/appraisal/*/*.xlsx"];

/// The office's copies of forms, in the order of their names. Most rounds have none, and a stray
/// file beside the copies is nobody's concern; only faults of the machine are told.
fn copies(setting: &Setting, patterns: &[&str], problems: &mut Problems) -> Vec<Book> {
    let patterns: Vec<String> = patterns.iter().map(|pattern| pattern.to_string()).collect();
    let mut found = Problems::default();
    let files = read::find(&setting.folder, &setting.round.file, &patterns, &mut found);
    let id = &setting.round.id;
    let files: Vec<&Found> = files.iter().filter(|f| !is_kept_aside(&f.shown, id)).collect();
    let read = files.par_iter().map(|file| {
        let mut found = Problems::default();
        (read::book(&file.path, &file.shown, &read::FORM, &mut found), found)
    });
    let mut books = Vec::new();
    for (book, of_book) in read.collect::<Vec<_>>() {
        books.extend(book);
        found.extend(of_book);
    }
    let stops = |p: &Problem| {
        p.kind != kinds::files::FOLDER_SIMILAR
            && kinds::files::STOPPING.iter().any(|kind| **kind == p.kind)
    };
    problems.extend(found.into_iter().filter(stops).collect());
    books
}

pub(super) fn appraisals(
    context: &ReadingContext<'_>,
    evidence: &[UnitEvidence],
    progress: &dyn Progress,
    findings: &mut Findings,
) -> Appraisals {
    let ReadingContext { setting, names, strays, .. } = *context;
    let patterns = &setting.round.appraisal;
    let files = find(setting, ReadAs::Appraisal, patterns, findings);
    progress.begin(Stage::Appraisal, files.len());
    let copies = match files.is_empty() {
        true => Vec::new(),
        false => copies(setting, APPRAISAL_COPIES, &mut findings.problems),
    };
    let (round, rubrics) = (&setting.round, &setting.rubrics);
    let states = || states(round, rubrics, evidence);
    let against = Against::new(round, names, rubrics).with_copies(&copies).knowing(&states);
    let make = |mut book: Book, found: &mut Findings| {
        book.saved = book.saved.filter(|saved| round.can_have_saved(*saved));
        evidence::note_over(&book.sheets, &mut found.problems);
        appraisal::form(&book, &against, found)
    };
    let read = each_file(ReadAs::Appraisal, &files, &read::FORM, progress, findings, make);
    let mut given = appraisal::Given::default();
    for (at, form) in read {
        given.extend(form.unwrap_or_else(|| against.unread(&files[at].shown)));
    }
    strays.report(ReadAs::Appraisal, findings);
    for table in strays.tables(ReadAs::Appraisal) {
        given.extend(against.unread(&table));
    }
    // One that nobody is named by is told on the first page and leaves no leaf open.
    for document in strays.documents(ReadAs::Appraisal) {
        given.extend(against.unread_of_agency(document));
    }
    if read::absent(&setting.folder, patterns) {
        // Perhaps a drive that is not plugged in: what was appraised there is not known.
        patterns.iter().for_each(|pattern| given.extend(against.absent(pattern)));
    }
    appraisal::gather(given, &setting.round, &setting.rubrics, findings)
}

/// The surveys whose scheme can be used, in the order of the round. Entries of one scheme are
/// one survey.
pub(super) fn surveys(
    setting: &Setting,
    names: &Names,
    progress: &dyn Progress,
    findings: &mut Findings,
) -> Vec<Satisfaction> {
    let mut list = Vec::new();
    let entries: Vec<_> = setting.round.surveys.iter().zip(&setting.schemes).collect();
    for (at, (survey, scheme)) in entries.iter().enumerate() {
        let Some(scheme) = scheme else {
            let files = find(setting, ReadAs::Survey, &survey.files, findings);
            unread_survey(&survey.scheme, &files, findings);
            continue;
        };
        if entries[..at].iter().any(|(earlier, _)| earlier.scheme == survey.scheme) {
            continue;
        }
        let mut files: Vec<(Found, FileOptions)> = Vec::new();
        for (entry, _) in entries[at..].iter().filter(|(e, _)| e.scheme == survey.scheme) {
            let found = find(setting, ReadAs::Survey, &entry.files, findings);
            let options =
                FileOptions { self_selected: entry.self_selected, reversed: entry.reversed };
            answers::once(found, options, &mut files, &mut findings.problems);
        }
        if files.is_empty() {
            // Not held: its leaves do not apply, and the maximum is rescaled.
            continue;
        }
        progress.begin(Stage::Survey, files.len());
        let mut collector = FormCollector::new(scheme, names).of_year(setting.round.year);
        let mut known = answers::Known::default();
        // workbooks are read side by side, but not more than a handful are held
        for some in files.chunks(2 * rayon::current_num_threads()) {
            let opened: Vec<_> =
                some.par_iter().map(|(file, _)| answers::open(file, scheme, names)).collect();
            for (opened, (_, options)) in opened.into_iter().zip(some) {
                if known.is_new(&opened, *options, findings) {
                    opened.take(&mut collector, *options, findings);
                }
                progress.step();
            }
        }
        let of = (survey.scheme.as_str(), scheme);
        let table = Transactions::read(setting, of, names, findings);
        let round = &setting.round;
        let read = collector.finish(&mut findings.problems);
        let found = survey::outcome(read, scheme, &table.units, round, findings);
        table.report(&found, &mut findings.problems);
        list.extend(found);
    }
    list
}

/// Whatever was said of a file whose unit is known is said of that unit.
fn name_units(forms: &[evidence::Form], round: &Round, problems: &mut Problems) {
    let mut owners: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for form in forms {
        let several = owners.contains_key(form.file.as_ref());
        owners.insert(&form.file, Some(form.unit).filter(|_| !several));
    }
    for problem in problems.iter_mut().filter(|problem| problem.unit.is_none()) {
        let owner = owners.get(problem.place.file.as_str()).copied().flatten();
        let unit = owner.and_then(|at| round.units.get(at));
        problem.unit = unit.map(|unit| unit.id.clone());
    }
}

/// The files of a survey whose scheme cannot be used are not read; nobody should miss them.
fn unread_survey(scheme: &str, files: &[Found], findings: &mut Findings) {
    let mut errors = findings.problems.iter().filter(|p| p.kind.level == Level::Error);
    let code = errors.find(|p| p.place.file == scheme).map(|p| p.kind.code);
    let fate = FileFate::Refused(code.unwrap_or(kinds::files::FILE_READ.code));
    for file in files {
        findings.ledger.push(Account::unread(ReadAs::Survey, file.shown.as_str(), fate));
    }
}
