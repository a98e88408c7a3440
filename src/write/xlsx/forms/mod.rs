//! A form model into a workbook: validations, locks, formulas, paper and the hidden sheet.

mod hidden;
mod validation;

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::formats::{self, CellStyle, FONT};
use super::measure::{DIGIT, height, lines};
use super::package;
use super::paper::paper;
use crate::forms::workbook::{Content, FormBook, FormCell, FormRow, FormSheet, Shown, Style};
use crate::report::block::{Align, Look};
use crate::write::files::WriteError;
use crate::write::sinks::{cell_text, sheet_name};

use super::formats::excel_date;
use hidden::{Lists, hidden, workings};
use validation::validation;

/// Points of the letters in the table.
const SIZE: u8 = 11;
/// Shades of answer cells: to be filled in, and filled in beforehand.
const ANSWER: u32 = 0xFFF8DC;
const PREFILLED: u32 = 0xE2EFDA;
/// Zoom in percent: the whole width of a form on an ordinary screen.
const ZOOM: u16 = 85;

/// The workbook as bytes; `path` names it in messages.
pub fn form_workbook(form: &FormBook, path: &str) -> Result<Vec<u8>, WriteError> {
    let make = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_default_format(&formats::plain(), 20, 64)?;
        let year = u16::try_from(form.year).unwrap_or(1900).clamp(1900, 9999);
        let properties = DocProperties::new()
            .set_title(cell_text(&form.title))
            .set_author(cell_text(&form.author))
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, 1, 1)?);
        workbook.set_properties(&properties);
        let mut lists = Lists::default();
        let mut sheet = FormWriter::new(&form.sheet, &mut lists)?.finish()?;
        sheet.set_active(true);
        workbook.push_worksheet(sheet);
        workbook.push_worksheet(hidden(&form.hidden, &lists)?);
        if let Some((name, rows)) = &form.workings {
            workbook.push_worksheet(workings(name, rows)?);
        }
        package::bytes(&mut workbook)
    };
    make().map_err(|error| WriteError::document(path, &error.to_string()))
}

/// What decides the format of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    style: Style,
    answer: bool,
    prefilled: bool,
}

struct FormWriter<'a> {
    model: &'a FormSheet,
    sheet: Worksheet,
    /// Pixels of each column, 0 where hidden.
    widths: Vec<f64>,
    formats: BTreeMap<Key, Format>,
    lists: &'a mut Lists,
}

impl<'a> FormWriter<'a> {
    fn new(model: &'a FormSheet, lists: &'a mut Lists) -> Result<FormWriter<'a>, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(sheet_name(&model.name, &mut Default::default()))?;
        paper(&mut sheet, (1, 0), &model.footer);
        sheet.set_zoom(ZOOM);
        // A formula that says nothing yet shows nothing, not 0.
        sheet.set_formula_result_default("");
        let mut widths = Vec::new();
        for (at, column) in model.columns.iter().enumerate() {
            let pixels = column.width * DIGIT + 5.0;
            sheet.set_column_width_pixels(at as u16, pixels.round() as u32)?;
            if column.hidden {
                sheet.set_column_hidden(at as u16)?;
            }
            widths.push(if column.hidden { 0.0 } else { pixels });
        }
        Ok(FormWriter { model, sheet, widths, formats: BTreeMap::new(), lists })
    }

    fn finish(mut self) -> Result<Worksheet, XlsxError> {
        let model = self.model;
        for (at, row) in model.rows.iter().enumerate() {
            self.row(at as u32, row)?;
        }
        self.sheet.set_repeat_rows(model.header, model.header)?;
        self.sheet.set_freeze_panes(model.header + 1, model.fixed_columns)?;
        let last = model.rows.len().max(1) as u32 - 1;
        self.sheet.set_print_area(0, 0, last, model.last_column())?;
        // Widths, heights and filters are the reader's own affair; contents are not.
        let options = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        };
        self.sheet.protect_with_options(&options);
        Ok(self.sheet)
    }

    fn row(&mut self, at: u32, row: &FormRow) -> Result<(), XlsxError> {
        let mut highest: f64 = 0.0;
        for cell in &row.cells {
            highest = highest.max(self.height_of(cell));
        }
        if highest > 0.0 {
            self.sheet.set_row_height(at, highest)?;
        }
        for cell in &row.cells {
            self.cell(at, cell)?;
        }
        Ok(())
    }

    fn height_of(&self, cell: &FormCell) -> f64 {
        let (size, bold) = match cell.style {
            Style::Line(role) => (formats::line(role).1, true),
            Style::Fact { bold, .. } => (12, bold),
            Style::Heading => (SIZE, true),
            Style::Cell { look, .. } => (SIZE, !matches!(look, Look::Plain | Look::Muted)),
        };
        let text = match &cell.content {
            // Room for what a person writes.
            Content::Blank if cell.answer.is_some() => return height(2, size),
            Content::Text(text) if !matches!(cell.style, Style::Fact { .. }) => text.as_str(),
            _ => "",
        };
        let (first, last) = cell.columns;
        let wide: f64 = self.widths[usize::from(first)..=usize::from(last)].iter().sum();
        if wide == 0.0 {
            return 0.0;
        }
        height(lines(text, size, bold, wide), size)
    }

    fn cell(&mut self, row: u32, cell: &FormCell) -> Result<(), XlsxError> {
        let prefilled = cell.answer.as_ref().is_some_and(|a| a.prefilled);
        let key = Key { style: cell.style, answer: cell.answer.is_some(), prefilled };
        let format = self.formats.entry(key).or_insert_with(|| format_of(key)).clone();
        let (first, last) = cell.columns;
        if last > first {
            let text = cell_text(match &cell.content {
                Content::Text(text) => text.as_str(),
                _ => "",
            });
            self.sheet.merge_range(row, first, row, last, &text, &format)?;
        } else {
            self.content(row, first, &cell.content, &format)?;
        }
        if let Some(remark) = &cell.remark {
            let note = Note::new(cell_text(remark)).add_author_prefix(false).set_width(220);
            self.sheet.insert_note(row, first, &note)?;
        }
        if let Some(answer) = &cell.answer {
            let at = crate::grid::address(row, u32::from(first));
            let validation = validation(answer, &at, self.lists)?;
            self.sheet.add_data_validation(row, first, row, first, &validation)?;
        }
        Ok(())
    }

    fn content(
        &mut self,
        row: u32,
        column: u16,
        content: &Content,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match content {
            Content::Blank => self.sheet.write_blank(row, column, format)?,
            Content::Text(text) => {
                self.sheet.write_string_with_format(row, column, cell_text(text), format)?
            }
            Content::Number(n) => {
                self.sheet.write_number_with_format(row, column, n.to_f64(), format)?
            }
            Content::Date(date) => {
                self.sheet.write_datetime_with_format(row, column, excel_date(*date)?, format)?
            }
            Content::Formula { text, result } => {
                let formula = Formula::new(text).set_result(result);
                self.sheet.write_formula_with_format(row, column, formula, format)?
            }
        };
        Ok(())
    }
}

fn format_of(key: Key) -> Format {
    let format = match key.style {
        Style::Line(role) => formats::line(role).0,
        Style::Fact { bold, figure } => {
            let format = Format::new().set_font_name(FONT).set_font_size(12);
            let format = format.set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter);
            let format = if bold { format.set_bold() } else { format };
            match figure {
                Some(figure) => format.set_num_format(formats::number_format(figure)),
                None => format,
            }
        }
        Style::Heading => formats::header(SIZE),
        Style::Cell { look, align, shown } => table_cell(look, align, shown),
    };
    if !key.answer {
        return format;
    }
    let shade = if key.prefilled { PREFILLED } else { ANSWER };
    let format = format.set_unlocked().set_background_color(Color::RGB(shade));
    if key.prefilled { format.set_italic() } else { format }.set_border(FormatBorder::Thin)
}

fn table_cell(look: Look, align: Align, shown: Shown) -> Format {
    let figure = match shown {
        Shown::Text => formats::Shown::Text,
        Shown::Number(figure) => formats::Shown::Number(figure),
        Shown::Date => formats::Shown::Date,
    };
    formats::cell(CellStyle { look, align, figure, size: SIZE, ruled: true })
}
