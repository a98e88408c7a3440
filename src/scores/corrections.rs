//! Values that an appraiser put in place of the unit's and that hardly can be true beside those of
//! the other units.

use super::sources::Sources;
use super::unit_data::UnitData;
use crate::evidence::{Doubted, far_year, magnitude, put};
use crate::problem::Problems;
use crate::terms::Exact;
use crate::value::{DataKind, Value};

/// Reports the corrected figures of a block that are another order of magnitude than the others',
/// and the corrected days of another year under a rule that judges days. A correction that repeats
/// what the unit declared confirms it.
pub(super) fn check(sources: &Sources<'_>, data: &[UnitData<'_>], problems: &mut Problems) {
    for (at, item) in sources.rubric.items.iter().enumerate() {
        for (position, own) in data.iter().enumerate() {
            let changed = own.declared.get(at) != own.corrected.get(at);
            let Some(correction) = own.correction(at).filter(|_| changed) else { continue };
            let place = (&correction.origin).into();
            let doubted = Doubted { item, raw: &correction.raw, place, unit: &own.unit.id };
            match (&item.kind, &correction.outcome) {
                (DataKind::Count | DataKind::Number | DataKind::Money, _) => {
                    let Some(number) = figure(own, at) else { continue };
                    let others = data.iter().enumerate().filter(|(other, _)| *other != position);
                    let others = others.filter_map(|(_, data)| figure(data, at)).collect();
                    problems.push_all(magnitude(doubted, number, others));
                }
                (_, Ok(Value::Date(day))) => {
                    let told = far_year((sources.round, sources.rubric), doubted, *day);
                    told.into_iter().for_each(|problem| put(problem, problems));
                }
                _ => {}
            }
        }
    }
}

fn figure<'d>(data: &'d UnitData<'_>, at: usize) -> Option<&'d Exact> {
    match data.corrected.get(at)? {
        Ok(Value::Number(n)) if !n.is_zero() && !n.is_negative() => Some(n),
        _ => None,
    }
}
