//! The files that a run read, by their very bytes.

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::grid::Book;

/// A file that a run read, whatever became of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Path as the round names it.
    pub file: Arc<str>,
    /// Of its bytes, in lower-case hex.
    pub sha256: String,
    /// When it was last saved, as the file itself says, by the clocks of Vietnam.
    pub saved: Option<NaiveDateTime>,
}

impl InputFile {
    pub fn of(book: &Book) -> InputFile {
        InputFile { file: book.file.clone(), sha256: book.sha256.clone(), saved: book.saved }
    }
}
