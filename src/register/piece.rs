//! What a piece of an extract came to: its rows as whole numbers, column by column.

use std::collections::HashMap;

use super::cells::{BLANK, UNREADABLE};
use super::odd::Odd;
use super::row::Row;
use super::scheme::{DAY, Kind, Scheme};
use crate::ledger::{RowFate, Span};

/// A row without a unit of the round.
pub(crate) const NO_UNIT: u32 = u32::MAX;

/// What became of a row of the extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Counts,
    /// An earlier row says the same.
    Again,
    /// Another row of its key says something else, or its day cannot be read.
    Unreadable,
    /// Like an earlier row that is [`Fate::Unreadable`] for another row of its key.
    Differs,
    /// Its day lies outside of the period.
    Outside,
    /// Its day is blank.
    Undated,
}

/// Rows of one file, in order.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// Rows that it takes up.
    pub(crate) rows: u32,
    /// Where its data rows stand, counted from its top.
    pub(crate) at: Vec<u32>,
    /// Positions in `Round::units`.
    pub(crate) units: Vec<u32>,
    /// One list per column of the scheme; empty for columns that nobody asks for.
    pub(crate) cells: Vec<Vec<i64>>,
    pub(crate) texts: Vec<Texts>,
    /// The day that decides the period, as [`Piece::day_of`] gives it.
    pub(crate) days: Vec<i64>,
    /// Tell one key, and one row, from others.
    pub(crate) keys: Vec<u64>,
    pub(crate) contents: Vec<u64>,
    /// One list per item: what each row says.
    pub(crate) said: Vec<Vec<i64>>,
    pub(crate) spans: Vec<Span>,
    pub(crate) taken: usize,
    pub(crate) odd: Odd,
    /// The first row of totals, the first header with other columns, and the last torn row.
    pub(crate) total: Option<u32>,
    pub(crate) moved: Option<u32>,
    pub(crate) torn: Option<u32>,
}

/// The texts of a column, each once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    pub list: Vec<String>,
    known: HashMap<String, i64>,
}

impl Texts {
    pub(crate) fn number(&mut self, text: &str) -> i64 {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let number = self.list.len() as i64;
        self.list.push(text.to_string());
        self.known.insert(text.to_string(), number);
        number
    }

    pub(crate) fn of(&self, number: i64) -> &str {
        usize::try_from(number).ok().and_then(|at| self.list.get(at)).map_or("", String::as_str)
    }
}

impl Piece {
    pub(crate) fn new(columns: usize) -> Piece {
        Piece {
            cells: vec![Vec::new(); columns],
            texts: vec![Texts::default(); columns],
            ..Piece::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.at.len()
    }

    /// Gives the next row its fate.
    pub(crate) fn settle(&mut self, row: u32, why: RowFate) {
        self.taken += 1;
        match self.spans.last_mut() {
            Some(span) if span.why == why && span.last + 1 == row => span.last = row,
            _ => self.spans.push(Span { first: row, last: row, why }),
        }
    }

    /// Keeps the rows above a header with other columns; gives how many stand below.
    pub(crate) fn cut(&mut self, row: u32) -> usize {
        let kept = self.at.partition_point(|at| *at < row);
        let lost = self.at.len() - kept;
        self.at.truncate(kept);
        self.units.truncate(kept);
        self.days.truncate(kept);
        self.keys.truncate(kept);
        self.contents.truncate(kept);
        self.cells.iter_mut().for_each(|cells| cells.truncate(kept));
        self.odd.above(row);
        lost
    }

    /// One of its rows; every column must have been kept.
    pub(crate) fn row(&self, row: usize) -> Row {
        let cell = |cells: &Vec<i64>| cells.get(row).copied().unwrap_or(BLANK);
        let cells: Vec<i64> = self.cells.iter().map(cell).collect();
        let text = |(at, kept): (usize, &i64)| match *kept {
            BLANK | UNREADABLE => String::new(),
            kept => self.texts[at].of(kept).to_string(),
        };
        Row { texts: cells.iter().enumerate().map(text).collect(), cells }
    }

    /// The day of a cell of the scheme's day column.
    pub(crate) fn day_of(scheme: &Scheme, kept: i64) -> i64 {
        match (kept, &scheme.columns[scheme.date].kind) {
            (BLANK | UNREADABLE, _) => kept,
            (kept, Kind::DateTime) => kept.div_euclid(DAY),
            (kept, _) => kept,
        }
    }
}
