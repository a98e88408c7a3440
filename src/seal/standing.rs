//! Whether a package still holds a round as it stands: for the last step of the year.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use super::inputs::END;
use super::inputs::{EMPTY, inputs};
use super::layout::{INPUTS, Layout};
use super::manifest::Part;
use super::unpack::list;
use crate::problem::Problems;
use crate::read;
use crate::results::Results;

/// The packages that stand in a folder, by name.
pub fn packages(folder: &Path) -> Vec<PathBuf> {
    let files = read::below(folder, "").into_iter();
    let here = files.filter(|file| file.shown.ends_with(END) && !file.shown.contains('/'));
    here.map(|file| file.path).collect()
}

/// The inputs of the round that are others than in the package, by their names in it; none when it
/// still holds the round as it stands. Answers that went in without personal columns are not
/// compared. `folder` is that of the round.
///
/// # Errors
/// The package cannot be read.
pub fn differing_inputs(
    package: &Path,
    folder: &Path,
    results: &Results,
) -> Result<Vec<String>, Problems> {
    let manifest = list(package)?;
    let now = inputs(folder, results);
    let Ok(layout) = Layout::of(now.iter().map(|(shown, _)| shown.as_str())) else {
        return Ok(Vec::new());
    };
    let mut all: BTreeMap<String, [Option<String>; 2]> = BTreeMap::new();
    let is_input = |part: &Part| part.file.starts_with(INPUTS) && !part.file.ends_with(EMPTY);
    let sealed = manifest.parts.into_iter().filter(is_input);
    for part in sealed {
        all.entry(part.file).or_default()[0] = Some(part.sha256);
    }
    let read = |shown: &str| results.ledger.file(shown).map(|file| file.sha256.clone());
    for (shown, path) in &now {
        let hash = read(shown).or_else(|| Some(read::sha256(&read::bytes(path, shown).ok()?)));
        all.entry(layout.place(shown)).or_default()[1] = hash;
    }
    if manifest.proof {
        // What the run does not read went in too.
        all.retain(|_, [_, now]| now.is_some());
    }
    if !manifest.personal {
        let answers = results.surveys.iter().flat_map(|survey| &survey.fieldwork.files);
        answers.for_each(|(file, _)| drop(all.remove(&layout.place(file))));
    }
    let differ = all.into_iter().filter(|(_, [sealed, now])| sealed != now);
    Ok(differ.map(|(file, _)| file).collect())
}
