//! Which leaves of last year can be scored by this year's rules, and what carries over.

use super::comparison::Mapped;
use crate::rubric::{Node, Rubric};
use crate::scenario::{Carry, is_same_leaf};
use crate::terms::{Code, Key};

/// Whether last year's data can be scored by this year's rule: the rule is the same, or all that it
/// reads was asked last year.
pub(super) fn is_scorable((old, was): (&Rubric, &[String]), (new, code): (&Rubric, &str)) -> bool {
    let at = |rubric: &Rubric, code: &str| {
        rubric.leaves().find(|(_, node, _)| node.code.as_str() == code).map(|(at, ..)| at)
    };
    let Some(twin) = at(new, code) else { return false };
    if let [only] = was
        && at(old, only).is_some_and(|at| is_same_leaf((old, at), (new, twin)))
    {
        return true;
    }
    let Some(leaf) = new.nodes[twin].leaf.as_ref() else { return false };
    let asked = |key: &&Key| match (old.item(key), new.item(key)) {
        (Some((_, before)), Some((_, now))) => before.kind == now.kind,
        _ => false,
    };
    let (items, nodes) = (leaf.rule.expr.items(), leaf.rule.expr.nodes());
    let by_data = leaf.rule.scheme.is_none() && leaf.rule.kind != "judged";
    let reads = !items.is_empty() || !nodes.is_empty();
    // What it looks at must be known of last year, too.
    let below = |code: &Code| {
        let inside = |node: &Node| node.code == *code || node.code.is_below(code);
        let mut leaves = new.leaves().filter(|(_, node, _)| inside(node));
        leaves.all(|(_, node, _)| {
            let code = node.code.to_string();
            is_scorable((old, std::slice::from_ref(&code)), (new, &code))
        })
    };
    by_data && reads && items.iter().all(asked) && nodes.into_iter().all(below)
}

pub(super) fn carried(mapping: &[Mapped], old: &Rubric, new: &Rubric) -> Vec<Carry> {
    let at = |rubric: &Rubric, code: &str| {
        rubric.leaves().find(|(_, node, _)| node.code.as_str() == code).map(|(at, ..)| at)
    };
    let carry = |mapped: &Mapped| {
        let [was] = &mapped.was[..] else { return None };
        let (was, is) = (at(old, was)?, at(new, &mapped.code)?);
        Some(Carry { old: was, new: is, points: is_same_leaf((old, was), (new, is)) })
    };
    mapping.iter().filter_map(carry).collect()
}
