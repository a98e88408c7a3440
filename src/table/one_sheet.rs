//! The one sheet of a workbook that holds a table.

use super::{Column, find};
use crate::grid::{Book, Grid};
use crate::problem::{Place, Problem, kinds};

/// The visible sheet with a header of these columns; the first visible one where none has it, so
/// that its fault is told.
///
/// # Errors
/// No sheet is visible, or several have the header: nobody knows which of them counts, and a second
/// one is not left out in silence.
pub fn one_sheet<'b>(book: &'b Book, columns: &[Column]) -> Result<&'b Grid, Problem> {
    let visible: Vec<&Grid> = book.sheets.iter().filter(|sheet| sheet.visible).collect();
    let with: Vec<&Grid> =
        visible.iter().filter(|sheet| find(sheet, columns).is_ok()).copied().collect();
    let problem = |kind| Problem::new(kind, Place::file(&*book.file));
    match (with.as_slice(), visible.first()) {
        ([only], _) => Ok(only),
        ([], Some(first)) => Ok(first),
        ([], None) => {
            let names = columns.iter().filter(|c| c.required).map(|c| format!("“{}”", c.name));
            let names = names.collect::<Vec<_>>().join(", ");
            Err(problem(&kinds::table::NO_HEADER).with("names", names).with("uneven", ""))
        }
        (several, _) => {
            let sheets = several.iter().map(|sheet| format!("“{}”", sheet.sheet));
            let sheets = sheets.collect::<Vec<_>>().join(", ");
            Err(problem(&kinds::table::SHEETS).with("sheets", sheets))
        }
    }
}
