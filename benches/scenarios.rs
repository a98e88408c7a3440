//! What a scenario costs: 1,000 changes of one value each in a province of 170 units × 110 leaves,
//! against scoring it plainly once. They must take less than three times as long.
//!
//! `cargo bench --profile dist --bench scenarios [-- UNITS LEAVES CHANGES]`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)] // a program of its own, at the edge

#[path = "../tests/support/made.rs"]
#[allow(dead_code, unreachable_pub)] // its other users are tests
mod made;

use std::time::Instant;

use parindex::index;
use parindex::problem::Problems;
use parindex::scenario::{Base, Change};
use parindex::scores::{self, Sources};
use parindex::terms::Exact;
use parindex::value::{DataKind, Gap, Value};

fn main() {
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let (units, leaves, changes) = match given[..] {
        [units, leaves, changes] => (units, leaves, changes),
        _ => (170, 110, 1_000),
    };
    let made = made::Made::of(units, leaves, 8);
    made.with_sources(&|sources| measure(sources, changes));
}

fn measure(sources: &Sources<'_>, changes: usize) {
    let (units, rubric) = (sources.units.len(), sources.rubric);
    // One core each: a scenario uses no more.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let plain = || {
        let scores = scores::from_evidence(sources, &mut Problems::default());
        let index =
            index::from_scores(sources.round, rubric, sources.units, sources.evidence, &scores);
        (scores, index)
    };
    let (scores, index) = pool.install(plain);
    let start = Instant::now();
    pool.install(plain);
    let once = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let base = Base::new(sources, &scores, &index);
    let mut moved = 0;
    for n in 0..changes {
        let (unit, item) = (n * 7 % units, &rubric.items[n * 31 % rubric.items.len()]);
        let outcome = match &item.kind {
            DataKind::YesNo => Ok(Value::YesNo(n.is_multiple_of(2))),
            DataKind::Date => Err(Gap::Missing),
            DataKind::Percent => Ok(Value::Number(Exact::fraction(n as i64 % 101, 100).unwrap())),
            _ => Ok(Value::Number(Exact::whole(n as i64 % 17))),
        };
        let change = Change::Declared { unit, key: item.key.clone(), outcome };
        moved += base.run(&[change]).moved().count();
    }
    let all = start.elapsed().as_secs_f64();
    println!(
        "{units} units x {leaves} leaves: scored once in {once:.3} s; {changes} changes in {all:.3} \
         s, {ratio:.2} times as long; {moved} units scored again",
        leaves = rubric.leaves().count(),
        ratio = all / once
    );
}
