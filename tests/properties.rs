//! What must hold whatever the set and the evidence are.

use parindex::expr::{Env, evaluate, parse};
use parindex::rules::RULES;
use parindex::scores::State;
use parindex::terms::{Date, Exact, Key};
use parindex::value::{Gap, Outcome, Value};
use proptest::prelude::*;

use crate::support::{evidence, one_block, rubric, score};

/// One leaf of each kind, out of 2 points; items named by the leaf. `better` leaves only ever
/// gain from a larger value (or a yes).
const KINDS: &[(&str, &str, &str)] = &[
    ("yes_no", "a = { label = 'A', type = 'yes_no' }", "kind = 'yes_no'\nvalue = 'a'"),
    (
        "checklist",
        "b = { label = 'B', type = 'yes_no' }\nb2 = { label = 'B2', type = 'yes_no' }",
        "kind = 'checklist'\nitems = [{ value = 'b', points = 0.5 }, { value = 'b2', points = 1.5 }]",
    ),
    (
        "steps",
        "c = { label = 'C', type = 'percent' }",
        "kind = 'steps'\nvalue = 'c'\nsteps = [{ from = '98%', points = 2 }, { above = '70%', points = 1 }]",
    ),
    (
        "proportional",
        "d = { label = 'D', type = 'count' }\nd2 = { label = 'D2', type = 'count' }",
        "kind = 'proportional'\nvalue = 'd / (d + d2)'\nfloor = '30%'\nzero_base = 'not_applicable'",
    ),
    (
        "linear",
        "e = { label = 'E', type = 'number' }",
        "kind = 'linear'\nvalue = 'e'\nfrom = 10\nto = 40",
    ),
    ("count", "f = { label = 'F', type = 'count' }", "kind = 'count'\nvalue = 'f'\neach = 0.3"),
    (
        "deduction",
        "g = { label = 'G', type = 'count' }",
        "kind = 'deduction'\nvalue = 'g'\neach = 0.7",
    ),
    (
        "deadline",
        "h = { label = 'H', type = 'date' }",
        "kind = 'deadline'\nvalue = 'h'\ndue = 2020-06-30\nlate = [{ days = 20, points = 1 }]",
    ),
    (
        "compare",
        "i = { label = 'I', type = 'number' }",
        "kind = 'compare'\nvalue = 'i'\nwith = 15\nless = 2\nequal = 1\nmore = 0",
    ),
    (
        "choice",
        "j = { label = 'J', type = 'choice', options = ['Tốt', 'Khá', 'Kém'] }",
        "kind = 'choice'\nvalue = 'j'\noptions = { 'Tốt' = 2, 'Khá' = 1, 'Kém' = 0 }",
    ),
    (
        "formula",
        "k = { label = 'K', type = 'count' }",
        "kind = 'formula'\ncases = [{ when = 'k >= 30', points = 2 }, { when = 'k > 3', points = 'k / 15' }]",
    ),
    (
        "relative",
        "l = { label = 'L', type = 'number' }",
        "kind = 'relative'\nvalue = 'l'\nmethod = 'min_max'\nbetter = 'higher'",
    ),
    ("survey", "", "kind = 'survey'\nscheme = 's'"),
    ("judged", "", "kind = 'judged'"),
];

pub fn set() -> String {
    let mut text = format!(
        "schema = 1\n[set]\nid = 's'\ntitle = 'T'\nyear = 2020\ndecision = 'D'\ntotal = {}\n\
         [1]\nname = 'F'\nna = 'exclude'\nsource = 'S'\nproof = 'P'\nappraiser = 'x'\n",
        KINDS.len() * 2
    );
    for (at, (name, data, rule)) in KINDS.iter().enumerate() {
        let code = format!("1.{}", at + 1);
        text += &format!("[{code}]\nname = '{name}'\nmax = 2\n");
        if !data.is_empty() {
            text += &format!("[{code}.data]\n{data}\n");
        }
        text += &format!("[{code}.rule]\n{rule}\n");
    }
    text
}

fn value_for(key: &str, n: u32) -> Outcome {
    let gap = match n % 17 {
        0 => Some(Gap::Missing),
        1 => Some(Gap::Unreadable),
        2 => Some(Gap::NotApplicable),
        _ => None,
    };
    match gap {
        Some(gap) => Err(gap),
        None => Ok(sound_value(key, n)),
    }
}

pub fn sound_value(key: &str, n: u32) -> Value {
    match key {
        "a" | "b" | "b2" => Value::YesNo(n.is_multiple_of(2)),
        "h" if n.is_multiple_of(5) => Value::YesNo(false),
        "h" => Value::Date(Date::from_yo_opt(2020, 1 + n % 366).expect("2020 has 366 days")),
        "j" => Value::Text(["Tốt", "Khá", "Kém"][n as usize % 3].into()),
        "c" => Value::Number(Exact::fraction(i64::from(n % 300), 200).unwrap()),
        "e" | "i" | "l" => Value::Number(Exact::fraction(i64::from(n % 180), 3).unwrap()),
        _ => Value::Number(Exact::whole(i64::from(n % 50))),
    }
}

fn outcomes(set: &parindex::rubric::Rubric, seeds: &[u32]) -> Vec<Outcome> {
    set.items.iter().zip(seeds).map(|(item, n)| value_for(item.key.as_str(), *n)).collect()
}

/// A world in which nothing can be looked up: the trace's arithmetic must stand by itself.
struct Nothing;

impl Env for Nothing {
    fn item(&self, _: &Key) -> Outcome {
        Err(Gap::Missing)
    }

    fn carries(&self, _: &[String]) -> bool {
        false
    }
}

pub const ITEMS: usize = 14;

#[test]
fn the_set_has_every_kind_of_rule() {
    for kind in RULES {
        assert!(KINDS.iter().any(|(name, _, _)| *name == kind.name), "{}", kind.name);
    }
    assert_eq!(rubric(&set()).items.len(), ITEMS);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn points_stay_within_the_leaf_and_the_trace_adds_up(
        seeds in prop::collection::vec(prop::collection::vec(any::<u32>(), ITEMS), 1..5)
    ) {
        let set = rubric(&set());
        let round = one_block(seeds.len(), "");
        let all: Vec<_> = seeds.iter().map(|s| evidence(&set, outcomes(&set, s))).collect();
        let (scores, index) = score(&round, &set, &all);
        for (scores, unit) in scores.iter().zip(&index.units) {
            for leaf in &scores.leaves {
                let node = &set.nodes[leaf.node];
                prop_assert!(leaf.points >= Exact::zero() && leaf.points <= node.max);
                if leaf.state != State::Scored {
                    prop_assert!(leaf.points.is_zero());
                    continue;
                }
                let line = leaf.trace.points.as_ref().expect("a scored leaf has its arithmetic");
                let again = evaluate(&parse(&line.arithmetic).unwrap().expr, &Nothing).0;
                prop_assert_eq!(&again, &line.result, "{}", &line.arithmetic);
                if leaf.trace.cut_from.is_none() {
                    prop_assert_eq!(again, Ok(Value::Number(leaf.points.clone())));
                }
            }
            let sum: Exact = scores.leaves.iter().map(|l| &l.points).sum();
            prop_assert_eq!(&sum, &unit.points);
            let max: Exact = scores.leaves.iter().filter(|l| l.state != State::NotApplicable)
                .map(|l| &set.nodes[l.node].max).sum();
            prop_assert_eq!(&max, &unit.applicable_max);
        }
    }

    #[test]
    fn the_order_of_units_changes_nothing(
        seeds in prop::collection::vec(prop::collection::vec(any::<u32>(), ITEMS), 2..7)
    ) {
        let set = rubric(&set());
        let round = one_block(seeds.len(), "");
        let all: Vec<_> = seeds.iter().map(|s| evidence(&set, outcomes(&set, s))).collect();
        let (_, index) = score(&round, &set, &all);
        let turned: Vec<_> = all.iter().rev().cloned().collect();
        let (_, other) = score(&round, &set, &turned);
        prop_assert_eq!(&index.mean, &other.mean);
        for (a, b) in index.units.iter().zip(other.units.iter().rev()) {
            prop_assert_eq!(&a.index, &b.index);
            prop_assert_eq!(a.rank, b.rank);
        }
    }

    #[test]
    fn equal_indices_share_a_rank_and_higher_ones_come_first(
        seeds in prop::collection::vec(prop::collection::vec(0u32..6, ITEMS), 2..9),
        dense in any::<bool>(),
    ) {
        let set = rubric(&set());
        let ties = if dense { "[rules]\nties = 'dense'" } else { "" };
        let round = one_block(seeds.len(), ties);
        let all: Vec<_> = seeds.iter().map(|s| evidence(&set, outcomes(&set, s))).collect();
        let (_, index) = score(&round, &set, &all);
        for a in &index.units {
            for b in &index.units {
                prop_assert_eq!(a.published == b.published, a.rank == b.rank);
                prop_assert_eq!(a.published > b.published, a.rank < b.rank);
            }
        }
        let best = index.units.iter().filter_map(|u| u.rank).min();
        prop_assert!(best.is_none() || best == Some(1));
    }

    #[test]
    fn a_unit_that_is_better_on_everything_never_ranks_lower(
        seeds in prop::collection::vec(3u32..1000, ITEMS),
        more in prop::collection::vec(0i64..40, ITEMS),
        others in prop::collection::vec(prop::collection::vec(any::<u32>(), ITEMS), 0..4),
    ) {
        let set = rubric(&set());
        let worse: Vec<Outcome> =
            set.items.iter().zip(&seeds).map(|(i, n)| Ok(sound_value(i.key.as_str(), *n))).collect();
        let better: Vec<Outcome> = set.items.iter().zip(&worse).zip(&more).map(|((item, value), more)| {
            let raised = |n: &Exact, by: Exact| Ok(Value::Number((n.clone() + &by).max(Exact::zero())));
            match (item.key.as_str(), value) {
                // What earns more by being smaller.
                ("g" | "i" | "d2", Ok(Value::Number(n))) => raised(n, Exact::whole(-more)),
                (_, Ok(Value::Number(n))) => raised(n, Exact::fraction(*more, 7).unwrap()),
                (_, Ok(Value::YesNo(done))) if item.key.as_str() != "h" => Ok(Value::YesNo(*done || *more > 20)),
                (_, Ok(Value::Date(d))) => Ok(Value::Date(*d - chrono_days(*more))),
                (_, other) => other.clone(),
            }
        }).collect();
        // Counts stay whole.
        let better = better.into_iter().zip(&set.items).map(|(value, item)| match (value, &item.kind) {
            (Ok(Value::Number(n)), parindex::value::DataKind::Count) => Ok(Value::Number(n.round_half_up(0))),
            (value, _) => value,
        }).collect();
        let mut all = vec![evidence(&set, better), evidence(&set, worse)];
        all.extend(others.iter().map(|s| evidence(&set, outcomes(&set, s))));
        let round = one_block(all.len(), "");
        let (_, index) = score(&round, &set, &all);
        // `d / (d + d2)` and the base of a share may vanish; then the two are not alike.
        let alike = index.units[0].applicable_max == index.units[1].applicable_max;
        prop_assert!(!alike || index.units[0].rank <= index.units[1].rank);
    }
}

fn chrono_days(days: i64) -> chrono::TimeDelta {
    chrono::TimeDelta::days(days)
}
