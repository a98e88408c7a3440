//! The number formats of .xls cells, which calamine keeps to itself: without them a stored
//! 0.95 could be 95% or 0.95. In: the file's bytes. Out: per sheet the cells that are shown as
//! percents or dates. What cannot be followed is left out, and then nothing is known of it.

use super::format_of;
use crate::grid::Format;

/// Cells with a telling format, sorted by position.
pub(super) type Formats = Vec<((u32, u32), Format)>;

const END: u32 = 0xFFFF_FFF0;

/// One entry per sheet of the workbook, of every type; empty when the file cannot be followed.
pub(super) fn formats(file: &[u8]) -> Vec<Formats> {
    let Some(stream) = workbook_stream(file) else {
        return Vec::new();
    };
    let mut codes: Vec<(u16, String)> = Vec::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut sheets = Vec::new();
    for (kind, data) in Records::at(&stream, 0) {
        match kind {
            0x041E => codes.extend(format_record(data)),
            0x00E0 => styles.extend(u16_at(data, 2)),
            0x0085 => sheets.extend(u32_at(data, 0)),
            _ => {}
        }
    }
    let styles: Vec<Format> = styles.iter().map(|id| style_format(*id, &codes)).collect();
    sheets.iter().map(|start| sheet_formats(&stream, *start as usize, &styles)).collect()
}

fn style_format(id: u16, codes: &[(u16, String)]) -> Format {
    match codes.iter().find(|(own, _)| *own == id) {
        Some((_, code)) => format_of(code, Some(id.into())),
        None if matches!(id, 9 | 10) => Format::Percent,
        None if matches!(id, 14..=17 | 22) => Format::Date,
        None => Format::General,
    }
}

fn sheet_formats(stream: &[u8], start: usize, styles: &[Format]) -> Formats {
    let mut found = Vec::new();
    let mut add = |row: u16, column: u16, style: u16| {
        let format = styles.get(usize::from(style)).copied().unwrap_or_default();
        if format != Format::General {
            found.push(((row.into(), column.into()), format));
        }
    };
    for (kind, data) in Records::at(stream, start) {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
        match kind {
            // NUMBER, RK, FORMULA
            0x0203 | 0x027E | 0x0006 => {
                u16_at(data, 4).into_iter().for_each(|style| add(row, column, style));
            }
            // MULRK: pairs of style and number, then the last column
            0x00BD => {
                let pairs = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                for (at, pair) in pairs.chunks_exact(6).enumerate() {
                    let column = column.saturating_add(at as u16);
                    u16_at(pair, 0).into_iter().for_each(|style| add(row, column, style));
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|(position, _)| *position);
    found
}

/// The id and the code of a number format.
fn format_record(data: &[u8]) -> Option<(u16, String)> {
    let (id, length) = (u16_at(data, 0)?, usize::from(u16_at(data, 2)?));
    let wide = data.get(4)? & 1 == 1;
    let text = data.get(5..)?;
    let code = if wide {
        let units = text.chunks_exact(2).take(length).filter_map(|c| u16_at(c, 0));
        char::decode_utf16(units).map(|c| c.unwrap_or('?')).collect()
    } else {
        text.iter().take(length).map(|b| char::from(*b)).collect()
    };
    Some((id, code))
}

/// The records of one part of the stream, from its BOF to its EOF, without parts inside it.
struct Records<'s> {
    stream: &'s [u8],
    at: usize,
    depth: usize,
}

impl<'s> Records<'s> {
    fn at(stream: &'s [u8], at: usize) -> Self {
        Records { stream, at, depth: 0 }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let kind = u16_at(self.stream, self.at)?;
            let length = usize::from(u16_at(self.stream, self.at + 2)?);
            let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
            self.at += 4 + length;
            match kind {
                0x0809 => self.depth += 1,
                0x000A => self.depth = self.depth.checked_sub(1)?,
                _ if self.depth == 1 => return Some((kind, data)),
                _ => {}
            }
            if self.depth == 0 {
                return None;
            }
        }
    }
}

/// The stream `Workbook` of the compound file. Small streams, which live elsewhere in such a
/// file, are no workbooks of forms.
fn workbook_stream(file: &[u8]) -> Option<Vec<u8>> {
    let size = 1usize << u16_at(file, 30)?.min(12);
    let sector = |id: u32| {
        let start = (id as usize).checked_add(1)?.checked_mul(size)?;
        file.get(start..(start + size).min(file.len()))
    };
    let mut tables: Vec<u32> = (0..109).filter_map(|n| u32_at(file, 76 + 4 * n)).collect();
    let mut next = u32_at(file, 68)?;
    while next < END && tables.len() < file.len() / size + 128 {
        let more = sector(next)?;
        let last = size / 4 - 1;
        tables.extend((0..last).filter_map(|n| u32_at(more, 4 * n)));
        next = u32_at(more, 4 * last)?;
    }
    let mut chain = Vec::new();
    for table in tables.into_iter().filter(|id| *id < END) {
        let table = sector(table)?;
        chain.extend((0..size / 4).filter_map(|n| u32_at(table, 4 * n)));
    }
    let follow = |start: u32| {
        let (mut id, mut bytes) = (start, Vec::new());
        // A chain longer than the file runs in a circle.
        while id < END && bytes.len() <= file.len() {
            bytes.extend_from_slice(sector(id)?);
            id = *chain.get(id as usize)?;
        }
        Some(bytes)
    };
    let directory = follow(u32_at(file, 48)?)?;
    let entry = directory.chunks_exact(128).find(|entry| {
        let length = usize::from(u16_at(entry, 64).unwrap_or(0)).saturating_sub(2).min(64);
        let name: Vec<u16> = (0..length / 2).filter_map(|n| u16_at(entry, 2 * n)).collect();
        ["Workbook", "Book"].iter().any(|w| String::from_utf16_lossy(&name) == **w)
    })?;
    let length = u32_at(entry, 120)? as usize;
    if length < 4096 {
        return None;
    }
    let mut stream = follow(u32_at(entry, 116)?)?;
    stream.truncate(length);
    Some(stream)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
