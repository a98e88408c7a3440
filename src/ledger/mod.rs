//! Every row read is accounted for: used, set aside with a reason, or rejected with one.

mod fates;
mod file;
mod findings;

use std::sync::Arc;

use crate::grid::Grid;

pub use fates::{Aside, Fate, FileFate, ReadAs, RowFate};
pub use file::InputFile;
pub use findings::Findings;

/// Neighbouring rows with one fate, all of them with content. Rows count from 0, as in [`Grid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub first: u32,
    pub last: u32,
    pub why: RowFate,
}

impl Span {
    pub fn rows(&self) -> usize {
        (self.last - self.first) as usize + 1
    }
}

/// The rows of one sheet of one file, each with its fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub read_as: ReadAs,
    pub file: Arc<str>,
    /// Empty for CSV and for a file that was not read.
    pub sheet: Arc<str>,
    pub fate: FileFate,
    /// Cells that were read as values and used.
    pub values: usize,
    /// Rows with content, as the reader of the file gave them.
    rows: usize,
    spans: Vec<Span>,
}

impl Account {
    /// A sheet of which no row has its fate yet.
    pub fn new(read_as: ReadAs, grid: &Grid) -> Self {
        Account::of(read_as, grid.file.clone(), grid.sheet.clone(), grid.rows.len())
    }

    /// A list of `rows` entries of a file that has no sheets.
    pub fn of(read_as: ReadAs, file: Arc<str>, sheet: Arc<str>, rows: usize) -> Self {
        Account { read_as, file, sheet, fate: FileFate::Read, values: 0, rows, spans: Vec::new() }
    }

    /// A sheet whose rows share one fate.
    pub fn whole(read_as: ReadAs, grid: &Grid, why: RowFate) -> Self {
        let mut account = Account::new(read_as, grid);
        account.all(grid, why);
        account
    }

    /// A file whose rows are not known.
    pub fn unread(read_as: ReadAs, file: impl Into<Arc<str>>, fate: FileFate) -> Self {
        Account { fate, ..Account::of(read_as, file.into(), "".into(), 0) }
    }

    /// Gives every row of the sheet this fate, whatever it had before.
    pub fn all(&mut self, grid: &Grid, why: RowFate) {
        self.spans.clear();
        for row in &grid.rows {
            self.add(row.index, why);
        }
    }

    /// Gives the next row its fate. Rows come from top to bottom.
    pub fn add(&mut self, row: u32, why: RowFate) {
        self.merge(Span { first: row, last: row, why });
    }

    /// A row of a table whose rows are not counted before they are read.
    pub fn grow(&mut self, row: u32, why: RowFate) {
        self.rows += 1;
        self.add(row, why);
    }

    /// The next `rows` rows of a table that is read in pieces; its spans begin at row `base`.
    pub fn append(&mut self, rows: usize, spans: Vec<Span>, base: u32) {
        self.rows += rows;
        for span in spans {
            self.merge(Span { first: span.first + base, last: span.last + base, ..span });
        }
    }

    /// Changes the fates of many rows, which come from top to bottom, in one pass.
    pub fn change_all(&mut self, rows: impl IntoIterator<Item = (u32, RowFate)>) {
        let mut rows = rows.into_iter().peekable();
        let spans = std::mem::take(&mut self.spans);
        for span in spans {
            let mut first = span.first;
            while let Some((row, why)) = rows.next_if(|(row, _)| *row <= span.last) {
                if row < first {
                    continue;
                }
                self.push(Span { first, last: row, why: span.why }, Some(why));
                first = row + 1;
            }
            if first <= span.last {
                self.push(Span { first, ..span }, None);
            }
        }
    }

    /// Adds a span, the last row of which may have another fate.
    fn push(&mut self, span: Span, last: Option<RowFate>) {
        let Some(why) = last else { return self.merge(span) };
        if span.first < span.last {
            self.merge(Span { last: span.last - 1, ..span });
        }
        self.merge(Span { first: span.last, last: span.last, why });
    }

    fn merge(&mut self, span: Span) {
        match self.spans.last_mut() {
            Some(before) if before.why == span.why && before.last + 1 == span.first => {
                before.last = span.last;
            }
            _ => self.spans.push(span),
        }
    }

    /// Changes the fate of a row that has one.
    pub fn change(&mut self, row: u32, why: RowFate) {
        let Some(at) = self.spans.iter().position(|s| (s.first..=s.last).contains(&row)) else {
            return;
        };
        let span = self.spans[at];
        let mut parts = Vec::with_capacity(3);
        if span.first < row {
            parts.push(Span { last: row - 1, ..span });
        }
        parts.push(Span { first: row, last: row, why });
        if row < span.last {
            parts.push(Span { first: row + 1, ..span });
        }
        self.spans.splice(at..=at, parts);
    }

    /// What became of a row; `None` for a row without content.
    pub fn why(&self, row: u32) -> Option<RowFate> {
        let at = self.spans.partition_point(|span| span.last < row);
        self.spans.get(at).filter(|span| span.first <= row).map(|span| span.why)
    }

    /// Changes the fate of all rows that were used: the file is not used after all.
    pub fn change_used(&mut self, why: RowFate) {
        self.values = 0;
        for span in self.spans.iter_mut().filter(|span| span.why == RowFate::Used) {
            span.why = why;
        }
    }

    /// Changes the fate of all rows that were set aside for this reason.
    pub fn change_aside(&mut self, aside: Aside, why: RowFate) {
        for span in self.spans.iter_mut().filter(|span| span.why == RowFate::Aside(aside)) {
            span.why = why;
        }
    }

    /// Rows with content: those that the reader of the file gave.
    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn used(&self) -> usize {
        self.count(|why| why == RowFate::Used)
    }

    pub fn set_aside(&self) -> usize {
        self.count(|why| matches!(why, RowFate::Aside(_)))
    }

    pub fn rejected(&self) -> usize {
        self.count(|why| matches!(why, RowFate::Rejected(_)))
    }

    /// Used, set aside, rejected.
    #[cfg(test)]
    pub(crate) fn fates(&self) -> (usize, usize, usize) {
        (self.used(), self.set_aside(), self.rejected())
    }

    fn count(&self, counts: impl Fn(RowFate) -> bool) -> usize {
        self.spans.iter().filter(|span| counts(span.why)).map(Span::rows).sum()
    }

    /// Whether the file was not read, or nothing on the sheet can be used.
    pub fn is_refused(&self) -> bool {
        matches!(self.fate, FileFate::Refused(_)) || (self.rows > 0 && self.rejected() == self.rows)
    }

    /// Every row of the sheet has exactly one fate.
    pub fn balances(&self) -> bool {
        self.rows == self.used() + self.set_aside() + self.rejected()
    }

    /// The rows with their fates, from top to bottom.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }
}

/// All accounts, in the order of reading.
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

    /// The accounts of one file.
    pub fn of_file<'l>(
        &'l mut self,
        read_as: ReadAs,
        file: &'l str,
    ) -> impl Iterator<Item = &'l mut Account> {
        self.accounts.iter_mut().filter(move |a| a.read_as == read_as && &*a.file == file)
    }
}
