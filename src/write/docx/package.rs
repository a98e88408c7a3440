//! The package: what the library cannot say is put in, and the same paper has the same bytes on
//! every system.

use std::io::{Cursor, Read, Write};

use docx_rs::{Docx, HeightRule, TableRow};
use zip::result::ZipResult;
use zip::{ZipArchive, ZipWriter};

use crate::write::pack::timeless;

/// A height that no row has: it marks a heading row until the package is written.
const MARK: f32 = 1.0;
const MARKED: &str = "<w:trHeight w:val=\"1\" w:hRule=\"atLeast\" />";
/// The library cannot say that a row is repeated on every sheet.
const REPEATED: &str = "<w:tblHeader />";

/// The heading row of a table, repeated on every sheet.
pub(super) fn repeated(row: TableRow) -> TableRow {
    row.row_height(MARK).height_rule(HeightRule::AtLeast)
}

/// The file: heading rows said, parts deflated, no time and no system in it.
///
/// # Errors
/// What the library cannot pack.
pub(super) fn bytes(docx: Docx) -> ZipResult<Vec<u8>> {
    let mut packed = Cursor::new(Vec::new());
    docx.pack(&mut packed).map_err(std::io::Error::other)?;
    let mut from = ZipArchive::new(packed)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = timeless();
    for at in 0..from.len() {
        let mut part = from.by_index(at)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        if name == "word/document.xml" {
            content = String::from_utf8_lossy(&content).replace(MARKED, REPEATED).into_bytes();
        }
        to.start_file(name, options)?;
        to.write_all(&content)?;
    }
    Ok(to.finish()?.into_inner())
}
