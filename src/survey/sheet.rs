//! One sheet of forms while it is read: where its cells stand, what its texts name, and what was
//! wrong with its rows.

use std::collections::HashMap;

use crate::grid::{Area, Cell, Content, Grid, Row, number_text};
use crate::problem::{Problem, Problems};
use crate::round::{Matched, Names};
use crate::table;
use crate::text::fold;

use super::answers::AnswerKey;
use super::columns::Places;
use super::findings::Findings;
use super::forms::{BLANK, REFUSED};

/// Numbers for texts, one per fold.
#[derive(Default)]
pub(super) struct Labels {
    by_fold: HashMap<String, u32>,
    by_text: HashMap<String, Option<u32>>,
}

impl Labels {
    /// The number of a text: `None` for nothing written, and for a new text unless `open`.
    pub fn number(&mut self, text: &str, open: bool) -> Option<u32> {
        if let Some(known) = self.by_text.get(text) {
            return *known;
        }
        let folded = fold(text);
        let next = self.by_fold.len() as u32;
        let number = match self.by_fold.get(&folded) {
            Some(number) => Some(*number),
            None if open && !folded.is_empty() => {
                self.by_fold.insert(folded, next);
                Some(next)
            }
            None => None,
        };
        self.by_text.insert(text.to_string(), number);
        number
    }
}

/// What the text of a unit's cell was found to be.
#[derive(Clone, Default)]
pub(super) struct Named {
    pub unit: Option<u32>,
    /// A header again, or a line of totals.
    pub no_form: bool,
    /// Whether `problem` has not been said yet.
    pub to_say: bool,
    /// To be said when the first form needs it.
    problem: Option<Problem>,
}

/// What is known while one sheet is read.
pub(super) struct SheetReader<'a> {
    grid: &'a Grid,
    pub places: &'a Places,
    pub findings: Findings,
    /// By the text of the unit's cell.
    units: HashMap<String, Named>,
    /// Merged areas that reach below the header.
    merged: Vec<&'a Area>,
    /// The unit of the whole sheet, when it has no unit column.
    pub whole: Option<u32>,
}

impl<'a> SheetReader<'a> {
    pub fn new(grid: &'a Grid, places: &'a Places) -> Self {
        SheetReader {
            grid,
            places,
            findings: Findings::new(places.questions.len()),
            units: HashMap::new(),
            merged: grid.merged.iter().filter(|a| a.last.0 >= places.first_row).collect(),
            whole: None,
        }
    }

    pub fn read_answers(&self, row: &Row, answers: &mut [u8], key: &mut AnswerKey) {
        for (answer, column) in answers.iter_mut().zip(&self.places.questions) {
            let merged = || self.merged.iter().any(|area| area.contains(row.index, *column));
            *answer = match row.cell(*column) {
                // one value across several answers belongs to none of them for sure
                Some(_) if merged() => REFUSED,
                Some(cell) => key.read(cell),
                None if merged() => REFUSED,
                None => BLANK,
            };
        }
    }

    pub fn refuse(&mut self, row: &Row, answers: &[u8]) {
        for (question, answer) in answers.iter().enumerate() {
            if *answer == REFUSED {
                let column = self.places.questions[question];
                let raw = row.cell(column).map(Cell::raw).unwrap_or_default();
                self.findings.add_answer(question, row.index, column, &raw);
            }
        }
    }

    /// The cell of a describing column; merged down, it holds for every row of its area.
    pub fn cell<'c>(&'c self, row: &'c Row, column: Option<u32>) -> Option<&'c Cell> {
        let column = column?;
        row.cell(column).or_else(|| {
            let area = self.merged.iter().find(|area| area.contains(row.index, column))?;
            self.grid.cell(area.first.0, area.first.1)
        })
    }

    pub fn text(&self, row: &Row, column: Option<u32>) -> Option<String> {
        match &self.cell(row, column)?.content {
            Content::Text(text) => Some(text.clone()),
            Content::Number(n) => Some(number_text(*n)),
            _ => None,
        }
    }

    /// What the row's unit cell names; `None` when nothing is written in it.
    pub fn unit(&mut self, row: &Row, headers: &[String], names: &Names) -> Option<Named> {
        if self.whole.is_some() {
            return Some(Named { unit: self.whole, ..Named::default() });
        }
        let text = self.text(row, self.places.unit)?;
        if let Some(named) = self.units.get(&text) {
            return Some(Named { problem: None, ..named.clone() });
        }
        let folded = fold(&text);
        if folded.is_empty() {
            return None;
        }
        let is_header = headers.iter().any(|header| fold(header) == folded);
        let matched = names.find(&text);
        let place = table::place(self.grid, row.index, self.places.unit.unwrap_or(0));
        let problem = names.problem(&matched, &text, place);
        let named = Named {
            unit: unit_of(&matched),
            no_form: is_header || TOTALS.contains(&folded.as_str()),
            to_say: problem.is_some(),
            problem,
        };
        self.units.insert(text, named.clone());
        Some(named)
    }

    /// What is to be said of the row's unit text, the first time that a form has it.
    pub fn said_once(&mut self, row: &Row) -> Problems {
        let mut problems = Problems::default();
        let text = self.text(row, self.places.unit).unwrap_or_default();
        if let Some(named) = self.units.get_mut(&text) {
            named.to_say = false;
            named.problem.take().into_iter().for_each(|problem| problems.push(problem));
        }
        problems
    }
}

/// Lines below a table that are no forms.
const TOTALS: &[&str] = &["cộng", "tổng", "tổng cộng", "tổng số", "trung bình", "tỷ lệ"];

pub(super) fn unit_of(matched: &Matched) -> Option<u32> {
    match matched {
        Matched::Exact(at) | Matched::ByAlias(at) => u32::try_from(*at).ok(),
        _ => None,
    }
}
