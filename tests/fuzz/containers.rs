//! Spoils what is inside of zip packages and of .xls files, so that the outside still opens.

use std::io::{Cursor, Read, Write};

use super::chance::Chance;
use super::words::{ATTRIBUTES, BYTES, XML};

/// The parts of a zip package, unpacked; `None` when it is none.
pub fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).ok()?;
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).ok()?;
            Some((part.name().ok()?.into_owned(), bytes))
        })
        .collect()
}

pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        // A name that is there already cannot be written; the part is left out then.
        if writer.start_file(name.as_str(), options).is_ok() {
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// Parts that hold cells or say how to read them; the others are spoilt more seldom.
const LIKELY: &[&str] = &[
    "sheet1.xml",
    "sheet2.xml",
    "sharedStrings.xml",
    "styles.xml",
    "workbook.xml",
    "workbook.xml.rels",
    "content.xml",
    "comments1.xml",
    "settings.xml",
];

pub fn spoil_package(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let Some(mut parts) = parts(bytes).filter(|parts| !parts.is_empty()) else {
        return chance.spoil(bytes, BYTES);
    };
    for _ in 0..=chance.below(2) {
        let likely: Vec<usize> = (0..parts.len())
            .filter(|at| LIKELY.iter().any(|end| parts[*at].0.ends_with(end)))
            .collect();
        let at = match likely.len() {
            0 => chance.below(parts.len()),
            _ if chance.below(8) == 0 => chance.below(parts.len()),
            many => likely[chance.below(many)],
        };
        match chance.below(20) {
            0 if parts.len() > 1 => drop(parts.remove(at)),
            1 => {
                let name = parts[chance.below(parts.len())].0.clone();
                parts[at].0 = name;
            }
            2..=6 => parts[at].1 = chance.spoil(&parts[at].1.clone(), XML),
            7..=12 => parts[at].1 = chance.shuffle(&parts[at].1.clone(), b'>', XML),
            _ => parts[at].1 = chance.requote(&parts[at].1.clone(), ATTRIBUTES),
        }
    }
    let packed = pack(&parts);
    match chance.below(16) {
        0 => chance.spoil(&packed, BYTES),
        _ => packed,
    }
}

/// The records of the workbook stream: where they start, and the length of their data. The
/// stream of these small files stands in one piece.
fn records(bytes: &[u8]) -> Vec<(usize, usize)> {
    let number =
        |at: usize| bytes.get(at..at + 2).map(|b| usize::from(u16::from_le_bytes([b[0], b[1]])));
    let Some(start) = bytes.windows(4).position(|w| w == b"\x09\x08\x10\x00") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = start;
    while let (Some(kind), Some(length)) = (number(at), number(at + 2)) {
        if kind == 0 || at + 4 + length > bytes.len() {
            break;
        }
        found.push((at, length));
        at += 4 + length;
    }
    found
}

/// Kinds of records that the readers know.
const KINDS: &[u16] = &[
    0x0006, 0x000A, 0x001C, 0x0022, 0x002F, 0x0031, 0x003C, 0x0042, 0x005D, 0x007D, 0x0085, 0x0092,
    0x00BD, 0x00BE, 0x00D6, 0x00E0, 0x00E5, 0x00FC, 0x00FD, 0x01B6, 0x01B8, 0x0200, 0x0203, 0x0204,
    0x0205, 0x0207, 0x0208, 0x0218, 0x0221, 0x027E, 0x041E, 0x04BC, 0x0809,
];

pub fn spoil_xls(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let records = records(bytes);
    if records.is_empty() || chance.below(6) == 0 {
        // The container itself: header and allocation table.
        let end = 512.min(out.len());
        let head = chance.spoil(&out[..end], BYTES);
        out.splice(..end, head.into_iter().chain(std::iter::repeat(0)).take(end));
        return out;
    }
    for _ in 0..=chance.below(4) {
        let (at, length) = records[chance.below(records.len())];
        let within = at + 4 + chance.below(length);
        match chance.below(8) {
            0 => {
                let kind = KINDS[chance.below(KINDS.len())];
                out[at..at + 2].copy_from_slice(&kind.to_le_bytes());
            }
            1 => {
                let lengths = [0, 1, length / 2, length.saturating_sub(1), length + 4, 0xFFFF];
                let length = lengths[chance.below(lengths.len())].min(0xFFFF) as u16;
                out[at + 2..at + 4].copy_from_slice(&length.to_le_bytes());
            }
            2 => {
                let (other, long) = records[chance.below(records.len())];
                let size = 4 + length.min(long);
                let piece = bytes[other..other + size].to_vec();
                out[at..at + size].copy_from_slice(&piece);
            }
            3..=4 => {
                let word = chance.of(BYTES);
                let end = (within + word.len()).min(at + 4 + length);
                for (to, from) in (within..end).zip(word) {
                    out[to] = *from;
                }
            }
            5 if within < out.len() => out[within] ^= 1 << chance.below(8),
            _ if within < out.len() => out[within] = chance.below(256) as u8,
            _ => {}
        }
    }
    out
}
