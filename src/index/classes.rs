//! The class of a unit: the highest one whose bound it reaches and whose gates hold.

use super::{ClassHeld, UnitIndex};
use crate::round::RoundRules;
use crate::rubric::{Class, ClassGate, FieldKind, Rubric};
use crate::scores::UnitScores;
use crate::terms::Exact;
use crate::value::{Gap, Outcome, Value};

/// Figures are compared as published: what is printed is what decides.
pub(super) fn classify(
    unit: &mut UnitIndex,
    scores: &UnitScores,
    rubric: &Rubric,
    rules: &RoundRules,
) {
    let Some(published) = unit.published.clone() else { return };
    let points = unit.points.round_half_up(rules.places_of_points());
    for (at, class) in rubric.classes.iter().enumerate() {
        if !class.is_reached(&published, &points) {
            continue;
        }
        let low = match &class.every_field {
            Some(share) => low_fields(unit, rubric, share, rules.decimals),
            None => Vec::new(),
        };
        let found = scores.gates_of(at);
        let fails = |(at, gate): &(usize, &ClassGate)| {
            !holds(gate, found.get(*at), (unit, rubric), rules.decimals)
        };
        let gates = class.gates.iter().enumerate().filter(fails);
        let gates: Vec<ClassGate> = gates.map(|(_, gate)| gate.clone()).collect();
        if low.is_empty() && gates.is_empty() {
            unit.class = Some(class.name.clone());
            return;
        }
        // The highest class that was missed is the one to name.
        unit.class_held.get_or_insert(held(class, low, gates));
    }
}

fn held(class: &Class, fields: Vec<String>, gates: Vec<ClassGate>) -> ClassHeld {
    ClassHeld {
        class: class.name.clone(),
        every_field: class.every_field.clone().unwrap_or_default(),
        fields,
        gates,
    }
}

/// Whether a gate of a class holds. What does not apply holds nobody back; what is not known does.
pub(crate) fn holds(
    gate: &ClassGate,
    found: Option<&Outcome>,
    (unit, rubric): (&UnitIndex, &Rubric),
    decimals: u32,
) -> bool {
    let hundred = Exact::whole(100);
    match gate {
        ClassGate::Node { code, from } => {
            let node = rubric.position(code).and_then(|at| unit.nodes[at].index.as_ref());
            node.is_none_or(|index| index.round_half_up(decimals) >= from.clone() * &hundred)
        }
        ClassGate::Survey { from, .. } => match found {
            Some(Ok(Value::Number(share))) => {
                (share.clone() * &hundred).round_half_up(decimals) >= from.clone() * &hundred
            }
            Some(Err(Gap::NotApplicable)) => true,
            _ => false,
        },
        ClassGate::Item { is, .. } => match found {
            Some(Ok(value)) => value == is,
            Some(Err(Gap::NotApplicable)) => true,
            _ => false,
        },
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
