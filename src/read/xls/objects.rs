//! What lies over the cells of an .xls sheet: comments, text boxes, pictures, and the boxes to tick
//! of its forms and of ActiveX.
//!
//! Three kinds of records make one object: its drawing says where it is, its own record what it
//! is, and a text record what it says.

use crate::grid::{Lying, Over};
use crate::read::active_x;
use crate::read::anchor::Anchor;
use crate::read::linked::{Link, Linked};
use crate::read::ole::{u16_at, u32_at, utf16};
use crate::text::tidy;

type At = (u32, u32);

/// Sizes of a cell in the units of its anchors.
const SIZE: (f64, f64) = (1024.0, 256.0);
/// So many things over one sheet are kept.
const MOST: usize = 2_000;
/// Bytes of an object that must be seen at once; the others are passed over.
const LONGEST_ATOM: usize = 64;

/// Everything over one sheet in the making.
#[derive(Debug, Default)]
pub(super) struct Objects {
    drawing: Drawing,
    /// The last record was of the drawing, and so is its continuation.
    draws: bool,
    all: Vec<Object>,
    /// Characters of the text of the last object that are still to come.
    left: usize,
    notes: Vec<(At, u16)>,
}

#[derive(Debug, Default)]
struct Object {
    anchor: Anchor,
    /// Of comments.
    id: u16,
    is_note: bool,
    what: Option<Lying>,
    /// Its cell, and the number by which formulas call another sheet.
    link: Option<(Option<u16>, At)>,
    text: String,
}

impl Objects {
    /// Takes a record of the sheet; those of no object are passed over. `controls` is the stream in
    /// which the file keeps what its controls of ActiveX hold.
    pub(super) fn record(&mut self, kind: u16, data: &[u8], controls: &[u8]) {
        match kind {
            0x00EC => self.drawing.take(data),
            0x003C if self.draws => self.drawing.take(data),
            0x005D if self.all.len() < MOST => {
                self.left = 0;
                self.all.push(Object::of(data, self.drawing.anchor, controls));
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
        self.draws = kind == 0x00EC || (kind == 0x003C && self.draws);
    }

    fn text(&mut self, data: &[u8]) {
        let Some((flags, bytes)) = data.split_first() else { return };
        let text: String = if flags & 1 == 1 {
            utf16(bytes, self.left)
        } else {
            bytes.iter().take(self.left).map(|b| char::from(*b)).collect()
        };
        self.left = self.left.saturating_sub(text.encode_utf16().count().max(1));
        if let Some(object) = self.all.last_mut() {
            object.text.push_str(&text);
        }
    }

    /// The comments by cell.
    pub(super) fn comments(&self) -> Vec<(At, String)> {
        let said = self.notes.iter().filter_map(|(at, id)| {
            let object = self.all.iter().find(|object| object.is_note && object.id == *id)?;
            let text = tidy(&object.text);
            (!text.is_empty()).then_some((*at, text))
        });
        said.collect()
    }

    /// Everything else, in the order of the file.
    /// `sheet` names the sheet that formulas call by a number.
    pub(super) fn over(&self, sheet: &dyn Fn(u16) -> String) -> Vec<Linked> {
        self.all.iter().filter_map(|object| object.over(sheet)).collect()
    }
}

impl Object {
    /// What an OBJ record says: parts, each with its kind and length.
    fn of(data: &[u8], anchor: Anchor, controls: &[u8]) -> Object {
        let (kind, flags) = (u16_at(data, 4).unwrap_or(0), u16_at(data, 8).unwrap_or(0));
        let id = u16_at(data, 6).unwrap_or(0);
        let mut object = Object { anchor, id, is_note: kind == 0x19, ..Object::default() };
        let (mut at, mut checked, mut active) = (0, None, false);
        while let (Some(part), Some(length)) = (u16_at(data, at), u16_at(data, at + 2)) {
            let own = data.get(at + 4..).unwrap_or_default();
            match part {
                0 => break,
                0x000A => checked = u16_at(own, 0),
                0x0014 => object.link = linked_cell(own),
                0x0008 => active = u16_at(own, 0).is_some_and(|flags| flags & 0x10 != 0),
                _ => {}
            }
            at += 4 + usize::from(length);
        }
        object.what = match kind {
            0x0B | 0x0C => Some(Lying::Tick(match checked {
                Some(1) => Some(true),
                None | Some(0) => Some(false),
                _ => None,
            })),
            0x08 if active => {
                let (what, caption) = active_x::of_object(data, controls);
                object.text = caption;
                Some(what)
            }
            0x08 => Some(Lying::Picture),
            // Excel's own arrows of filters and lists of validations are no controls.
            0x0D | 0x10 | 0x11 | 0x12 | 0x14 if flags & 0x0100 == 0 => Some(Lying::Control),
            // Buttons, labels, frames and charts hold no answer.
            0x05 | 0x07 | 0x0D..=0x14 | 0x19 => None,
            _ => Some(Lying::Text),
        };
        object
    }

    fn over(&self, sheet: &dyn Fn(u16) -> String) -> Option<Linked> {
        let text = tidy(&self.text);
        let what = match self.what? {
            Lying::Text if text.is_empty() || self.is_note => return None,
            what => what,
        };
        let text = if what == Lying::Picture { String::new() } else { text };
        let (area, at) = self.anchor.area(SIZE)?;
        let link = self.link.map(|(of, at)| Link { sheet: of.map(sheet), at });
        Some(Linked { over: Over { at, ..Over::new(area, what, text) }, link })
    }
}

/// The cell that holds what a box is set to, and the number of its sheet when it is another.
fn linked_cell(part: &[u8]) -> Option<(Option<u16>, At)> {
    let cell = |at| Some((u16_at(part, at)?.into(), u32::from(u16_at(part, at + 2)? & 0x3FFF)));
    // The length of the formula twice, a number that means nothing, and one reference.
    match part.get(8)? {
        0x24 | 0x44 | 0x64 => Some((None, cell(9)?)),
        0x3A | 0x5A | 0x7A => Some((Some(u16_at(part, 9)?), cell(11)?)),
        _ => None,
    }
}

/// The drawing of a sheet as it comes: containers, and in them atoms, which records may cut.
#[derive(Debug, Default)]
struct Drawing {
    /// The beginning of an atom whose end is still to come.
    rest: Vec<u8>,
    /// Bytes of an atom that says nothing, still to come.
    skip: usize,
    /// That of the shape that came last; those of a group have the group's.
    anchor: Anchor,
}

impl Drawing {
    fn take(&mut self, data: &[u8]) {
        let skipped = self.skip.min(data.len());
        self.skip -= skipped;
        self.rest.extend_from_slice(&data[skipped..]);
        let all = std::mem::take(&mut self.rest);
        let mut at = 0;
        while let (Some(head), Some(length)) = (all.get(at..at + 8), u32_at(&all, at + 4)) {
            let is_container = head[0] & 15 == 15;
            let length = if is_container { 0 } else { length as usize };
            let end = (at + 8).saturating_add(length);
            if end > all.len() {
                if length <= LONGEST_ATOM {
                    break;
                }
                self.skip = end - all.len();
                return;
            }
            if u16_at(head, 2) == Some(0xF010) {
                self.anchor = anchor(&all[at + 8..end]);
            }
            at = end;
        }
        self.rest = all.get(at..).unwrap_or_default().to_vec();
    }
}

/// Flags, then column, offset, row, offset of both corners.
fn anchor(data: &[u8]) -> Anchor {
    let corner = |at: usize| {
        let of = |field: usize| u16_at(data, at + 2 * field).map(f64::from);
        Some([of(0)?, of(1)?, of(2)?, of(3)?])
    };
    Anchor { from: corner(2), to: corner(10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(number: u16) -> String {
        number.to_string()
    }

    /// A drawing record that puts a shape on the cell `(row, column)`.
    fn shape(row: u8, column: u8) -> Vec<u8> {
        let mut record = vec![0x0F, 0, 4, 0xF0, 26, 0, 0, 0, 0, 0, 0x10, 0xF0, 18, 0, 0, 0, 0, 0];
        for (row, column) in [(row, column), (row + 1, column + 1)] {
            record.extend([column, 0, 0, 0, row, 0, 0, 0]);
        }
        record
    }

    fn object(kind: u8, parts: &[u8]) -> Vec<u8> {
        let mut record = vec![0x15, 0, 18, 0, kind, 0, 7, 0];
        record.resize(22, 0);
        record.extend(parts);
        record
    }

    #[test]
    fn a_comment_finds_its_text() {
        let mut objects = Objects::default();
        let mut record = |kind, data: &[u8]| objects.record(kind, data, &[]);
        record(0x005D, &[0x15, 0, 0x12, 0, 0x19, 0, 7, 0]);
        record(0x01B6, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0]);
        record(0x003C, &[1, b'S', 0, 0xD1, 0x1E]);
        record(0x003C, &[0, b'!', b'?']);
        record(0x001C, &[13, 0, 6, 0, 0, 0, 7, 0]);
        assert_eq!(objects.comments(), [((13, 6), "S\u{1ED1}!".to_string())]);
        assert!(objects.over(&none).is_empty());
    }

    #[test]
    fn boxes_stand_on_their_cells_with_their_state() {
        let ticked = |state: u8| [0x0A, 0, 12, 0, state, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let link = [0x14, 0, 14, 0, 12, 0, 5, 0, 0, 0, 0, 0, 0x44, 9, 0, 6, 0xC0, 0];
        let far = [0x14, 0, 16, 0, 14, 0, 7, 0, 0, 0, 0, 0, 0x5A, 1, 0, 9, 0, 6, 0xC0, 0];
        let mut filter = object(0x14, &[]);
        filter[9] = 1;
        let list = [
            (object(0x0B, &ticked(1)), Some(Lying::Tick(Some(true)))),
            (object(0x0C, &ticked(0)), Some(Lying::Tick(Some(false)))),
            (object(0x0B, &[&ticked(2)[..], &link].concat()), Some(Lying::Tick(None))),
            (object(0x14, &[]), Some(Lying::Control)),
            (filter, None),
            (object(0x07, &[]), None),
            (object(0x08, &[]), Some(Lying::Picture)),
            (object(0x0B, &[&ticked(1)[..], &far].concat()), Some(Lying::Tick(Some(true)))),
            (object(0x02, &[]), None),
        ];
        let mut objects = Objects::default();
        for (row, (data, _)) in list.iter().enumerate() {
            let place = shape(row as u8, 3);
            // cut anywhere: the rest comes in a continuation
            objects.record(0x00EC, &place[..row + 9], &[]);
            objects.record(0x003C, &place[row + 9..], &[]);
            objects.record(0x005D, data, &[]);
        }
        let found = objects.over(&none);
        let kept = list.iter().enumerate().filter_map(|(row, (_, what))| Some((row, (*what)?)));
        let kept: Vec<_> = kept.collect();
        assert_eq!(found.len(), kept.len());
        for (linked, (row, what)) in found.iter().zip(kept) {
            assert_eq!(linked.over.what, what);
            assert_eq!(linked.over.area.first, (row as u32, 3));
            assert!(linked.over.stands_on(row as u32, 3));
        }
        assert_eq!(found[2].link, Some(Link { sheet: None, at: (9, 6) }));
        let far = found.last().and_then(|linked| linked.link.clone());
        assert_eq!(far, Some(Link { sheet: Some("1".into()), at: (9, 6) }));
    }

    #[test]
    fn a_text_box_says_what_it_says_and_damage_is_no_harm() {
        let mut objects = Objects::default();
        objects.record(0x00EC, &shape(4, 1), &[]);
        objects.record(0x005D, &object(0x06, &[]), &[]);
        objects.record(0x00EC, &[0, 0, 0x0D, 0xF0, 0, 0, 0, 0], &[]);
        objects.record(0x01B6, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0], &[]);
        objects.record(0x003C, &[0, b'o', b'k'], &[]);
        objects.record(0x00EC, &[0, 0, 0x0B, 0xF0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2], &[]);
        objects.record(0x005D, &[0x15], &[]);
        let found = objects.over(&none);
        assert_eq!((found.len(), found[0].over.text.as_str()), (1, "ok"));
        assert_eq!(found[0].over.area.first, (4, 1));
    }
}
