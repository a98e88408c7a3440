//! From files to grids: finds them, tells what they are, and reads their cells with bounds.
//!
//! What a file is, its first bytes say; its extension is only compared. Every way of not being
//! readable is a problem of its own, and no file can bring the process down.
#![allow(clippy::disallowed_methods, reason = "this is where files are read")]

mod build;
mod csv;
mod encoding;
mod encrypted;
mod find;
mod isolated;
mod lines;
mod long;
mod package;
mod pieces;
mod saved;
mod side_by_side;
mod similar;
mod sniff;
mod stray;
mod walk;
mod workbook;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::caught::caught;
use crate::grid::{Book, Grid};
use crate::ledger::{InputFile, Ledger};
use crate::machine;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::source::Source;

pub use find::{Found, find};
pub use isolated::{Workers, work};
pub use long::{LongTable, long_table};
pub use similar::absent;
pub use stray::{Strange, Stray, strays};

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

/// Merged areas of one sheet: more refuses the file.
const MERGED: usize = 5_000;

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
struct Input<'a> {
    bytes: &'a [u8],
    shown: &'a str,
    /// Lower case, without the dot.
    extension: &'a str,
    limits: &'a Limits,
}

impl Input<'_> {
    fn problem(&self, kind: &crate::problem::Kind) -> Problem {
        Problem::new(kind, Place::file(self.shown))
    }

    /// `sheet` is empty when it is not known.
    fn too_many_cells(&self, sheet: &str) -> Problem {
        let place = match sheet {
            "" => Place::file(self.shown),
            name => Place::sheet(self.shown, name),
        };
        let limit = self.limits.cells / 1000;
        let problem = Problem::new(&kinds::files::FILE_CELLS, place);
        problem.said("limit", format!("{limit}.000"), format!("{limit},000"))
    }
}

/// One format that can be read.
struct Reader {
    format: sniff::Format,
    /// What people call it.
    name: &'static str,
    extensions: &'static [&'static str],
    read: fn(&Input<'_>, &mut Problems) -> Result<Vec<Grid>, Problem>,
}

/// Every format that can be read: a new one is a file and a line here.
const READERS: &[Reader] = &[
    Reader {
        format: sniff::Format::Xlsx,
        name: ".xlsx",
        extensions: &["xlsx", "xlsm", "xltx", "et"],
        read: workbook::xlsx::read,
    },
    Reader {
        format: sniff::Format::Xls,
        name: ".xls",
        extensions: &["xls", "xlt", "et"],
        read: workbook::xls::read,
    },
    Reader {
        format: sniff::Format::Ods,
        name: ".ods",
        extensions: &["ods"],
        read: workbook::ods::read,
    },
    Reader {
        format: sniff::Format::Text,
        name: ".csv",
        extensions: &["csv", "txt", "tsv"],
        read: csv::read,
    },
];

static WORKERS: OnceLock<Workers> = OnceLock::new();

/// From now on, files are read in processes of their own that run `program` with these
/// arguments and the bytes of memory they may have; there it calls [`work`]. Callers that do
/// not ask for it read in this process, where a file can bring it down.
pub fn isolate(program: PathBuf, arguments: &[&str]) {
    WORKERS.get_or_init(|| Workers::new(program, arguments));
}

/// Reads a workbook or CSV file; `shown` is its path in messages. `None` when the file as a
/// whole was refused, which a problem then says.
pub fn book(path: &Path, shown: &str, limits: &Limits, problems: &mut Problems) -> Option<Book> {
    book_by(WORKERS.get(), path, shown, limits, problems)
}

/// Reads a file that [`find`] has listed: when it is there no more, the folder is not what it
/// was, and [`kinds::files::FILE_GONE`] says so.
pub fn listed(file: &Found, limits: &Limits, problems: &mut Problems) -> Option<Book> {
    let (book, found) = all_listed(std::slice::from_ref(file), limits).pop()?;
    problems.extend(found);
    book
}

/// The same for several files, which are read together where they are small; for each of them
/// the book, and what was said of it.
pub fn all_listed(files: &[Found], limits: &Limits) -> Vec<(Option<Book>, Problems)> {
    let files: Vec<(&Path, &str)> = files.iter().map(|f| (&*f.path, &*f.shown)).collect();
    let mut all = books_by(WORKERS.get(), &files, limits);
    for (_, found) in &mut all {
        *found = std::mem::take(found).into_iter().map(gone).collect();
    }
    all
}

/// A file that is missing although it was listed has gone.
fn gone(mut problem: Problem) -> Problem {
    if problem.kind == kinds::files::FILE_MISSING {
        problem.kind = kinds::files::FILE_GONE;
    }
    problem
}

impl Workers {
    /// Like [`book`], by these workers.
    pub fn book(
        &self,
        path: &Path,
        shown: &str,
        limits: &Limits,
        problems: &mut Problems,
    ) -> Option<Book> {
        book_by(Some(self), path, shown, limits, problems)
    }

    /// Like [`all_listed`], by these workers, for paths with the names that messages give them.
    pub fn books(&self, files: &[(&Path, &str)], limits: &Limits) -> Vec<(Option<Book>, Problems)> {
        books_by(Some(self), files, limits)
    }
}

fn book_by(
    workers: Option<&Workers>,
    path: &Path,
    shown: &str,
    limits: &Limits,
    problems: &mut Problems,
) -> Option<Book> {
    let (book, found) = books_by(workers, &[(path, shown)], limits).pop()?;
    problems.extend(found);
    book
}

/// A file on its way.
struct Loaded<'f> {
    shown: &'f str,
    extension: String,
    bytes: Vec<u8>,
}

impl Loaded<'_> {
    fn input<'i>(&'i self, limits: &'i Limits) -> Input<'i> {
        Input { bytes: &self.bytes, shown: self.shown, extension: &self.extension, limits }
    }
}

/// Up to this many bytes a file is read together with others.
const SMALL: usize = 64 << 10;

fn books_by(
    workers: Option<&Workers>,
    files: &[(&Path, &str)],
    limits: &Limits,
) -> Vec<(Option<Book>, Problems)> {
    let load = |&(path, shown): &(_, _)| loaded(path, shown, limits);
    let loaded: Vec<Result<Loaded<'_>, Problem>> = files.iter().map(load).collect();
    let is_small = |file: &&Loaded<'_>| file.bytes.len() <= SMALL;
    let small: Vec<Input<'_>> =
        loaded.iter().flatten().filter(is_small).map(|file| file.input(limits)).collect();
    let ready = workers.map(|workers| workers.read_all(&small)).unwrap_or_default();
    let mut ready = ready.into_iter();
    let made = |file: Result<Loaded<'_>, Problem>| {
        let file = match file {
            Ok(file) => file,
            Err(problem) => return (None, [problem].into_iter().collect()),
        };
        let input = file.input(limits);
        let ready = if is_small(&&file) { ready.next() } else { None };
        let read = || match (ready, workers) {
            (Some(read), _) => read,
            (None, Some(workers)) => workers.read(&input),
            (None, None) => {
                let mut found = Problems::default();
                (read_sheets(&input, &mut found), found)
            }
        };
        book_of(&input, read)
    };
    loaded.into_iter().map(made).collect()
}

fn loaded<'f>(path: &Path, shown: &'f str, limits: &Limits) -> Result<Loaded<'f>, Problem> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let bytes = load(path, shown, &extension, limits)?;
    Ok(Loaded { shown, extension, bytes })
}

/// The book of what `read` gives of the file.
fn book_of(
    input: &Input<'_>,
    read: impl FnOnce() -> (Result<Vec<Grid>, Problem>, Problems),
) -> (Option<Book>, Problems) {
    let bytes = input.bytes;
    let ((sheets, mut found), sha256) = side_by_side::both(bytes.len(), read, || sha256(bytes));
    let sheets = match sheets {
        Ok(sheets) => sheets,
        Err(problem) => {
            found.push(problem);
            return (None, found);
        }
    };
    let saved = caught(|| saved::saved_at(bytes)).ok().flatten();
    (Some(Book { file: input.shown.into(), sha256, saved, sheets }), found)
}

/// The sheets of a file, read in this process.
fn read_sheets(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<Grid>, Problem> {
    let format = match sniff::format(input) {
        Err(problem) if problem.kind == kinds::files::FILE_PASSWORD => {
            let opened = caught(|| encrypted::opened(input.bytes)).ok().flatten();
            let bytes = opened.ok_or(problem)?;
            problems.push(input.problem(&kinds::files::FILE_SEALED));
            return read_sheets(&Input { bytes: &bytes, ..*input }, problems);
        }
        format => format?,
    };
    let reader = READERS.iter().find(|r| r.format == format).ok_or_else(|| {
        input.problem(&kinds::files::FILE_KIND).said("found", "không rõ", "unknown")
    })?;
    if !reader.extensions.contains(&input.extension) {
        problems.push(
            input
                .problem(&kinds::files::FILE_EXTENSION)
                .with("found", reader.name)
                .with("extension", input.extension),
        );
    }
    // The libraries below have panicked on broken files before; that spoils one file only.
    let sheets = caught(|| (reader.read)(input, problems)).map_err(|panic| {
        let detail = format!("{}, panic: {}", reader.name, panic.place);
        input.problem(&kinds::files::FILE_DAMAGED).with("detail", detail)
    })??;
    match sheets.iter().find(|sheet| sheet.merged.len() > MERGED) {
        // Whoever looks a cell up goes through the merged areas one by one.
        Some(sheet) => Err(Problem::new(&kinds::files::FILE_MERGES, Place::file(input.shown))
            .with("sheet", &sheet.sheet)
            .with("count", sheet.merged.len())
            .with("limit", MERGED)),
        None => Ok(sheets),
    }
}

/// Why a file could not be opened.
fn cannot_read(shown: &str, error: &std::io::Error) -> Problem {
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
fn size_of(path: &Path, shown: &str) -> Result<u64, Problem> {
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

fn load(path: &Path, shown: &str, extension: &str, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let failed = |e: std::io::Error| cannot_read(shown, &e);
    let text = ["csv", "txt", "tsv"].contains(&extension);
    let limit = if text { limits.decoded_bytes } else { limits.workbook_bytes };
    let size = size_of(path, shown)?;
    if size > limit {
        return Err(Problem::new(&kinds::files::FILE_LARGE, Place::file(shown))
            .with("size", size.div_ceil(1 << 20))
            .with("limit", limit >> 20));
    }
    std::fs::read(path).map_err(failed)
}

/// Reads a UTF-8 text file, such as TOML, without its BOM; the ledger names its very bytes.
pub fn text(
    path: &Path,
    shown: &str,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Option<String> {
    let bytes = load(path, shown, "txt", &FORM).map_err(|p| problems.push(p)).ok()?;
    ledger.files.push(InputFile { file: shown.into(), sha256: sha256(&bytes), saved: None });
    match String::from_utf8(bytes) {
        Ok(text) => Some(match text.strip_prefix('\u{FEFF}') {
            Some(rest) => rest.to_string(),
            None => text,
        }),
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&e.as_bytes()[..at]).into_owned();
            let place = Source::new(shown, before).place(&(at..at));
            problems.push(Problem::new(&kinds::files::TEXT_UTF8, place));
            None
        }
    }
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

#[cfg(test)]
mod tests;
