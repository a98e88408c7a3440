//! Every row read is accounted for: used, set aside with a reason, or rejected with one.

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::grid::Book;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Used,
    /// Headings, blanks, totals, signature blocks: not data.
    SetAside,
    /// Data that was refused; a problem says why.
    Rejected,
}

/// The rows of one sheet of one file. `rows = used + set_aside + rejected`, always:
/// there is no way to add a row without its fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    pub used: usize,
    pub set_aside: usize,
    pub rejected: usize,
}

impl Account {
    pub fn new(file: Arc<str>, sheet: Arc<str>) -> Self {
        Account { file, sheet, used: 0, set_aside: 0, rejected: 0 }
    }

    pub fn add(&mut self, fate: Fate) {
        self.add_many(fate, 1);
    }

    pub fn add_many(&mut self, fate: Fate, rows: usize) {
        match fate {
            Fate::Used => self.used += rows,
            Fate::SetAside => self.set_aside += rows,
            Fate::Rejected => self.rejected += rows,
        }
    }

    pub fn rows(&self) -> usize {
        self.used + self.set_aside + self.rejected
    }
}

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

/// All accounts, in the order of reading, and the files that they are of.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    pub accounts: Vec<Account>,
    /// Criteria sets, schemes, the round itself and last year's results too.
    pub files: Vec<InputFile>,
}

impl Ledger {
    pub fn push(&mut self, account: Account) {
        self.accounts.push(account);
    }

    /// The file as it was read.
    pub fn file(&self, file: &str) -> Option<&InputFile> {
        self.files.iter().find(|read| *read.file == *file)
    }

    /// Adds what another thread read.
    pub fn extend(&mut self, other: Ledger) {
        self.accounts.extend(other.accounts);
        self.files.extend(other.files);
    }

    /// The files by their paths, each once: a file may serve two surveys.
    pub fn sort_files(&mut self) {
        self.files.sort();
        self.files.dedup();
    }
}
