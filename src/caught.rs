//! Panics of the libraries that read and write, caught before they reach the clerk, who is told
//! by a problem instead.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Once;

/// Where a panic came from and what it said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panic {
    /// `calamine-0.38.0/src/xls.rs:633`, wherever the sources stood when they were compiled;
    /// our own start with `src/`.
    pub place: String,
    pub words: String,
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
    static LAST: Cell<Option<Panic>> = const { Cell::new(None) };
}

/// The result of the work, or the panic that ended it.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| match QUIET.get() {
            true => LAST.set(Some(Panic::new(info))),
            false => usual(info),
        }));
    });
    let before = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    result.map_err(|_| LAST.take().unwrap_or_default())
}

impl Panic {
    fn new(info: &PanicHookInfo<'_>) -> Panic {
        let words = info.payload_as_str().unwrap_or_default().to_string();
        let place = info.location().map(|place| spot(place.file(), place.line()));
        Panic { place: place.unwrap_or_default(), words }
    }
}

fn spot(file: &str, line: u32) -> String {
    let file = file.replace('\\', "/");
    let parts: Vec<&str> = file.split('/').collect();
    let sources = parts.iter().rposition(|part| *part == "src").unwrap_or(0);
    format!("{}:{line}", parts[sources.saturating_sub(1)..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_by_place_and_words() {
        let panic = caught(|| {
            // One within the other, as a reader within a writer would be.
            assert_eq!(caught(|| 1), Ok(1));
            panic!("no {}", "space")
        });
        let panic: Panic = panic.unwrap_err();
        assert_eq!(panic.words, "no space");
        assert!(panic.place.starts_with("src/caught.rs:"), "{}", panic.place);
        let long = spot("C:\\Users\\a\\registry\\src\\index-1\\calamine-0.38.0\\src\\xls.rs", 633);
        assert_eq!(long, "calamine-0.38.0/src/xls.rs:633");
    }
}
