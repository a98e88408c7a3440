//! Writing the papers of a large province beside writing its workbooks: 170 units × 110 leaves in
//! one block, both in the same run. The papers must take no more than one and a half times as long.
//!
//! `cargo bench --profile dist --bench papers`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)] // a program of its own, at the edge

#[path = "../tests/support/made.rs"]
#[allow(dead_code, unreachable_pub)] // its other users are tests
mod made;

use std::time::Instant;

use parindex::problem::Problems;
use parindex::results::Results;
use parindex::terms::Lang;
use parindex::write::files::Output;
use parindex::write::{RunReasons, Task, WRITERS};

/// Papers to workbooks, at most.
const MOST: f64 = 1.5;

fn main() {
    let results = made::Made::of(170, 110, 8).results();
    let workbooks = written(&results, "xlsx");
    let papers = written(&results, "docx");
    let ratio = papers / workbooks;
    println!("workbooks {workbooks:.1} s, papers {papers:.1} s: {ratio:.2} of at most {MOST}");
    assert!(ratio <= MOST, "papers take {ratio:.2} times as long as workbooks");
}

/// Seconds to write all files of one format.
fn written(results: &Results, format: &str) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let output = Output::staged(folder.path()).unwrap();
    let writer = WRITERS.iter().find(|writer| writer.name == format).unwrap();
    let start = Instant::now();
    let reasons = &RunReasons::of(results, Lang::Vi);
    let lang = Lang::Vi;
    let task = Task { results, output: &output, lang, reasons, surveys_alone: false, tick: &|| {} };
    let mut problems = Problems::default();
    (writer.write)(&task, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    start.elapsed().as_secs_f64()
}
