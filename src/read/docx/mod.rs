//! The tables of a Word document as grids, one per table in the order of the text, and the lines
//! outside of them. For annexes of a decision; evidence never comes this way.

mod cells;

use std::path::Path;

pub use cells::WordText;

use super::disk::load;
use super::input::{Input, Limits};
use super::package::Package;
use crate::caught::caught;
use crate::problem::{Problem, Problems, kinds::files};

/// Whether the file is called a Word document.
pub fn is_word(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("docx"))
}

/// Reads a `.docx`; `shown` is its path in messages. `None` when it was refused, which a problem
/// then says.
pub fn word(
    path: &Path,
    shown: &str,
    limits: &Limits,
    problems: &mut Problems,
) -> Option<WordText> {
    let read = || -> Result<WordText, Problem> {
        let bytes = load(path, shown, "docx", limits)?;
        let input = Input { bytes: &bytes, shown, extension: "docx", limits };
        if !bytes.starts_with(b"PK") {
            return Err(input.problem(&files::FILE_KIND).said("found", "không rõ", "unknown"));
        }
        let package = Package::open(&input)?;
        let damaged = || input.problem(&files::FILE_DAMAGED).with("detail", "word/document.xml");
        let part = package.part("word/document.xml").ok_or_else(damaged)?;
        let text = std::str::from_utf8(&package.parts[part].bytes).map_err(|_| damaged())?;
        cells::read(text, shown, limits).ok_or_else(damaged)
    };
    let read = caught(read).unwrap_or_else(|panic| {
        let problem = Problem::new(&files::FILE_DAMAGED, crate::problem::Place::file(shown));
        Err(problem.with("detail", panic.place))
    });
    read.map_err(|problem| problems.push(problem)).ok()
}
