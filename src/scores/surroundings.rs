//! What a rule can see around its leaf: the unit's items, other nodes, surveys, peers.

use std::collections::HashMap;

use super::peers::Compared;
use super::sources::Sources;
use super::unit_data::UnitData;
use super::{LeafScore, State};
use crate::expr::{Env, Expr, PeerStats, SurveyOf, number};
use crate::round::Unit;
use crate::rubric::{Leaf, Node};
use crate::terms::{Code, Exact, Key};
use crate::value::{Gap, Outcome, Value};

/// How a leaf stands when another rule asks for its points.
#[derive(Debug, Clone)]
pub(super) enum Standing {
    /// Not scored yet, or not a leaf.
    Unknown,
    NotApplicable,
    Applicable {
        points: Exact,
        max: Exact,
    },
}

impl Standing {
    pub(super) fn of(score: &LeafScore, node: &Node) -> Standing {
        match score.state {
            State::NotApplicable => Standing::NotApplicable,
            _ => Standing::Applicable { points: score.points.clone(), max: node.max.clone() },
        }
    }
}

/// The environment of one leaf of one unit.
pub(super) struct UnitEnv<'a> {
    pub sources: &'a Sources<'a>,
    pub positions: &'a HashMap<&'a Key, usize>,
    pub unit: &'a Unit,
    /// One per `Rubric::items`.
    pub items: &'a [Outcome],
    /// One per `Rubric::nodes`.
    pub standings: &'a [Standing],
    pub peers: &'a [(Expr, PeerStats)],
    /// Of every leaf of the block; `None` while they are still being found.
    pub all_peers: Option<&'a Peers>,
}

impl<'a> UnitEnv<'a> {
    /// The same surroundings before any correction by an appraiser.
    pub(super) fn declared(&self, data: &'a UnitData<'_>) -> UnitEnv<'a> {
        UnitEnv { items: &data.counted, ..*self }
    }

    /// Points and maximum of the applicable leaves at or below a node.
    fn node_figures(&self, code: &Code) -> Result<(Exact, Exact), Gap> {
        let mut figures: Option<(Exact, Exact)> = None;
        for (at, node) in self.sources.rubric.nodes.iter().enumerate() {
            let inside = node.code == *code || node.code.is_below(code);
            if let (true, Standing::Applicable { points, max }) = (inside, &self.standings[at]) {
                let (p, m) = figures.unwrap_or_default();
                figures = Some((p + points, m + max));
            }
        }
        figures.ok_or(Gap::NotApplicable)
    }
}

impl Env for UnitEnv<'_> {
    fn item(&self, key: &Key) -> Outcome {
        let at = self.positions.get(key).ok_or(Gap::Missing)?;
        self.items.get(*at).cloned().unwrap_or(Err(Gap::Missing))
    }

    fn carries(&self, tags: &[String]) -> bool {
        tags.iter().any(|tag| self.unit.tags.contains(tag))
    }

    fn last_year(&self, key: &Key) -> Outcome {
        (self.sources.last_year)(&self.unit.id, key)
    }

    fn points(&self, code: &Code) -> Outcome {
        self.node_figures(code).map(|(points, _)| Value::Number(points))
    }

    fn max(&self, code: &Code) -> Outcome {
        self.node_figures(code).map(|(_, max)| Value::Number(max))
    }

    fn survey(&self, scheme: &str, of: &SurveyOf) -> Outcome {
        if !(self.sources.held)(scheme) {
            return Err(Gap::NotApplicable);
        }
        (self.sources.share)(&self.unit.id, scheme, of).map(Value::Number).ok_or(Gap::Missing)
    }

    fn peers(&self, inner: &Expr) -> Option<&PeerStats> {
        self.peers.iter().find(|(expr, _)| expr == inner).map(|(_, stats)| stats)
    }
}

/// Figures over the block, by leaf: each leaf has its own peers, the units it is for.
#[derive(Clone)]
pub(super) struct Peers {
    by_leaf: Vec<Vec<(Expr, PeerStats)>>,
    compared: Vec<Vec<Compared>>,
}

impl Peers {
    /// Computed once for the block, so that a unit costs the same however many there are.
    pub(super) fn of_block(
        sources: &Sources<'_>,
        positions: &HashMap<&Key, usize>,
        data: &[UnitData<'_>],
    ) -> Peers {
        let compared = sources.rubric.nodes.iter().map(|node| {
            let Some(leaf) = &node.leaf else { return Vec::new() };
            let compared = leaf.rule.expr.compared().into_iter().map(|of| {
                let value = |d: &UnitData<'_>| {
                    leaf.is_for(&d.unit.tags).then(|| value_of(sources, positions, d, of)).flatten()
                };
                Compared { values: data.iter().map(value).collect(), of: of.clone() }
            });
            compared.collect()
        });
        let compared: Vec<Vec<Compared>> = compared.collect();
        let by_leaf = compared.iter().map(|leaf| leaf.iter().map(stats).collect()).collect();
        Peers { by_leaf, compared }
    }

    /// What the leaf at this node compares, with whose value is what.
    pub(super) fn compared(&self, at: usize) -> &[Compared] {
        &self.compared[at]
    }

    pub(super) fn of_leaf(&self, at: usize) -> &[(Expr, PeerStats)] {
        &self.by_leaf[at]
    }

    /// The same where some units have other values: `data` are theirs, by position in the block.
    pub(super) fn with(
        &self,
        sources: &Sources<'_>,
        positions: &HashMap<&Key, usize>,
        (leaf, at): (&Leaf, usize),
        data: &[(usize, &UnitData<'_>)],
    ) -> Vec<Compared> {
        let mut compared = self.compared[at].clone();
        for one in &mut compared {
            for (own, data) in data {
                let is_for = leaf.is_for(&data.unit.tags);
                one.values[*own] =
                    is_for.then(|| value_of(sources, positions, data, &one.of)).flatten();
            }
        }
        compared
    }

    /// Puts other values in the place of those that the leaf at this node compares.
    pub(super) fn put(&mut self, at: usize, compared: Vec<Compared>) {
        self.by_leaf[at] = compared.iter().map(stats).collect();
        self.compared[at] = compared;
    }
}

fn stats(one: &Compared) -> (Expr, PeerStats) {
    (one.of.clone(), PeerStats::new(one.values.iter().flatten().cloned().collect()))
}

fn value_of(
    sources: &Sources<'_>,
    positions: &HashMap<&Key, usize>,
    data: &UnitData<'_>,
    inner: &Expr,
) -> Option<Exact> {
    let env = UnitEnv {
        sources,
        positions,
        unit: data.unit,
        items: &data.corrected,
        standings: &[],
        peers: &[],
        all_peers: None,
    };
    number(inner, &env)
}
