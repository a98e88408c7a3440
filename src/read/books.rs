//! From files to books: in processes of their own where that was asked for, small files together.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::disk::{gone, is_within, load, sha256};
use super::formats::read_sheets;
use super::found::Found;
use super::input::{Input, Limits};
use super::isolated::Workers;
use super::{saved, side_by_side};
use crate::caught::caught;
use crate::grid::{Book, Grid};
use crate::problem::{Problem, Problems};

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

/// Reads a file whose bytes are here and that has no place on the disk yet.
pub fn book_of_bytes(
    bytes: Vec<u8>,
    shown: &str,
    limits: &Limits,
    problems: &mut Problems,
) -> Option<Book> {
    let extension = Path::new(shown).extension().unwrap_or_default();
    let extension = extension.to_string_lossy().to_lowercase();
    if let Err(problem) = is_within(bytes.len() as u64, shown, &extension, limits) {
        problems.push(problem);
        return None;
    }
    let file = Loaded { shown, extension, bytes };
    let input = file.input(limits);
    let read = || match WORKERS.get() {
        Some(workers) => workers.read(&input),
        None => {
            let mut found = Problems::default();
            (read_sheets(&input, &mut found), found)
        }
    };
    let (book, found) = book_of(&input, read);
    problems.extend(found);
    book
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
