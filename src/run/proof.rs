//! The register of proof of a round: its folders listed, every file hashed once.

use std::path::Path;

use rayon::prelude::*;

use super::materials::Materials;
use super::progress::Progress;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::proof::{ProofFile, Register, nature, place_of, problems, root_of};
use crate::read::{self, hashed};
use crate::results::Results;
use crate::round::Round;

/// Reads and scores the round, and holds what it names as proof against what is there.
///
/// # Errors
/// The round cannot be used, or a file of proof cannot be read; the problems say why.
pub fn proof(path: &Path, progress: &dyn Progress) -> Result<(Results, Register), Problems> {
    let materials = Materials::read(path, progress)?;
    let files = files(materials.folder(), materials.round())?;
    let (results, _) = materials.assess(progress);
    let mut register = Register::new(&results, &materials.collected().evidence, files);
    register.problems = problems(&results.round, &register);
    Ok((results, register))
}

/// Every file of proof, by name.
fn files(folder: &Path, round: &Round) -> Result<Vec<ProofFile>, Problems> {
    let mut roots: Vec<String> = round.proof.iter().map(|pattern| root_of(pattern)).collect();
    roots.sort();
    roots.dedup();
    let mut found: Vec<_> = roots
        .iter()
        .flat_map(|root| read::below(&folder.join(root), &format!("{root}/")))
        .filter(|file| !read::is_temporary(file.shown.rsplit('/').next().unwrap_or_default()))
        .collect();
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    found.dedup_by(|a, b| a.shown == b.shown);
    let all: Vec<Result<ProofFile, Problem>> =
        found.par_iter().map(|file| proof_file(round, &file.path, &file.shown)).collect();
    let (mut files, mut problems) = (Vec::new(), Problems::default());
    for file in all {
        match file {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn proof_file(round: &Round, path: &Path, shown: &str) -> Result<ProofFile, Problem> {
    let (size, head, sha256) = hashed(path).map_err(|error| {
        Problem::new(&kinds::files::FILE_DENIED, Place::file(shown)).with("detail", error)
    })?;
    // The folder that says most of it.
    let places = round.proof.iter().filter_map(|pattern| place_of(round, pattern, shown));
    let said = |(unit, code): &(Option<usize>, Option<_>)| (unit.is_some(), code.is_some());
    let (unit, code) = places.max_by_key(said).unwrap_or_default();
    let nature = nature(shown, size, &head);
    Ok(ProofFile { shown: shown.to_string(), size, sha256, nature, unit, code })
}
