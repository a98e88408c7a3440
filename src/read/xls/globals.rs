//! The part of an .xls file that all its sheets share: fonts, number formats, strings.

use std::collections::BTreeMap;

use super::strings::marked_strings;
use crate::grid::Font;
use crate::read::number_format::NumberFormat;
use crate::read::ole::{u16_at, u32_at, utf16};
use crate::read::runs::{RunMarks, Runs};

/// One record without its continuations.
pub(super) struct Record<'s> {
    pub at: usize,
    pub kind: u16,
    pub data: &'s [u8],
}

pub(super) struct Records<'s> {
    pub stream: &'s [u8],
    pub at: usize,
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

/// What the styles of cells say.
#[derive(Debug, Default)]
pub(super) struct Style {
    pub number: NumberFormat,
    pub is_plain: bool,
    pub struck: bool,
    pub font: Option<Font>,
}

#[derive(Default)]
pub(super) struct Globals {
    /// Where the sheets start.
    pub sheets: Vec<usize>,
    names: Vec<String>,
    /// Of each book that formulas read, whether it is this one.
    books: Vec<bool>,
    /// What formulas call by numbers: the book, and the first sheet of it.
    called: Vec<(u16, u16)>,
    custom: BTreeMap<u16, String>,
    /// Font and number format of each cell format.
    pub formats: Vec<(u16, u16)>,
    fonts: Vec<XlsFont>,
    /// What the runs of the shared strings say.
    pub runs: Runs,
    pub computed_by_hand: bool,
    pub has_links: bool,
    /// Everything is encrypted.
    pub has_password: bool,
}

/// A font of the file.
#[derive(Clone, Copy, Default)]
struct XlsFont {
    struck: bool,
    raised: bool,
    font: Option<Font>,
}

pub(super) fn globals(stream: &[u8]) -> Option<Globals> {
    let mut found = Globals::default();
    let mut strings: Vec<&[u8]> = Vec::new();
    let (mut in_strings, mut is_old) = (false, false);
    for Record { kind, data, .. } in (Records { stream, at: 0 }) {
        in_strings &= kind == 0x003C;
        match kind {
            0x000A => break,
            // Excel 5 and 95 write texts without a word on their width.
            0x0809 => is_old = u16_at(data, 0) == Some(0x0500),
            0x0085 => {
                found.sheets.push(u32_at(data, 0)? as usize);
                found.names.push(sheet_name(data, is_old).unwrap_or_default());
            }
            0x0017 if !is_old => {
                let called = data.get(2..).unwrap_or_default().chunks_exact(6);
                found.called.extend(called.filter_map(|c| Some((u16_at(c, 0)?, u16_at(c, 2)?))));
            }
            0x041E => found.custom.extend(number_format(data, is_old)),
            0x00E0 => found.formats.push((u16_at(data, 0)?, u16_at(data, 2)?)),
            0x0031 => found.fonts.push(font(data, is_old)?),
            // Its kind is 0 where the old way by XOR was taken, and a key follows.
            0x002F if data.iter().any(|byte| *byte != 0) => {
                found.has_password = true;
                break;
            }
            0x000D => found.computed_by_hand = u16_at(data, 0) == Some(0),
            // The book itself and add-ins are told by these marks.
            0x01AE => {
                let own = data.len() == 4 && matches!(u16_at(data, 2), Some(0x0401 | 0x3A01));
                found.has_links |= !own;
                found.books.push(data.len() == 4 && u16_at(data, 2) == Some(0x0401));
            }
            0x00FC => {
                in_strings = true;
                strings = vec![data];
            }
            0x003C if in_strings => strings.push(data),
            _ => {}
        }
    }
    let of_font = |f: &XlsFont| RunMarks { marked: f.struck || f.raised, font: f.font };
    let runs: Vec<RunMarks> = found.fonts.iter().map(of_font).collect();
    if runs.iter().any(|marks| *marks != RunMarks::default()) {
        found.runs = marked_strings(&strings, &runs);
    }
    Some(found)
}

fn sheet_name(data: &[u8], is_old: bool) -> Option<String> {
    let length = usize::from(*data.get(6)?);
    let (wide, text) = match is_old {
        true => (false, data.get(7..)?),
        false => (data.get(7)? & 1 == 1, data.get(8..)?),
    };
    Some(match wide {
        true => utf16(text, length),
        false => text.iter().take(length).map(|byte| char::from(*byte)).collect(),
    })
}

fn font(data: &[u8], is_old: bool) -> Option<XlsFont> {
    let length = data.get(14).copied().unwrap_or(0).into();
    let wide = !is_old && data.get(15).is_some_and(|flags| flags & 1 == 1);
    let start = if is_old { 15 } else { 16 };
    let name = characters(data.get(start..).unwrap_or_default(), length, wide);
    Some(XlsFont {
        struck: u16_at(data, 2)? & 8 != 0,
        raised: u16_at(data, 8)? != 0,
        font: Font::named(&name),
    })
}

/// Number and text of a FORMAT record.
fn number_format(data: &[u8], is_old: bool) -> Option<(u16, String)> {
    if is_old {
        let length = usize::from(*data.get(2)?);
        return Some((u16_at(data, 0)?, characters(data.get(3..)?, length, false)));
    }
    let length = usize::from(u16_at(data, 2)?);
    let wide = data.get(4)? & 1 == 1;
    Some((u16_at(data, 0)?, characters(data.get(5..)?, length, wide)))
}

/// Text as far as its characters are ASCII, because only those say something.
fn characters(text: &[u8], length: usize, wide: bool) -> String {
    let bytes: Vec<u8> = if wide {
        let pairs = text.chunks_exact(2).take(length);
        pairs.map(|c| if c[1] == 0 { c[0] } else { b'?' }).collect()
    } else {
        text.iter().take(length).copied().collect()
    };
    bytes.into_iter().map(char::from).collect()
}

impl Globals {
    /// The name of the sheet of this book that formulas call by a number; empty when it is none.
    pub(super) fn sheet_of(&self, number: u16) -> String {
        let called = self.called.get(usize::from(number));
        let own = called.filter(|(book, _)| self.books.get(usize::from(*book)) == Some(&true));
        let name = own.and_then(|(_, sheet)| self.names.get(usize::from(*sheet)));
        name.cloned().unwrap_or_default()
    }

    pub(super) fn style(&self, (font, number): (u16, u16)) -> Style {
        let builtin = match number {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14..=17 | 22 => "d/m/y",
            _ => "",
        };
        let code = self.custom.get(&number).map_or(builtin, String::as_str);
        let number = NumberFormat::new(code, Some(number.into()));
        // Font number 4 does not exist.
        let font = usize::from(if font > 4 { font - 1 } else { font });
        let font = self.fonts.get(font).copied().unwrap_or_default();
        Style { is_plain: number.is_plain(), number, struck: font.struck, font: font.font }
    }
}

impl Style {
    pub(super) fn is_silent(&self) -> bool {
        self.is_plain && !self.struck && self.font.is_none()
    }
}
