//! Workbooks: from pages to xlsx bytes. The only place that knows `rust_xlsxwriter`.

mod book;
mod cells;
mod charts;
mod formats;
mod forms;
mod keep;
mod links;
mod measure;
mod package;
mod paper;
mod sheet;
mod table;
#[cfg(test)]
mod tests;

use rayon::prelude::*;
use rust_xlsxwriter::XlsxError;

use super::files::{Output, WriteError};
use super::writer::{Occasion, Task, Writer};
use crate::caught::caught;
use crate::problem::Problems;
use crate::report::block::Page;
use crate::report::{self, PAGES, PageKind, RANKING_PAGES, SURVEY_PAGES, UnitReports};
use crate::results::Results;
use crate::terms::Lang;
use crate::write::sinks::FileNames;

use book::Book;
pub use book::Made;
pub use cells::cells_workbook;
pub use forms::form_workbook;

pub const WRITER: Writer = Writer { name: "xlsx", occasion: Occasion::Score, count, write };

/// Ends the name of the text file beside a workbook that holds what is too long for a cell.
pub const WHOLE_TEXTS: &str = "-day-du.txt";
/// The workbook for leaders and for signing.
pub const RANKING_FILE: &str = "xep-hang.xlsx";
/// The live computation, for the office and inspectors.
pub const COMPUTATION_FILE: &str = "tinh-toan.xlsx";
/// The workbook of the surveys.
pub const SURVEY_FILE: &str = "khao-sat.xlsx";
/// The folder of the units' own workbooks.
pub const UNITS_FOLDER: &str = "don-vi";

/// Two workbooks of the round, that of its surveys, and one per unit.
fn count(results: &Results) -> usize {
    2 + usize::from(!results.surveys.is_empty())
        + results.blocks.iter().map(|b| b.units.len()).sum::<usize>()
}

fn write(task: &Task<'_>, problems: &mut Problems) {
    let (results, lang) = (task.results, task.lang);
    let one = |file: &str, made: Result<Made, WriteError>| {
        let written = made.and_then(|made| put(task.output, file.trim_end_matches(".xlsx"), &made));
        (task.tick)();
        written.err()
    };
    if task.surveys_alone {
        let failed = one(SURVEY_FILE, survey_workbook(results, lang));
        return failed.into_iter().for_each(|error| problems.push(error.problem()));
    }
    let shared = report::Workbook::sharing(results, task.reasons.own(), lang);
    let of_round = || {
        let ranking = one(RANKING_FILE, ranking_workbook(&shared));
        let computation = one(COMPUTATION_FILE, computation(&shared));
        let surveys = (!results.surveys.is_empty())
            .then(|| one(SURVEY_FILE, of_kinds(&shared, SURVEY_PAGES, SURVEY_FILE)))
            .flatten();
        [ranking, computation, surveys]
    };
    let (of_round, units) = rayon::join(of_round, || write_units(task, &shared));
    for error in of_round.into_iter().flatten().chain(units) {
        problems.push(error.problem());
    }
}

fn write_units(task: &Task<'_>, shared: &report::Workbook<'_>) -> Vec<WriteError> {
    let results = task.results;
    let mut names = FileNames::default();
    let mut jobs = Vec::new();
    for (block, figures) in results.blocks.iter().enumerate() {
        for (at, unit) in figures.units.iter().enumerate() {
            jobs.push((block, at, names.take(results.round.units[*unit].id.as_str())));
        }
    }
    let reports = UnitReports::new(shared);
    let errors: Vec<Option<WriteError>> = jobs
        .par_iter()
        .map(|(block, at, name)| {
            let path = format!("{UNITS_FOLDER}/{name}");
            let written = unit_workbook(&reports, *block, *at, &format!("{path}.xlsx"))
                .and_then(|made| put(task.output, &path, &made));
            (task.tick)();
            written.err()
        })
        .collect();
    errors.into_iter().flatten().collect()
}

/// Writes both; `path` has no extension.
fn put(output: &Output, path: &str, made: &Made) -> Result<(), WriteError> {
    if !made.whole_texts.is_empty() {
        output.write(&format!("{path}{WHOLE_TEXTS}"), made.whole_texts.as_bytes())?;
    }
    output.write(&format!("{path}.xlsx"), &made.workbook)
}

/// The workbook to sign as bytes: every page of [`RANKING_PAGES`] in plain figures. What its charts
/// are drawn from is hidden.
fn ranking_workbook(shared: &report::Workbook<'_>) -> Result<Made, WriteError> {
    document(RANKING_FILE, || {
        let mut book = with_pages(shared, RANKING_PAGES)?;
        book.charts.hide();
        book.finish()
    })
}

/// The computation as bytes: *Mục lục*, then every page of [`PAGES`].
pub fn workbook(results: &Results, lang: Lang) -> Result<Made, WriteError> {
    computation(&report::Workbook::of(results, lang))
}

fn computation(shared: &report::Workbook<'_>) -> Result<Made, WriteError> {
    document(COMPUTATION_FILE, || {
        let mut book = with_pages(shared, PAGES)?;
        let names: Vec<String> =
            book.workbook.worksheets_mut().iter().map(|sheet| sheet.name()).collect();
        let (name, page) = report::contents(shared.results, shared.lang, &names);
        sheet::write(&mut book, &page, name)?;
        // It is known last and stands first.
        book.workbook.worksheets_mut().rotate_right(1);
        book.finish()
    })
}

/// The workbook of the surveys alone: every page of [`SURVEY_PAGES`].
pub fn survey_workbook(results: &Results, lang: Lang) -> Result<Made, WriteError> {
    of_kinds(&report::Workbook::of(results, lang), SURVEY_PAGES, SURVEY_FILE)
}

fn of_kinds(
    shared: &report::Workbook<'_>,
    kinds: &[PageKind],
    file: &str,
) -> Result<Made, WriteError> {
    document(file, || with_pages(shared, kinds)?.finish())
}

fn with_pages(shared: &report::Workbook<'_>, kinds: &[PageKind]) -> Result<Book, XlsxError> {
    let (results, lang) = (shared.results, shared.lang);
    let mut book = Book::new(results, lang, &results.round.title)?;
    for kind in kinds {
        let name = kind.name.say(lang);
        for page in (kind.build)(shared, name) {
            sheet::write(&mut book, &page, name)?;
        }
    }
    Ok(book)
}

/// A workbook as bytes, or why there is none: the library panics when the disk of its
/// temporary files is full.
fn document<T>(path: &str, make: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, WriteError> {
    match caught(make) {
        Ok(made) => made.map_err(|error| WriteError::document(path, &error.to_string())),
        Err(panic) => Err(WriteError::panicked(path, &panic)),
    }
}

/// Writes a workbook of these pages, each of which has its own name; `path` has no extension.
pub fn write_pages(
    output: &Output,
    results: &Results,
    lang: Lang,
    title: &str,
    (path, pages): (&str, &[Page<'_>]),
) -> Result<(), WriteError> {
    put(output, path, &pages_workbook(results, lang, title, (path, pages))?)
}

/// The same as bytes.
pub fn pages_workbook(
    results: &Results,
    lang: Lang,
    title: &str,
    (path, pages): (&str, &[Page<'_>]),
) -> Result<Made, WriteError> {
    document(path, || {
        let mut book = Book::new(results, lang, title)?;
        for page in pages {
            sheet::write(&mut book, page, "")?;
        }
        book.finish()
    })
}

/// The annex of a criteria set as bytes.
///
/// # Errors
/// What the library cannot put together.
pub fn annex(
    year: i32,
    page: &Page<'_>,
    (title, path): (&str, &str),
) -> Result<Vec<u8>, WriteError> {
    document(path, || {
        let mut book = Book::of_set(year, title, Lang::Vi)?;
        sheet::write(&mut book, page, "")?;
        Ok(book.finish()?.workbook)
    })
}

/// The workbook of one unit as bytes; `block` and `at` are positions in the results.
pub fn unit_workbook(
    reports: &UnitReports<'_>,
    block: usize,
    at: usize,
    path: &str,
) -> Result<Made, WriteError> {
    document(path, || {
        let results = reports.results();
        let (unit, _) = results.blocks[block].unit(&results.round, at);
        let mut book = Book::new(results, reports.lang(), &unit.name)?;
        for page in reports.pages(block, at) {
            sheet::write(&mut book, &page, "")?;
        }
        book.finish()
    })
}
