//! The cells of one xlsx sheet: each as calamine reads it, with what the inspection says of it.

use std::io::Cursor;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use calamine::{DataRef, Style, Xlsx, XlsxCellReader, XlsxError};

use super::addresses::nth_cells;
use super::inspection::{Beside, Inspection};
use crate::grid::{BROKEN_MARKUP, BROKEN_STORED, Cell, Content, Font, Format, Grid, Mark};
use crate::problem::{Problem, Problems, kinds::files};
use crate::read::build::{Builder, broken};
use crate::read::cells::{date_content, font_mark, iso_content, text_content};
use crate::read::input::Input;
use crate::read::number_format::NumberFormat;
use crate::read::side_by_side::LARGE;

/// What a style says of the cells that have it.
struct CellStyle {
    number: NumberFormat,
    is_plain: bool,
    struck: bool,
    font: Option<Font>,
}

impl CellStyle {
    fn of(style: &Style) -> CellStyle {
        let number = match &style.number_format {
            Some(number) => NumberFormat::new(&number.format_code, number.format_id),
            None => NumberFormat::default(),
        };
        let font = style.font.as_ref();
        CellStyle {
            is_plain: number.is_plain(),
            number,
            struck: font.is_some_and(|font| font.strikethrough),
            font: font.and_then(|font| Font::named(font.name.as_deref()?)),
        }
    }
}

pub(super) type Book = Xlsx<Cursor<Vec<u8>>>;
pub(super) type Marked = ((u32, u32), Mark);

/// # Errors
/// Too many cells, or another number of them than the inspection has counted.
pub(super) fn sheet_cells(
    input: &Input<'_>,
    book: &mut Book,
    (part, found): (&str, &Inspection),
    (grid, marks): (Grid, Vec<Marked>),
    problems: &mut Problems,
) -> Result<Grid, Problem> {
    let mut reader = book.worksheet_cells_reader(&grid.sheet).map_err(|e| refused(input, &e))?;
    let mut sheet = Sheet {
        input,
        name: grid.sheet.clone(),
        is_1904: grid.dates_1904,
        styles: reader.styles().iter().map(CellStyle::of).collect(),
        cells: Builder::new(input.limits),
        beside: &found.beside,
        marks,
        seen: 0,
        bad: Vec::new(),
    };
    match part.len() {
        LARGE.. => take_beside(&mut reader, &mut sheet)?,
        _ => while sheet.take(reader.next_cell_with_style_id())? {},
    }
    let Sheet { mut cells, marks, seen, bad, .. } = sheet;
    if seen != found.cells {
        return Err(odd(input, &grid.sheet));
    }
    let numbers: Vec<usize> = bad.iter().map(|(nth, _)| *nth).collect();
    let places = nth_cells(part, &numbers).ok_or_else(|| odd(input, &grid.sheet))?;
    for ((row, column), (_, cell)) in places.into_iter().zip(bad) {
        cells.push(row, column, cell);
    }
    let grid = Grid { marks: marks.into(), ..grid };
    Ok(cells.finish(grid, problems))
}

/// What calamine gives for the next cell: the cell with its style, the end, or an error.
type Next<'b> = Result<Option<(calamine::Cell<DataRef<'b>>, usize)>, XlsxError>;

/// Cells that go to the other thread together, and how many such lots may wait for it.
const LOT: usize = 1_000;
const LOTS: usize = 64;

/// Takes all cells of a large sheet in a thread of its own, while calamine reads on in this one,
/// which catches its panics.
fn take_beside<'b>(
    reader: &mut XlsxCellReader<'b, Cursor<Vec<u8>>>,
    sheet: &mut Sheet<'_>,
) -> Result<(), Problem> {
    let (give, given) = sync_channel::<Vec<Next<'b>>>(LOTS);
    let took = thread::scope(|scope| {
        let take = || given.into_iter().flatten().try_for_each(|next| sheet.take(next).map(drop));
        let taker = thread::Builder::new().spawn_scoped(scope, take).ok()?;
        loop {
            let mut lot = Vec::with_capacity(LOT);
            let mut is_last = false;
            while lot.len() < LOT && !is_last {
                let next = reader.next_cell_with_style_id();
                is_last = match &next {
                    Ok(cell) => cell.is_none(),
                    Err(e) => bad_cell(e).is_none(),
                };
                lot.push(next);
            }
            // nobody takes any more when the sheet is refused
            if give.send(lot).is_err() || is_last {
                break;
            }
        }
        drop(give);
        Some(taker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    // No thread to be had.
    took.unwrap_or_else(|| {
        while sheet.take(reader.next_cell_with_style_id())? {}
        Ok(())
    })
}

/// A sheet in the making.
struct Sheet<'s> {
    input: &'s Input<'s>,
    name: Arc<str>,
    is_1904: bool,
    styles: Vec<CellStyle>,
    cells: Builder<'s>,
    /// What the inspection says of the cells still to come.
    beside: &'s [(usize, Beside)],
    marks: Vec<Marked>,
    /// Cells so far.
    seen: usize,
    /// Cells that calamine could not read, by their number: it does not say where they stand.
    bad: Vec<(usize, Cell)>,
}

impl Sheet<'_> {
    /// Takes the next cell; `false` at the end.
    fn take(&mut self, next: Next<'_>) -> Result<bool, Problem> {
        let here = self.beside.iter().take_while(|(nth, _)| *nth == self.seen).count();
        let (beside, later) = self.beside.split_at(here);
        match next {
            Ok(None) => return Ok(false),
            Ok(Some((cell, style))) => {
                let at = cell.get_position();
                let read = Read { value: cell.get_value(), is_1904: self.is_1904, beside };
                if let Some(cell) = read.cell(at, self.styles.get(style), &mut self.marks) {
                    self.cells.push(at.0, at.1, cell);
                }
            }
            Err(e) => {
                let cell = bad_cell(&e).ok_or_else(|| refused(self.input, &e))?;
                self.bad.push((self.seen, cell));
            }
        }
        self.beside = later;
        self.seen += 1;
        if self.cells.is_full() || self.bad.len() > self.input.limits.cells {
            return Err(self.input.too_many_cells(&self.name));
        }
        Ok(true)
    }
}

/// A cell as calamine reads it, with what the inspection says of it.
struct Read<'r> {
    value: &'r DataRef<'r>,
    is_1904: bool,
    beside: &'r [(usize, Beside)],
}

impl Read<'_> {
    fn cell(
        &self,
        at: (u32, u32),
        style: Option<&CellStyle>,
        marks: &mut Vec<Marked>,
    ) -> Option<Cell> {
        if self.beside.iter().any(|(_, beside)| *beside == Beside::Picture) {
            return None;
        }
        let (mut by_formula, mut marked, mut font) = (false, false, None);
        for (_, beside) in self.beside {
            match beside {
                Beside::Picture => {}
                Beside::Unclear => return Some(broken(BROKEN_MARKUP)),
                Beside::Formula(text) => {
                    by_formula = true;
                    marks.push((at, Mark::Formula(text.clone())));
                }
                Beside::Runs(runs) => (marked, font) = (runs.marked, runs.font),
            }
        }
        let content = self.content(by_formula)?;
        let mut format = Format::General;
        if let Some(style) = style {
            if style.struck {
                marks.push((at, Mark::Struck));
            }
            if let Content::Number(n) = content {
                if !style.is_plain {
                    format = style.number.meaning(n);
                    marks.extend(style.number.shown(n).map(|text| (at, Mark::Shown(text))));
                }
            } else if matches!(content, Content::Date(_)) {
                format = style.number.meaning(1.0);
            }
            font = font.or(style.font);
        }
        if let Content::Text(text) = &content {
            format = if marked { Format::Marked } else { Format::General };
            marks.extend(font_mark(font, text).map(|mark| (at, mark)));
        }
        Some(Cell { content, format, by_formula })
    }

    fn content(&self, by_formula: bool) -> Option<Content> {
        let text = |s: &str| (!s.is_empty()).then(|| text_content(s));
        Some(match self.value {
            DataRef::Empty if by_formula => Content::Uncomputed,
            DataRef::Empty => return None,
            DataRef::SharedString(s) => return text(s),
            DataRef::String(s) => return text(s),
            DataRef::Int(n) => Content::Number(*n as f64),
            DataRef::Float(n) => Content::Number(*n),
            DataRef::Bool(b) => Content::Bool(*b),
            DataRef::DateTime(d) => date_content(d, self.is_1904),
            DataRef::DateTimeIso(s) => iso_content(s),
            DataRef::DurationIso(s) => Content::Time(s.clone()),
            DataRef::Error(e) => Content::Error(e.to_string()),
        })
    }
}

/// The cell that an error stands for, when the reader can go on after it.
fn bad_cell(error: &XlsxError) -> Option<Cell> {
    match error {
        XlsxError::CellError(text) => {
            Some(Cell { content: Content::Error(text.clone()), ..broken("") })
        }
        XlsxError::Unexpected(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::CellTAttribute(_)
        | XlsxError::Unrecognized { .. }
        | XlsxError::UnexpectedNode(_) => Some(broken(BROKEN_STORED)),
        _ => None,
    }
}

pub(super) fn odd(input: &Input<'_>, sheet: &str) -> Problem {
    input.problem(&files::FILE_ODD).with("detail", sheet)
}

pub(super) fn refused(input: &Input<'_>, error: &XlsxError) -> Problem {
    match error {
        XlsxError::Password => input.problem(&files::FILE_PASSWORD),
        _ => input.problem(&files::FILE_DAMAGED).with("detail", error),
    }
}
