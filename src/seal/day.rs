//! The day that a package bears: of the round, never of the clock, so that sealing twice is the same.

use crate::results::Results;
use crate::terms::Date;

/// What the round says its papers are of; else its last day; else the day on which the latest of
/// its files was saved, as the files themselves say; else the end of its year.
pub(super) fn of(results: &Results) -> Date {
    let round = &results.round;
    let saved = results.ledger.files.iter().filter_map(|file| file.saved);
    let latest = || saved.max().map(|moment| moment.date());
    let end = || Date::from_ymd_opt(round.year, 12, 31).unwrap_or_default();
    round.papers.day.or(round.closed).or_else(latest).unwrap_or_else(end)
}
