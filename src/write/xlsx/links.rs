//! Links of cells: real hyperlink elements, so that numbers and formulas stay what they are.

use rust_xlsxwriter::{Url, XlsxError};

use super::sheet::SheetWriter;
use crate::report::block::Target;
use crate::value::Origin;

/// Excel takes 65,530 links on a sheet; what stands further down is only text.
const MOST_LINKS: usize = 65_530;
/// The text of a link that a cell's own content replaces.
const REPLACED: &str = "→";

impl SheetWriter<'_> {
    /// Makes the cell of the present row lead somewhere, before its content is written. Gives
    /// whether it does.
    pub fn link(&mut self, column: u16, to: &Target<'_>) -> Result<bool, XlsxError> {
        let url = match to {
            Target::Cell(address) => Some(format!("internal:{address}")),
            Target::Source(origin) => {
                self.book.sources.as_deref().and_then(|folder| file_url(folder, origin))
            }
        };
        let Some(url) = url.filter(|_| self.links < MOST_LINKS) else { return Ok(false) };
        self.sheet.write_url(self.row, column, Url::new(url).set_text(REPLACED))?;
        self.links += 1;
        Ok(true)
    }
}

/// The way from the output folder to a cell of an input file. Names with `#` or `%` mean
/// something else in a link.
fn file_url(folder: &str, origin: &Origin) -> Option<String> {
    let path = format!("{folder}{}", origin.file);
    if path.contains(['#', '%']) {
        return None;
    }
    if origin.sheet.is_empty() || origin.sheet.contains('#') {
        return Some(format!("file://{path}"));
    }
    let sheet = origin.sheet.replace('\'', "''");
    Some(format!("file://{path}#'{sheet}'!{}", origin.cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_the_file_the_sheet_and_the_cell() {
        let at = |file: &str, sheet: &str| Origin {
            file: file.into(),
            sheet: sheet.into(),
            cell: "G14".into(),
        };
        let link = |file, sheet| file_url("../../data/x/", &at(file, sheet));
        assert_eq!(
            link("evidence/a.xlsx", "Tự chấm").as_deref(),
            Some("file://../../data/x/evidence/a.xlsx#'Tự chấm'!G14")
        );
        assert_eq!(link("a.csv", "").as_deref(), Some("file://../../data/x/a.csv"));
        assert_eq!(link("a#1.xlsx", "S"), None);
        assert!(link("a.xlsx", "it's").unwrap().ends_with("#'it''s'!G14"));
    }
}
