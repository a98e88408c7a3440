//! Files of a round found and read on all cores; problems and ledger keep the order of the files.

use rayon::prelude::*;

use super::progress::Progress;
use super::setting::Setting;
use crate::grid::Book;
use crate::ledger::{Account, FileFate, Findings, InputFile, ReadAs};
use crate::problem::{Problems, kinds};
use crate::read::{self, Found, Limits};

/// The files that the patterns name; those that are skipped stand in the ledger at once.
pub(super) fn find(
    setting: &Setting,
    read_as: ReadAs,
    patterns: &[String],
    findings: &mut Findings,
) -> Vec<Found> {
    let said = findings.problems.mark();
    let files = read::find(&setting.folder, &setting.round.file, patterns, &mut findings.problems);
    let skipped = findings.problems.since(said);
    let skipped = skipped.filter(|p| p.kind.code == kinds::files::FILE_SKIPPED.code);
    for problem in skipped {
        findings.ledger.push(Account::unread(
            read_as,
            problem.place.file.as_str(),
            FileFate::Skipped,
        ));
    }
    files
}

/// So many files are asked of the reader at once.
const TOGETHER: usize = 16;

/// Reads each file and makes something of it, in parallel; problems and ledger keep the order
/// of the files.
pub(super) fn each_file<T: Send>(
    read_as: ReadAs,
    files: &[Found],
    limits: &Limits,
    progress: &dyn Progress,
    findings: &mut Findings,
    make: impl Fn(Book, &mut Findings) -> T + Sync,
) -> Vec<(usize, Option<T>)> {
    let take = |file: &Found, book: Option<Book>, problems: Problems| {
        let mut found = Findings { problems, ..Findings::default() };
        found.ledger.files.extend(book.as_ref().map(InputFile::of));
        let made = book.map(|book| make(book, &mut found));
        if made.is_none() {
            let code = found.problems.refused().unwrap_or(kinds::files::FILE_READ.code);
            let fate = FileFate::Refused(code);
            found.ledger.push(Account::unread(read_as, file.shown.as_str(), fate));
        }
        progress.step();
        (made, found)
    };
    // Few files are shared evenly.
    let together = (files.len() / (4 * rayon::current_num_threads())).clamp(1, TOGETHER);
    let read: Vec<_> = files
        .par_chunks(together)
        .flat_map_iter(|files| {
            let read = read::all_listed(files, limits);
            files.iter().zip(read).map(|(file, (book, found))| take(file, book, found))
        })
        .collect();
    let mut list = Vec::with_capacity(read.len());
    for (at, (made, found)) in read.into_iter().enumerate() {
        findings.extend(found);
        list.push((at, made));
    }
    list
}

/// Reads one file of a survey that is no form; the ledger says when it could not be read.
pub(super) fn book(
    read_as: ReadAs,
    file: &Found,
    limits: &Limits,
    findings: &mut Findings,
) -> Option<Book> {
    let said = findings.problems.mark();
    let book = read::book(&file.path, &file.shown, limits, &mut findings.problems);
    match &book {
        Some(book) => findings.ledger.files.push(InputFile::of(book)),
        None => {
            let code =
                findings.problems.refused_since(said).unwrap_or(kinds::files::FILE_READ.code);
            findings.ledger.push(Account::unread(
                read_as,
                file.shown.as_str(),
                FileFate::Refused(code),
            ));
        }
    }
    book
}
