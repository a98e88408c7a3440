//! The document line by line.

use std::io;

use serde::Serialize;

/// An object that is left open: its simple members, then a comma.
pub(super) fn open(page: &mut Vec<u8>, head: &impl Serialize) -> io::Result<()> {
    line(page, head)?;
    page.pop();
    page.push(b',');
    Ok(())
}

pub(super) fn line(page: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(page, value).map_err(io::Error::from)
}

/// A member that is an array with one line per element.
pub(super) fn list<T: Serialize>(
    page: &mut Vec<u8>,
    name: &str,
    elements: impl Iterator<Item = T>,
) -> io::Result<()> {
    page.extend_from_slice(format!("\"{name}\": [").as_bytes());
    for (at, element) in elements.enumerate() {
        page.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        line(page, &element)?;
    }
    page.push(b']');
    Ok(())
}
