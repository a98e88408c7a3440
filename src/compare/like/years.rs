//! Last year beside this year, like for like: the change of every unit's index in six parts.

use std::collections::BTreeMap;

use super::comparison::{BlockPair, Comparison, Kind, LeafPair, Mapped, Parts, Refused, UnitPair};
use super::figures::{LeafFigure, UnitFigures, figures_of};
use super::mapping::mapping;
use super::predecessors::{Before, joined_index, sums, weighted};
use super::scorable::{carried, is_scorable};
use crate::results::{BlockResults, Results};
use crate::round::Joined;
use crate::rubric::Rubric;
use crate::scenario::{Carry, Under};
use crate::terms::{Exact, Key};
use crate::value::Value;

/// What a block of last year comes to under another set: the block's position in `Round::blocks`.
pub type UnderSet<'f> = dyn Fn(usize, &Rubric, &[Carry]) -> Option<Under> + 'f;

/// Last year's round as it was run.
pub struct Last<'a> {
    pub results: &'a Results,
    pub under: &'a UnderSet<'a>,
}

/// Compares the years.
pub fn years(now: &Results, last: &Last<'_>) -> Comparison {
    let mut all = Comparison {
        kind: Kind::Years,
        sides: [last.results.round.title.clone(), now.round.title.clone()],
        blocks: Vec::new(),
        units: Vec::new(),
        mapping: Vec::new(),
    };
    for (number, block) in now.blocks.iter().enumerate() {
        let mut own = OfBlock { now, last, number, block, sides: BTreeMap::new() };
        let units: Vec<UnitPair> = (0..block.units.len()).map(|at| own.unit(at)).collect();
        for side in own.sides.values() {
            for leaf in &side.mapping {
                if !all
                    .mapping
                    .iter()
                    .any(|known| (&known.code, &known.was) == (&leaf.code, &leaf.was))
                {
                    all.mapping.push(leaf.clone());
                }
            }
        }
        all.blocks.push(own.pair(&units));
        all.units.extend(units);
    }
    all
}

/// A block of last year beside one of this year.
struct Sides {
    mapping: Vec<Mapped>,
    under: Option<Under>,
}

struct OfBlock<'a> {
    now: &'a Results,
    last: &'a Last<'a>,
    number: usize,
    block: &'a BlockResults,
    /// By position of last year's block in its results.
    sides: BTreeMap<usize, Sides>,
}

impl OfBlock<'_> {
    fn pair(&self, units: &[UnitPair]) -> BlockPair {
        let own = &self.now.round.blocks[self.block.block];
        let moves = |way: fn(&Exact) -> bool| {
            units.iter().filter(|unit| unit.change().as_ref().is_some_and(way)).count()
        };
        let before = self.sides.keys().map(|at| &self.last.results.blocks[*at]);
        let before: Vec<&BlockResults> = before.collect();
        let mean = match &before[..] {
            [only] => only.index.mean.clone(),
            _ => None,
        };
        BlockPair {
            id: own.id.to_string(),
            name: own.name.clone(),
            mean: [mean, self.block.index.mean.clone()],
            up: moves(|change| *change > Exact::zero()),
            down: moves(Exact::is_negative),
            spread: Vec::new(),
            alone: [self.left(&before), self.newcomers()],
        }
    }

    fn joined(&self, id: &str) -> Option<&Joined> {
        self.now.round.years.joined.iter().find(|one| one.unit == id)
    }

    fn find(&self, id: &str) -> Option<(usize, usize)> {
        let last = self.last.results;
        let in_block = |(number, block): (usize, &BlockResults)| {
            let is_it = |at: &usize| last.round.units[*at].id.as_str() == id;
            Some((number, block.units.iter().position(is_it)?))
        };
        last.blocks.iter().enumerate().find_map(in_block)
    }

    /// Units of last year's blocks that nobody of this round was.
    fn left(&self, before: &[&BlockResults]) -> Vec<String> {
        let round = &self.last.results.round;
        let units = before.iter().flat_map(|block| &block.units).map(|at| &round.units[*at]);
        let named = |id: &str| {
            let joined = &self.now.round.years.joined;
            let own = self.now.round.units.iter().any(|unit| unit.id.as_str() == id);
            own || joined.iter().flat_map(|one| &one.of).any(|one| one.id == id)
        };
        units.filter(|unit| !named(unit.id.as_str())).map(|unit| unit.name.clone()).collect()
    }

    /// Units of this round that nobody was.
    fn newcomers(&self) -> Vec<String> {
        let units = self.block.units.iter().map(|at| &self.now.round.units[*at]);
        let is_new = |id: &str| self.joined(id).is_none() && self.find(id).is_none();
        units.filter(|unit| is_new(unit.id.as_str())).map(|unit| unit.name.clone()).collect()
    }

    fn unit(&mut self, at: usize) -> UnitPair {
        let (round, unit) = (&self.now.round, self.block.units[at]);
        let (scores, index) = (&self.block.scores[at], &self.block.index.units[at]);
        let now = figures_of((round, unit), &self.block.rubric, scores, index);
        let before = self.before(&now.unit);
        let decimals = round.rules.decimals;
        let mut pair = UnitPair {
            block: self.number,
            unit: now.unit.clone(),
            name: now.name.clone(),
            index: [None, now.index.clone()],
            published: [None, now.published.clone()],
            rank: [None, now.rank],
            class: [None, now.class.clone()],
            provisional: [false, now.is_provisional],
            parts: Err(Refused::new("", "")),
            leaves: Vec::new(),
            was: Vec::new(),
        };
        let (block, before) = match before {
            Ok(before) => before,
            Err(refused) => return UnitPair { parts: Err(refused), ..pair },
        };
        pair.provisional[0] = before.iter().any(|one| one.unit.is_provisional);
        pair.index[0] = weighted(&before, |one| one.unit.index.clone());
        match &before[..] {
            [only] => {
                pair.published[0] = only.unit.published.clone();
                pair.rank[0] = only.unit.rank;
                pair.class[0] = only.unit.class.clone();
                if only.unit.name != now.name {
                    pair.was = vec![only.unit.name.clone()];
                }
            }
            several => {
                let rounded = pair.index[0].as_ref().map(|index| index.round_half_up(decimals));
                pair.published[0] = rounded;
                let named = several.iter().map(|one| {
                    let percent = (one.weight.clone() * &Exact::whole(100)).round_half_up(2);
                    format!("{} ({}%)", one.unit.name, percent.to_plain().replace('.', ","))
                });
                pair.was = named.collect();
            }
        }
        let compared = self.compared(block, &now, &before);
        match compared {
            Ok((parts, leaves)) => UnitPair { parts: Ok(parts), leaves, ..pair },
            Err(refused) => UnitPair { parts: Err(refused), ..pair },
        }
    }

    /// The unit's predecessors, all of one block of last year.
    fn before(&mut self, id: &str) -> Result<(usize, Vec<Before>), Refused> {
        let own = crate::round::Predecessor { id: id.to_string(), weight: Some(Exact::one()) };
        let (of, by) = match self.joined(id) {
            Some(joined) => (joined.of.clone(), joined.by.clone()),
            None => (vec![own], None),
        };
        let mut found = Vec::new();
        for one in &of {
            let Some(at) = self.find(&one.id) else {
                let vi = format!("năm trước không có đơn vị “{}”", one.id);
                return Err(Refused::new(vi, format!("last year had no unit “{}”", one.id)));
            };
            found.push((at, one.weight.clone()));
        }
        let Some(((block, _), _)) = found.first().cloned() else {
            return Err(Refused::new("đơn vị mới", "a new unit"));
        };
        if found.iter().any(|((other, _), _)| *other != block) {
            let vi = "các đơn vị trước đây thuộc các khối khác nhau";
            return Err(Refused::new(vi, "its predecessors were of different blocks"));
        }
        self.know(block);
        let weights = self.weights(&found, by.as_ref())?;
        let side = &self.sides[&block];
        let last = &self.last.results.blocks[block];
        let round = &self.last.results.round;
        let before = found.iter().zip(weights).map(|(((_, at), _), weight)| {
            let of = (round, last.units[*at]);
            let unit = figures_of(of, &last.rubric, &last.scores[*at], &last.index.units[*at]);
            let again = side.under.as_ref().map(|under| {
                let (scores, index) = (&under.scores[*at], &under.index.units[*at]);
                figures_of(of, &self.block.rubric, scores, index)
            });
            Before { unit, again, weight }
        });
        Ok((block, before.collect()))
    }

    /// Given, or in the proportion of an item's values of last year.
    fn weights(
        &self,
        found: &[((usize, usize), Option<Exact>)],
        by: Option<&Key>,
    ) -> Result<Vec<Exact>, Refused> {
        let Some(key) = by else {
            return Ok(found
                .iter()
                .map(|(_, weight)| weight.clone().unwrap_or_default())
                .collect());
        };
        let value = |(block, at): &(usize, usize)| -> Option<Exact> {
            let leaves = &self.last.results.blocks[*block].scores[*at].leaves;
            let input = leaves.iter().flat_map(|leaf| &leaf.inputs).find(|one| one.key == *key)?;
            match &input.outcome {
                Ok(Value::Number(number)) if !number.is_negative() => Some(number.clone()),
                _ => None,
            }
        };
        let values: Option<Vec<Exact>> = found.iter().map(|(at, _)| value(at)).collect();
        let sum: Option<Exact> = values.as_ref().map(|all| all.iter().sum());
        let shares = values.zip(sum).and_then(|(values, sum)| {
            values.iter().map(|value| value.checked_div(&sum)).collect::<Option<Vec<Exact>>>()
        });
        shares.ok_or_else(|| {
            let vi = format!("năm trước không có đủ số liệu “{key}” để tính tỷ trọng");
            Refused::new(vi, format!("last year lacks values of “{key}” to weigh by"))
        })
    }

    /// Last year's block under this year's set, once.
    fn know(&mut self, block: usize) {
        if self.sides.contains_key(&block) {
            return;
        }
        let last = &self.last.results.blocks[block];
        let mapping = mapping(&last.rubric, &self.block.rubric);
        let carried = carried(&mapping, &last.rubric, &self.block.rubric);
        let under = (self.last.under)(last.block, &self.block.rubric, &carried);
        self.sides.insert(block, Sides { mapping, under });
    }

    /// The parts of the change, and the leaves by which the data moved it.
    fn compared(
        &self,
        block: usize,
        now: &UnitFigures,
        before: &[Before],
    ) -> Result<(Parts, Vec<LeafPair>), Refused> {
        let no_index =
            || Refused::new("một trong hai năm đơn vị không có chỉ số", "one year has no index");
        let (Some(index), Some(was)) =
            (now.index.clone(), weighted(before, |one| one.unit.index.clone()))
        else {
            return Err(no_index());
        };
        let side = &self.sides[&block];
        let old = &self.last.results.blocks[block].rubric;
        let pairs = self.pairs(side, old, now, before)?;
        let sum = |of: fn(&Pair<'_>) -> Exact| -> Exact {
            pairs.iter().map(of).collect::<Vec<_>>().iter().sum()
        };
        let percent = |points: Exact, max: &Exact| (points * &Exact::whole(100)).checked_div(max);
        let max = sum(|pair| pair.max.clone());
        let old_max = sum(|pair| pair.old_max.clone());
        let states = [
            percent(sum(|pair| pair.old_points.clone()), &old_max),
            percent(sum(|pair| pair.again.clone()), &max),
            percent(sum(|pair| pair.now.points.clone()), &max),
        ];
        let [Some(restricted), Some(again), Some(same)] = states else {
            return Err(Refused::new(
                "không có tiêu chí nào so được giữa hai năm",
                "no leaf can be compared between the years",
            ));
        };
        let joined = joined_index(before).ok_or_else(no_index)?;
        let mut parts = Parts {
            units: joined.clone() - &was,
            scope: restricted.clone() - &joined + &index - &same,
            rules: again - &restricted,
            ..Parts::default()
        };
        let mut leaves = Vec::new();
        for pair in &pairs {
            let moved = pair.now.points.clone() - &pair.again;
            let Some(part) = percent(moved, &max) else { continue };
            let to = match pair {
                _ if pair.now.is_survey => &mut parts.survey,
                _ if pair.is_judged => &mut parts.judgement,
                _ => &mut parts.work,
            };
            *to += &part;
            if !part.is_zero() || pair.old_points != pair.now.points {
                leaves.push(LeafPair {
                    code: pair.now.code.clone(),
                    name: pair.now.name.clone(),
                    was: pair.was.to_vec(),
                    points: [Some(pair.old_points.clone()), Some(pair.now.points.clone())],
                    index_points: Some(part),
                });
            }
        }
        Ok((parts, leaves))
    }

    /// The leaves that both years have; a rule that changed without the data to score last year
    /// again is no ground for any comparison.
    fn pairs<'p>(
        &self,
        side: &'p Sides,
        old: &Rubric,
        now: &'p UnitFigures,
        before: &[Before],
    ) -> Result<Vec<Pair<'p>>, Refused> {
        let mut pairs = Vec::new();
        for mapped in side.mapping.iter().filter(|one| !one.was.is_empty()) {
            let Some(leaf) = now.leaves.iter().find(|leaf| leaf.code == mapped.code) else {
                continue;
            };
            let sums = sums(before, &mapped.was, &mapped.code);
            let Some(sums) = sums.filter(|_| leaf.applies) else { continue };
            if !is_scorable((old, &mapped.was), (&self.block.rubric, &mapped.code)) {
                let code = &mapped.code;
                return Err(Refused::new(
                    format!(
                        "cách tính tiêu chí {code} đã đổi, số liệu năm trước không đủ để chấm lại"
                    ),
                    format!(
                        "the rule of {code} is other, and last year lacks the data to score it again"
                    ),
                ));
            }
            pairs.push(Pair {
                was: &mapped.was,
                old_points: sums.old_points,
                old_max: sums.old_max,
                again: sums.again,
                max: leaf.max.clone(),
                is_judged: leaf.is_judged || sums.is_judged,
                now: leaf,
            });
        }
        Ok(pairs)
    }
}

/// A leaf in both years.
struct Pair<'p> {
    now: &'p LeafFigure,
    was: &'p [String],
    old_points: Exact,
    old_max: Exact,
    /// Last year's data under this year's rule.
    again: Exact,
    max: Exact,
    is_judged: bool,
}
