//! The hidden sheets of a form: by which it is recognised, and on which it computes.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::forms::workbook::{Content, Hidden};
use crate::write::sinks::cell_text;
use crate::write::xlsx::formats::excel_date;

/// The hidden sheet's name; its reader looks for it.
const HIDDEN: &str = "parindex";
/// The column of the hidden sheet where long drop-downs stand, each in its own from here on.
const FIRST_LIST: u16 = 8;

/// Drop-downs too long for a cell's own list, each once.
#[derive(Default)]
pub(super) struct Lists {
    known: Vec<Vec<String>>,
}

impl Lists {
    /// Where the list stands on the hidden sheet.
    pub(super) fn place(&mut self, options: &[String]) -> String {
        let at = self.known.iter().position(|known| known == options).unwrap_or_else(|| {
            self.known.push(options.to_vec());
            self.known.len() - 1
        });
        let column = crate::grid::column_letters(u32::from(FIRST_LIST) + at as u32);
        format!("{HIDDEN}!${column}$1:${column}${}", options.len())
    }
}

/// Rows of name and value, and the lists.
pub(super) fn hidden(model: &Hidden, lists: &Lists) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(HIDDEN)?;
    for (row, cells) in model.rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet.write_string(row as u32, column as u16, cell_text(text))?;
        }
    }
    for (at, options) in lists.known.iter().enumerate() {
        for (row, text) in options.iter().enumerate() {
            sheet.write_string(row as u32, FIRST_LIST + at as u16, cell_text(text))?;
        }
    }
    sheet.protect();
    sheet.set_hidden(true);
    Ok(sheet)
}

/// A hidden sheet of formulas.
pub(super) fn workings(name: &str, rows: &[Vec<Content>]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    sheet.set_formula_result_default("");
    for (row, cells) in rows.iter().enumerate() {
        for (column, content) in cells.iter().enumerate() {
            write_plain(&mut sheet, row as u32, column as u16, content)?;
        }
    }
    sheet.protect();
    sheet.set_hidden(true);
    Ok(sheet)
}

fn write_plain(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    content: &Content,
) -> Result<(), XlsxError> {
    match content {
        Content::Blank => {}
        Content::Text(text) => _ = sheet.write_string(row, column, cell_text(text))?,
        Content::Number(n) => _ = sheet.write_number(row, column, n.to_f64())?,
        Content::Date(date) => _ = sheet.write_datetime(row, column, excel_date(*date)?)?,
        Content::Formula { text, result } => {
            let formula = Formula::new(text).set_result(result);
            _ = sheet.write_formula(row, column, formula)?;
        }
    }
    Ok(())
}
