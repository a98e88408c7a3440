//! Finds the table on a sheet that people rearranged: header texts in, column positions out.
//!
//! The header may stand anywhere in the first [`HEADER_ROWS`] rows, in one to three rows with
//! group cells over their children, its columns in any order and between others.

mod header;
mod meta;
mod near;
mod one_sheet;
mod repeated;
mod sections;
mod spans;
mod title;
mod total;
mod uneven;
mod unseen;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::grid::{Cell, Content, Grid, Identity, Row, address, copies, number_text};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::text::{fold, tidy};

pub use header::{Candidate, HeadCell, candidates, find, first_row_below, numbers_columns};
pub use meta::{META, Meta};
pub use one_sheet::one_sheet;
pub use repeated::{Differs, Repeated, RepeatedColumns};
pub use sections::{Layout, Sections, Under, unusable};
pub use title::{Title, other_year, title_value, title_values, years_in, years_named};
pub use total::{is_plain_total, is_plain_total_row, is_total, is_total_row, sum_above, sum_note};
pub use uneven::with_uneven;
pub use unseen::note_cells;

/// A header starts within this many rows from the top of the sheet.
pub const HEADER_ROWS: u32 = 30;

/// How many rows a header may take.
const TALLEST: u32 = 3;

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
    found: Vec<FoundColumn>,
}

#[derive(Debug, Clone)]
struct FoundColumn {
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
                let problem = Problem::new(&kinds::table::NO_HEADER, at);
                with_uneven(problem, grid).with("names", quoted(names))
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

/// Takes away the sheets that say the same as an earlier one, and says which.
pub fn without_copies<T>(list: &mut Vec<T>, grid: impl Fn(&T) -> &Grid, problems: &mut Problems) {
    without_copies_of(list, grid, |_| (), problems);
}

/// Like [`without_copies`] where sheets of different owners are no copies of each other.
pub fn without_copies_of<T, O: PartialEq>(
    list: &mut Vec<T>,
    grid: impl Fn(&T) -> &Grid,
    owner: impl Fn(&T) -> O,
    problems: &mut Problems,
) {
    let grids: Vec<&Grid> = list.iter().map(&grid).collect();
    let mut found = copies(&grids);
    // A sheet that its name gives to another year says something else with the same cells.
    found.retain(|(copy, first)| {
        years_of(grids[*copy]) == years_of(grids[*first])
            && owner(&list[*copy]) == owner(&list[*first])
    });
    problems
        .push_all(found.iter().map(|(copy, first)| copy_of(grids[*copy], &sheet(grids[*first]))));
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        !found.iter().any(|(copy, _)| copy + 1 == at)
    });
}

/// The tables read so far by what they say, wherever they stand.
#[derive(Default)]
pub struct TablesRead(BTreeMap<Identity, Place>);

impl TablesRead {
    /// Whether a sheet says the same as one before it; then it is told.
    pub fn is_copy(&mut self, grid: &Grid, problems: &mut Problems) -> bool {
        match self.0.entry(grid.identity()) {
            Entry::Occupied(first) => {
                problems.push(copy_of(grid, first.get()));
                true
            }
            Entry::Vacant(place) => {
                place.insert(sheet(grid));
                false
            }
        }
    }
}

/// The years that the name of a sheet has in it.
fn years_of(grid: &Grid) -> Vec<&str> {
    let runs = grid.sheet.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"))).collect()
}

/// The note that a sheet says the same as the one at another place.
fn copy_of(grid: &Grid, first: &Place) -> Problem {
    Problem::new(&kinds::table::COPY, sheet(grid))
        .with("first", first)
        .with("raw", sheet(grid))
        .said("taken", "không tính thêm", "not counted again")
}

/// The place of a whole sheet.
pub fn sheet(grid: &Grid) -> Place {
    Place { cell: None, ..place(grid, 0, 0) }
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
