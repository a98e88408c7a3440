//! What calamine does not tell of an .xls file: number formats, cells written twice, texts with
//! struck-out or raised runs, and how much memory its sheets will take.

use std::collections::BTreeMap;

use super::format_of;
use super::ole::{Stream, u16_at, u32_at};
use super::xls_strings::marked_strings;
use crate::grid::Format;

/// Cells that calamine would lay out for one file; more is refused.
const LARGEST: u64 = 6_000_000;
/// Records walked through for one file; sheets may share their records.
const RECORDS: usize = 8_000_000;
const SHEETS: usize = 1_000;

/// The marks of one sheet, sorted by position.
#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    /// Cells whose number format says something.
    pub formats: Vec<((u32, u32), Format)>,
    /// Cells that the file gives two contents.
    pub twice: Vec<(u32, u32)>,
}

impl SheetMarks {
    pub fn format(&self, row: u32, column: u32) -> Format {
        let found = self.formats.binary_search_by_key(&(row, column), |(at, _)| *at);
        found.map_or(Format::General, |at| self.formats[at].1)
    }
}

/// What the scan found.
pub(super) struct Scan {
    /// In the order of the file.
    pub sheets: Vec<SheetMarks>,
    /// Positions in the stream of records that only declare a size: calamine reserves that
    /// much before it reads a cell.
    pub sizes: Vec<usize>,
}

/// Why the file is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Damaged,
    TooLarge,
}

/// One record without its continuations.
struct Record<'s> {
    at: usize,
    kind: u16,
    data: &'s [u8],
}

struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (at, kind) = (self.at, u16_at(self.stream, self.at)?);
        let length = usize::from(u16_at(self.stream, at + 2)?);
        let data = self.stream.get(at + 4..at + 4 + length)?;
        self.at = at + 4 + length;
        Some(Record { at, kind, data })
    }
}

#[derive(Default)]
struct Globals {
    /// Where the sheets start.
    sheets: Vec<usize>,
    custom: BTreeMap<u16, String>,
    /// The number format of each cell format.
    numbers: Vec<u16>,
    /// Whether the font strikes out, raises or lowers.
    fonts: Vec<bool>,
    /// Positions in the table of strings of those with such runs, sorted.
    marked: Vec<u32>,
}

/// Looks through the workbook stream.
pub(super) fn scan(stream: &Stream) -> Result<Scan, Fault> {
    let globals = globals(&stream.bytes).ok_or(Fault::Damaged)?;
    if globals.sheets.len() > SHEETS {
        return Err(Fault::TooLarge);
    }
    let formats: Vec<Format> = globals.numbers.iter().map(|n| globals.format(*n)).collect();
    let mut scan = Scan { sheets: Vec::new(), sizes: Vec::new() };
    let (mut records, mut laid_out) = (0, 0);
    for start in &globals.sheets {
        let mut sheet = Sheet { formats: &formats, marked: &globals.marked, ..Sheet::default() };
        let mut depth = 0_usize;
        for record in (Records { stream: &stream.bytes, at: *start }) {
            records += 1;
            if records > RECORDS {
                return Err(Fault::TooLarge);
            }
            match record.kind {
                0x0809 => depth += 1,
                // The end of the sheet, or of a chart within it.
                0x000A if depth <= 1 => break,
                0x000A => depth -= 1,
                0x0200 => scan.sizes.push(record.at),
                _ if depth <= 1 => sheet.record(&record).ok_or(Fault::Damaged)?,
                _ => {}
            }
        }
        laid_out += sheet.size();
        if laid_out > LARGEST {
            return Err(Fault::TooLarge);
        }
        scan.sheets.push(sheet.finish());
    }
    Ok(scan)
}

fn globals(stream: &[u8]) -> Option<Globals> {
    let mut found = Globals::default();
    let mut strings: Vec<&[u8]> = Vec::new();
    let mut in_strings = false;
    for Record { kind, data, .. } in (Records { stream, at: 0 }) {
        in_strings &= kind == 0x003C;
        match kind {
            0x000A => break,
            0x0085 => found.sheets.push(u32_at(data, 0)? as usize),
            0x041E => found.custom.extend(number_format(data)),
            0x00E0 => found.numbers.push(u16_at(data, 2)?),
            0x0031 => found.fonts.push(u16_at(data, 2)? & 8 != 0 || u16_at(data, 8)? != 0),
            0x00FC => {
                in_strings = true;
                strings = vec![data];
            }
            0x003C if in_strings => strings.push(data),
            _ => {}
        }
    }
    if found.fonts.contains(&true) {
        found.marked = marked_strings(&strings, &found.fonts);
    }
    Some(found)
}

/// Number and text of a FORMAT record; the text as far as its characters are ASCII, because
/// only those say something.
fn number_format(data: &[u8]) -> Option<(u16, String)> {
    let length = usize::from(u16_at(data, 2)?);
    let wide = data.get(4)? & 1 == 1;
    let text = data.get(5..)?;
    let code = if wide {
        text.chunks_exact(2).take(length).map(|c| if c[1] == 0 { c[0] } else { b'?' }).collect()
    } else {
        text.iter().take(length).copied().collect::<Vec<u8>>()
    };
    Some((u16_at(data, 0)?, code.into_iter().map(char::from).collect()))
}

impl Globals {
    fn format(&self, number: u16) -> Format {
        let builtin = || match number {
            9 | 10 => "0%",
            14..=17 | 22 => "d/m/y",
            _ => "",
        };
        let code = self.custom.get(&number).map_or_else(builtin, String::as_str);
        format_of(code, Some(number.into()))
    }
}

#[derive(Default)]
struct Sheet<'g> {
    formats: &'g [Format],
    marked: &'g [u32],
    /// Every cell with content, as it comes.
    cells: Vec<((u32, u32), Format)>,
    /// First and last row, first and last column.
    bounds: Option<(u32, u32, u32, u32)>,
}

impl Sheet<'_> {
    fn record(&mut self, record: &Record<'_>) -> Option<()> {
        let data = record.data;
        match record.kind {
            // Formula, number, label, rich label, truth or error, number in short.
            0x0006 | 0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E => self.cell(data, 2, 4, false),
            0x00FD => {
                let marked = self.marked.binary_search(&u32_at(data, 6)?).is_ok();
                self.cell(data, 2, 4, marked)
            }
            // A run of short numbers.
            0x00BD => {
                let first = u16_at(data, 2)?;
                let count = data.len().checked_sub(6)? / 6;
                for at in 0..u16::try_from(count).ok()? {
                    let column = u32::from(first) + u32::from(at);
                    let style = u16_at(data, 4 + 6 * usize::from(at))?;
                    self.add((u16_at(data, 0)?.into(), column), style, false);
                }
                Some(())
            }
            _ => Some(()),
        }
    }

    fn cell(&mut self, data: &[u8], column: usize, style: usize, marked: bool) -> Option<()> {
        let at = (u16_at(data, 0)?.into(), u16_at(data, column)?.into());
        self.add(at, u16_at(data, style)?, marked);
        Some(())
    }

    fn add(&mut self, at: (u32, u32), style: u16, marked: bool) {
        let format = match self.formats.get(usize::from(style)) {
            _ if marked => Format::Marked,
            Some(format) => *format,
            None => Format::General,
        };
        self.cells.push((at, format));
        let (top, bottom, left, right) = self.bounds.unwrap_or((at.0, at.0, at.1, at.1));
        self.bounds = Some((top.min(at.0), bottom.max(at.0), left.min(at.1), right.max(at.1)));
    }

    /// Cells of the rectangle that calamine lays out.
    fn size(&self) -> u64 {
        self.bounds.map_or(0, |(top, bottom, left, right)| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1)
        })
    }

    fn finish(self) -> SheetMarks {
        let mut formats = self.cells;
        formats.sort_by_key(|(at, _)| *at);
        let twice = formats.windows(2).filter(|w| w[0].0 == w[1].0).map(|w| w[0].0).collect();
        formats.retain(|(_, format)| *format != Format::General);
        SheetMarks { formats, twice }
    }
}
