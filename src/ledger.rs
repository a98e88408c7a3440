//! Every row read is accounted for: used, set aside with a reason, or rejected with one.

use std::sync::Arc;

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

/// All accounts, in the order of reading.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    pub accounts: Vec<Account>,
}

impl Ledger {
    pub fn push(&mut self, account: Account) {
        self.accounts.push(account);
    }
}
