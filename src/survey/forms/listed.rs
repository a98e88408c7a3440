//! Where the sheets of forms are, and how their rows are listed.

use std::sync::Arc;

use crate::grid::address;
use crate::problem::Place;

/// So many rows or cells are named; the others are counted.
pub(super) const NAMED: usize = 10;
/// So many different odd texts of a question are told apart, and quoted.
pub(super) const TEXTS: usize = 200;
/// A quoted cell is cut after so many characters.
pub(super) const QUOTED: usize = 60;

/// Where a sheet is.
#[derive(Debug, Clone)]
pub(crate) struct SheetName {
    pub file: Arc<str>,
    /// Empty for CSV.
    pub sheet: Arc<str>,
}

impl SheetName {
    pub(crate) fn place(&self, row: u32, column: u32) -> Place {
        let sheet = Some(self.sheet.to_string()).filter(|s| !s.is_empty());
        let cell = Some(address(row, column));
        Place { sheet, cell, ..Place::file(self.file.as_ref()) }
    }
}

/// `5, 9, 12 … (+34)`
pub(crate) fn listed(named: Vec<String>, count: usize) -> String {
    let more = count - named.len();
    let list = named.join(", ");
    if more == 0 { list } else { format!("{list} … (+{more})") }
}
