//! How far a unit is from a place, a class or a bound, in points: exact, the other units and
//! what applies to the unit being as they are.

use super::ranks::figure;
use super::{BlockIndex, UnitIndex};
use crate::round::{RankOn, RoundRules, Ties};
use crate::rubric::{Class, ClassGate, FieldKind, Rubric};
use crate::terms::Exact;

/// What must be added to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Nothing: it is reached.
    Nothing,
    /// At least these points.
    Points(Exact),
    /// More than these points: they alone do not do.
    MoreThan(Exact),
    /// No points can reach it within the maximum.
    Beyond,
}

/// The way to the units just above: those with the next better figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextPlace {
    /// Positions of those units in the block.
    pub units: Vec<usize>,
    /// What it takes to share their place.
    pub to_draw: Need,
    /// The place that this gives.
    pub drawn_rank: usize,
    /// What it takes to stand before them.
    pub to_pass: Need,
    pub passed_rank: usize,
}

/// The way to a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayToClass {
    /// Position in `Rubric::classes`.
    pub class: usize,
    /// For the lower bound of the class, by the index.
    pub bound: Need,
    /// The applicable fields below the share that the class asks of each, as positions in
    /// `Rubric::nodes`, each with what that field needs.
    pub fields: Vec<(usize, Need)>,
    /// The gates that do not hold, where it is this class that they keep the unit from.
    pub gates: Vec<ClassGate>,
}

/// Points as they count before the total is kept within its bounds.
pub fn raw_points(unit: &UnitIndex, rubric: &Rubric) -> Exact {
    let plain = rubric.fields().filter(|(_, field)| field.field_kind == FieldKind::Plain);
    let plain: Exact = plain.map(|(at, _)| &unit.nodes[at].points).sum();
    plain + &unit.bonus - &unit.penalty
}

/// The least points of `max` whose published share is `percent` or more.
pub(crate) fn to_published_index(max: &Exact, percent: &Exact, decimals: u32) -> Exact {
    to_published(&Exact::zero(), max, percent, decimals)
}

/// The points of `max` that are this share, exactly.
pub(crate) fn to_index(max: &Exact, percent: &Exact) -> Exact {
    share(percent, max)
}

/// The least points that are published as these or more: published points are rounded half-up.
pub(crate) fn to_published_points(points: &Exact, rules: &RoundRules) -> Exact {
    let places = rules.places_of_points();
    let half = last_place(places).checked_div(&Exact::whole(2)).unwrap_or_default();
    points.round_up(places) - &half
}

/// What lifts `have` of `max` points to a published share of `percent`. Rounding is half-up, so
/// half a unit of the last place below is enough.
fn to_published(have: &Exact, max: &Exact, percent: &Exact, decimals: u32) -> Exact {
    let unit = last_place(decimals);
    let half = unit.checked_div(&Exact::whole(2)).unwrap_or_default();
    let shown = percent.round_up(decimals);
    share(&(shown - &half), max) - have
}

fn last_place(decimals: u32) -> Exact {
    (0..decimals)
        .fold(Exact::one(), |unit, _| unit.checked_div(&Exact::whole(10)).unwrap_or_default())
}

/// So many percent of `max`.
fn share(percent: &Exact, max: &Exact) -> Exact {
    (percent.clone() * max).checked_div(&Exact::whole(100)).unwrap_or_default()
}

/// Within the maximum or beyond it.
fn need(points: Exact, strict: bool, room: Option<&Exact>) -> Need {
    let beyond = room.is_some_and(|room| if strict { points >= *room } else { points > *room });
    match (strict, beyond) {
        (_, true) => Need::Beyond,
        (true, _) if points.is_negative() => Need::Nothing,
        (true, _) => Need::MoreThan(points),
        (false, _) if points <= Exact::zero() => Need::Nothing,
        (false, _) => Need::Points(points),
    }
}

/// How many points the total can still take.
fn room(unit: &UnitIndex, rubric: &Rubric) -> Option<Exact> {
    (!rubric.over_max).then(|| unit.applicable_max.clone() - &raw_points(unit, rubric))
}

/// The way to the next better place; `None` for the best and for units without a place.
pub fn next_place(
    block: &BlockIndex,
    at: usize,
    rubric: &Rubric,
    rules: &RoundRules,
) -> Option<NextPlace> {
    let unit = &block.units[at];
    let own = figure(unit, rules)?;
    let of = |u: &UnitIndex| figure(u, rules).cloned();
    let target = block.units.iter().filter_map(of).filter(|f| f > own).min()?;
    let same = |u: &UnitIndex| figure(u, rules) == Some(&target);
    let units = (0..block.units.len()).filter(|&at| same(&block.units[at])).collect();
    let (have, max) = (raw_points(unit, rubric), &unit.applicable_max);
    let room = room(unit, rubric);
    let (to_draw, to_pass) = match rules.rank_on {
        RankOn::Exact => {
            let gap = share(&target, max) - &have;
            (need(gap.clone(), false, room.as_ref()), need(gap, true, room.as_ref()))
        }
        RankOn::Published => {
            let draw = to_published(&have, max, &target, rules.decimals);
            let above = target.clone() + &last_place(rules.decimals);
            let pass = to_published(&have, max, &above, rules.decimals);
            (need(draw, false, room.as_ref()), need(pass, false, room.as_ref()))
        }
    };
    let rank_with = |better: &dyn Fn(&Exact) -> bool| {
        let others = block.units.iter().enumerate().filter(|(other, _)| *other != at);
        let mut ahead: Vec<&Exact> =
            others.filter_map(|(_, u)| figure(u, rules)).filter(|f| better(f)).collect();
        ahead.sort();
        if rules.ties == Ties::Dense {
            ahead.dedup();
        }
        1 + ahead.len()
    };
    Some(NextPlace {
        units,
        to_draw,
        drawn_rank: rank_with(&|f| *f > target),
        to_pass,
        // Whoever stands between the target and one step above it is passed as well.
        passed_rank: rank_with(&|f| match rules.rank_on {
            RankOn::Exact => *f > target,
            RankOn::Published => *f > target.clone() + &last_place(rules.decimals),
        }),
    })
}

/// The units just below and how far ahead of them the unit is, in percent of the index that is
/// ranked on. `None` for the last.
pub fn margin(block: &BlockIndex, at: usize, rules: &RoundRules) -> Option<(Vec<usize>, Exact)> {
    let unit = &block.units[at];
    let own = figure(unit, rules)?;
    let of = |u: &UnitIndex| figure(u, rules).cloned();
    let below = block.units.iter().filter_map(of).filter(|f| f < own).max()?;
    let units = (0..block.units.len())
        .filter(|&other| figure(&block.units[other], rules) == Some(&below))
        .collect();
    Some((units, own.clone() - &below))
}

/// The way to the next better class; `None` in the best, without classes or without a place.
pub fn next_class(unit: &UnitIndex, rubric: &Rubric, rules: &RoundRules) -> Option<WayToClass> {
    unit.published.as_ref()?;
    let own = unit.class.as_ref().and_then(|name| class_at(rubric, name));
    let class = own.unwrap_or(rubric.classes.len()).checked_sub(1)?;
    Some(way_to(unit, rubric, class, rules))
}

pub fn class_at(rubric: &Rubric, name: &str) -> Option<usize> {
    rubric.classes.iter().position(|class| class.name == name)
}

/// What the unit lacks of a class.
fn way_to(unit: &UnitIndex, rubric: &Rubric, class: usize, rules: &RoundRules) -> WayToClass {
    let decimals = rules.decimals;
    let Class { from, every_field, in_points, .. } = &rubric.classes[class];
    let max = &unit.applicable_max;
    let have = raw_points(unit, rubric);
    let points = match in_points {
        true => to_published_points(from, rules) - &have,
        false => to_published(&have, max, from, decimals),
    };
    let room = room(unit, rubric);
    let mut fields = Vec::new();
    if let Some(every) = every_field {
        let percent = every.clone() * &Exact::whole(100);
        for (at, field) in rubric.fields() {
            let node = &unit.nodes[at];
            if field.field_kind != FieldKind::Plain || node.index.is_none() {
                continue;
            }
            let points = to_published(&node.points, &node.applicable_max, &percent, decimals);
            let room = node.applicable_max.clone() - &node.points;
            let need = need(points, false, Some(&room));
            if need != Need::Nothing {
                fields.push((at, need));
            }
        }
    }
    let held = unit.class_held.as_ref().filter(|held| held.class == rubric.classes[class].name);
    let gates = held.map(|held| held.gates.clone()).unwrap_or_default();
    WayToClass { class, bound: need(points, false, room.as_ref()), fields, gates }
}
