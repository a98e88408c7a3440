//! The search for the header row or rows.

use super::{
    Accepted, Column, Fault, FoundColumn, HEADER_ROWS, TALLEST, Table, bare, label_of, spans,
};
use crate::grid::{Cell, Content, Grid, Row, address};
use crate::text::fold;

/// A longer text names no column; survey questions may be long.
const LONGEST: usize = 2_000;

/// A cell of the first rows as a name, folded once.
#[derive(Clone)]
struct Name {
    column: u32,
    text: String,
    full: String,
    bare: String,
}

/// The names in a row.
pub(super) struct Line {
    row: u32,
    names: Vec<Name>,
}

/// One header text over one column of the sheet.
pub(super) struct Heading<'l> {
    pub(super) row: u32,
    name: &'l Name,
    /// The name with those of the groups above it in front, nearest group first added.
    grouped: Vec<String>,
}

/// One header text over one column, as a reader of free layouts sees it.
#[derive(Debug, Clone)]
pub struct HeadCell {
    pub row: u32,
    pub column: u32,
    /// As written.
    pub text: String,
    /// Folded.
    pub full: String,
    /// Folded names of the groups above it, the nearest first.
    pub groups: Vec<String>,
}

/// A place where the header may stand, with its texts.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub first: u32,
    pub last: u32,
    pub cells: Vec<HeadCell>,
}

/// Every place where a header may stand: the lower heights first, then from the top.
pub fn candidates(grid: &Grid) -> Vec<Candidate> {
    let mut lines = Vec::new();
    for row in grid.rows.iter().take_while(|r| r.index < HEADER_ROWS + TALLEST) {
        lines.push(line_within(row, LONGEST));
    }
    let mut all = Vec::new();
    for height in 1..=TALLEST {
        for line in lines.iter().filter(|l| l.row < HEADER_ROWS) {
            let (first, last) = (line.row, line.row + height - 1);
            let cells: Vec<HeadCell> = head_cells(grid, &lines, first, height);
            if !cells.is_empty() {
                all.push(Candidate { first, last, cells });
            }
        }
    }
    all
}

fn head_cells(grid: &Grid, lines: &[Line], top: u32, height: u32) -> Vec<HeadCell> {
    let headings = headings(grid, lines, top, height);
    let inside: Vec<&Line> =
        lines.iter().filter(|l| (top..top + height).contains(&l.row)).collect();
    let groups = |heading: &Heading| {
        let above = inside.iter().rev().filter(|l| l.row < heading.row);
        above
            .filter_map(|l| group_of(grid, l, heading.name.column))
            .map(|n| n.full.clone())
            .collect()
    };
    headings
        .iter()
        .map(|heading| HeadCell {
            row: heading.row,
            column: heading.name.column,
            text: heading.name.text.clone(),
            full: heading.name.full.clone(),
            groups: groups(heading),
        })
        .collect()
}

/// The first row below a header that ends in row `last`: a row that numbers the columns
/// belongs to the header.
pub fn first_row_below(grid: &Grid, last: u32) -> u32 {
    last + 1 + u32::from(grid.row(last + 1).is_some_and(numbers_columns))
}

/// Finds the columns in the first rows of the sheet. Of all places that could be the header,
/// the one with the most wanted columns is taken; of equals the lowest in height, then the
/// upper one.
///
/// # Errors
/// No header, a required column missing, or a wanted column twice.
pub fn find(grid: &Grid, columns: &[Column]) -> Result<Table, Fault> {
    let mut lines: Vec<Line> = Vec::new();
    let mut best: Option<(usize, u32, u32)> = None;
    let is_full =
        |best: &Option<(usize, u32, u32)>| best.is_some_and(|(score, ..)| score == columns.len());
    // Most headers are one row and complete: nothing below it is looked at.
    for row in grid.rows.iter().take_while(|r| r.index < HEADER_ROWS + TALLEST) {
        lines.push(line(row, columns));
        if row.index < HEADER_ROWS {
            weigh(grid, columns, &lines, (row.index, 1), &mut best);
        }
        if is_full(&best) {
            break;
        }
    }
    for height in 2..=TALLEST {
        for line in lines.iter().filter(|l| l.row < HEADER_ROWS) {
            if is_full(&best) {
                break;
            }
            weigh(grid, columns, &lines, (line.row, height), &mut best);
        }
    }
    let required = || columns.iter().filter(|c| c.required);
    let wanted = required().count();
    match best {
        Some((score, row, height)) if score >= 2 || (score == 1 && wanted <= 1) => {
            build(grid, columns, &headings(grid, &lines, row, height), (row, row + height - 1))
        }
        _ => Err(Fault::NoHeader(required().map(|c| c.name.clone()).collect())),
    }
}

fn weigh(
    grid: &Grid,
    columns: &[Column],
    lines: &[Line],
    (row, height): (u32, u32),
    best: &mut Option<(usize, u32, u32)>,
) {
    let headings = headings(grid, lines, row, height);
    let score = columns.iter().filter(|c| !matching(c, &headings).is_empty()).count();
    if score > best.map_or(0, |(s, ..)| s) && is_one(columns, lines, (row, height)) {
        *best = Some((score, row, height));
    }
}

/// Whether the rows can be one header: two rows that say the same names are two headers, with what
/// stands between them. A group and the column below it say different ones.
pub(super) fn is_one(columns: &[Column], lines: &[Line], (top, height): (u32, u32)) -> bool {
    let inside = lines.iter().filter(|l| (top..top + height).contains(&l.row));
    let wanted = |own: &&Name| columns.iter().flat_map(|c| &c.names).any(|n| n.full == own.full);
    let said = |line: &Line| line.names.iter().filter(wanted).map(|n| n.full.clone()).collect();
    let rows: Vec<Vec<String>> = inside.map(said).collect();
    let shared = |a: &[String], b: &[String]| a.iter().filter(|name| b.contains(name)).count();
    (1..rows.len()).all(|at| rows[..at].iter().all(|above| shared(above, &rows[at]) < 2))
}

pub(super) fn line(row: &Row, columns: &[Column]) -> Line {
    // A text far longer than every name, with room for a unit in parentheses, is none of them;
    // folding the long texts of forms would cost more than reading them.
    let names = columns.iter().flat_map(|c| &c.names);
    let longest = (2 * names.map(|n| n.full.len()).max().unwrap_or(0) + 40).min(LONGEST);
    line_within(row, longest)
}

fn line_within(row: &Row, longest: usize) -> Line {
    let names = row.cells.iter().filter_map(|(column, cell)| {
        let text = label_of(cell).filter(|t| t.len() <= longest)?;
        let full = fold(&text);
        (!full.is_empty()).then(|| Name { column: *column, bare: bare(&full), full, text })
    });
    Line { row: row.index, names: names.collect() }
}

pub(super) fn build(
    grid: &Grid,
    columns: &[Column],
    headings: &[Heading],
    header: (u32, u32),
) -> Result<Table, Fault> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for column in columns {
        match matching(column, headings).as_slice() {
            [] if column.required => missing.push(column.name.clone()),
            [] => {}
            [one]
                if let Some(other) =
                    spans::other_figures(grid, (one.row, one.name.column), header.1) =>
            {
                return Err(Fault::Twice {
                    name: column.name.clone(),
                    first: address(one.row, one.name.column),
                    second: address(one.row, other),
                });
            }
            [one] => found.push(FoundColumn {
                id: column.id.clone(),
                name: column.name.clone(),
                column: one.name.column,
                row: one.row,
                text: one.name.text.clone(),
                variation: is_variation(column, one),
            }),
            [one, two, ..] => {
                return Err(Fault::Twice {
                    name: column.name.clone(),
                    first: address(one.row, one.name.column),
                    second: address(two.row, two.name.column),
                });
            }
        }
    }
    if !missing.is_empty() {
        return Err(Fault::Missing(missing));
    }
    Ok(Table { header, first_row: first_row_below(grid, header.1), found })
}

fn is_variation(column: &Column, heading: &Heading) -> bool {
    let own = column.names.first();
    let grouped = own.is_some_and(|n| heading.grouped.contains(&n.bare));
    heading.name.text.trim() != column.name && !grouped
}

/// Whether a cell of a row says a name: as it is, or also but for units, numbers and stars.
pub(super) fn matches(line: &Line, name: &Accepted, exact: bool) -> bool {
    let bare = |own: &Name| !exact && !name.bare.is_empty() && own.bare == name.bare;
    line.names.iter().any(|own| own.full == name.full || bare(own))
}

/// The headings that mean the column: those that say one of its names in full, else those
/// that say one but for units, numbers and stars, else those that say one with their group.
/// Of several names the first that is there counts.
pub(super) fn matching<'h, 'l>(
    column: &Column,
    headings: &'h [Heading<'l>],
) -> Vec<&'h Heading<'l>> {
    let tests: [fn(&Heading, &Accepted) -> bool; 3] = [
        |h, n| h.name.full == n.full,
        |h, n| !n.bare.is_empty() && h.name.bare == n.bare,
        |h, n| !n.bare.is_empty() && h.grouped.contains(&n.bare),
    ];
    for test in tests {
        for name in &column.names {
            let all: Vec<_> = headings.iter().filter(|h| test(h, name)).collect();
            if !all.is_empty() {
                return all;
            }
        }
    }
    Vec::new()
}

/// The lowest name of every column within the rows of a header that starts at `top`.
pub(super) fn headings<'l>(
    grid: &Grid,
    lines: &'l [Line],
    top: u32,
    height: u32,
) -> Vec<Heading<'l>> {
    let last = top + height - 1;
    let lines: Vec<&Line> = lines.iter().filter(|l| (top..=last).contains(&l.row)).collect();
    // A header that is taller than its last text is the same header one row shorter.
    if lines.last().is_none_or(|l| l.row != last) {
        return Vec::new();
    }
    let mut columns: Vec<u32> =
        lines.iter().flat_map(|l| l.names.iter().map(|n| n.column)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.iter().filter_map(|&column| heading(grid, &lines, column)).collect()
}

fn heading<'l>(grid: &Grid, lines: &[&'l Line], column: u32) -> Option<Heading<'l>> {
    let (at, name) =
        lines.iter().enumerate().rev().find_map(|(at, line)| {
            line.names.iter().find(|n| n.column == column).map(|n| (at, n))
        })?;
    let mut grouped = Vec::new();
    let mut joined = name.bare.clone();
    for above in lines[..at].iter().rev() {
        if let Some(group) = group_of(grid, above, column) {
            joined = format!("{} {joined}", group.bare);
            grouped.push(joined.clone());
        }
    }
    Some(Heading { row: lines[at].row, name, grouped })
}

/// The name over a column in an upper header row: its own, that of the merged area it lies
/// in, or, in files that know no merged areas, the nearest to the left.
fn group_of<'l>(grid: &Grid, line: &'l Line, column: u32) -> Option<&'l Name> {
    let at = match grid.merged_at(line.row, column) {
        Some(area) if area.first.0 == line.row => area.first.1,
        _ => column,
    };
    let named = |wanted: u32| line.names.iter().find(|n| n.column == wanted);
    named(at).or_else(|| {
        let left = line.names.iter().rev().find(|n| n.column < column);
        left.filter(|_| grid.merged.is_empty())
    })
}

/// Whether a row only numbers the columns: `(1) (2) (3)`, `A B 1 2`, `(7)=(5)/(6)`. Plain
/// numbers count only when they are many, because a data row may begin with 1, 2, 3.
pub fn numbers_columns(row: &Row) -> bool {
    // Most rows have a longer text and are told at once.
    if row.cells.iter().any(|(_, c)| c.text().is_none_or(|t| t.len() > 24) && !is_number(c)) {
        return false;
    }
    let texts: Vec<String> =
        row.cells.iter().filter_map(|(_, c)| label_of(c)).map(|t| fold(&t)).collect();
    if texts.len() < 3 || texts.len() != row.cells.len() {
        return false;
    }
    let in_parentheses = texts.iter().all(|t| t.starts_with('('));
    let names: Vec<&str> = texts
        .iter()
        .map(|t| t.split('=').next().unwrap_or("").trim_matches(['(', ')', '[', ']', ' ']))
        .collect();
    let numbers: Vec<u32> = names.iter().filter_map(|n| n.parse().ok()).collect();
    let letters = names.iter().take_while(|n| n.len() == 1 && n.parse::<u32>().is_err()).count();
    let rising = numbers.windows(2).all(|w| w[0] < w[1]) && numbers.first().is_none_or(|n| *n <= 2);
    letters + numbers.len() == names.len()
        && rising
        && (in_parentheses || letters > 0 || numbers.len() >= 6)
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell.content, Content::Number(_))
}
