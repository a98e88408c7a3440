//! xls through calamine, which reads a sheet as a whole: smaller files only.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, SheetType, Xls, XlsError};

use super::xls_marks::{self, Fault, SheetMarks};
use super::{area, check_names, content, is_visible, ole};
use crate::grid::{Area, BROKEN_TWICE, Cell, Content, Format, Grid};
use crate::problem::{Problem, Problems, kinds::files};
use crate::read::Input;
use crate::read::build::{Builder, broken};

/// calamine reads the whole file at once and has no bounds of its own.
const LARGEST: usize = 10 << 20;

/// One sheet as calamine has it.
struct Sheet {
    name: String,
    visible: bool,
    values: Range<Data>,
    formulas: Range<String>,
    merged: Vec<Area>,
}

pub fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    if input.bytes.len() > LARGEST {
        return Err(input
            .problem(&files::FILE_LARGE)
            .with("size", input.bytes.len().div_ceil(1 << 20))
            .with("limit", LARGEST >> 20));
    }
    let damaged = |detail: &str| input.problem(&files::FILE_DAMAGED).with("detail", detail);
    let stream = ole::workbook(input.bytes).ok_or_else(|| damaged("OLE"))?;
    let scan = xls_marks::scan(&stream).map_err(|fault| match fault {
        Fault::Damaged => damaged("BIFF"),
        Fault::TooLarge => input.problem(&files::FILE_CELLS).with("limit", input.limits.cells),
    })?;
    let mut bytes = input.bytes.to_vec();
    for at in &scan.sizes {
        // A kind that nobody reads.
        for (offset, byte) in [(0, 0xFF), (1, 0x0F)] {
            if let Some(byte_there) = stream.in_file(at + offset).and_then(|p| bytes.get_mut(p)) {
                *byte_there = byte;
            }
        }
    }
    let (sheets, is_1904) = open(&bytes, &scan.sheets).map_err(|e| match e {
        XlsError::Password => input.problem(&files::FILE_PASSWORD),
        other => damaged(&other.to_string()),
    })?;
    check_names(input, sheets.iter().map(|(sheet, _)| sheet.name.as_str()))?;
    let grids = sheets.into_iter();
    grids.map(|(sheet, marks)| to_grid(input, sheet, marks, is_1904, problems)).collect()
}

/// The worksheets, each with its marks.
type Marked<'m> = Vec<(Sheet, &'m SheetMarks)>;

fn open<'m>(bytes: &[u8], marks: &'m [SheetMarks]) -> Result<(Marked<'m>, bool), XlsError> {
    let mut book = Xls::new(Cursor::new(bytes))?;
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    let pairs = listed.into_iter().zip(marks);
    for (sheet, marks) in pairs.filter(|(s, _)| s.typ == SheetType::WorkSheet) {
        let sheet = Sheet {
            values: book.worksheet_range(&sheet.name)?,
            formulas: book.worksheet_formula(&sheet.name)?,
            merged: book.merge_cells_by_sheet_name(&sheet.name)?.iter().map(area).collect(),
            visible: is_visible(sheet.visible),
            name: sheet.name,
        };
        sheets.push((sheet, marks));
    }
    Ok((sheets, book.has_1904_epoch()))
}

fn to_grid(
    input: &Input<'_>,
    sheet: Sheet,
    marks: &SheetMarks,
    is_1904: bool,
    problems: &mut Problems,
) -> Result<Grid, Problem> {
    let mut cells = Builder::new(input.limits);
    let formula =
        |row, column| sheet.formulas.get_value((row, column)).is_some_and(|text| !text.is_empty());
    let (top, left) = sheet.values.start().unwrap_or_default();
    for (row, column, data) in sheet.values.used_cells() {
        let (row, column) = (row as u32 + top, column as u32 + left);
        if let Some(content) = content(data, is_1904) {
            let cell = Cell {
                format: format_for(&content, marks.format(row, column)),
                by_formula: formula(row, column),
                content,
            };
            let twice = marks.twice.binary_search(&(row, column)).is_ok();
            cells.push(row, column, if twice { broken(BROKEN_TWICE) } else { cell });
        }
        if cells.is_full() {
            return Err(input.too_many_cells(&sheet.name));
        }
    }
    let (top, left) = sheet.formulas.start().unwrap_or_default();
    for (row, column, _) in sheet.formulas.used_cells() {
        let (row, column) = (row as u32 + top, column as u32 + left);
        if matches!(sheet.values.get_value((row, column)), None | Some(Data::Empty)) {
            let content = Content::Uncomputed;
            cells.push(row, column, Cell { content, format: Format::General, by_formula: true });
        }
    }
    let grid = Grid {
        file: input.shown.into(),
        sheet: sheet.name.as_str().into(),
        visible: sheet.visible,
        merged: sheet.merged,
        dates_1904: is_1904,
        ..Grid::default()
    };
    Ok(cells.finish(grid, problems))
}

/// Of what the file says of a cell, what bears on its content.
fn format_for(content: &Content, format: Format) -> Format {
    match (content, format) {
        (Content::Text(_), Format::Marked) => format,
        (Content::Text(_), _) | (_, Format::Marked) => Format::General,
        _ => format,
    }
}
