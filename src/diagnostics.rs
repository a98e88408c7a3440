//! What each leaf of a set says of the units of a block: whether it tells them apart, goes with the
//! rest, or measures what another leaf measures. It changes no points and no rank.
//!
//! Shares are points before gates over the maximum of the leaf; the rest of a unit is what its
//! other leaves got over what they could have given, bonus and penalty apart. Only ranked units
//! with points of that leaf count. Correlation is Pearson's, spread the standard deviation with
//! n − 1.

use crate::results::BlockResults;
use crate::rubric::FieldKind;
use crate::scores::{LeafScore, State};
use crate::terms::{Exact, mean};

/// Two leaves whose correlation reaches this, up or down, measure the same.
pub const TWIN: f64 = 0.95;

/// With fewer units a correlation says nothing.
const LEAST_UNITS: usize = 3;

/// The figures of one leaf over the ranked units of a block.
#[derive(Debug, Clone)]
pub struct LeafFigures {
    /// Position in `Rubric::nodes`.
    pub node: usize,
    /// Units that have points of it.
    pub units: usize,
    /// Mean share of the maximum, of one.
    pub mean: Option<Exact>,
    /// Units with the whole maximum, and with nothing.
    pub full: usize,
    pub none: usize,
    /// Standard deviation of the shares.
    pub spread: Option<f64>,
    /// Correlation with the rest of the index; `None` where one of both does not vary.
    pub rest: Option<f64>,
    /// Other leaves that go the same way, as positions in `Rubric::nodes`.
    pub twins: Vec<(usize, f64)>,
    /// Mean of self score less points, over the units that scored themselves.
    pub self_over: Option<Exact>,
}

impl LeafFigures {
    /// Every unit has the same share: the leaf tells nobody apart.
    pub fn is_flat(&self) -> bool {
        self.units > 1 && self.spread == Some(0.0)
    }
}

/// The figures of the leaves outside bonus and penalty, in the order of the set.
pub fn of_block(block: &BlockResults) -> Vec<LeafFigures> {
    let all: Vec<Leaf<'_>> = leaves(block);
    let shares: Vec<Vec<Option<f64>>> = all.iter().map(|leaf| leaf.floats()).collect();
    let figures = all.iter().enumerate().map(|(at, leaf)| {
        let others = shares.iter().enumerate().filter(|(other, _)| *other != at);
        let twins = others.filter_map(|(other, theirs)| {
            let r = correlation(&shares[at], theirs)?;
            (r.abs() >= TWIN).then_some((all[other].node, r))
        });
        LeafFigures { twins: twins.collect(), ..leaf.figures(&shares[at], &rest(&all, at)) }
    });
    figures.collect()
}

/// A leaf with what every ranked unit has of it.
struct Leaf<'r> {
    node: usize,
    max: &'r Exact,
    /// One per ranked unit; `None` where it has no points of it.
    scores: Vec<Option<&'r LeafScore>>,
}

fn leaves(block: &BlockResults) -> Vec<Leaf<'_>> {
    let ranked: Vec<usize> =
        (0..block.units.len()).filter(|at| block.index.units[*at].rank.is_some()).collect();
    let plain = block.rubric.leaves().filter(|(_, node, _)| node.field_kind == FieldKind::Plain);
    let of = |at: usize| {
        let own = |unit: &usize| {
            let scores = &block.scores[*unit].leaves;
            scores.iter().find(|score| score.node == at && score.state == State::Scored)
        };
        let scores = ranked.iter().map(own).collect();
        Leaf { node: at, max: &block.rubric.nodes[at].max, scores }
    };
    plain.map(|(at, ..)| of(at)).collect()
}

impl Leaf<'_> {
    fn share(&self, unit: usize) -> Option<Exact> {
        self.scores[unit]?.points.checked_div(self.max)
    }

    fn floats(&self) -> Vec<Option<f64>> {
        (0..self.scores.len()).map(|unit| Some(self.share(unit)?.to_f64())).collect()
    }

    fn figures(&self, shares: &[Option<f64>], rest: &[Option<f64>]) -> LeafFigures {
        let exact: Vec<Exact> =
            (0..self.scores.len()).filter_map(|unit| self.share(unit)).collect();
        let over: Vec<Exact> = self
            .scores
            .iter()
            .flatten()
            .filter_map(|score| Some(score.self_score.clone()? - &score.points))
            .collect();
        let is_flat = exact.iter().all(|share| *share == exact[0]);
        LeafFigures {
            node: self.node,
            units: exact.len(),
            mean: mean(exact.iter()),
            full: exact.iter().filter(|share| **share == Exact::one()).count(),
            none: exact.iter().filter(|share| share.is_zero()).count(),
            spread: match is_flat && exact.len() > 1 {
                true => Some(0.0),
                false => deviation(&shares.iter().flatten().copied().collect::<Vec<f64>>()),
            },
            rest: correlation(shares, rest),
            twins: Vec::new(),
            self_over: mean(over.iter()),
        }
    }
}

/// By unit, what the other leaves got of what they could have given; nothing where there are none.
fn rest(all: &[Leaf<'_>], but: usize) -> Vec<Option<f64>> {
    let units = all.first().map_or(0, |leaf| leaf.scores.len());
    let of = |unit: usize| {
        let (mut got, mut could) = (Exact::zero(), Exact::zero());
        for (_, leaf) in all.iter().enumerate().filter(|(at, _)| *at != but) {
            if let Some(score) = leaf.scores[unit] {
                got += &score.points;
                could += leaf.max;
            }
        }
        Some(got.checked_div(&could)?.to_f64())
    };
    (0..units).map(of).collect()
}

fn average(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The standard deviation with n − 1; `None` of fewer than two.
fn deviation(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let middle = average(values);
    let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

/// Pearson's correlation over the units that have both; `None` of too few units, and where one of
/// both does not vary.
fn correlation(one: &[Option<f64>], other: &[Option<f64>]) -> Option<f64> {
    let both: Vec<(f64, f64)> = one.iter().zip(other).filter_map(|(a, b)| a.zip(*b)).collect();
    let (one, other): (Vec<f64>, Vec<f64>) = both.into_iter().unzip();
    let varies = |values: &[f64]| values.iter().any(|value| *value != values[0]);
    if one.len() < LEAST_UNITS || !varies(&one) || !varies(&other) {
        return None;
    }
    let (a, b) = (average(&one), average(&other));
    let (mut together, mut alone, mut theirs) = (0.0, 0.0, 0.0);
    for (x, y) in one.iter().zip(&other) {
        together += (x - a) * (y - b);
        alone += (x - a).powi(2);
        theirs += (y - b).powi(2);
    }
    let below = (alone * theirs).sqrt();
    (below > 0.0).then(|| (together / below).clamp(-1.0, 1.0))
}
