//! Links of cells: real hyperlink elements, so that numbers and formulas stay what they are.

use rust_xlsxwriter::{Url, XlsxError};

use super::sheet::SheetWriter;
use crate::report::block::Target;

/// Excel takes 65,530 links on a sheet; what stands further down is only text.
const MOST_LINKS: usize = 65_530;
/// The text of a link that a cell's own content replaces.
const REPLACED: &str = "→";

impl SheetWriter<'_> {
    /// Makes the cell of the present row lead somewhere, before its content is written. Gives
    /// whether it does.
    pub(super) fn link(&mut self, column: u16, to: &Target<'_>) -> Result<bool, XlsxError> {
        let url = match to {
            Target::Cell(address) => format!("internal:{address}"),
            // Where the round stands from here is another matter on every PC, and a workbook
            // is sent on: such a link would lead nowhere. The cell names file, sheet and cell.
            Target::Source(_) | Target::Unit(..) => return Ok(false),
        };
        if self.links >= MOST_LINKS {
            return Ok(false);
        }
        self.sheet.write_url(self.row, column, Url::new(url).set_text(REPLACED))?;
        self.links += 1;
        Ok(true)
    }
}
