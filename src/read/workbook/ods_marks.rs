//! What calamine does not tell of an ods file: its real size before repeats are written out,
//! percent cells, merged areas, formulas without result, and struck-out or raised text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::grid::Area;

/// Cells that calamine would write out for one file; more is refused.
const LARGEST: u64 = 4_000_000;
/// Bytes of text, with all repeats written out.
const TEXT: u64 = 128 << 20;
const MAX_COLUMNS: u32 = 16_384;
const MAX_ROWS: u32 = 1_048_576;

/// The marks of one sheet, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    pub percents: Vec<Area>,
    pub formulas: Vec<Area>,
    /// Formulas whose result was never stored.
    pub uncomputed: Vec<Area>,
    pub struck: Vec<Area>,
    pub merged: Vec<Area>,
}

/// Why the file is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Markup,
    TooLarge,
}

#[derive(Default)]
struct Scan {
    sheets: Vec<SheetMarks>,
    /// Names of text styles that strike out, raise or lower.
    struck_styles: Vec<String>,
    style: Option<String>,
    in_annotation: bool,
    row: u32,
    row_repeats: u32,
    column: u32,
    cell: Option<Area>,
    /// Columns of this row up to its last cell with content.
    row_width: u32,
    /// Width and height of the sheet so far, and its cells row by row.
    width: u32,
    height: u32,
    stored: u64,
    /// Cells laid out for the sheets before this one.
    before: u64,
    /// How often the cell's text stands in its row, and the texts of the row and the file.
    copies: u64,
    row_text: u64,
    text: u64,
}

/// Looks through `content.xml`.
pub(super) fn scan(content: &str) -> Result<Vec<SheetMarks>, Fault> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().check_end_names = false;
    let mut scan = Scan::default();
    loop {
        match reader.read_event().map_err(|_| Fault::Markup)? {
            Event::Start(e) => scan.start(&e, false)?,
            Event::Empty(e) => scan.start(&e, true)?,
            Event::End(e) => scan.end(e.name().as_ref())?,
            Event::Text(t) => scan.add_text(t.len() as u64),
            Event::CData(t) => scan.add_text(t.len() as u64),
            Event::GeneralRef(_) => scan.add_text(4),
            Event::Eof => return Ok(scan.sheets),
            _ => {}
        }
    }
}

impl Scan {
    fn start(&mut self, e: &BytesStart<'_>, is_empty: bool) -> Result<(), Fault> {
        match e.name().as_ref() {
            "style:style" => self.style = attribute(e, "style:name"),
            "style:text-properties" => self.text_style(e),
            "table:table" => {
                self.sheets.push(SheetMarks::default());
                self.before += u64::from(self.width) * u64::from(self.height);
                (self.row, self.width, self.height) = (0, 0, 0);
            }
            "table:table-row" => {
                self.row_repeats = repeats(e, "table:number-rows-repeated", MAX_ROWS);
                (self.column, self.row_width, self.copies, self.row_text) = (0, 0, 0, 0);
                if is_empty {
                    self.end("table:table-row")?;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(e),
            "office:annotation" => self.in_annotation = !is_empty,
            // So many spaces in one.
            "text:s" => {
                let count = attribute(e, "text:c").and_then(|c| c.parse::<u64>().ok());
                self.add_text(count.unwrap_or(1));
            }
            "text:span" if !self.in_annotation => self.span(e),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "office:annotation" => self.in_annotation = false,
            "table:table-row" => {
                self.row = self.row.saturating_add(self.row_repeats).min(MAX_ROWS);
                if self.row_width > 0 {
                    self.height = self.row;
                    self.width = self.width.max(self.row_width);
                    self.stored += u64::from(self.row_width);
                }
                let dense = u64::from(self.width) * u64::from(self.height);
                let copies = self.row_text.saturating_mul(self.row_repeats.into());
                self.text = self.text.saturating_add(copies);
                if self.before + dense > LARGEST || self.stored > LARGEST || self.text > TEXT {
                    return Err(Fault::TooLarge);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn add_text(&mut self, length: u64) {
        self.row_text = self.row_text.saturating_add(length.saturating_mul(self.copies));
    }

    fn text_style(&mut self, e: &BytesStart<'_>) {
        let line = attribute(e, "style:text-line-through-style").is_some_and(|v| v != "none")
            || attribute(e, "style:text-line-through-type").is_some_and(|v| v != "none");
        let raised = attribute(e, "style:text-position").is_some_and(|v| !v.starts_with("0%"));
        if line || raised {
            self.struck_styles.extend(self.style.clone());
        }
    }

    fn cell(&mut self, e: &BytesStart<'_>) {
        let count = repeats(e, "table:number-columns-repeated", MAX_COLUMNS);
        let last_row = self.row + self.row_repeats.max(1) - 1;
        let last_column = (self.column + count - 1).min(MAX_COLUMNS - 1);
        let area = Area { first: (self.row, self.column), last: (last_row, last_column) };
        self.column = last_column + 1;
        self.cell = Some(area);
        self.copies = 0;
        let kind = attribute(e, "office:value-type");
        let formula = attribute(e, "table:formula").is_some();
        // calamine takes a value without a word on its type, too.
        let content = |a: quick_xml::events::attributes::Attribute<'_>| {
            ["office:", "calcext:"].iter().any(|start| a.key.as_ref().starts_with(start))
        };
        if formula || e.attributes().flatten().any(content) {
            self.row_width = self.column;
            self.copies = count.into();
            // Attributes hold values and formulas.
            self.add_text(e.len() as u64);
        }
        let Some(sheet) = self.sheets.last_mut() else { return };
        if formula {
            sheet.formulas.push(area);
        }
        match kind.as_deref() {
            Some("percentage") => sheet.percents.push(area),
            None if formula => sheet.uncomputed.push(area),
            _ => {}
        }
        let rows = repeats(e, "table:number-rows-spanned", MAX_ROWS);
        let columns = repeats(e, "table:number-columns-spanned", MAX_COLUMNS);
        if rows > 1 || columns > 1 {
            let last = (area.first.0 + rows - 1, area.first.1 + columns - 1);
            sheet.merged.push(Area { first: area.first, last });
        }
    }

    fn span(&mut self, e: &BytesStart<'_>) {
        let style = attribute(e, "text:style-name");
        if style.is_some_and(|s| self.struck_styles.contains(&s))
            && let (Some(sheet), Some(cell)) = (self.sheets.last_mut(), self.cell)
        {
            sheet.struck.push(cell);
        }
    }
}

/// A repeat or span of at least 1.
fn repeats(e: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    let text = attribute(e, name);
    let count = text.and_then(|t| t.parse::<u64>().ok()).unwrap_or(1);
    u32::try_from(count.clamp(1, most.into())).unwrap_or(most)
}

fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    e.attributes().flatten().find(|a| a.key.as_ref() == name).map(|a| a.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_counted_not_written_out() {
        let sheet = r#"<table:table><table:table-row table:number-rows-repeated="9">
            <table:table-cell table:number-columns-repeated="2"/>
            <table:table-cell office:value-type="percentage" office:value="0.95"/>
        </table:table-row></table:table>"#;
        let marks = scan(sheet).unwrap();
        assert_eq!(marks[0].percents, [Area { first: (0, 2), last: (8, 2) }]);
        let bomb = sheet
            .replace("rows-repeated=\"9\"", "rows-repeated=\"99999\"")
            .replace("columns-repeated=\"2\"", "columns-repeated=\"9999\"");
        assert_eq!(scan(&bomb).unwrap_err(), Fault::TooLarge);
        // Each sheet is small enough, all together are not.
        let large = sheet
            .replace("rows-repeated=\"9\"", "rows-repeated=\"99999\"")
            .replace("columns-repeated=\"2\"", "columns-repeated=\"9\"");
        assert!(scan(&large).is_ok());
        assert_eq!(scan(&large.repeat(9)).unwrap_err(), Fault::TooLarge);
        let untyped = bomb.replace("office:value-type=\"percentage\" ", "");
        assert_eq!(scan(&untyped).unwrap_err(), Fault::TooLarge);
        // Few cells with one long text.
        let spaces = r#"<text:s text:c="4000000000"/></table:table-cell></table:table-row>"#;
        let long =
            sheet.replace("\"0.95\"/>\n        </table:table-row>", &format!("\"0.95\">{spaces}"));
        assert_eq!(scan(&long).unwrap_err(), Fault::TooLarge);
    }
}
