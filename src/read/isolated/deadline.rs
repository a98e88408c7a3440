//! When a worker is late.

use std::process::Child;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

/// How often it is looked whether one has passed.
const STEP: Duration = Duration::from_millis(100);
/// The thread that looks does nothing else.
const STACK: usize = 64 << 10;

/// A moment that can be moved and taken back.
#[derive(Debug)]
pub(super) struct Deadline {
    start: Instant,
    /// Milliseconds after the start; 0 for never.
    end: AtomicU64,
}

impl Deadline {
    fn never() -> Deadline {
        Deadline { start: Instant::now(), end: AtomicU64::new(0) }
    }

    /// So many seconds from now.
    pub(super) fn set(&self, seconds: u64) {
        self.end.store(self.now().saturating_add(seconds.saturating_mul(1_000)), Ordering::SeqCst);
    }

    pub(super) fn clear(&self) {
        self.end.store(0, Ordering::SeqCst);
    }

    fn has_passed(&self) -> bool {
        let end = self.end.load(Ordering::SeqCst);
        end > 0 && self.now() > end
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// A deadline for this very process, which ends when it has passed.
///
/// # Errors
/// No thread to be had.
pub(super) fn for_this_process() -> std::io::Result<Arc<Deadline>> {
    let deadline = Arc::new(Deadline::never());
    let watched = deadline.clone();
    let look = move || {
        while !watched.has_passed() {
            std::thread::sleep(STEP);
        }
        std::process::abort();
    };
    std::thread::Builder::new().stack_size(STACK).spawn(look)?;
    Ok(deadline)
}

/// A process that is ended when its deadline has passed, and when nobody needs it any more.
#[derive(Debug)]
pub(super) struct Watched {
    process: Mutex<Child>,
    pub deadline: Deadline,
    ended: AtomicBool,
}

impl Watched {
    /// # Errors
    /// No thread to be had; the process has then been ended.
    pub(super) fn new(process: Child) -> std::io::Result<Arc<Watched>> {
        let watched = Arc::new(Watched {
            process: Mutex::new(process),
            deadline: Deadline::never(),
            ended: AtomicBool::new(false),
        });
        let weak = Arc::downgrade(&watched);
        std::thread::Builder::new().stack_size(STACK).spawn(move || watch(&weak))?;
        Ok(watched)
    }

    /// It was ended because its deadline had passed.
    pub(super) fn was_late(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }

    fn end(&self) {
        let mut process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = process.kill();
    }
}

impl Drop for Watched {
    /// So that no process is left behind.
    fn drop(&mut self) {
        self.end();
        let _ = self.process.get_mut().unwrap_or_else(PoisonError::into_inner).wait();
    }
}

/// Until the process is late or gone. The one who talks with it stands in the middle of a pipe,
/// which ends with the process.
fn watch(watched: &Weak<Watched>) {
    while let Some(now) = watched.upgrade() {
        if now.deadline.has_passed() {
            now.ended.store(true, Ordering::SeqCst);
            return now.end();
        }
        drop(now);
        std::thread::sleep(STEP);
    }
}
