//! The same thing twice: tables that say the same, whatever file and place they stand in.
//!
//! Bytes tell copies of files; a copied sheet, or one export as CSV and as workbook, is told by
//! what the cells say.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use sha2::{Digest as _, Sha256};

use super::{Cell, Content, Grid, Row, number_text};
use crate::text::tidy;

/// What the rows of a table say, to be compared with those of another.
pub type Identity = [u8; 32];

/// Takes rows from top to bottom; blank rows and the place of the rows do not count.
#[derive(Default)]
pub(super) struct Identifier(Sha256);

impl Identifier {
    /// The next row, with the columns of its cells.
    pub(super) fn row(&mut self, row: &Row) {
        for (column, cell) in &row.cells {
            self.cell(*column, &said(cell));
        }
        self.0.update([0xFF]);
    }

    fn cell(&mut self, column: u32, said: &str) {
        if !said.is_empty() {
            self.0.update(column.to_le_bytes());
            self.0.update((said.len() as u64).to_le_bytes());
            self.0.update(said.as_bytes());
        }
    }

    pub(super) fn finish(self) -> Identity {
        self.0.finalize().into()
    }
}

impl Grid {
    /// What the sheet says, but for where it stands.
    pub fn identity(&self) -> Identity {
        let mut identifier = Identifier::default();
        self.rows.iter().for_each(|row| identifier.row(row));
        identifier.finish()
    }
}

/// Sheets that say the same as an earlier one of the list, each with that one's position.
pub fn copies(grids: &[&Grid]) -> Vec<(usize, usize)> {
    let all: Vec<Identity> = match grids.len() {
        0 | 1 => return Vec::new(),
        _ => grids.iter().map(|grid| grid.identity()).collect(),
    };
    let first = |at: usize| all[..at].iter().position(|identity| *identity == all[at]);
    (0..all.len()).filter_map(|at| Some((at, first(at)?))).collect()
}

/// A cell in the one way in which all files write it: 5 and “5”, a date and its text are the
/// same.
pub fn said(cell: &Cell) -> Cow<'_, str> {
    match &cell.content {
        Content::Text(text) => plain(text),
        Content::Date(time) => Cow::Owned(moment(*time)),
        _ => Cow::Owned(cell.raw()),
    }
}

/// A text likewise.
pub fn plain(text: &str) -> Cow<'_, str> {
    let digits = text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if !digits {
        return Cow::Owned(tidy(text));
    }
    let text = text.trim();
    let one = |c: char| text.matches(c).count() == 1;
    let number = match one(',') && !text.contains('.') {
        true => text.replace(',', ".").parse::<f64>(),
        false => text.parse::<f64>(),
    };
    if let Some(number) = number.ok().filter(|n| n.is_finite()) {
        return Cow::Owned(number_text(number));
    }
    let times = ["%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
    let days = ["%d/%m/%Y", "%Y-%m-%d"];
    let time = times.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let day = || days.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    match time.or_else(|| day()?.and_hms_opt(0, 0, 0)) {
        Some(time) => Cow::Owned(moment(time)),
        None => Cow::Owned(tidy(text)),
    }
}

fn moment(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Format;

    fn grid(from: u32, rows: &[&[Content]]) -> Grid {
        let cell = |content: &Content| Cell {
            content: content.clone(),
            format: Format::General,
            by_formula: false,
        };
        let rows = rows.iter().zip(from..).map(|(cells, index)| Row {
            index,
            cells: (0u32..).zip(*cells).map(|(at, content)| (at, cell(content))).collect(),
        });
        Grid { rows: rows.collect(), ..Grid::default() }
    }

    #[test]
    fn one_export_in_two_formats_is_one_table() {
        let text = |t: &str| Content::Text(t.into());
        let time = NaiveDate::from_ymd_opt(2020, 12, 10).unwrap().and_hms_opt(8, 1, 11).unwrap();
        let book =
            grid(0, &[&[text("C1"), text("Giờ")], &[Content::Number(5.0), Content::Date(time)]]);
        let csv =
            grid(3, &[&[text("C1 "), text("Giờ")], &[text("5"), text("10/12/2020 08:01:11")]]);
        let other =
            grid(0, &[&[text("C1"), text("Giờ")], &[text("4"), text("10/12/2020 08:01:11")]]);
        assert_eq!(book.identity(), csv.identity());
        assert_ne!(book.identity(), other.identity());
        assert_eq!(copies(&[&book, &other, &csv]), [(2, 0)]);
        let moved = grid(0, &[&[Content::Text(String::new()), text("C1"), text("Giờ")]]);
        assert_ne!(grid(0, &[&[text("C1"), text("Giờ")]]).identity(), moved.identity());
    }

    #[test]
    fn texts_are_plain_in_one_way() {
        for (one, other) in
            [("5.0", "5"), ("3,5", "3.5"), ("2020-12-10", "10/12/2020"), (" a  b", "a b")]
        {
            assert_eq!(plain(one), plain(other), "{one}");
        }
        assert_ne!(plain("1.250"), plain("1250"));
    }
}
