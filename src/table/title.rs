//! Facts in the block above the header: *Đơn vị: Phường Long Hoa*.

use super::label_of;
use crate::grid::{Cell, Grid, Row};
use crate::text::{fold, tidy};

/// A fact of the title block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// As written, tidied.
    pub text: String,
    pub row: u32,
    pub column: u32,
}

/// The value beside a label such as `Đơn vị` in the rows above `before`: the text after the
/// colon in the same cell, else the next cell to the right that has content. The labels are
/// compared folded and without their colon; the first that is found wins.
pub fn title_value(grid: &Grid, before: u32, labels: &[&str]) -> Option<Title> {
    let labels: Vec<String> = labels.iter().map(|l| fold(l.trim_end_matches(':'))).collect();
    let rows = || grid.rows.iter().take_while(|r| r.index < before);
    labels.iter().find_map(|label| rows().find_map(|row| beside(row, label)))
}

/// All such values, also within the table: on rows with no more cells than a title has.
pub fn title_values(grid: &Grid, before: u32, labels: &[&str]) -> Vec<Title> {
    let labels: Vec<String> = labels.iter().map(|l| fold(l.trim_end_matches(':'))).collect();
    let rows = grid.rows.iter().take_while(|r| r.index < before);
    let short = rows.filter(|row| row.cells.len() <= MOST_CELLS);
    short.filter_map(|row| labels.iter().find_map(|label| beside(row, label))).collect()
}

/// The year that a title above `before` speaks of, with its row and column, when it is another
/// than `year` and no line there speaks of `year`. A title is a line that holds one of the
/// (folded) words; other lines may well name other years: decrees, dates of signature.
pub fn other_year(grid: &Grid, before: u32, year: i32, words: &[&str]) -> Option<(i32, u32, u32)> {
    let mut other = None;
    for row in grid.rows.iter().take_while(|r| r.index < before) {
        for (column, cell) in &row.cells {
            let text = fold(cell.text().unwrap_or_default());
            let named = years_in(&text);
            if named.contains(&year) {
                return None;
            }
            let is_title = words.iter().any(|word| text.contains(word));
            if let (true, [found], None) = (is_title, named.as_slice(), &other) {
                other = Some((*found, row.index, *column));
            }
        }
    }
    other
}

/// The years after the word “năm”.
pub fn years_in(folded: &str) -> Vec<i32> {
    folded
        .split("năm ")
        .skip(1)
        .filter_map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok().filter(|_| digits.len() == 4)
        })
        .collect()
}

/// The numbers in a (folded) name that may be years: “tự chấm 2025”.
pub fn years_named(folded: &str) -> Vec<i32> {
    let numbers = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() == 4);
    numbers.filter_map(|part| part.parse().ok()).filter(|n| (2000..2100).contains(n)).collect()
}

/// Cells on a line of a title block.
const MOST_CELLS: usize = 4;

fn beside(row: &Row, label: &str) -> Option<Title> {
    row.cells.iter().enumerate().find_map(|(at, (column, cell))| {
        let rest = after_label(cell, label)?;
        if !rest.is_empty() {
            return Some(Title { text: rest, row: row.index, column: *column });
        }
        row.cells[at + 1..].iter().find_map(|(column, cell)| {
            let text = tidy(&label_of(cell)?);
            let bare = text.trim_matches(['.', '…', ' ', ':']).is_empty();
            (!bare).then_some(Title { text, row: row.index, column: *column })
        })
    })
}

/// What follows the label in a cell: empty when the cell is only the label. Dotted lines left
/// to write on are not text.
fn after_label(cell: &Cell, label: &str) -> Option<String> {
    let text = tidy(&label_of(cell)?);
    if fold(&text) == *label {
        return Some(String::new());
    }
    let (before, after) = text.split_once([':', '：'])?;
    (fold(before) == *label)
        .then(|| after.trim().trim_matches(|c| c == '.' || c == '…').trim().to_string())
}
