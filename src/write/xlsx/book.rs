//! A workbook in the making: its sheets, formats, names and charts, and what no cell can hold.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::charts::ChartData;
use super::formats::{self, Formats};
use super::package;
use crate::grid::address;
use crate::report::footer;
use crate::results::Results;
use crate::terms::Lang;
use crate::write::sinks;

/// A workbook, and the texts that are too long for its cells.
#[derive(Debug, PartialEq, Eq)]
pub struct Made {
    pub workbook: Vec<u8>,
    /// Empty when every text fits.
    pub whole_texts: String,
}

/// A workbook in the making.
pub(super) struct Book {
    pub workbook: Workbook,
    pub formats: Formats,
    /// Names of sheets, in lower case.
    pub taken: BTreeSet<String>,
    pub charts: ChartData,
    pub footer: [String; 2],
    lang: Lang,
    whole_texts: String,
}

impl Book {
    pub(super) fn new(results: &Results, lang: Lang, title: &str) -> Result<Book, XlsxError> {
        let properties = DocProperties::new()
            .set_title(sinks::cell_text(title))
            .set_author(sinks::cell_text(&results.round.office))
            .set_company(sinks::cell_text(&results.round.issuer))
            .set_comment(sinks::cell_text(&results.program));
        Book::dated(results.round.year, properties, footer(results, lang), lang)
    }

    /// The same of no round: the annex of a criteria set.
    pub(super) fn of_set(year: i32, title: &str, lang: Lang) -> Result<Book, XlsxError> {
        let properties = DocProperties::new().set_title(sinks::cell_text(title));
        Book::dated(year, properties, Default::default(), lang)
    }

    fn dated(
        year: i32,
        properties: DocProperties,
        footer: [String; 2],
        lang: Lang,
    ) -> Result<Book, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_default_format(&formats::plain(), 20, 64)?;
        // A fixed date from the data: the same inputs give the same bytes.
        let year = u16::try_from(year).unwrap_or(1900).clamp(1900, 9999);
        let created = ExcelDateTime::from_ymd(year, 1, 1)?;
        workbook.set_properties(&properties.set_creation_datetime(&created));
        let mut taken = BTreeSet::new();
        let charts = ChartData::new(lang, &mut taken);
        Ok(Book {
            workbook,
            formats: Formats::default(),
            taken,
            charts,
            footer,
            lang,
            whole_texts: String::new(),
        })
    }

    /// Notes the whole of a text that its cell cannot hold.
    pub(super) fn keep_whole(&mut self, sheet: &str, row: u32, column: u16, text: &str) {
        let cell = address(row, column.into());
        let heading = match self.lang {
            Lang::Vi => format!("Trang “{sheet}”, ô {cell}, chép đầy đủ:"),
            Lang::En => format!("Sheet “{sheet}”, cell {cell}, in full:"),
        };
        if self.whole_texts.is_empty() {
            // So that old editors know that it is UTF-8.
            self.whole_texts.push('\u{FEFF}');
        }
        self.whole_texts += &format!("{heading}\r\n\r\n{text}\r\n\r\n");
    }

    pub(super) fn finish(mut self) -> Result<Made, XlsxError> {
        if let Some(sheet) = self.charts.sheet(&self.footer)? {
            self.workbook.push_worksheet(sheet);
        }
        if let Some(first) = self.workbook.worksheets_mut().first_mut() {
            first.set_active(true);
        }
        Ok(Made { workbook: package::bytes(&mut self.workbook)?, whole_texts: self.whole_texts })
    }
}
