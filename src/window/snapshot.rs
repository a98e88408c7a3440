//! What stands in the folder of a round, read and scored: read again whenever a file changes,
//! beside the pages, which show the last reading until the new one is there.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crate::caught::{Panic, caught};
use crate::forms::appraisal::{Standing, standings};
use crate::forms::board::{Progress as UnitProgress, progress};
use crate::out_files::{out_files, written_files};
use crate::problem::Problems;
use crate::run::{Assessment, Progress, Stage, assess_whole};
use crate::seal;
use crate::steps::{Kind, Packages, Step, Year, steps};
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
    /// How far the steps of the year are; none where the round cannot be used.
    pub(crate) steps: Arc<Vec<Step>>,
}

impl View {
    /// What the round came to at the last reading, where it could be used.
    pub(crate) fn assessment(&self) -> Option<&Assessment> {
        self.snapshot.as_ref()?.assessment.as_ref()
    }

    /// How far a step is.
    pub(crate) fn step(&self, kind: Kind) -> Option<&Step> {
        self.steps.iter().find(|step| step.kind == kind)
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
    /// Files outside the folder that went into the latest reading, as they were then.
    outside: BTreeMap<PathBuf, Trace>,
    /// The steps, and the state of folder and written files that they are told from.
    steps: (u64, Arc<Vec<Step>>),
}

/// Length and time of a file; `None` when it is not there.
type Trace = Option<(u64, Option<SystemTime>)>;

fn trace(file: &Path) -> Trace {
    let about = file.metadata().ok()?;
    Some((about.len(), about.modified().ok()))
}

/// What is read of a round.
#[derive(Clone)]
pub(crate) struct Place {
    /// The folder, or the round's own file.
    pub(crate) entry: PathBuf,
    pub(crate) folder: PathBuf,
    /// Where results are written; what stands there is not read.
    pub(crate) results: PathBuf,
    /// It was unpacked from a sealed package.
    pub(crate) is_package: bool,
}

impl State {
    fn how_far(&self) -> String {
        match self.at {
            None => String::new(),
            Some((stage, at, of)) => format!("{}: {at}/{of}", stage.words().vi),
        }
    }

    /// Whether this state of the folder, and of the files outside that it uses, has been read.
    fn is_settled(&self, stamp: u64) -> bool {
        self.bug.as_ref().is_some_and(|(of, _)| *of == stamp)
            || self.latest.as_ref().is_some_and(|latest| latest.stamp == stamp)
                && self.outside.iter().all(|(file, then)| trace(file) == *then)
    }
}

impl Readings {
    /// What there is to show of a round; begins a reading when its files have changed.
    pub(crate) fn look(self: &Arc<Readings>, place: &Place) -> View {
        let (gone, stamp) = (!place.folder.is_dir(), place.stamp());
        let mut state = self.lock();
        if !gone && !state.is_settled(stamp) && state.reading.is_none() {
            state.reading = Some(stamp);
            state.at = None;
            let (readings, place) = (Arc::clone(self), place.clone());
            std::thread::spawn(move || {
                let began = SystemTime::now();
                let read = place.read(stamp, &readings);
                readings.take(&place, read, stamp, began);
            });
        }
        let until = Instant::now() + PATIENCE;
        while state.reading.is_some() && !state.is_settled(stamp) {
            let Some(left) = until.checked_duration_since(Instant::now()) else { break };
            let waited = self.read.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let (snapshot, known) = (state.latest.clone(), state.steps.clone());
        let reading = state.reading.map(|_| state.how_far());
        let bug = state.bug.as_ref().map(|(_, panic)| panic.clone());
        drop(state);
        let steps = self.steps(place, snapshot.as_deref(), known);
        View { snapshot, reading, bug, gone, steps }
    }

    /// The steps as they stand now; what was known of them where nothing has changed.
    fn steps(
        &self,
        place: &Place,
        snapshot: Option<&Snapshot>,
        (stamp, known): (u64, Arc<Vec<Step>>),
    ) -> Arc<Vec<Step>> {
        let Some(snapshot) = snapshot else { return known };
        let now = place.stamp_of_steps(snapshot);
        if now == stamp {
            return known;
        }
        let told = Arc::new(place.steps(snapshot));
        self.lock().steps = (now, Arc::clone(&told));
        told
    }

    fn take(&self, place: &Place, read: Result<Snapshot, Panic>, stamp: u64, began: SystemTime) {
        let outside = read.as_ref().map(|read| place.outside(read)).unwrap_or_default();
        let mut state = self.lock();
        // What was saved in the middle is read once more.
        let middle = began..SystemTime::now();
        let as_read = |file: PathBuf| {
            let now = trace(&file);
            let saved = now.and_then(|(_, saved)| saved);
            let known = if saved.is_some_and(|time| middle.contains(&time)) { None } else { now };
            (file, known)
        };
        state.outside = outside.into_iter().map(as_read).collect();
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
            let (assessment, problems) = assess_whole(&self.entry, watching);
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
        walk(&self.folder, &self.results, DEEPEST, &mut hasher);
        hasher.finish()
    }

    /// The files outside the folder that went into a reading, a broken one too.
    fn outside(&self, read: &Snapshot) -> Vec<PathBuf> {
        let used = read.assessment.iter().flat_map(|a| seal::inputs(&a.folder, &a.results));
        let named = read.problems.iter().map(|problem| problem.place.file.as_str());
        let named = named.filter(|file| !file.is_empty()).map(|file| self.folder.join(file));
        let all = used.map(|(_, path)| path).chain(named);
        let is_outside = |path: &PathBuf| {
            let above = path.components().any(|part| part == Component::ParentDir);
            above || !path.starts_with(&self.folder)
        };
        all.filter(is_outside).collect()
    }

    fn steps(&self, read: &Snapshot) -> Vec<Step> {
        let Some(Assessment { folder, results, .. }) = &read.assessment else { return Vec::new() };
        let mut files = out_files(folder, &self.results, results);
        if self.is_package {
            files.packages = Packages { count: 1, changed: Some(0) };
        }
        let (units, agencies) = (&read.units, &read.agencies);
        steps(&Year { results, problems: &read.problems, units, agencies, files: &files })
    }

    /// The state of all that the steps are told from.
    fn stamp_of_steps(&self, read: &Snapshot) -> u64 {
        let mut hasher = DefaultHasher::new();
        read.stamp.hash(&mut hasher);
        if let Some(Assessment { folder, results, .. }) = &read.assessment {
            for file in written_files(folder, &self.results, &results.round.id) {
                (&file, trace(&file)).hash(&mut hasher);
            }
        }
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
