//! The markup of `word/document.xml`: rows and cells of tables with what spans columns and rows.

use quick_xml::events::{BytesStart, Event};

use crate::grid::{Area, Cell, Content, Format, Grid, Merged, Row};
use crate::read::input::Limits;
use crate::read::xml::{attributes, each, reference};

/// A Word document as far as it is read.
#[derive(Debug, Clone, Default)]
pub struct WordText {
    /// The lines outside of tables, in order.
    pub lines: Vec<String>,
    /// Each is called *Bảng 1*, *Bảng 2* …; rows count from 0 as in a sheet.
    pub tables: Vec<Grid>,
}

/// What a cell holds whose number Word counts by itself: the file does not say it.
pub(crate) const NUMBERED: &str = "số thứ tự do Word tự đánh";

/// `None` when the markup is damaged or a table is larger than the limits.
pub(super) fn read(part: &str, shown: &str, limits: &Limits) -> Option<WordText> {
    let mut scan = Scan { shown, ..Scan::default() };
    each(part, &mut |event| scan.event(event))?;
    let within = |grid: &Grid| grid.rows.len() <= limits.rows as usize;
    scan.text.tables.iter().all(within).then_some(scan.text)
}

/// A cell on its way.
#[derive(Default)]
struct OpenCell {
    lines: Vec<String>,
    line: String,
    span: u32,
    /// It continues the cell above.
    continues: bool,
    /// Part of it is struck out.
    struck: bool,
    /// A line of it is numbered by Word.
    numbered: bool,
}

#[derive(Default)]
struct Scan<'s> {
    shown: &'s str,
    text: WordText,
    /// How many tables are open: those inside a cell are text of it.
    depth: usize,
    rows: Vec<Row>,
    areas: Vec<Area>,
    /// Where vertical spans began, by column.
    open_areas: Vec<(u32, Area)>,
    row: Row,
    column: u32,
    /// The row was deleted while changes were tracked.
    deleted: bool,
    cell: OpenCell,
    /// A line outside of tables.
    line: String,
    in_text: bool,
    run_struck: bool,
}

impl Scan<'_> {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(e) => self.start(e, false),
            Event::Empty(e) => self.start(e, true),
            Event::End(e) => self.end(e.local_name().as_ref()),
            Event::Text(text) if self.in_text => self.say(text),
            Event::GeneralRef(name) if self.in_text => {
                if let Some(c) = reference(name) {
                    self.say(&c.to_string());
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        match self.depth {
            0 => self.line.push_str(text),
            _ => {
                self.cell.line.push_str(text);
                self.cell.struck |= self.run_struck && !text.trim().is_empty();
            }
        }
    }

    fn start(&mut self, e: &BytesStart<'_>, empty: bool) {
        let value = |name: &str| {
            attributes(e)
                .find(|(key, _)| *key == name || key.ends_with(&format!(":{name}")))
                .map(|(_, v)| v)
        };
        match e.local_name().as_ref() {
            "tbl" if !empty => {
                self.depth += 1;
                if self.depth == 1 {
                    self.rows.clear();
                    self.areas.clear();
                    self.open_areas.clear();
                }
            }
            "tr" if self.depth == 1 => {
                let index = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
                self.row = Row { index, cells: Vec::new() };
                (self.column, self.deleted) = (0, false);
            }
            "gridBefore" if self.depth == 1 => {
                self.column = value("val").and_then(|v| v.parse().ok()).unwrap_or(0).min(64);
            }
            "tc" if self.depth == 1 => self.cell = OpenCell { span: 1, ..OpenCell::default() },
            "gridSpan" if self.depth == 1 => {
                self.cell.span =
                    value("val").and_then(|v| v.parse().ok()).unwrap_or(1).clamp(1, 64);
            }
            "vMerge" if self.depth == 1 => self.cell.continues = value("val") != Some("restart"),
            "numPr" if self.depth == 1 => self.cell.numbered = true,
            "del" if self.depth == 1 && empty => self.deleted = true,
            "strike" | "dstrike" => {
                self.run_struck = !matches!(value("val"), Some("0" | "false" | "off"));
            }
            "r" => self.run_struck = false,
            "t" => self.in_text = !empty,
            "br" | "cr" => self.end_line(),
            "tab" if !self.in_text => self.say(" "),
            "noBreakHyphen" => self.say("-"),
            _ => {}
        }
    }

    /// A line of a cell or of the text ends.
    fn end_line(&mut self) {
        match self.depth {
            0 => {
                let line = std::mem::take(&mut self.line);
                if !line.trim().is_empty() {
                    self.text.lines.push(line);
                }
            }
            _ => {
                let line = std::mem::take(&mut self.cell.line);
                self.cell.lines.push(line);
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.end_line(),
            "tc" if self.depth == 1 => self.end_cell(),
            "tr" if self.depth == 1 && !self.deleted => {
                self.rows.push(std::mem::take(&mut self.row))
            }
            "tbl" => {
                if self.depth == 1 {
                    self.end_table();
                }
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let (row, first) = (self.row.index, self.column);
        let last = first + cell.span.max(1) - 1;
        self.column = last + 1;
        let above = self.open_areas.iter().position(|(column, _)| *column == first);
        match (cell.continues, above) {
            (true, Some(at)) => {
                self.open_areas[at].1.last.0 = row;
                return;
            }
            (_, Some(at)) => {
                let (_, area) = self.open_areas.remove(at);
                self.areas.push(area);
            }
            (_, None) => {}
        }
        self.open_areas.push((first, Area { first: (row, first), last: (row, last) }));
        let mut lines = cell.lines;
        lines.push(cell.line);
        let text = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let text = text.collect::<Vec<_>>().join("\n");
        let content = match (text.is_empty(), cell.numbered) {
            (true, false) => return,
            (true, true) => Content::Broken(NUMBERED.to_string()),
            (false, _) => Content::Text(text),
        };
        let format = if cell.struck { Format::Marked } else { Format::General };
        self.row.cells.push((first, Cell { content, format, by_formula: false }));
    }

    fn end_table(&mut self) {
        let mut areas = std::mem::take(&mut self.areas);
        areas.extend(self.open_areas.drain(..).map(|(_, area)| area));
        areas.retain(|area| area.first != area.last);
        let number = self.text.tables.len() + 1;
        self.text.tables.push(Grid {
            file: self.shown.into(),
            sheet: format!("Bảng {number}").into(),
            visible: true,
            rows: std::mem::take(&mut self.rows),
            merged: Merged::from(areas),
            ..Grid::default()
        });
    }
}
