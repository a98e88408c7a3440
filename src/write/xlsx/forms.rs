//! A form model into a workbook: validations, locks, formulas, paper and the hidden sheet.

use std::collections::BTreeMap;

use chrono::Datelike;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Note, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::formats::{self, CellStyle, FONT};
use super::measure::{DIGIT, height, lines};
use super::sheet::paper;
use super::sinks::{cell_text, sheet_name};
use crate::forms::workbook::{
    Accepts, Answer, Content, FormBook, FormCell, FormRow, FormSheet, Hidden, Shown, Style,
};
use crate::report::block::{Align, Look};
use crate::terms::{Date, Exact};
use crate::write::files::WriteError;

/// The hidden sheet's name; its reader looks for it.
const HIDDEN: &str = "parindex";
/// The column of the hidden sheet where long drop-downs stand, each in its own from here on.
const FIRST_LIST: u16 = 8;
/// Points of the letters in the table.
const SIZE: u8 = 11;
/// Excel's longest inline list, title and text of a message, in UTF-16 units.
const LONGEST_LIST: usize = 255;
const LONGEST_TITLE: usize = 32;
const LONGEST_MESSAGE: usize = 255;
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
        workbook.save_to_buffer()
    };
    make().map_err(|error| WriteError::document(path, &error.to_string()))
}

/// Drop-downs too long for a cell's own list, each once.
#[derive(Default)]
struct Lists {
    known: Vec<Vec<String>>,
}

impl Lists {
    /// Where the list stands on the hidden sheet.
    fn place(&mut self, options: &[String]) -> String {
        let at = self.known.iter().position(|known| known == options).unwrap_or_else(|| {
            self.known.push(options.to_vec());
            self.known.len() - 1
        });
        let column = crate::grid::column_letters(u32::from(FIRST_LIST) + at as u32);
        format!("{HIDDEN}!${column}$1:${column}${}", options.len())
    }
}

fn hidden(model: &Hidden, lists: &Lists) -> Result<Worksheet, XlsxError> {
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
fn workings(name: &str, rows: &[Vec<Content>]) -> Result<Worksheet, XlsxError> {
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
        paper(&mut sheet, 1, &model.footer);
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
            let text = match &cell.content {
                Content::Text(text) => cell_text(text),
                _ => "".into(),
            };
            self.sheet.merge_range(row, first, row, last, &text, &format)?;
        } else {
            self.content(row, first, &cell.content, &format)?;
        }
        if let Some(remark) = &cell.remark {
            let note = Note::new(cell_text(remark)).add_author_prefix(false).set_width(220);
            self.sheet.insert_note(row, first, &note)?;
        }
        match &cell.answer {
            Some(answer) => self.validation(row, first, answer),
            None => Ok(()),
        }
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

    fn validation(&mut self, row: u32, column: u16, answer: &Answer) -> Result<(), XlsxError> {
        let cell = crate::grid::address(row, u32::from(column));
        let (title, prompt) = &answer.prompt;
        let validation = self
            .rule(&answer.accepts, &cell)?
            .set_input_title(cut(title, LONGEST_TITLE))?
            .set_input_message(cut(prompt, LONGEST_MESSAGE))?
            .set_error_title("Chưa đúng")?
            .set_error_message(cut(&answer.error, LONGEST_MESSAGE))?;
        self.sheet.add_data_validation(row, column, row, column, &validation)?;
        Ok(())
    }

    fn rule(&mut self, accepts: &Accepts, cell: &str) -> Result<DataValidation, XlsxError> {
        let new = DataValidation::new();
        Ok(match accepts {
            Accepts::Text => new.allow_any_value(),
            Accepts::Whole => new.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            Accepts::Decimal(least, most) => {
                new.allow_decimal_number(DataValidationRule::Between(least.to_f64(), most.to_f64()))
            }
            Accepts::Date(from, to) => {
                new.allow_date(DataValidationRule::Between(excel_date(*from)?, excel_date(*to)?))
            }
            Accepts::DateOrNo(from, to) => {
                let range = between(cell, &serial(*from), &serial(*to));
                new.allow_custom(Formula::new(format!("=OR(LOWER({cell})=\"không\",{range})")))
            }
            Accepts::DecimalOrNa(least, most) => {
                let range = between(cell, &plain(least), &plain(most));
                let na = crate::text::fold(crate::forms::NOT_APPLICABLE);
                new.allow_custom(Formula::new(format!("=OR(LOWER({cell})=\"{na}\",{range})")))
            }
            Accepts::OneOf(options) => {
                let joined: usize = options.iter().map(|o| o.encode_utf16().count() + 1).sum();
                let plain = options.iter().all(|o| !o.contains([',', '"', ';']));
                match plain && joined <= LONGEST_LIST {
                    true => new.allow_list_strings(options)?,
                    false => new.allow_list_formula(Formula::new(self.lists.place(options))),
                }
            }
        })
    }
}

fn between(cell: &str, least: &str, most: &str) -> String {
    format!("AND(ISNUMBER({cell}),{cell}>={least},{cell}<={most})")
}

fn plain(n: &Exact) -> String {
    n.to_f64().to_string()
}

/// The day's number in Excel.
fn serial(date: Date) -> String {
    (date.num_days_from_ce() - 693_594).to_string()
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)
}

/// As many whole characters as Excel takes.
fn cut(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_string();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= longest
    });
    kept.collect::<String>() + "…"
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
