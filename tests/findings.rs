//! Findings as data: what stood in the cell, what it was taken for, which cells have a part in it,
//! which leaves and points hang on it. Worked by hand on the sound round of `tests/problems/base`:
//! its leaves are 1.1 (1 point), 1.2 (2, reads two shared items), 1.3 (1), 1.4 (1), 2.1 (2),
//! 2.2 (1, judged), 3.1 (2, survey).

use std::fs;
use std::path::Path;

use parindex::counts::Counts;
use parindex::ledger::{FileFate, ReadAs};
use parindex::problem::{Level, Problem, ProblemLine, Problems};
use parindex::report::block::{Block, Cell, Rows};
use parindex::report::{PAGES, Workbook};
use parindex::results::Results;
use parindex::terms::Lang;
use parindex::write::json::write_results;
use serde_json::Value;

use crate::support::copy;
use crate::support::{entries, root, run};

/// The sound round with the files of a problem's folder laid over it, and changed by `change`.
fn with(code: &str, change: impl Fn(&Path)) -> (Results, Problems) {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    copy(&root().join("tests/problems").join(code), place.path());
    change(place.path());
    run(place.path())
}

fn of<'p>(problems: &'p Problems, code: &str) -> &'p Problem {
    let codes: Vec<_> = problems.iter().map(|p| p.kind.code).collect();
    problems.iter().find(|p| p.kind.code == code).unwrap_or_else(|| panic!("no {code}: {codes:?}"))
}

fn line(problem: &Problem) -> Value {
    serde_json::to_value(ProblemLine::of(problem, Lang::Vi)).unwrap()
}

fn nothing(_: &Path) {}

#[test]
fn a_refused_cell_puts_its_leaves_at_stake() {
    let (_, problems) = with("E-VALUE-DITTO", nothing);
    let line = line(of(&problems, "E-VALUE-DITTO"));
    // The cell is the shared item that leaf 1.2 reads.
    let expected = serde_json::json!({ "raw": "nt", "unit": "phuong-tan-lap" });
    assert_eq!((&line["raw"], &line["unit"]), (&expected["raw"], &expected["unit"]));
    let leaves = line["leaves"].as_array().unwrap();
    let max = |code: &Value| match code.as_str().unwrap() {
        "1.2" | "2.1" | "3.1" => 2,
        _ => 1,
    };
    let sum: i64 = leaves.iter().map(max).sum();
    assert!(sum > 0);
    assert_eq!(line["at_stake"], sum.to_string());
    assert_eq!(line.get("taken"), None);
}

#[test]
fn a_broken_identity_names_all_its_cells_and_what_hangs_on_them() {
    let (_, problems) = with("E-CHECK", nothing);
    let line = line(of(&problems, "E-CHECK"));
    let cells: Vec<_> = line["cells"].as_array().unwrap().iter().map(|c| &c["cell"]).collect();
    assert_eq!(cells, ["G7", "G6"]);
    assert!(
        line["cells"][0]["sheet"] == "Tự chấm" && line["cells"][0]["file"] == "evidence/a.xlsx"
    );
    assert_eq!(line["leaves"], serde_json::json!(["1.2"]));
    assert_eq!(line["at_stake"], "2");
}

#[test]
fn a_stopped_unit_puts_all_its_evidence_at_stake() {
    let (results, problems) = with("E-UNIT-FILES", nothing);
    let line = line(of(&problems, "E-UNIT-FILES"));
    // 1.1 + 1.2 + 1.3 + 1.4 + 2.1; an appraiser and the survey decide 2.2 and 3.1.
    assert_eq!(line["leaves"], serde_json::json!(["1.1", "1.2", "1.3", "1.4", "2.1"]));
    assert_eq!(line["at_stake"], "7");
    let unit = &results.blocks[0].index.units[0];
    assert_eq!((unit.rank, unit.files.len()), (None, 2));
    assert!(unit.files.iter().all(|sent| sent.sent_as.key() == "refused"));
}

#[test]
fn a_named_file_is_used_and_the_choice_is_a_note() {
    let (results, problems) = with("E-UNIT-FILES", |folder| {
        let file = folder.join("round.toml");
        let text = fs::read_to_string(&file).unwrap();
        let chosen = "files = [\"evidence/*\"]\nuse = [\"evidence/a (2).xlsx\"]\n";
        fs::write(file, text.replace("files = [\"evidence/*\"]\n", chosen)).unwrap();
    });
    assert!(!problems.has_errors());
    let note = of(&problems, "N-UNIT-CHOSEN");
    assert_eq!(note.taken(Lang::Vi), Some("evidence/a (2).xlsx"));
    assert!(
        note.message(Lang::Vi).contains("không dùng: evidence/a.xlsx"),
        "{}",
        note.message(Lang::Vi)
    );
    let unit = &results.blocks[0].index.units[0];
    let sent: Vec<_> = unit.files.iter().map(|f| (f.file.as_ref(), f.sent_as.key())).collect();
    assert_eq!(sent, [("evidence/a (2).xlsx", "used"), ("evidence/a.xlsx", "not_chosen")]);
    let aside = results.ledger.accounts.iter().find(|a| &*a.file == "evidence/a.xlsx").unwrap();
    assert_eq!((aside.used(), aside.rejected(), aside.balances()), (0, 0, true));
}

#[test]
fn the_newest_is_taken_only_when_every_file_says_when_it_was_saved() {
    // The files of this folder say nothing of the kind.
    let (_, problems) = with("E-UNIT-FILES", |folder| {
        let file = folder.join("round.toml");
        let text = fs::read_to_string(&file).unwrap();
        let newest = "files = [\"evidence/*\"]\nversions = \"newest\"\n";
        fs::write(file, text.replace("files = [\"evidence/*\"]\n", newest)).unwrap();
    });
    of(&problems, "E-UNIT-FILES");
}

#[test]
fn a_value_beside_its_column_puts_its_leaves_at_stake() {
    let (_, problems) = with("E-VALUE-SHIFTED", |folder| {
        // Without an appraisal the points of 1.2 hang on its count.
        entries(&folder.join("appraisal")).iter().for_each(|file| fs::remove_file(file).unwrap());
    });
    let shifted = of(&problems, "E-VALUE-SHIFTED");
    let leaves: Vec<_> = shifted.stakes.iter().map(|stake| stake.leaf.as_str()).collect();
    assert_eq!(leaves, ["1.2"]);
    assert_eq!(shifted.at_stake().unwrap().to_plain(), "2");
}

#[test]
fn a_refusal_leaves_its_leaves_provisional() {
    let (results, problems) = with("E-APPRAISAL-ROUND", |folder| {
        for name in entries(&folder.join("appraisal")) {
            fs::write(name, b"%PDF-1.4").unwrap();
        }
    });
    let refused = of(&problems, "E-FILE-PDF");
    // The file is named after the agency, which appraises all but the survey, for both units.
    let leaves: Vec<_> = refused.stakes.iter().map(|stake| stake.leaf.as_str()).collect();
    assert_eq!(leaves, ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"]);
    assert_eq!(refused.at_stake().unwrap().to_plain(), "16");
    for unit in &results.blocks[0].index.units {
        assert_eq!((unit.appraisal_refused, unit.is_provisional()), (6, true));
    }
    let mut json = Vec::new();
    write_results(&results, &mut json, Lang::Vi).unwrap();
    let json: Value = serde_json::from_slice(&json).unwrap();
    let unit = &json["blocks"][0]["units"][0];
    assert_eq!((&unit["provisional"], &unit["appraisal_refused"]), (&Value::Bool(true), &6.into()));
    assert_eq!(unit["leaves"][0]["appraisal_refused"]["file"], "appraisal/noi-vu.xlsx");
    let account = json["ledger"].as_array().unwrap().iter().find(|a| a["read_as"] == "appraisal");
    assert_eq!(account.unwrap()["unread"], "E-FILE-PDF");
}

#[test]
fn notes_at_cells_say_what_stood_there_and_what_was_taken() {
    let mut silent = Vec::new();
    for folder in entries(&root().join("tests/problems")).iter().filter(|f| f.is_dir()) {
        let code = folder.file_name().unwrap().to_string_lossy().to_string();
        let by_other_command = ["alone.txt", "proof.txt", "sample.txt"];
        let elsewhere = by_other_command.iter().any(|mark| folder.join(mark).exists());
        // Those of registers are told once for many rows: the cell is where the first one stands.
        let of_many = code.starts_with("N-REGISTER-");
        if !code.starts_with("N-") || elsewhere || of_many {
            continue;
        }
        let (_, problems) = with(&code, nothing);
        let note = of(&problems, &code);
        if note.place.cell.is_some() && (note.raw().is_none() || note.taken(Lang::Vi).is_none()) {
            silent.push(code);
        }
    }
    assert!(silent.is_empty(), "without raw text or value taken: {silent:?}");
}

#[test]
fn skipped_and_refused_files_stand_in_the_ledger() {
    let (results, problems) = with("E-FILE-PDF", |folder| {
        fs::write(folder.join("evidence/~$a.xlsx"), b"x").unwrap();
    });
    let fates: Vec<_> = results.ledger.accounts.iter().map(|a| (a.read_as, a.fate)).collect();
    assert!(fates.contains(&(ReadAs::Evidence, FileFate::Skipped)));
    assert!(fates.contains(&(ReadAs::Evidence, FileFate::Refused("E-FILE-PDF"))));
    let counts = Counts::of(&results.ledger, &problems);
    assert_eq!((counts.files.refused, counts.files.skipped), (1, 1));
    assert_eq!(counts.errors, problems.count(Level::Error));
}

#[test]
fn the_pages_name_every_finding() {
    let (results, problems) = with("E-UNIT-FILES", |folder| {
        fs::write(folder.join("evidence/x.xlsx"), b"%PDF-1.4").unwrap();
    });
    let text = |name: &str| {
        let book = Workbook::of(&results, Lang::Vi);
        let page = PAGES.iter().find(|page| page.name.vi == name).unwrap();
        let mut all = String::new();
        for block in (page.build)(&book, name).iter().flat_map(|p| &p.blocks) {
            let Block::Table(table) = block else { continue };
            let Rows::Held(rows) = &table.rows else { continue };
            for cell in rows.iter().flat_map(|row| &row.cells) {
                if let Cell::Text(text) = cell {
                    all += &format!("{text}\n");
                }
            }
        }
        all
    };
    for (name, level) in [("Phải sửa", true), ("Đã hiểu như sau", false)] {
        let page = text(name);
        for problem in problems.iter().filter(|p| (p.kind.level == Level::Error) == level) {
            assert!(page.contains(&problem.message(Lang::Vi)), "{name}: {}", problem.kind.code);
        }
    }
    assert!(text("Phải sửa").contains("Phường Tân Lập: 1 chỗ phải sửa, 7,00 điểm phụ thuộc"));
}
