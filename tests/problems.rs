//! The smallest bad input for every kind of problem, and the message that it gets.
//!
//! `tests/problems/CODE/` holds the files that differ from the sound round in
//! `tests/problems/base/`, `remove.txt` the files of the base to leave out, and `message.txt`
//! what a clerk reads. With a `sample.txt` a sample is drawn instead, with a `proof.txt` the register of
//! proof is made. `PARINDEX_UPDATE=1 cargo test` writes the messages anew.

use std::fs;
use std::path::Path;

use parindex::problem::{KINDS, Kind, Problem, Problems};
use parindex::run::{Draw, assess, check_file, proof, samples};
use parindex::terms::Lang;

use crate::support::{Silent, copy, entries, root};

/// Kinds that only a full disk, a locked file, a file of many megabytes, one that vanishes or
/// brings its reader down, or a fault of a drawing library can cause, or that only writing forms
/// meets; tested beside the code (`src/read/tests.rs`, `src/write/`) and in `tests/isolation.rs`,
/// `tests/faults.rs` and `tests/office.rs`.
const WITHOUT_A_FOLDER: &[&str] = &[
    "E-FILE-LARGE",
    "E-FILE-GONE",
    "E-FILE-LINE",
    "E-FILE-STOPPED",
    "E-FILE-SLOW",
    "E-FILE-WORKER",
    "E-TOML-LARGE",
    "E-FILE-DENIED",
    "E-FOLDER-LIST",
    "W-FORM-EARLIER",
    "W-FORM-OTHER",
    "E-OUTPUT-BUSY",
    "E-OUTPUT-ROUND",
    "E-OUTPUT-INPUTS",
    "W-OUTPUT-KEPT",
    "W-OUTPUT-KEPT-ROUND",
    "W-OUTPUT-RECOVERED",
    "E-OUTPUT-OPEN",
    "E-OUTPUT-READ-ONLY",
    "E-OUTPUT-DISK",
    "E-OUTPUT-WRITE",
    "E-OUTPUT-PICTURE",
    "E-OUTPUT-DOCUMENT",
    // of sealed packages: `tests/seal.rs` makes them and holds their messages
    "E-PACKAGE-NOT",
    "E-PACKAGE-DAMAGED",
    "E-PACKAGE-PART",
    "E-PACKAGE-TWICE",
    "E-PACKAGE-BOMB",
    "E-PACKAGE-SCHEMA",
    "E-PACKAGE-MANIFEST",
    "E-PACKAGE-CHANGED",
    "E-PACKAGE-MISSING",
    "E-PACKAGE-ADDED",
    "E-PACKAGE-FRAME",
    "E-PACKAGE-RERUN",
    "W-PACKAGE-PROGRAM",
    "E-PACKAGE-READ-ONLY",
    "E-SEAL-ABSOLUTE",
    "E-SEAL-DIFFERS",
    "E-SEAL-LARGE",
    "E-SEAL-PERSONAL",
    // of a set that is tried, and of years compared: `tests/comparison.rs`
    "E-TRY-SET-BLOCK",
    "E-PREVIOUS-ROUND",
    // of two runs compared: `tests/diff.rs`
    "E-RESULTS",
];

fn kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().flat_map(|room| room.iter())
}

/// All that is found in the sound round with the files of `folder` laid over it.
fn found_in(folder: &Path) -> Problems {
    let place = tempfile::tempdir().unwrap();
    let alone = ["set.toml", "scheme.toml"]
        .iter()
        .find(|name| folder.join("alone.txt").exists() && folder.join(name).exists());
    if let Some(name) = alone {
        copy(folder, place.path());
        let mut problems = Problems::default();
        check_file(&place.path().join(name), &mut problems).unwrap();
        return problems.sorted();
    }
    copy(&root().join("tests/problems/base"), place.path());
    copy(folder, place.path());
    if let Ok(list) = fs::read_to_string(folder.join("remove.txt")) {
        for name in list.lines().filter(|l| !l.is_empty()) {
            fs::remove_file(place.path().join(name)).unwrap();
        }
    }
    // what only the drawing of a sample meets; the file lists the columns to keep
    if let Ok(list) = fs::read_to_string(folder.join("sample.txt")) {
        let keep: Vec<String> = list.lines().map(str::to_string).collect();
        return samples(
            place.path(),
            &Draw { seed: None, keep: &keep, sizes_only: false },
            &Silent,
        )
        .1;
    }
    // what only the register of proof looks at
    if folder.join("proof.txt").exists() {
        return proof(place.path(), &Silent).unwrap().1.problems;
    }
    let mut problems = assess(place.path(), &Silent).1;
    // Where the test stands is no part of the message.
    let here = place.path().display().to_string();
    for problem in problems.iter_mut() {
        for (_, said) in &mut problem.facts {
            *said = said.replace(&here, "C:/cchc/dot-2020");
        }
    }
    problems
}

fn text(problem: &Problem) -> String {
    let mut text =
        format!("{}\n{}\n{}\n", problem.place, problem.message(Lang::Vi), problem.help(Lang::Vi));
    if let Some(excerpt) = &problem.excerpt {
        text += &format!("{excerpt}\n");
    }
    text
}

#[test]
fn the_base_is_sound() {
    let folder = root().join("tests/problems/base");
    let (results, problems) = assess(&folder, &Silent);
    assert!(results.is_some());
    let found: Vec<String> = problems.iter().map(text).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_kind_of_problem_has_its_smallest_bad_input() {
    let update = std::env::var("PARINDEX_UPDATE").is_ok();
    let mut wrong = Vec::new();
    for kind in kinds().filter(|k| !WITHOUT_A_FOLDER.contains(&k.code)) {
        let folder = root().join("tests/problems").join(kind.code);
        if !folder.is_dir() {
            wrong.push(format!("{} has no folder", kind.code));
            continue;
        }
        let problems = found_in(&folder);
        let Some(problem) = problems.iter().find(|p| p.kind.code == kind.code) else {
            let others: Vec<_> = problems.iter().map(|p| p.kind.code).collect();
            wrong.push(format!("{} was not found, but {others:?}", kind.code));
            continue;
        };
        let message = folder.join("message.txt");
        if update {
            fs::write(&message, text(problem)).unwrap();
        }
        let expected = fs::read_to_string(&message).unwrap_or_default();
        if expected != text(problem) {
            wrong.push(format!("{}:\n{}instead of\n{expected}", kind.code, text(problem)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_for_a_kind() {
    for folder in entries(&root().join("tests/problems")).iter().filter(|f| f.is_dir()) {
        let name = folder.file_name().unwrap().to_string_lossy().to_string();
        assert!(name == "base" || kinds().any(|k| k.code == name), "{name} is no kind");
    }
}

#[test]
fn codes_are_unique_and_say_their_level() {
    let mut seen: Vec<&str> = Vec::new();
    for kind in kinds() {
        assert!(!seen.contains(&kind.code), "{} stands twice", kind.code);
        seen.push(kind.code);
        let letter = kind.level.key().chars().next().unwrap().to_uppercase().to_string();
        assert!(kind.code.starts_with(&format!("{letter}-")), "{}", kind.code);
    }
}

#[test]
fn every_place_in_the_words_is_filled() {
    for folder in entries(&root().join("tests/problems")).iter().filter(|f| f.is_dir()) {
        for problem in found_in_any(folder).iter() {
            for lang in [Lang::Vi, Lang::En] {
                let words = format!("{} {}", problem.message(lang), problem.help(lang));
                let open = words.split('{').skip(1).filter_map(|p| p.split_once('}'));
                for (name, _) in open {
                    let plain = !name.is_empty()
                        && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                    assert!(!plain, "{} leaves {{{name}}} open: {words}", problem.kind.code);
                }
            }
        }
    }
}

fn found_in_any(folder: &Path) -> Problems {
    match folder.ends_with("base") {
        true => Problems::default(),
        false => found_in(folder),
    }
}
