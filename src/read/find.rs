//! Finds the files that the round's patterns name.

use std::path::{Path, PathBuf};

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
    for pattern in patterns {
        let before = found.len();
        let full = format!(
            "{}/{}",
            glob::Pattern::escape(&folder.to_string_lossy()),
            pattern.replace('\\', "/")
        );
        match glob::glob(&full) {
            Ok(paths) => {
                found.extend(paths.flatten().filter_map(|path| keep(folder, path, problems)))
            }
            Err(e) => problems.push(
                Problem::new(&files::FILES_PATTERN, Place::file(round))
                    .with("pattern", pattern)
                    .said("detail", fault(e.msg), e.msg),
            ),
        }
        if found.len() == before {
            let place = Place::file(round);
            problems.push(Problem::new(&files::FILES_NONE, place).with("pattern", pattern));
        }
    }
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    found.dedup_by(|a, b| a.shown == b.shown);
    found
}

/// Extensions of files that somebody may mean to be read.
const SHEETS: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "ods", "et", "csv"];

/// Reports the spreadsheets that lie in the folders of these patterns and that none of `all`,
/// the patterns of the whole round, names: whoever put them there thinks that they are read.
pub fn left_out(folder: &Path, patterns: &[String], all: &[&str], problems: &mut Problems) {
    let read: Vec<glob::Pattern> =
        all.iter().filter_map(|p| glob::Pattern::new(&p.replace('\\', "/")).ok()).collect();
    let mut told: Vec<String> = Vec::new();
    for pattern in patterns {
        let pattern = pattern.replace('\\', "/");
        let (Some((parent, _)), true) = (pattern.rsplit_once('/'), !pattern.contains("**")) else {
            continue;
        };
        let full = format!("{}/{parent}/*", glob::Pattern::escape(&folder.to_string_lossy()));
        let Ok(paths) = glob::glob(&full) else { continue };
        // Those that are skipped anyway have been told.
        let mut unheard = Problems::default();
        for Found { path, shown } in paths.flatten().filter_map(|p| keep(folder, p, &mut unheard)) {
            let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let is_read = read.iter().any(|pattern| pattern.matches(&shown));
            if is_read || !SHEETS.contains(&extension.as_str()) || told.contains(&shown) {
                continue;
            }
            let problem = Problem::new(&files::FILE_LEFT, Place::file(shown.as_str()));
            problems.push(problem.with("pattern", format!("{parent}/*.{extension}")));
            told.push(shown);
        }
    }
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
    let shown = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let temporary = ["~$", "._", ".~lock", ".~"].iter().any(|start| name.starts_with(start));
    if temporary || ["thumbs.db", "desktop.ini", ".ds_store"].contains(&name.as_str()) {
        problems.push(Problem::new(&files::FILE_SKIPPED, Place::file(shown)));
        return None;
    }
    Some(Found { path, shown })
}
