//! One page into one sheet, or several when it has more rows than a sheet can hold.

use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatType, ExcelDateTime, Format, IgnoreError, Worksheet, XlsxError,
};

use super::Book;
use super::formats::{self, CellStyle, Shown};
use super::measure::{DIGIT, height, lines};
use super::sinks::{cell_text, margin_text, sheet_name};
use crate::report::block::{
    Align, Block, Cell, Chart, ChartKind, Line, Look, Page, Row, Shade, Table,
};

/// Excel's limit less room for what follows a table.
const MOST_ROWS: u32 = 1_048_576 - 500;
/// Excel takes no more page breaks than this.
const MOST_BREAKS: usize = 1_000;
const A4: u8 = 9;
/// Margins in inches, as the decree on documents has them: left 30 mm, right 15, others 20.
const MARGINS: [f64; 6] = [1.18, 0.59, 0.79, 0.79, 0.39, 0.39];
/// So many rows of a sheet get a height of their own.
const FITTED_ROWS: u32 = 20_000;
/// The height of a plain row, in pixels.
const PLAIN_ROW: u32 = 20;
/// Width and height of a chart beside a table, in pixels.
const ASIDE: (u32, u32) = (880, 340);

pub fn write(book: &mut Book, page: &Page<'_>, name: &str) -> Result<(), XlsxError> {
    let mut writer = SheetWriter::new(book, page, name)?;
    for block in &page.blocks {
        match block {
            Block::Sides(pairs) => writer.sides(pairs)?,
            Block::Line(line) => writer.line(line)?,
            Block::Table(table) => writer.table(table)?,
            Block::Chart(chart) => writer.chart(chart)?,
            Block::Aside(chart) => writer.aside(chart)?,
            Block::Break => writer.breaks.push(writer.row),
            Block::Gap => writer.row += 1,
        }
    }
    writer.close()
}

struct SheetWriter<'w> {
    book: &'w mut Book,
    page: &'w Page<'w>,
    name: &'w str,
    sheet: Worksheet,
    /// The next free row.
    row: u32,
    breaks: Vec<u32>,
    /// Pixels of each column.
    widths: Vec<f64>,
    framed: bool,
    /// Where the next chart beside the table stands.
    aside: u32,
}

impl<'w> SheetWriter<'w> {
    fn new(book: &'w mut Book, page: &'w Page<'w>, name: &'w str) -> Result<Self, XlsxError> {
        let widths: Vec<f64> = page.widths.iter().map(|w| w * DIGIT + 5.0).collect();
        let sheet = open(book, page, name, &widths)?;
        let breaks = Vec::new();
        Ok(SheetWriter { book, page, name, sheet, row: 0, breaks, widths, framed: false, aside: 0 })
    }

    fn last_column(&self) -> u16 {
        self.widths.len().saturating_sub(1) as u16
    }

    /// The last column that a line of text may use: it stays on the first paper, so that of
    /// several papers side by side it keeps to the columns that each of them repeats.
    fn last_on_paper(&self) -> u16 {
        if self.page.papers_wide < 2 {
            return self.last_column();
        }
        let fixed = self.page.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table.fixed_columns),
            _ => None,
        });
        fixed.map_or(self.last_column(), |n| n.saturating_sub(1) as u16)
    }

    fn pixels(&self, first: u16, last: u16) -> f64 {
        self.widths[usize::from(first)..=usize::from(last)].iter().sum()
    }

    fn merged(
        &mut self,
        first: u16,
        last: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let text = cell_text(text);
        if first >= last {
            self.sheet.write_string_with_format(self.row, first, text, format)?;
        } else {
            self.sheet.merge_range(self.row, first, self.row, last, &text, format)?;
        }
        Ok(())
    }

    fn line(&mut self, line: &Line) -> Result<(), XlsxError> {
        let (format, size) = formats::line(line.role);
        let last = self.last_on_paper();
        let lines = lines(&line.text, size, true, self.pixels(0, last));
        self.sheet.set_row_height(self.row, height(lines, size))?;
        self.merged(0, last, &line.text, &format)?;
        self.row += 1;
        Ok(())
    }

    /// Left and right halves of the first paper.
    fn sides(&mut self, pairs: &[[Line; 2]]) -> Result<(), XlsxError> {
        let last = self.last_on_paper();
        let half = self.pixels(0, last) * 0.45;
        let split = (0..last).find(|&at| self.pixels(0, at) >= half).unwrap_or(0);
        for [left, right] in pairs {
            let mut highest = 0.0f64;
            for (line, first, last) in [(left, 0, split), (right, split + 1, last)] {
                let (format, size) = formats::line(line.role);
                let lines = lines(&line.text, size, true, self.pixels(first, last));
                highest = highest.max(height(lines, size));
                self.merged(first, last, &line.text, &format)?;
            }
            self.sheet.set_row_height(self.row, highest)?;
            self.row += 1;
        }
        Ok(())
    }

    fn table(&mut self, table: &Table<'_>) -> Result<(), XlsxError> {
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

    /// The heading row: frozen, repeated on every paper. Gives the first row below it.
    fn header(&mut self, table: &Table<'_>) -> Result<u32, XlsxError> {
        let format = formats::header(table.size);
        let mut highest = 1;
        for (at, column) in table.columns.iter().enumerate() {
            let text = cell_text(&column.heading);
            highest = highest.max(lines(&text, table.size, true, self.widths[at]));
            self.sheet.write_string_with_format(self.row, at as u16, text, &format)?;
        }
        self.sheet.set_row_height(self.row, height(highest, table.size))?;
        if !self.framed {
            let fixed = table.fixed_columns as u16;
            self.sheet.set_repeat_rows(self.row, self.row)?;
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

    /// The table goes on in another sheet of the same name with a number.
    fn next_sheet(&mut self) -> Result<(), XlsxError> {
        let next = open(self.book, self.page, self.name, &self.widths)?;
        self.frame_paper()?;
        let full = std::mem::replace(&mut self.sheet, next);
        self.book.workbook.push_worksheet(full);
        self.row = 0;
        self.breaks.clear();
        self.framed = false;
        Ok(())
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
            if let Cell::Text(text) = cell {
                highest = highest.max(lines(text, table.size, bold, self.widths[at]));
            }
            self.cell(table, at, row.look, cell)?;
        }
        // Every height is kept until the file is saved; in a very long sheet Excel may fit the
        // rows further down by itself.
        if self.row < FITTED_ROWS {
            self.sheet.set_row_height(self.row, height(highest, table.size))?;
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
            indent: 0,
        };
        let format = self.book.formats.cell(style).clone();
        let last = (table.columns.len() - 1) as u16;
        self.sheet.set_row_height(self.row, height(1, table.size))?;
        self.merged(0, last, text.unwrap_or(""), &format)?;
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
        let own = table.columns[at].align;
        let (figure, align) = match cell {
            Cell::Number(_, figure) => (Shown::Number(*figure), own),
            Cell::Date(_) => (Shown::Date, own),
            // A word among figures, such as a state, stands in the middle.
            Cell::Text(_) if own == Align::Right => (Shown::Text, Align::Centre),
            _ => (Shown::Text, own),
        };
        let style = CellStyle { look, align, figure, size: table.size, indent: 0 };
        let format = self.book.formats.cell(style);
        let (row, column) = (self.row, at as u16);
        match cell {
            Cell::Number(number, _) if number.is_finite() => {
                self.sheet.write_number_with_format(row, column, *number, format)?
            }
            Cell::Text(text) if !text.is_empty() => {
                self.sheet.write_string_with_format(row, column, cell_text(text), format)?
            }
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

    fn end_table(&mut self, table: &Table<'_>, first: u32) -> Result<(), XlsxError> {
        let Some(last) = self.row.checked_sub(1).filter(|last| *last >= first) else {
            return Ok(());
        };
        let columns = (table.columns.len() - 1) as u16;
        // Codes such as 1.1 are text on purpose.
        let text_numbers = IgnoreError::NumberStoredAsText;
        self.sheet.ignore_error_range(first, 0, last, columns, text_numbers)?;
        if table.filter {
            self.sheet.autofilter(first - 1, 0, last, columns)?;
        }
        for shade in &table.shades {
            shade_rows(&mut self.sheet, shade, first, last)?;
        }
        Ok(())
    }

    /// A chart over the whole width, two to a sheet of paper.
    fn chart(&mut self, chart: &Chart) -> Result<(), XlsxError> {
        let wide = self.pixels(0, self.last_on_paper());
        let radar = chart.kind == ChartKind::Radar;
        let share = if radar { 0.52 } else { 0.29 };
        let (wide, high) = (wide as u32, (wide * share).round() as u32);
        let drawn = self.book.charts.draw(chart, wide, high);
        self.sheet.insert_chart(self.row, 0, &drawn)?;
        self.row += high.div_ceil(PLAIN_ROW) + 1;
        Ok(())
    }

    /// Beside the table and outside what is printed.
    fn aside(&mut self, chart: &Chart) -> Result<(), XlsxError> {
        let (wide, high) = ASIDE;
        let drawn = self.book.charts.draw(chart, wide, high);
        self.sheet.insert_chart(self.aside, self.last_column() + 2, &drawn)?;
        self.aside += high.div_ceil(PLAIN_ROW) + 1;
        Ok(())
    }

    fn frame_paper(&mut self) -> Result<(), XlsxError> {
        if !self.breaks.is_empty() {
            self.breaks.retain(|row| *row > 0);
            self.breaks.truncate(MOST_BREAKS);
            self.sheet.set_page_breaks(&self.breaks)?;
        }
        let last_row = self.row.max(1) - 1;
        self.sheet.set_print_area(0, 0, last_row, self.last_column())?;
        Ok(())
    }

    fn close(mut self) -> Result<(), XlsxError> {
        self.frame_paper()?;
        self.book.workbook.push_worksheet(self.sheet);
        Ok(())
    }
}

/// A new sheet with its paper, margins, header, footer and columns.
fn open(
    book: &mut Book,
    page: &Page<'_>,
    name: &str,
    widths: &[f64],
) -> Result<Worksheet, XlsxError> {
    // Without room for temporary files the rows are held in memory.
    let streamed =
        if page.long { book.workbook.new_worksheet_with_constant_memory().ok() } else { None };
    let mut sheet = streamed.unwrap_or_default();
    sheet.set_name(sheet_name(name, &mut book.taken))?;
    paper(&mut sheet, page.papers_wide.max(1), &book.footer);
    for (at, width) in widths.iter().enumerate() {
        sheet.set_column_width_pixels(at as u16, width.round() as u32)?;
    }
    Ok(sheet)
}

/// A4 landscape, as wide as so many papers; page numbers on top, the round at the foot.
pub fn paper(sheet: &mut Worksheet, papers_wide: u16, footer_texts: &[String; 2]) {
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_print_fit_to_pages(papers_wide, 0);
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet.set_margins(left, right, top, bottom, header, footer);
    let font = format!("&\"{},Regular\"", formats::FONT);
    sheet.set_header(format!("&C{font}&13&P"));
    let [left, right] = footer_texts;
    sheet.set_footer(format!("&L{font}&10{}&R{font}&10{}", footer_text(left), footer_text(right)));
    sheet.set_print_center_horizontally(true);
}

/// A text that starts with a digit would lengthen the number of the font size before it.
fn footer_text(text: &str) -> String {
    format!(" {}", margin_text(text))
}

fn shade_rows(
    sheet: &mut Worksheet,
    shade: &Shade,
    first: u32,
    last: u32,
) -> Result<(), XlsxError> {
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
