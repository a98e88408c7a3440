//! Answers of surveys without what is a person's: the columns that the run does not read.

use std::collections::BTreeSet;

use super::inputs::Source;
use crate::compare::shown_content;
use crate::grid::Book;
use crate::ledger::ReadAs;
use crate::problem::kinds::package as kinds;
use crate::problem::{Place, Problem, Problems};
use crate::read;
use crate::results::Results;
use crate::round::Names;
use crate::survey::{Scheme, withhold};
use crate::write::xlsx::cells_workbook;

/// Which files of a round hold answers, and to which surveys.
pub(super) struct Veil<'r> {
    files: BTreeSet<&'r str>,
    schemes: Vec<&'r Scheme>,
    names: Names,
}

impl<'r> Veil<'r> {
    pub(super) fn of(results: &'r Results) -> Veil<'r> {
        let answers = |read_as: ReadAs| matches!(read_as, ReadAs::Survey | ReadAs::Register);
        let accounts = results.ledger.accounts.iter().filter(|a| answers(a.read_as));
        Veil {
            files: accounts.map(|account| account.file.as_ref()).collect(),
            schemes: results.surveys.iter().map(|survey| &survey.method).collect(),
            names: Names::new(&results.round),
        }
    }

    /// The bytes of a file without what is withheld; those of any other file as they are.
    ///
    /// # Errors
    /// It holds something to be withheld and is of a kind that is not written anew.
    pub(super) fn take(&self, source: &Source, bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
        let shown = source.shown.as_str();
        if !self.files.contains(shown) {
            return Ok(bytes);
        }
        let refused = |vi: &str, en: &str| {
            let problem = Problem::new(&kinds::PERSONAL, Place::file(shown));
            problem.with("file", shown).said("why", vi, en)
        };
        // What is wrong with it has been said by the run.
        let mut unheard = Problems::default();
        let Some(mut book) = read::book(&source.path, shown, &read::SURVEY, &mut unheard) else {
            return Err(refused("tệp không đọc được", "the file cannot be read"));
        };
        if !withhold(&mut book, &self.schemes, &self.names) {
            return Ok(bytes);
        }
        match shown.rsplit('.').next().map(str::to_lowercase).as_deref() {
            Some("xlsx") => cells_workbook(&book)
                .map_err(|_| refused("không ghi lại được", "it cannot be written")),
            Some("csv") => Ok(csv(&book)),
            _ => Err(refused(
                "chỉ bỏ được cột của tệp .xlsx và .csv",
                "columns are taken out of .xlsx and .csv only",
            )),
        }
    }
}

/// The cells as CSV in UTF-8, every field in quotation marks.
fn csv(book: &Book) -> Vec<u8> {
    let mut text = String::from("\u{FEFF}");
    let rows = book.sheets.iter().flat_map(|grid| &grid.rows);
    let width = rows.clone().filter_map(|row| row.cells.last()).map(|(at, _)| at + 1).max();
    let mut next = 0;
    for row in rows {
        // Empty rows keep the others at their places.
        for _ in next..row.index {
            text += "\r\n";
        }
        next = row.index + 1;
        for column in 0..width.unwrap_or(0) {
            let content = row.cell(column).map(shown_content);
            let mark = if column == 0 { "" } else { "," };
            text += &format!("{mark}\"{}\"", content.unwrap_or_default().replace('"', "\"\""));
        }
        text += "\r\n";
    }
    text.into_bytes()
}

/// Where the figures of two runs differ, though nothing but personal columns is gone; `None` when
/// nowhere.
pub(super) fn difference(a: &Results, b: &Results) -> Option<String> {
    let figures = |results: &Results| {
        let mut all: Vec<(String, String)> = Vec::new();
        for block in &results.blocks {
            for (unit, index) in block.units.iter().zip(&block.index.units) {
                let unit = results.round.units[*unit].id.to_string();
                all.push((unit, format!("{:?} {:?} {:?}", index.index, index.rank, index.class)));
            }
        }
        for survey in &results.surveys {
            for unit in &survey.units {
                let name = format!("{} {}", survey.scheme, unit.unit);
                all.push((name, format!("{} {:?} {:?}", unit.n, unit.index, unit.se)));
            }
        }
        all
    };
    let (a, b) = (figures(a), figures(b));
    let differs = a.iter().zip(&b).find(|(a, b)| a != b).map(|(a, _)| a.0.clone());
    differs.or_else(|| (a.len() != b.len()).then(|| a.len().to_string()))
}
