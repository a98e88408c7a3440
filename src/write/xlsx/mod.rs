//! Workbooks: from pages to xlsx bytes. The only place that knows `rust_xlsxwriter`.

mod book;
mod charts;
mod formats;
mod forms;
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
use crate::report::{self, PAGES, PageKind, SURVEY_PAGES, UnitReports};
use crate::results::Results;
use crate::terms::Lang;
use crate::write::sinks::FileNames;

use book::Book;
pub use book::Made;
pub use forms::form_workbook;

pub const WRITER: Writer = Writer { name: "xlsx", occasion: Occasion::Score, count, write };

/// Ends the name of the text file beside a workbook that holds what is too long for a cell.
pub const WHOLE_TEXTS: &str = "-day-du.txt";
/// The workbook for leaders and for signing.
pub const RANKING_FILE: &str = "xep-hang.xlsx";
/// The workbook of the surveys alone.
pub const SURVEY_FILE: &str = "khao-sat.xlsx";
/// The folder of the units' own workbooks.
pub const UNITS_FOLDER: &str = "don-vi";

/// The ranking workbook and one workbook per unit.
fn count(results: &Results) -> usize {
    1 + results.blocks.iter().map(|b| b.units.len()).sum::<usize>()
}

fn write(task: &Task<'_>, problems: &mut Problems) {
    if task.surveys_alone {
        let written = survey_workbook(task.results, task.lang)
            .and_then(|made| put(task.output, SURVEY_FILE.trim_end_matches(".xlsx"), &made));
        (task.tick)();
        return written.err().into_iter().for_each(|error| problems.push(error.problem()));
    }
    let shared = report::Workbook::of(task.results, task.lang);
    let ranking = || {
        let written = of_kinds(&shared, PAGES, RANKING_FILE)
            .and_then(|made| put(task.output, RANKING_FILE.trim_end_matches(".xlsx"), &made));
        (task.tick)();
        written.err()
    };
    let (ranking, units) = rayon::join(ranking, || write_units(task, &shared));
    for error in ranking.into_iter().chain(units) {
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

/// The ranking workbook as bytes: every page of [`PAGES`], then the figures of its charts.
pub fn workbook(results: &Results, lang: Lang) -> Result<Made, WriteError> {
    of_kinds(&report::Workbook::of(results, lang), PAGES, RANKING_FILE)
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
    let (results, lang) = (shared.results, shared.lang);
    document(file, || {
        let mut book = Book::new(results, lang, &results.round.title)?;
        for kind in kinds {
            let name = kind.name.say(lang);
            for page in (kind.build)(shared, name) {
                sheet::write(&mut book, &page, name)?;
            }
        }
        book.finish()
    })
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
