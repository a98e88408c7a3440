//! Why an output could not be written, with words for a clerk.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::caught::Panic;
use crate::machine;
use crate::problem::kinds::output;
use crate::problem::{Kind, Place, Problem};

/// Why an output could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    pub(super) kind: &'static Kind,
    /// The file or folder, as messages name it.
    file: String,
    /// In Vietnamese and in English.
    detail: (String, String),
}

impl WriteError {
    /// The problem to report, with words for a clerk.
    pub fn problem(&self) -> Problem {
        let (vi, en) = self.detail.clone();
        Problem::new(self.kind, Place::file(&self.file))
            .with("file", &self.file)
            .said("detail", vi, en)
    }

    /// A picture that could not be drawn.
    pub fn picture(file: &str, detail: &str) -> WriteError {
        WriteError { kind: &output::PICTURE, file: file.into(), detail: both(detail) }
    }

    /// A workbook or another document that could not be put together.
    pub fn document(file: &str, detail: &str) -> WriteError {
        WriteError { kind: &output::DOCUMENT, file: file.into(), detail: both(detail) }
    }

    /// A document whose making was ended by a panic: of a library that had no room for its
    /// temporary files, or of any other fault.
    pub fn panicked(file: &str, panic: &Panic) -> WriteError {
        let is_full =
            ["StorageFull", "QuotaExceeded"].iter().any(|kind| panic.words.contains(kind));
        let kind = if is_full { &output::DISK_FULL } else { &output::DOCUMENT };
        let detail = both(&format!("{} ({})", panic.words, panic.place));
        WriteError { kind, file: file.into(), detail }
    }

    /// Another run has the folder.
    pub(super) fn busy(folder: &Path) -> WriteError {
        WriteError { kind: &output::BUSY, file: folder.display().to_string(), detail: both("") }
    }

    /// The folder holds the results of another round; both are named.
    pub(super) fn other_round(folder: &Path, there: &str, here: &str) -> WriteError {
        let vi = format!("ở đó là {there}, lần chạy này là {here}");
        let en = format!("it holds {there}, this run is of {here}");
        let file = folder.display().to_string();
        WriteError { kind: &output::OTHER_ROUND, file, detail: (vi, en) }
    }

    pub(super) fn new(step: Step, file: &str, error: &io::Error) -> WriteError {
        WriteError { kind: classify(step, error), file: file.into(), detail: machine::words(error) }
    }
}

fn both(detail: &str) -> (String, String) {
    (detail.to_string(), detail.to_string())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Making a folder or a temporary file in it.
    Create,
    Fill,
    /// Taking the place of an earlier file, or removing one.
    Replace,
}

/// What an error of the system means here. Replacing is refused where a program, in practice
/// Excel, holds the file open.
pub(super) fn classify(step: Step, error: &io::Error) -> &'static Kind {
    match (step, error.kind()) {
        (_, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => &output::DISK_FULL,
        (_, ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy) => &output::OPEN,
        (Step::Replace, ErrorKind::PermissionDenied) => &output::OPEN,
        _ if machine::is_in_use(error) => &output::OPEN,
        (_, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => &output::READ_ONLY,
        _ => &output::WRITE,
    }
}
