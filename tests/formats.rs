//! One form with everything that spreadsheets hide, saved by LibreOffice in each of its formats:
//! whatever the format, the same is said of the same cells.

use std::fs;
use std::path::Path;

use parindex::run::assess;

use crate::support::{Silent, entries, root};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in entries(from) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// Code and cell of everything that is said of the form of *Phường Tân Lập*.
fn said_of(form: &str) -> Vec<(String, String)> {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    fs::remove_file(place.path().join("evidence/a.xlsx")).unwrap();
    let file = format!("evidence/{form}");
    fs::copy(root().join("tests/files").join(form), place.path().join(&file)).unwrap();
    let (results, problems) = assess(place.path(), &Silent);
    let own = problems.iter().filter(|p| p.place.file == file);
    let mut said: Vec<(String, String)> =
        own.map(|p| (p.kind.code.to_string(), p.place.cell.clone().unwrap_or_default())).collect();
    said.sort();
    let results = results.unwrap();
    let leaf = &results.blocks[0].scores[0].leaves[0];
    let aside = leaf.aside.as_deref().unwrap();
    assert_eq!(aside.proof_links, ["https://tanlap.example.vn/bc5.pdf"], "{form}");
    let late = &results.blocks[0].scores[0].leaves[1].inputs[0];
    assert_eq!(late.comment.as_deref(), Some("Chưa tính quý IV"), "{form}");
    assert!(late.by_formula, "{form}");
    said
}

#[test]
fn every_format_tells_the_same() {
    let expected = [
        ("E-VALUE-LEGACY", "J10"),
        ("E-VALUE-MERGED", "J15"),
        ("N-CELL-COMMENT", "G7"),
        ("N-DATE-MONTH-FIRST", "G14"),
        ("N-FORM-HIDDEN-COLUMN", "K9"),
        ("N-FORM-HIDDEN-ROW", "G11"),
        ("N-TEXT-LEGACY", "K11"),
        ("N-VALUE-SHOWN", "G12"),
        ("N-VALUE-SHOWN", "J12"),
        ("N-VALUE-STRUCK", "G6"),
        // Figures in columns that the form does not have.
        ("W-FORM-FIGURES-BESIDE", "M7"),
        ("W-FORM-FIGURES-BESIDE", "N7"),
    ];
    let expected = expected.map(|(code, cell)| (code.to_string(), cell.to_string()));
    for form in ["marks.xlsx", "marks.xls", "marks.ods"] {
        assert_eq!(said_of(form), expected, "{form}");
    }
}
