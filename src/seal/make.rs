//! A round goes in, a package comes out. The outputs in it are those of a run over the copy that
//! the package holds, and the copy is held to give what the round itself gives.

use std::path::Path;

use super::copy::{Copied, copy};
use super::inputs::{self, END, Source};
use super::layout::{CERTIFICATE, MANIFEST, OUTPUTS};
use super::manifest::{Manifest, Part, RoundHead, SCHEMA};
use super::personal::{self, Veil};
use super::{day, outputs};
use crate::problem::kinds::package as kinds;
use crate::problem::{Place, Problem, Problems};
use crate::read;
use crate::report::papers::Sealing;
use crate::results::Results;
use crate::run::{Progress, assess_whole};
use crate::terms::{Date, Lang};
use crate::write::archive;
use crate::write::docx::certificate;
use crate::write::json::write_results;

/// What is to be sealed, and how.
pub struct Order<'a> {
    /// The folder of the round, or its file.
    pub round: &'a Path,
    /// Files that the run does not read go in too.
    pub proof: bool,
    /// Personal columns of surveys go in too.
    pub personal: bool,
    /// The day that the package bears, where it is not the round's own.
    pub day: Option<Date>,
    pub lang: Lang,
}

/// A package.
pub struct Sealed {
    /// `hoa-thanh-2020-2021-01-05.parindex.zip`
    pub name: String,
    pub bytes: Vec<u8>,
    pub manifest: Manifest,
    /// Of the inputs, as a run tells them.
    pub found: Problems,
}

/// Makes the package of a round.
///
/// # Errors
/// The round cannot be run; something in it cannot be packed; a copy of it would not give the
/// same results.
pub fn seal(order: &Order<'_>, progress: &dyn Progress) -> Result<Sealed, Problems> {
    let (assessment, found) = assess_whole(order.round, progress);
    let Some(assessment) = assessment else { return Err(found) };
    let original = assessment.results;
    let sources = inputs::of(&assessment.folder, &original, order.proof);
    let (copied, results) =
        match copy_of(&sources, &assessment.folder, (&original, order), progress) {
            // Something that was left out is looked at after all.
            Err(_) if sources.iter().any(|source| !source.kept) => {
                let all = inputs::of(&assessment.folder, &original, true);
                copy_of(&all, &assessment.folder, (&original, order), progress)?
            }
            made => made?,
        };
    let mut made = Vec::new();
    outputs::each(&results, order.lang, progress, &mut |file, bytes| made.push((file, bytes)))?;
    let day = order.day.unwrap_or_else(|| day::of(&results));
    let mut manifest = list(&copied, &made, &results, (order, day));
    let paper = certificate(&results, &manifest.sealing(day)).map_err(|e| e.problem())?;
    manifest.certificate = Some(Part::of(CERTIFICATE, &paper));
    let bytes = pack(&copied, &made, &paper, &manifest)?;
    let name = format!("{}-{day}{END}", results.round.id);
    Ok(Sealed { name, bytes, manifest, found })
}

/// The copy, and what it comes to.
fn copy_of(
    sources: &[Source],
    folder: &Path,
    (original, order): (&Results, &Order<'_>),
    progress: &dyn Progress,
) -> Result<(Copied, Results), Problems> {
    let veil = Veil::of(original);
    let change = |source: &Source, bytes: Vec<u8>| match order.personal {
        true => Ok(bytes),
        false => veil.take(source, bytes),
    };
    let empty = inputs::empty_folders(folder, original, sources);
    let copied = copy(sources, &empty, &original.round.file, &change)?;
    let (assessment, found) = assess_whole(&copied.round_path(), progress);
    let Some(assessment) = assessment else { return Err(found) };
    let results = assessment.results;
    let differs = match order.personal {
        true => first_difference(original, &results, order.lang),
        false => personal::difference(original, &results),
    };
    match differs {
        None => Ok((copied, results)),
        Some(detail) => {
            let place = Place::file(original.round.file.as_ref());
            Err(Problem::new(&kinds::DIFFERS, place).with("detail", detail).into())
        }
    }
}

/// The first line in which two runs differ, cut short; `None` when their results are the same
/// bytes.
fn first_difference(a: &Results, b: &Results, lang: Lang) -> Option<String> {
    let text = |results: &Results| {
        let mut bytes = Vec::new();
        // Into memory nothing fails.
        let _ = write_results(results, &mut bytes, lang);
        bytes
    };
    let (a, b) = (text(a), text(b));
    if a == b {
        return None;
    }
    let lines = |bytes: &[u8]| -> Vec<String> {
        String::from_utf8_lossy(bytes).lines().map(str::to_string).collect()
    };
    let (a, b) = (lines(&a), lines(&b));
    let at = a.iter().zip(&b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
    let line = b.get(at).or(a.get(at)).cloned().unwrap_or_default();
    Some(line.chars().take(200).collect())
}

fn list(
    copied: &Copied,
    made: &[(String, Vec<u8>)],
    results: &Results,
    (order, day): (&Order<'_>, Date),
) -> Manifest {
    let mut parts = copied.parts.clone();
    parts.extend(made.iter().map(|(file, bytes)| Part::of(file.as_str(), bytes)));
    parts.sort();
    let mut left_out = copied.left_out.clone();
    left_out.sort();
    let round = &results.round;
    let manifest = Manifest {
        schema: SCHEMA.to_string(),
        program: results.program.clone(),
        round: RoundHead {
            id: round.id.clone(),
            year: round.year,
            title: round.title.clone(),
            file: copied.round.clone(),
        },
        day: day.to_string(),
        lang: order.lang,
        proof: order.proof,
        personal: order.personal,
        parts,
        left_out,
        seal: String::new(),
        certificate: None,
    };
    manifest.sealed()
}

impl Manifest {
    /// What the certificate says of the package.
    pub(super) fn sealing(&self, day: Date) -> Sealing<'_> {
        let outputs = format!("{OUTPUTS}/");
        let outputs = self.parts.iter().filter(|part| part.file.starts_with(&outputs)).count();
        Sealing {
            file: format!("{}-{day}{END}", self.round.id),
            seal: &self.seal,
            day,
            inputs: self.parts.len() - outputs,
            outputs,
            left_out: self.left_out.len(),
            proof: self.proof,
            personal: self.personal,
        }
    }
}

/// A zip file holds no more.
const LARGEST: u64 = 2 << 30;

fn pack(
    copied: &Copied,
    made: &[(String, Vec<u8>)],
    paper: &[u8],
    manifest: &Manifest,
) -> Result<Vec<u8>, Problems> {
    let size: u64 = manifest.files().map(|part| part.size).sum();
    if size > LARGEST || manifest.parts.len() > usize::from(u16::MAX) - 2 {
        let (mb, parts) = (size >> 20, manifest.parts.len());
        let vi = format!("{parts} tệp, {mb} MB; tối đa 65.533 tệp, {} MB", LARGEST >> 20);
        let en = format!("{parts} files, {mb} MB; at most 65,533 files, {} MB", LARGEST >> 20);
        let place = Place::file(manifest.round.id.as_str());
        return Err(Problem::new(&kinds::LARGE, place).said("detail", vi, en).into());
    }
    let bytes_of = |part: &Part| match made.iter().find(|(file, _)| *file == part.file) {
        Some((_, bytes)) => Ok(bytes.clone()),
        // Of an empty folder there is a mark and no file.
        None if part.size == 0 => Ok(Vec::new()),
        None => read::bytes(&copied.folder.folder().join(&part.file), &part.file)
            .map_err(|problem| std::io::Error::other(problem.message(Lang::Vi))),
    };
    let own = [(MANIFEST, Ok(manifest.bytes())), (CERTIFICATE, Ok(paper.to_vec()))];
    let parts = manifest.parts.iter().map(|part| (part.file.as_str(), bytes_of(part)));
    archive(own.into_iter().chain(parts)).map_err(|error| {
        let place = Place::file(manifest.round.id.as_str());
        let detail = error.to_string();
        Problem::new(&kinds::LARGE, place).with("detail", detail).into()
    })
}
