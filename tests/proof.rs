//! The register of proof: two rounds of 400 files made by `tests/proof/make.py`, one without a
//! fault and one with faults whose places it wrote down.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use parindex::problem::Problem;
use parindex::proof::{Mention, Register};
use parindex::run::proof;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Silent, copy, root};

/// The round with its files laid out.
fn laid_out(name: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/proof").join(name), place.path());
    let list = fs::read_to_string(place.path().join("files.txt")).unwrap();
    for line in list.lines() {
        let (file, text) = line.split_once('\t').unwrap();
        let file = place.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    place
}

fn register(folder: &Path) -> Register {
    proof(folder, &Silent).unwrap_or_else(|found| panic!("{found:?}")).1
}

/// `CODE unit leaves`, or the file where a file is meant.
fn line(problem: &Problem) -> String {
    let unit = problem.unit.as_ref().map_or("", |unit| unit.as_str());
    let leaves: Vec<&str> = problem.stakes.iter().map(|stake| stake.leaf.as_str()).collect();
    let at = match leaves.is_empty() {
        true => problem.place.file.clone(),
        false => leaves.join(","),
    };
    format!("{} {unit} {at}", problem.kind.code)
}

#[test]
fn all_seeded_faults_are_found_and_nothing_else() {
    for name in ["clean", "seeded"] {
        let round = laid_out(name);
        let register = register(round.path());
        let found: Vec<String> = register.problems.iter().map(line).collect();
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        let expected =
            fs::read_to_string(root().join("tests/proof").join(name).join("expected.txt")).unwrap();
        let expected: BTreeSet<&str> = expected.lines().collect();
        assert_eq!(found, expected, "{name}");
        assert_eq!(register.problems.len(), expected.len(), "{name}");
        assert_eq!(register.words(), 0, "{name}");
        assert!(register.files.len() >= 397, "{name}: {}", register.files.len());
    }
}

#[test]
fn documents_are_found_under_any_form_of_their_names() {
    let round = laid_out("clean");
    let register = register(round.path());
    let mut documents = 0;
    for leaf in &register.leaves {
        for named in &leaf.named {
            match &named.mention {
                Mention::SameAs(code) => assert_eq!(code.as_str(), "3.2"),
                other => {
                    documents += 1;
                    assert_eq!(named.files.len(), 1, "{} {other:?}", leaf.code);
                }
            }
        }
    }
    assert_eq!(documents, 399);
    let file = &register.files[0];
    let bytes = fs::read(round.path().join(&file.shown)).unwrap();
    assert_eq!(
        (file.sha256.as_str(), file.size),
        (&*parindex::read::sha256(&bytes), bytes.len() as u64)
    );
}

#[test]
fn the_command_writes_the_register() {
    let round = laid_out("seeded");
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
        command.current_dir(round.path()).args(["proof", ".", "--out", "out"]).args(more);
        command.output().unwrap()
    };
    let told = run(&["--format", "json"]);
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    let json: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(json["schema"], "parindex/proof/1");
    let documents = json["documents"].as_array().unwrap();
    let old =
        documents.iter().find(|one| one["unit"] == "an-binh" && one["code"] == "1.2").unwrap();
    assert_eq!(old["type"], "BC");
    assert_eq!((&old["number"], &old["notation"]), (&"9".into(), &"BC-UBND".into()));
    assert_eq!(old["date"], "2018-02-04");
    assert_eq!(old["file"], "minh-chung/an-binh/Báo cáo số 9.pdf".nfd());
    let problems = json["problems"].as_array().unwrap();
    let period = problems.iter().find(|one| one["code"] == "W-PROOF-PERIOD").unwrap();
    assert_eq!(period["points"][0], "1");
    assert!(period["cell"].as_str().unwrap().starts_with('H'), "{period}");
    assert!(round.path().join("out/minh-chung.xlsx").is_file());
    let text = String::from_utf8(run(&[]).stdout).unwrap();
    assert!(text.contains("W-PROOF-MISSING") && text.contains("minh-chung.xlsx"), "{text}");
}

#[test]
fn leaves_to_check_on_the_spot_are_drawn_by_a_seed() {
    let round = laid_out("clean");
    let run = |share: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
        command.current_dir(round.path()).args(["sample", ".", "--out", "out", "--format", "json"]);
        command.arg(format!("--proof={share}")).output().unwrap()
    };
    let json: Value = serde_json::from_slice(&run("5%").stdout).unwrap();
    assert_eq!(json["seed"], "thu-2026");
    let leaves = json["leaves"].as_array().unwrap();
    assert_eq!(leaves.len(), 8 * 3);
    // The lowest SHA-256 of `seed|unit|code`, as Python's hashlib gives them.
    for (unit, expected) in [("an-binh", ["3.4", "5.3", "5.4"]), ("tan-lap", ["2.3", "4.3", "4.9"])]
    {
        let own = leaves.iter().filter(|leaf| leaf["unit"] == unit);
        let codes: Vec<&str> = own.map(|leaf| leaf["code"].as_str().unwrap()).collect();
        assert_eq!(codes, expected, "{unit}");
    }
    assert!(round.path().join("out/kiem-tra-tai-cho.xlsx").is_file());
    for share in ["0%", "101%", "5", "x%", "-5%"] {
        assert_eq!(run(share).status.code(), Some(2), "{share}");
    }
}

/// The name as some systems store it.
trait Decomposed {
    fn nfd(&self) -> String;
}

impl Decomposed for str {
    fn nfd(&self) -> String {
        unicode_normalization::UnicodeNormalization::nfd(self).collect()
    }
}
