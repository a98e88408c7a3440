//! A sheet as plain cells: what stood where, nothing converted, nothing lost.

mod formula;
mod identity;
mod marks;
mod merged;
mod over;

use std::sync::Arc;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::value::Origin;

pub use formula::{Formula, compute};
pub use identity::{Identity, copies, plain, said};
pub use marks::{Font, Mark, Marks};
pub use merged::Merged;
pub use over::{Lying, Over};

/// One workbook or CSV file.
#[derive(Debug, Clone)]
pub struct Book {
    /// Path as the round names it, relative to the round's folder, with `/`.
    pub file: Arc<str>,
    /// Of the file's bytes, in lower-case hex.
    pub sha256: String,
    /// When it was last saved, as the file itself says, by the clocks of Vietnam.
    pub saved: Option<NaiveDateTime>,
    pub sheets: Vec<Grid>,
}

/// One sheet. Rows and columns count from 0; rows are sorted, and so are their cells.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    pub file: Arc<str>,
    /// Empty for CSV.
    pub sheet: Arc<str>,
    /// Hidden and very hidden sheets are kept, but their data is never used.
    pub visible: bool,
    pub rows: Vec<Row>,
    pub merged: Merged,
    /// Rows that are hidden or filtered out, sorted. Their data counts.
    pub hidden_rows: Vec<u32>,
    /// Columns that are hidden, sorted. Their data counts.
    pub hidden_columns: Vec<u32>,
    /// What the sheet says of its cells beside their content.
    pub marks: Marks,
    /// What lies over the cells: text boxes, pictures, boxes to tick.
    pub over: Vec<Over>,
    /// Serial numbers count days from 1904, as old Macs did.
    pub dates_1904: bool,
    /// Formulas are computed only when someone asks for it: results may be old.
    pub computed_by_hand: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub index: u32,
    /// Only cells with content, by column.
    pub cells: Vec<(u32, Cell)>,
}

/// An inclusive rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    pub first: (u32, u32),
    pub last: (u32, u32),
}

impl Area {
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row)
            && (self.first.1..=self.last.1).contains(&column)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub content: Content,
    pub format: Format,
    /// The content is the cached result of a formula.
    pub by_formula: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// As stored, not normalised.
    Text(String),
    Number(f64),
    Bool(bool),
    Date(NaiveDateTime),
    /// A time of day or a duration, as text.
    Time(String),
    /// `#DIV/0!` and its like.
    Error(String),
    /// A formula whose result was never stored.
    Uncomputed,
    /// Something the reader could not take; the text says why.
    Broken(String),
}

/// Reasons of [`Content::Broken`]: the file gives the cell two contents,
pub const BROKEN_TWICE: &str = "ô được ghi hai lần";
/// the row has another number of fields than the header of its CSV file,
pub const BROKEN_FIELDS: &str = "dòng có số cột khác dòng tiêu đề";
/// a quotation mark in the row of the CSV file is not closed,
pub const BROKEN_QUOTE: &str = "dòng có dấu ngoặc kép lẻ";
/// other programs could read another value than ours;
pub const BROKEN_MARKUP: &str = "ô được ghi theo cách mà các phần mềm có thể đọc khác nhau";
/// the file holds something in the cell's place that is no content;
pub const BROKEN_STORED: &str = "nội dung ô trong tệp bị hỏng";
/// the stored date is none.
pub const BROKEN_DATE: &str = "ngày không có thật";

/// The reason of a [`Content::Broken`] cell in English.
pub fn broken_in_english(why: &str) -> &str {
    match why {
        BROKEN_TWICE => "the file holds it twice",
        BROKEN_FIELDS => "its row has another number of columns than the header",
        BROKEN_QUOTE => "its row has a lone quotation mark",
        BROKEN_MARKUP => "it is written in a way that programs may read differently",
        BROKEN_STORED => "what the file holds in its place is damaged",
        BROKEN_DATE => "there is no such day",
        other => other,
    }
}

/// What the number format of a cell says about its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Format {
    #[default]
    General,
    /// Shown with `%`: a stored 0.95 means 95%.
    Percent,
    /// Shown with a `%` that is mere text: a stored 95 is shown as 95%.
    PercentText,
    Date,
    /// A date shown month first.
    DateMonthFirst,
    /// A date of which the cell does not show the day: Excel makes the first of the month of a
    /// typed “1/2026”, and shows “01/2026”.
    DateWithoutDay,
    /// A text part of which is struck out, raised or lowered: "~~80~~ 95", "12²". The text is
    /// the whole of it, so it must not be read as a value.
    Marked,
}

impl Grid {
    /// The row with this index, if it has any content.
    pub fn row(&self, index: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&index, |r| r.index).ok().map(|at| &self.rows[at])
    }

    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.row(row)?.cell(column)
    }

    /// The cell itself or, inside a merged area, the area's top-left cell.
    pub fn cell_or_merged(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cell(row, column).or_else(|| {
            let area = self.merged_at(row, column)?;
            self.cell(area.first.0, area.first.1)
        })
    }

    pub fn merged_at(&self, row: u32, column: u32) -> Option<&Area> {
        self.merged.at(row, column)
    }

    pub fn origin(&self, row: u32, column: u32) -> Origin {
        Origin {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            cell: address(row, column).into(),
        }
    }
}

impl Row {
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        // No cell stands further on than if none before it were blank, and few are.
        let first = self.cells.first()?.0;
        let furthest = (column.checked_sub(first)? as usize).min(self.cells.len() - 1);
        let (at, cell) = &self.cells[furthest];
        if *at == column {
            return Some(cell);
        }
        let before = &self.cells[..furthest];
        let at = before.binary_search_by_key(&column, |(c, _)| *c).ok()?;
        Some(&before[at].1)
    }
}

/// What stands in one place of a row, without a copy.
#[derive(Debug, Clone, Copy)]
pub enum Held<'l> {
    Nothing,
    /// Plain text as bytes of UTF-8: a table repeats a handful of texts millions of times, and
    /// those are known by their bytes.
    Text(&'l [u8]),
    Cell(&'l Cell),
}

impl<'l> Held<'l> {
    pub fn of(cell: &'l Cell) -> Held<'l> {
        match &cell.content {
            Content::Text(text) if cell.format == Format::General => Held::Text(text.as_bytes()),
            _ => Held::Cell(cell),
        }
    }

    /// As a person would copy it; empty for nothing.
    pub fn raw(&self) -> String {
        match self {
            Held::Nothing => String::new(),
            Held::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Held::Cell(cell) => cell.raw(),
        }
    }

    /// The text of something that names a thing: text or a number; `None` for all else.
    pub fn label(&self) -> Option<String> {
        match self {
            Held::Nothing => None,
            Held::Text(_) => Some(self.raw()),
            Held::Cell(cell) => match &cell.content {
                Content::Text(text) => Some(text.clone()),
                Content::Number(n) => Some(number_text(*n)),
                _ => None,
            },
        }
    }
}

/// One row of a table, however its file holds it.
pub trait Line {
    fn held(&self, column: u32) -> Held<'_>;

    /// The value of the merged area that the place lies in, if it lies in one.
    fn merged(&self, _column: u32) -> Option<Held<'_>> {
        None
    }
}

/// Takes the rows of a table piece by piece. Rows count from 0 within their piece.
pub trait TakeRows {
    type Piece: Send;

    fn row<L: Line>(&mut self, row: u32, line: &L);

    /// A row whose values may stand in wrong columns.
    fn broken(&mut self, row: u32);

    /// What the rows since the last call come to; `rows` is how many the piece takes up.
    fn piece(&mut self, rows: u32) -> Self::Piece;
}

/// A row of a grid.
pub struct GridLine<'g> {
    pub grid: &'g Grid,
    pub row: &'g Row,
}

impl Line for GridLine<'_> {
    fn held(&self, column: u32) -> Held<'_> {
        self.row.cell(column).map_or(Held::Nothing, Held::of)
    }

    fn merged(&self, column: u32) -> Option<Held<'_>> {
        let area = self.grid.merged_at(self.row.index, column)?;
        Some(self.grid.cell(area.first.0, area.first.1).map_or(Held::Nothing, Held::of))
    }
}

impl Cell {
    /// The content as a person would copy it, for messages and traces.
    pub fn raw(&self) -> String {
        match &self.content {
            Content::Text(t) | Content::Time(t) | Content::Error(t) | Content::Broken(t) => {
                t.clone()
            }
            Content::Number(n) if self.format == Format::Percent => {
                format!("{}%", crate::grid::number_text(n * 100.0))
            }
            Content::Number(n) if self.format == Format::PercentText => {
                format!("{}%", number_text(*n))
            }
            Content::Number(n) => number_text(*n),
            Content::Bool(true) => "TRUE".into(),
            Content::Bool(false) => "FALSE".into(),
            Content::Date(d) => d.format("%d/%m/%Y").to_string(),
            Content::Uncomputed => String::new(),
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(t) => Some(t),
            _ => None,
        }
    }
}

/// A stored number as Excel shows it in a general cell: at most 15 significant digits.
pub fn number_text(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 {
        return (n as i64).to_string();
    }
    match crate::terms::Exact::from_cell_float(n) {
        Some(exact) => exact.to_plain(),
        None => n.to_string(),
    }
}

/// `(13, 6)` → `G14`.
pub fn address(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// `G14` → `(13, 6)`; `None` outside of what a sheet can have.
pub fn position(a1: &[u8]) -> Option<(u32, u32)> {
    let letters = a1.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let digits = &a1[letters..];
    if !(1..=3).contains(&letters) || !(1..=7).contains(&digits.len()) {
        return None;
    }
    let letter = |n: u32, b: &u8| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1;
    let column = a1[..letters].iter().fold(0, letter);
    let mut row = 0;
    for digit in digits {
        row = row * 10 + u32::from(digit.checked_sub(b'0').filter(|d| *d < 10)?);
    }
    let inside = (1..=1_048_576).contains(&row) && column <= 16_384;
    inside.then(|| (row - 1, column - 1))
}

/// `0` → `A`, `26` → `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut n = column + 1;
    while n > 0 {
        letters.push(b'A' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    letters.iter().rev().map(|b| *b as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_shown_like_all_others() {
        let whole = [0.0, -0.0, 1.0, -7.0, 200_000.0, 999_999_999_999_999.0, -1e14];
        let others = [1e15, 1e16, 0.5, 62.50000000000001, 1e15 + 0.5, f64::MAX];
        for n in whole.into_iter().chain(others) {
            let exact = crate::terms::Exact::from_cell_float(n).unwrap();
            assert_eq!(number_text(n), exact.to_plain(), "{n}");
        }
    }

    #[test]
    fn cells_are_found_whatever_is_blank_around_them() {
        let cell = |n: u32| Cell {
            content: Content::Number(n.into()),
            format: Format::General,
            by_formula: false,
        };
        for blank in 0u32..64 {
            let columns = (3u32..9).filter(|c| blank & (1 << (c - 3)) == 0);
            let row = Row { index: 0, cells: columns.clone().map(|c| (c, cell(c))).collect() };
            for column in 0..12 {
                let expected = columns.clone().find(|c| *c == column).map(cell);
                assert_eq!(row.cell(column), expected.as_ref(), "{blank:b} {column}");
            }
        }
    }

    #[test]
    fn addresses_are_a1() {
        assert_eq!(address(13, 6), "G14");
        assert_eq!(address(0, 26), "AA1");
        assert_eq!(address(1_048_575, 16_383), "XFD1048576");
        for (row, column) in [(13, 6), (0, 26), (1_048_575, 16_383)] {
            assert_eq!(position(address(row, column).as_bytes()), Some((row, column)));
        }
        for bad in ["", "G", "14", "XFE1", "A0", "A1048577", "G14x", "AAAA1", "A-1"] {
            assert_eq!(position(bad.as_bytes()), None, "{bad}");
        }
    }
}
