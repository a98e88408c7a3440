//! A block that was scored, scored again where something of some units is other than it was: the
//! same function of a leaf, over those leaves that hang on the change.

use std::collections::{BTreeMap, HashMap};

use super::from_evidence::{Block, gates, score_leaf, ties};
use super::sources::Sources;
use super::surroundings::{Peers, Standing};
use super::unit_data::{Given, UnitData};
use super::{LeafScore, UnitScores, identities, official};
use crate::appraisal::Appraisals;
use crate::evidence::UnitEvidence;
use crate::expr::Expr;
use crate::problem::Problems;
use crate::rubric::Leaf;
use crate::terms::{Exact, Key};

/// What is other of one unit, and what of it: leaves that read none of it stand as they are.
pub struct OtherUnit {
    /// Position in the block.
    pub at: usize,
    pub evidence: UnitEvidence,
    /// All that appraisers gave this unit.
    pub appraisals: Appraisals,
    /// Data items whose declared or corrected values are other.
    pub keys: Vec<Key>,
    /// Leaves for which other points are given, as positions in `Rubric::nodes`.
    pub nodes: Vec<usize>,
    /// Surveys whose shares of the unit are other.
    pub schemes: Vec<String>,
    /// Every leaf is scored again.
    pub whole: bool,
}

/// A block with what its units were scored from.
pub struct Scored<'a> {
    sources: &'a Sources<'a>,
    scores: &'a [UnitScores],
    positions: HashMap<&'a Key, usize>,
    given: Vec<Given<'a>>,
    data: Vec<UnitData<'a>>,
    peers: Peers,
    /// The leaves that read an item.
    readers: HashMap<&'a Key, Vec<usize>>,
    /// Position in `UnitScores::leaves`, by node.
    leaf_at: Vec<Option<usize>>,
    /// The leaves that compare units, and those that look at other nodes.
    relative: Vec<usize>,
    looking: Vec<usize>,
}

impl<'a> Scored<'a> {
    /// `scores` are those that the sources gave.
    pub fn new(sources: &'a Sources<'a>, scores: &'a [UnitScores]) -> Scored<'a> {
        let rubric = sources.rubric;
        let positions: HashMap<&Key, usize> =
            rubric.items.iter().enumerate().map(|(at, item)| (&item.key, at)).collect();
        let given = Given::by_unit(sources);
        let of = |&unit: &usize| {
            UnitData::new(sources, &positions, (unit, &sources.evidence[unit]), &given[unit])
        };
        let data: Vec<UnitData<'a>> = sources.units.iter().map(of).collect();
        let peers = Peers::of_block(sources, &positions, &data);
        let mut readers: HashMap<&Key, Vec<usize>> = HashMap::new();
        let mut leaf_at = vec![None; rubric.nodes.len()];
        for (nth, (at, _, leaf)) in rubric.leaves().enumerate() {
            leaf_at[at] = Some(nth);
            for key in leaf.rule.expr.items() {
                readers.entry(key).or_default().push(at);
            }
        }
        let leaves = |asked: fn(&Expr) -> bool| {
            let all = rubric.leaves().filter(move |(.., leaf)| asked(&leaf.rule.expr));
            all.map(|(at, ..)| at).collect::<Vec<usize>>()
        };
        let relative = leaves(|expr| !expr.compared().is_empty());
        let looking = leaves(|expr| !expr.nodes().is_empty());
        Scored {
            sources,
            scores,
            positions,
            given,
            data,
            peers,
            readers,
            leaf_at,
            relative,
            looking,
        }
    }

    /// The scores of the units that come to something else, by position in the block. `sources`
    /// are those of the run, save that surveys may give other shares. A leaf of another unit is
    /// scored again where a figure over the block that it looks at is other.
    pub fn again(&self, sources: &Sources<'_>, units: &[OtherUnit]) -> BTreeMap<usize, UnitScores> {
        let given: Vec<Given<'_>> = units.iter().map(|unit| self.given_to(unit)).collect();
        let changed: Vec<UnitData<'_>> = units
            .iter()
            .zip(&given)
            .map(|(unit, given)| {
                let position = self.sources.units[unit.at];
                UnitData::new(sources, &self.positions, (position, &unit.evidence), given)
            })
            .collect();
        let mut data: Vec<&UnitData<'_>> = self.data.iter().collect();
        for (unit, own) in units.iter().zip(&changed) {
            data[unit.at] = own;
        }
        let (peers, moved) = self.compared_again(sources, units, &changed);
        let peers = peers.as_ref().unwrap_or(&self.peers);
        let block = Block { sources, positions: &self.positions, peers, data: &data };
        let mut scores = BTreeMap::new();
        for own in 0..self.data.len() {
            let unit = units.iter().find(|unit| unit.at == own);
            if unit.is_none() && moved.is_empty() {
                continue;
            }
            let touched = self.touched(&block, own, unit, &moved);
            if unit.is_some() || touched.contains(&true) {
                scores.insert(own, self.unit_again(&block, own, &touched));
            }
        }
        scores
    }

    fn given_to<'c>(&'c self, unit: &'c OtherUnit) -> Given<'c> {
        let mut given: Given<'c> = self.given[self.sources.units[unit.at]].clone();
        given.scores = unit.appraisals.scores.iter().collect();
        given.agreed = unit.appraisals.agreements.iter().collect();
        given.corrections = unit.appraisals.corrections.iter().collect();
        given.scores.sort_by_key(|score| score.round);
        given.corrections.sort_by_key(|correction| correction.round);
        given
    }

    /// The figures over the block with the changed values, and the leaves whose figures are other.
    fn compared_again(
        &self,
        sources: &Sources<'_>,
        units: &[OtherUnit],
        changed: &[UnitData<'_>],
    ) -> (Option<Peers>, Vec<usize>) {
        let mut peers = None;
        let mut moved = Vec::new();
        let of: Vec<(usize, &UnitData<'_>)> =
            units.iter().map(|unit| unit.at).zip(changed).collect();
        for &at in &self.relative {
            let Some(leaf) = &sources.rubric.nodes[at].leaf else { continue };
            if !units.iter().any(|unit| is_read(&leaf.rule.expr, unit)) {
                continue;
            }
            let compared = self.peers.with(sources, &self.positions, (leaf, at), &of);
            if compared != self.peers.compared(at) {
                peers.get_or_insert_with(|| self.peers.clone()).put(at, compared);
                moved.push(at);
            }
        }
        (peers, moved)
    }

    /// Which leaves of a unit hang on what is other, by node.
    fn touched(
        &self,
        block: &Block<'_>,
        own: usize,
        unit: Option<&OtherUnit>,
        moved: &[usize],
    ) -> Vec<bool> {
        let rubric = self.sources.rubric;
        let mut touched = vec![unit.is_some_and(|unit| unit.whole); rubric.nodes.len()];
        if let Some(unit) = unit {
            let read = unit.keys.iter().filter_map(|key| self.readers.get(key)).flatten();
            read.chain(&unit.nodes).for_each(|&at| touched[at] = true);
            for (at, _, leaf) in rubric.leaves().filter(|_| !unit.schemes.is_empty()) {
                touched[at] |= is_survey(&leaf.rule.expr, &unit.schemes);
            }
        }
        for &at in moved {
            let leaf = rubric.nodes[at].leaf.as_ref();
            touched[at] |= leaf.is_some_and(|leaf| self.is_moved(block, own, (at, leaf)));
        }
        // In an order in which what a leaf looks at stands before it.
        for &at in rubric.scoring_order.iter().filter(|at| self.looking.contains(at)) {
            let Some(leaf) = &rubric.nodes[at].leaf else { continue };
            let codes = leaf.rule.expr.nodes();
            let inside = |(other, node): (usize, &crate::rubric::Node)| {
                let is_in =
                    |code: &&crate::terms::Code| node.code == **code || node.code.is_below(code);
                touched[other] && codes.iter().any(is_in)
            };
            let hangs = rubric.nodes.iter().enumerate().any(inside);
            touched[at] |= hangs;
        }
        touched
    }

    /// Whether a figure over the block that a leaf looks at is other for a unit whose own value is
    /// the same.
    fn is_moved(&self, block: &Block<'_>, own: usize, (at, leaf): (usize, &Leaf)) -> bool {
        let mut moved = false;
        leaf.rule.expr.walk(&mut |expr| {
            let Expr::Peer(figure, inner) = expr else { return };
            let value = |peers: &Peers| -> Option<Exact> {
                let one = peers.compared(at).iter().find(|one| one.of == **inner)?;
                one.values[own].clone()
            };
            let stats = |peers: &Peers, value: &Exact| -> Option<Exact> {
                let (_, stats) = peers.of_leaf(at).iter().find(|(of, _)| of == inner.as_ref())?;
                stats.figure(*figure, value)
            };
            moved |= match (value(&self.peers), value(block.peers)) {
                (Some(old), Some(new)) if old == new => {
                    stats(&self.peers, &old) != stats(block.peers, &new)
                }
                (old, new) => old != new,
            };
        });
        moved
    }

    fn unit_again(&self, block: &Block<'_>, own: usize, touched: &[bool]) -> UnitScores {
        let rubric = self.sources.rubric;
        let before = &self.scores[own];
        let mut standings = vec![Standing::Unknown; rubric.nodes.len()];
        for leaf in &before.leaves {
            standings[leaf.node] = Standing::of(leaf, &rubric.nodes[leaf.node]);
        }
        let mut leaves: Vec<LeafScore> = before.leaves.clone();
        let mut unsaid = Problems::default();
        for &at in rubric.scoring_order.iter().filter(|at| touched[**at]) {
            let node = &rubric.nodes[at];
            let (Some(leaf), Some(nth)) = (&node.leaf, self.leaf_at[at]) else { continue };
            let score = score_leaf(block, own, (at, leaf), (&standings, &mut unsaid));
            standings[at] = Standing::of(&score, node);
            leaves[nth] = score;
        }
        let (env, data) = (block.env(own, &standings, &[]), block.data[own]);
        let failed_checks = identities::check(rubric, &self.positions, data, &mut unsaid);
        let official = official::of_unit(&env, &self.positions, data, &mut unsaid);
        let (gates, ties) = (gates(rubric, &env), ties(block.sources, &env));
        UnitScores { leaves, failed_checks, official, gates, ties, known: before.known.clone() }
    }
}

/// Whether an expression reads anything that is other of the unit.
fn is_read(expr: &Expr, unit: &OtherUnit) -> bool {
    unit.whole
        || expr.items().into_iter().any(|key| unit.keys.contains(key))
        || is_survey(expr, &unit.schemes)
}

fn is_survey(expr: &Expr, schemes: &[String]) -> bool {
    expr.any(&mut |one| match one {
        Expr::Survey { scheme, .. } => schemes.iter().any(|other| **other == **scheme),
        _ => false,
    })
}
