//! xlsx and xlsm, cell by cell: one bad cell spoils itself, never its sheet.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, Style, Xlsx, XlsxError};

use super::{
    check_names, date_content, format_of, is_visible, iso_content, marks, parts, text_content,
};
use crate::grid::{Cell, Content, Format, Grid};
use crate::problem::{Problem, Problems, kinds::files};
use crate::read::build::{Builder, broken};
use crate::read::package::{Package, Part};
use crate::read::{Input, Limits};

type Book = Xlsx<Cursor<Vec<u8>>>;

pub fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    let mut package = Package::open(input)?;
    if package.has_macros {
        problems.push(input.problem(&files::FILE_MACRO));
    }
    let sheets = parts::sheets(&package)
        .ok_or_else(|| input.problem(&files::FILE_DAMAGED).with("detail", "workbook.xml"))?;
    for part in &mut package.parts {
        let strings = part.key.ends_with("sharedstrings.xml");
        if strings {
            marks::hide_count(&mut part.bytes);
        }
        if let Some(marked) = marks::mark_runs(&part.bytes, if strings { "si" } else { "is" }) {
            part.bytes = marked;
        }
    }
    let stored = package.stored(input)?;
    let mut book = Xlsx::new(Cursor::new(stored)).map_err(|e| refused(input, &e))?;
    let listed = book.sheets_metadata().to_vec();
    check_names(input, listed.iter().map(|s| s.name.as_str()))?;
    let mut grids = Vec::with_capacity(listed.len());
    for (at, sheet) in listed.iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let part = sheets.get(at).copied().flatten().map(|p| &package.parts[p]);
        let part = part.ok_or_else(|| odd(input, &sheet.name))?;
        if !marks::has_plain_values(&part.bytes) {
            return Err(odd(input, &sheet.name));
        }
        let grid = Grid {
            file: input.shown.into(),
            sheet: sheet.name.as_str().into(),
            visible: is_visible(sheet.visible),
            merged: marks::merged(&part.bytes),
            hidden_rows: marks::hidden_rows(&part.bytes),
            dates_1904: book.has_1904_epoch(),
            ..Grid::default()
        };
        grids.push(sheet_cells(input, &mut book, part, grid, problems)?);
    }
    Ok(grids)
}

fn sheet_cells(
    input: &Input<'_>,
    book: &mut Book,
    part: &Part,
    mut grid: Grid,
    problems: &mut Problems,
) -> Result<Grid, Problem> {
    let formulas = match marks::formulas(&part.bytes) {
        marks::Formulas::At(found) => found,
        marks::Formulas::Ask => asked_formulas(book, &grid.sheet),
    };
    let is_1904 = grid.dates_1904;
    let limits: &Limits = input.limits;
    let mut reader = book.worksheet_cells_reader(&grid.sheet).map_err(|e| refused(input, &e))?;
    let formats: Vec<Format> = reader.styles().iter().map(style_format).collect();
    let struck: Vec<bool> = reader.styles().iter().map(is_struck).collect();
    let mut cells = Builder::new(limits);
    let mut seen = 0;
    loop {
        match reader.next_cell_with_style_id() {
            Ok(None) => break,
            Ok(Some((cell, style))) => {
                let (row, column) = cell.get_position();
                let by_formula =
                    !formulas.is_empty() && formulas.binary_search(&(row, column)).is_ok();
                let format = formats.get(style).copied().unwrap_or_default();
                if let Some(cell) = to_cell(cell.get_value(), format, by_formula, is_1904) {
                    cells.push(row, column, cell);
                    if struck.get(style).is_some_and(|struck| *struck) {
                        grid.struck.push((row, column));
                    }
                }
            }
            Err(e) => {
                let cell = bad_cell(&e).ok_or_else(|| refused(input, &e))?;
                let at = marks::nth_cell(&part.bytes, seen);
                let (row, column) = at.ok_or_else(|| odd(input, &grid.sheet))?;
                cells.push(row, column, cell);
            }
        }
        seen += 1;
        if cells.is_full() {
            return Err(input.too_many_cells(&grid.sheet));
        }
    }
    let has_cells = || memchr::memmem::find(&part.bytes, b"<c ").is_some();
    if seen == 0 && has_cells() {
        return Err(odd(input, &grid.sheet));
    }
    Ok(cells.finish(grid, problems))
}

fn to_cell(value: &DataRef<'_>, format: Format, by_formula: bool, is_1904: bool) -> Option<Cell> {
    let content = match value {
        DataRef::Empty if by_formula => Content::Uncomputed,
        DataRef::Empty => return None,
        DataRef::SharedString(s) => return text_cell(s, by_formula),
        DataRef::String(s) => return text_cell(s, by_formula),
        DataRef::Int(n) => Content::Number(*n as f64),
        DataRef::Float(n) => Content::Number(*n),
        DataRef::Bool(b) => Content::Bool(*b),
        DataRef::DateTime(d) => date_content(d, is_1904),
        DataRef::DateTimeIso(s) => iso_content(s),
        DataRef::DurationIso(s) => Content::Time(s.clone()),
        DataRef::Error(e) => Content::Error(e.to_string()),
    };
    Some(Cell { content, format, by_formula })
}

fn text_cell(text: &str, by_formula: bool) -> Option<Cell> {
    let (text, format) = match text.strip_suffix(marks::MARK) {
        Some(text) => (text, Format::Marked),
        None => (text, Format::General),
    };
    (!text.is_empty()).then(|| Cell { content: text_content(text), format, by_formula })
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
        | XlsxError::UnexpectedNode(_) => Some(broken(&error.to_string())),
        _ => None,
    }
}

/// The cells with formulas as calamine tells them, for unusual markup.
fn asked_formulas(book: &mut Book, sheet: &str) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let Ok(mut reader) = book.worksheet_cells_reader(sheet) else {
        return found;
    };
    loop {
        match reader.next_cell_with_formula_metadata() {
            Ok(None) => break,
            Ok(Some(record)) if record.formula.is_some() => found.push(record.pos),
            Err(e) if bad_cell(&e).is_none() => break,
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

fn style_format(style: &Style) -> Format {
    match &style.number_format {
        Some(number) => format_of(&number.format_code, number.format_id),
        None => Format::General,
    }
}

fn is_struck(style: &Style) -> bool {
    style.font.as_ref().is_some_and(|font| font.strikethrough)
}

fn odd(input: &Input<'_>, sheet: &str) -> Problem {
    input.problem(&files::FILE_ODD).with("detail", sheet)
}

fn refused(input: &Input<'_>, error: &XlsxError) -> Problem {
    match error {
        XlsxError::Password => input.problem(&files::FILE_PASSWORD),
        _ => input.problem(&files::FILE_DAMAGED).with("detail", error),
    }
}
