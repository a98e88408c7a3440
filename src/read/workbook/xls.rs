//! xls through calamine, which reads a sheet as a whole: smaller files only.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, SheetType, Xls, XlsError};

use super::xls_formats::{self, Formats};
use super::{area, content, is_visible};
use crate::grid::{Area, Cell, Content, Format, Grid};
use crate::problem::{Problem, Problems, kinds::files};
use crate::read::Input;
use crate::read::build::Builder;

/// calamine reads the whole file at once and has no bounds of its own.
const LARGEST: usize = 10 << 20;

/// One sheet as calamine has it.
struct Sheet {
    name: String,
    visible: bool,
    values: Range<Data>,
    formulas: Range<String>,
    merged: Vec<Area>,
    formats: Formats,
}

pub fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    if input.bytes.len() > LARGEST {
        return Err(input
            .problem(&files::FILE_LARGE)
            .with("size", input.bytes.len().div_ceil(1 << 20))
            .with("limit", LARGEST >> 20));
    }
    let damaged = |detail: &str| input.problem(&files::FILE_DAMAGED).with("detail", detail);
    let (sheets, is_1904) = open(input.bytes).map_err(|e| match e {
        XlsError::Password => input.problem(&files::FILE_PASSWORD),
        other => damaged(&other.to_string()),
    })?;
    sheets.into_iter().map(|sheet| to_grid(input, sheet, is_1904, problems)).collect()
}

fn open(bytes: &[u8]) -> Result<(Vec<Sheet>, bool), XlsError> {
    let mut book = Xls::new(Cursor::new(bytes))?;
    let listed = book.sheets_metadata().to_vec();
    let mut formats = xls_formats::formats(bytes);
    formats.resize(listed.len(), Formats::new());
    let mut sheets = Vec::new();
    let worksheets = listed.into_iter().zip(formats);
    for (sheet, formats) in worksheets.filter(|(s, _)| s.typ == SheetType::WorkSheet) {
        sheets.push(Sheet {
            formats,
            values: book.worksheet_range(&sheet.name)?,
            formulas: book.worksheet_formula(&sheet.name)?,
            merged: book.merge_cells_by_sheet_name(&sheet.name)?.iter().map(area).collect(),
            visible: is_visible(sheet.visible),
            name: sheet.name,
        });
    }
    Ok((sheets, book.has_1904_epoch()))
}

fn to_grid(
    input: &Input<'_>,
    sheet: Sheet,
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
            let by_formula = formula(row, column);
            let at = sheet.formats.binary_search_by_key(&(row, column), |(position, _)| *position);
            let format = at.map_or(Format::General, |at| sheet.formats[at].1);
            cells.push(row, column, Cell { content, format, by_formula });
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
