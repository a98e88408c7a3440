//! What is aimed at, as bounds on sums of points.

use super::choice::{Bound, Choice, Counts, Group, Place, Problem};
use super::together::{Together, Way};
use crate::index::reach::{to_index, to_published_index, to_published_points};
use crate::index::{UnitIndex, figure, holds};
use crate::round::{RankOn, RoundRules, Ties};
use crate::rubric::{Class, ClassGate, FieldKind, Rubric};
use crate::scenario::Base;
use crate::terms::Exact;

/// What a unit wants to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// This class or a better one, as a position in `Rubric::classes`.
    Class(usize),
    /// At least this published index, in percent.
    Index(Exact),
    /// This place or a better one. Where further figures part equal units, an index above theirs.
    Rank(usize),
}

/// The unit that a way is looked for, and what its leaves give now.
pub(super) struct Standing<'a> {
    pub base: &'a Base<'a>,
    pub at: usize,
}

/// Which of the gates that some leaves hang on are supposed to be open.
pub(super) type Open<'o> = &'o [(usize, usize, bool)];

/// The same, held.
pub(super) type Supposed = Vec<(usize, usize, bool)>;

impl<'a> Standing<'a> {
    pub(super) fn rubric(&self) -> &'a Rubric {
        self.base.sources.rubric
    }

    pub(super) fn unit(&self) -> &'a UnitIndex {
        &self.base.index.units[self.at]
    }

    fn rules(&self) -> &'a RoundRules {
        &self.base.sources.round.rules
    }

    /// Points before the total is kept within its bounds that reach the aim, by class where one is
    /// aimed at. `None` where nothing can: there are fewer units, or no index.
    pub(super) fn total(&self, aim: &Aim) -> Option<Bound> {
        let (unit, rules) = (self.unit(), self.rules());
        let max = &unit.applicable_max;
        match aim {
            Aim::Class(at) => Some(Bound::AtLeast(self.of_class(&self.rubric().classes[*at]))),
            Aim::Index(percent) => {
                Some(Bound::AtLeast(to_published_index(max, percent, rules.decimals)))
            }
            Aim::Rank(rank) => {
                let own = |at: &usize| *at != self.at;
                let others = (0..self.base.index.units.len()).filter(own);
                let units = &self.base.index.units;
                let mut figures: Vec<&Exact> =
                    others.filter_map(|at| figure(&units[at], rules)).collect();
                figures.sort_by(|a, b| b.cmp(a));
                if rules.ties == Ties::Dense {
                    figures.dedup();
                }
                let Some(bound) = figures.get(rank.checked_sub(1)?) else {
                    return Some(Bound::AtLeast(Exact::zero()));
                };
                Some(self.to_pass(bound))
            }
        }
    }

    /// Points that bring the unit level with an index, or above it where levels are parted further.
    fn to_pass(&self, bound: &Exact) -> Bound {
        let (rules, max) = (self.rules(), &self.unit().applicable_max);
        let parted = !rules.tie_break.is_empty();
        match rules.rank_on {
            RankOn::Exact if parted => Bound::MoreThan(to_index(max, bound)),
            RankOn::Exact => Bound::AtLeast(to_index(max, bound)),
            RankOn::Published => {
                let unit = Exact::one();
                let place = (0..rules.decimals)
                    .fold(unit, |unit, _| unit.checked_div(&Exact::whole(10)).unwrap_or_default());
                let bound = if parted { bound.clone() + &place } else { bound.clone() };
                Bound::AtLeast(to_published_index(max, &bound, rules.decimals))
            }
        }
    }

    fn of_class(&self, class: &Class) -> Exact {
        let (unit, rules) = (self.unit(), self.rules());
        match class.in_points {
            true => to_published_points(&class.from, rules),
            false => to_published_index(&unit.applicable_max, &class.from, rules.decimals),
        }
    }

    /// Gates between nodes whose outcome the groups can change: the node that has one, the node that
    /// must earn something, both as positions in `Rubric::nodes`; and those that stand as they are.
    pub(super) fn gates(&self, groups: &[Together]) -> (Vec<(usize, usize)>, Supposed) {
        let rubric = self.rubric();
        let mut moving = Vec::new();
        let mut standing = Vec::new();
        for (at, node) in rubric.nodes.iter().enumerate() {
            for required in node.requires.iter().filter_map(|code| rubric.position(code)) {
                let touched = groups.iter().flat_map(|group| &group.leaves);
                let moves = touched.clone().any(|leaf| self.is_below(*leaf, required));
                match moves {
                    true => moving.push((at, required)),
                    false => standing.push((at, required, self.is_open(required))),
                }
            }
        }
        (moving, standing)
    }

    fn is_below(&self, leaf: usize, node: usize) -> bool {
        self.rubric().with_those_above(leaf).any(|above| above == node)
    }

    /// Whether a required node has earned something; one that does not apply requires nothing.
    fn is_open(&self, required: usize) -> bool {
        let scores = self.base.scores[self.at].leaves.iter();
        let mut own = scores
            .filter(|score| score.state != crate::scores::State::NotApplicable)
            .filter(|score| self.is_below(score.node, required))
            .peekable();
        if own.peek().is_none() {
            return true;
        }
        own.map(|score| &score.points).sum::<Exact>() > Exact::zero()
    }

    /// The plain problem: the aim, under gates that are supposed to stand so. `Err` with the gate of
    /// the class that nothing moves.
    pub(super) fn problem(
        &self,
        groups: &[Together],
        open: Open<'_>,
        (total, class): (Option<Bound>, Option<usize>),
    ) -> Result<(Problem, Vec<Vec<usize>>), ClassGate> {
        let places = self.places(open, class);
        let mut problem = Problem {
            groups: vec![self.rest(groups, open, &places)],
            places: places.iter().map(|(_, _, place)| place.clone()).collect(),
            total,
        };
        // Which ways of each group the choices are.
        let mut kept = vec![vec![0]];
        for group in groups {
            let ways = self.allowed(group, class)?;
            let choices = ways.iter().map(|at| {
                let way = &group.ways[*at];
                Choice { cost: way.cost.clone(), points: self.points(group, way, open, &places) }
            });
            problem.groups.push(Group { choices: choices.collect() });
            kept.push(ways);
        }
        self.fixed_gates(groups, class)?;
        Ok((problem, kept))
    }

    /// The ways of a group under which its gates of the class hold.
    fn allowed(&self, group: &Together, class: Option<usize>) -> Result<Vec<usize>, ClassGate> {
        let mut ways: Vec<usize> = (0..group.ways.len()).collect();
        let Some(class) = class else { return Ok(ways) };
        for (at, gate) in self.rubric().classes[class].gates.iter().enumerate() {
            if matches!(gate, ClassGate::Node { .. }) || !moves(group, class, at) {
                continue;
            }
            ways.retain(|way| {
                let found = group.ways[*way].gates.get(class).and_then(|gates| gates.get(at));
                self.holds(gate, found)
            });
            if ways.is_empty() {
                return Err(gate.clone());
            }
        }
        Ok(ways)
    }

    /// The first gate of the class that does not hold and that no group moves.
    fn fixed_gates(&self, groups: &[Together], class: Option<usize>) -> Result<(), ClassGate> {
        let Some(class) = class else { return Ok(()) };
        let found = self.base.scores[self.at].gates_of(class);
        for (at, gate) in self.rubric().classes[class].gates.iter().enumerate() {
            let by_points = matches!(gate, ClassGate::Node { .. });
            let moved = groups.iter().any(|group| moves(group, class, at));
            if !by_points && !moved && !self.holds(gate, found.get(at)) {
                return Err(gate.clone());
            }
        }
        Ok(())
    }

    fn holds(&self, gate: &ClassGate, found: Option<&crate::value::Outcome>) -> bool {
        holds(gate, found, (self.unit(), self.rubric()), self.rules().decimals)
    }

    /// What has to be known by itself: fields, nodes that a gate of the class looks at, nodes that
    /// must earn something. The last kind counts points before gates.
    fn places(&self, open: Open<'_>, class: Option<usize>) -> Vec<(usize, bool, Place)> {
        let rubric = self.rubric();
        let class = class.map(|at| &rubric.classes[at]);
        let mut places: Vec<(usize, bool, Place)> = Vec::new();
        for (at, field) in rubric.fields() {
            let counts = match field.field_kind {
                FieldKind::Plain => Counts::Whole,
                FieldKind::Bonus => Counts::UpTo(field.max.clone()),
                FieldKind::Penalty => Counts::TakenOff(field.max.clone()),
            };
            let share = class.and_then(|class| class.every_field.as_ref());
            let share = share.filter(|_| field.field_kind == FieldKind::Plain);
            places.push((at, true, Place { bound: self.of_node(at, share), counts }));
        }
        for gate in class.map_or(&[][..], |class| &class.gates) {
            let ClassGate::Node { code, from } = gate else { continue };
            let Some(at) = rubric.position(code) else { continue };
            let bound = self.of_node(at, Some(from));
            if rubric.nodes[at].field_kind == FieldKind::Plain {
                places.push((at, true, Place { bound, counts: Counts::Not }));
            }
        }
        for (_, required, _) in open.iter().filter(|(_, _, is_open)| *is_open) {
            let bound = Some(Bound::MoreThan(Exact::zero()));
            if places.iter().all(|(at, gated, _)| at != required || *gated)
                && self.applies(*required)
            {
                places.push((*required, false, Place { bound, counts: Counts::Not }));
            }
        }
        places
    }

    fn applies(&self, node: usize) -> bool {
        !self.unit().nodes[node].applicable_max.is_zero()
    }

    /// The points that give a node its published share; of one that does not apply, none.
    fn of_node(&self, at: usize, share: Option<&Exact>) -> Option<Bound> {
        let node = &self.unit().nodes[at];
        node.index.as_ref()?;
        let percent = share?.clone() * &Exact::whole(100);
        let points = to_published_index(&node.applicable_max, &percent, self.rules().decimals);
        Some(Bound::AtLeast(points))
    }

    /// What all leaves give that no group reaches, as a group with one choice.
    fn rest(&self, groups: &[Together], open: Open<'_>, places: &[(usize, bool, Place)]) -> Group {
        let reached = |leaf: usize| groups.iter().any(|group| group.leaves.contains(&leaf));
        let leaves = &self.base.scores[self.at].leaves;
        let applies = |score: &&crate::scores::LeafScore| {
            score.state != crate::scores::State::NotApplicable && !reached(score.node)
        };
        let rest: Vec<(usize, Exact)> =
            leaves.iter().filter(applies).map(|score| (score.node, score.points.clone())).collect();
        let points = self.sums(rest.iter().map(|(leaf, points)| (*leaf, points)), open, places);
        Group { choices: vec![Choice { cost: super::choice::Cost::default(), points }] }
    }

    fn points(
        &self,
        group: &Together,
        way: &Way,
        open: Open<'_>,
        places: &[(usize, bool, Place)],
    ) -> Vec<Exact> {
        self.sums(group.leaves.iter().copied().zip(&way.points), open, places)
    }

    /// What leaves give each place. Points that are taken off are a negative sum.
    fn sums<'e>(
        &self,
        leaves: impl Iterator<Item = (usize, &'e Exact)>,
        open: Open<'_>,
        places: &[(usize, bool, Place)],
    ) -> Vec<Exact> {
        let rubric = self.rubric();
        let mut sums = vec![Exact::zero(); places.len()];
        for (leaf, points) in leaves {
            let closed =
                open.iter().any(|(node, _, is_open)| !is_open && self.is_below(leaf, *node));
            let taken_off = rubric.nodes[leaf].field_kind == FieldKind::Penalty;
            for (sum, (node, gated, place)) in sums.iter_mut().zip(places) {
                if !self.is_below(leaf, *node) || (*gated && closed) {
                    continue;
                }
                match taken_off && matches!(place.counts, Counts::TakenOff(_)) {
                    true => *sum = sum.clone() - points,
                    false => *sum += points,
                }
            }
        }
        sums
    }

    /// Whether no points can reach a total, because it lies above the maximum.
    pub(super) fn is_beyond(&self, total: &Bound) -> bool {
        let most = &self.unit().applicable_max;
        let beyond = match total {
            Bound::AtLeast(points) => points > most,
            Bound::MoreThan(points) => points >= most,
        };
        beyond && !self.rubric().over_max
    }
}

/// Whether ways of the group differ in what a gate of the class looks at.
fn moves(group: &Together, class: usize, gate: usize) -> bool {
    let found = |way: &Way| way.gates.get(class).and_then(|gates| gates.get(gate)).cloned();
    let mut ways = group.ways.iter();
    let first = ways.next().and_then(found);
    ways.any(|way| found(way) != first)
}
