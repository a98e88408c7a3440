//! The solver against trying everything.

use proptest::prelude::*;

use super::choice::{Bound, Choice, Cost, Counts, Group, Outcome, Place, Problem};
use super::frontier::solve;
use crate::terms::Exact;

fn quarters(n: i64) -> Exact {
    Exact::fraction(n, 4).unwrap_or_default()
}

fn choice(places: usize) -> impl Strategy<Value = Choice> {
    let points = prop::collection::vec((-4i64..9).prop_map(quarters), places);
    ((0i64..8), 1usize..3, points).prop_map(|(effort, leaves, points)| Choice {
        cost: Cost { effort: quarters(effort), leaves },
        points,
    })
}

fn group(places: usize) -> impl Strategy<Value = Group> {
    (prop::collection::vec(choice(places), 1..4), prop::collection::vec(any::<bool>(), places))
        .prop_map(|(mut choices, used)| {
            choices[0].cost = Cost::default();
            for choice in &mut choices {
                for (points, used) in choice.points.iter_mut().zip(&used) {
                    if !used {
                        *points = Exact::zero();
                    }
                }
            }
            Group { choices }
        })
}

fn bound() -> impl Strategy<Value = Bound> {
    (any::<bool>(), -2i64..16).prop_map(|(strict, n)| match strict {
        true => Bound::MoreThan(quarters(n)),
        false => Bound::AtLeast(quarters(n)),
    })
}

fn place() -> impl Strategy<Value = Place> {
    let counts = prop_oneof![
        4 => Just(Counts::Whole),
        1 => Just(Counts::Not),
        1 => (1i64..8).prop_map(|n| Counts::UpTo(quarters(n))),
        1 => (1i64..8).prop_map(|n| Counts::TakenOff(quarters(n))),
    ];
    (prop::option::weighted(0.4, bound()), counts)
        .prop_map(|(bound, counts)| Place { bound, counts })
}

fn problem() -> impl Strategy<Value = Problem> {
    (1usize..4).prop_flat_map(|places| {
        (
            prop::collection::vec(group(places), 1..6),
            prop::collection::vec(place(), places),
            prop::option::weighted(0.9, (0i64..60).prop_map(|n| Bound::AtLeast(quarters(n)))),
        )
            .prop_map(|(groups, places, total)| Problem { groups, places, total })
    })
}

/// Every choice there is, with its cost, its sums and its total.
fn everything(problem: &Problem) -> Vec<(Cost, Vec<Exact>, Exact)> {
    let zero = vec![Exact::zero(); problem.places.len()];
    let mut all = vec![(Cost::default(), zero)];
    for group in &problem.groups {
        let mut next = Vec::new();
        for (cost, sums) in &all {
            for choice in &group.choices {
                let sums = sums.iter().zip(&choice.points).map(|(a, b)| a.clone() + b).collect();
                next.push((cost.plus(&choice.cost), sums));
            }
        }
        all = next;
    }
    let total = |sums: &[Exact]| {
        let counted = problem.places.iter().zip(sums).map(|(place, sum)| place.counted(sum));
        counted.fold(Exact::zero(), |total, points| total + &points)
    };
    all.into_iter()
        .map(|(cost, sums)| {
            let total = total(&sums);
            (cost, sums, total)
        })
        .collect()
}

fn satisfied(problem: &Problem, sums: &[Exact]) -> bool {
    let mut places = problem.places.iter().zip(sums);
    places.all(|(place, sum)| place.bound.as_ref().is_none_or(|bound| bound.is_met(sum)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_other_choice_is_cheaper(problem in problem()) {
        let all = everything(&problem);
        let mut open = all.iter().filter(|(_, sums, _)| satisfied(&problem, sums)).peekable();
        let possible = open.peek().is_some();
        let open: Vec<_> = open.collect();
        let reached = open.iter().filter(|(_, _, total)| problem.total.as_ref().is_none_or(|bound| bound.is_met(total)));
        let cheapest = reached.map(|(cost, _, _)| cost).min();
        match solve(&problem) {
            Outcome::Reached(found) => {
                prop_assert_eq!(Some(&found.cost), cheapest);
                let made = problem.groups.iter().zip(&found.choices);
                let mut cost = Cost::default();
                let mut sums = vec![Exact::zero(); problem.places.len()];
                for (group, at) in made {
                    cost = cost.plus(&group.choices[*at].cost);
                    for (sum, points) in sums.iter_mut().zip(&group.choices[*at].points) {
                        *sum += points;
                    }
                }
                prop_assert_eq!(cost, found.cost);
                prop_assert!(satisfied(&problem, &sums));
                prop_assert!(problem.total.as_ref().is_none_or(|bound| bound.is_met(&found.total)));
            }
            Outcome::Nearest(found) => {
                prop_assert_eq!(cheapest, None);
                let best = open.iter().map(|(_, _, total)| total).max();
                prop_assert_eq!(Some(&found.total), best);
            }
            Outcome::Closed(_) => prop_assert!(!possible),
        }
    }
}

#[test]
fn of_equal_cost_the_first_groups_are_taken() {
    let step = |points: i64| Choice {
        cost: Cost { effort: Exact::one(), leaves: 1 },
        points: vec![Exact::whole(points)],
    };
    let stay = Choice { cost: Cost::default(), points: vec![Exact::zero()] };
    let group = Group { choices: vec![stay, step(1)] };
    let problem = Problem {
        groups: vec![group.clone(), group.clone(), group],
        places: vec![Place::default()],
        total: Some(Bound::AtLeast(Exact::whole(2))),
    };
    let Outcome::Reached(found) = solve(&problem) else { panic!("two of three are enough") };
    assert_eq!(found.choices, [1, 1, 0]);
}
