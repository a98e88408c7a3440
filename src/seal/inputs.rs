//! The files of a round that a package holds: whatever its run reads, and what the run only counts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::proof::root_of;
use crate::read;
use crate::results::Results;
use crate::run::FORMS;
use crate::write::files::{RECORD, strange_in_set};

/// A file of the round.
pub(super) struct Source {
    /// Path from the folder of the round, with `/`.
    pub shown: String,
    pub path: PathBuf,
    /// Its bytes go into the package; else its name and hash alone.
    pub kept: bool,
}

/// Folders of the round that hold what this program wrote.
const WRITTEN: &[&str] = &["noi-bo/", "reports/", "ket-qua/", "luu-tru/"];
/// The end of a package's name.
pub const END: &str = ".parindex.zip";

/// The files that the run of a round reads, with their names.
pub fn inputs(folder: &Path, results: &Results) -> Vec<(String, PathBuf)> {
    let kept = of(folder, results, false).into_iter().filter(|source| source.kept);
    kept.map(|source| (source.shown, source.path)).collect()
}

/// Stands for a folder in which nothing is: a zip file holds no folders, and one that is missing is
/// another finding than one that is empty.
pub(super) const EMPTY: &str = "/.trong";

/// The marks of the folders that the round looks into and that hold none of its files.
pub(super) fn empty_folders(folder: &Path, results: &Results, sources: &[Source]) -> Vec<String> {
    let round = &results.round;
    let lists = [&round.evidence, &round.appraisal, &round.prefill];
    let surveys = round.surveys.iter().flat_map(|survey| &survey.files);
    let patterns = lists.into_iter().flatten().chain(surveys);
    let folders = patterns.filter_map(|pattern| Some(pattern.rsplit_once('/')?.0));
    let folders: BTreeSet<&str> = folders.filter(|path| !path.contains(['*', '?', '['])).collect();
    let holds =
        |path: &str| sources.iter().any(|source| source.shown.starts_with(&format!("{path}/")));
    let empty = folders.into_iter().filter(|path| folder.join(path).is_dir() && !holds(path));
    empty.map(|path| format!("{path}{EMPTY}")).collect()
}

/// Every file, by name. With `all`, what the run does not read goes in too.
pub(super) fn of(folder: &Path, results: &Results, all: bool) -> Vec<Source> {
    let mut files: BTreeMap<String, bool> = BTreeMap::new();
    let mut add = |file: &str, kept: bool| *files.entry(file.to_string()).or_default() |= kept;
    let round = &results.round;
    add(&round.file, true);
    results.ledger.files.iter().for_each(|file| add(&file.file, true));
    for account in &results.ledger.accounts {
        match account.file.strip_suffix('/') {
            None => add(&account.file, true),
            // Its files were counted.
            Some(_) => {
                let here = read::below(&folder.join(&*account.file), &account.file);
                here.iter().for_each(|file| add(&file.shown, all));
            }
        }
    }
    read::below(&folder.join(FORMS), &format!("{FORMS}/"))
        .iter()
        .for_each(|file| add(&file.shown, true));
    if let Some(previous) = &round.previous {
        let beside = previous.rsplit_once('/').map_or("", |(beside, _)| beside);
        let beside = if beside.is_empty() { String::new() } else { format!("{beside}/") };
        add(&format!("{beside}{RECORD}"), true);
        // What does not belong to last year's set is told by the run.
        let strange = strange_in_set(&folder.join(previous));
        strange.iter().for_each(|file| add(&format!("{beside}{file}"), true));
    }
    for pattern in &round.proof {
        let root = root_of(pattern);
        let here = read::below(&folder.join(&root), &format!("{root}/"));
        here.iter().for_each(|file| add(&file.shown, all));
    }
    if all {
        read::below(folder, "").iter().for_each(|file| add(&file.shown, true));
    }
    let own_record = |file: &str| file.ends_with(RECORD) && !file.starts_with("..");
    let sources =
        files.into_iter().map(|(shown, kept)| Source { path: folder.join(&shown), shown, kept });
    sources
        .filter(|source| {
            let file = source.shown.as_str();
            let written = WRITTEN.iter().any(|folder| file.starts_with(folder));
            source.path.is_file() && !written && !own_record(file) && !file.ends_with(END)
        })
        .collect()
}
