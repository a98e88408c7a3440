//! A sheet on which the header stands more than once: under which header each row stands.
//!
//! Printed pages repeat the header; people paste tables of other layouts below each other. A
//! repeated header is harmless, one with other columns begins a table of its own: its rows are
//! read by it, or refused when they cannot be, and either is said.

use std::cmp::Reverse;
use std::ops::Range;

use super::header::{Line, build, headings, is_one, line, matches, numbers_columns};
use super::{Accepted, Column, Fault, TALLEST, Table, place};
use crate::grid::{Cell, Content, Grid, Row, column_letters};
use crate::problem::{Place, Problem, Problems, kinds};

/// How the rows of a kind of table are found.
pub struct Layout<'a> {
    pub columns: &'a [Column],
    /// Whether a table with these columns can be read.
    pub usable: &'a dyn Fn(&Table) -> bool,
    /// Whether a cell names something that only rows of this kind of table name.
    pub known: &'a dyn Fn(&Cell) -> bool,
    /// Rows under a header with other columns are read by it; else they are refused.
    pub follows: bool,
}

/// The headers of one sheet from top to bottom, at least one.
#[derive(Debug, Clone)]
pub struct Sections {
    list: Vec<Section>,
}

#[derive(Debug, Clone)]
struct Section {
    /// Rows, inclusive.
    header: (u32, u32),
    first_row: u32,
    read: Read,
}

#[derive(Debug, Clone)]
enum Read {
    By(Table),
    /// Its rows are refused; a problem of this code says so.
    Refused(&'static str),
    /// Another table, with nothing that could be meant for this one.
    Other,
}

/// What stands above a row.
pub enum Under<'s> {
    /// The row is a header, or stands above the first.
    Heading,
    Table(&'s Table),
    Refused,
    Other,
}

impl Sections {
    /// Finds all headers; `main` is the best of the first rows. What changes midway is reported.
    pub fn new(grid: &Grid, main: Table, layout: &Layout<'_>, problems: &mut Problems) -> Sections {
        let finder = Finder { grid, layout, wanted: skeletons(layout.columns) };
        let mut sections = Sections { list: finder.above(&main) };
        sections.list.push(Section::of(main));
        finder.below(&mut sections.list);
        finder.compare(&mut sections.list, problems);
        sections
    }

    /// The table of the first header.
    pub fn first(&self) -> &Table {
        let mut tables = self.list.iter().filter_map(Section::table);
        tables.next().unwrap_or_else(|| unreachable!("the header that was found is among them"))
    }

    /// Under what a row stands.
    pub fn under(&self, row: u32) -> Under<'_> {
        let at = self.list.partition_point(|section| section.header.0 <= row);
        match at.checked_sub(1).and_then(|at| self.list.get(at)) {
            None => Under::Heading,
            Some(section) if row < section.first_row => Under::Heading,
            Some(Section { read: Read::By(table), .. }) => Under::Table(table),
            Some(Section { read: Read::Refused(_), .. }) => Under::Refused,
            Some(Section { read: Read::Other, .. }) => Under::Other,
        }
    }

    /// Refuses the rows below a later header for what only the caller can tell of the table and
    /// its rows.
    pub fn refuse(
        &mut self,
        objection: impl Fn(&Table, Range<u32>) -> Option<Problem>,
        problems: &mut Problems,
    ) {
        for at in 1..self.list.len() {
            let end = self.list.get(at + 1).map_or(u32::MAX, |next| next.header.0);
            let section = &mut self.list[at];
            let Some(table) = section.table() else { continue };
            if let Some(problem) = objection(table, section.first_row..end) {
                section.read = Read::Refused(problem.kind.code);
                problems.push(problem);
            }
        }
    }

    /// The code of what was said of the header that refuses a row.
    pub fn refusal(&self, row: u32) -> Option<&'static str> {
        let at = self.list.partition_point(|section| section.header.0 <= row).checked_sub(1)?;
        match self.list.get(at)?.read {
            Read::Refused(code) => Some(code),
            _ => None,
        }
    }

    /// The table that a row is read by; `None` for headings and for what is not read.
    pub fn table(&self, row: u32) -> Option<&Table> {
        match self.under(row) {
            Under::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn is_heading(&self, row: &Row) -> bool {
        matches!(self.under(row.index), Under::Heading) || numbers_columns(row)
    }
}

impl Section {
    fn of(table: Table) -> Section {
        Section { header: table.header, first_row: table.first_row, read: Read::By(table) }
    }

    fn table(&self) -> Option<&Table> {
        match &self.read {
            Read::By(table) => Some(table),
            _ => None,
        }
    }
}

struct Finder<'a> {
    grid: &'a Grid,
    layout: &'a Layout<'a>,
    /// Of all names, sorted: most rows are told by these at once.
    wanted: Vec<[u8; 4]>,
}

impl Finder<'_> {
    /// Whole tables above the header that names the most: they are no title block.
    fn above(&self, main: &Table) -> Vec<Section> {
        let mut found: Vec<Section> = Vec::new();
        let limit = main.header.0;
        for row in self.grid.rows.iter().take_while(|row| row.index < limit) {
            let free = found.last().is_none_or(|s| row.index >= s.first_row);
            if !free || !self.is_like(row, 2) || has_colon(row) {
                continue;
            }
            let Some((_, Ok(table))) = self.header_at(row.index, 0) else { continue };
            let follows = |r: &&Row| r.index >= table.first_row && r.index < limit;
            let has_rows = self.grid.rows.iter().any(|r| follows(&r));
            if has_rows && 3 * table.len() >= 2 * main.len() && (self.layout.usable)(&table) {
                found.push(Section::of(table));
            }
        }
        found
    }

    /// Headers below the last one that is known.
    fn below(&self, list: &mut Vec<Section>) {
        let Some(main) = list.last().and_then(Section::table) else { return };
        let least = main.len().min(2);
        let mut free = main.first_row;
        let start = self.grid.rows.partition_point(|row| row.index < free);
        for row in &self.grid.rows[start..] {
            if row.index < free || !self.is_like(row, least) {
                continue;
            }
            let Some((header, table)) = self.header_at(row.index, free) else { continue };
            free = super::first_row_below(self.grid, header.1);
            let read = match table {
                Ok(table) if (self.layout.usable)(&table) => Read::By(table),
                _ => Read::Other,
            };
            list.push(Section { header, first_row: free, read });
        }
    }

    /// Whether so many cells of a row are names of different columns.
    fn is_like(&self, row: &Row, least: usize) -> bool {
        let may_name = |cell: &Cell| {
            matches!(&cell.content, Content::Text(text)
                if self.wanted.binary_search(&skeleton(text)).is_ok())
        };
        if row.cells.iter().filter(|(_, cell)| may_name(cell)).count() < least {
            return false;
        }
        let line = line(row, self.layout.columns);
        // A single name must stand there as it is: “Đơn vị:” begins a line of a title.
        let exact = least < 2;
        let named = |column: &&Column| column.names.iter().any(|name| matches(&line, name, exact));
        self.layout.columns.iter().filter(named).count() >= least
    }

    /// The header of one to three rows that holds a row, with its rows from `free` on.
    fn header_at(&self, row: u32, free: u32) -> Option<((u32, u32), Result<Table, Fault>)> {
        let top = row.saturating_sub(TALLEST - 1).max(free);
        let inside = self.grid.rows.iter().skip(self.grid.rows.partition_point(|r| r.index < top));
        let inside = inside.take_while(|r| r.index < row + TALLEST);
        let lines: Vec<Line> = inside.map(|r| line(r, self.layout.columns)).collect();
        let mut best: Option<(usize, Reverse<u32>, u32)> = None;
        for top in top..=row {
            for height in (row - top + 1)..=TALLEST {
                let headings = headings(self.grid, &lines, top, height);
                let found = |c: &&Column| !super::header::matching(c, &headings).is_empty();
                let score = self.layout.columns.iter().filter(found).count();
                let this = (score, Reverse(height), top);
                let is_one = || is_one(self.layout.columns, &lines, (top, height));
                if score > 0 && best.is_none_or(|best| this > best) && is_one() {
                    best = Some(this);
                }
            }
        }
        let (_, Reverse(height), top) = best?;
        let header = (top, top + height - 1);
        let headings = headings(self.grid, &lines, top, height);
        Some((header, build(self.grid, self.layout.columns, &headings, header)))
    }

    /// Compares every header with the one in force.
    fn compare(&self, list: &mut [Section], problems: &mut Problems) {
        let mut force: Option<Table> = None;
        for at in 0..list.len() {
            let end = list.get(at + 1).map_or(u32::MAX, |next| next.header.0);
            let section = &mut list[at];
            let Some(before) = &force else {
                force = section.table().cloned();
                continue;
            };
            if let Read::By(table) = &mut section.read {
                if self.same(before, table) {
                    // What a repeated header leaves out is as it was.
                    let (header, first_row) = (table.header, table.first_row);
                    *table = Table { header, first_row, ..before.clone() };
                    continue;
                }
                self.keep_unsaid(before, table);
                let follows = !self.is_renamed(before, table, section.first_row..end);
                if self.layout.follows && follows {
                    table.note_variations(self.grid, problems);
                    problems.push(self.changed(&kinds::table::HEADER_AGAIN, before, table));
                    force = Some(table.clone());
                    continue;
                }
            }
            if !self.has_known(section.first_row, end) {
                section.read = Read::Other;
                continue;
            }
            let problem = match &section.read {
                Read::By(table) => self.changed(&kinds::table::HEADER_MOVED, before, table),
                _ => self.unusable(section.header),
            };
            section.read = Read::Refused(problem.kind.code);
            problems.push(problem);
        }
    }

    /// Whether a header names every column where it was; a cell left blank says nothing else.
    fn same(&self, before: &Table, new: &Table) -> bool {
        let stays = |f: &super::FoundColumn| before.column(&f.id) == Some(f.column);
        let unsaid = |f: &super::FoundColumn| {
            new.column(&f.id).is_some() || self.is_blank(new.header, f.column)
        };
        new.found.iter().all(stays) && before.found.iter().all(unsaid)
    }

    fn is_blank(&self, header: (u32, u32), column: u32) -> bool {
        (header.0..=header.1).all(|row| self.grid.cell_or_merged(row, column).is_none())
    }

    /// What a header leaves out is as it was, unless another column stands there.
    fn keep_unsaid(&self, before: &Table, new: &mut Table) {
        let lacks = |f: &&super::FoundColumn| new.column(&f.id).is_none();
        let free = |f: &&super::FoundColumn| new.found.iter().all(|g| g.column != f.column);
        let blank = |f: &&super::FoundColumn| self.is_blank(new.header, f.column);
        let kept = before.found.iter().filter(|f| lacks(f) && free(f) && blank(f));
        let kept: Vec<super::FoundColumn> = kept.cloned().collect();
        new.found.extend(kept);
    }

    /// Whether a column that holds something below the new header lost its name there: what it
    /// holds can be read by neither header.
    fn is_renamed(&self, before: &Table, new: &Table, rows: Range<u32>) -> bool {
        let taken = |column: u32| new.found.iter().any(|f| f.column == column);
        let lost = before.found.iter().filter(|f| new.column(&f.id).is_none() && !taken(f.column));
        let lost: Vec<u32> = lost.map(|f| f.column).collect();
        let mut below = self.grid.rows.iter().filter(|row| rows.contains(&row.index));
        below.any(|row| row.cells.iter().any(|(at, _)| lost.contains(at)))
    }

    /// Whether a row from `first` to before `end` names something of this kind of table.
    fn has_known(&self, first: u32, end: u32) -> bool {
        let rows = self.grid.rows.iter().filter(|row| (first..end).contains(&row.index));
        rows.flat_map(|row| &row.cells).any(|(_, cell)| (self.layout.known)(cell))
    }

    fn changed(&self, kind: &crate::problem::Kind, before: &Table, new: &Table) -> Problem {
        let shown = |column: Option<u32>, none: &str| {
            column.map_or_else(|| none.to_string(), column_letters)
        };
        let mut ids: Vec<(&str, &str)> = Vec::new();
        for found in new.found.iter().chain(&before.found) {
            if !ids.iter().any(|(id, _)| *id == found.id) {
                ids.push((&found.id, &found.name));
            }
        }
        ids.retain(|(id, _)| before.column(id) != new.column(id));
        let words = |none: &str, was: &str| {
            let each = ids.iter().map(|(id, name)| {
                let (now, old) = (new.column(id), before.column(id));
                format!("“{name}” {} ({was} {})", shown(now, none), shown(old, none))
            });
            each.collect::<Vec<_>>().join(", ")
        };
        let (vi, en) = (words("không có", "trước:"), words("none", "before:"));
        Problem::new(kind, place_of(self.grid, new.header))
            .with("row", new.header.1 + 1)
            .with("first", before.header.1 + 1)
            .said("raw", vi.clone(), en.clone())
            .said("taken", "đọc theo tiêu đề này", "read by this header")
            .said("columns", vi, en)
    }

    fn unusable(&self, header: (u32, u32)) -> Problem {
        let columns = self.layout.columns.iter();
        let named: Vec<String> = columns.filter(|c| c.required).map(|c| c.name.clone()).collect();
        unusable(self.grid, header, &named)
    }
}

/// A later header that lacks one of these columns, or has one twice.
pub fn unusable(grid: &Grid, header: (u32, u32), columns: &[String]) -> Problem {
    let names = match columns {
        [] => String::new(),
        _ => format!(" ({})", super::quoted(columns)),
    };
    Problem::new(&kinds::table::HEADER_BROKEN, place_of(grid, header))
        .with("row", header.1 + 1)
        .with("names", names)
}

/// The first cell of the last row of a header.
fn place_of(grid: &Grid, header: (u32, u32)) -> Place {
    let row = grid.row(header.1);
    let column = row.and_then(|row| row.cells.first()).map_or(0, |(column, _)| *column);
    place(grid, header.1, column)
}

/// A line of a title block: `Đơn vị:` with its value beside it.
fn has_colon(row: &Row) -> bool {
    row.cells.iter().any(|(_, cell)| cell.text().is_some_and(|t| t.trim_end().ends_with(':')))
}

fn skeletons(columns: &[Column]) -> Vec<[u8; 4]> {
    let names = columns.iter().flat_map(|column| &column.names);
    let mut all: Vec<[u8; 4]> =
        names.flat_map(|n: &Accepted| [skeleton(&n.full), skeleton(&n.bare)]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The first plain consonants before a parenthesis: the same for every way to write a name, and
/// told without folding it.
fn skeleton(text: &str) -> [u8; 4] {
    let mut bones = [0; 4];
    let inside = text.trim_start().bytes().take_while(|b| *b != b'(');
    let letters = inside.filter(u8::is_ascii_alphabetic).map(|b| b.to_ascii_lowercase());
    let consonants = letters.filter(|b| !b"aeiouy".contains(b));
    bones.iter_mut().zip(consonants).for_each(|(bone, letter)| *bone = letter);
    bones
}

#[cfg(test)]
#[path = "sections_tests.rs"]
mod tests;
