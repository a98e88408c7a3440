//! Spoilt inputs for everything that reads: whatever stands in a file, nothing panics, aborts,
//! hangs or takes more than a gigabyte, and nothing is refused without a word.
//!
//! `cargo test` gives every target of [`targets::TARGETS`] a short run from a fixed seed.
//! `PARINDEX_FUZZ=SECONDS cargo test --test all -- --ignored --nocapture fuzz::long` runs them
//! for so long each (`PARINDEX_FUZZ=SECONDS:xls` one of them), from a new seed each time; an
//! input that does harm is kept in `tests/fuzz/found/TARGET/` and from then on part of the
//! short run.

mod chance;
mod containers;
pub mod targets;
mod words;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::support::{entries, root};
use chance::Chance;
use targets::{TARGETS, Target};

/// Runs of each target in every test run.
const SHORT: usize = 60;
/// And no longer than this, whatever the machine.
const SHORT_TIME: Duration = Duration::from_secs(3);

fn found(target: &Target) -> PathBuf {
    root().join("tests/fuzz/found").join(target.name)
}

/// What is wrong with the target's answer to the input.
fn fault(target: &Target, input: &[u8]) -> Option<String> {
    match catch_unwind(AssertUnwindSafe(|| (target.run)(input))) {
        Ok(result) => result.err(),
        Err(_) => Some("panic".to_string()),
    }
}

fn seeds(target: &Target) -> Vec<Vec<u8>> {
    target.seeds.iter().map(|path| fs::read(root().join(path)).unwrap()).collect()
}

/// Spoils and runs until `ends`; how many runs there were, and the inputs that did harm.
fn run(
    target: &Target,
    seed: u64,
    ends: impl Fn(usize) -> bool,
) -> (usize, Vec<(Vec<u8>, String)>) {
    let seeds = seeds(target);
    let mut chance = Chance::new(seed);
    let (mut runs, mut harmful) = (0, Vec::new());
    while !ends(runs) && harmful.len() < 20 {
        let start = &seeds[chance.below(seeds.len())];
        let mut input = (target.spoil)(&mut chance, start);
        // Now and then a second time, further off the seed.
        if chance.below(4) == 0 && !input.is_empty() {
            input = (target.spoil)(&mut chance, &input);
        }
        runs += 1;
        if let Some(what) = fault(target, &input) {
            harmful.push((input, what));
        }
    }
    (runs, harmful)
}

#[test]
fn sound_seeds_are_read() {
    for target in TARGETS {
        for (at, seed) in seeds(target).iter().enumerate() {
            assert_eq!(fault(target, seed), None, "{} {at}", target.name);
        }
    }
}

#[test]
fn spoilt_inputs_do_no_harm() {
    let start = Instant::now();
    for target in TARGETS {
        let begun = Instant::now();
        let (runs, harmful) =
            run(target, 628, |runs| runs >= SHORT || runs > 5 && begun.elapsed() > SHORT_TIME);
        assert!(runs > 5, "{}", target.name);
        let what: Vec<&String> = harmful.iter().map(|(_, what)| what).collect();
        assert!(harmful.is_empty(), "{}: {what:?}", target.name);
    }
    assert!(start.elapsed() < SHORT_TIME * 2 * TARGETS.len() as u32);
}

#[test]
fn what_once_did_harm_does_no_more() {
    let mut inputs = 0;
    for target in TARGETS {
        let folder = found(target);
        for path in if folder.is_dir() { entries(&folder) } else { Vec::new() } {
            let input = fs::read(&path).unwrap();
            assert_eq!(fault(target, &input), None, "{}", path.display());
            inputs += 1;
        }
    }
    let all = root().join("tests/fuzz/found");
    let folders = if all.is_dir() { entries(&all) } else { Vec::new() };
    let kept: usize = folders.iter().map(|folder| entries(folder).len()).sum();
    assert_eq!(inputs, kept, "a folder of tests/fuzz/found is for no target");
}

#[test]
#[ignore = "runs for as long as PARINDEX_FUZZ says"]
fn long() {
    let wish = std::env::var("PARINDEX_FUZZ").unwrap_or_else(|_| "10".into());
    let (seconds, only) = wish.split_once(':').unwrap_or((&wish, ""));
    let time = Duration::from_secs(seconds.parse().expect("PARINDEX_FUZZ=SECONDS[:TARGET]"));
    let mut all = Vec::new();
    for target in TARGETS.iter().filter(|t| only.is_empty() || only == t.name) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let seed = now.as_nanos() as u64;
        let start = Instant::now();
        let (runs, harmful) = run(target, seed, |_| start.elapsed() > time);
        println!("{:12} {runs:9} runs, {} did harm (seed {seed})", target.name, harmful.len());
        for (at, (input, what)) in harmful.iter().enumerate() {
            println!("  {what}");
            fs::create_dir_all(found(target)).unwrap();
            fs::write(found(target).join(format!("{seed}-{at}")), input).unwrap();
        }
        all.extend(harmful);
        for (place, times) in std::mem::take(&mut *targets::CAUGHT.lock().unwrap()) {
            println!("  caught {times} times: a panic at {place}");
        }
    }
    assert!(all.is_empty());
}
