//! Whether a package is what was sealed: every part hashed, the round in it run again, every byte
//! of the outputs compared.

use std::collections::BTreeMap;
use std::path::Path;

use super::layout::{CERTIFICATE, INPUTS};
use super::manifest::{Manifest, Part};
use super::outputs;
use super::unpack::{Opened, PartFault, unpack};
use crate::problem::kinds::package as kinds;
use crate::problem::{Place, Problem, Problems};
use crate::run::{Progress, assess_whole};
use crate::terms::Date;
use crate::write::docx::certificate;

/// What became of a package.
#[derive(Debug, Default)]
pub struct Verdict {
    /// As far as it could be read.
    pub manifest: Option<Manifest>,
    pub changed: Vec<String>,
    pub missing: Vec<String>,
    pub added: Vec<String>,
    /// Outputs that another run over the inputs gives otherwise.
    pub rerun: Vec<String>,
    /// The version of this program.
    pub program: String,
    /// Whether the inputs were run again.
    pub was_run: bool,
    /// All of the above in words, and whatever kept it from being read.
    pub problems: Problems,
}

impl Verdict {
    /// Whether it is just what was sealed, and gives just what it says.
    pub fn is_sound(&self) -> bool {
        !self.problems.has_errors() && self.was_run
    }
}

/// Looks at the package at `path`.
pub fn verify(path: &Path, progress: &dyn Progress) -> Verdict {
    let shown = path.display().to_string();
    let mut verdict = Verdict { program: crate::run::program(), ..Verdict::default() };
    let looked = match unpack(path, &shown) {
        Ok(looked) => looked,
        Err(problem) => {
            verdict.problems.push(problem);
            return verdict;
        }
    };
    let manifest = &looked.opened.manifest;
    if manifest.program != verdict.program {
        let problem = Problem::new(&kinds::PROGRAM, Place::file(shown.as_str()));
        let problem = problem.with("found", &manifest.program).with("own", &verdict.program);
        verdict.problems.push(problem);
    }
    for fault in &looked.faults {
        verdict.problems.push(fault.problem(&shown));
        match fault {
            PartFault::Changed(part) => verdict.changed.push(part.clone()),
            PartFault::Missing(part) => verdict.missing.push(part.clone()),
            PartFault::Added(part) => verdict.added.push(part.clone()),
            PartFault::Frame => verdict.changed.push("(zip)".to_string()),
        }
    }
    let inputs = format!("{INPUTS}/");
    let spoilt = verdict.changed.iter().chain(&verdict.missing);
    if !spoilt.into_iter().any(|part| part.starts_with(&inputs)) {
        run_again(&looked.opened, &shown, progress, &mut verdict);
    }
    verdict.manifest = Some(looked.opened.manifest);
    verdict
}

fn run_again(opened: &Opened, shown: &str, progress: &dyn Progress, verdict: &mut Verdict) {
    match made_again(opened, progress) {
        Err(problems) => verdict.problems.extend(problems),
        Ok(made) => {
            verdict.was_run = true;
            verdict.rerun = differing(&opened.manifest, &made);
            for part in &verdict.rerun {
                let problem = Problem::new(&kinds::RERUN, Place::file(shown)).with("part", part);
                verdict.problems.push(problem);
            }
        }
    }
}

/// What the inputs give now, as parts of a package.
fn made_again(opened: &Opened, progress: &dyn Progress) -> Result<Vec<Part>, Problems> {
    let (assessment, found) = assess_whole(&opened.round(), progress);
    let Some(assessment) = assessment else { return Err(found) };
    let results = assessment.results;
    let manifest = &opened.manifest;
    let mut made = Vec::new();
    outputs::each(&results, manifest.lang, progress, &mut |file, bytes| {
        made.push(Part::of(file, &bytes));
    })?;
    if let Ok(day) = Date::parse_from_str(&manifest.day, "%Y-%m-%d") {
        let paper = certificate(&results, &manifest.sealing(day)).map_err(|e| e.problem())?;
        made.push(Part::of(CERTIFICATE, &paper));
    }
    Ok(made)
}

/// The names of outputs that are not the same in both.
fn differing(manifest: &Manifest, made: &[Part]) -> Vec<String> {
    let inputs = format!("{INPUTS}/");
    let mut all: BTreeMap<&str, [Option<&str>; 2]> = BTreeMap::new();
    for part in manifest.files().filter(|part| !part.file.starts_with(&inputs)) {
        all.entry(&part.file).or_default()[0] = Some(&part.sha256);
    }
    for part in made {
        all.entry(&part.file).or_default()[1] = Some(&part.sha256);
    }
    let differ = all.into_iter().filter(|(_, [sealed, now])| sealed != now);
    differ.map(|(file, _)| file.to_string()).collect()
}
