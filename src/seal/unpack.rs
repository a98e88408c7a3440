//! A package unpacked into a temporary folder, part by part, each held against the manifest.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::inputs::EMPTY;
use super::layout::{MANIFEST, OUTPUTS};
use super::manifest::{Fault, Manifest, Part, SCHEMA};
use crate::problem::kinds::package as kinds;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::read::{self, Archive};
use crate::write::Unpacked;

/// A manifest is no larger.
const LARGEST_LIST: u64 = 64 << 20;

/// A package in a folder of its own; both go when it is dropped.
#[derive(Debug)]
pub struct Opened {
    pub folder: Unpacked,
    pub manifest: Manifest,
}

impl Opened {
    /// The round's file, to be run.
    pub fn round(&self) -> PathBuf {
        self.folder.folder().join(&self.manifest.round.file)
    }

    /// The results as they were sealed.
    pub fn results(&self) -> PathBuf {
        self.folder.folder().join(OUTPUTS).join(crate::write::json::FILE)
    }
}

/// Whether the path is a package by its name: a zip file and no folder.
pub fn is_package(path: &Path) -> bool {
    let is_zip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    is_zip && path.is_file()
}

/// Opens a package read-only. Only one that is just what was sealed is opened.
///
/// # Errors
/// Whatever is wrong with it.
pub fn open(path: &Path) -> Result<Opened, Problems> {
    let shown = path.display().to_string();
    let unpacked = unpack(path, &shown)?;
    match unpacked.faults.is_empty() {
        true => Ok(unpacked.opened),
        false => Err(unpacked.faults.into_iter().map(|fault| fault.problem(&shown)).collect()),
    }
}

/// What is wrong with a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PartFault {
    Changed(String),
    Missing(String),
    Added(String),
    /// All parts are whole, the file is not.
    Frame,
}

impl PartFault {
    pub(super) fn problem(&self, shown: &str) -> Problem {
        let (kind, part): (&Kind, &str) = match self {
            PartFault::Changed(part) => (&kinds::CHANGED, part),
            PartFault::Missing(part) => (&kinds::MISSING, part),
            PartFault::Added(part) => (&kinds::ADDED, part),
            PartFault::Frame => (&kinds::FRAME, ""),
        };
        Problem::new(kind, Place::file(shown)).with("part", part)
    }
}

pub(super) struct Looked {
    pub opened: Opened,
    pub faults: Vec<PartFault>,
}

/// Unpacks a package, whatever became of its parts.
///
/// # Errors
/// It is none, its manifest is not to be trusted, or it must not be unpacked.
pub(super) fn unpack(path: &Path, shown: &str) -> Result<Looked, Problem> {
    let mut archive = Archive::open(path, shown)?;
    let manifest = manifest_of(&mut archive, shown)?;
    check_names(&manifest, shown)?;
    let mut folder = Unpacked::new().map_err(|error| super::copy::unwritten(shown, &error))?;
    let mut faults = Vec::new();
    for part in manifest.files() {
        let Some(at) = archive.position(&part.file) else {
            faults.push(PartFault::Missing(part.file.clone()));
            continue;
        };
        if part.file.ends_with(EMPTY) && part.size == 0 {
            let made = folder.make_folder_of(&part.file);
            made.map_err(|error| super::copy::unwritten(&part.file, &error))?;
            let is_empty = archive.part(at, &mut std::io::sink()).is_ok_and(|(size, _)| size == 0);
            faults.extend((!is_empty).then(|| PartFault::Changed(part.file.clone())));
            continue;
        }
        let file = folder.create(&part.file);
        let mut file = file.map_err(|error| super::copy::unwritten(&part.file, &error))?;
        let found = archive.part(at, &mut file);
        let flushed = file.flush();
        drop(file);
        folder.lock(&part.file);
        let same = found.is_ok_and(|(size, hash)| size == part.size && hash == part.sha256);
        if !same || flushed.is_err() {
            faults.push(PartFault::Changed(part.file.clone()));
        }
    }
    let listed: BTreeSet<&str> = manifest.files().map(|part| part.file.as_str()).collect();
    let added =
        archive.names.iter().filter(|name| *name != MANIFEST && !listed.contains(name.as_str()));
    faults.extend(added.cloned().map(PartFault::Added));
    for part in &manifest.left_out {
        folder.put(&part.file, b"").map_err(|error| super::copy::unwritten(&part.file, &error))?;
        folder.lock(&part.file);
    }
    if faults.is_empty() && !archive.is_whole {
        faults.push(PartFault::Frame);
    }
    Ok(Looked { opened: Opened { folder, manifest }, faults })
}

/// The list of a package alone; nothing is unpacked.
///
/// # Errors
/// It is no package, or its list is not to be trusted.
pub(super) fn list(path: &Path) -> Result<Manifest, Problem> {
    let shown = path.display().to_string();
    manifest_of(&mut Archive::open(path, &shown)?, &shown)
}

fn manifest_of(archive: &mut Archive, shown: &str) -> Result<Manifest, Problem> {
    let problem = |kind| Problem::new(kind, Place::file(shown));
    let Some(at) = archive.position(MANIFEST) else {
        return Err(problem(&kinds::NOT_ONE).said(
            "detail",
            "không có manifest.json",
            "it has no manifest.json",
        ));
    };
    let mut bytes = Limited(Vec::new());
    archive
        .part(at, &mut bytes)
        .map_err(|detail| problem(&kinds::MANIFEST).with("detail", detail))?;
    Manifest::from_bytes(&bytes.0).map_err(|fault| match fault {
        Fault::Schema(found) => problem(&kinds::SCHEMA).with("found", found).with("known", SCHEMA),
        Fault::Changed(vi, en) => problem(&kinds::MANIFEST).said("detail", vi, en),
    })
}

/// Nothing may be written outside the folder, and nothing twice.
fn check_names(manifest: &Manifest, shown: &str) -> Result<(), Problem> {
    let all = || manifest.files().chain(&manifest.left_out);
    let problem = |kind, part: &str| Problem::new(kind, Place::file(shown)).with("part", part);
    let mut seen = BTreeSet::new();
    for Part { file, .. } in all() {
        if let Some((vi, en)) = read::fault_of_name(file) {
            return Err(problem(&kinds::PART, file).said("why", vi, en));
        }
        if !seen.insert(crate::text::composed(file).to_lowercase()) {
            return Err(problem(&kinds::TWICE, file));
        }
    }
    let round = &manifest.round.file;
    match manifest.parts.iter().any(|part| part.file == *round) {
        true => Ok(()),
        false => Err(problem(&kinds::MISSING, round)),
    }
}

/// Bytes up to a limit.
struct Limited(Vec<u8>);

impl std::io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() as u64 + bytes.len() as u64 > LARGEST_LIST {
            return Err(std::io::Error::other("manifest.json quá lớn (too large)"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
