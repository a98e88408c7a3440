//! Commands that run: each button starts the command itself, as a process of its own, so that it
//! writes what the command writes, can be stopped at any moment, and takes nothing with it when it
//! fails. One at a time for each round; it goes on when the page is closed.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::cli::watched;

/// More than any command says.
const MOST_WORDS: u64 = 4 * 1024 * 1024;

/// A command of a round that runs or has run.
pub(crate) struct Job {
    /// What the button said.
    pub(crate) label: String,
    /// The page to go back to.
    pub(crate) from: String,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    stage: Option<watched::Step>,
    stopping: bool,
    /// Where it can be told to stop.
    ear: Option<ChildStdin>,
    ended: Option<Ended>,
}

/// How a command ended.
#[derive(Debug, Clone)]
pub(crate) struct Ended {
    /// `None` when it could not be started or was killed.
    pub(crate) code: Option<i32>,
    /// What it said, line by line.
    pub(crate) said: String,
    /// What it said aside.
    pub(crate) aside: String,
    pub(crate) stopped: bool,
}

/// What is to be run.
pub(crate) struct Order {
    /// What the button said.
    pub(crate) label: String,
    /// The page to go back to.
    pub(crate) from: String,
    /// The words after the program's name.
    pub(crate) words: Vec<OsString>,
}

#[derive(Default)]
pub(crate) struct Jobs {
    /// The last one of each round, by its key.
    last: Mutex<BTreeMap<String, Arc<Job>>>,
}

impl Jobs {
    /// Runs a command for the round; while one runs, gives that one instead.
    pub(crate) fn start(&self, round: &str, order: Order) -> Arc<Job> {
        let mut last = self.lock();
        if let Some(job) = last.get(round).filter(|job| job.is_running()) {
            return Arc::clone(job);
        }
        let Order { label, from, words } = order;
        let job = Arc::new(Job { label, from, state: Mutex::default() });
        last.insert(round.to_string(), Arc::clone(&job));
        match spawn(&words) {
            Ok(mut child) => {
                job.lock().ear = child.stdin.take();
                let watched = Arc::clone(&job);
                std::thread::spawn(move || watched.watch(child));
            }
            Err(error) => {
                let (aside, _) = crate::machine::words(&error);
                let said = String::new();
                job.lock().ended = Some(Ended { code: None, said, aside, stopped: false });
            }
        }
        job
    }

    /// The last command of the round.
    pub(crate) fn of(&self, round: &str) -> Option<Arc<Job>> {
        self.lock().get(round).map(Arc::clone)
    }

    /// Whether any command runs.
    pub(crate) fn are_busy(&self) -> bool {
        self.lock().values().any(|job| job.is_running())
    }

    /// Tells all that run to stop.
    pub(crate) fn stop_all(&self) {
        self.lock().values().for_each(|job| job.stop());
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Job>>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    /// How far it is, while it runs and says so.
    pub(crate) fn stage(&self) -> Option<watched::Step> {
        self.lock().stage.clone()
    }

    pub(crate) fn ended(&self) -> Option<Ended> {
        self.lock().ended.clone()
    }

    pub(crate) fn is_running(&self) -> bool {
        self.lock().ended.is_none()
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.lock().stopping
    }

    /// Tells it to stop as Ctrl-C would: what was there before stays whole.
    pub(crate) fn stop(&self) {
        let mut state = self.lock();
        if state.ended.is_some() {
            return;
        }
        state.stopping = true;
        if let Some(ear) = &mut state.ear {
            let _ = writeln!(ear, "{}", watched::STOP).and_then(|()| ear.flush());
        }
    }

    /// Hears what the command says until it ends.
    fn watch(self: Arc<Job>, mut child: Child) {
        let said = child.stdout.take();
        let said = std::thread::spawn(move || said.map_or_else(String::new, all));
        let mut aside = String::new();
        let lines = child.stderr.take().map(|errors| BufReader::new(errors).split(b'\n'));
        for line in lines.into_iter().flatten().map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            match watched::parse(&line) {
                Some(stage) => self.lock().stage = Some(stage),
                None if aside.len() < MOST_WORDS as usize => {
                    aside.push_str(line.trim_end());
                    aside.push('\n');
                }
                None => {}
            }
        }
        let code = child.wait().ok().and_then(|status| status.code());
        let said = said.join().unwrap_or_default();
        let mut state = self.lock();
        state.ear = None;
        let stopped = state.stopping && !matches!(code, Some(0 | 1));
        state.ended = Some(Ended { code, said, aside, stopped });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn all(from: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.take(MOST_WORDS).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn spawn(words: &[OsString]) -> std::io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(words).arg(watched::FLAG);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    super::desktop::without_console(&mut command);
    command.spawn()
}
