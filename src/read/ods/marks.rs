//! What calamine does not tell of an ods file: its real size before repeats are written out,
//! how cells are shown, hidden rows and columns, merged areas, formulas, comments, links, and
//! struck-out or raised text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::drawn::{Controls, Drawn};
use super::styles::Styles;
use crate::grid::{Area, Merged};
use crate::read::linked::Linked;
use crate::read::runs::RunMarks;
use crate::read::xml::{attribute, reference};
use crate::text::tidy;

/// Cells that calamine would write out for one file; more is refused.
const LARGEST: u64 = 4_000_000;
/// Bytes of text, with all repeats written out.
const TEXT: u64 = 128 << 20;
const MAX_COLUMNS: u32 = 16_384;
const MAX_ROWS: u32 = 1_048_576;

/// What the file says of a cell, or of a cell that it repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub style: Option<Arc<str>>,
    pub is_percent: bool,
    /// In the notation of Excel.
    pub formula: Option<Arc<str>>,
    /// The result of the formula was never stored.
    pub uncomputed: bool,
    /// A text whose kind is not told: LibreOffice shows it, calamine passes over it.
    pub untyped: bool,
    pub runs: RunMarks,
    pub comment: String,
    pub link: Option<String>,
}

/// The marks of one sheet.
#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    /// Cells of which anything is said, by their first one, and their areas.
    said: BTreeMap<(u32, u32), Said>,
    areas: Vec<Area>,
    pub merged: Vec<Area>,
    pub over: Vec<Linked>,
    pub hidden_rows: Vec<Area>,
    pub hidden_columns: Vec<u32>,
    /// Styles of whole columns: first and last column.
    columns: Vec<(u32, u32, Arc<str>)>,
}

/// The marks of one sheet, to be asked by cell.
pub(super) struct ByCell<'m> {
    marks: &'m SheetMarks,
    areas: Merged,
}

impl SheetMarks {
    pub(super) fn by_cell(&self) -> ByCell<'_> {
        ByCell { marks: self, areas: self.areas.clone().into() }
    }

    /// Every cell of which something is said: the area of its repeats, and what.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Area, &Said)> {
        self.areas.iter().filter_map(|area| Some((area, self.said.get(&area.first)?)))
    }
}

impl ByCell<'_> {
    pub(super) fn said(&self, row: u32, column: u32) -> Option<&Said> {
        self.marks.said.get(&self.areas.at(row, column)?.first)
    }

    /// The style of a cell that has none of its own.
    pub(super) fn column_style(&self, column: u32) -> Option<&str> {
        let all = self.marks.columns.iter();
        let mut here = all.filter(|(first, last, _)| (*first..=*last).contains(&column));
        here.next().map(|(_, _, style)| style.as_ref())
    }
}

/// Why the file is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Markup,
    TooLarge,
}

/// The cell that is being read.
struct Current {
    area: Area,
    said: Said,
    has_content: bool,
}

#[derive(Default)]
struct Scan {
    sheets: Vec<SheetMarks>,
    styles: Styles,
    in_annotation: bool,
    /// What lies over the cell or the sheet that is being read.
    drawn: Option<Drawn>,
    controls: Controls,
    /// Where in the part such things stand within cells: calamine would take their words for
    /// those of the cell.
    needless: Vec<Range<usize>>,
    /// In a paragraph of a comment; its author and its date stand outside.
    in_words: bool,
    row: u32,
    row_repeats: u32,
    row_style: Option<Arc<str>>,
    column: u32,
    /// Columns declared so far.
    declared: u32,
    cell: Option<Current>,
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

/// What a look through `content.xml` finds.
pub(super) struct Scanned {
    pub sheets: Vec<SheetMarks>,
    pub styles: Styles,
    /// Bytes of the part that must not reach calamine.
    pub needless: Vec<Range<usize>>,
}

/// Looks through `content.xml`: the sheets, and the styles that their cells name, some of which
/// are known already.
pub(super) fn scan(content: &str, styles: Styles) -> Result<Scanned, Fault> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().check_end_names = false;
    let mut scan = Scan { styles, ..Scan::default() };
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|_| Fault::Markup)?;
        if scan.is_drawn(&event, start, reader.buffer_position() as usize) {
            continue;
        }
        match event {
            Event::Start(e) => scan.start(&e, false)?,
            Event::Empty(e) => scan.start(&e, true)?,
            Event::End(e) => scan.end(e.name().as_ref())?,
            Event::Text(t) => {
                scan.styles.text(&t);
                scan.comment(&t);
                scan.untyped(&t);
                scan.add_text(t.len() as u64);
            }
            Event::CData(t) => scan.add_text(t.len() as u64),
            Event::GeneralRef(e) => {
                let c = reference(&e);
                scan.comment(c.map(String::from).as_deref().unwrap_or_default());
                scan.add_text(4);
            }
            Event::Eof => {
                return Ok(Scanned {
                    sheets: scan.sheets,
                    styles: scan.styles,
                    needless: scan.needless,
                });
            }
            _ => {}
        }
    }
}

impl Scan {
    /// Whether the event belongs to something that lies over the cells.
    fn is_drawn(&mut self, event: &Event<'_>, start: usize, end: usize) -> bool {
        if self.sheets.is_empty() {
            return false;
        }
        self.controls.take(event);
        let Some(drawn) = &mut self.drawn else {
            let at = self.cell.as_ref().map(|cell| cell.area.first);
            self.drawn = Drawn::begin(event, at, start);
            // An empty element is over at once.
            return self.drawn.is_some() && self.drawn_is_over(end);
        };
        drawn.take(event);
        self.drawn_is_over(end)
    }

    /// Puts a thing that has ended where it belongs.
    fn drawn_is_over(&mut self, end: usize) -> bool {
        let Some(drawn) = self.drawn.take_if(|drawn| drawn.has_ended()) else { return true };
        if self.cell.is_some() {
            self.needless.push(drawn.start..end);
        }
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.over.extend(drawn.over(&self.controls));
        }
        true
    }

    fn start(&mut self, e: &BytesStart<'_>, is_empty: bool) -> Result<(), Fault> {
        if self.sheets.is_empty() && self.styles.start(e, is_empty) {
            return Ok(());
        }
        match e.name().as_ref() {
            "table:table" => {
                self.sheets.push(SheetMarks::default());
                self.before += u64::from(self.width) * u64::from(self.height);
                (self.row, self.width, self.height, self.declared) = (0, 0, 0, 0);
            }
            "table:table-column" => self.declare_column(e),
            "table:table-row" => {
                self.row_repeats = repeats(e, "table:number-rows-repeated", MAX_ROWS);
                self.row_style = attribute(e, "table:default-cell-style-name").map(Arc::from);
                (self.column, self.row_width, self.copies, self.row_text) = (0, 0, 0, 0);
                if is_hidden(e)
                    && let Some(sheet) = self.sheets.last_mut()
                {
                    let last = self.row.saturating_add(self.row_repeats - 1);
                    sheet.hidden_rows.push(Area { first: (self.row, 0), last: (last, 0) });
                }
                if is_empty {
                    self.end("table:table-row")?;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell(e);
                if is_empty {
                    self.end_cell();
                }
            }
            "office:annotation" => self.in_annotation = !is_empty,
            // So many spaces in one.
            "text:s" => {
                let count = attribute(e, "text:c").and_then(|c| c.parse::<u64>().ok());
                self.comment(" ");
                self.add_text(count.unwrap_or(1));
            }
            "text:p" => {
                self.in_words = !is_empty;
                self.comment(" ");
            }
            "text:a" if !self.in_annotation => {
                if let Some(cell) = &mut self.cell {
                    cell.said.link = cell.said.link.take().or_else(|| attribute(e, "xlink:href"));
                }
            }
            "text:span" if !self.in_annotation => self.span(e),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "office:annotation" => self.in_annotation = false,
            "text:p" => self.in_words = false,
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
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
            name => self.styles.end(name),
        }
        Ok(())
    }

    fn add_text(&mut self, length: u64) {
        self.row_text = self.row_text.saturating_add(length.saturating_mul(self.copies));
    }

    fn untyped(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.has_content) {
            cell.said.untyped |= self.in_words && !self.in_annotation && !text.trim().is_empty();
        }
    }

    fn comment(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_annotation && self.in_words) {
            cell.said.comment.push_str(text);
        }
    }

    fn declare_column(&mut self, e: &BytesStart<'_>) {
        let count = repeats(e, "table:number-columns-repeated", MAX_COLUMNS);
        let (first, last) = (self.declared, self.declared.saturating_add(count - 1));
        self.declared = last.saturating_add(1).min(MAX_COLUMNS);
        let Some(sheet) = self.sheets.last_mut() else { return };
        let style = attribute(e, "table:default-cell-style-name");
        sheet.columns.extend(style.map(|style| (first, last, style.into())));
        if is_hidden(e) {
            sheet.hidden_columns.extend(first..=last.min(MAX_COLUMNS));
        }
    }

    fn cell(&mut self, e: &BytesStart<'_>) {
        let count = repeats(e, "table:number-columns-repeated", MAX_COLUMNS);
        let last_row = self.row + self.row_repeats.max(1) - 1;
        let last_column = (self.column + count - 1).min(MAX_COLUMNS - 1);
        let area = Area { first: (self.row, self.column), last: (last_row, last_column) };
        self.column = last_column + 1;
        self.copies = 0;
        let kind = attribute(e, "office:value-type");
        let formula = attribute(e, "table:formula");
        // calamine takes a value without a word on its type, too.
        let content = |a: quick_xml::events::attributes::Attribute<'_>| {
            ["office:", "calcext:"].iter().any(|start| a.key.as_ref().starts_with(start))
        };
        let has_content = formula.is_some() || e.attributes().flatten().any(content);
        if has_content {
            self.row_width = self.column;
            self.copies = count.into();
            // Attributes hold values and formulas.
            self.add_text(e.len() as u64);
        }
        let own = attribute(e, "table:style-name").map(Arc::from);
        let said = Said {
            style: own.or_else(|| self.row_style.clone()),
            is_percent: kind.as_deref() == Some("percentage"),
            uncomputed: kind.is_none() && formula.is_some(),
            formula: formula.map(|text| plain_formula(&text).into()),
            ..Said::default()
        };
        self.cell = Some(Current { area, said, has_content });
        let Some(sheet) = self.sheets.last_mut() else { return };
        let rows = repeats(e, "table:number-rows-spanned", MAX_ROWS);
        let columns = repeats(e, "table:number-columns-spanned", MAX_COLUMNS);
        if rows > 1 || columns > 1 {
            let last = (area.first.0 + rows - 1, area.first.1 + columns - 1);
            sheet.merged.push(Area { first: area.first, last });
        }
    }

    fn end_cell(&mut self) {
        let (Some(mut cell), Some(sheet)) = (self.cell.take(), self.sheets.last_mut()) else {
            return;
        };
        cell.said.comment = tidy(&cell.said.comment);
        let silent = cell.said == Said { style: cell.said.style.clone(), ..Said::default() };
        let styled = cell.said.style.as_ref().is_some_and(|name| self.styles.get(name).is_some());
        if !silent || (cell.has_content && styled) {
            sheet.said.insert(cell.area.first, cell.said);
            sheet.areas.push(cell.area);
        }
    }

    fn span(&mut self, e: &BytesStart<'_>) {
        let style = attribute(e, "text:style-name");
        let style = style.and_then(|name| self.styles.get(&name));
        if let (Some(cell), Some(style)) = (&mut self.cell, style) {
            cell.said.runs.marked |= style.struck || style.raised;
            cell.said.runs.font = cell.said.runs.font.or(style.font);
        }
    }
}

/// `of:=[.C5]/[.C6]` as `C5/C6`; a cell of another sheet keeps its name.
fn plain_formula(text: &str) -> String {
    let body = text.split_once('=').map_or(text, |(_, body)| body);
    body.replace("[.", "").replace(":.", ":").replace(['[', ']'], "")
}

fn is_hidden(e: &BytesStart<'_>) -> bool {
    attribute(e, "table:visibility").is_some_and(|v| v == "collapse" || v == "filter")
}

/// A repeat or span of at least 1.
fn repeats(e: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    let text = attribute(e, name);
    let count = text.and_then(|t| t.parse::<u64>().ok()).unwrap_or(1);
    u32::try_from(count.clamp(1, most.into())).unwrap_or(most)
}

#[cfg(test)]
#[path = "marks_tests.rs"]
mod tests;
