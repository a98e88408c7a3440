//! Addresses in the part of a sheet.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::grid::{Area, position};
use crate::read::xml::attributes;

/// `ref="B2:C10"` or `ref="B2"`.
pub(super) fn area_of(e: &BytesStart<'_>) -> Option<Area> {
    let (_, reference) = attributes(e).find(|(name, _)| *name == "ref")?;
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    let (a, b) = (position(first.as_bytes())?, position(last.as_bytes())?);
    Some(Area { first: (a.0.min(b.0), a.1.min(b.1)), last: (a.0.max(b.0), a.1.max(b.1)) })
}

/// The addresses of the cell elements of these numbers, from 0 and rising; `None` where one
/// has no address, or there is none.
pub(super) fn nth_cells(part: &str, wanted: &[usize]) -> Option<Vec<(u32, u32)>> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    let (mut in_data, mut count) = (false, 0);
    let mut found = Vec::with_capacity(wanted.len());
    while found.len() < wanted.len() {
        match reader.read_event().ok()? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "sheetData" => in_data = true,
                "c" if in_data => {
                    if wanted.get(found.len()) == Some(&count) {
                        let (_, written) = attributes(&e).find(|(name, _)| *name == "r")?;
                        found.push(position(written.as_bytes())?);
                    }
                    count += 1;
                }
                _ => {}
            },
            Event::Eof => return None,
            _ => {}
        }
    }
    Some(found)
}
