//! The way to the next place and the next class: adding exactly what is said reaches it, a
//! little less does not. The round is scored anew to see.

use parindex::index::reach::{Need, next_class, next_place};
use parindex::rubric::Rubric;
use parindex::terms::Exact;
use parindex::value::Value;
use proptest::prelude::*;

use crate::support::{evidence, one_block, rubric, score};

/// Two fields whose points are the numbers declared, and a bonus.
fn set(over_max: bool) -> Rubric {
    let leaf = |code: &str, max: i64, key: &str| {
        format!(
            "[{code}]\nname = 'L{key}'\nmax = {max}\n\
             [{code}.data]\n{key} = {{ label = '{key}', type = 'number' }}\n\
             [{code}.rule]\nkind = 'formula'\npoints = '{key}'\n"
        )
    };
    let text = format!(
        "schema = 1\n[set]\nid = 's'\ntitle = 'T'\nyear = 2020\ndecision = 'D'\ntotal = 7\n{}\n\
         [[class]]\nname = 'A'\nfrom = 90\nevery_field = '70%'\n\
         [[class]]\nname = 'B'\nfrom = 66.666\n[[class]]\nname = 'C'\nfrom = 0\n\
         [1]\nname = 'M'\n{}[2]\nname = 'H'\n{}[3]\nname = 'Th'\nkind = 'bonus'\nmax = 2\n{}",
        if over_max { "over_max = true" } else { "" },
        leaf("1.1", 4, "a"),
        leaf("2.1", 3, "b"),
        leaf("3.1", 2, "c"),
    );
    rubric(&text)
}

fn points(set: &Rubric, unit: &[Exact; 3]) -> parindex::evidence::UnitEvidence {
    evidence(set, unit.iter().map(|n| Ok(Value::Number(n.clone()))).collect())
}

fn sixtieths(n: i64) -> Exact {
    Exact::fraction(n, 60).unwrap()
}

/// As many points more as it takes, wherever there is room for them. `None` when the leaves
/// have no room: a need counts the total, not the leaves.
fn more(unit: &[Exact; 3], by: &Exact) -> Option<[Exact; 3]> {
    let mut left = by.clone();
    let mut unit = unit.clone();
    for (at, max) in [(0, 4), (1, 3), (2, 2)] {
        let room = Exact::whole(max) - &unit[at];
        let taken = left.clone().min(room).max(-unit[at].clone());
        unit[at] += &taken;
        left = left - &taken;
    }
    left.is_zero().then_some(unit)
}

/// A bit less than `need`, or a bit more where more is asked: what misses and what does.
fn around(need: &Need) -> Option<(Exact, Exact)> {
    let bit = Exact::fraction(1, 1_000_000).unwrap();
    match need {
        Need::Points(n) => Some((n.clone() - &bit, n.clone())),
        Need::MoreThan(n) => Some((n.clone(), n.clone() + &bit)),
        Need::Nothing | Need::Beyond => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_said_to_be_needed_is_just_enough(
        seeds in prop::collection::vec((0i64..241, 0i64..181, 0i64..121), 2..7),
        exact in any::<bool>(), dense in any::<bool>(), over_max in any::<bool>(),
        decimals in 0u32..4,
    ) {
        let set = set(over_max);
        let rules = format!(
            "[rules]\nties = '{}'\nrank_on = '{}'\ndecimals = {decimals}",
            if dense { "dense" } else { "competition" },
            if exact { "exact" } else { "published" },
        );
        let round = one_block(seeds.len(), &rules);
        let units: Vec<[Exact; 3]> =
            seeds.iter().map(|(a, b, c)| [*a, *b, *c].map(sixtieths)).collect();
        let scored = |units: &[[Exact; 3]]| {
            let all: Vec<_> = units.iter().map(|u| points(&set, u)).collect();
            score(&round, &set, &all).1
        };
        let with = |at: usize, by: &Exact| {
            let mut units = units.clone();
            units[at] = more(&units[at], by)?;
            Some(scored(&units).units[at].clone())
        };
        let block = scored(&units);
        for at in 0..units.len() {
            let own = &block.units[at];
            let Some(next) = next_place(&block, at, &set, &round.rules) else {
                prop_assert_eq!(own.rank, Some(1));
                continue;
            };
            let before = own.rank.unwrap();
            let goals = [(&next.to_draw, next.drawn_rank), (&next.to_pass, next.passed_rank)];
            for (at_goal, (need, rank)) in goals.into_iter().enumerate() {
                let Some((less, enough)) = around(need) else { continue };
                if let Some(there) = with(at, &enough) {
                    prop_assert_eq!(there.rank, Some(rank), "{:?} of {}", &next, at);
                }
                if let Some(short) = with(at, &less) {
                    let missed = if at_goal == 0 { before } else { next.drawn_rank.max(rank) };
                    let place = short.rank.unwrap();
                    prop_assert!(place >= missed && (at_goal == 1 || place == before));
                    prop_assert!(at_goal == 0 || short.tied, "{:?} of {}", &next, at);
                }
            }
            let Some(way) = next_class(own, &set, &round.rules) else { continue };
            let wanted = &set.classes[way.class];
            if let Some((less, enough)) = around(&way.bound) {
                let reaches = |by: &Exact| {
                    with(at, by).map(|u| u.published.unwrap() >= wanted.from)
                };
                prop_assert!(reaches(&enough) != Some(false));
                prop_assert!(reaches(&less) != Some(true));
            }
            for (field, need) in &way.fields {
                let Some((less, enough)) = around(need) else { continue };
                let column = usize::from(set.nodes[*field].code.as_str() == "2");
                let with_field = |by: &Exact| {
                    let mut units = units.clone();
                    units[at][column] += by;
                    let there = scored(&units).units[at].clone();
                    next_class(&there, &set, &round.rules)
                        .filter(|w| w.class == way.class)
                        .is_some_and(|w| w.fields.iter().any(|(f, _)| f == field))
                };
                prop_assert!(!with_field(&enough));
                prop_assert!(with_field(&less));
            }
        }
    }
}
