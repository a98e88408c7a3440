//! The zip file of a sealed package: the same parts give the same bytes on every system, and the
//! remark at its end holds the SHA-256 of the whole.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipResult;

use super::pack::timeless;
use crate::read::{DIGITS, MARK, sha256};

/// The parts in the order given, by their names.
///
/// # Errors
/// What the library cannot pack.
pub fn archive<'p>(
    parts: impl Iterator<Item = (&'p str, std::io::Result<Vec<u8>>)>,
) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, timeless())?;
        zip.write_all(&bytes?)?;
    }
    zip.set_comment(format!("{MARK}{}", "0".repeat(DIGITS)))?;
    let mut bytes = zip.finish()?.into_inner();
    let whole = sha256(&bytes);
    let at = bytes.len() - DIGITS;
    bytes[at..].copy_from_slice(whole.as_bytes());
    Ok(bytes)
}
