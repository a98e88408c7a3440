//! One page into one sheet, or several when it has more rows than a sheet can hold.

use rust_xlsxwriter::{Format, ProtectionOptions, Worksheet, XlsxError};

use super::book::Book;
use super::formats::{self, CellStyle};
use super::keep::Heights;
use super::measure::{DIGIT, height, lines};
use super::paper::paper;
use crate::report::block::{Block, Chart, ChartKind, Line, Page, Role};
use crate::write::sinks::{cell_text, is_cut, sheet_name};

/// Excel takes no more page breaks than this.
const MOST_BREAKS: usize = 1_000;
/// The height of a plain row, in pixels.
const PLAIN_ROW: u32 = 20;
/// The width of the one column of a page of lines alone, in pixels.
const LINES_ALONE: f64 = 640.0;
/// Width and height of a chart beside a table, in pixels.
const ASIDE: (u32, u32) = (880, 340);

/// The page's own name counts before that of its kind.
pub(super) fn write(book: &mut Book, page: &Page<'_>, kind: &str) -> Result<(), XlsxError> {
    let mut writer = SheetWriter::new(book, page, page.name.as_deref().unwrap_or(kind))?;
    writer.blocks(&page.blocks)?;
    writer.close()
}

pub(super) struct SheetWriter<'w> {
    pub book: &'w mut Book,
    pub page: &'w Page<'w>,
    name: &'w str,
    pub sheet: Worksheet,
    /// The next free row.
    pub row: u32,
    breaks: Vec<u32>,
    /// Pixels of each column.
    pub widths: Vec<f64>,
    /// The sheet has its frozen and repeated rows.
    pub framed: bool,
    /// Where the next chart beside the table stands.
    pub aside: u32,
    /// How many links the sheet has.
    pub links: usize,
    /// The styles that the columns of a very long table have, where decided.
    pub column_styles: Vec<Option<CellStyle>>,
    /// Of rows of pages that are not very long.
    heights: Heights,
    /// The height in points of the chart that was drawn last.
    drawn: Option<f64>,
    /// The heading row that every paper repeats.
    pub repeated: Option<u32>,
    /// The first and the last column that blocks now take, where others stand beside them.
    band: Option<(u16, u16)>,
}

impl<'w> SheetWriter<'w> {
    fn new(book: &'w mut Book, page: &'w Page<'w>, name: &'w str) -> Result<Self, XlsxError> {
        let mut widths: Vec<f64> = page.column_widths().iter().map(|w| w * DIGIT + 5.0).collect();
        if widths.is_empty() {
            // A page of lines alone, such as that of a round of which nothing could be scored.
            widths.push(LINES_ALONE);
        }
        let sheet = open(book, page, name, &widths)?;
        let breaks = Vec::new();
        Ok(SheetWriter {
            book,
            page,
            name,
            sheet,
            row: 0,
            breaks,
            widths,
            framed: page.frozen_rows.is_some(),
            aside: 0,
            links: 0,
            column_styles: Vec::new(),
            heights: Heights::default(),
            drawn: None,
            repeated: None,
            band: None,
        })
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) -> Result<(), XlsxError> {
        for block in blocks {
            match block {
                Block::Sides(pairs) => {
                    let first = self.row;
                    self.sides(pairs)?;
                    self.keep_with_table(first);
                }
                Block::Line(line) => self.line(line)?,
                Block::Table(table) => self.table(table)?,
                Block::Chart(chart) => self.chart(chart)?,
                // A sheet draws its pictures from its cells.
                Block::Picture(picture) => self.chart(&picture.chart)?,
                Block::Aside(chart) => self.aside(chart)?,
                Block::Beside { left, right } => self.beside(left, right)?,
                // What opens on a page in a browser is open here.
                Block::Fold { title, blocks } => {
                    self.line(&Line::new(Role::Section, title.as_str()))?;
                    self.blocks(blocks)?;
                }
                Block::Break => self.breaks.push(self.row),
                Block::Gap => self.row += 1,
            }
        }
        Ok(())
    }

    /// Two columns of blocks: those on the right keep to as many columns of the sheet as their
    /// tables have, those on the left to the others.
    fn beside(&mut self, left: &[Block<'_>], right: &[Block<'_>]) -> Result<(), XlsxError> {
        let (first, last) = (self.first(), self.last_on_paper());
        let columns = right.iter().map(|block| match block {
            Block::Table(table) => table.columns.len() as u16,
            _ => 1,
        });
        let wide = columns.max().unwrap_or(1).min(last - first);
        let (top, around) = (self.row, self.band);
        self.band = Some((first, last - wide));
        self.drawn = None;
        self.blocks(left)?;
        let end = std::mem::replace(&mut self.row, top);
        self.band = Some((last - wide + 1, last));
        self.blocks(right)?;
        // Rows that hold two lines of text leave a chart beside them fewer rows.
        let drawn = self.drawn.take().map(|points| self.heights.below(top, points));
        self.row = self.row.max(drawn.unwrap_or(end));
        self.band = around;
        Ok(())
    }

    /// The first column that blocks now take.
    pub(super) fn first(&self) -> u16 {
        self.band.map_or(0, |(first, _)| first)
    }

    /// The last column that is printed.
    fn last_column(&self) -> u16 {
        self.page.workings.unwrap_or(self.widths.len()).saturating_sub(1) as u16
    }

    /// The last column that a line of text may use: it stays on the first paper, so that of
    /// several papers side by side it keeps to the columns that each of them repeats.
    fn last_on_paper(&self) -> u16 {
        if let Some((_, last)) = self.band {
            return last;
        }
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

    pub(super) fn merged(
        &mut self,
        first: u16,
        last: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.keep_whole(first, text);
        let text = cell_text(text);
        if first >= last {
            self.sheet.write_string_with_format(self.row, first, text, format)?;
        } else {
            self.sheet.merge_range(self.row, first, self.row, last, &text, format)?;
        }
        Ok(())
    }

    /// Before a text is written into the row: what its cell cannot hold is kept elsewhere.
    pub(super) fn keep_whole(&mut self, column: u16, text: &str) {
        if is_cut(text) {
            self.book.keep_whole(&self.sheet.name(), self.row, column, text);
        }
    }

    /// The height of the row, in points.
    pub(super) fn high(&mut self, points: f64) -> Result<(), XlsxError> {
        if !self.page.long {
            self.heights.note(self.row, points);
        }
        self.sheet.set_row_height(self.row, points)?;
        Ok(())
    }

    /// Sides that stand below a table, from row `first` on, are a signature.
    fn keep_with_table(&mut self, first: u32) {
        let Some(table) = self.repeated.filter(|row| *row < first) else { return };
        // A pixel is three quarters of a point.
        let width = self.pixels(0, self.last_column()) * 0.75;
        let last = self.row.saturating_sub(1);
        let kept = self.heights.break_before((first, last), width, Some(table));
        self.breaks.extend(kept);
    }

    fn line(&mut self, line: &Line) -> Result<(), XlsxError> {
        let (format, size) = formats::line(line.role);
        let (first, last) = (self.first(), self.last_on_paper());
        let lines = lines(&line.text, size, true, self.pixels(first, last));
        self.high(height(lines, size))?;
        self.merged(first, last, &line.text, &format)?;
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
            self.high(highest)?;
            self.row += 1;
        }
        Ok(())
    }

    /// A chart over the whole width, two to a sheet of paper.
    fn chart(&mut self, chart: &Chart) -> Result<(), XlsxError> {
        let wide = self.pixels(self.first(), self.last_on_paper());
        let share = match (chart.kind, self.band) {
            (ChartKind::Radar, Some(_)) => 0.78,
            (ChartKind::Radar, None) => 0.52,
            (_, Some(_)) => 0.6,
            (_, None) => 0.29,
        };
        let (wide, high) = (wide as u32, (wide * share).round() as u32);
        let drawn = self.book.charts.draw(chart, wide, high);
        self.sheet.insert_chart(self.row, self.first(), &drawn)?;
        self.row += high.div_ceil(PLAIN_ROW) + 1;
        // A pixel is three quarters of a point.
        self.drawn = Some(f64::from(high) * 0.75);
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

    /// The table goes on in another sheet of the same name with a number.
    pub(super) fn next_sheet(&mut self) -> Result<(), XlsxError> {
        let next = open(self.book, self.page, self.name, &self.widths)?;
        self.frame_paper()?;
        let full = std::mem::replace(&mut self.sheet, next);
        self.book.workbook.push_worksheet(full);
        self.row = 0;
        self.breaks.clear();
        self.framed = false;
        self.links = 0;
        self.column_styles.clear();
        self.heights.clear();
        self.repeated = None;
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
    let papers = (page.papers_wide.max(1), u16::from(page.one_paper));
    paper(&mut sheet, papers, &book.footer);
    sheet.set_print_gridlines(page.long);
    for (at, width) in widths.iter().enumerate() {
        sheet.set_column_width_pixels(at as u16, width.round() as u32)?;
    }
    if let Some(first) = page.workings.filter(|first| *first < widths.len()) {
        sheet.group_columns_collapsed(first as u16, (widths.len() - 1) as u16)?;
    }
    if let Some(rows) = page.frozen_rows {
        sheet.set_freeze_panes(rows, 0)?;
    }
    if page.locked {
        // Without a password: against slips, not against people.
        let options = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        };
        sheet.protect_with_options(&options);
    }
    // A formula without a figure shows nothing.
    sheet.set_formula_result_default("");
    Ok(sheet)
}
