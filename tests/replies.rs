//! Several files that answer one asking: what counts is declared, never guessed. The files of
//! `tests/problems/E-REPLY-TWICE` and `N-REPLY-SAME` are filled in by openpyxl: 40 % saved on
//! 20/12/2020, 45 % on 21/12/2020, asked until 22/12/2020.

use std::fs;
use std::path::Path;

use parindex::problem::{Level, Problems};
use parindex::results::Results;
use parindex::terms::Lang;

use crate::support::{copy, rewrite, root, run};

/// The round of the problems with these replies, and these lines in `round.toml`.
fn with(case: &str, evidence: &str, replies: &str) -> (Results, Problems) {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    copy(&root().join("tests/problems").join(case), place.path());
    declare(place.path(), evidence, replies);
    run(place.path())
}

fn declare(folder: &Path, evidence: &str, replies: &str) {
    let base = fs::read_to_string(root().join("tests/problems/base/round.toml")).unwrap();
    let files = "files = [\"evidence/*\"]\n";
    assert!(base.contains(files) && !base.contains("[replies]"));
    let text = base.replace(files, &format!("{files}{evidence}\n"));
    fs::write(folder.join("round.toml"), format!("{text}\n[replies]\n{replies}\n")).unwrap();
}

/// The value that counts with its cell, and what was said of replies.
fn told((results, problems): &(Results, Problems)) -> (String, Vec<(&'static str, String)>) {
    let leaves = results.blocks.iter().flat_map(|b| b.scores.iter().flat_map(|s| &s.leaves));
    let mut inputs = leaves.flat_map(|leaf| &leaf.inputs);
    let input = inputs.find(|i| i.key.as_str() == "truc_tuyen").unwrap();
    let from = input.origin.as_ref().map_or(String::new(), |o| o.file.to_string());
    let value = match &input.outcome {
        Ok(value) => format!("{} {from}", value.to_plain()),
        Err(gap) => gap.key().to_string(),
    };
    let said = problems.iter().filter(|p| p.kind.code.contains("-REPLY-"));
    let said = said.filter(|p| p.kind.code != "N-REPLY-REPLACED");
    (
        value,
        said.map(|p| (p.kind.code, format!("{} {}", p.message(Lang::Vi), p.help(Lang::Vi))))
            .collect(),
    )
}

#[test]
fn without_a_declaration_nothing_of_either_is_used() {
    let (value, said) = told(&with("E-REPLY-TWICE", "", ""));
    assert_eq!(value, "missing");
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].0, "E-REPLY-TWICE");
    for part in [
        "tra-loi (1).xlsx (lưu 21/12/2020 09:00)",
        "tra-loi.xlsx (lưu 20/12/2020 09:00)",
        "Tỷ lệ hồ sơ trực tuyến: “45%” / “40%”",
    ] {
        assert!(said[0].1.contains(part), "{said:?}");
    }
}

#[test]
fn the_newest_is_taken_where_that_is_declared() {
    let whole = with("E-REPLY-TWICE", "versions = \"newest\"", "");
    let (value, said) = told(&whole);
    assert_eq!(value, "0.45 evidence/tra-loi (1).xlsx");
    assert_eq!(said.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["N-REPLY-CHOSEN"]);
    // What was there before any answer stays in the trace; the other file is accounted for.
    let (results, _) = &whole;
    let replaced = results.blocks.iter().flat_map(|b| b.scores.iter().flat_map(|s| &s.leaves));
    let replaced: Vec<_> = replaced.filter_map(|leaf| leaf.record.as_ref()).collect();
    assert_eq!(replaced.len(), 1);
    let old = &replaced[0].replaced[0].1;
    assert_eq!((old.raw.as_str(), old.saved.is_some()), ("", true));
    let account = |file: &str| results.ledger.accounts.iter().find(|a| *a.file == *file).unwrap();
    assert_eq!(account("evidence/tra-loi.xlsx").used(), 0);
    assert_eq!(account("evidence/tra-loi (1).xlsx").used(), 1);
}

#[test]
fn a_file_may_be_named() {
    let used = "use = [\"evidence/tra-loi.xlsx\"]";
    let (value, said) = told(&with("E-REPLY-TWICE", used, ""));
    assert_eq!(value, "0.4 evidence/tra-loi.xlsx");
    assert_eq!(said[0].0, "N-REPLY-CHOSEN");
    // The line wins over the rule.
    let both = format!("{used}\nversions = \"newest\"");
    assert_eq!(told(&with("E-REPLY-TWICE", &both, "")).0, value);
}

#[test]
fn equal_answers_need_no_choice() {
    let (value, said) = told(&with("N-REPLY-SAME", "", ""));
    assert_eq!(value, "0.4 evidence/tra-loi.xlsx");
    assert_eq!(said.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["N-REPLY-SAME"]);
}

/// Moves a reply's time of saving past the last day.
fn save_late(file: &Path) {
    rewrite(file, |name, text| match name {
        "docProps/core.xml" => text.replace("2020-12-21T02:00:00Z", "2020-12-23T02:00:00Z"),
        _ => text,
    });
}

#[test]
fn an_answer_changed_after_the_last_day_is_told_and_not_used() {
    let late = |case: &str, evidence: &str, replies: &str| {
        let place = tempfile::tempdir().unwrap();
        copy(&root().join("tests/problems/base"), place.path());
        copy(&root().join("tests/problems").join(case), place.path());
        save_late(&place.path().join("evidence/tra-loi (1).xlsx"));
        declare(place.path(), evidence, replies);
        told(&run(place.path()))
    };
    for evidence in ["", "versions = \"newest\""] {
        let (value, said) = late("E-REPLY-TWICE", evidence, "");
        assert_eq!(value, "0.4 evidence/tra-loi.xlsx");
        assert_eq!(said.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["E-REPLY-LATE"]);
        let words = "Vẫn dùng evidence/tra-loi.xlsx (lưu 20/12/2020 09:00). Khác nhau ở 1 câu trả lời: \
                     Tỷ lệ hồ sơ trực tuyến: “40%” / “45%”";
        assert!(said[0].1.contains(words), "{said:?}");
    }
    // Where late answers count, they are files like others.
    let accept = "late = \"accept\"";
    assert_eq!(late("E-REPLY-TWICE", "", accept).1[0].0, "E-REPLY-TWICE");
    let (value, said) = late("E-REPLY-TWICE", "versions = \"newest\"", accept);
    assert_eq!(value, "0.45 evidence/tra-loi (1).xlsx");
    let codes: Vec<&str> = said.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["W-REPLY-LATE", "N-REPLY-CHOSEN"]);
    // Saved again without a change: nothing to tell but that.
    let (value, said) = late("N-REPLY-SAME", "", "");
    assert_eq!((value.as_str(), said[0].0), ("0.4 evidence/tra-loi.xlsx", "N-REPLY-SAME"));
}

/// A reply of which one part was changed by hand: what counts, and all that was said with its cell.
fn changed(change: impl Fn(&str, String) -> String) -> (String, Vec<String>) {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    copy(&root().join("tests/problems/E-REPLY-TWICE"), place.path());
    fs::remove_file(place.path().join("evidence/tra-loi (1).xlsx")).unwrap();
    rewrite(&place.path().join("evidence/tra-loi.xlsx"), change);
    let found = run(place.path());
    let (value, _) = told(&found);
    let of_reply = found.1.iter().filter(|p| p.place.file == "evidence/tra-loi.xlsx");
    let said = of_reply
        .filter(|p| p.kind.level != Level::Note)
        .map(|p| format!("{} {}", p.kind.code, p.place.cell.as_deref().unwrap_or("-")));
    (value, said.collect())
}

/// The sheet with another text in a cell.
fn with_text(sheet: &str, cell: &str, text: &str) -> String {
    let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap();
    let length = sheet[start..].find("</c>").map(|at| at + "</c>".len()).unwrap();
    let new = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("{}{new}{}", &sheet[..start], &sheet[start + length..])
}

#[test]
fn what_people_change_in_a_reply_is_told() {
    let counts = "0.4 evidence/tra-loi.xlsx";
    let questions = |change: fn(String) -> String| {
        changed(move |name, text| match name {
            "xl/worksheets/sheet1.xml" => change(text),
            _ => text,
        })
    };
    assert_eq!(questions(|sheet| sheet), (counts.to_string(), vec![]));
    // An answer over two rows is no row's.
    let spread = questions(|sheet| {
        let merge = "<mergeCell ref=\"B6:C6\"";
        assert!(sheet.contains(merge));
        sheet.replace(merge, &format!("<mergeCell ref=\"I11:I12\"/>{merge}"))
    });
    assert_eq!(spread, ("missing".to_string(), vec!["E-VALUE-MERGED I11".to_string()]));
    let twice = questions(|sheet| with_text(&sheet, "J10", "Trả lời"));
    assert_eq!(twice, ("missing".to_string(), vec!["E-TABLE-COLUMN-TWICE -".to_string()]));
    let number = questions(|sheet| with_text(&sheet, "D7", "2"));
    assert_eq!(number, (counts.to_string(), vec!["W-REPLY-NUMBER D7".to_string()]));
    // Without the mark of its question even an answer without a digit is no remark.
    let unmarked = questions(|sheet| {
        let sheet = with_text(&sheet, "A11", "");
        with_text(&sheet, "I11", "Không áp dụng")
    });
    assert_eq!(unmarked, ("missing".to_string(), vec!["E-REPLY-ROW I11".to_string()]));
}
