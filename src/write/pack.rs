//! Files of a results folder in one zip, to be handed on: the same files give the same bytes.
#![allow(clippy::disallowed_methods, reason = "files are packed in `write`")]

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::fault::{Step, WriteError};
use super::record::Record;

/// Which files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pack {
    /// Workbooks.
    Workbooks,
    /// Word files.
    Papers,
    Pictures,
    /// All that a run wrote and may be handed on.
    All,
}

/// What stays in the office.
const INTERNAL: &str = "noi-bo/";

impl Pack {
    pub const ALL: [Pack; 4] = [Pack::Workbooks, Pack::Papers, Pack::Pictures, Pack::All];

    /// The word in the name of the zip and in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Pack::Workbooks => "bang-tinh",
            Pack::Papers => "van-ban",
            Pack::Pictures => "hinh",
            Pack::All => "tat-ca",
        }
    }

    /// Whether a file of the results, by its name below their folder, is one of these.
    pub fn takes(self, file: &str) -> bool {
        let ends = |ends: &[&str]| ends.iter().any(|end| file.ends_with(end));
        !file.starts_with(INTERNAL)
            && match self {
                Pack::Workbooks => ends(&[".xlsx", "-day-du.txt"]),
                Pack::Papers => ends(&[".docx"]),
                Pack::Pictures => ends(&[".png", ".svg"]),
                Pack::All => true,
            }
    }
}

/// The files of the folder that a pack holds, sorted: those that a run noted and that are there.
/// What people put beside the results is theirs.
pub fn packed_files(folder: &Path, which: Pack) -> Vec<String> {
    let record = Record::read(folder);
    let names = record.files().map(|written| written.file.clone());
    let mut names: Vec<String> = names
        .filter(|file| which.takes(file) && stays_below(file) && folder.join(file).is_file())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Names in a record that somebody changed lead nowhere else.
fn stays_below(file: &str) -> bool {
    let odd = |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(':');
    !file.contains('\\') && !file.split('/').any(odd)
}

/// Writes a zip of the files with these names below the folder; in it they stand in a folder
/// `top`. No time and no system is in it.
///
/// # Errors
/// A file that cannot be read, or no room.
pub fn pack(
    folder: &Path,
    names: &[String],
    top: &str,
    to: impl Write + Seek,
) -> Result<(), WriteError> {
    let mut zip = ZipWriter::new(to);
    for name in names {
        let failed = |error: io::Error| WriteError::new(Step::Fill, name, &error);
        let mut file = File::open(folder.join(name)).map_err(failed)?;
        let started = zip.start_file(format!("{top}/{name}"), options(name));
        started.map_err(|error| failed(error.into()))?;
        io::copy(&mut file, &mut zip).map_err(failed)?;
    }
    let done = zip.finish().map_err(io::Error::from).and_then(|mut to| to.flush());
    done.map_err(|error| WriteError::new(Step::Fill, top, &error))
}

/// What is packed already is not packed again.
fn options(name: &str) -> SimpleFileOptions {
    let is_packed = [".xlsx", ".docx", ".png", ".zip"].iter().any(|end| name.ends_with(end));
    match is_packed {
        true => timeless().compression_method(CompressionMethod::Stored),
        false => timeless(),
    }
}

/// Deflated, without time and system.
pub(super) fn timeless() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}
