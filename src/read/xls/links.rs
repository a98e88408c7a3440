//! Links of an .xls sheet.

use crate::read::ole::{u16_at, u32_at, utf16};

/// Characters of a link; a longer one is none.
const LONGEST: usize = 4_096;

const URL: &[u8] = b"\xE0\xC9\xEA\x79\xF9\xBA\xCE\x11\x8C\x82\x00\xAA\x00\x4B\xA9\x0B";
const FILE: &[u8] = b"\x03\x03\x00\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46";

/// The first cell and the target of an HLINK record; nothing for targets of unknown kinds.
pub(super) fn link(data: &[u8]) -> Option<((u32, u32), String)> {
    let at = (u16_at(data, 0)?.into(), u16_at(data, 4)?.into());
    let flags = u32_at(data, 28)?;
    let mut rest = data.get(32..)?;
    // The shown text, then the frame.
    for flag in [0x10, 0x80] {
        if flags & flag != 0 {
            string(&mut rest)?;
        }
    }
    let mut target = String::new();
    if flags & 0x101 == 0x101 {
        target = string(&mut rest)?;
    } else if flags & 1 != 0 {
        target = moniker(&mut rest)?;
    }
    if flags & 8 != 0 {
        target = format!("{target}#{}", string(&mut rest)?);
    }
    (!target.is_empty()).then_some((at, target))
}

/// A length in characters, with the last one 0, and the text.
fn string(rest: &mut &[u8]) -> Option<String> {
    let length = u32_at(rest, 0)? as usize;
    let bytes = rest.get(4..4 + length.checked_mul(2).filter(|l| *l <= LONGEST)?)?;
    *rest = &rest[4 + bytes.len()..];
    Some(utf16(bytes, length))
}

fn moniker(rest: &mut &[u8]) -> Option<String> {
    let kind = rest.get(..16)?;
    if kind == URL {
        let length = u32_at(rest, 16)? as usize;
        let bytes = rest.get(20..20 + Some(length).filter(|l| *l <= LONGEST)?)?;
        *rest = &rest[20 + length..];
        let text = utf16(bytes, length);
        return text.split('\0').next().map(String::from);
    }
    if kind != FILE {
        return None;
    }
    let length = u32_at(rest, 18)? as usize;
    let bytes = rest.get(22..22 + Some(length).filter(|l| *l <= LONGEST)?)?;
    let path: String = bytes.iter().take_while(|b| **b != 0).map(|b| char::from(*b)).collect();
    // What follows says the same path in other words.
    *rest = &[];
    Some(path)
}
