//! Puts cells into a grid in whatever order they come, with bounds.

use super::input::Limits;
use crate::grid::{BROKEN_TWICE, Cell, Content, Format, Grid, Mark, Row, address, compute};
use crate::problem::{Place, Problem, Problems, kinds::files};

/// A sheet in the making.
pub(super) struct Builder<'l> {
    limits: &'l Limits,
    rows: Vec<Row>,
    /// Cells that came after a later one.
    late: Vec<(u32, u32, Cell)>,
    count: usize,
    /// Cells of the fullest row so far.
    fullest: usize,
    far: usize,
    first_far: Option<(u32, u32)>,
}

impl<'l> Builder<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Builder {
            limits,
            rows: Vec::new(),
            late: Vec::new(),
            count: 0,
            fullest: 12,
            far: 0,
            first_far: None,
        }
    }

    /// Adds a cell with content.
    pub(super) fn push(&mut self, row: u32, column: u32, cell: Cell) {
        let last = self.rows.last().map(|r| r.index);
        let gap = row.saturating_sub(last.unwrap_or(0));
        if row >= self.limits.rows || column >= self.limits.columns || gap > self.limits.empty_rows
        {
            self.far += 1;
            self.first_far.get_or_insert((row, column));
            return;
        }
        self.count += 1;
        match self.rows.last_mut() {
            Some(current) if current.index == row => {
                if current.cells.last().is_some_and(|(c, _)| *c >= column) {
                    self.late.push((row, column, cell));
                } else {
                    current.cells.push((column, cell));
                }
            }
            Some(current) if current.index > row => self.late.push((row, column, cell)),
            _ => {
                // A row that grows takes twice its room; one wide row must not widen all.
                let last = self.rows.last().map_or(0, |r| r.cells.len());
                self.fullest = self.fullest.max(last);
                let mut cells = Vec::with_capacity(self.fullest.min(2 * last + 8));
                cells.push((column, cell));
                self.rows.push(Row { index: row, cells });
            }
        }
    }

    /// Counts cells that are too far away and were left out before.
    pub(super) fn skip(&mut self, count: usize, first: (u32, u32)) {
        self.far += count;
        self.first_far.get_or_insert(first);
    }

    /// Whether the sheet has more cells than a form can have.
    pub(super) fn is_full(&self) -> bool {
        self.count > self.limits.cells
    }

    /// The rows in order; a cell that came twice is broken, because two readers could see two
    /// values in it.
    pub(super) fn finish(mut self, grid: Grid, problems: &mut Problems) -> Grid {
        for (row, column, cell) in std::mem::take(&mut self.late) {
            self.insert(row, column, cell);
        }
        if let Some((row, column)) = self.first_far {
            problems.push(
                Problem::new(&files::CELLS_FAR, Place::sheet(&*grid.file, &*grid.sheet))
                    .with("count", self.far)
                    .with("first", address(row, column)),
            );
        }
        let rows = std::mem::take(&mut self.rows);
        self.uncomputed(Grid { rows, ..grid })
    }

    /// Cells that look blank but whose formula gives a number: it was never computed.
    fn uncomputed(mut self, mut grid: Grid) -> Grid {
        let blank = |(row, column, mark): (u32, u32, &Mark)| match mark {
            Mark::Formula(text) if grid.cell(row, column).is_none() => {
                compute(&grid, text).map(|_| (row, column))
            }
            _ => None,
        };
        let found: Vec<(u32, u32)> = grid.marks.iter().filter_map(blank).collect();
        self.rows = std::mem::take(&mut grid.rows);
        for (row, column) in found {
            let (content, format) = (Content::Uncomputed, Format::General);
            self.insert(row, column, Cell { content, format, by_formula: true });
        }
        Grid { rows: self.rows, ..grid }
    }

    fn insert(&mut self, row: u32, column: u32, cell: Cell) {
        let at = match self.rows.binary_search_by_key(&row, |r| r.index) {
            Ok(at) => at,
            Err(at) => {
                self.rows.insert(at, Row { index: row, cells: Vec::new() });
                at
            }
        };
        let cells = &mut self.rows[at].cells;
        match cells.binary_search_by_key(&column, |(c, _)| *c) {
            Ok(at) => cells[at].1 = broken(BROKEN_TWICE),
            Err(at) => cells.insert(at, (column, cell)),
        }
    }
}

/// A cell that could not be taken, with the reason.
pub(super) fn broken(reason: &str) -> Cell {
    Cell { content: Content::Broken(reason.into()), format: Format::General, by_formula: false }
}
