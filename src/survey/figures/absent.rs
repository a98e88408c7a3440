//! Which units a survey has not reached.

use crate::round::Round;

use crate::survey::Satisfaction;

/// The units without a valid form of a survey, by their position in the round.
pub struct Absent<'s> {
    /// The first outcome of the scheme.
    pub survey: &'s Satisfaction,
    pub units: Vec<usize>,
}

/// One entry per scheme that misses somebody. A survey asks about whole blocks: a block of which
/// no unit has a form is none of its own.
pub fn absent<'s>(surveys: &'s [Satisfaction], round: &Round) -> Vec<Absent<'s>> {
    let mut list = Vec::new();
    for (at, survey) in surveys.iter().enumerate() {
        if surveys[..at].iter().any(|earlier| earlier.scheme == survey.scheme) {
            continue;
        }
        let outcomes = || surveys.iter().filter(|s| s.scheme == survey.scheme);
        let reached = |unit: usize| {
            let id = &round.units[unit].id;
            outcomes().any(|s| s.unit(id).is_some())
        };
        let mut units = Vec::new();
        for block in 0..round.blocks.len() {
            let own: Vec<usize> = round.units_of(block).map(|(unit, _)| unit).collect();
            let missed: Vec<usize> = own.iter().copied().filter(|unit| !reached(*unit)).collect();
            if missed.len() < own.len() {
                units.extend(missed);
            }
        }
        if !units.is_empty() {
            list.push(Absent { survey, units });
        }
    }
    list
}
