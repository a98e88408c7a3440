//! The worked examples inside the shipped criteria sets, which the people of the field write.

use std::fs;
use std::path::{Path, PathBuf};

use parindex::problem::Problems;
use parindex::run::check_file;
use parindex::source::Source;
use parindex::{rubric, survey};

use crate::support::{entries, root};

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            files.extend(toml_files(&path));
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_shipped_set_is_sound_and_its_examples_hold() {
    let (mut sets, mut examples) = (0, 0);
    for path in toml_files(&root().join("criteria")) {
        let text = fs::read_to_string(&path).unwrap();
        let source = Source::new(path.display().to_string(), text.as_str());
        let mut problems = Problems::default();
        let is_register = text.contains("\n[register]\n");
        if is_register || path.starts_with(root().join("criteria/lich")) {
            check_file(&path, &mut problems).unwrap();
        } else if text.contains("[scheme]") {
            assert!(survey::scheme::from_toml(&source, &mut problems).is_some());
        } else {
            let set = rubric::from_toml(&source, None, &mut problems).expect("the set is sound");
            sets += 1;
            examples += set.leaves().map(|(_, _, leaf)| leaf.examples.len()).sum::<usize>();
        }
        let found: Vec<_> = problems.iter().map(|p| (p.kind.code, p.place.to_string())).collect();
        assert!(found.is_empty(), "{}: {found:?}", path.display());
    }
    assert!(sets >= 4 && examples >= 200, "{sets} sets, {examples} examples");
}

#[test]
fn an_example_that_does_not_hold_is_reported() {
    let path = root().join("criteria/ca-mau-2013-trich.toml");
    let text = fs::read_to_string(path).unwrap();
    let wrong = text.replacen("points = 0.5\n", "points = 0.25\n", 1);
    assert_ne!(text, wrong);
    let mut problems = Problems::default();
    // told at its line; the set, and so its block, stays
    assert!(rubric::from_toml(&Source::new("set.toml", wrong), None, &mut problems).is_some());
    let told = problems.iter().find(|p| p.kind.code == "E-EXAMPLE-DIFFERS").unwrap();
    assert!(told.place.line.is_some());
}

#[test]
fn the_founding_document_is_covered() {
    let sets = ["xa-phuong", "phong-ban"].map(|name| {
        fs::read_to_string(root().join(format!("criteria/hoa-thanh-2020/{name}.toml"))).unwrap()
    });
    // Its seven paragraphs, each of which must be scored by a leaf of one of the two sets.
    for paragraph in 1..=7 {
        let clause = format!("628/UBND, gạch đầu dòng {paragraph}");
        assert!(sets.iter().any(|set| set.contains(&clause)), "no leaf cites {clause}");
    }
    assert!(sets.iter().all(|set| set.contains("195/TB-VPCP")), "the index and SIPAS of the year");
}
