//! Whole rounds worked by hand: `tests/cases/NAME/` with its `expected.json`, and the shipped
//! rounds. What the workbooks say is read back and compared with the results.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use parindex::results::{BlockResults, Results};
use parindex::scores::State;
use parindex::terms::{Code, Lang};
use serde::Deserialize;

use crate::support::{entries, given, root, run};

#[derive(Deserialize)]
struct Expected {
    /// By unit id.
    units: BTreeMap<String, ExpectedUnit>,
    /// Published means by block id.
    #[serde(default)]
    means: BTreeMap<String, String>,
    /// Codes that must be among the problems.
    #[serde(default)]
    problems: Vec<String>,
}

#[derive(Deserialize)]
struct ExpectedUnit {
    index: Option<String>,
    points: Option<String>,
    rank: Option<usize>,
    class: Option<String>,
    /// Exact points, or the state's word, by leaf.
    #[serde(default)]
    leaves: BTreeMap<String, String>,
    /// Self scores by leaf.
    #[serde(default, rename = "self")]
    own: BTreeMap<String, String>,
    /// What they come to.
    self_points: Option<String>,
}

fn unit<'r>(results: &'r Results, id: &str) -> (&'r BlockResults, usize) {
    let found = results.blocks.iter().find_map(|block| {
        let at = block.units.iter().position(|&u| results.round.units[u].id.as_str() == id)?;
        Some((block, at))
    });
    found.unwrap_or_else(|| panic!("no unit {id}"))
}

fn leaf_text(block: &BlockResults, at: usize, code: &str) -> String {
    let node = block.rubric.position(&Code::parse(code).unwrap()).unwrap();
    let leaf = block.scores[at].leaves.iter().find(|l| l.node == node).unwrap();
    match leaf.state {
        State::Scored => block.index.units[at].nodes[node].points.to_string(),
        state => state.key().to_string(),
    }
}

fn own_text(block: &BlockResults, at: usize, code: &str) -> String {
    let node = block.rubric.position(&Code::parse(code).unwrap()).unwrap();
    let leaf = block.scores[at].leaves.iter().find(|l| l.node == node).unwrap();
    leaf.self_score.as_ref().map_or("none".to_string(), |points| points.to_string())
}

fn compare(folder: &str, expected: &Path) {
    let text = fs::read_to_string(expected).unwrap();
    let expected: Expected = serde_json::from_str(&text).unwrap();
    let (results, problems) = given(folder);
    let name = folder;
    let decimals = results.round.rules.decimals;
    for (id, wanted) in &expected.units {
        let (block, at) = unit(&results, id);
        let index = &block.index.units[at];
        let published = index.index.as_ref().map(|i| i.to_fixed(decimals));
        assert_eq!(published, wanted.index, "{name}: index of {id}");
        assert_eq!(index.rank, wanted.rank, "{name}: rank of {id}");
        assert_eq!(index.class, wanted.class, "{name}: class of {id}");
        if let Some(points) = &wanted.points {
            assert_eq!(index.points.to_string(), *points, "{name}: points of {id}");
        }
        for (code, points) in &wanted.own {
            assert_eq!(own_text(block, at, code), *points, "{name}: self score of {id} {code}");
        }
        if let Some(points) = &wanted.self_points {
            let own = index.self_points.as_ref().map(|points| points.to_string());
            assert_eq!(own.as_ref(), Some(points), "{name}: self scores of {id}");
        }
        for (code, points) in &wanted.leaves {
            assert_eq!(leaf_text(block, at, code), *points, "{name}: {id} {code}");
        }
    }
    for (id, mean) in &expected.means {
        let of = |b: &&BlockResults| results.round.blocks[b.block].id.as_str() == id;
        let block = results.blocks.iter().find(of).unwrap();
        let published = block.index.mean.as_ref().map(|m| m.to_fixed(decimals));
        assert_eq!(published.as_ref(), Some(mean), "{name}: mean of {id}");
    }
    for code in &expected.problems {
        assert!(problems.iter().any(|p| p.kind.code == code), "{name}: no {code}");
    }
}

#[test]
fn cases_come_out_as_worked_by_hand() {
    let cases = entries(&root().join("tests/cases"));
    assert!(!cases.is_empty());
    for case in cases.iter().filter(|c| c.is_dir()) {
        let shipped = case.join("shipped.txt");
        let folder = match fs::read_to_string(&shipped) {
            Ok(path) => path.trim().to_string(),
            Err(_) => format!("tests/cases/{}", case.file_name().unwrap().to_string_lossy()),
        };
        compare(&folder, &case.join("expected.json"));
    }
}

/// The first command of the README ends with exit code 0: replies and appraisals have answered what
/// was wrong at intake.
#[test]
fn the_main_round_is_finished() {
    let (results, problems) = given("data/hoa-thanh-2020");
    assert!(!problems.has_errors());
    for block in &results.blocks {
        for (at, unit) in block.units.iter().zip(&block.index.units) {
            let name = &results.round.units[*at].name;
            assert!(unit.submitted && unit.rank.is_some() && !unit.is_provisional(), "{name}");
        }
    }
    // What was wrong can still be seen in the round at intake.
    assert!(given("data/hoa-thanh-2020-thu-nhan").1.has_errors());
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = root().join("data/hoa-thanh-2020-thu-nhan");
    let write = || {
        let (results, _) = run(&folder);
        let mut json = Vec::new();
        parindex::write::json::write_results(&results, &mut json, Lang::Vi).unwrap();
        let book = parindex::write::xlsx::workbook(&results, Lang::Vi).unwrap();
        (json, book)
    };
    assert!(write() == write());
}
