//! A table of a page into rows of a sheet, with its heading row, filter and shades.

use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatType, ExcelDateTime, Format, Formula, IgnoreError, Worksheet, XlsxError,
};

use super::formats::{self, CellStyle, Shown};
use super::measure::{height, lines};
use super::sheet::SheetWriter;
use crate::report::block::{Align, Block, Cell, Live, Look, Row, Shade, Table};
use crate::terms::day_serial;
use crate::write::sinks::cell_text;

/// Excel's limit less room for what follows a table.
const MOST_ROWS: u32 = 1_048_576 - 500;
/// So many rows of a sheet get a height of their own.
const FITTED_ROWS: u32 = 20_000;

impl SheetWriter<'_> {
    pub(super) fn table(&mut self, table: &Table<'_>) -> Result<(), XlsxError> {
        let mut first = self.header(table)?;
        let mut failed = Ok(());
        table.rows.visit(&mut |row| {
            if failed.is_ok() {
                failed = self.next_row(table, row, &mut first);
            }
        });
        failed?;
        self.end_table(table, first)
    }

    /// The column of the sheet in which a column of a table stands.
    fn column(&self, at: usize) -> u16 {
        self.first() + at as u16
    }

    /// Its pixels.
    fn width(&self, at: usize) -> f64 {
        self.widths[usize::from(self.column(at))]
    }

    /// The heading row: frozen, repeated on every paper. Gives the first row below it.
    fn header(&mut self, table: &Table<'_>) -> Result<u32, XlsxError> {
        let format = formats::header(table.size);
        let mut highest = 1;
        for (at, column) in table.columns.iter().enumerate() {
            let text = cell_text(&column.heading);
            highest = highest.max(lines(&text, table.size, true, self.width(at)));
            self.sheet.write_string_with_format(self.row, self.column(at), text, &format)?;
        }
        self.high(height(highest, table.size))?;
        if !self.framed {
            let fixed = table.fixed_columns as u16;
            // on the papers of a later table it would be a row of foreign headings
            let tables = self.page.blocks.iter().filter(|b| matches!(b, Block::Table(_)));
            if tables.count() < 2 || table.rows.fill_a_paper() {
                self.sheet.set_repeat_rows(self.row, self.row)?;
                self.repeated = Some(self.row);
            }
            self.sheet.set_freeze_panes(self.row + 1, fixed)?;
            if self.page.papers_wide > 1 && fixed > 0 {
                self.sheet.set_repeat_columns(0, fixed - 1)?;
            }
            self.framed = true;
            self.aside = self.row + 1;
        }
        self.row += 1;
        Ok(self.row)
    }

    fn next_row(
        &mut self,
        table: &Table<'_>,
        row: &Row<'_>,
        first: &mut u32,
    ) -> Result<(), XlsxError> {
        if self.row >= MOST_ROWS {
            self.end_table(table, *first)?;
            self.next_sheet()?;
            *first = self.header(table)?;
        }
        self.table_row(table, row)
    }

    fn table_row(&mut self, table: &Table<'_>, row: &Row<'_>) -> Result<(), XlsxError> {
        let columns = table.columns.len();
        if row.look == Look::Group {
            return self.group_row(table, row);
        }
        let bold = !matches!(row.look, Look::Plain | Look::Muted);
        let mut highest = 1;
        for at in 0..columns {
            let cell = row.cells.get(at).unwrap_or(&Cell::Empty);
            if let Cell::Text(text) = cell.shown() {
                highest = highest.max(lines(text, table.size, bold, self.width(at)));
            }
            self.cell(table, at, row.look, cell)?;
        }
        // Every height is kept until the file is saved; in a very long sheet Excel may fit the
        // rows further down by itself.
        if self.row < FITTED_ROWS {
            self.high(height(highest, table.size))?;
        }
        self.row += 1;
        Ok(())
    }

    /// A group's name runs over the whole table.
    fn group_row(&mut self, table: &Table<'_>, row: &Row<'_>) -> Result<(), XlsxError> {
        let text = row.cells.iter().find_map(|c| match c {
            Cell::Text(text) => Some(text.as_ref()),
            _ => None,
        });
        let style = CellStyle {
            look: row.look,
            align: Align::Left,
            figure: Shown::Text,
            size: table.size,
            ruled: true,
        };
        let format = self.book.formats.cell(style).clone();
        let last = self.column(table.columns.len() - 1);
        self.high(height(1, table.size))?;
        self.merged(self.first(), last, text.unwrap_or(""), &format)?;
        self.row += 1;
        Ok(())
    }

    fn cell(
        &mut self,
        table: &Table<'_>,
        at: usize,
        look: Look,
        cell: &Cell<'_>,
    ) -> Result<(), XlsxError> {
        if let Cell::Linked(linked) = cell {
            let words = matches!(linked.shown, Cell::Text(_)) && look == Look::Plain;
            let leads = self.link(self.column(at), &linked.to)?;
            let look = if leads && words { Look::Link } else { look };
            return self.cell(table, at, look, &linked.shown);
        }
        if let Cell::Open(open) = cell {
            return self.cell(table, at, Look::Open, open);
        }
        let own = table.columns[at].align;
        let (figure, align) = match (cell.shown(), cell.figure()) {
            (Cell::Text(_) | Cell::Empty, Some(figure)) => (Shown::Word(figure), Align::Centre),
            (Cell::Number(_, figure), _) => (Shown::Number(*figure), own),
            (Cell::Date(_), _) => (Shown::Date, own),
            // A word among figures, such as a state, stands in the middle.
            (Cell::Text(_), _) if own == Align::Right => (Shown::Text, Align::Centre),
            _ => (Shown::Text, own),
        };
        if let Cell::Text(text) = cell {
            self.keep_whole(self.column(at), text);
        }
        let ruled = !self.page.long;
        let style = CellStyle { look, align, figure, size: table.size, ruled };
        let (row, column) = (self.row, self.column(at));
        if let Cell::Live(live) = cell {
            return self.live(at, style, live);
        }
        if self.page.long && self.column_gives(at, style, cell)? {
            match cell {
                Cell::Number(number, _) => self.sheet.write_number(row, column, *number)?,
                Cell::Text(text) => self.sheet.write_string(row, column, cell_text(text))?,
                _ => &mut self.sheet,
            };
            return Ok(());
        }
        let format = self.book.formats.cell(style);
        match cell {
            Cell::Number(number, _) if number.is_finite() => {
                self.sheet.write_number_with_format(row, column, *number, format)?
            }
            Cell::Text(text) if !text.is_empty() => {
                self.sheet.write_string_with_format(row, column, cell_text(text), format)?
            }
            Cell::YesNo(yes) => self.sheet.write_boolean_with_format(row, column, *yes, format)?,
            Cell::Date(date) => match ExcelDateTime::parse_from_str(&date.to_string()) {
                Ok(day) => self.sheet.write_datetime_with_format(row, column, &day, format)?,
                // Dates before 1900 do not exist in Excel.
                Err(_) => {
                    let text = date.format("%d/%m/%Y").to_string();
                    self.sheet.write_string_with_format(row, column, text, format)?
                }
            },
            _ => self.sheet.write_blank(row, column, format)?,
        };
        Ok(())
    }

    /// A formula with what this run gave as its value.
    fn live(&mut self, at: usize, style: CellStyle, live: &Live<'_>) -> Result<(), XlsxError> {
        let value = match &live.shown {
            Cell::Number(number, _) => number.to_string(),
            Cell::Text(text) => cell_text(text).into_owned(),
            Cell::YesNo(true) => "TRUE".into(),
            Cell::YesNo(false) => "FALSE".into(),
            Cell::Date(date) => day_serial(*date).to_string(),
            Cell::Empty | Cell::Live(_) | Cell::Linked(_) | Cell::Open(_) => String::new(),
        };
        let formula = Formula::new(&live.formula).set_result(value);
        let (row, column) = (self.row, self.column(at));
        if self.page.long && self.column_gives(at, style, &live.shown)? {
            self.sheet.write_formula(row, column, formula)?;
        } else {
            let format = self.book.formats.cell(style);
            self.sheet.write_formula_with_format(row, column, formula, format)?;
        }
        Ok(())
    }

    /// Whether a cell of a very long table can take the format of its column, which the first
    /// such cell of the column decides: looking a format up for each of millions of cells
    /// takes longer than writing them.
    fn column_gives(
        &mut self,
        at: usize,
        style: CellStyle,
        cell: &Cell<'_>,
    ) -> Result<bool, XlsxError> {
        let plain = match cell {
            Cell::Number(number, _) => number.is_finite(),
            Cell::Text(text) => !text.is_empty(),
            Cell::Empty => return Ok(true),
            _ => false,
        };
        if !plain {
            return Ok(false);
        }
        if self.column_styles.len() <= at {
            self.column_styles.resize(at + 1, None);
        }
        let decided = self.column_styles[at];
        if decided.is_none() {
            self.column_styles[at] = Some(style);
            let column = self.column(at);
            let format = self.book.formats.cell(style);
            self.sheet.set_column_format(column, format)?;
        }
        Ok(decided.is_none_or(|decided| decided == style))
    }

    fn end_table(&mut self, table: &Table<'_>, first: u32) -> Result<(), XlsxError> {
        let Some(last) = self.row.checked_sub(1).filter(|last| *last >= first) else {
            return Ok(());
        };
        let (first_column, columns) = (self.first(), self.column(table.columns.len() - 1));
        // Codes such as 1.1 are text on purpose.
        let text_numbers = IgnoreError::NumberStoredAsText;
        self.sheet.ignore_error_range(first, first_column, last, columns, text_numbers)?;
        if table.filter {
            self.sheet.autofilter(first - 1, first_column, last, columns)?;
        }
        for shade in &table.shades {
            shade_rows(&mut self.sheet, shade, first, last)?;
        }
        Ok(())
    }
}

fn shade_rows(
    sheet: &mut Worksheet,
    shade: &Shade,
    first: u32,
    last: u32,
) -> Result<(), XlsxError> {
    let (Shade::Low { columns, .. } | Shade::Differs { columns } | Shade::Says { columns, .. }) =
        shade;
    if columns.0 > columns.1 {
        // A block without units has no column to shade.
        return Ok(());
    }
    let light = Format::new().set_background_color(0xDDEBF7);
    let dark = Format::new().set_background_color(0xF4B183);
    match shade {
        Shade::Low { columns, low } => {
            let scale = ConditionalFormat2ColorScale::new()
                .set_minimum(ConditionalFormatType::Number, *low)
                .set_maximum(ConditionalFormatType::Number, 100)
                .set_minimum_color(0xF4B183)
                .set_maximum_color(0xFFFFFF);
            sheet.add_conditional_format(
                first,
                columns.0 as u16,
                last,
                columns.1 as u16,
                &scale,
            )?;
        }
        Shade::Differs { columns } => {
            let below = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::LessThan(0))
                .set_format(dark.set_bold());
            let above = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::GreaterThan(0))
                .set_format(light);
            let (from, to) = (columns.0 as u16, columns.1 as u16);
            sheet.add_conditional_format(first, from, last, to, &below)?;
            sheet.add_conditional_format(first, from, last, to, &above)?;
        }
        Shade::Says { columns, text } => {
            let says = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(text.as_str()))
                .set_format(dark);
            sheet.add_conditional_format(first, columns.0 as u16, last, columns.1 as u16, &says)?;
        }
    }
    Ok(())
}
