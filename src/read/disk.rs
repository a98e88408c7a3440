//! Files on disk: their bytes, within limits, and why they cannot be had.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::input::{FORM, Limits};
use crate::ledger::{Findings, InputFile};
use crate::machine;
use crate::problem::{Place, Problem, kinds};
use crate::source::Source;

/// A file that is missing although it was listed has gone.
pub(super) fn gone(mut problem: Problem) -> Problem {
    if problem.kind == kinds::files::FILE_MISSING {
        problem.kind = kinds::files::FILE_GONE;
    }
    problem
}

/// Why a file could not be opened.
pub(super) fn cannot_read(shown: &str, error: &std::io::Error) -> Problem {
    use std::io::ErrorKind;
    let kind = match error.kind() {
        ErrorKind::NotFound => {
            return Problem::new(&kinds::files::FILE_MISSING, Place::file(shown));
        }
        // Of the path, not of the machine.
        ErrorKind::IsADirectory | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
            &kinds::files::FILE_READ
        }
        ErrorKind::Other => &kinds::files::FILE_READ,
        _ => &kinds::files::FILE_DENIED,
    };
    let (vi, en) = machine::words(error);
    Problem::new(kind, Place::file(shown)).said("detail", vi, en)
}

/// How many bytes a file has that can be read to its end.
pub(super) fn size_of(path: &Path, shown: &str) -> Result<u64, Problem> {
    let failed = |e: std::io::Error| cannot_read(shown, &e);
    let found = std::fs::metadata(path).map_err(failed)?;
    if found.is_dir() {
        // Windows itself would speak of a right that is missing.
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    if !found.is_file() {
        // A pipe or a device may never end.
        return Err(failed(std::io::Error::other("không phải tệp thường (not a regular file)")));
    }
    Ok(found.len())
}

pub(super) fn load(
    path: &Path,
    shown: &str,
    extension: &str,
    limits: &Limits,
) -> Result<Vec<u8>, Problem> {
    let failed = |e: std::io::Error| cannot_read(shown, &e);
    is_within(size_of(path, shown)?, shown, extension, limits)?;
    std::fs::read(path).map_err(failed)
}

/// # Errors
/// The file is larger than what is read of its kind.
pub(super) fn is_within(
    size: u64,
    shown: &str,
    extension: &str,
    limits: &Limits,
) -> Result<(), Problem> {
    let text = ["csv", "txt", "tsv"].contains(&extension);
    let limit = if text { limits.decoded_bytes } else { limits.workbook_bytes };
    if size <= limit {
        return Ok(());
    }
    Err(Problem::new(&kinds::files::FILE_LARGE, Place::file(shown))
        .with("size", size.div_ceil(1 << 20))
        .with("limit", limit >> 20))
}

/// Whether the file has these bytes.
pub fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let size = std::fs::metadata(path).map(|found| found.len());
    size.is_ok_and(|size| size == bytes.len() as u64)
        && std::fs::read(path).is_ok_and(|found| found == bytes)
}

/// The names in a folder, sorted; none where there is no folder.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Reads a UTF-8 text file, such as TOML, without its BOM; the ledger names its very bytes.
pub fn text(path: &Path, shown: &str, findings: &mut Findings) -> Option<String> {
    let bytes = load(path, shown, "txt", &FORM).map_err(|p| findings.problems.push(p)).ok()?;
    findings.ledger.files.push(InputFile {
        file: shown.into(),
        sha256: sha256(&bytes),
        saved: None,
    });
    match String::from_utf8(bytes) {
        Ok(text) => Some(match text.strip_prefix('\u{FEFF}') {
            Some(rest) => rest.to_string(),
            None => text,
        }),
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&e.as_bytes()[..at]).into_owned();
            let place = Source::new(shown, before).place(&(at..at));
            findings.problems.push(Problem::new(&kinds::files::TEXT_UTF8, place));
            None
        }
    }
}

/// A file that is copied goes up to this size.
const COPIED: u64 = 1 << 30;

/// The bytes of a file that is copied and not looked at.
///
/// # Errors
/// It cannot be read, or is larger than what is copied.
pub fn bytes(path: &Path, shown: &str) -> Result<Vec<u8>, Problem> {
    load(path, shown, "", &Limits { workbook_bytes: COPIED, ..FORM })
}

/// In lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(digest: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in digest {
        for half in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(half.into(), 16).unwrap_or('0'));
        }
    }
    hex
}
