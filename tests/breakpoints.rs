//! What a leaf is said to have needed, for every kind of rule: the round is scored again with
//! that one input changed, and with values that are nearer.

use parindex::rubric::Rubric;
use parindex::scores::{LeafScore, State};
use parindex::terms::Exact;
use parindex::value::{Outcome, Value};
use proptest::prelude::*;

use crate::properties::{ITEMS, set, sound_value};
use crate::support::{evidence, one_block, rubric, score};

/// Values of an item that stand for all that it can be.
fn candidates(key: &str) -> impl Iterator<Item = Value> {
    (3..60u32).step_by(3).map(move |n| sound_value(key, n * 7))
}

/// The value a share of the way from one to another, on the steps that the item has.
fn between(from: &Value, to: &Value, part: i64, parts: i64) -> Option<Value> {
    let share = Exact::fraction(part, parts)?;
    match (from, to) {
        (Value::Number(a), Value::Number(b)) => {
            let there = a.clone() + &((b.clone() - a) * &share);
            let whole = a.is_whole() && b.is_whole();
            let there = there.round_half_up(if whole { 0 } else { 4 });
            let inside = (there > *a) == (b > a) && there != *a && there != *b;
            inside.then_some(Value::Number(there))
        }
        (Value::Date(a), Value::Date(b)) => {
            let days = (*b - *a).num_days() * part / parts;
            let there = *a + chrono::TimeDelta::days(days);
            (there != *a && there != *b).then_some(Value::Date(there))
        }
        _ => None,
    }
}

struct Scene {
    set: Rubric,
    units: Vec<Vec<Outcome>>,
}

impl Scene {
    /// The leaves of the first unit with one of its items at another value.
    fn leaves(&self, change: Option<(usize, &Value)>) -> Vec<LeafScore> {
        let mut units = self.units.clone();
        if let Some((item, to)) = change {
            units[0][item] = Ok(to.clone());
        }
        let all: Vec<_> = units.into_iter().map(|u| evidence(&self.set, u)).collect();
        let round = one_block(all.len(), "");
        score(&round, &self.set, &all).0.remove(0).leaves
    }

    fn points(&self, leaf: usize, item: usize, to: &Value) -> Option<Exact> {
        let leaf = self.leaves(Some((item, to))).remove(leaf);
        (leaf.state == State::Scored).then_some(leaf.points)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn what_was_needed_is_just_enough_for_every_kind(
        seeds in prop::collection::vec(prop::collection::vec(3u32..5000, ITEMS), 3)
    ) {
        let set = rubric(&set());
        let values = |seeds: &Vec<u32>| -> Vec<Outcome> {
            let items = set.items.iter().zip(seeds);
            items.map(|(item, n)| Ok(sound_value(item.key.as_str(), *n))).collect()
        };
        let units = seeds.iter().map(values).collect();
        let scene = Scene { set, units };
        for (at, leaf) in scene.leaves(None).into_iter().enumerate() {
            let name = scene.set.nodes[leaf.node].name.clone();
            if leaf.state != State::Scored {
                prop_assert!(leaf.breakpoints.is_empty());
                continue;
            }
            for found in &leaf.breakpoints {
                // The survey of these rounds cannot be changed.
                let Some(input) = found.input.map(|i| &leaf.inputs[i]) else { continue };
                let (item, _) = scene.set.item(&input.key).unwrap();
                let now = input.outcome.as_ref().unwrap();
                let there = scene.points(at, item, &found.next.to);
                prop_assert_eq!(there.as_ref(), Some(&found.next.points), "{}", &name);
                prop_assert!(found.next.points > leaf.points, "{}", &name);
                let full = found.full.as_ref().map(|full| scene.points(at, item, &full.to));
                prop_assert!(full.is_none_or(|p| p == Some(Exact::whole(2))), "{}", &name);
                // The finest steps are passed over on the way to the maximum.
                let passes = found.next.points == Exact::whole(2);
                for part in (1..4).filter(|_| !passes || name == "steps" || name == "deadline") {
                    let Some(nearer) = between(now, &found.next.to, part, 4) else { continue };
                    let nearer_points = scene.points(at, item, &nearer);
                    let less = nearer_points.is_none_or(|p| p <= leaf.points);
                    prop_assert!(less, "{} {:?} {:?} {:?}", &name, now, &nearer, found);
                }
            }
            let needs: Vec<usize> = leaf.breakpoints.iter().filter_map(|b| b.input).collect();
            for (position, input) in leaf.inputs.iter().enumerate() {
                let (item, _) = scene.set.item(&input.key).unwrap();
                // Only divided by: left out where the other one earns more.
                if needs.contains(&position) || input.key.as_str() == "d2" {
                    continue;
                }
                let better = candidates(input.key.as_str())
                    .find(|to| scene.points(at, item, to).is_some_and(|p| p > leaf.points));
                prop_assert!(better.is_none(), "{} {:?}: {:?}", &name, input, better);
            }
        }
    }
}
