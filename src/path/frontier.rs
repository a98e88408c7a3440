//! The cheapest choices, exactly: group by group, keeping every partial choice that no other one
//! beats in cost and in all sums at once.
//!
//! A partial choice that costs no less and has nowhere more can be left out, because whatever is
//! chosen afterwards costs and gives both the same, and no sum ever counts less for being higher.

use std::rc::Rc;

use super::choice::{Choice, Cost, Outcome, Problem, Solution};
use crate::terms::Exact;

/// A partial choice.
#[derive(Clone)]
struct State {
    cost: Cost,
    /// Of the places that stand alone in this cluster, then all that already counts.
    sums: Vec<Exact>,
    made: Option<Rc<Made>>,
}

/// Choices made so far, the last one first.
struct Made {
    group: usize,
    choice: usize,
    before: Option<Rc<Made>>,
}

pub(super) fn solve(problem: &Problem) -> Outcome {
    let fixed = fixed(problem);
    let clusters = clusters(problem);
    let mut fronts = Vec::new();
    let mut closed = Vec::new();
    for cluster in &clusters {
        let (states, never) = front(problem, (cluster, &fixed));
        closed.extend(never);
        fronts.push(states);
    }
    if !closed.is_empty() {
        closed.sort_unstable();
        return Outcome::Closed(closed);
    }
    let open = problem.places.iter().zip(&fixed).filter(|(place, _)| !place.stands_alone());
    let total = open.map(|(_, sum)| sum).sum();
    let mut all = vec![State { cost: Cost::default(), sums: vec![total], made: None }];
    for front in fronts {
        let mut next = Vec::with_capacity(all.len() * front.len());
        for state in &all {
            next.extend(front.iter().map(|other| joined(state, other)));
        }
        all = unbeaten(next);
    }
    // Fronts are sorted by cost, and their totals rise with it.
    let reached = all.iter().find(|state| is_met(problem, &state.sums[0]));
    match reached {
        Some(state) => Outcome::Reached(solution(problem, state)),
        None => match all.last() {
            Some(state) => Outcome::Nearest(solution(problem, state)),
            None => Outcome::Closed(Vec::new()),
        },
    }
}

fn is_met(problem: &Problem, total: &Exact) -> bool {
    problem.total.as_ref().is_none_or(|bound| bound.is_met(total))
}

/// Groups that meet in a place whose sum has to be known by itself.
struct Cluster {
    groups: Vec<usize>,
    places: Vec<usize>,
}

/// Whether there is anything to choose.
fn is_open(problem: &Problem, group: usize) -> bool {
    problem.groups[group].choices.len() > 1
}

/// What groups without a choice give each place.
fn fixed(problem: &Problem) -> Vec<Exact> {
    let mut sums = vec![Exact::zero(); problem.places.len()];
    for group in (0..problem.groups.len()).filter(|group| !is_open(problem, *group)) {
        for choice in &problem.groups[group].choices {
            sums.iter_mut().zip(&choice.points).for_each(|(sum, points)| *sum += points);
        }
    }
    sums
}

fn touches(problem: &Problem, group: usize, place: usize) -> bool {
    problem.groups[group].choices.iter().any(|choice| !choice.points[place].is_zero())
}

/// Groups by the places in which they meet; a place that nobody touches stands by itself.
fn clusters(problem: &Problem) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = (0..problem.groups.len())
        .filter(|group| is_open(problem, *group))
        .map(|group| Cluster { groups: vec![group], places: Vec::new() })
        .collect();
    for (place, said) in problem.places.iter().enumerate() {
        if !said.stands_alone() {
            continue;
        }
        let meets = |cluster: &Cluster| cluster.groups.iter().any(|g| touches(problem, *g, place));
        let (meeting, mut rest): (Vec<Cluster>, Vec<Cluster>) =
            clusters.into_iter().partition(meets);
        let mut one = Cluster { groups: Vec::new(), places: vec![place] };
        for cluster in meeting {
            one.groups.extend(cluster.groups);
            one.places.extend(cluster.places);
        }
        one.groups.sort_unstable();
        one.places.sort_unstable();
        rest.push(one);
        clusters = rest;
    }
    clusters.sort_by_key(|cluster| cluster.groups.first().copied());
    clusters
}

/// The unbeaten choices of one cluster, each with what it counts in the total; and the places that
/// no choice can satisfy.
fn front(problem: &Problem, (cluster, fixed): (&Cluster, &[Exact])) -> (Vec<State>, Vec<usize>) {
    let width = cluster.places.len() + 1;
    let mut sums: Vec<Exact> = cluster.places.iter().map(|place| fixed[*place].clone()).collect();
    sums.push(Exact::zero());
    let start = State { cost: Cost::default(), sums, made: None };
    let mut states = vec![start];
    for &group in &cluster.groups {
        let choices = &problem.groups[group].choices;
        let mut next = Vec::with_capacity(states.len() * choices.len());
        for state in &states {
            for (at, choice) in choices.iter().enumerate() {
                next.push(chosen(problem, cluster, state, (group, at, choice)));
            }
        }
        states = unbeaten(next);
    }
    let fails = |at: usize, state: &State| {
        let place = &problem.places[cluster.places[at]];
        place.bound.as_ref().is_some_and(|bound| !bound.is_met(&state.sums[at]))
    };
    let places = 0..cluster.places.len();
    let never: Vec<usize> =
        places.clone().filter(|at| states.iter().all(|state| fails(*at, state))).collect();
    if !never.is_empty() {
        return (Vec::new(), never.into_iter().map(|at| cluster.places[at]).collect());
    }
    states.retain(|state| !places.clone().any(|at| fails(at, state)));
    if states.is_empty() {
        // Each place alone can be satisfied, but not all of them together.
        return (states, cluster.places.clone());
    }
    let counted = states.into_iter().map(|state| {
        let mut total = state.sums[width - 1].clone();
        for (at, place) in cluster.places.iter().enumerate() {
            total += &problem.places[*place].counted(&state.sums[at]);
        }
        State { sums: vec![total], ..state }
    });
    (unbeaten(counted.collect()), Vec::new())
}

/// The state with one more choice made.
fn chosen(
    problem: &Problem,
    cluster: &Cluster,
    state: &State,
    (group, at, choice): (usize, usize, &Choice),
) -> State {
    let mut sums = state.sums.clone();
    for (place, said) in problem.places.iter().enumerate() {
        if choice.points[place].is_zero() {
            continue;
        }
        let own = cluster.places.iter().position(|own| *own == place);
        match own {
            Some(own) => sums[own] += &choice.points[place],
            None if said.stands_alone() => {}
            None => sums[cluster.places.len()] += &choice.points[place],
        }
    }
    let made = (at > 0).then(|| Made { group, choice: at, before: state.made.clone() });
    State {
        cost: state.cost.plus(&choice.cost),
        sums,
        made: made.map(Rc::new).or_else(|| state.made.clone()),
    }
}

/// Both partial choices, of groups that the other one has not.
fn joined(state: &State, other: &State) -> State {
    let mut made = state.made.clone();
    for (group, choice) in order(other) {
        made = Some(Rc::new(Made { group, choice, before: made }));
    }
    State {
        cost: state.cost.plus(&other.cost),
        sums: vec![state.sums[0].clone() + &other.sums[0]],
        made,
    }
}

/// The choices that change something, by group.
fn order(state: &State) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    let mut at = state.made.as_ref();
    while let Some(made) = at {
        list.push((made.group, made.choice));
        at = made.before.as_ref();
    }
    list.sort_unstable();
    list
}

/// The states that no other one beats: sorted by cost; of the same cost and sums, the one whose
/// groups come first.
fn unbeaten(mut states: Vec<State>) -> Vec<State> {
    states.sort_by(|a, b| {
        a.cost.cmp(&b.cost).then_with(|| b.sums.cmp(&a.sums)).then_with(|| order(a).cmp(&order(b)))
    });
    let telling = telling(&states);
    let mut kept: Vec<State> = Vec::new();
    for state in states {
        let at_least = |other: &State| telling.iter().all(|at| other.sums[*at] >= state.sums[*at]);
        let beaten = match telling.len() {
            // With one sum that tells, the last one kept has the highest so far.
            0 | 1 => kept.last().is_some_and(at_least),
            _ => kept.iter().any(at_least),
        };
        if !beaten {
            kept.push(state);
        }
    }
    kept
}

/// The sums in which states differ.
fn telling(states: &[State]) -> Vec<usize> {
    let Some(first) = states.first() else { return Vec::new() };
    let differs = |at: &usize| states.iter().any(|state| state.sums[*at] != first.sums[*at]);
    (0..first.sums.len()).filter(differs).collect()
}

fn solution(problem: &Problem, state: &State) -> Solution {
    let mut choices = vec![0; problem.groups.len()];
    for (group, choice) in order(state) {
        choices[group] = choice;
    }
    Solution { cost: state.cost.clone(), choices, total: state.sums[0].clone() }
}
