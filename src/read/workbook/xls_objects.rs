//! Comments and links of an .xls sheet.

use std::collections::BTreeMap;

use super::ole::{u16_at, u32_at};
use crate::text::tidy;

type At = (u32, u32);

/// Characters of a link; a longer one is none.
const LONGEST: usize = 4_096;

/// The comments in the making: their cells stand in one place of the file, their texts in
/// another.
#[derive(Debug, Default)]
pub(super) struct Objects {
    /// The object that the next text belongs to.
    object: Option<u16>,
    /// Characters of the text that are still to come.
    left: usize,
    texts: BTreeMap<u16, String>,
    notes: Vec<(At, u16)>,
}

impl Objects {
    /// Takes a record of the sheet; those of no comment are passed over.
    pub(super) fn record(&mut self, kind: u16, data: &[u8]) {
        match kind {
            // OBJ: its first part names its kind and number.
            0x005D => {
                self.left = 0;
                let is_note = u16_at(data, 0) == Some(0x15) && u16_at(data, 4) == Some(0x19);
                self.object = u16_at(data, 6).filter(|_| is_note);
            }
            // TXO: how long the text is, which the next CONTINUE holds.
            0x01B6 => self.left = u16_at(data, 10).unwrap_or(0).into(),
            0x003C if self.left > 0 => self.text(data),
            0x001C => {
                if let (Some(row), Some(column), Some(object)) =
                    (u16_at(data, 0), u16_at(data, 2), u16_at(data, 6))
                {
                    self.notes.push(((row.into(), column.into()), object));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, data: &[u8]) {
        let Some((flags, bytes)) = data.split_first() else { return };
        let text: String = if flags & 1 == 1 {
            utf16(bytes, self.left)
        } else {
            bytes.iter().take(self.left).map(|b| char::from(*b)).collect()
        };
        self.left = self.left.saturating_sub(text.encode_utf16().count().max(1));
        if let Some(object) = self.object {
            self.texts.entry(object).or_default().push_str(&text);
        }
    }

    /// The comments by cell.
    pub(super) fn comments(&self) -> Vec<(At, String)> {
        let said = self.notes.iter().filter_map(|(at, object)| {
            let text = tidy(self.texts.get(object)?);
            (!text.is_empty()).then_some((*at, text))
        });
        said.collect()
    }
}

fn utf16(bytes: &[u8], most: usize) -> String {
    let units: Vec<u16> =
        bytes.chunks_exact(2).take(most).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
    String::from_utf16_lossy(&units).trim_end_matches('\0').to_string()
}

const URL: &[u8] = b"\xE0\xC9\xEA\x79\xF9\xBA\xCE\x11\x8C\x82\x00\xAA\x00\x4B\xA9\x0B";
const FILE: &[u8] = b"\x03\x03\x00\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46";

/// The first cell and the target of an HLINK record; nothing for targets of unknown kinds.
pub(super) fn link(data: &[u8]) -> Option<(At, String)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_finds_its_text() {
        let mut objects = Objects::default();
        objects.record(0x005D, &[0x15, 0, 0x12, 0, 0x19, 0, 7, 0]);
        objects.record(0x01B6, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0]);
        objects.record(0x003C, &[1, b'S', 0, 0xD1, 0x1E]);
        objects.record(0x003C, &[0, b'!', b'?']);
        objects.record(0x001C, &[13, 0, 6, 0, 0, 0, 7, 0]);
        assert_eq!(objects.comments(), [((13, 6), "S\u{1ED1}!".to_string())]);
    }
}
