//! What calamine does not tell of an xlsx sheet, in one pass over its part: formulas, cells
//! that two programs could read as two values, hidden rows and columns, merged areas, links.

use std::collections::BTreeMap;
use std::sync::Arc;

use calamine::expand_shared_formula;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::addresses::area_of;
use super::inspection::{Beside, Inspection, Link};
use super::pictures::Pictures;
use super::plain_cell::PlainCell;
use crate::grid::position;
use crate::read::runs::{RunMarks, Runs, is_off};
use crate::read::xml::{attributes, reference};

/// A longer formula that many cells share is kept as it stands, for all of them.
const LONGEST_SHARED: usize = 512;
const MAX_COLUMNS: u32 = 16_384;

/// The cell that is being read.
#[derive(Default)]
struct Current {
    start: usize,
    at: Option<(u32, u32)>,
    bad: Option<String>,
    is_shared_string: bool,
    /// Numbers and their like: texts may be written in several pieces, they may not.
    is_plain_type: bool,
    values: u8,
    unclear: bool,
    formula: Option<Arc<str>>,
    runs: RunMarks,
    /// The number that leads to a rich value.
    value: Option<u32>,
}

struct Pass<'x> {
    part: &'x str,
    /// Reads the part from `offset` on.
    reader: Reader<&'x [u8]>,
    offset: usize,
    found: Inspection,
    strings: &'x Runs,
    pictures: &'x Pictures,
    shared: BTreeMap<String, (Arc<str>, (u32, u32))>,
    cell: Option<Current>,
    in_data: bool,
    row: u32,
    row_written: bool,
    ended: bool,
}

/// Looks through the part of a sheet. `None` when its markup is damaged or so odd that the
/// cells could be counted in two ways.
pub(super) fn inspect(part: &str, strings: &Runs, pictures: &Pictures) -> Option<Inspection> {
    let mut pass = Pass {
        part,
        reader: reader_of(part),
        offset: 0,
        found: Inspection::default(),
        strings,
        pictures,
        shared: BTreeMap::new(),
        cell: None,
        in_data: false,
        row: 0,
        row_written: false,
        ended: false,
    };
    loop {
        if pass.in_data && pass.cell.is_none() {
            pass.plain_cells()?;
        }
        let start = pass.position()?;
        match pass.reader.read_event().ok()? {
            Event::Start(e) => pass.start(&e, start, false)?,
            Event::Empty(e) => pass.start(&e, start, true)?,
            Event::End(e) => pass.end(e.local_name().as_ref())?,
            Event::Comment(_) | Event::CData(_) | Event::PI(_) => {
                if let Some(cell) = &mut pass.cell {
                    cell.unclear = true;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    pass.found.hidden_rows.sort_unstable();
    pass.found.hidden_columns.sort_unstable();
    pass.found.hidden_columns.dedup();
    (pass.ended && pass.cell.is_none()).then_some(pass.found)
}

fn reader_of(part: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    // Reading goes on in the middle of the part.
    reader.config_mut().allow_unmatched_ends = true;
    reader
}

impl<'x> Pass<'x> {
    fn position(&self) -> Option<usize> {
        Some(self.offset + usize::try_from(self.reader.buffer_position()).ok()?)
    }

    /// Passes over the cells from here on that are written as nearly all are; the first other
    /// one is left to the reader, which takes far longer.
    fn plain_cells(&mut self) -> Option<()> {
        let start = self.position()?;
        let mut at = start;
        let bytes = self.part.as_bytes();
        while let Some(plain) = PlainCell::of(bytes.get(at..)?) {
            if self.row_written && plain.row != self.row {
                break;
            }
            if let Some(index) = plain.string {
                let runs = self.strings.of(index);
                if runs != RunMarks::default() {
                    self.found.beside.push((self.found.cells, Beside::Runs(runs)));
                }
            }
            self.found.cells += 1;
            at += plain.length;
        }
        if at > start {
            (self.reader, self.offset) = (reader_of(self.part.get(at..)?), at);
        }
        Some(())
    }

    fn start(&mut self, e: &BytesStart<'x>, start: usize, empty: bool) -> Option<()> {
        match e.local_name().as_ref() {
            // A cell within a cell.
            "c" if self.in_data && self.cell.is_some() => return None,
            "c" if self.in_data => {
                self.begin_cell(e, start);
                if empty {
                    self.end_cell()?;
                }
            }
            "v" if self.cell.is_some() && !empty => self.value()?,
            "v" => {}
            "is" if self.cell.is_some() && !empty => self.inline()?,
            "f" if self.cell.is_some() => self.formula(e, empty)?,
            _ if self.cell.is_some() => {}
            "row" if self.in_data => self.begin_row(e)?,
            "sheetData" => {
                if self.ended {
                    return None;
                }
                self.in_data = !empty;
                self.ended = empty;
            }
            "dimension" => self.dimension(e, start),
            "col" => self.column(e),
            "mergeCell" => self.found.merged.extend(area_of(e)),
            "hyperlink" => self.link(e),
            _ => {}
        }
        Some(())
    }

    fn end(&mut self, name: &str) -> Option<()> {
        match name {
            "c" if self.in_data => self.end_cell()?,
            "row" if self.in_data => {
                self.row += 1;
                self.row_written = false;
            }
            "sheetData" => (self.in_data, self.ended) = (false, true),
            _ => {}
        }
        Some(())
    }

    fn begin_row(&mut self, e: &BytesStart<'_>) -> Option<()> {
        let mut hidden = false;
        for (name, value) in attributes(e) {
            match name {
                "r" => {
                    let row: u32 = value.parse().ok()?;
                    self.row = row.checked_sub(1).filter(|row| *row < 1_048_576)?;
                    self.row_written = true;
                }
                "hidden" => hidden |= !is_off(value),
                "ht" => hidden |= value == "0",
                _ => {}
            }
        }
        if hidden {
            self.found.hidden_rows.push(self.row);
        }
        Some(())
    }

    fn begin_cell(&mut self, e: &BytesStart<'_>, start: usize) {
        let mut cell = Current { start, is_plain_type: true, ..Current::default() };
        let mut addressed = false;
        for (name, value) in attributes(e) {
            match name {
                "r" => {
                    addressed = true;
                    let at = position(value.as_bytes());
                    cell.at = at.filter(|(row, _)| !self.row_written || *row == self.row);
                    if cell.at.is_none() {
                        cell.bad = Some(value.to_string());
                    }
                }
                "t" => {
                    cell.is_shared_string = value == "s";
                    cell.is_plain_type = matches!(value, "s" | "n" | "b" | "e");
                }
                "vm" => cell.value = value.parse().ok(),
                _ => {}
            }
        }
        self.found.unaddressed |= !addressed;
        self.cell = Some(cell);
    }

    fn end_cell(&mut self) -> Option<()> {
        let cell = self.cell.take()?;
        if let Some(written) = cell.bad {
            let end = self.position()?;
            self.found.lost.push((cell.start..end, written));
            return Some(());
        }
        let nth = self.found.cells;
        if cell.unclear || cell.values > 1 {
            self.found.beside.push((nth, Beside::Unclear));
        }
        if cell.runs != RunMarks::default() {
            self.found.beside.push((nth, Beside::Runs(cell.runs)));
        }
        let by_formula = cell.formula.as_deref().is_some_and(|f| self.pictures.is_formula(f));
        if by_formula || cell.value.is_some_and(|number| self.pictures.is_value(number)) {
            self.found.beside.push((nth, Beside::Picture));
            self.found.pictures.extend(cell.at);
        }
        if let Some(formula) = cell.formula {
            self.found.beside.push((nth, Beside::Formula(formula)));
        }
        self.found.cells += 1;
        Some(())
    }

    /// The content of `v`: one piece of text. calamine takes the first piece of `1<!-- -->20`
    /// and of `12&#48;`, and the first string for a number that is none.
    fn value(&mut self) -> Option<()> {
        let strings = self.strings;
        let mut text = None;
        let (mut pieces, mut odd, mut depth) = (0, false, 0);
        let content = loop {
            match self.reader.read_event().ok()? {
                Event::Text(t) => {
                    text = Some(t.into_inner());
                    pieces += 1;
                }
                Event::GeneralRef(_) => pieces += 2,
                Event::End(_) if depth == 0 => break text.unwrap_or_default(),
                Event::End(_) => depth -= 1,
                Event::Start(_) => (depth, odd) = (depth + 1, true),
                Event::Eof => return None,
                _ => odd = true,
            }
        };
        let cell = self.cell.as_mut()?;
        cell.values += 1;
        cell.unclear |= odd || (pieces > 1 && cell.is_plain_type);
        if cell.is_shared_string && !content.is_empty() {
            match content.parse::<usize>() {
                Ok(index) if content.bytes().all(|b| b.is_ascii_digit()) => {
                    cell.runs = strings.of(index);
                }
                _ => cell.unclear = true,
            }
        }
        Some(())
    }

    fn inline(&mut self) -> Option<()> {
        let runs = crate::read::runs::item(&mut self.reader)?;
        let cell = self.cell.as_mut()?;
        cell.values += 1;
        cell.runs = runs;
        Some(())
    }

    fn formula(&mut self, e: &BytesStart<'_>, empty: bool) -> Option<()> {
        let (mut shared, mut index, mut array) = (false, None, false);
        for (name, value) in attributes(e) {
            match name {
                "t" => {
                    (shared, array) = (value == "shared", matches!(value, "array" | "dataTable"))
                }
                "si" => index = Some(value.to_string()),
                _ => {}
            }
        }
        let text = if empty { String::new() } else { self.formula_text()? };
        let at = self.cell.as_ref()?.at;
        let formula: Arc<str> = match index.filter(|_| shared) {
            // An array formula adds up in ways of its own.
            _ if array => format!("{{{text}}}").into(),
            None => text.into(),
            Some(index) if !text.is_empty() => {
                let text: Arc<str> = text.into();
                self.shared.extend(at.map(|at| (index, (text.clone(), at))));
                text
            }
            Some(index) => match (self.shared.get(&index), at) {
                (Some((text, _)), _) if text.len() > LONGEST_SHARED => text.clone(),
                (Some((text, from)), Some(at)) => {
                    expand_shared_formula(text, *from, at).unwrap_or_default().into()
                }
                _ => "".into(),
            },
        };
        self.cell.as_mut()?.formula = Some(formula);
        Some(())
    }

    fn formula_text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.reader.read_event().ok()? {
                Event::Text(t) => text.push_str(&t),
                Event::GeneralRef(e) => text.push(reference(&e)?),
                Event::End(_) => return Some(text),
                Event::Eof => return None,
                _ => text.push('?'),
            }
        }
    }

    /// calamine takes no size of a sheet that it cannot count.
    fn dimension(&mut self, e: &BytesStart<'_>, start: usize) {
        if area_of(e).is_none() {
            let end = self.position().unwrap_or(start);
            self.found.needless.push(start..end);
        }
    }

    fn column(&mut self, e: &BytesStart<'_>) {
        let (mut first, mut last, mut hidden) = (0, 0, false);
        for (name, value) in attributes(e) {
            match name {
                "min" => first = value.parse::<u32>().unwrap_or(0),
                "max" => last = value.parse::<u32>().unwrap_or(0),
                "hidden" => hidden |= !is_off(value),
                "width" => hidden |= value == "0",
                _ => {}
            }
        }
        if hidden && first > 0 {
            let columns = (first..=last.min(MAX_COLUMNS)).map(|column| column - 1);
            self.found.hidden_columns.extend(columns);
        }
    }

    fn link(&mut self, e: &BytesStart<'_>) {
        let Some(area) = area_of(e) else { return };
        let (mut relation, mut location) = (None, None);
        for (name, value) in attributes(e) {
            match name.rsplit(':').next() {
                Some("id") => relation = Some(value.to_string()),
                Some("location") => location = Some(value.to_string()),
                _ => {}
            }
        }
        self.found.links.push(Link { area, relation, location });
    }
}

#[cfg(test)]
#[path = "inspect_tests.rs"]
mod tests;
