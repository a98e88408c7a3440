//! The class of a unit: the highest one whose bound it reaches and whose gates hold.

use super::{ClassHeld, UnitIndex};
use crate::rubric::{FieldKind, Rubric};
use crate::terms::Exact;

/// Figures are compared as published: what is printed is what decides.
pub(super) fn classify(unit: &mut UnitIndex, rubric: &Rubric, decimals: u32) {
    let Some(published) = unit.published.clone() else { return };
    for class in &rubric.classes {
        if published < class.from {
            continue;
        }
        let low = match &class.every_field {
            Some(share) => low_fields(unit, rubric, share, decimals),
            None => Vec::new(),
        };
        let Some(share) = class.every_field.clone().filter(|_| !low.is_empty()) else {
            unit.class = Some(class.name.clone());
            return;
        };
        // The highest class that was missed is the one to name.
        unit.class_held.get_or_insert(ClassHeld {
            class: class.name.clone(),
            every_field: share,
            fields: low,
        });
    }
}

/// The applicable fields whose published component index is below the share.
fn low_fields(unit: &UnitIndex, rubric: &Rubric, share: &Exact, decimals: u32) -> Vec<String> {
    let bound = share.clone() * &Exact::whole(100);
    rubric
        .fields()
        .filter(|(_, field)| field.field_kind == FieldKind::Plain)
        .filter(|(at, _)| {
            let index = unit.nodes[*at].index.as_ref();
            index.is_some_and(|i| i.round_half_up(decimals) < bound)
        })
        .map(|(_, field)| field.code.to_string())
        .collect()
}
