//! Finds the files that the round's patterns name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::names::{cannot_list, is_temporary, shown};
use super::similar;
use super::walk::paths;
use crate::problem::{Place, Problem, Problems, kinds::files};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// Relative to the round's folder, with `/`: the name in messages and results.
    pub shown: String,
}

/// The files below `folder` that match the patterns of the round file `round`, each once,
/// sorted by name. Temporary files of Excel and of the systems are skipped with a note.
pub fn find(
    folder: &Path,
    round: &str,
    patterns: &[String],
    problems: &mut Problems,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut empty: Vec<&str> = Vec::new();
    for pattern in patterns {
        let before = found.len();
        match paths(folder, pattern) {
            Ok(paths) => {
                for path in paths {
                    match path {
                        Ok(path) => found.extend(keep(folder, path, problems)),
                        Err((place, error)) => {
                            problems.push(cannot_list(&shown(folder, &place), &error));
                        }
                    }
                }
            }
            Err(e) => problems.push(
                Problem::new(&files::FILES_PATTERN, Place::file(round))
                    .with("pattern", pattern)
                    .said("detail", fault(e.msg), e.msg),
            ),
        }
        if found.len() == before {
            empty.push(pattern);
        }
    }
    tell_empty(round, &empty, patterns, problems);
    if found.is_empty() {
        problems.extend(similar::instead(folder, round, patterns));
    }
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    found.dedup_by(|a, b| a.shown == b.shown);
    found
}

/// Tells of the folders where no pattern matches anything: once each, with all that looks there.
fn tell_empty(round: &str, empty: &[&str], patterns: &[String], problems: &mut Problems) {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for pattern in empty {
        folders.entry(folder_of(pattern)).or_default().push(pattern);
    }
    for (folder, empty) in folders {
        let others = patterns.iter().filter(|pattern| folder_of(pattern) == folder);
        if others.count() > empty.len() {
            // Another kind of file is there.
            continue;
        }
        let problem = Problem::new(&files::FILES_NONE, Place::file(round));
        problems.push(problem.with("pattern", empty.join("”, “")));
    }
}

/// Where a pattern looks.
fn folder_of(pattern: &str) -> &str {
    pattern.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}

/// What the glob library says, in Vietnamese.
fn fault(message: &str) -> &str {
    match message {
        "invalid range pattern" => "ngoặc vuông [ chưa đóng",
        _ => "** phải đứng riêng giữa hai dấu /, như evidence/**/*.xlsx",
    }
}

fn keep(folder: &Path, path: PathBuf, problems: &mut Problems) -> Option<Found> {
    // What is neither, such as a link that leads nowhere, the reader reports.
    if path.is_dir() {
        return None;
    }
    let shown = shown(folder, &path);
    if is_temporary(&path.file_name()?.to_string_lossy()) {
        problems.push(Problem::new(&files::FILE_SKIPPED, Place::file(shown)));
        return None;
    }
    Some(Found { path, shown })
}
