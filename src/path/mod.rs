//! The cheapest way to a class, an index or a place: the set of steps with the least effort that
//! reaches it when everything else stays as it is. Exact: no other set of these steps is cheaper.
//!
//! Steps are found leaf by leaf from the breakpoints of its rule, combinations that meet in a leaf
//! are scored by the round's own functions, and the cheapest choice is run once more as a whole:
//! what it gives is what the round would give.

mod choice;
mod effort;
mod frontier;
#[cfg(test)]
mod frontier_tests;
mod moves;
mod target;
mod together;

pub use effort::Efforts;
pub use moves::{Also, Mover, Target, What, item_of};
pub use target::Aim;
pub use together::TooMany;

use choice::{Cost, Outcome, Solution};
use moves::Finding;
use target::Standing;
use together::Together;

use crate::rubric::{Class, ClassGate};
use crate::scenario::{Base, Change};
use crate::terms::Exact;
use crate::value::Value;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// Position of the unit in the block.
    pub at: usize,
    pub aim: Aim,
    pub also: Also,
    /// Leaves that are left as they are, as positions in `Rubric::nodes`.
    pub left: Vec<usize>,
    pub efforts: Efforts,
}

/// One step of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub what: What,
    pub from: Value,
    pub to: Value,
    pub effort: Exact,
    /// The leaves whose points change by the steps of this figure and those it meets, as positions
    /// in `Rubric::nodes`: points before, and with all steps of the way.
    pub leaves: Vec<(usize, Exact, Exact)>,
}

/// Where a unit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub points: Exact,
    pub published: Option<Exact>,
    pub rank: Option<usize>,
    pub class: Option<String>,
}

/// A set of steps, and what the round gives with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub effort: Exact,
    /// In the order of the annex.
    pub steps: Vec<Step>,
    pub now: Place,
    pub then: Place,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The aim is reached as it is.
    Already(Place),
    /// No other set of steps is cheaper.
    Way(Way),
    /// No set of steps reaches it; with this one the index is highest. `gate` is the first condition
    /// of the class that no step opens; `None` where points alone do not suffice.
    OutOfReach { best: Way, gate: Option<ClassGate> },
    /// More combinations than can be tried.
    TooMany(TooMany),
    /// The unit has no index.
    Unranked,
}

/// What can be moved, and the steps of it that a way is made of.
pub fn movers(base: &Base<'_>, question: &Question) -> Vec<Mover> {
    let Question { at, also, left, efforts, .. } = question;
    Finding { base, at: *at, efforts, also: *also, left }.movers()
}

/// Looks for the cheapest way.
pub fn cheapest(base: &Base<'_>, question: &Question) -> Answer {
    let standing = Standing { base, at: question.at };
    if standing.unit().published.is_none() {
        return Answer::Unranked;
    }
    let now = place(base, question.at, &[]);
    if is_reached(base, &question.aim, &now) {
        return Answer::Already(now);
    }
    let movers = movers(base, question);
    let groups = match together::groups(base, question.at, &movers) {
        Ok(groups) => groups,
        Err(many) => return Answer::TooMany(many),
    };
    let search = Search { standing: &standing, movers: &movers, groups: &groups };
    let mut gate = None;
    let mut found: Option<Found> = None;
    for (total, class) in search.aims(&question.aim) {
        match search.best(total, class) {
            Ok(Some(one)) if found.as_ref().is_none_or(|known| one.cost < known.cost) => {
                found = Some(one);
            }
            Ok(_) => {}
            Err(closed) => gate = gate.or(Some(closed)),
        }
    }
    match found.map(|found| search.way(&found, &now)) {
        Some(way) if is_reached(base, &question.aim, &way.then) => Answer::Way(way),
        _ => Answer::OutOfReach { best: search.highest(&now), gate },
    }
}

/// The unit as it would stand after some changes.
fn place(base: &Base<'_>, at: usize, changes: &[Change]) -> Place {
    let outcome = base.run(changes);
    let index = outcome.index();
    let unit = index.unit(at);
    Place {
        points: unit.points.clone(),
        published: unit.published.clone(),
        rank: index.place(at).map(|place| place.rank),
        class: unit.class.clone(),
    }
}

fn is_reached(base: &Base<'_>, aim: &Aim, place: &Place) -> bool {
    let classes = &base.sources.rubric.classes;
    let class_of = |name: &String| classes.iter().position(|class: &Class| class.name == *name);
    match aim {
        Aim::Class(at) => place.class.as_ref().and_then(class_of).is_some_and(|own| own <= *at),
        Aim::Index(index) => place.published.as_ref().is_some_and(|own| own >= index),
        Aim::Rank(rank) => place.rank.is_some_and(|own| own <= *rank),
    }
}

/// Choices of all groups, as positions in [`Together::ways`].
struct Found {
    cost: Cost,
    ways: Vec<usize>,
    total: Exact,
}

struct Search<'a> {
    standing: &'a Standing<'a>,
    movers: &'a [Mover],
    groups: &'a [Together],
}

impl Search<'_> {
    /// The totals that reach the aim, each with the class whose gates must hold: of a class, also
    /// those of the better ones.
    fn aims(&self, aim: &Aim) -> Vec<(choice::Bound, Option<usize>)> {
        let classes = match aim {
            Aim::Class(at) => (0..=*at).map(|class| (Aim::Class(class), Some(class))).collect(),
            other => vec![(other.clone(), None)],
        };
        let total = |(aim, class): (Aim, Option<usize>)| Some((self.standing.total(&aim)?, class));
        classes.into_iter().filter_map(total).collect()
    }

    /// The cheapest choices that reach the total and pass the gates of the class.
    fn best(&self, total: choice::Bound, class: Option<usize>) -> Result<Option<Found>, ClassGate> {
        if self.standing.is_beyond(&total) {
            return Ok(None);
        }
        let any = matches!(&total, choice::Bound::AtLeast(points) if *points <= Exact::zero());
        let total = (!any).then_some(total);
        let mut best: Option<Found> = None;
        for open in self.suppositions() {
            let (problem, kept) =
                self.standing.problem(self.groups, &open, (total.clone(), class))?;
            if let Outcome::Reached(solution) = frontier::solve(&problem) {
                let found = found(&solution, &kept);
                if best.as_ref().is_none_or(|known| found.cost < known.cost) {
                    best = Some(found);
                }
            }
        }
        Ok(best)
    }

    /// Every way in which the gates between nodes may stand.
    fn suppositions(&self) -> Vec<Vec<(usize, usize, bool)>> {
        let (moving, standing) = self.standing.gates(self.groups);
        let mut all = vec![standing];
        for (node, required) in moving {
            let with = |open: bool| {
                move |mut list: Vec<(usize, usize, bool)>| {
                    list.push((node, required, open));
                    list
                }
            };
            let closed: Vec<_> = all.clone().into_iter().map(with(false)).collect();
            all = all.into_iter().map(with(true)).chain(closed).collect();
        }
        all
    }

    /// The steps that lift the total highest, whatever they cost; of equal ones, the cheapest.
    fn highest(&self, now: &Place) -> Way {
        let mut best: Option<Found> = None;
        for open in self.suppositions() {
            let above = choice::Bound::MoreThan(self.standing.unit().applicable_max.clone());
            let total = Some(above.clone());
            let Ok((problem, kept)) = self.standing.problem(self.groups, &open, (total, None))
            else {
                continue;
            };
            let solution = match frontier::solve(&problem) {
                Outcome::Nearest(solution) | Outcome::Reached(solution) => solution,
                Outcome::Closed(_) => continue,
            };
            let found = found(&solution, &kept);
            let is_better = |known: &Found| {
                found.total > known.total || found.total == known.total && found.cost < known.cost
            };
            if best.as_ref().is_none_or(is_better) {
                best = Some(found);
            }
        }
        let stay = || Found {
            cost: Cost::default(),
            ways: vec![0; self.groups.len()],
            total: Exact::zero(),
        };
        self.way(&best.unwrap_or_else(stay), now)
    }

    /// The steps of some choices, run once more together.
    fn way(&self, found: &Found, now: &Place) -> Way {
        let chosen = || self.groups.iter().zip(&found.ways);
        let changes: Vec<Change> = chosen()
            .flat_map(|(group, way)| &group.ways[*way].moved)
            .map(|(mover, target)| self.movers[*mover].targets[*target].change.clone())
            .collect();
        let mut steps: Vec<Step> = Vec::new();
        for (group, way) in chosen() {
            let (stay, way) = (&group.ways[0], &group.ways[*way]);
            let points = stay.points.iter().zip(&way.points);
            let leaves: Vec<(usize, Exact, Exact)> = group
                .leaves
                .iter()
                .zip(points)
                .filter(|(_, (before, after))| before != after)
                .map(|(leaf, (before, after))| (*leaf, before.clone(), after.clone()))
                .collect();
            steps.extend(way.moved.iter().map(|(mover, target)| {
                let (mover, target) = (&self.movers[*mover], &self.movers[*mover].targets[*target]);
                Step {
                    what: mover.what.clone(),
                    from: mover.now.clone(),
                    to: target.to.clone(),
                    effort: target.effort.clone(),
                    leaves: leaves.clone(),
                }
            }));
        }
        let then = place(self.standing.base, self.standing.at, &changes);
        Way { effort: found.cost.effort.clone(), steps, now: now.clone(), then }
    }
}

/// A solution in terms of ways: the first group is what nothing moves.
fn found(solution: &Solution, kept: &[Vec<usize>]) -> Found {
    let ways = solution.choices.iter().zip(kept).skip(1).map(|(choice, kept)| kept[*choice]);
    Found { cost: solution.cost.clone(), ways: ways.collect(), total: solution.total.clone() }
}
