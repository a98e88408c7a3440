//! Links of cells: real hyperlink elements, so that numbers and formulas stay what they are.

use rust_xlsxwriter::{Url, XlsxError};

use super::sheet::SheetWriter;
use crate::report::block::Target;
use crate::write::sinks::file_link;

/// Excel takes 65,530 links on a sheet; what stands further down is only text.
const MOST_LINKS: usize = 65_530;
/// The text of a link that a cell's own content replaces.
const REPLACED: &str = "→";

impl SheetWriter<'_> {
    /// Makes the cell of the present row lead somewhere, before its content is written. Gives
    /// whether it does.
    pub fn link(&mut self, column: u16, to: &Target<'_>) -> Result<bool, XlsxError> {
        let url =
            match to {
                Target::Cell(address) => Some(format!("internal:{address}")),
                Target::Source(origin) => self.book.sources.as_deref().and_then(|folder| {
                    file_link(folder, &origin.file, &origin.sheet, &origin.cell)
                }),
            };
        let Some(url) = url.filter(|_| self.links < MOST_LINKS) else { return Ok(false) };
        self.sheet.write_url(self.row, column, Url::new(url).set_text(REPLACED))?;
        self.links += 1;
        Ok(true)
    }
}
