//! The cheapest way against every other set of steps, on generated rounds with shared figures,
//! rules that fall, leaves that look at others, gates, classes, a bonus and a penalty.

use parindex::path::{Aim, Also, Answer, Efforts, Mover, Question, cheapest, movers};
use parindex::rubric::{Effort, Rubric};
use parindex::scenario::{Base, Change};
use parindex::scores::State;
use parindex::terms::{Code, Exact};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::properties::ITEMS;
use crate::scenario::{TIE_BREAK, full, inputs, whole_set, with_sources};
use crate::support::{one_block, rubric};

/// The set of all rules, with leaves that share their figures, a bonus and a penalty up to a cap.
fn shared_set() -> String {
    let text = whole_set().replace("total = 32", "total = 36").replace(
        "[[class]]\nname = 'Khá'\nfrom = 40\n",
        "gates = [{ node = '1.3', from = '50%' }]\n[[class]]\nname = 'Khá'\nfrom = 40\n",
    );
    text + "[1.17]\nname = 'cùng số liệu với 1.6'\nmax = 2\n[1.17.rule]\nkind = 'steps'\n\
            value = 'f'\nsteps = [{ from = 6, points = 2 }, { from = 2, points = 1 }]\n\
            [1.18]\nname = 'giảm khi 1.6 tăng'\nmax = 2\n[1.18.rule]\nkind = 'compare'\n\
            value = 'f'\nwith = 5\nless = 2\nequal = 1\nmore = 0\n\
            [2]\nname = 'Thưởng'\nkind = 'bonus'\nmax = 1\n\
            [2.1]\nname = 'thưởng theo 1.5'\nmax = 2\n[2.1.rule]\nkind = 'steps'\n\
            value = 'e'\nsteps = [{ from = 30, points = 2 }, { from = 20, points = 1 }]\n\
            [3]\nname = 'Phạt'\nkind = 'penalty'\nmax = 2\n\
            [3.1]\nname = 'phạt theo 1.7'\nmax = 3\n[3.1.rule]\nkind = 'count'\n\
            value = 'g'\neach = 1\n"
}

/// The least effort and number of leaves of all sets of steps that reach the aim.
fn by_trying(
    base: &Base<'_>,
    at: usize,
    movers: &[Mover],
    reached: &dyn Fn(&[Change]) -> bool,
) -> Option<(Exact, usize)> {
    let mut best: Option<(Exact, usize)> = None;
    let count: usize = movers.iter().map(|mover| mover.targets.len() + 1).product();
    for mut number in 0..count {
        let mut chosen = Vec::new();
        for mover in movers {
            let digit = number % (mover.targets.len() + 1);
            number /= mover.targets.len() + 1;
            chosen.extend(digit.checked_sub(1).map(|digit| &mover.targets[digit]));
        }
        let effort: Exact = chosen.iter().map(|target| &target.effort).sum();
        let mut leaves: Vec<usize> = chosen.iter().map(|target| target.leaf).collect();
        leaves.sort_unstable();
        leaves.dedup();
        let cost = (effort, leaves.len());
        let changes: Vec<Change> = chosen.iter().map(|target| target.change.clone()).collect();
        if best.as_ref().is_none_or(|best| cost < *best)
            && applies_alike(base, at, &changes)
            && reached(&changes)
        {
            best = Some(cost);
        }
    }
    best
}

/// Whether the same leaves apply: a step does not take a leaf out of the maximum.
fn applies_alike(base: &Base<'_>, at: usize, changes: &[Change]) -> bool {
    let outcome = base.run(changes);
    let mut pairs = base.scores[at].leaves.iter().zip(&outcome.scores(at).leaves);
    pairs.all(|(a, b)| (a.state == State::NotApplicable) == (b.state == State::NotApplicable))
}

fn aim(set: &Rubric, (kind, n): (u32, u32), now: &Exact) -> Aim {
    let above = |n: u32| now.clone() + &Exact::whole(i64::from(n % 12));
    match kind % 3 {
        0 => Aim::Class(n as usize % set.classes.len()),
        1 => Aim::Index(above(n).round_half_up(2)),
        _ => Aim::Rank(1 + n as usize % 3),
    }
}

fn efforts(set: &Rubric, n: u32) -> Efforts {
    let code = |at: usize| set.leaves().nth(at).map(|(node, ..)| set.nodes[node].code.clone());
    let effort = |at: u32| match (n >> at) % 4 {
        0 => Some(Effort::PerStep(Exact::fraction(i64::from(at % 5), 2)?)),
        1 => Some(Effort::Each(Exact::fraction(1, 10)?)),
        _ => None,
    };
    let all = (0..14u32).filter_map(|at| Some((code(at as usize)?, effort(at)?)));
    Efforts::new(all.collect::<std::collections::BTreeMap<Code, Effort>>())
}

/// Compares one question with trying everything; whether it was small enough to be tried.
fn agrees(
    set: &Rubric,
    seeds: &[Vec<u32>],
    (kind, n, left): (u32, u32, u64),
    found: &mut usize,
) -> bool {
    let rules = if n.is_multiple_of(2) { TIE_BREAK } else { "" };
    let round = one_block(seeds.len(), rules);
    let sent = inputs(set, seeds);
    with_sources(&round, set, &sent, |sources| {
        let (scores, index) = full(sources);
        let base = Base::new(sources, &scores, &index);
        let Some(now) = &index.units[0].published else { return false };
        let left = set.leaves().map(|(node, ..)| node).filter(|node| left >> (node % 64) & 3 != 0);
        let question = Question {
            at: 0,
            aim: aim(set, (kind, n), now),
            also: Also { surveys: n.is_multiple_of(3), judged: n.is_multiple_of(5) },
            left: left.collect(),
            efforts: efforts(set, n),
        };
        let movers = movers(&base, &question);
        if movers.iter().map(|mover| mover.targets.len() + 1).product::<usize>() > 120 {
            return false;
        }
        let reached = |changes: &[Change]| {
            let outcome = base.run(changes);
            let (unit, place) = (outcome.index().unit(0), outcome.index().place(0));
            match &question.aim {
                Aim::Class(at) => {
                    let better = &set.classes[..=*at];
                    better.iter().any(|class| unit.class.as_ref() == Some(&class.name))
                }
                Aim::Index(index) => unit.published.as_ref().is_some_and(|own| own >= index),
                Aim::Rank(rank) => place.is_some_and(|place| place.rank <= *rank),
            }
        };
        let expected = by_trying(&base, 0, &movers, &reached);
        match cheapest(&base, &question) {
            Answer::Already(_) => assert!(reached(&[])),
            Answer::Way(way) => {
                *found += 1;
                let mut leaves = std::collections::BTreeSet::new();
                for step in &way.steps {
                    let mover = movers.iter().find(|mover| mover.what == step.what).unwrap();
                    let target = mover.targets.iter().find(|target| target.to == step.to).unwrap();
                    leaves.insert(target.leaf);
                }
                let (effort, count) = expected.expect("a way was found, so trying finds one");
                // Where further figures part equal units, only a higher index is aimed at.
                let parted = matches!(question.aim, Aim::Rank(_)) && !rules.is_empty();
                if parted {
                    assert!(way.effort >= effort, "{question:?}");
                } else {
                    assert_eq!((&way.effort, leaves.len()), (&effort, count), "{question:?}");
                }
            }
            Answer::OutOfReach { .. } => {
                let parted = matches!(question.aim, Aim::Rank(_)) && !rules.is_empty();
                assert!(expected.is_none() || parted, "{expected:?} {question:?} {movers:#?}");
            }
            other => panic!("{other:?}"),
        }
        true
    })
}

/// 200 small rounds meet every kind of rule many times; the larger ones are left out.
#[test]
fn no_other_set_of_steps_is_cheaper() {
    use proptest::test_runner::TestRunner;
    let set = rubric(&shared_set());
    let mut runner = TestRunner::deterministic();
    let (mut tried, mut found) = (0, 0);
    let strategy = (
        prop::collection::vec(prop::collection::vec(any::<u32>(), ITEMS), 2..5),
        (any::<u32>(), any::<u32>(), any::<u64>()),
    );
    for _ in 0..2000 {
        let drawn = strategy.new_tree(&mut runner).unwrap();
        let (seeds, asked) = drawn.current();
        tried += usize::from(agrees(&set, &seeds, asked, &mut found));
        if tried == 200 {
            break;
        }
    }
    assert_eq!(tried, 200);
    assert!(found > 40, "only {found} ways were found");
}
