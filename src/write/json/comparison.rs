//! `parindex/comparison/1`: two results side by side for other programs.

use serde_json::{Value, json};

use crate::compare::like::{Comparison, Kind, LeafPair, LeafSpread, Mapped, MappedAs, UnitPair};
use crate::results::Results;
use crate::terms::Exact;

/// The version of the format.
const SCHEMA: &str = "parindex/comparison/1";

/// The whole comparison; numbers that are exact are strings.
pub fn comparison(results: &Results, all: &Comparison) -> Value {
    let decimals = results.round.rules.decimals;
    let fixed = |number: &Option<Exact>| number.as_ref().map(|number| number.to_fixed(decimals));
    let blocks = all.blocks.iter().map(|block| {
        json!({
            "id": block.id,
            "mean": block.mean.each_ref().map(fixed),
            "up": block.up,
            "down": block.down,
            "criteria": block.spread.iter().map(spread).collect::<Vec<_>>(),
            "only_before": block.alone[0],
            "only_now": block.alone[1],
        })
    });
    let kind = match all.kind {
        Kind::Years => "years",
        Kind::TrySet => "try-set",
    };
    json!({
        "schema": SCHEMA,
        "kind": kind,
        "round": results.round.id,
        "sides": all.sides,
        "blocks": blocks.collect::<Vec<_>>(),
        "units": all.units.iter().map(|one| unit(one, decimals)).collect::<Vec<_>>(),
        "mapping": all.mapping.iter().map(mapped).collect::<Vec<_>>(),
    })
}

fn unit(unit: &UnitPair, decimals: u32) -> Value {
    let fixed = |number: &Option<Exact>| number.as_ref().map(|number| number.to_fixed(decimals));
    let change = unit.change();
    let parts = unit.parts.as_ref().ok().map(|parts| {
        let all = parts.all().into_iter();
        all.map(|(name, part)| (name.to_string(), Value::from(part.to_string())))
            .collect::<serde_json::Map<_, _>>()
    });
    json!({
        "unit": unit.unit,
        "was": unit.was,
        "index": unit.published.each_ref().map(fixed),
        "exact": unit.index.each_ref().map(|one| one.as_ref().map(|one| one.to_string())),
        "rank": unit.rank,
        "class": unit.class,
        "provisional": unit.provisional,
        "comparable": unit.parts.is_ok(),
        "reason": unit.parts.as_ref().err().map(|refused| refused.vi.as_str()),
        "change": fixed(&unit.published_change()),
        "exact_change": change.map(|change| change.to_string()),
        "parts": parts,
        "leaves": unit.leaves.iter().map(leaf).collect::<Vec<_>>(),
    })
}

fn leaf(leaf: &LeafPair) -> Value {
    json!({
        "code": leaf.code,
        "was": leaf.was,
        "points": leaf.points.each_ref().map(|one| one.as_ref().map(|one| one.to_string())),
        "index_points": leaf.index_points.as_ref().map(|part| part.to_string()),
    })
}

fn spread(leaf: &LeafSpread) -> Value {
    json!({
        "code": leaf.code,
        "units": leaf.units,
        "full": leaf.full,
        "zero": leaf.zero,
        "without_data": leaf.without,
        "carried": leaf.carried,
    })
}

fn mapped(leaf: &Mapped) -> Value {
    let mut value = json!({
        "code": leaf.code,
        "name": leaf.name,
        "was": leaf.was,
        "state": leaf.state.key(),
    });
    if let (MappedAs::Unclear { proposal }, Some(object)) = (&leaf.state, value.as_object_mut()) {
        object.insert("proposal".into(), proposal.clone().into());
    }
    value
}
