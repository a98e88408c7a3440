//! What the table of an annex holds.

use std::fmt;
use std::sync::Arc;

use crate::terms::{Exact, Text};

/// Where a row stands: its table or sheet, and its number from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Where {
    pub table: Arc<str>,
    pub row: u32,
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, dòng {}", self.table, self.row)
    }
}

/// One criterion as the annex prints it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// In dotted Arabic numbers: `3.2.1`.
    pub code: String,
    pub name: String,
    pub max: Option<Exact>,
    /// *Cách tính điểm*, a clause a line.
    pub scale: String,
    pub proof: String,
    pub appraiser: String,
    pub place: Where,
}

/// What a person must look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub place: Option<Where>,
    pub text: Text<String>,
}

/// A table of criteria as read.
#[derive(Debug, Clone, Default)]
pub struct Annex {
    /// In the order of the annex.
    pub entries: Vec<Entry>,
    /// The total that the annex prints.
    pub total: Option<(Exact, Where)>,
    pub remarks: Vec<Remark>,
}

impl Annex {
    pub fn children<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Entry> {
        let below = move |entry: &&Entry| {
            entry.code.rsplit_once('.').is_some_and(|(above, _)| above == code)
        };
        self.entries.iter().filter(below)
    }

    pub fn is_leaf(&self, code: &str) -> bool {
        let start = format!("{code}.");
        !self.entries.iter().any(|entry| entry.code.starts_with(&start))
    }

    pub(crate) fn remark(&mut self, place: Option<Where>, vi: String, en: String) {
        self.remarks.push(Remark { place, text: Text { vi, en } });
    }
}
