//! Every lost point has one cause, and sums by anything come to what is lost.

use std::collections::BTreeMap;

use parindex::report::{Cause, Lost, Standing};
use parindex::results::{BlockResults, Results};
use parindex::rubric::{FieldKind, Rubric};
use parindex::terms::{Exact, Lang};
use parindex::value::{Gap, Outcome, Value};
use proptest::prelude::*;

use crate::support::{entries, evidence, given, one_block, root, rubric, score};

/// A gate, a judged leaf, a leaf without occasion, a bonus, and penalties that together pass their cap.
const SET: &str = "
schema = 1
[set]
id = 's'
title = 'T'
year = 2020
decision = 'D'
total = 12
[1]
name = 'F'
source = 'S'
proof = 'P'
appraiser = 'x'
[1.1]
name = 'a'
max = 3
data = { a = { label = 'A', type = 'percent' } }
rule = { kind = 'steps', value = 'a', steps = [{ from = '90%', points = 3 }, { from = '40%', points = 1 }] }
[1.2]
name = 'b'
max = 2
data = { b = { label = 'B', type = 'yes_no' } }
rule = { kind = 'yes_no', value = 'b' }
[1.3]
name = 'c'
max = 2
rule = { kind = 'judged' }
[2]
name = 'G'
requires = ['1.2']
source = 'S'
proof = 'P'
appraiser = 'y'
[2.1]
name = 'd'
max = 2
data = { d = { label = 'D', type = 'count' } }
rule = { kind = 'count', value = 'd', each = 0.3 }
[2.2]
name = 'e'
max = 3
na = 'exclude'
data = { e = { label = 'E', type = 'count' }, f = { label = 'F', type = 'count' } }
rule = { kind = 'proportional', value = 'e / (e + f)', zero_base = 'not_applicable' }
[8]
name = 'Thưởng'
kind = 'bonus'
max = 1
source = 'S'
proof = 'P'
appraiser = 'y'
[8.1]
name = 'g'
max = 1
data = { g = { label = 'G', type = 'count' } }
rule = { kind = 'count', value = 'g', each = 0.25 }
[9]
name = 'Phạt'
kind = 'penalty'
max = 2
source = 'S'
proof = 'P'
appraiser = 'x'
[9.1]
name = 'h'
max = 1.5
data = { h = { label = 'H', type = 'count' } }
rule = { kind = 'count', value = 'h', each = 0.5 }
[9.2]
name = 'i'
max = 1.5
data = { i = { label = 'I', type = 'count' } }
rule = { kind = 'count', value = 'i', each = 0.5 }
";

fn value(key: &str, n: u32) -> Outcome {
    let number = |top: u32, of: i64| Exact::fraction(i64::from(n / 7 % top), of).unwrap();
    match n % 7 {
        0 => Err(Gap::Missing),
        1 => Err(Gap::Unreadable),
        _ if key == "a" => Ok(Value::Number(number(13, 12))),
        _ if key == "b" => Ok(Value::YesNo(n % 7 > 3)),
        _ => Ok(Value::Number(number(6, 1))),
    }
}

fn block_of(set: &Rubric, seeds: &[Vec<u32>]) -> Results {
    let round = one_block(seeds.len(), "");
    let of = |seeds: &Vec<u32>| {
        let items = set.items.iter().zip(seeds);
        evidence(set, items.map(|(item, n)| value(item.key.as_str(), *n)).collect())
    };
    let all: Vec<_> = seeds.iter().map(of).collect();
    let (scores, index) = score(&round, set, &all);
    let units = (0..seeds.len()).collect();
    let block = BlockResults { block: 0, rubric: set.clone(), units, scores, index };
    Results { round, blocks: vec![block], ..Results::none() }
}

/// What a unit lost, from its total alone: without bonus, points are the maximum less what is lost,
/// kept within 0 and the maximum.
fn adds_up(standing: &Standing<'_>, lost: &Lost) -> bool {
    let unit = standing.index;
    let whole = lost.total();
    let left = unit.applicable_max.clone() - &whole + &unit.bonus;
    let kept = left.max(Exact::zero());
    let kept = match standing.block.rubric.over_max {
        true => kept,
        false => kept.min(unit.applicable_max.clone()),
    };
    kept == unit.points
}

fn each_standing(results: &Results, mut check: impl FnMut(&Standing<'_>, &Lost)) {
    for block in &results.blocks {
        for at in 0..block.units.len() {
            let standing = Standing::of(results, block, at);
            check(&standing, &Lost::of(&standing));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn causes_come_to_what_is_lost(
        seeds in prop::collection::vec(prop::collection::vec(any::<u32>(), 8), 1..6)
    ) {
        let set = rubric(SET);
        prop_assert_eq!(set.items.len(), 8);
        let results = block_of(&set, &seeds);
        let mut holds = true;
        each_standing(&results, |standing, lost| {
            holds &= adds_up(standing, lost);
            // Every leaf at most once, and leaves short of their maximum exactly once.
            let mut leaves: Vec<usize> = lost.leaves.iter().map(|(at, ..)| *at).collect();
            leaves.dedup();
            holds &= leaves.len() == lost.leaves.len();
            for (at, leaf) in standing.leaves.iter().enumerate() {
                if set.nodes[leaf.node].field_kind == FieldKind::Plain {
                    let short = standing.index.nodes[leaf.node].applicable_max.clone()
                        - &standing.points(leaf.node);
                    let said = lost.at(at).map_or(Exact::zero(), |(_, points)| points.clone());
                    holds &= said == short;
                }
            }
            let causes: Exact = lost.causes().values().sum();
            holds &= causes == lost.total();
        });
        prop_assert!(holds);
    }
}

#[test]
fn penalties_beyond_their_cap_cost_nothing() {
    // 9.1 takes 1.5, 9.2 would take another 1.5; the field takes 2.
    let set = rubric(SET);
    let mut seeds = vec![4 + 7 * 5; 8];
    // a = 12/12: all points
    seeds[0] = 4 + 7 * 12;
    let results = block_of(&set, &[seeds]);
    let mut taken: BTreeMap<String, Exact> = BTreeMap::new();
    each_standing(&results, |standing, lost| {
        for (at, cause, points) in &lost.leaves {
            let code = set.nodes[standing.leaves[*at].node].code.to_string();
            taken.insert(format!("{code} {}", cause.key()), points.clone());
        }
    });
    let said: Vec<String> = taken.iter().map(|(at, points)| format!("{at} {points}")).collect();
    // 1.3 nobody has judged; 2.1: 5 × 0.3 of 2; 2.2: 5/10 of 3.
    let wanted =
        ["1.3 pending 2", "2.1 below 1/2", "2.2 below 3/2", "9.1 penalty 3/2", "9.2 penalty 1/2"];
    assert_eq!(said, wanted);
}

#[test]
fn the_causes_of_every_round_in_the_repository_add_up() {
    let mut seen = std::collections::BTreeSet::new();
    for case in entries(&root().join("tests/cases")) {
        if !case.is_dir() || case.join("shipped.txt").exists() {
            continue;
        }
        let folder = format!("tests/cases/{}", case.file_name().unwrap().to_string_lossy());
        let (results, _) = given(&folder);
        each_standing(&results, |standing, lost| {
            seen.extend(lost.causes().into_keys().map(Cause::key));
            if standing.index.rank.is_some() {
                assert!(adds_up(standing, lost), "{folder}: {}", standing.unit.name);
            } else {
                assert!(lost.leaves.is_empty(), "{folder}: {}", standing.unit.name);
            }
        });
    }
    assert!(seen.len() >= 7, "{seen:?}");
}

#[test]
fn results_say_what_was_lost_and_why() {
    let (results, _) = given("tests/cases/gates-and-na");
    let mut json = Vec::new();
    parindex::write::json::write_results(&results, &mut json, Lang::Vi).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let units = json["blocks"][0]["units"].as_array().unwrap();
    let point = |text: &serde_json::Value| {
        let text = text.as_str().unwrap();
        match text.split_once('/') {
            Some((n, d)) => Exact::fraction(n.parse().unwrap(), d.parse().unwrap()).unwrap(),
            None => Exact::from_decimal(text).unwrap(),
        }
    };
    assert!(units.iter().any(|unit| unit["lost"]["causes"]["gate"].is_string()));
    for unit in units.iter().filter(|unit| unit["lost"].is_object()) {
        let total = point(&unit["lost"]["total"]);
        let causes = unit["lost"]["causes"].as_object().unwrap();
        assert_eq!(causes.values().map(point).fold(Exact::zero(), |sum, n| sum + &n), total);
        let leaves = unit["leaves"].as_array().unwrap().iter();
        let leaves = leaves.filter(|leaf| leaf["lost"].is_object());
        let sum = leaves.fold(Exact::zero(), |sum, leaf| sum + &point(&leaf["lost"]["points"]));
        assert_eq!(sum, total, "{}", unit["name"]);
    }
}
