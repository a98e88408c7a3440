//! The only place that puts bytes on disk: into one folder, all files of a run or none.
//!
//! The files wait until the last one is written, so that an earlier result stays as a whole when
//! the disk is full or a file is open elsewhere. Only what an earlier run wrote, and nobody has
//! changed since, is replaced or removed; anything else is kept under another name.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::fault::Step as Stage;
pub use super::fault::WriteError;
use super::hashed::{Hashed, stays_inside};
pub use super::journal::is_kept_aside;
use super::journal::{Step, aside, exists, sync_file};
use super::other_round::{OtherRound, Staying};
pub(crate) use super::record::RECORD;
pub use super::record::{Owner, Written};
use super::record::{Record, hash_of};
pub use super::renew::Renew;
use super::sinks::safe_name;
use super::staging::Staging;
pub use super::staging::{Recovered, abandon, recover};
use crate::problem::kinds::output;
use crate::problem::{Place, Problem};

/// Why results of this owner do not go into the folder without force; `None` when they do.
pub fn refused_round(folder: &Path, here: &Owner, force: bool) -> Option<WriteError> {
    let there = Record::read(folder).owner.filter(|there| !force && !here.is_same(there))?;
    Some(WriteError::other_round(folder, &there.named(), &here.named()))
}

/// Whether a file still is what a run of this program wrote there; `None` where no run has noted
/// it.
pub fn is_as_written(path: &Path) -> Option<bool> {
    let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
    if !folder.join(RECORD).exists() {
        return None;
    }
    let record = Record::read(folder);
    record.get(name)?;
    let hash = hash_of(path).ok().flatten();
    Some(hash.is_some_and(|hash| record.is_ours(name, &hash)))
}

/// The files of the set to which a `results.json` belongs that stand beside it and are not what
/// was written with it: another run's, or changed. A file that is gone says nothing.
pub fn strange_in_set(path: &Path) -> Vec<String> {
    let Some(folder) = path.parent() else { return Vec::new() };
    let Some(set) = Record::of_results(path) else { return Vec::new() };
    let differs = |one: &&Written| {
        let hash = hash_of(&folder.join(&one.file)).ok().flatten();
        hash.is_some_and(|hash| hash != one.sha256)
    };
    set.files().filter(differs).map(|one| one.file.clone()).collect()
}

/// The output folder of one run.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// What was written so far, by its relative path in lower case.
    written: Mutex<BTreeMap<String, Written>>,
    /// Where the files wait for [`Output::commit`].
    staging: Staging,
    /// A file could not be written: the others are of no use.
    failed: AtomicBool,
    owner: Option<Owner>,
    force: bool,
    renew: Renew,
    /// Where the record stands, and what its names begin with.
    record: (PathBuf, String),
    is_noted: bool,
}

impl Output {
    /// The folder, created with its parents when it is not there. Nothing in it changes before
    /// [`Output::commit`].
    pub fn staged(folder: impl Into<PathBuf>) -> Result<Output, WriteError> {
        let folder = folder.into();
        let staging = Staging::new(&folder)?;
        Ok(Output {
            record: (folder.clone(), String::new()),
            folder,
            written: Mutex::default(),
            staging,
            failed: AtomicBool::new(false),
            owner: None,
            force: false,
            renew: Renew::Nothing,
            is_noted: true,
        })
    }

    /// Whose outputs these are. Those of another round are replaced by `force` alone, and are
    /// kept beside all the same.
    pub fn of(mut self, owner: Owner, force: bool) -> Output {
        self.owner = Some(owner);
        self.force = force;
        self
    }

    pub fn renewing(mut self, renew: Renew) -> Output {
        self.renew = renew;
        self
    }

    /// Nothing is noted: what is written belongs to people from now on.
    pub fn unrecorded(mut self) -> Output {
        self.is_noted = false;
        self
    }

    /// The record stands in another folder, since this one is sent away as it is.
    pub fn recorded_in(mut self, folder: &Path) -> Output {
        let (own, record) = (whole(&self.folder), whole(folder));
        let prefix = match own.strip_prefix(&record).ok().and_then(Path::to_str) {
            Some(inside) => inside.replace('\\', "/"),
            None => {
                // A folder beside the record moves with it; one elsewhere is known by its place.
                let beside = record.parent().and_then(|round| own.strip_prefix(round).ok());
                let named = beside.and_then(Path::to_str).map(|inside| inside.replace('\\', "/"));
                let named = named.map_or_else(
                    || own.to_string_lossy().into_owned(),
                    |inside| format!("../{inside}"),
                );
                format!("ngoai-{}", &crate::read::sha256(named.as_bytes())[..16])
            }
        };
        self.record = (folder.to_path_buf(), format!("{prefix}/"));
        self
    }

    /// Puts every file that was written into its place. When one cannot be, those before it are
    /// taken back and the folder is as it was. Nothing is done when a file could not be written.
    /// Gives what must be told: files of another hand that were kept under other names.
    pub fn commit(&self) -> Result<Vec<Problem>, WriteError> {
        if self.failed.load(Ordering::Relaxed) {
            return Ok(Vec::new());
        }
        let mut record = Record::read(&self.record.0);
        let Plan { mut steps, staying } = self.plan(&mut record)?;
        let own_record = self.record.0 == self.folder;
        if own_record && self.is_noted && self.write_bytes(RECORD, &record.bytes())? {
            let old = hash_at(&self.folder, RECORD)?;
            steps.push(Step { file: RECORD.into(), new: Some(String::new()), ..Step::away(old) });
        }
        if !own_record && !steps.is_empty() {
            // Before the files: a run that is ended in between has noted them.
            record.replacing(Record::read(&self.record.0));
            self.note_elsewhere(&record);
        }
        let kept = if steps.is_empty() { Vec::new() } else { self.staging.commit(&steps)? };
        if !own_record {
            record.done();
            self.note_elsewhere(&record);
        }
        let mut told = self.told(kept);
        told.extend(self.told_of_round(&steps, staying));
        Ok(told)
    }

    /// Writes the record of another folder whole, or leaves it as it was: a round may lie where
    /// nothing can be written. Without it, the next run keeps what it need not.
    fn note_elsewhere(&self, record: &Record) {
        let bytes = record.bytes();
        let place = self.record.0.join(RECORD);
        if fs::read(&place).is_ok_and(|old| old == bytes) {
            return;
        }
        let half = self.record.0.join(format!("{RECORD}.tmp"));
        let written = fs::create_dir_all(&self.record.0)
            .and_then(|()| fs::write(&half, bytes))
            .and_then(|()| sync_file(&half))
            .and_then(|()| fs::rename(&half, &place));
        if written.is_err() {
            let _ = fs::remove_file(&half);
        }
    }

    /// Whether the bytes differ from what stands there; then they wait.
    fn write_bytes(&self, path: &str, bytes: &[u8]) -> Result<bool, WriteError> {
        if fs::read(self.folder.join(path)).is_ok_and(|old| old == bytes) {
            return Ok(false);
        }
        let waiting = self.staging.new_files().join(path);
        fs::write(waiting, bytes).map_err(|e| WriteError::new(Stage::Fill, path, &e))?;
        Ok(true)
    }

    /// What must be done, and what the record says afterwards.
    fn plan(&self, record: &mut Record) -> Result<Plan, WriteError> {
        let beside = self.beside(record)?;
        let written = self.written();
        let (mut steps, mut staying) = (Vec::new(), Staying::default());
        if let Some(beside) = &beside {
            let folder = &*self.folder;
            let leaving = OtherRound { folder, record, written: &written };
            steps = leaving.steps(beside)?;
            staying = leaving.staying();
        }
        for new in written.values() {
            let old = hash_at(&self.folder, &new.file)?;
            let ours = old.as_ref().is_some_and(|hash| record.is_ours(&self.key(&new.file), hash));
            let same = old.as_ref() == Some(&new.sha256);
            if same && beside.is_none() {
                continue;
            }
            let keep = (old.is_some() && !ours && beside.is_none()).then(|| {
                aside(&self.folder, &new.file, &|name| written.contains_key(&name.to_lowercase()))
            });
            steps.push(Step {
                file: new.file.clone(),
                new: Some(new.sha256.clone()),
                keep,
                beside: beside.clone(),
                ..Step::away(old)
            });
        }
        if beside.is_some() {
            *record = Record::default();
        }
        let stale = self.stale(record, &written);
        for file in stale {
            record.forget(&file.file);
            let hash = hash_at(&self.folder, &file.file)?;
            // What someone has changed since is theirs.
            if hash.as_ref() == Some(&file.sha256) {
                steps.push(Step { file: file.file, ..Step::away(hash) });
            }
        }
        for new in written.values() {
            record.add(Written { file: self.key(&new.file), sha256: new.sha256.clone() });
        }
        record.claim(self.owner.as_ref());
        Ok(Plan { steps, staying })
    }

    /// Where the results of another round go that stand here; `None` when none do.
    fn beside(&self, record: &Record) -> Result<Option<String>, WriteError> {
        let (Some(here), Some(there)) = (&self.owner, &record.owner) else { return Ok(None) };
        if here.is_same(there) {
            return Ok(None);
        }
        if let Some(error) = refused_round(&self.folder, here, self.force) {
            return Err(error);
        }
        let folder = whole(&self.folder);
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let numbered = (1u32..).map(|number| format!("{name}-cu-{number}"));
        Ok(numbered.into_iter().find(|name| !exists(&folder.with_file_name(name))))
    }

    /// Files of earlier runs in the folders that this one fills anew, so that a renamed unit
    /// leaves no ghost.
    fn stale(&self, record: &Record, written: &BTreeMap<String, Written>) -> Vec<Written> {
        let gone = record.files().filter(|file| self.renew.fills_anew(&file.file));
        gone.filter(|file| !written.contains_key(&file.file.to_lowercase())).cloned().collect()
    }

    fn told(&self, kept: Vec<(String, String)>) -> Vec<Problem> {
        let shown = |name: &str| self.folder.join(name).display().to_string();
        let told = kept.into_iter().map(|(file, name)| {
            Problem::new(&output::KEPT, Place::file(shown(&file)))
                .with("file", &file)
                .with("kept", name)
        });
        told.collect()
    }

    /// That another round made room, and what of it did not go.
    fn told_of_round(&self, steps: &[Step], staying: Staying) -> Option<Problem> {
        let beside = steps.iter().find_map(|step| step.beside.as_ref())?;
        let folder = self.folder.with_file_name(beside).display().to_string();
        let place = Place::file(self.folder.display().to_string());
        let (vi, en) = staying.words();
        let problem = Problem::new(&output::KEPT_ROUND, place).with("folder", folder);
        Some(problem.said("staying", vi, en))
    }

    /// As if the program were killed here.
    #[cfg(test)]
    pub(super) fn forget(self) {
        self.staging.forget();
    }

    fn key(&self, file: &str) -> String {
        format!("{}{file}", self.record.1)
    }

    /// What was written so far, in the order of the names.
    pub fn set(&self) -> Vec<Written> {
        self.written().values().cloned().collect()
    }

    /// Writes one file whole. `path` is relative to the folder, with `/`; every part of it is
    /// made a safe name, so nothing is ever written outside.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.write_with(path, |out| out.write_all(bytes))
    }

    /// Writes one file whole, piece by piece.
    pub fn write_with(
        &self,
        path: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let parts: Vec<String> = path.split('/').map(safe_name).collect();
        self.put(parts.join("/"), fill)
    }

    /// Writes a file under the very name that a person gave, which stands in the folder itself.
    pub fn write_named(&self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.put(name.to_string(), |out| out.write_all(bytes))
    }

    fn put(
        &self,
        file: String,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        match self.fill(&file, fill) {
            Ok(sha256) => {
                self.written().insert(file.to_lowercase(), Written { file, sha256 });
                Ok(())
            }
            Err(error) => {
                self.failed.store(true, Ordering::Relaxed);
                Err(error)
            }
        }
    }

    /// Fills the file that waits; its SHA-256.
    fn fill(
        &self,
        path: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<String, WriteError> {
        let target = self.staging.new_files().join(path);
        stays_inside(&self.folder, path)?;
        let fail = |step| move |error: &io::Error| WriteError::new(step, path, error);
        let parent = target.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).map_err(|e| fail(Stage::Create)(&e))?;
        let file = fs::File::create(&target).map_err(|e| fail(Stage::Create)(&e))?;
        let mut out = BufWriter::with_capacity(256 * 1024, Hashed { file, hasher: Sha256::new() });
        fill(&mut out).map_err(|e| fail(Stage::Fill)(&e))?;
        let out = out.into_inner().map_err(|e| fail(Stage::Fill)(e.error()))?;
        Ok(crate::read::hex(&out.hasher.finalize()))
    }

    fn written(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Written>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash_at(folder: &Path, file: &str) -> Result<Option<String>, WriteError> {
    hash_of(&folder.join(file)).map_err(|error| WriteError::new(Stage::Replace, file, &error))
}

/// The folder by its full name, as far as it is there: a folder named `.` has a name too.
fn whole(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf())
}

/// What a commit does, and what it leaves of another round.
struct Plan {
    steps: Vec<Step>,
    staying: Staying,
}

#[cfg(test)]
#[path = "files_tests.rs"]
mod tests;
