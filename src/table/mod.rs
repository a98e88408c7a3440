//! Finds the table on a sheet that people rearranged: header texts in, column positions out.
//!
//! The header may stand anywhere in the first [`HEADER_ROWS`] rows, in one to three rows with
//! group cells over their children, its columns in any order and between others.

mod header;
mod meta;
mod near;
mod title;
mod unseen;

use crate::grid::{Cell, Content, Grid, Row, address, number_text};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::text::{fold, tidy};

pub use header::{Candidate, HeadCell, candidates, find, first_row_below};
pub use meta::{META, Meta};
pub use title::{Title, other_year, title_value, title_values, years_in};
pub use unseen::note_cells;

/// A header starts within this many rows from the top of the sheet.
pub const HEADER_ROWS: u32 = 30;

/// A column that a form may have, with the header texts it is known by.
#[derive(Debug, Clone)]
pub struct Column {
    /// How the caller asks for it.
    pub id: String,
    /// As people read it: the first accepted text.
    pub name: String,
    pub required: bool,
    names: Vec<Accepted>,
}

#[derive(Debug, Clone)]
struct Accepted {
    full: String,
    bare: String,
}

impl Column {
    /// A column that may be absent.
    pub fn new<S: AsRef<str>>(id: impl Into<String>, names: &[S]) -> Column {
        let names = names.iter().map(AsRef::as_ref);
        Column {
            id: id.into(),
            name: names.clone().next().unwrap_or_default().to_string(),
            required: false,
            names: names.map(|n| Accepted { full: fold(n), bare: bare(n) }).collect(),
        }
    }

    /// A column without which the table is of no use.
    pub fn required<S: AsRef<str>>(id: impl Into<String>, names: &[S]) -> Column {
        Column { required: true, ..Column::new(id, names) }
    }
}

/// Where the columns of a table stand.
#[derive(Debug, Clone)]
pub struct Table {
    /// Rows of the header, inclusive, without the row of column numbers.
    pub header: (u32, u32),
    /// The first row below the header and its row of numbers.
    pub first_row: u32,
    found: Vec<Found>,
}

#[derive(Debug, Clone)]
struct Found {
    id: String,
    name: String,
    column: u32,
    row: u32,
    /// The header as written.
    text: String,
    /// It is known by another text than its own name.
    variation: bool,
}

/// Why there is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing like the header stands in the first rows.
    /// Carries the names of the required columns.
    NoHeader(Vec<String>),
    /// Names of required columns that are not there.
    Missing(Vec<String>),
    /// One column stands twice; A1 addresses.
    Twice { name: String, first: String, second: String },
}

impl Table {
    /// The position of a column by its id.
    pub fn column(&self, id: &str) -> Option<u32> {
        self.found.iter().find(|f| f.id == id).map(|f| f.column)
    }

    /// The cell of a column in a row.
    pub fn cell<'r>(&self, row: &'r Row, id: &str) -> Option<&'r Cell> {
        row.cell(self.column(id)?)
    }

    /// How many of the wanted columns were found.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether a row below the header says the header again, as printed pages do.
    pub fn repeats_header(&self, row: &Row) -> bool {
        let mut same = 0;
        for found in &self.found {
            let Some(cell) = row.cell(found.column) else { continue };
            if cell.text() == Some(found.text.as_str()) {
                same += 1;
            }
        }
        same >= 2.min(self.found.len())
    }

    /// Whether a row only numbers the columns: `(1) (2) (3)`, `A B 1 2`.
    pub fn numbers_columns(row: &Row) -> bool {
        header::numbers_columns(row)
    }

    /// One note per column whose header was understood through another wording.
    pub fn note_variations(&self, grid: &Grid, problems: &mut Problems) {
        for found in self.found.iter().filter(|f| f.variation) {
            problems.push(
                Problem::new(&kinds::table::HEADER_VARIATION, place(grid, found.row, found.column))
                    .with("found", visible(&found.text, &found.name))
                    .with("name", &found.name),
            );
        }
    }
}

/// A header text as a message can quote it: when it reads like the name of the column, what
/// makes it another text is made visible.
fn visible(text: &str, name: &str) -> String {
    let plain = tidy(text);
    if plain != name {
        return plain;
    }
    let shown = text.trim().replace(['\n', '\r'], "↵").replace('\u{A0}', "␣");
    if tidy(&shown) != name {
        return shown;
    }
    // Letters and their marks apart, or characters of no width or of another width.
    let odd = |c: char| !c.is_alphanumeric() && !c.is_ascii();
    text.trim().chars().flat_map(|c| odd(c).then_some('◌').into_iter().chain([c])).collect()
}

impl Fault {
    /// The problem that refuses the sheet's file.
    pub fn problem(&self, grid: &Grid) -> Problem {
        let at = Place { cell: None, ..place(grid, 0, 0) };
        match self {
            Fault::NoHeader(names) => {
                Problem::new(&kinds::table::NO_HEADER, at).with("names", quoted(names))
            }
            Fault::Missing(names) => {
                let problem = Problem::new(&kinds::table::COLUMN_MISSING, at);
                problem.with("names", quoted(names)).with("proposal", "")
            }
            Fault::Twice { name, first, second } => Problem::new(&kinds::table::COLUMN_TWICE, at)
                .with("name", name)
                .with("first", first)
                .with("second", second),
        }
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|n| format!("“{n}”")).collect::<Vec<_>>().join(", ")
}

/// The place of a cell, for problems.
pub fn place(grid: &Grid, row: u32, column: u32) -> Place {
    let cell = Some(address(row, column));
    let sheet = Some(grid.sheet.to_string()).filter(|s| !s.is_empty());
    Place { sheet, cell, ..Place::file(grid.file.as_ref()) }
}

/// The text of a cell that names something; `None` for cells that cannot.
pub fn label_of(cell: &Cell) -> Option<String> {
    match &cell.content {
        Content::Text(text) => Some(text.clone()),
        Content::Number(n) => Some(number_text(*n)),
        _ => None,
    }
}

/// The folded text without what people hang on a header: stars, colons, and trailing
/// parentheses with a unit or a number.
pub(crate) fn bare(text: &str) -> String {
    let mut text = fold(text).replace(['*', ':'], " ");
    loop {
        let trimmed = text.trim_end().trim_end_matches(['.', ',', ';']).trim_end();
        match (trimmed.ends_with(')'), trimmed.rfind('(')) {
            (true, Some(at)) if at > 0 => text = trimmed[..at].to_string(),
            _ => return fold(trimmed),
        }
    }
}

#[cfg(test)]
mod tests;
