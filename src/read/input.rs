//! A file on its way to a reader, and how much of it is read.

use serde::{Deserialize, Serialize};

use crate::problem::{Kind, Place, Problem, kinds};

/// How much of a file is read. More than that is not a form.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a text file.
    pub text_bytes: u64,
    /// Bytes of a text file that is decoded as a whole.
    pub decoded_bytes: u64,
    /// Bytes of a workbook file, of one part of it, and of all its parts unpacked.
    pub workbook_bytes: u64,
    pub part_bytes: usize,
    pub all_parts_bytes: usize,
    /// Cells with content of one sheet: more refuses the file.
    pub cells: usize,
    /// Cells below or right of these are noted and not read.
    pub rows: u32,
    pub columns: u32,
    /// So many empty rows end a sheet; what stands below is noted and not read.
    pub empty_rows: u32,
    /// Bytes of memory that a worker may have while it reads the file,
    pub memory: u64,
    /// and how long that may take.
    pub seconds: u64,
}

/// Forms: evidence, appraisal, lists of units.
pub const FORM: Limits = Limits {
    text_bytes: 25 << 20,
    decoded_bytes: 25 << 20,
    workbook_bytes: 25 << 20,
    part_bytes: 64 << 20,
    all_parts_bytes: 128 << 20,
    cells: 200_000,
    rows: 20_000,
    columns: 500,
    empty_rows: 5_000,
    memory: 1 << 30,
    seconds: 60,
};

/// Raw answers of a survey: a province's year of them.
pub const SURVEY: Limits = Limits {
    text_bytes: 32 << 30,
    decoded_bytes: 128 << 20,
    workbook_bytes: 256 << 20,
    part_bytes: 1 << 30,
    all_parts_bytes: 1536 << 20,
    cells: 40_000_000,
    rows: 1_048_576,
    columns: 2_000,
    empty_rows: 100_000,
    memory: 2 << 30,
    seconds: 600,
};

/// A file in memory on its way to becoming a book.
pub(crate) struct Input<'a> {
    pub bytes: &'a [u8],
    pub shown: &'a str,
    /// Lower case, without the dot.
    pub extension: &'a str,
    pub limits: &'a Limits,
}

impl Input<'_> {
    pub(crate) fn problem(&self, kind: &Kind) -> Problem {
        Problem::new(kind, Place::file(self.shown))
    }

    /// `sheet` is empty when it is not known.
    pub(crate) fn too_many_cells(&self, sheet: &str) -> Problem {
        let place = match sheet {
            "" => Place::file(self.shown),
            name => Place::sheet(self.shown, name),
        };
        let limit = self.limits.cells / 1000;
        let problem = Problem::new(&kinds::files::FILE_CELLS, place);
        problem.said("limit", format!("{limit}.000"), format!("{limit},000"))
    }
}
