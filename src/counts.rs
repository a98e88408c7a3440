//! The three counts without which no run ends: what was read, what was understood with a note,
//! what must be mended.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::ledger::{FileFate, Ledger};
use crate::problem::{Level, Problem, Problems};
use crate::terms::Lang;

/// How the inputs of a run were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Values that were read and used, those with a note among them.
    pub read: usize,
    /// Cells, rows or files that were understood with a note or a warning.
    pub noted: usize,
    /// Cells, rows or files that a person must mend.
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub files: FileCounts,
}

/// The same by files; a file may have notes and errors.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FileCounts {
    /// Something of the file was used.
    pub read: usize,
    pub noted: usize,
    pub errors: usize,
    /// Nothing of the file was used although it holds data.
    pub refused: usize,
    pub skipped: usize,
}

impl Counts {
    pub fn of(ledger: &Ledger, problems: &Problems) -> Counts {
        let accounts = || ledger.accounts.iter();
        let at_level = |level: Level| problems.iter().filter(move |p| p.kind.level == level);
        let places = |level| at_level(level).map(|p: &Problem| p.times).sum::<usize>();
        let (warnings, notes) = (places(Level::Warning), places(Level::Note));
        let files = |errors: bool| {
            let of = problems.iter().filter(|p| (p.kind.level == Level::Error) == errors);
            of.map(|p| p.place.file.as_str()).filter(|f| !f.is_empty()).collect::<BTreeSet<_>>()
        };
        let used: BTreeSet<&str> =
            accounts().filter(|a| a.used() > 0).map(|a| a.file.as_ref()).collect();
        let refused = accounts().filter(|a| match a.fate {
            FileFate::Refused(_) => true,
            FileFate::Read => a.rejected() > 0,
            FileFate::Skipped | FileFate::NoInput => false,
        });
        let refused: BTreeSet<&str> = refused.map(|a| a.file.as_ref()).collect();
        Counts {
            read: accounts().map(|account| account.values).sum(),
            noted: warnings + notes,
            errors: places(Level::Error),
            warnings,
            notes,
            files: FileCounts {
                read: used.len(),
                noted: files(false).len(),
                errors: files(true).len(),
                refused: refused.difference(&used).count(),
                skipped: accounts().filter(|a| a.fate == FileFate::Skipped).count(),
            },
        }
    }

    /// All three in one sentence.
    pub fn line(&self, lang: Lang) -> String {
        let Counts { read, noted, errors, files, .. } = self;
        match lang {
            Lang::Vi => format!(
                "Đọc được: {} ô, {} tệp · Hiểu có ghi chú: {} chỗ, {} tệp · Phải sửa: {} chỗ, {} tệp ({} tệp không dùng được)",
                grouped(*read),
                files.read,
                grouped(*noted),
                files.noted,
                grouped(*errors),
                files.errors,
                files.refused
            ),
            Lang::En => format!(
                "Read: {read} cells, {} files · Understood with a note: {noted} places, {} files · To be mended: {errors} places, {} files ({} files of no use)",
                files.read, files.noted, files.errors, files.refused
            ),
        }
    }
}

/// Thousands set apart by dots.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            ["0", "999", "1.000", "12.345.678"].map(String::from),
            [0, 999, 1000, 12_345_678].map(grouped)
        );
    }
}
