//! Figures that meet in a leaf are moved together: every combination of their steps, scored by
//! the round's own functions.

use super::choice::Cost;
use super::moves::Mover;
use crate::expr::Expr;
use crate::rubric::Rubric;
use crate::scenario::{Base, Change};
use crate::scores::{LeafScore, State};
use crate::terms::Exact;
use crate::value::Outcome;

/// So many combinations of one group are tried; more are told, not cut.
const MOST_WAYS: usize = 20_000;

/// Movers that meet in leaves, and what each combination of their steps gives.
pub(super) struct Together {
    /// The leaves that the movers reach, as positions in `Rubric::nodes`.
    pub leaves: Vec<usize>,
    /// The first one moves nothing.
    pub ways: Vec<Way>,
}

/// One combination of steps.
pub(super) struct Way {
    /// Movers and their targets, by position.
    pub moved: Vec<(usize, usize)>,
    pub cost: Cost,
    /// Points before gates of [`Together::leaves`].
    pub points: Vec<Exact>,
    /// What the gates of each class look at then.
    pub gates: Vec<Vec<Outcome>>,
}

/// There are more combinations than can be tried: of these leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooMany {
    pub leaves: Vec<usize>,
}

pub(super) fn groups(
    base: &Base<'_>,
    at: usize,
    movers: &[Mover],
) -> Result<Vec<Together>, TooMany> {
    let rubric = base.sources.rubric;
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for (own, mover) in movers.iter().enumerate() {
        let leaves = reached(rubric, mover);
        let meets = |(_, others): &(Vec<usize>, Vec<usize>)| {
            others.iter().any(|leaf| leaves.contains(leaf))
        };
        let (meeting, mut rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(meets);
        let mut one = (vec![own], leaves);
        for (movers, leaves) in meeting {
            one.0.extend(movers);
            one.1.extend(leaves);
        }
        one.0.sort_unstable();
        one.1.sort_unstable();
        one.1.dedup();
        rest.push(one);
        groups = rest;
    }
    groups.sort_by_key(|(_, leaves)| leaves.first().copied());
    groups.into_iter().map(|group| together(base, at, movers, group)).collect()
}

/// The leaves whose points hang on what is moved, also by way of other leaves.
fn reached(rubric: &Rubric, mover: &Mover) -> Vec<usize> {
    use super::moves::What;
    let reads = |expr: &Expr| {
        match &mover.what {
        What::Item(key) => expr.items().contains(&key),
        What::Survey(scheme, of) => expr.any(&mut |e| {
            matches!(e, Expr::Survey { scheme: own, of: what } if **own == **scheme && what == of)
        }),
        What::Judged(_) => false,
    }
    };
    let mut found: Vec<usize> = Vec::new();
    for &at in &rubric.scoring_order {
        let Some(leaf) = &rubric.nodes[at].leaf else { continue };
        let by_points = leaf.rule.expr.nodes().into_iter().any(|code| {
            let below = |other: &usize| {
                let own = &rubric.nodes[*other].code;
                own == code || own.is_below(code)
            };
            found.iter().any(below)
        });
        if by_points || reads(&leaf.rule.expr) || mover.what == What::Judged(at) {
            found.push(at);
        }
    }
    found.sort_unstable();
    found
}

fn together(
    base: &Base<'_>,
    at: usize,
    movers: &[Mover],
    (own, leaves): (Vec<usize>, Vec<usize>),
) -> Result<Together, TooMany> {
    let counts = own.iter().map(|mover| movers[*mover].targets.len() + 1);
    let count = counts.fold(1usize, |all, count| all.saturating_mul(count));
    if count > MOST_WAYS {
        return Err(TooMany { leaves });
    }
    let now = &base.scores[at];
    let mut ways = Vec::new();
    for number in 0..count {
        let moved = combination(number, &own, movers);
        let changes: Vec<Change> = moved
            .iter()
            .map(|(mover, target)| movers[*mover].targets[*target].change.clone())
            .collect();
        let outcome = base.run(&changes);
        let scores = outcome.scores(at);
        let before = |leaf: usize| now.leaves.iter().find(|score| score.node == leaf);
        let stands = |score: &&LeafScore| {
            // What does not apply any more would change the maximum: that is no step.
            before(score.node).is_some_and(|before| {
                (before.state == State::NotApplicable) == (score.state == State::NotApplicable)
            })
        };
        let found: Vec<&LeafScore> =
            scores.leaves.iter().filter(|score| leaves.contains(&score.node)).collect();
        let contradicts = scores.failed_checks > now.failed_checks;
        if number > 0 && (contradicts || !found.iter().all(stands)) {
            continue;
        }
        ways.push(Way {
            cost: cost(&moved, movers),
            points: found.iter().map(|score| applicable(score)).collect(),
            gates: scores.gates.clone(),
            moved,
        });
    }
    Ok(Together { leaves, ways })
}

fn applicable(score: &LeafScore) -> Exact {
    match score.state {
        State::NotApplicable => Exact::zero(),
        _ => score.points.clone(),
    }
}

/// The steps that a number stands for: one digit per mover, 0 for none.
fn combination(mut number: usize, own: &[usize], movers: &[Mover]) -> Vec<(usize, usize)> {
    let mut moved = Vec::new();
    for &mover in own {
        let base = movers[mover].targets.len() + 1;
        let digit = number % base;
        number /= base;
        if digit > 0 {
            moved.push((mover, digit - 1));
        }
    }
    moved
}

fn cost(moved: &[(usize, usize)], movers: &[Mover]) -> Cost {
    let targets = || moved.iter().map(|(mover, target)| &movers[*mover].targets[*target]);
    let mut leaves: Vec<usize> = targets().map(|target| target.leaf).collect();
    leaves.sort_unstable();
    leaves.dedup();
    Cost { effort: targets().map(|target| &target.effort).sum(), leaves: leaves.len() }
}
