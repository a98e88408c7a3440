//! How long the program goes on: while a page is open or a command runs, and a while longer.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Nobody looked for so long: the last page is gone.
pub(crate) const IDLE: Duration = Duration::from_secs(600);
/// The answer to the last request is still to be sent.
const LAST_ANSWER: Duration = Duration::from_millis(700);
/// So long between two looks means that the computer slept.
const SLEPT: Duration = Duration::from_secs(30);

struct Times {
    /// A page was asked for, or said that it is still open.
    seen: Instant,
    /// The last time that somebody looked whether it is over.
    looked: Instant,
    /// The program is to end at this moment.
    end: Option<Instant>,
}

pub(crate) struct Life {
    idle: Duration,
    times: Mutex<Times>,
}

impl Life {
    pub(crate) fn new(idle: Duration) -> Life {
        let now = Instant::now();
        Life { idle, times: Mutex::new(Times { seen: now, looked: now, end: None }) }
    }

    /// A page is open.
    pub(crate) fn seen(&self) {
        self.with(|times| times.seen = Instant::now());
    }

    /// Ends the program as soon as the answer is sent.
    pub(crate) fn close(&self) {
        self.with(|times| times.end = Some(Instant::now() + LAST_ANSWER));
    }

    /// Whether the program is to end now; `busy` while commands run.
    pub(crate) fn is_over(&self, busy: bool) -> bool {
        self.with(|times| {
            let now = Instant::now();
            if busy || now.duration_since(times.looked) > SLEPT {
                times.seen = now;
            }
            times.looked = now;
            times.end.map_or(now.duration_since(times.seen) > self.idle, |end| now > end)
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Times) -> T) -> T {
        act(&mut self.times.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_when_nobody_looks_and_nothing_runs() {
        let life = Life::new(Duration::from_millis(20));
        assert!(!life.is_over(false));
        std::thread::sleep(Duration::from_millis(40));
        assert!(!life.is_over(true), "a command runs");
        std::thread::sleep(Duration::from_millis(40));
        life.seen();
        assert!(!life.is_over(false), "a page was asked for");
        std::thread::sleep(Duration::from_millis(40));
        assert!(life.is_over(false));
    }
}
