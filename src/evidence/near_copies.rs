//! Numbers of another unit with a few changed: found by the numbers that tell.

use std::collections::BTreeMap;

use super::{Entry, UnitEvidence};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::Round;
use crate::value::Value;

/// So many numbers must be the same, and so many of a hundred that both declare. In the shipped
/// rounds no two units reach half of either.
const SAME: usize = 10;
const OF_HUNDRED: usize = 75;

/// A number that more units share is common to them all, such as a target.
const SHARED_BY: usize = 8;

/// So many numbers are named.
const NAMED: usize = 5;

/// Reports pairs of units of a block that declare the same in most of the numbers that tell. Those
/// that agree in everything are reported as such elsewhere.
pub(super) fn report(round: &Round, block: usize, all: &[UnitEvidence], problems: &mut Problems) {
    let units: Vec<usize> = round.units_of(block).map(|(at, _)| at).collect();
    for ((first, second), same) in agreements(&units, all) {
        if same.len() < SAME {
            continue;
        }
        let (one, other) = (&all[first], &all[second]);
        let raws = |of: &UnitEvidence| -> Vec<String> {
            of.items.iter().map(|entry| entry.raw.clone()).collect()
        };
        let both = one.items.iter().zip(&other.items);
        let both = both.filter(|(a, b)| telling(a).is_some() && telling(b).is_some()).count();
        if same.len() * 100 < both * OF_HUNDRED || raws(one) == raws(other) {
            continue;
        }
        problems.push(problem(round, (first, second), (one, other), &same, both));
    }
}

/// The items in which two units declare the same telling number, by pairs in the order of the
/// round.
fn agreements(units: &[usize], all: &[UnitEvidence]) -> BTreeMap<(usize, usize), Vec<usize>> {
    let used = |at: &&usize| {
        all.get(**at).is_some_and(|unit| unit.file.is_some() && unit.stopped.is_none())
    };
    let units: Vec<usize> = units.iter().filter(used).copied().collect();
    let items = units.iter().map(|at| all[*at].items.len()).max().unwrap_or(0);
    let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for item in 0..items {
        let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in &units {
            if let Some(number) = all[*at].items.get(item).and_then(telling) {
                holders.entry(number).or_default().push(*at);
            }
        }
        for sharing in holders.values().filter(|sharing| sharing.len() <= SHARED_BY) {
            for (position, first) in sharing.iter().enumerate() {
                for second in &sharing[position + 1..] {
                    pairs.entry((*first, *second)).or_default().push(item);
                }
            }
        }
    }
    pairs
}

/// A number of at least two digits that are not zeros at its ends: 45, 1250, 0.625; not 7 or 100.
fn telling(entry: &Entry) -> Option<String> {
    let Ok(Value::Number(number)) = &entry.outcome else { return None };
    let plain = number.to_plain();
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    (digits.trim_matches('0').len() >= 2).then_some(plain)
}

fn problem(
    round: &Round,
    (first, second): (usize, usize),
    (one, other): (&UnitEvidence, &UnitEvidence),
    same: &[usize],
    both: usize,
) -> Problem {
    let file = |of: &UnitEvidence| of.file.as_deref().unwrap_or_default().to_string();
    let cell = |of: &UnitEvidence, item: &usize| {
        let entry = &of.items[*item];
        let cell = entry.origin.as_ref().map_or("", |origin| &*origin.cell);
        format!("“{}” {cell}", entry.raw)
    };
    let examples = same.iter().take(NAMED).map(|item| cell(other, item)).collect::<Vec<_>>();
    let more = if same.len() > NAMED { ", …" } else { "" };
    let (unit, earlier) = (&round.units[second], &round.units[first]);
    let mut problem = Problem::new(&kinds::evidence::ALIKE_NUMBERS, Place::file(file(other)))
        .with("unit", &unit.name)
        .with("other", &earlier.name)
        .with("other_file", file(one))
        .with("count", same.len())
        .with("of", both)
        .with("examples", format!("{}{more}", examples.join(", ")))
        .said("raw", format!("{} số liệu", same.len()), format!("{} values", same.len()))
        .said("taken", "dùng như kê khai", "used as declared");
    for item in same {
        for (of, name) in [(one, &earlier.name), (other, &unit.name)] {
            let entry = &of.items[*item];
            if let Some(origin) = &entry.origin {
                problem = problem.involving(Place::from(origin), name.as_str(), &entry.raw);
            }
        }
    }
    problem.of_unit(&unit.id)
}
