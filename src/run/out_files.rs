//! What the program has written for a round: forms, results, packages.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::forms::evidence;
use crate::read;
use crate::results::Results;
use crate::steps::{OutFiles, Written};

const RESULTS: &str = "results.json";
const PACKAGE: &str = ".parindex.zip";

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

/// What is there of the round in `folder`, whose results stand in `reports`.
pub fn out_files(folder: &Path, reports: &Path, results: &Results) -> OutFiles {
    let is_form = |name: &String| {
        let name = name.to_lowercase();
        name.ends_with(".xlsx") && !name.contains("-cu-") && !read::is_temporary(&name)
    };
    let forms =
        read::names_in(&folder.join(evidence::FOLDER)).iter().filter(|name| is_form(name)).count();
    let id = format!("{}-", results.round.id);
    let is_package = |name: &String| name.starts_with(&id) && name.ends_with(PACKAGE);
    let beside = reports.parent().filter(|parent| !parent.as_os_str().is_empty());
    let places: BTreeSet<&Path> =
        [Some(folder), Some(reports), beside].into_iter().flatten().collect();
    let names = places.into_iter().flat_map(read::names_in);
    let packages: BTreeSet<String> = names.filter(is_package).collect();
    OutFiles { forms, results: written(reports, results), packages: packages.len() }
}

fn written(reports: &Path, results: &Results) -> Option<Written> {
    let bytes = read::bytes(&reports.join(RESULTS), RESULTS).ok()?;
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
