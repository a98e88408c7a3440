//! How much of its maximum each unit claims not to apply, beside the other units of its block.

use super::sources::Sources;
use super::unit_data::UnitData;
use super::{LeafScore, State, UnitScores};
use crate::expr::{points_words, share_words};
use crate::problem::{Place, Problem, Problems, kinds::scores as kinds};
use crate::rubric::{FieldKind, Rubric};
use crate::terms::{Exact, Lang, mean};

/// A claimed share below this is told of nobody.
const WORTH_TELLING: (i64, i64) = (1, 5);
/// So many times the mean share of the others is far above it.
const FAR: i64 = 2;

/// What one unit claims.
#[derive(Default)]
struct Claimed<'a> {
    leaves: Vec<&'a LeafScore>,
    points: Exact,
    /// Of them, what leaves the denominator.
    excluded: Exact,
    /// The maximum without any claim.
    full: Exact,
}

impl Claimed<'_> {
    fn share(&self) -> Exact {
        self.points.checked_div(&self.full).unwrap_or_default()
    }
}

/// Tells of units whose claims take a far larger share of the maximum than those of their block,
/// until an appraiser has seen them all. `data` and `scores` have one entry per unit.
pub(super) fn compare(
    sources: &Sources<'_>,
    data: &[UnitData<'_>],
    scores: &[UnitScores],
    problems: &mut Problems,
) {
    let all: Vec<Claimed<'_>> = scores.iter().map(|s| claimed(sources.rubric, s)).collect();
    let least = Exact::fraction(WORTH_TELLING.0, WORTH_TELLING.1).unwrap_or_default();
    for (at, own) in all.iter().enumerate() {
        let open = own.leaves.iter().any(|leaf| leaf.is_unconfirmed());
        let sent = |at: usize| data[at].evidence.file.is_some();
        let others: Vec<Exact> = (0..all.len())
            .filter(|other| *other != at && sent(*other))
            .map(|other| all[other].share())
            .collect();
        let others = mean(others.iter()).unwrap_or_default();
        let far = own.share() >= others.clone() * &Exact::whole(FAR);
        if open && far && own.share() >= least {
            problems.push(problem(sources.rubric, &data[at], own, &others));
        }
    }
}

fn claimed<'a>(rubric: &Rubric, scores: &'a UnitScores) -> Claimed<'a> {
    let mut sum = Claimed::default();
    for leaf in &scores.leaves {
        let node = &rubric.nodes[leaf.node];
        if node.field_kind != FieldKind::Plain {
            continue;
        }
        let excluded = leaf.state == State::NotApplicable;
        if leaf.claim.is_some() {
            sum.leaves.push(leaf);
            sum.points += &node.max;
            sum.excluded += &if excluded { node.max.clone() } else { Exact::zero() };
        }
        if leaf.claim.is_some() || !excluded {
            sum.full += &node.max;
        }
    }
    sum
}

fn problem(rubric: &Rubric, data: &UnitData<'_>, own: &Claimed<'_>, others: &Exact) -> Problem {
    let first = own.leaves.iter().find_map(|leaf| leaf.claim.as_ref()?.origin.as_ref());
    let whole = || Place::file(data.evidence.file.as_deref().unwrap_or_default());
    let codes = own.leaves.iter().map(|leaf| rubric.nodes[leaf.node].code.as_str());
    let points = |problem: Problem, name, points: &Exact| {
        problem.said(name, points_words(points, Lang::Vi), points_words(points, Lang::En))
    };
    let share = |problem: Problem, name, share: &Exact| {
        problem.said(name, share_words(share, Lang::Vi), share_words(share, Lang::En))
    };
    let mut problem = Problem::new(&kinds::NA_SHARE, first.map_or_else(whole, Place::from))
        .with("unit", &data.unit.name)
        .with("count", own.leaves.len())
        .with("codes", codes.collect::<Vec<_>>().join(", "))
        .of_unit(&data.unit.id);
    problem = points(problem, "claimed", &own.points);
    problem = points(problem, "full", &own.full);
    problem = points(problem, "left", &(own.full.clone() - &own.excluded));
    problem = share(problem, "share", &own.share());
    share(problem, "others", others)
}
