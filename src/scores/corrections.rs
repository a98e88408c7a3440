//! Values that an appraiser put in place of the unit's and that hardly can be true beside those of
//! the other units.

use super::unit_data::UnitData;
use crate::evidence::{Figure, magnitude};
use crate::problem::Problems;
use crate::rubric::Rubric;
use crate::terms::Exact;
use crate::value::{DataKind, Value};

/// Reports the corrected figures of a block that are another order of magnitude than the others'.
/// A correction that repeats what the unit declared confirms it.
pub(super) fn check(rubric: &Rubric, data: &[UnitData<'_>], problems: &mut Problems) {
    for (at, item) in rubric.items.iter().enumerate() {
        if !matches!(item.kind, DataKind::Count | DataKind::Number | DataKind::Money) {
            continue;
        }
        for (position, own) in data.iter().enumerate() {
            let changed = own.declared.get(at) != own.corrected.get(at);
            let Some(correction) = own.correction(at).filter(|_| changed) else { continue };
            let Some(number) = figure(own, at) else { continue };
            let others = data.iter().enumerate().filter(|(other, _)| *other != position);
            let others = others.filter_map(|(_, data)| figure(data, at)).collect();
            let place = (&correction.origin).into();
            let own = Figure { number, raw: &correction.raw, place, unit: &own.unit.id };
            problems.push_all(magnitude(item, own, others));
        }
    }
}

fn figure<'d>(data: &'d UnitData<'_>, at: usize) -> Option<&'d Exact> {
    match data.corrected.get(at)? {
        Ok(Value::Number(n)) if !n.is_zero() && !n.is_negative() => Some(n),
        _ => None,
    }
}
