//! Sheets of plain cells written as they were read: what a copy of a file keeps of it.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Look, Workbook, Worksheet, XlsxError,
};

use super::document;
use super::package;
use crate::grid::{Book, Cell, Content, Format, Grid, Row};
use crate::terms::day_serial;
use crate::write::files::WriteError;
use crate::write::sinks;

/// The cells of a workbook, with what their number formats say of them, and nothing else of it: no
/// names of authors, no comments, no formulas.
///
/// # Errors
/// What the library cannot write.
pub fn cells_workbook(book: &Book) -> Result<Vec<u8>, WriteError> {
    document(&book.file, || {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        for grid in &book.sheets {
            let sheet = workbook.add_worksheet();
            sheet.set_name(sinks::cell_text(&grid.sheet))?;
            if !grid.visible {
                sheet.set_hidden(true);
            }
            fill(sheet, grid)?;
        }
        package::bytes(&mut workbook)
    })
}

fn fill(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    for Row { index, cells } in &grid.rows {
        for (column, cell) in cells {
            let column = u16::try_from(*column).unwrap_or(u16::MAX);
            if let Some(area) = grid.merged_at(*index, column.into())
                && area.first == (*index, column.into())
                && area.first != area.last
            {
                let last = u16::try_from(area.last.1).unwrap_or(u16::MAX);
                sheet.merge_range(*index, column, area.last.0, last, "", &Look::new())?;
            }
            put(sheet, (*index, column), cell)?;
        }
    }
    for row in &grid.hidden_rows {
        sheet.set_row_hidden(*row)?;
    }
    for column in &grid.hidden_columns {
        sheet.set_column_hidden(u16::try_from(*column).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
    let look = |format: &str| Look::new().set_num_format(format);
    match &cell.content {
        Content::Number(number) => match cell.format {
            Format::Percent => sheet.write_number_with_format(row, column, *number, &look("0%")),
            _ => sheet.write_number(row, column, *number),
        },
        Content::Bool(yes) => sheet.write_boolean(row, column, *yes),
        Content::Date(moment) => {
            let midnight = moment.date().and_hms_opt(0, 0, 0).unwrap_or(*moment);
            let seconds = (*moment - midnight).num_seconds() as f64;
            let serial = day_serial(moment.date()) as f64 + seconds / 86_400.0;
            let shown = match cell.format {
                Format::DateMonthFirst => "m/d/yyyy h:mm:ss",
                Format::DateWithoutDay => "mm/yyyy",
                _ => "dd/mm/yyyy hh:mm:ss",
            };
            sheet.write_number_with_format(row, column, serial, &look(shown))
        }
        Content::Text(text)
        | Content::Time(text)
        | Content::Error(text)
        | Content::Broken(text) => sheet.write_string(row, column, sinks::cell_text(text)),
        Content::Uncomputed => sheet.write_string(row, column, ""),
    }?;
    Ok(())
}
