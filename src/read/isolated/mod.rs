//! Reading in processes of its own, so that whatever a file does to the libraries that read it
//! (an abort, an overflow of the stack, an endless loop, all memory taken) spoils that file
//! and nothing else.
//!
//! A worker is this very program, started with a limit on its memory, fed files over a pipe
//! and answering with grids. A few of them read many files each, one per thread that reads. A
//! worker that dies or is late is replaced, and its file gets a problem of its own.

mod deadline;
mod frame;
mod memory;
mod message;
mod worker;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::input::{Input, Limits};
use crate::machine;
use crate::problem::{Problem, Problems, kinds::files};

use deadline::Watched;
use message::{Answer, Greeting, Read, Request};
pub use worker::work;

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Bytes of a file on its way to a worker; larger ones are refused before.
const MOST_ASKED: u64 = 1 << 30;
/// Seconds that a new worker has to greet; a virus scanner may look at it first.
const START: u64 = 60;

/// The workers that read.
#[derive(Debug)]
pub struct Workers {
    program: PathBuf,
    /// Before the number of bytes of memory.
    arguments: Vec<OsString>,
    idle: Mutex<Vec<Worker>>,
}

/// Why a worker gave no answer.
enum Failure {
    Died,
    Late,
}

impl Workers {
    /// Workers that run `program` with these arguments and then the bytes of memory that they
    /// may have. None is started before there is something to read.
    pub fn new(program: impl Into<PathBuf>, arguments: &[&str]) -> Workers {
        Workers {
            program: program.into(),
            arguments: arguments.iter().map(OsString::from).collect(),
            idle: Mutex::default(),
        }
    }

    /// Reads small files together, since two processes that wake each other for every one of
    /// them take longer than reading it. What each file holds or is refused for, in this order,
    /// each with what was noted on the way.
    pub(super) fn read_all(&self, inputs: &[Input<'_>]) -> Vec<Read> {
        let together = match inputs {
            [] | [_] => None,
            [first, ..] => self.idle_or_new(first.limits).ok().and_then(|mut worker| {
                let read = worker.read(inputs).ok()?;
                self.rest(worker);
                Some(read)
            }),
        };
        // One of them brought the worker down or was late: alone, each gets its own verdict.
        together.unwrap_or_else(|| inputs.iter().map(|input| self.read(input)).collect())
    }

    /// What a file holds, or why it is refused: by the reader, because it brings a new worker
    /// down or takes too long, or because there is no worker to be had.
    pub(super) fn read(&self, input: &Input<'_>) -> Read {
        let refused = |problem: Problem| (Err(problem), Problems::default());
        let none = |e: io::Error| {
            let (vi, en) = machine::words(&e);
            refused(input.problem(&files::FILE_WORKER).said("detail", vi, en))
        };
        let limits = input.limits;
        let stopped =
            || refused(input.problem(&files::FILE_STOPPED).with("limit", limits.memory >> 20));
        let mut worker = match self.idle_or_new(limits) {
            Ok(worker) => worker,
            Err(error) => return none(error),
        };
        loop {
            match worker.read(std::slice::from_ref(input)) {
                Ok(mut read) => {
                    self.rest(worker);
                    // There is one answer for one file.
                    return read.pop().unwrap_or_else(stopped);
                }
                Err(Failure::Late) => {
                    let late = input.problem(&files::FILE_SLOW);
                    return refused(late.with("limit", limits.seconds));
                }
                Err(Failure::Died) if worker.is_new => return stopped(),
                // Perhaps of what earlier files left behind: only a new one can tell.
                Err(Failure::Died) => match self.start(limits) {
                    Ok(new) => worker = new,
                    Err(error) => return none(error),
                },
            }
        }
    }

    fn idle_or_new(&self, limits: &Limits) -> io::Result<Worker> {
        self.idle_one(limits).map_or_else(|| self.start(limits), Ok)
    }

    /// The worker waits for other files.
    fn rest(&self, mut worker: Worker) {
        worker.is_new = false;
        self.list().push(worker);
    }

    fn idle_one(&self, limits: &Limits) -> Option<Worker> {
        let mut idle = self.list();
        let at = idle.iter().position(|worker| worker.memory == limits.memory)?;
        Some(idle.swap_remove(at))
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self, limits: &Limits) -> io::Result<Worker> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(limits.memory.to_string());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            /// CREATE_NO_WINDOW
            const NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(NO_WINDOW);
        }
        let mut process = command.spawn()?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (ask, answer) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
        let memory = limits.memory;
        let process = Watched::new(process)?;
        let mut worker = Worker { process, ask, answer, memory, is_new: true };
        let greeting = worker.within(START, |_, answer| frame::read(answer, 1 << 16));
        let greeting = match greeting {
            Ok(bytes) => frame::unpack::<Greeting>(&bytes)?,
            Err(Failure::Late) => return Err(io::ErrorKind::TimedOut.into()),
            Err(Failure::Died) => return Err(io::ErrorKind::UnexpectedEof.into()),
        };
        match greeting.refusal {
            Some(refusal) => Err(io::Error::other(refusal)),
            None if greeting.version != VERSION => Err(io::Error::other(greeting.version)),
            None => Ok(worker),
        }
    }
}

/// One process that reads.
#[derive(Debug)]
struct Worker {
    process: Arc<Watched>,
    ask: ChildStdin,
    answer: ChildStdout,
    /// Bytes that it may have.
    memory: u64,
    /// It has read nothing yet.
    is_new: bool,
}

impl Worker {
    /// One answer for each, in this order, within the time that one of them may take.
    fn read(&mut self, inputs: &[Input<'_>]) -> Result<Vec<Read>, Failure> {
        let request = |input: &Input<'_>| Request {
            shown: input.shown.to_string(),
            extension: input.extension.to_string(),
            limits: *input.limits,
        };
        let requests: Vec<Request> = inputs.iter().map(request).collect();
        let most = self.memory;
        let seconds = inputs.iter().map(|input| input.limits.seconds).max().unwrap_or(0);
        let answers = self.within(seconds, |ask, answer| {
            let requests = frame::pack(&requests)?;
            let mut frames = vec![requests.as_slice()];
            frames.extend(inputs.iter().map(|input| input.bytes));
            frame::write(ask, &frames)?;
            frame::read(answer, most)
        })?;
        let answers: Vec<Answer> = frame::unpack(&answers).map_err(|_| Failure::Died)?;
        let read: Option<Vec<Read>> = answers.into_iter().map(Answer::take).collect();
        read.filter(|read| read.len() == inputs.len()).ok_or(Failure::Died)
    }

    /// Talks with the process for at most so many seconds; then it is ended, which ends the
    /// talk as well.
    fn within(
        &mut self,
        seconds: u64,
        talk: impl FnOnce(&mut ChildStdin, &mut ChildStdout) -> io::Result<Option<Vec<u8>>>,
    ) -> Result<Vec<u8>, Failure> {
        self.process.deadline.set(seconds);
        let answer = talk(&mut self.ask, &mut self.answer);
        self.process.deadline.clear();
        match answer {
            Ok(Some(bytes)) => Ok(bytes),
            _ if self.process.was_late() => Err(Failure::Late),
            Ok(None) | Err(_) => Err(Failure::Died),
        }
    }
}
