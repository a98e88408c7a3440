//! The figures of a unit on one side: its index and its leaves, as they count in the total.

use crate::index::UnitIndex;
use crate::round::{Round, Unit};
use crate::rubric::{FieldKind, Rubric};
use crate::scores::{State, UnitScores};
use crate::terms::Exact;

/// A leaf as it counts in the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafFigure {
    pub code: String,
    pub name: String,
    /// After gates; below 0 where a penalty counts.
    pub points: Exact,
    /// Its share of the applicable maximum; 0 of bonus and penalty.
    pub max: Exact,
    pub applies: bool,
    /// There is no usable value for it.
    pub is_open: bool,
    pub is_survey: bool,
    /// An appraiser decides it, or has decided it.
    pub is_judged: bool,
}

/// A unit's figures; indices in percent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFigures {
    pub unit: String,
    pub name: String,
    pub index: Option<Exact>,
    pub published: Option<Exact>,
    pub rank: Option<usize>,
    pub class: Option<String>,
    pub applicable_max: Exact,
    /// Something of it can still change.
    pub is_provisional: bool,
    pub leaves: Vec<LeafFigure>,
}

/// The figures of one unit of a block.
pub fn figures_of(
    (round, unit): (&Round, usize),
    rubric: &Rubric,
    scores: &UnitScores,
    index: &UnitIndex,
) -> UnitFigures {
    let Unit { id, name, .. } = &round.units[unit];
    let leaves = scores.leaves.iter().map(|leaf| {
        let node = &rubric.nodes[leaf.node];
        let own = &index.nodes[leaf.node];
        let applies = leaf.state != State::NotApplicable;
        let plain = applies && node.field_kind == FieldKind::Plain;
        let rule = node.leaf.as_ref().map(|leaf| &leaf.rule);
        LeafFigure {
            code: node.code.to_string(),
            name: node.name.clone(),
            points: match node.field_kind {
                FieldKind::Penalty => -own.points.clone(),
                _ => own.points.clone(),
            },
            max: if plain { node.max.clone() } else { Exact::zero() },
            applies,
            is_open: matches!(leaf.state, State::Missing | State::Unreadable | State::Pending),
            is_survey: rule.is_some_and(|rule| rule.scheme.is_some()),
            is_judged: rule.is_some_and(|rule| rule.kind == "judged") || !leaf.follows_data(),
        }
    });
    UnitFigures {
        unit: id.to_string(),
        name: name.clone(),
        index: index.index.clone(),
        published: index.published.clone(),
        rank: index.rank,
        class: index.class.clone(),
        applicable_max: index.applicable_max.clone(),
        is_provisional: index.is_provisional(),
        leaves: leaves.collect(),
    }
}
