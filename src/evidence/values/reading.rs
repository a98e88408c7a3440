//! What a cell was read as, where it stands, and how a value is shown in messages.

use crate::expr::{number_words, percent_words};
use crate::grid::{Font, Grid};
use crate::problem::{Kind, Problem};
use crate::round::Round;
use crate::table::place;
use crate::terms::{Exact, Lang, UnitId};
use crate::text::tidy;
use crate::value::Value;

/// Characters of a cell that a message quotes.
const QUOTED: usize = 60;

/// Where a cell stands and in which round: what a message and a date need.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    pub grid: &'a Grid,
    pub row: u32,
    pub column: u32,
    pub round: &'a Round,
    pub unit: Option<&'a UnitId>,
}

impl Spot<'_> {
    pub(super) fn font(&self) -> Option<Font> {
        self.grid.marks.font(self.row, self.column)
    }

    /// A problem at this cell.
    pub fn problem(&self, kind: &Kind, raw: &str) -> Problem {
        let problem = Problem::new(kind, place(self.grid, self.row, self.column));
        let problem = problem.with("raw", quoted(raw));
        match self.unit {
            Some(unit) => problem.of_unit(unit),
            None => problem,
        }
    }
}

/// A cell's content by one grammar.
pub(super) enum Reading<T> {
    Plain(T),
    /// Understood in a way worth a note.
    Noted(T),
    Refused(&'static Kind, Vec<(&'static str, String)>),
}

impl<T> Reading<T> {
    pub(super) fn refused(kind: &'static Kind) -> Self {
        Reading::Refused(kind, Vec::new())
    }
}

/// The value as a clerk writes it.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Number(n) => comma(n),
        Value::YesNo(true) => "Có".into(),
        Value::YesNo(false) => "Không".into(),
        Value::Date(d) => d.format("%d/%m/%Y").to_string(),
        Value::Text(t) => t.clone(),
    }
}

/// A share as a percentage: what a clerk wrote.
pub(super) fn shown_share(value: &Value) -> String {
    match value {
        Value::Number(n) => percent_words(n, Lang::Vi),
        other => shown(other),
    }
}

/// At most [`QUOTED`] characters of a cell's text.
pub(super) fn quoted(raw: &str) -> String {
    let raw = tidy(raw);
    match raw.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", &raw[..at]),
        None => raw,
    }
}

pub(super) fn comma(n: &Exact) -> String {
    number_words(n, Lang::Vi)
}
