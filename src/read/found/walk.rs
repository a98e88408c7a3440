//! The files and folders that a pattern names. Names are compared in one normal form, since a
//! Mac and many archives write `Phường` as other characters than a keyboard does; and no folder
//! is walked through twice, however many links lead to it.

use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern, PatternError};

use crate::text::composed;

/// `*.xlsx` means `.XLSX` too, as it does on Windows.
const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: false,
    require_literal_separator: false,
    require_literal_leading_dot: false,
};

/// What matches, or a place that could not be looked into.
pub(super) type Seen = Result<PathBuf, (PathBuf, io::Error)>;

/// One part of a pattern, between two `/`.
enum Step {
    Named(String),
    Like(Pattern),
    /// `**`
    Anywhere,
}

/// Whatever below `folder` matches the pattern: files, folders, and places that cannot be
/// looked into. A path that several links lead to is given once.
///
/// # Errors
/// The pattern is none.
pub(super) fn paths(folder: &Path, pattern: &str) -> Result<Vec<Seen>, PatternError> {
    let pattern = pattern.replace('\\', "/");
    let parts = pattern.split('/').filter(|part| !part.is_empty() && *part != ".");
    let steps: Vec<Step> = parts.map(step).collect::<Result<_, _>>()?;
    let (mut here, mut failed) = (vec![folder.to_path_buf()], Vec::new());
    for (at, step) in steps.iter().enumerate() {
        let is_last = at + 1 == steps.len();
        let mut next = Vec::new();
        for base in &here {
            match step {
                Step::Named(name) => next.extend(named(base, name)),
                Step::Like(pattern) => {
                    next.extend(like(base, pattern, &mut failed));
                }
                Step::Anywhere => {}
            }
        }
        if let Step::Anywhere = step {
            next = below(&here, &mut failed);
        }
        if !is_last {
            next.retain(|path| path.is_dir());
            next = each_once(next);
        }
        here = next;
    }
    Ok(here.into_iter().map(Ok).chain(failed.into_iter().map(Err)).collect())
}

fn step(part: &str) -> Result<Step, PatternError> {
    Ok(match part {
        "**" => Step::Anywhere,
        part if part.contains(['*', '?', '[']) => Step::Like(Pattern::new(&composed(part))?),
        part => Step::Named(part.to_string()),
    })
}

/// What stands in the folder under this name, however its letters are composed.
fn named(base: &Path, name: &str) -> Vec<PathBuf> {
    let path = base.join(name);
    if name == ".." || path.symlink_metadata().is_ok() {
        return vec![path];
    }
    if name.is_ascii() {
        return Vec::new();
    }
    let wanted = composed(name);
    let same = |entry: &DirEntry| composed(&entry.file_name().to_string_lossy()) == wanted;
    listed(base)
        .unwrap_or_default()
        .iter()
        .filter(|e| same(e))
        .map(|e| base.join(e.file_name()))
        .collect()
}

fn like(base: &Path, pattern: &Pattern, failed: &mut Vec<(PathBuf, io::Error)>) -> Vec<PathBuf> {
    let matches = |entry: &DirEntry| {
        let name = entry.file_name();
        pattern.matches_with(&composed(&name.to_string_lossy()), MATCHING)
    };
    match listed(base) {
        Ok(entries) => {
            entries.iter().filter(|e| matches(e)).map(|e| base.join(e.file_name())).collect()
        }
        Err(error) => {
            failed.push((base.to_path_buf(), error));
            Vec::new()
        }
    }
}

/// The folders and all folders below them, each once.
fn below(folders: &[PathBuf], failed: &mut Vec<(PathBuf, io::Error)>) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<PathBuf> = folders.iter().rev().cloned().collect();
    let mut all = Vec::new();
    // Links come last, so that a folder is known by its own path.
    let mut links: Vec<PathBuf> = Vec::new();
    while let Some(folder) = waiting.pop().or_else(|| links.pop()) {
        if !seen.insert(real(&folder)) {
            continue;
        }
        match listed(&folder) {
            Ok(entries) => {
                for entry in entries.iter().rev() {
                    let path = folder.join(entry.file_name());
                    match entry.file_type() {
                        Ok(kind) if kind.is_dir() => waiting.push(path),
                        Ok(kind) if kind.is_symlink() && path.is_dir() => links.push(path),
                        _ => {}
                    }
                }
            }
            Err(error) => failed.push((folder.clone(), error)),
        }
        all.push(folder);
    }
    all
}

/// The folders without those that are others under another name; a folder's own path is kept
/// before a link to it.
fn each_once(folders: Vec<PathBuf>) -> Vec<PathBuf> {
    if folders.len() < 2 {
        return folders;
    }
    let is_link = |path: &PathBuf| path.symlink_metadata().is_ok_and(|m| m.is_symlink());
    let (links, own): (Vec<PathBuf>, Vec<PathBuf>) = folders.into_iter().partition(is_link);
    let mut seen = BTreeSet::new();
    own.into_iter().chain(links).filter(|path| seen.insert(real(path))).collect()
}

/// Where a folder really is: its path without links.
pub(super) fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// What a folder holds, in the order of the names; nothing when it is no folder.
fn listed(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries: Vec<DirEntry> = match std::fs::read_dir(folder) {
        Ok(entries) => entries.collect::<io::Result<_>>()?,
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Vec::new(),
        Err(e) => return Err(e),
    };
    entries.sort_by_key(DirEntry::file_name);
    Ok(entries)
}
