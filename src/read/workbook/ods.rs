//! ods through calamine, which reads a file as a whole, after a look at its real size.

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Range, Reader as _};

use super::ods_marks::{self, Fault, SheetMarks};
use super::{content, is_visible};
use crate::grid::{Area, Cell, Content, Format, Grid};
use crate::problem::{Problem, Problems, kinds::files};
use crate::read::Input;
use crate::read::build::Builder;
use crate::read::package::Package;

/// One sheet as calamine has it.
struct Sheet {
    name: String,
    visible: bool,
    values: Range<Data>,
}

pub fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    let package = Package::open(input)?;
    let damaged = |detail: &str| input.problem(&files::FILE_DAMAGED).with("detail", detail);
    let part = |key: &str| {
        let bytes = &package.parts[package.part(key)?].bytes;
        std::str::from_utf8(bytes).ok()
    };
    if part("meta-inf/manifest.xml").is_some_and(|m| m.contains("encryption-data")) {
        return Err(input.problem(&files::FILE_PASSWORD));
    }
    let text = part("content.xml").ok_or_else(|| damaged("content.xml"))?;
    let marks = ods_marks::scan(text).map_err(|fault| match fault {
        Fault::Markup => damaged("content.xml"),
        Fault::TooLarge => input.too_many_cells(""),
    })?;
    let stored = package.stored(input)?;
    let sheets = open(stored).map_err(|e| damaged(&e.to_string()))?;
    if sheets.len() != marks.len() {
        return Err(input.problem(&files::FILE_ODD).with("detail", "content.xml"));
    }
    let pairs = sheets.into_iter().zip(&marks);
    pairs.map(|(sheet, marks)| to_grid(input, sheet, marks, problems)).collect()
}

fn open(bytes: Vec<u8>) -> Result<Vec<Sheet>, OdsError> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes))?;
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for sheet in listed {
        sheets.push(Sheet {
            values: book.worksheet_range(&sheet.name)?,
            visible: is_visible(sheet.visible),
            name: sheet.name,
        });
    }
    Ok(sheets)
}

fn to_grid(
    input: &Input<'_>,
    sheet: Sheet,
    marks: &SheetMarks,
    problems: &mut Problems,
) -> Result<Grid, Problem> {
    let mut cells = Builder::new(input.limits);
    let among = |areas: &[Area], row, column| areas.iter().any(|a| a.contains(row, column));
    let (top, left) = sheet.values.start().unwrap_or_default();
    for (row, column, data) in sheet.values.used_cells() {
        let (row, column) = (row as u32 + top, column as u32 + left);
        let Some(content) = content(data, false) else { continue };
        let format = match content {
            Content::Number(_) if among(&marks.percents, row, column) => Format::Percent,
            Content::Text(_) if among(&marks.struck, row, column) => Format::Marked,
            _ => Format::General,
        };
        let by_formula = among(&marks.formulas, row, column);
        cells.push(row, column, Cell { content, format, by_formula });
        if cells.is_full() {
            return Err(input.too_many_cells(&sheet.name));
        }
    }
    for at in &marks.uncomputed {
        let content = Content::Uncomputed;
        cells.push(
            at.first.0,
            at.first.1,
            Cell { content, format: Format::General, by_formula: true },
        );
    }
    let grid = Grid {
        file: input.shown.into(),
        sheet: sheet.name.as_str().into(),
        visible: sheet.visible,
        merged: marks.merged.clone(),
        ..Grid::default()
    };
    Ok(cells.finish(grid, problems))
}
