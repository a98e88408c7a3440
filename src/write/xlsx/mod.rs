//! Workbooks: from pages to xlsx bytes. The only place that knows `rust_xlsxwriter`.

mod charts;
mod formats;
mod forms;
mod links;
mod measure;
mod package;
mod sheet;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::files::{Output, WriteError};
use super::sinks::{self, FileNames};
use super::writer::{Occasion, Task, Writer};
use crate::caught::caught;
use crate::grid::address;
use crate::problem::Problems;
use crate::report::block::Page;
use crate::report::{self, PAGES, PageKind, SURVEY_PAGES, UnitReports, footer};
use crate::results::Results;
use crate::terms::Lang;

use charts::ChartData;
use formats::Formats;
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

/// A workbook, and the texts that are too long for its cells.
#[derive(Debug, PartialEq, Eq)]
pub struct Made {
    pub workbook: Vec<u8>,
    /// Empty when every text fits.
    pub whole_texts: String,
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
                book.add(&page, name)?;
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
            book.add(page, "")?;
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
            book.add(&page, "")?;
        }
        book.finish()
    })
}

/// A workbook in the making.
struct Book {
    workbook: Workbook,
    formats: Formats,
    /// Names of sheets, in lower case.
    taken: BTreeSet<String>,
    charts: ChartData,
    footer: [String; 2],
    lang: Lang,
    whole_texts: String,
}

impl Book {
    fn new(results: &Results, lang: Lang, title: &str) -> Result<Book, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_default_format(&formats::plain(), 20, 64)?;
        // A fixed date from the data: the same inputs give the same bytes.
        let year = u16::try_from(results.round.year).unwrap_or(1900).clamp(1900, 9999);
        let created = ExcelDateTime::from_ymd(year, 1, 1)?;
        let properties = DocProperties::new()
            .set_title(sinks::cell_text(title))
            .set_author(sinks::cell_text(&results.round.office))
            .set_company(sinks::cell_text(&results.round.issuer))
            .set_comment(sinks::cell_text(&results.program))
            .set_creation_datetime(&created);
        workbook.set_properties(&properties);
        let mut taken = BTreeSet::new();
        let charts = ChartData::new(lang, &mut taken);
        Ok(Book {
            workbook,
            formats: Formats::default(),
            taken,
            charts,
            footer: footer(results, lang),
            lang,
            whole_texts: String::new(),
        })
    }

    fn add(&mut self, page: &Page<'_>, kind: &str) -> Result<(), XlsxError> {
        let name = page.name.as_deref().unwrap_or(kind);
        sheet::write(self, page, name)
    }

    /// Notes the whole of a text that its cell cannot hold.
    fn keep_whole(&mut self, sheet: &str, row: u32, column: u16, text: &str) {
        let cell = address(row, column.into());
        let heading = match self.lang {
            Lang::Vi => format!("Trang “{sheet}”, ô {cell}, chép đầy đủ:"),
            Lang::En => format!("Sheet “{sheet}”, cell {cell}, in full:"),
        };
        if self.whole_texts.is_empty() {
            // So that old editors know that it is UTF-8.
            self.whole_texts.push('\u{FEFF}');
        }
        self.whole_texts += &format!("{heading}\r\n\r\n{text}\r\n\r\n");
    }

    fn finish(mut self) -> Result<Made, XlsxError> {
        if let Some(sheet) = self.charts.sheet(&self.footer)? {
            self.workbook.push_worksheet(sheet);
        }
        if let Some(first) = self.workbook.worksheets_mut().first_mut() {
            first.set_active(true);
        }
        Ok(Made { workbook: package::bytes(&mut self.workbook)?, whole_texts: self.whole_texts })
    }
}
