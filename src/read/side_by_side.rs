//! Two halves of the work on a large file at the same time. Small files are read many at a time
//! already, and a thread takes longer to start than they take to read.

use std::panic::resume_unwind;
use std::thread::{Builder, scope};

/// Bytes from which on a second thread pays.
pub(super) const LARGE: usize = 4 << 20;

/// Does both and gives both results; `beside` runs in a thread of its own when the work is large
/// and there is one to be had. `here` stays in this thread, which catches its panics.
pub(super) fn both<A, B: Send>(
    size: usize,
    here: impl FnOnce() -> A,
    beside: impl Fn() -> B + Sync,
) -> (A, B) {
    if size < LARGE {
        return (here(), beside());
    }
    scope(|scope| {
        let other = Builder::new().spawn_scoped(scope, &beside);
        let done = here();
        match other.map(|other| other.join()) {
            Ok(Ok(other)) => (done, other),
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => (done, beside()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done_whatever_the_size() {
        for size in [0, LARGE] {
            assert_eq!(both(size, || 1, || "b"), (1, "b"));
        }
        let thread = || std::thread::current().id();
        let (here, beside) = both(LARGE, thread, thread);
        assert_eq!(here, thread());
        assert_ne!(here, beside);
    }
}
