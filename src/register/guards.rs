//! Whether an extract is whole: what it lacks is told, and what it lacks too much of gives no figure.

use chrono::{Datelike as _, NaiveDate};

use super::figures::Figures;
use super::scheme::Constants;
use crate::problem::{Place, Problem, Problems, kinds::register as kinds};
use crate::round::{RegisterFiles, Round};
use crate::terms::{Date, UnitId};

/// Days without a row before the extract that nobody asks about.
const QUIET: i64 = 31;

/// How many rows each unit had in the extract used before.
pub type Before = Vec<(UnitId, usize)>;

/// Which figures may be used.
#[derive(Debug, Clone, Default)]
pub struct Guarded {
    /// None of them.
    pub refused: bool,
    /// Not those of these units, by their position in the round.
    pub units: Vec<usize>,
    /// The period is not over: a unit without rows has no figure.
    pub is_short: bool,
}

/// Looks at what a register came to.
pub fn guard(
    round: &Round,
    entry: &RegisterFiles,
    figures: &Figures,
    before: &Before,
    problems: &mut Problems,
) -> Guarded {
    let mut guarded = Guarded { refused: figures.torn, ..Guarded::default() };
    let at = || entry.place.clone();
    let constants = Constants { period: round.period, as_of: Some(entry.as_of) };
    if let Some((from, to)) = constants.period {
        if figures.inside == 0 && figures.outside > 0 {
            let problem = about(&kinds::PERIOD, entry).with("count", figures.outside);
            problems.push(problem.with("from", shown(from)).with("to", shown(to)));
            guarded.refused = true;
        }
        if entry.as_of < to {
            let problem = about(&kinds::EARLY, entry).with("as_of", shown(entry.as_of));
            problems.push(problem.with("to", shown(to)));
            guarded.is_short = true;
        }
        let months = silent_months((from, to.min(entry.as_of)), &figures.months);
        if !months.is_empty() && figures.inside > 0 {
            problems.push(about(&kinds::MONTHS, entry).with("months", months.join(", ")));
        }
        let until = to.min(entry.as_of);
        if let Some(last) = figures.last.filter(|last| (until - *last).num_days() > QUIET) {
            let problem = about(&kinds::STALE, entry).with("last", shown(last));
            let problem = problem.with("as_of", shown(entry.as_of));
            problems.push(problem.with("days", (entry.as_of - last).num_days()));
        }
    }
    for (unit, rows) in before.iter().filter(|_| !entry.accept_fewer) {
        let Some(position) = round.units.iter().position(|own| own.id == *unit) else { continue };
        let own = figures.units.iter().find(|own| own.unit == position);
        let now = own.map_or(0, |own| own.rows);
        if now < *rows {
            let problem = Problem::new(&kinds::FEWER, at()).of_unit(unit).with("id", &entry.id);
            let problem = problem.with("unit", round.unit_name(unit)).with("now", now);
            problems.push(problem.with("before", rows));
            guarded.units.push(position);
        }
    }
    guarded
}

fn about(kind: &crate::problem::Kind, entry: &RegisterFiles) -> Problem {
    let place: Place = entry.place.clone();
    Problem::new(kind, place).with("id", &entry.id)
}

fn shown(day: Date) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The months between two days that have no row.
fn silent_months((from, to): (Date, Date), known: &[(i32, u32)]) -> Vec<String> {
    let mut silent = Vec::new();
    let (mut year, mut month) = (from.year(), from.month());
    while NaiveDate::from_ymd_opt(year, month, 1).is_some_and(|first| first <= to) {
        if !known.contains(&(year, month)) {
            silent.push(format!("{month:02}/{year}"));
        }
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    silent
}
