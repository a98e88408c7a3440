//! What stands in the folder of a round, read and scored: read again whenever a file changes,
//! beside the pages, which show the last reading until the new one is there.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::caught::{Panic, caught};
use crate::forms::appraisal::{Standing, standings};
use crate::forms::board::{Progress as UnitProgress, progress};
use crate::problem::Problems;
use crate::run::{Assessment, Progress, Stage, assess_whole};
use crate::write::html::Body;

/// A page waits so long for a reading before it shows that one goes on.
const PATIENCE: Duration = Duration::from_millis(600);
/// Deeper folders and more files than any round has.
const DEEPEST: usize = 12;

/// One reading of the folder.
pub(crate) struct Snapshot {
    /// Tells this state of the folder from others.
    pub(crate) stamp: u64,
    /// `None` when the round file cannot be used; the problems say why.
    pub(crate) assessment: Option<Assessment>,
    pub(crate) units: Vec<UnitProgress>,
    pub(crate) agencies: Vec<Standing>,
    /// Sorted, worst first.
    pub(crate) problems: Problems,
    /// The leaders' page, once somebody has looked at it; or why it cannot be made.
    pub(crate) leaders: OnceLock<Result<Body, String>>,
}

/// What a page can show now.
pub(crate) struct View {
    pub(crate) snapshot: Option<Arc<Snapshot>>,
    /// The folder has changed since, and is being read: how far that is.
    pub(crate) reading: Option<String>,
    /// The last reading was ended by a fault of the program.
    pub(crate) bug: Option<Panic>,
    /// The folder is not where it was.
    pub(crate) gone: bool,
}

impl View {
    /// What the round came to at the last reading, where it could be used.
    pub(crate) fn assessment(&self) -> Option<&Assessment> {
        self.snapshot.as_ref()?.assessment.as_ref()
    }

    /// Tells what there is to show from what was shown before.
    pub(crate) fn mark(&self) -> String {
        let stamp = self.snapshot.as_ref().map_or(0, |snapshot| snapshot.stamp);
        format!("{stamp:016x}-{}{}", u8::from(self.bug.is_some()), u8::from(self.gone))
    }
}

#[derive(Default)]
pub(crate) struct Readings {
    state: Mutex<State>,
    read: Condvar,
}

#[derive(Default)]
struct State {
    latest: Option<Arc<Snapshot>>,
    /// The state of the folder that is being read.
    reading: Option<u64>,
    bug: Option<(u64, Panic)>,
    /// How far the reading is: the stage, steps done, all steps.
    at: Option<(Stage, usize, usize)>,
}

/// A folder that is read, but not what lies in `except`.
#[derive(Clone)]
struct Place {
    folder: PathBuf,
    except: PathBuf,
}

impl State {
    fn how_far(&self) -> String {
        match self.at {
            None => String::new(),
            Some((stage, at, of)) => format!("{}: {at}/{of}", stage.words().vi),
        }
    }

    /// Whether this state of the folder has been read.
    fn is_settled(&self, stamp: u64) -> bool {
        self.latest.as_ref().is_some_and(|latest| latest.stamp == stamp)
            || self.bug.as_ref().is_some_and(|(of, _)| *of == stamp)
    }
}

impl Readings {
    /// What there is to show of the round in `folder`, whose results stand in `except`; begins a
    /// reading when the folder has changed.
    pub(crate) fn look(self: &Arc<Readings>, folder: &Path, except: &Path) -> View {
        let place = Place { folder: folder.to_path_buf(), except: except.to_path_buf() };
        let (gone, stamp) = (!folder.is_dir(), place.stamp());
        let mut state = self.lock();
        if !gone && !state.is_settled(stamp) && state.reading.is_none() {
            state.reading = Some(stamp);
            state.at = None;
            let readings = Arc::clone(self);
            std::thread::spawn(move || readings.take(place.read(stamp, &readings), stamp));
        }
        let until = Instant::now() + PATIENCE;
        while state.reading.is_some() && !state.is_settled(stamp) {
            let Some(left) = until.checked_duration_since(Instant::now()) else { break };
            let waited = self.read.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        View {
            snapshot: state.latest.clone(),
            reading: state.reading.map(|_| state.how_far()),
            bug: state.bug.as_ref().map(|(_, panic)| panic.clone()),
            gone,
        }
    }

    fn take(&self, read: Result<Snapshot, Panic>, stamp: u64) {
        let mut state = self.lock();
        state.reading = None;
        match read {
            Ok(snapshot) => {
                state.bug = None;
                state.latest = Some(Arc::new(snapshot));
            }
            Err(panic) => state.bug = Some((stamp, panic)),
        }
        drop(state);
        self.read.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Readings {
    fn begin(&self, stage: Stage, steps: usize) {
        self.lock().at = Some((stage, 0, steps));
    }

    fn step(&self) {
        if let Some((_, at, _)) = &mut self.lock().at {
            *at += 1;
        }
    }
}

impl Place {
    fn read(&self, stamp: u64, watching: &Readings) -> Result<Snapshot, Panic> {
        caught(|| {
            let (assessment, problems) = assess_whole(&self.folder, watching);
            let (units, agencies) = match &assessment {
                Some(Assessment { results, collected, .. }) => {
                    (progress(results, collected), standings(results, collected))
                }
                None => (Vec::new(), Vec::new()),
            };
            let leaders = OnceLock::new();
            Snapshot { stamp, assessment, units, agencies, problems, leaders }
        })
    }

    /// Names, sizes and times of all files of the round but its results.
    fn stamp(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        walk(&self.folder, &self.except, DEEPEST, &mut hasher);
        hasher.finish()
    }
}

fn walk(folder: &Path, except: &Path, depth: usize, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name();
        // What Excel and a run that goes on put beside the files.
        if path == except || name.to_string_lossy().starts_with(['.', '~']) {
            continue;
        }
        let Ok(about) = entry.metadata() else { continue };
        name.hash(hasher);
        match about.is_dir() {
            true if depth > 0 => walk(&path, except, depth - 1, hasher),
            true => {}
            false => (about.len(), about.modified().ok()).hash(hasher),
        }
    }
}
