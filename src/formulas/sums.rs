//! Gates, sums, index, rank and class as formulas.

use crate::expr::excel::Formula;
use crate::rubric::{Class, FieldKind, Node, Rubric};

/// Decimals that take the noise of binary floats away.
const CLEAN: i64 = 10;

fn clean(figure: Formula) -> Formula {
    Formula::call("ROUND", vec![figure, Formula::whole(CLEAN)])
}

/// A figure rounded half-up for publication.
pub(crate) fn published(figure: Formula, decimals: u32) -> Formula {
    Formula::call("ROUND", vec![clean(figure), Formula::whole(decimals.into())])
}

/// The exact index as far as ties are told apart.
pub(crate) fn ranked_on(index: Formula) -> Formula {
    clean(index)
}

/// Points in percent of a maximum, not rounded.
pub(crate) fn percent(points: Formula, max: Formula) -> Formula {
    Formula::apply("/", Formula::apply("*", Formula::whole(100), points), max)
}

/// Whether a node that others require earned 0, before any gate.
pub(crate) fn gate(max: Formula, before: Formula) -> Formula {
    max.is_above_zero().and(Formula::apply("<=", clean(before), Formula::whole(0)))
}

/// The nodes that this one and those above it require, each once.
pub(crate) fn closing(rubric: &Rubric, node: usize) -> Vec<usize> {
    let mut list: Vec<usize> = Vec::new();
    let above = rubric.with_those_above(node);
    for code in above.flat_map(|at| &rubric.nodes[at].requires) {
        list.extend(rubric.position(code).filter(|at| !list.contains(at)));
    }
    list
}

/// Points of a node from those below it: a bonus or penalty field counts up to its own maximum.
pub(crate) fn capped(node: &Node, sum: Formula) -> Formula {
    match (node.parent, node.field_kind) {
        (None, FieldKind::Bonus | FieldKind::Penalty) => {
            within(sum, Some(Formula::Number(node.max.clone())))
        }
        _ => sum,
    }
}

fn within(points: Formula, max: Option<Formula>) -> Formula {
    let least = Formula::call("MAX", vec![points, Formula::whole(0)]);
    match max {
        Some(max) => Formula::call("MIN", vec![least, max]),
        None => least,
    }
}

/// The total from the points of the fields of each kind; `max` unless bonus may pass it.
pub(crate) fn total(
    plain: Formula,
    bonus: Option<Formula>,
    penalty: Option<Formula>,
    max: Option<Formula>,
) -> Formula {
    let mut raw = plain;
    if let Some(bonus) = bonus {
        raw = Formula::apply("+", raw, bonus);
    }
    if let Some(penalty) = penalty {
        raw = Formula::apply("-", raw, penalty);
    }
    within(raw, max)
}

/// One more than there are larger figures among `all`; `each` is 1 for those that count.
pub(crate) fn place_among(all: Formula, own: Formula, each: Formula) -> Formula {
    let larger = Formula::apply("*", Formula::apply(">", all, own), each);
    let count = Formula::call("SUMPRODUCT", vec![larger]);
    Formula::apply("+", count, Formula::whole(1))
}

/// Whether a class is reached: its bound by the published index, and its gate.
pub(crate) fn class_holds(class: &Class, index: Formula, gate: Formula) -> Formula {
    Formula::apply(">=", index, Formula::Number(class.from.clone())).and(gate)
}
