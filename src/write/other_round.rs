//! What goes beside when the results of another round make room: all that its runs wrote, and the
//! copies that somebody had changed and that were kept under other names. What no run wrote stays
//! and is named.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::fault::{Step as Stage, WriteError};
use super::files::Written;
use super::journal::Step;
use super::record::{RECORD, Record, hash_of, is_plain};

/// Files of another hand that are named one by one.
const NAMED: usize = 5;

/// Files of another hand, by their names.
#[derive(Debug, Default)]
pub(super) struct Staying(Vec<String>);

impl Staying {
    /// The end of a sentence in both languages; nothing when nothing stays.
    pub(super) fn words(&self) -> (String, String) {
        let named = self.0.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let rest = self.0.len().saturating_sub(NAMED);
        let (more_vi, more_en) = match rest {
            0 => (String::new(), String::new()),
            rest => (format!(" và {rest} tệp khác"), format!(" and {rest} more")),
        };
        match self.0.is_empty() {
            true => (String::new(), String::new()),
            false => (
                format!(
                    "; còn ở lại đây, lẫn với kết quả mới: {named}{more_vi} (không do phần mềm ghi)"
                ),
                format!(
                    "; among the new results stay {named}{more_en} (not written by the program)"
                ),
            ),
        }
    }
}

/// The files of an output folder while another round takes its place.
pub(super) struct OtherRound<'a> {
    pub folder: &'a Path,
    /// What the runs of the round that leaves have noted.
    pub record: &'a Record,
    /// What is written now, by its path in lower case; each makes room for itself.
    pub written: &'a BTreeMap<String, Written>,
}

impl OtherRound<'_> {
    /// Takes everything of the other round to the folder `beside` that nothing replaces.
    ///
    /// # Errors
    /// A file cannot be read.
    pub(super) fn steps(&self, beside: &str) -> Result<Vec<Step>, WriteError> {
        let noted = self.record.files().map(|old| old.file.clone());
        let leaving: BTreeSet<String> =
            noted.chain([RECORD.to_string()]).chain(self.kept_copies()).collect();
        let mut steps = Vec::new();
        for file in leaving.into_iter().filter(|file| !self.is_written(file)) {
            let hash = hash_of(&self.folder.join(&file))
                .map_err(|error| WriteError::new(Stage::Replace, &file, &error))?;
            if hash.is_some() {
                steps.push(Step { file, beside: Some(beside.to_string()), ..Step::away(hash) });
            }
        }
        Ok(steps)
    }

    /// Files that no run wrote and that stay among the new results.
    pub(super) fn staying(&self) -> Staying {
        let others = self.files().into_iter().filter(|file| {
            !file.starts_with('.')
                && self.record.get(file).is_none()
                && !self.is_written(file)
                && !self.is_kept_copy(file)
        });
        Staying(others.collect())
    }

    fn is_written(&self, file: &str) -> bool {
        self.written.contains_key(&file.to_lowercase())
    }

    fn kept_copies(&self) -> Vec<String> {
        self.files().into_iter().filter(|file| self.is_kept_copy(file)).collect()
    }

    /// `xep-hang-cu-1.xlsx` beside `xep-hang.xlsx`: what somebody had made of a result.
    fn is_kept_copy(&self, file: &str) -> bool {
        let (start, end) = match file.rsplit_once('.') {
            Some((start, end)) if !end.contains('/') => (start, format!(".{end}")),
            _ => (file, String::new()),
        };
        let stem = start.trim_end_matches(|digit: char| digit.is_ascii_digit());
        let original = stem.strip_suffix("-cu-").filter(|_| stem.len() < start.len());
        is_plain(file)
            && original.is_some_and(|own| self.record.get(&format!("{own}{end}")).is_some())
    }

    /// The files in the folders into which the other round wrote, with `/`, in order.
    fn files(&self) -> Vec<String> {
        let folder_of = |file: &str| file.rsplit_once('/').map_or("", |(folder, _)| folder).into();
        let mut folders: BTreeSet<String> =
            self.record.files().map(|old| folder_of(&old.file)).collect();
        folders.insert(String::new());
        let mut found = BTreeSet::new();
        for folder in folders {
            let entries = fs::read_dir(self.folder.join(&folder)).into_iter().flatten().flatten();
            let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()));
            let names = files.filter_map(|entry| entry.file_name().into_string().ok());
            found.extend(names.map(|name| match folder.as_str() {
                "" => name,
                folder => format!("{folder}/{name}"),
            }));
        }
        found.into_iter().collect()
    }
}
