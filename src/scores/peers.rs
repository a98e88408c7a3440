//! The values of other units of the block that decided the points of a relative rule.

use std::collections::HashMap;

use super::Peer;
use super::unit_data::UnitData;
use crate::expr::{Expr, PeerFigure};
use crate::terms::{Exact, Key};
use crate::value::Value;

/// The values that the units of a block have of one expression that a leaf compares.
#[derive(Clone, PartialEq)]
pub(super) struct Compared {
    pub of: Expr,
    /// By position among the block's units.
    pub values: Vec<Option<Exact>>,
}

/// Whose values decided a leaf of the unit at `own`: the best, the worst, those that are better.
pub(super) fn deciding(
    expr: &Expr,
    compared: &[Compared],
    positions: &HashMap<&Key, usize>,
    data: &[&UnitData<'_>],
    own: usize,
) -> Box<[Peer]> {
    let mut units: Vec<(usize, Vec<Key>)> = Vec::new();
    expr.walk(&mut |e| {
        let Expr::Peer(figure, inner) = e else { return };
        let Some(one) = compared.iter().find(|one| one.of == **inner) else { return };
        for at in decided_by(*figure, &one.values, own) {
            let keys: Vec<Key> = inner.items().into_iter().cloned().collect();
            match units.iter_mut().find(|(unit, _)| *unit == at) {
                Some((_, known)) => {
                    let new = keys.into_iter().filter(|key| !known.contains(key));
                    let new: Vec<Key> = new.collect();
                    known.extend(new);
                }
                None => units.push((at, keys)),
            }
        }
    });
    let peers = units.into_iter().flat_map(|(at, keys)| {
        keys.into_iter().filter_map(move |key| peer(positions, data[at], key))
    });
    peers.collect()
}

/// The units, other than `own`, whose values a figure is made of.
fn decided_by(figure: PeerFigure, values: &[Option<Exact>], own: usize) -> Vec<usize> {
    let Some(mine) = values.get(own).and_then(Option::as_ref) else { return Vec::new() };
    let known = || values.iter().flatten();
    let decides = |value: &Exact| match figure {
        PeerFigure::Min => known().min() == Some(value),
        PeerFigure::Max => known().max() == Some(value),
        PeerFigure::Above => value > mine,
        PeerFigure::Below => value < mine,
        PeerFigure::Mean => true,
        PeerFigure::Count => false,
    };
    let others = values.iter().enumerate().filter(|(at, _)| *at != own);
    others.filter(|(_, value)| value.as_ref().is_some_and(decides)).map(|(at, _)| at).collect()
}

/// What counts of a unit: the appraiser's correction, or what it declared.
fn peer(positions: &HashMap<&Key, usize>, data: &UnitData<'_>, key: Key) -> Option<Peer> {
    let at = *positions.get(&key)?;
    let origin = match data.correction(at) {
        Some(correction) => Some(correction.origin.clone()),
        None => data.evidence.items.get(at)?.origin.clone(),
    };
    let outcome = data.corrected.get(at)?.clone();
    matches!(outcome, Ok(Value::Number(_) | Value::YesNo(_) | Value::Date(_) | Value::Text(_)))
        .then_some(Peer { unit: data.at, key, outcome, origin })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(list: &[i64]) -> Vec<Option<Exact>> {
        list.iter().map(|n| (*n >= 0).then(|| Exact::whole(*n))).collect()
    }

    #[test]
    fn the_figure_says_whose_values_decided() {
        let all = values(&[5, 9, 2, -1, 9, 2]);
        assert_eq!(decided_by(PeerFigure::Max, &all, 0), [1, 4]);
        assert_eq!(decided_by(PeerFigure::Min, &all, 2), [5]);
        assert_eq!(decided_by(PeerFigure::Above, &all, 0), [1, 4]);
        assert_eq!(decided_by(PeerFigure::Below, &all, 0), [2, 5]);
        assert_eq!(decided_by(PeerFigure::Mean, &all, 0), [1, 2, 4, 5]);
        assert!(decided_by(PeerFigure::Count, &all, 0).is_empty());
        // Without a value of its own nothing was compared.
        assert!(decided_by(PeerFigure::Max, &all, 3).is_empty());
    }
}
