//! A command that the window runs: it says how far it is on standard error, a line for each step,
//! and stops when it is told to on standard input.

use std::io::BufRead;
use std::sync::atomic::{AtomicBool, Ordering};

/// The option by which a command is watched; hidden, since nobody types it.
#[cfg(feature = "window")]
pub(crate) const FLAG: &str = "--watched";
/// The line that stops a command.
pub(crate) const STOP: &str = "stop";
/// No message begins with this.
const MARK: &str = "[[bước]] ";

static WATCHED: AtomicBool = AtomicBool::new(false);

/// From now on this command is watched; `stop` is called when it is told to stop.
pub(super) fn begin(stop: impl FnOnce() + Send + 'static) {
    WATCHED.store(true, Ordering::Relaxed);
    std::thread::spawn(move || {
        let mut told = std::io::stdin().lock().lines().map_while(Result::ok);
        // Who closes its end without a word lets the command go on.
        if told.any(|line| line == STOP) {
            stop();
        }
    });
}

pub(super) fn is_on() -> bool {
    WATCHED.load(Ordering::Relaxed)
}

/// How far a command is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Steps done of the stage, and all of them.
    pub(crate) at: usize,
    pub(crate) of: usize,
    /// What goes on, for the clerk.
    pub(crate) words: String,
}

impl Step {
    /// As the command says it.
    pub(super) fn line(&self) -> String {
        format!("{MARK}{} {} {}", self.at, self.of, self.words)
    }
}

/// Reads a line of the command; `None` for any other words.
#[cfg(feature = "window")]
pub(crate) fn parse(line: &str) -> Option<Step> {
    let mut parts = line.strip_prefix(MARK)?.trim_end().splitn(3, ' ');
    let mut number = || parts.next()?.parse().ok();
    let (at, of) = (number()?, number()?);
    Some(Step { at, of, words: parts.next()?.to_string() })
}

#[cfg(feature = "window")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_as_they_are_said() {
        let step = Step { at: 3, of: 20, words: "Chấm điểm".into() };
        assert_eq!(parse(&step.line()), Some(step));
        for other in ["3 20 Chấm điểm", "", "[[bước]] ", "[[bước]] a 20 x", "lỗi"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
