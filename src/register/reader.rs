//! Rows of a sheet or of a text table to pieces of a register. Columns that the scheme does not name
//! are never looked at.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::cells::{BLANK, Cell, UNREADABLE, is_dossier_number, read, unit_in_number};
use super::engine::outcomes;
use super::item::Item;
use super::odd::{What, sayable};
use super::piece::{NO_UNIT, Piece};
use super::row::Row;
use super::scheme::{Constants, Kind, Made, Scheme};
use crate::grid::{Grid, Held, Line, TakeRows};
use crate::ledger::{Aside, RowFate};
use crate::problem::kinds::register as kinds;
use crate::round::Names;
use crate::table::{self, Column, Fault, Table, is_plain_total, is_total};
use crate::text::fold;

/// Where the columns of a register stand in one sheet, and which of them are kept.
pub struct Plan<'a> {
    pub(crate) scheme: &'a Scheme,
    names: &'a Names,
    /// One per column of the scheme; `None` for what the sheet does not have.
    positions: Vec<Option<u32>>,
    kept: Vec<bool>,
    counting: Counting<'a>,
    first_row: u32,
    width: u32,
}

/// What is counted while rows are read.
#[derive(Clone, Copy)]
pub struct Counting<'a> {
    pub items: &'a [Item],
    pub constants: &'a Constants,
    /// Whether all columns are kept, for lists of the rows.
    pub keeps: bool,
}

/// The columns that a sheet must and may have.
fn wanted(scheme: &Scheme) -> Vec<Column> {
    let read = scheme.columns.iter().enumerate().filter(|(_, column)| column.made == Made::Read);
    let column = |(at, column): (usize, &super::scheme::Column)| {
        let in_number = at == scheme.unit && scheme.columns[scheme.key].dossier_number;
        match column.required && !in_number {
            true => Column::required(column.id.as_str(), &column.headers),
            false => Column::new(column.id.as_str(), &column.headers),
        }
    };
    read.map(column).collect()
}

impl<'a> Plan<'a> {
    /// Finds the columns.
    ///
    /// # Errors
    /// The sheet has no header of the register, or lacks a column, or has one twice.
    pub fn find(
        scheme: &'a Scheme,
        names: &'a Names,
        head: &Grid,
        counting: Counting<'a>,
    ) -> Result<Plan<'a>, Fault> {
        let table: Table = table::find(head, &wanted(scheme))?;
        let positions: Vec<Option<u32>> =
            scheme.columns.iter().map(|column| table.column(&column.id)).collect();
        let header = head.row(table.header.1);
        let last = header.and_then(|row| row.cells.last()).map_or(0, |(column, _)| *column);
        let width = positions.iter().flatten().copied().max().unwrap_or(0).max(last) + 1;
        let mut kept = vec![counting.keeps; scheme.columns.len()];
        counting.items.iter().for_each(|item| item.columns(&mut kept));
        let first_row = table.first_row;
        Ok(Plan { scheme, names, positions, kept, counting, first_row, width })
    }

    /// The first row of data, and one more than the last column of the header.
    pub fn begin(&self) -> (u32, u32) {
        (self.first_row, self.width)
    }

    /// The column of the keys.
    pub fn key_column(&self) -> u32 {
        self.positions[self.scheme.key].unwrap_or(0)
    }
}

/// Reads rows of one sheet.
pub struct RowReader<'p, 'a> {
    plan: &'p Plan<'a>,
    piece: Piece,
    units: HashMap<String, Option<usize>>,
}

impl<'p, 'a> RowReader<'p, 'a> {
    pub fn new(plan: &'p Plan<'a>) -> Self {
        let piece = Piece::new(plan.scheme.columns.len());
        RowReader { plan, piece, units: HashMap::new() }
    }

    /// The row as it is kept; what is odd in it is noted.
    fn data<L: Line>(&mut self, at: u32, line: &L, cells: Vec<Cell>) {
        let scheme = self.plan.scheme;
        let key = match &cells[scheme.key] {
            Cell::Text(key) => key.clone(),
            _ => String::new(),
        };
        for (column, cell) in cells.iter().enumerate().filter(|(_, c)| **c == Cell::Unreadable) {
            let position = self.plan.positions[column].unwrap_or(0);
            let said = line.held(position).raw();
            let known: Vec<&str> = match &scheme.columns[column].kind {
                Kind::Choice { options, .. } => options.iter().map(String::as_str).collect(),
                _ => Vec::new(),
            };
            debug_assert_eq!(*cell, Cell::Unreadable);
            let said = sayable(&said, &known);
            self.piece.odd.note(What::Cell(column), (at, position), &said);
        }
        if scheme.columns[scheme.key].dossier_number && !is_dossier_number(&key) {
            self.piece.odd.note(What::Form, (at, self.plan.key_column()), "");
        }
        let unit = self.unit(at, &cells[scheme.unit], &key);
        let row = Row::of_cells(scheme, cells);
        self.keep(at, unit, &key, row);
    }

    fn unit(&mut self, at: u32, cell: &Cell, key: &str) -> u32 {
        let named = match cell {
            Cell::Text(text) => text.as_str(),
            _ => unit_in_number(key).unwrap_or_default(),
        };
        let found = match self.units.get(named) {
            Some(found) => *found,
            None => {
                let found = self.plan.names.unit(named);
                self.units.insert(named.to_string(), found);
                found
            }
        };
        if found.is_none() {
            let column = self.plan.positions[self.plan.scheme.unit];
            let folded = fold(named);
            let is_unit = ["phường ", "xã ", "thị trấn ", "đặc khu ", "ubnd ", "ủy ban "];
            let said = match is_unit.iter().any(|kind| folded.starts_with(kind)) {
                true => named.to_string(),
                false => sayable(named, &[]),
            };
            let column = column.unwrap_or(self.plan.key_column());
            self.piece.odd.note(What::Unit, (at, column), &said);
        }
        found.map_or(NO_UNIT, |unit| unit as u32)
    }

    fn keep(&mut self, at: u32, unit: u32, key: &str, row: Row) {
        let scheme = self.plan.scheme;
        let mut print = DefaultHasher::new();
        key.hash(&mut print);
        self.piece.keys.push(print.finish());
        (unit, &row.cells, &row.texts).hash(&mut print);
        self.piece.contents.push(print.finish());
        self.piece.at.push(at);
        self.piece.units.push(unit);
        self.piece.days.push(Piece::day_of(scheme, row.cells[scheme.date]));
        for (column, kept) in row.cells.iter().enumerate() {
            if !self.plan.kept[column] {
                continue;
            }
            let is_text = scheme.columns[column].kind == Kind::Text;
            let number = match (*kept, is_text) {
                (BLANK | UNREADABLE, _) | (_, false) => *kept,
                _ => self.piece.texts[column].number(&row.texts[column]),
            };
            self.piece.cells[column].push(number);
        }
        self.piece.settle(at, RowFate::Used);
    }

    /// Whether the row is a header again: then of the same columns, or of others.
    fn header_again(&self, cells: &[Cell], line: &impl Line) -> Option<bool> {
        let scheme = self.plan.scheme;
        let Cell::Text(key) = &cells[scheme.key] else { return None };
        if key.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let is_header = |column: usize, text: &str| {
            let folded = fold(text);
            scheme.columns[column].headers.iter().any(|header| fold(header) == folded)
        };
        let any = (0..scheme.columns.len()).any(|column| is_header(column, key));
        any.then(|| {
            let found = self.plan.positions.iter().enumerate();
            found
                .filter_map(|(column, at)| Some((column, (*at)?)))
                .all(|(column, at)| is_header(column, &line.held(at).raw()))
        })
    }

    /// A row without a key: of totals, a remark, or data that lacks its key.
    fn keyless<L: Line>(&mut self, row: u32, line: &L, filled: usize) {
        let total = (0..self.plan.width).find_map(|at| line.held(at).label());
        if total.is_some_and(|text| is_total(&text)) {
            self.piece.total.get_or_insert(row);
            self.piece.settle(row, RowFate::Aside(Aside::Total));
        } else if filled < 2 {
            self.piece.settle(row, RowFate::Aside(Aside::Remark));
        } else {
            self.piece.odd.note(What::NoKey, (row, self.plan.key_column()), "");
            self.piece.settle(row, RowFate::Rejected(kinds::NO_KEY.code));
        }
    }
}

impl TakeRows for RowReader<'_, '_> {
    type Piece = Piece;

    fn row<L: Line>(&mut self, row: u32, line: &L) {
        let columns = self.plan.scheme.columns.iter().zip(&self.plan.positions);
        let held = |at: u32| match line.held(at) {
            Held::Nothing => line.merged(at).unwrap_or(Held::Nothing),
            held => held,
        };
        let blank = |position: &Option<u32>| position.is_none_or(|at| is_empty(held(at)));
        let filled = self.plan.positions.iter().filter(|position| !blank(position)).count();
        let cells: Vec<Cell> = columns
            .map(|(column, position)| match position {
                Some(at) => read(held(*at), &column.kind),
                None => Cell::Blank,
            })
            .collect();
        match (&cells[self.plan.scheme.key], self.header_again(&cells, line)) {
            (_, Some(true)) => self.piece.settle(row, RowFate::Aside(Aside::Heading)),
            (_, Some(false)) => {
                self.piece.moved.get_or_insert(row);
                self.piece.settle(row, RowFate::Rejected(kinds::MOVED.code));
            }
            (Cell::Text(key), None) if !is_plain_total(key) => self.data(row, line, cells),
            _ => self.keyless(row, line, filled),
        }
    }

    fn broken(&mut self, row: u32) {
        self.piece.torn = Some(row);
        self.piece.odd.note(What::Torn, (row, 0), "");
        self.piece.settle(row, RowFate::Rejected(kinds::ROW.code));
    }

    fn piece(&mut self, rows: u32) -> Piece {
        let new = Piece::new(self.plan.scheme.columns.len());
        let mut piece = Piece { rows, ..std::mem::replace(&mut self.piece, new) };
        let Counting { items, constants, .. } = self.plan.counting;
        piece.said = outcomes(self.plan.scheme, constants, items, &piece);
        piece
    }
}

fn is_empty(held: Held<'_>) -> bool {
    match held {
        Held::Nothing => true,
        Held::Text(bytes) => bytes.trim_ascii().is_empty(),
        Held::Cell(cell) => cell.text().is_some_and(|text| text.trim().is_empty()),
    }
}
