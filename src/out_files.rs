//! What the program has written for a round: forms, results, packages, wherever window and commands
//! put them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::forms::evidence;
use crate::read;
use crate::results::Results;
use crate::seal;
use crate::steps::{OutFiles, Packages, Written};
use crate::write::files::is_kept_aside;
use crate::write::json;

/// Where the window has results written, below the round.
pub const RESULTS: &str = "ket-qua";
/// Where the window has packages put, below the round.
pub const PACKAGES: &str = "luu-tru";
/// Where a command puts the results of a round by itself, below the folder that it is started in.
const REPORTS: &str = "reports";

/// As much of a `results.json` as tells of which files it comes.
#[derive(Deserialize)]
struct Document {
    round: OfRound,
    #[serde(default)]
    files: Vec<Input>,
}

#[derive(Deserialize)]
struct OfRound {
    id: String,
    year: i32,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Input {
    file: String,
    sha256: String,
}

/// Whether a file is one to hand out: neither one that was kept aside nor one that a program has
/// put beside an open one. `id` is that of the round.
pub fn is_to_send(name: &str, id: &str) -> bool {
    !name.starts_with('.') && !read::is_temporary(name) && !is_kept_aside(name, id)
}

/// What is there of the round in `folder`, whose results are written to `reports` now.
pub fn out_files(folder: &Path, reports: &Path, results: &Results) -> OutFiles {
    let id = &results.round.id;
    let forms = read::names_in(&folder.join(evidence::FOLDER));
    let is_form = |name: &&String| name.to_lowercase().ends_with(".xlsx") && is_to_send(name, id);
    let found = written_files(folder, reports, id);
    let is_package = |path: &&PathBuf| path.to_string_lossy().ends_with(seal::END);
    let (packages, documents): (Vec<_>, Vec<_>) = found.iter().partition(is_package);
    // Results of these very files count before others.
    let written = documents.into_iter().filter_map(|path| written(path, results));
    OutFiles {
        forms: forms.iter().filter(is_form).count(),
        results: written.max_by_key(|written| written.of_these_inputs),
        packages: sealed(folder, &packages, results),
    }
}

/// The files that tell what has been written for a round: documents of results and packages, where
/// window and commands put them.
pub fn written_files(folder: &Path, reports: &Path, id: &str) -> Vec<PathBuf> {
    let above = folder.parent();
    let by_command = [Some(folder), above].into_iter().flatten();
    let by_command = by_command.map(|started| started.join(REPORTS).join(id));
    let of_results: BTreeSet<PathBuf> =
        by_command.chain([reports.to_path_buf(), folder.join(RESULTS)]).collect();
    let beside = reports.parent().filter(|parent| !parent.as_os_str().is_empty());
    let places = [Some(folder), Some(reports), beside].into_iter().flatten().map(Path::to_path_buf);
    let places: BTreeSet<PathBuf> = places.chain([folder.join(PACKAGES)]).collect();
    let own = format!("{id}-");
    let is_own = |name: &String| name.starts_with(&own) && name.ends_with(seal::END);
    let mut seen = BTreeSet::new();
    let packages = places.iter().flat_map(|place| {
        let names = read::names_in(place).into_iter().filter(is_own);
        names.map(|name| (name.clone(), place.join(name))).collect::<Vec<_>>()
    });
    // A package that stands in two places is one.
    let packages = packages.filter(|(name, _)| seen.insert(name.clone())).map(|(_, path)| path);
    let packages: Vec<PathBuf> = packages.collect();
    of_results.into_iter().map(|place| place.join(json::FILE)).chain(packages).collect()
}

fn written(document: &Path, results: &Results) -> Option<Written> {
    let bytes = read::bytes(document, json::FILE).ok()?;
    let document: Document = serde_json::from_slice(&bytes).ok()?;
    let own = &results.round;
    if document.round.id != own.id || document.round.year != own.year {
        return None;
    }
    let then: BTreeSet<Input> = document.files.into_iter().collect();
    let now = results.ledger.files.iter();
    let now = now.map(|one| Input { file: one.file.to_string(), sha256: one.sha256.clone() });
    Some(Written { of_these_inputs: then == now.collect() })
}

fn sealed(folder: &Path, packages: &[&PathBuf], results: &Results) -> Packages {
    let looked = packages.iter().map(|file| seal::differing_inputs(file, folder, results));
    let changed = looked.filter_map(|found| Some(found.ok()?.len())).min();
    Packages { count: packages.len(), changed }
}
