//! A criteria set tried on a finished round: who moves, how far and by which leaf.

use std::collections::BTreeMap;

use super::comparison::{
    BlockPair, Comparison, Kind, LeafPair, LeafSpread, Mapped, MappedAs, Parts, Refused, UnitPair,
};
use super::figures::{LeafFigure, UnitFigures, figures_of};
use crate::results::{BlockResults, Results};
use crate::rubric::Rubric;
use crate::scenario::{Carry, Under, is_same_leaf};
use crate::terms::Exact;

/// Which leaf is which, by code; appraised points carry over where rule and items are unchanged.
pub fn carried(old: &Rubric, new: &Rubric) -> Vec<Carry> {
    let leaf = |(at, node, _): (usize, &crate::rubric::Node, _)| {
        let was = old.position(&node.code).filter(|was| old.nodes[*was].leaf.is_some())?;
        Some(Carry { old: was, new: at, points: is_same_leaf((old, was), (new, at)) })
    };
    new.leaves().filter_map(leaf).collect()
}

/// The round beside what it comes to under the set.
pub fn try_set(
    results: &Results,
    block: &BlockResults,
    (set, under, carried): (&Rubric, &Under, &[Carry]),
) -> Comparison {
    let round = &results.round;
    let units: Vec<UnitPair> = (0..block.units.len())
        .map(|at| {
            let of = |rubric: &Rubric, scores: &[_], index: &crate::index::BlockIndex| {
                figures_of((round, block.units[at]), rubric, &scores[at], &index.units[at])
            };
            let old = of(&block.rubric, &block.scores, &block.index);
            pair(old, of(set, &under.scores, &under.index))
        })
        .collect();
    let moves = |way: fn(&Exact) -> bool| {
        units.iter().filter(|unit| unit.change().as_ref().is_some_and(way)).count()
    };
    let own = &round.blocks[block.block];
    let pair = BlockPair {
        id: own.id.to_string(),
        name: own.name.clone(),
        mean: [block.index.mean.clone(), under.index.mean.clone()],
        up: moves(|change| *change > Exact::zero()),
        down: moves(Exact::is_negative),
        spread: spread(set, under, carried),
        alone: [Vec::new(), Vec::new()],
    };
    let sides = [block.rubric.title.clone(), set.title.clone()];
    let mapping = mapping(&block.rubric, set);
    Comparison { kind: Kind::TrySet, sides, blocks: vec![pair], units, mapping }
}

fn pair(old: UnitFigures, new: UnitFigures) -> UnitPair {
    let leaves = leaves(&old, &new);
    let change = old.index.clone().zip(new.index.clone()).map(|(old, new)| new - &old);
    let parts = change.map(|rules| Parts { rules, ..Parts::default() });
    UnitPair {
        block: 0,
        unit: new.unit,
        name: new.name,
        index: [old.index, new.index],
        published: [old.published, new.published],
        rank: [old.rank, new.rank],
        class: [old.class, new.class],
        provisional: [old.is_provisional, new.is_provisional],
        parts: parts.ok_or_else(|| Refused::new("đơn vị không có chỉ số", "the unit has no index")),
        leaves,
        was: Vec::new(),
    }
}

/// The leaves that moved, each with its part of the change: with index `I = 100·P/M`, a leaf whose
/// points changed by `p` and whose maximum changed by `m` has the part `(100·p − I₀·m) / M₁`. What
/// limits take is a part of its own, so that the parts add up.
fn leaves(old: &UnitFigures, new: &UnitFigures) -> Vec<LeafPair> {
    let (Some(before), Some(after)) = (&old.index, &new.index) else { return Vec::new() };
    let mut codes: BTreeMap<&str, [Option<&LeafFigure>; 2]> = BTreeMap::new();
    for (side, figures) in [old, new].into_iter().enumerate() {
        for leaf in &figures.leaves {
            codes.entry(&leaf.code).or_default()[side] = Some(leaf);
        }
    }
    let mut sum = Exact::zero();
    let mut all = Vec::new();
    // In the order of the annex, what was dropped last.
    let mut order: Vec<&str> = new.leaves.iter().map(|leaf| leaf.code.as_str()).collect();
    let dropped = old.leaves.iter().map(|leaf| leaf.code.as_str());
    let dropped: Vec<&str> = dropped.filter(|code| !order.contains(code)).collect();
    order.extend(dropped);
    for code in order {
        let [was, is] = codes[code];
        let figure = |leaf: Option<&LeafFigure>, of: fn(&LeafFigure) -> &Exact| {
            leaf.map(of).cloned().unwrap_or_default()
        };
        let points = figure(is, |leaf| &leaf.points) - &figure(was, |leaf| &leaf.points);
        let max = figure(is, |leaf| &leaf.max) - &figure(was, |leaf| &leaf.max);
        let part = points * &Exact::whole(100) - &(before.clone() * &max);
        let Some(part) = part.checked_div(&new.applicable_max) else { continue };
        let same = was.zip(is).is_some_and(|(was, is)| {
            (&was.points, &was.max, was.applies) == (&is.points, &is.max, is.applies)
        });
        if same {
            continue;
        }
        sum += &part;
        let name = is.or(was).map(|leaf| leaf.name.clone()).unwrap_or_default();
        all.push(LeafPair {
            code: code.to_string(),
            name,
            was: was.map(|leaf| leaf.code.clone()).into_iter().collect(),
            points: [was, is].map(|leaf| leaf.map(|leaf| leaf.points.clone())),
            index_points: Some(part),
        });
    }
    let limits = after.clone() - before - &sum;
    if !limits.is_zero() {
        let (code, name) = (String::new(), String::new());
        let (was, points) = (Vec::new(), [None, None]);
        all.push(LeafPair { code, name, was, points, index_points: Some(limits) });
    }
    all
}

/// How the leaves of the set spread over the units.
fn spread(set: &Rubric, under: &Under, carried: &[Carry]) -> Vec<LeafSpread> {
    let one = |(nth, (at, node, _)): (usize, (usize, &crate::rubric::Node, _))| {
        let mut spread = LeafSpread {
            code: node.code.to_string(),
            name: node.name.clone(),
            units: 0,
            full: 0,
            zero: 0,
            without: 0,
            carried: carried.iter().any(|one| one.new == at && one.points),
        };
        for (scores, index) in under.scores.iter().zip(&under.index.units) {
            let state = scores.leaves[nth].state;
            if !index.has_data() || state == crate::scores::State::NotApplicable {
                continue;
            }
            let points = &index.nodes[at].points;
            spread.units += 1;
            spread.full += usize::from(*points >= node.max);
            spread.zero += usize::from(points.is_zero());
            spread.without += usize::from(state != crate::scores::State::Scored);
        }
        spread
    };
    set.leaves().enumerate().map(one).collect()
}

fn mapping(old: &Rubric, new: &Rubric) -> Vec<Mapped> {
    let codes = |rubric: &Rubric| -> Vec<(String, String)> {
        let leaves = rubric.leaves();
        leaves.map(|(_, node, _)| (node.code.to_string(), node.name.clone())).collect()
    };
    let (before, after) = (codes(old), codes(new));
    let has = |all: &[(String, String)], code: &str| all.iter().any(|(own, _)| own == code);
    let mapped = |(code, name): &(String, String), was: Vec<String>, state| Mapped {
        code: code.clone(),
        name: name.clone(),
        was,
        state,
    };
    let mut all: Vec<Mapped> = Vec::new();
    for leaf in &after {
        all.push(match has(&before, &leaf.0) {
            true => mapped(leaf, vec![leaf.0.clone()], MappedAs::Same),
            false => mapped(leaf, Vec::new(), MappedAs::New),
        });
    }
    for leaf in before.iter().filter(|leaf| !has(&after, &leaf.0)) {
        all.push(mapped(leaf, vec![leaf.0.clone()], MappedAs::Dropped));
    }
    all
}
