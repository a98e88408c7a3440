//! Where the files of a run wait until all of them are there, and how they take their places:
//! all of them or none, even when the run is killed in between.
#![allow(clippy::disallowed_methods, reason = "files are written in `write`")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::fault::{self, WriteError};
use super::journal::{NEW, OLD, Places, Step, exists, sync_file, sync_folder};

/// Stands in the output folder while a run writes there; what is left of a run that was ended
/// in the middle, the next run finishes, takes back or removes.
pub(super) const FOLDER: &str = ".dang-ghi";
const LOCK: &str = "khoa";

/// What must go when the program is interrupted. Held while files take their places: an
/// interruption waits for that.
static OPEN: Mutex<Vec<Traces>> = Mutex::new(Vec::new());

/// What a run leaves on the disk before its files take their places.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Traces {
    staging: PathBuf,
    /// Folders that the run made, the innermost first.
    made: Vec<PathBuf>,
}

#[derive(Debug)]
pub(super) struct Staging {
    places: Places,
    new_files: PathBuf,
    /// The output folder as messages name it.
    shown: PathBuf,
    traces: Traces,
    /// Held as long as the run writes; the system lets go of it when the run is ended.
    lock: Option<File>,
    /// Neither done nor taken back: the next run must find it.
    unfinished: Mutex<bool>,
}

/// What became of a set of files that an ended run had begun to put in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovered {
    /// The new files stand in their places.
    Forward,
    /// The earlier files do.
    Back,
}

/// Finishes or takes back what a run began that was ended in the middle; `None` when there is
/// nothing of the kind, or another run is at it.
///
/// # Errors
/// Neither can be done now.
pub fn recover(output: &Path) -> Result<Option<Recovered>, WriteError> {
    let staging = output.join(FOLDER);
    if !staging.is_dir() || is_link(&staging) {
        return Ok(None);
    }
    let places = Places { output: output.to_path_buf(), staging };
    let failed = |error: &io::Error| at_folder(output, error);
    let lock = OpenOptions::new().write(true).open(places.staging.join(LOCK));
    let Ok(lock) = lock else { return Ok(None) };
    if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
        return Ok(None);
    }
    let recovered = finish(&places).map_err(|e| failed(&e))?;
    remove_staging(&places.staging);
    drop(lock);
    remove_lock(&places.staging);
    Ok(recovered)
}

/// Removes what unfinished runs of this process have left: it was interrupted. Waits until
/// files that are about to take their places have done so.
pub fn abandon() {
    let open = open();
    open.iter().for_each(Traces::clear);
}

impl Traces {
    fn clear(&self) {
        // Writers may still be at it.
        for _ in 0..3 {
            remove_staging(&self.staging);
            remove_lock(&self.staging);
        }
        self.made.iter().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

fn open() -> MutexGuard<'static, Vec<Traces>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn at_folder(output: &Path, error: &io::Error) -> WriteError {
    WriteError::new(fault::Step::Create, &output.display().to_string(), error)
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// Rolls what was begun forward, or back when that cannot be.
fn finish(places: &Places) -> io::Result<Option<Recovered>> {
    let Some(steps) = places.begun()? else { return Ok(None) };
    let mut failed = None;
    for step in &steps {
        if let Err(error) = places.apply(step) {
            failed = Some(error);
            break;
        }
    }
    let recovered = match failed {
        None => Recovered::Forward,
        Some(_) => {
            take_back(places, &steps)?;
            Recovered::Back
        }
    };
    places.sync(&steps);
    places.end()?;
    Ok(Some(recovered))
}

/// # Errors
/// The first step that cannot be taken back; the others are.
fn take_back(places: &Places, steps: &[Step]) -> io::Result<()> {
    let mut all = Ok(());
    for step in steps.iter().rev() {
        let undone = places.undo(step);
        all = all.and(undone);
    }
    all
}

/// All but the lock; a file of another hand stays, and its folder.
fn remove_staging(staging: &Path) {
    for folder in [NEW, OLD] {
        let _ = fs::remove_dir_all(staging.join(folder));
    }
    let _ = fs::remove_file(staging.join("nhat-ky.tmp"));
}

fn remove_lock(staging: &Path) {
    let _ = fs::remove_file(staging.join(LOCK));
    let _ = fs::remove_dir(staging);
}

impl Staging {
    /// The output folder is made with its parents when it is not there.
    ///
    /// # Errors
    /// Another run that writes into the same folder; no right to write there; a link in place
    /// of a folder of ours.
    pub(super) fn new(output: &Path) -> Result<Staging, WriteError> {
        let failed = |error: &io::Error| at_folder(output, error);
        let mut made: Vec<PathBuf> = Vec::new();
        make_folder(output, &mut made).map_err(|e| failed(&e))?;
        let whole = fs::canonicalize(output).map_err(|e| failed(&e))?;
        let staging = whole.join(FOLDER);
        if is_link(&staging) || is_link(&staging.join(LOCK)) {
            let error = io::Error::other(
                "thư mục .dang-ghi ở đây là liên kết tới nơi khác; hãy xóa liên kết này (a link)",
            );
            return Err(failed(&error));
        }
        fs::create_dir_all(&staging).map_err(|e| failed(&e))?;
        let mut lock = OpenOptions::new();
        let lock = lock.write(true).create(true).truncate(false);
        let lock = lock.open(staging.join(LOCK)).map_err(|e| failed(&e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(WriteError::busy(output)),
            // Some network drives have no locks: then nobody can be asked.
            Err(fs::TryLockError::Error(_)) => {}
        }
        let places = Places { output: whole, staging: staging.clone() };
        finish(&places).map_err(|e| failed(&e))?;
        remove_staging(&staging);
        let traces = Traces { staging, made };
        open().push(traces.clone());
        let new_files = places.staging.join(NEW);
        let unfinished = Mutex::new(false);
        let shown = output.to_path_buf();
        let made = Staging { places, new_files, shown, traces, lock: Some(lock), unfinished };
        fs::create_dir_all(&made.new_files).map_err(|e| failed(&e))?;
        Ok(made)
    }

    pub(super) fn new_files(&self) -> &Path {
        &self.new_files
    }

    /// Does the steps, or none of them. Gives the files that were kept, each with its new name.
    pub(super) fn commit(&self, steps: &[Step]) -> Result<Vec<(String, String)>, WriteError> {
        let new = steps.iter().filter(|step| step.new.is_some());
        let new: Vec<&Step> = new.collect();
        let sync = |step: &&Step| {
            let synced = sync_file(&self.new_files.join(&step.file));
            synced.map_err(|e| WriteError::new(fault::Step::Fill, &step.file, &e))
        };
        new.par_iter().try_for_each(sync)?;
        sync_folder(&self.new_files);
        // An interruption waits until all is in place.
        let _held = open();
        let failed = |error: &io::Error| at_folder(&self.shown, error);
        self.places.begin(steps).map_err(|e| failed(&e))?;
        let mut kept = Vec::new();
        for step in steps {
            match self.places.apply(step) {
                Ok(name) => kept.extend(name.map(|name| (step.file.clone(), name))),
                Err(error) => {
                    self.back(steps);
                    return Err(WriteError::new(fault::Step::Replace, &step.file, &error));
                }
            }
        }
        self.places.sync(steps);
        self.places.end().map_err(|e| failed(&e))?;
        Ok(kept)
    }

    /// As if the program were killed here.
    #[cfg(test)]
    pub(super) fn forget(self) {
        *self.unfinished.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    fn back(&self, steps: &[Step]) {
        let back = take_back(&self.places, steps).and_then(|()| self.places.end());
        *self.unfinished.lock().unwrap_or_else(PoisonError::into_inner) = back.is_err();
    }
}

/// Makes a folder and its parents, and notes which.
fn make_folder(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing = folder.ancestors().take_while(|path| !path.as_os_str().is_empty());
    made.extend(missing.take_while(|path| !exists(path)).map(Path::to_path_buf));
    match fs::create_dir_all(folder) {
        // Of a file that stands in the way, the system says no more than that.
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(ErrorKind::NotADirectory.into()),
        done => done,
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let unfinished = *self.unfinished.lock().unwrap_or_else(PoisonError::into_inner);
        if !unfinished {
            remove_staging(&self.places.staging);
        }
        drop(self.lock.take());
        if !unfinished {
            remove_lock(&self.places.staging);
            // Nothing came of the run.
            self.traces.made.iter().for_each(|folder| drop(fs::remove_dir(folder)));
        }
        let mut open = open();
        if let Some(at) = open.iter().position(|traces| *traces == self.traces) {
            open.swap_remove(at);
        }
    }
}

#[cfg(test)]
#[path = "staging_tests.rs"]
mod tests;
