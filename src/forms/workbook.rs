//! What a form is made of: cells with a role, answer cells with what they accept, formulas,
//! protection and paper. Neutral: a writer turns it into a workbook.

use crate::report::block::{Align, Figure, Look, Role};
use crate::terms::{Date, Exact};

/// A workbook that goes out to be filled in.
#[derive(Debug, Clone)]
pub struct FormBook {
    pub title: String,
    /// Who sends it out.
    pub author: String,
    /// Of the round; the file's creation date is its first day.
    pub year: i32,
    pub sheet: FormSheet,
    /// The hidden sheet by which the form is recognised when it comes back.
    pub hidden: Hidden,
    /// A hidden sheet of formulas, with its name.
    pub workings: Option<(&'static str, Vec<Vec<Content>>)>,
}

/// The hidden sheet: rows of name and value, and the lists of long drop-downs.
#[derive(Debug, Clone, Default)]
pub struct Hidden {
    pub rows: Vec<Vec<String>>,
}

/// The sheet that people see and print.
#[derive(Debug, Clone, Default)]
pub struct FormSheet {
    pub name: String,
    pub columns: Vec<FormColumn>,
    pub rows: Vec<FormRow>,
    /// The row of column headings: frozen, repeated on every paper.
    pub header: u32,
    /// How many columns stay in sight.
    pub fixed_columns: u16,
    pub footer: [String; 2],
}

/// A column with its width in digits of the text font.
#[derive(Debug, Clone, Copy)]
pub struct FormColumn {
    pub width: f64,
    /// Columns that only the program reads.
    pub hidden: bool,
}

#[derive(Debug, Clone, Default)]
pub struct FormRow {
    pub cells: Vec<FormCell>,
}

#[derive(Debug, Clone)]
pub struct FormCell {
    /// First and last column; several are one merged cell.
    pub columns: (u16, u16),
    pub content: Content,
    pub style: Style,
    /// The cell may be written in. All others are locked.
    pub answer: Option<Answer>,
    /// Shown beside the cell: where a prefilled value comes from.
    pub remark: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Blank,
    Text(String),
    Number(Exact),
    Date(Date),
    /// An Excel formula, with what it gives while nothing is filled in.
    Formula {
        text: String,
        result: String,
    },
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// A line outside the table.
    Line(Role),
    /// A line outside the table, at the left, whatever its role.
    Fact {
        bold: bool,
        figure: Option<Figure>,
    },
    /// A column heading.
    Heading,
    Cell {
        look: Look,
        align: Align,
        shown: Shown,
    },
}

/// How the content of a cell is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    Text,
    Number(Figure),
    Date,
}

/// What may be written into a cell, with the words that Excel shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub accepts: Accepts,
    /// Shown when the cell is entered: title and text.
    pub prompt: (String, String),
    /// Shown when something else is written.
    pub error: String,
    /// The value was put in beforehand.
    pub prefilled: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Accepts {
    /// Any text.
    Text,
    /// A whole number, not negative.
    Whole,
    /// A number between these.
    Decimal(Exact, Exact),
    /// A date between these.
    Date(Date, Date),
    /// A date between these, or the word “Không”.
    DateOrNo(Date, Date),
    /// One of these.
    OneOf(Vec<String>),
}

impl FormCell {
    pub fn new(column: u16, content: Content, style: Style) -> FormCell {
        FormCell { columns: (column, column), content, style, answer: None, remark: None }
    }

    pub fn text(column: u16, text: impl Into<String>, style: Style) -> FormCell {
        FormCell::new(column, Content::Text(text.into()), style)
    }

    /// One cell over several columns.
    pub fn wide(columns: (u16, u16), text: impl Into<String>, style: Style) -> FormCell {
        FormCell { columns, ..FormCell::text(columns.0, text, style) }
    }

    pub fn answered_by(mut self, answer: Answer) -> FormCell {
        self.answer = Some(answer);
        self
    }
}

impl Style {
    /// A plain cell of the table with text.
    pub fn plain(align: Align) -> Style {
        Style::Cell { look: Look::Plain, align, shown: Shown::Text }
    }

    pub fn look(look: Look, align: Align) -> Style {
        Style::Cell { look, align, shown: Shown::Text }
    }

    pub fn number(look: Look, figure: Figure) -> Style {
        Style::Cell { look, align: Align::Centre, shown: Shown::Number(figure) }
    }
}

impl FormSheet {
    /// Adds a row; gives its position.
    pub fn push(&mut self, cells: Vec<FormCell>) -> u32 {
        self.rows.push(FormRow { cells });
        self.rows.len() as u32 - 1
    }

    pub fn last_column(&self) -> u16 {
        self.columns.len().saturating_sub(1) as u16
    }
}
