//! The difference between two indices as parts that add up to it exactly.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Unit, number, points};
use crate::terms::Exact;

/// A part of a difference, in index points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// A leaf; a bonus or penalty field whose cap took a part; empty for the limit of the total.
    pub code: String,
    pub index_points: Exact,
}

/// What each leaf has to do with the difference of a unit's index; `None` where one of the two has
/// no index. With index `I = 100·P/M`, a leaf whose points changed by `p` and whose applicable
/// maximum changed by `m` has the part `(100·p − I₀·m) / M₁`: these add up to `I₁ − I₀` whatever
/// the order of the leaves. What caps and the limit of the total take is a part of its own.
pub fn parts(old: &Unit, new: &Unit) -> Option<Vec<Part>> {
    let index = |unit: &Unit| number(unit.exact.as_ref()?);
    let (before, after) = (index(old)?, index(new)?);
    let hundred = Exact::whole(100);
    let maximum = number(&new.applicable_max)?;
    let part = |points: &Exact, max: &Exact| {
        (points.clone() * &hundred - &(before.clone() * max)).checked_div(&maximum)
    };
    let fields = [Fields::of(old), Fields::of(new)];
    let mut all: Vec<Part> = Vec::new();
    let mut within: BTreeMap<String, Exact> = BTreeMap::new();
    let codes: BTreeSet<&str> = fields.iter().flat_map(|f| f.leaves.keys().copied()).collect();
    for code in codes {
        let [was, is] = fields.each_ref().map(|f| f.leaves.get(code).cloned().unwrap_or_default());
        let (points, max) = (is.0 - &was.0, is.1 - &was.1);
        *within.entry(field_of(code).to_string()).or_default() += &points;
        add(&mut all, code, part(&points, &max)?);
    }
    let codes: BTreeSet<&str> = fields.iter().flat_map(|f| f.fields.keys().copied()).collect();
    for code in codes {
        let [was, is] = fields.each_ref().map(|f| f.fields.get(code).cloned().unwrap_or_default());
        let taken = is - &was - &within.get(code).cloned().unwrap_or_default();
        add(&mut all, code, part(&taken, &Exact::zero())?);
    }
    let sum: Exact = all.iter().map(|part| &part.index_points).sum();
    add(&mut all, "", after - &before - &sum);
    Some(all)
}

fn add(all: &mut Vec<Part>, code: &str, index_points: Exact) {
    if !index_points.is_zero() {
        all.push(Part { code: code.to_string(), index_points });
    }
}

/// The field that a leaf belongs to: `3` of `3.2.1`.
fn field_of(code: &str) -> &str {
    code.split('.').next().unwrap_or(code)
}

/// Points with their sign in the total.
struct Fields<'u> {
    /// Points and applicable maximum of each leaf, as they count in the total.
    leaves: BTreeMap<&'u str, (Exact, Exact)>,
    fields: BTreeMap<&'u str, Exact>,
}

impl<'u> Fields<'u> {
    fn of(unit: &'u Unit) -> Fields<'u> {
        let kind = |field: &str| {
            let node = unit.nodes.iter().find(|node| node.code == field);
            node.and_then(|node| node.kind.as_deref())
        };
        let signed = |field: &str, points: Exact| match kind(field) {
            Some("penalty") => -points,
            _ => points,
        };
        let leaves = unit.leaves.iter().map(|leaf| {
            let field = field_of(&leaf.code);
            let counts = leaf.state != "not_applicable" && kind(field).is_none();
            let max = if counts { number(&leaf.max).unwrap_or_default() } else { Exact::zero() };
            (leaf.code.as_str(), (signed(field, points(leaf.exact.as_ref())), max))
        });
        let top = unit.nodes.iter().filter(|node| !node.code.contains('.'));
        let fields = top.map(|node| {
            let points = number(&node.exact).unwrap_or_default();
            (node.code.as_str(), signed(&node.code, points))
        });
        Fields { leaves: leaves.collect(), fields: fields.collect() }
    }
}
