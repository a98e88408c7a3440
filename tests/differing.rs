//! Appraisers who differ: none of what they said counts, everything of it is kept, and round 2
//! decides. The forms of `tests/differing` are made by openpyxl; the points are worked by hand
//! (`tests/cases/disputes/README.md`, `tests/differing/make.py`).

use std::path::PathBuf;
use std::process::Command;

use parindex::forms::appraisal::{packs, standings};
use parindex::preview::{Cause, open};
use parindex::run::{Assessment, assess_whole};
use parindex::scenario::Change;
use parindex::scores::{DecidedBy, State};
use parindex::terms::Lang;

use crate::support::{Silent, copy, root};

/// The round with the appraisals of these stages beside its own.
struct Round(tempfile::TempDir);

impl Round {
    fn with(stages: &[&str]) -> Round {
        let place = tempfile::tempdir().unwrap();
        copy(&root().join("tests/cases/disputes"), place.path());
        for stage in stages {
            copy(&root().join("tests/differing").join(stage), &place.path().join("appraisal"));
        }
        Round(place)
    }

    fn assessed(&self) -> (Assessment, Vec<(&'static str, String)>) {
        let (whole, problems) = assess_whole(self.0.path(), &Silent);
        let told = problems.iter().map(|p| (p.kind.code, p.message(Lang::Vi)));
        let told =
            told.filter(|(code, _)| ["E-APPRAISAL-CONFLICT", "N-APPRAISAL-DECIDED"].contains(code));
        (whole.unwrap(), told.collect())
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
        let output = command.current_dir(self.0.path()).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// All texts of a workbook.
    fn texts(&self, name: &str) -> String {
        let bytes = std::fs::read(self.path(name)).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        text
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// Points, who decided and whether they are provisional: of a unit and a leaf by position.
fn leaf(whole: &Assessment, unit: usize, leaf: usize) -> (State, String, DecidedBy, bool) {
    let score = &whole.results.blocks[0].scores[unit].leaves[leaf];
    let open = score.refusal.is_some();
    (score.state, score.points.to_plain(), score.decided_by, open)
}

#[test]
fn corrections_that_differ_wait_for_round_2() {
    let round = Round::with(&["vong-1"]);
    let (whole, told) = round.assessed();
    let codes: Vec<&str> = told.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["E-APPRAISAL-CONFLICT"; 2]);
    for part in
        ["số liệu dung_han", "0,78 (Phòng Nội vụ, appraisal/lan.xlsx – Thẩm định!I6)", "0,9 ("]
    {
        assert!(told.iter().any(|(_, message)| message.contains(part)), "{part}: {told:?}");
    }
    // Neither counts: 80 % stays, four points, and they are not settled.
    assert_eq!(leaf(&whole, 2, 0), (State::Scored, "4".into(), DecidedBy::Rule, true));
    let standing = standings(&whole.results, &whole.collected);
    assert_eq!((standing[0].conflicts, standing[1].rows), (2, 4));
    // Three criteria of four units: four rows have points, on two of them people differ.
    assert_eq!((standing[0].rows, standing[0].filled, standing[0].left()), (12, 4, 6));
    let disputes = open(&whole.results);
    let about = disputes.iter().find(|d| (d.unit, d.leaf) == (2, Some(0))).unwrap();
    assert_eq!(about.cause, Cause::Conflict);
    // The outcome of each value.
    let values = about.choices.iter().map(|choice| match &choice.changes[..] {
        [Change::Corrected { unit: 2, outcome: Ok(value), .. }] => value.to_plain(),
        other => panic!("{other:?}"),
    });
    assert_eq!(values.collect::<Vec<_>>(), ["0.78", "0.9"]);
    // Whoever decides reads both.
    let packs = packs(&whole.results, &whole.collected, 2);
    let said = format!("{:?}", packs[0].form.sheet.rows);
    let before = "Tỷ lệ đúng hạn sửa thành 78% (appraisal/lan.xlsx, lý do: Trừ hồ sơ trả trễ quý IV); \
                  Tỷ lệ đúng hạn sửa thành 90% (appraisal/minh.xlsx, lý do: Theo phần mềm một cửa)";
    assert!(said.contains(before), "{said}");
}

#[test]
fn what_round_2_has_decided_is_nothing_to_mend() {
    let round = Round::with(&["vong-1", "vong-2"]);
    let (whole, told) = round.assessed();
    let codes: Vec<&str> = told.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["N-APPRAISAL-DECIDED"; 2]);
    for part in [
        "1 (Phòng Nội vụ, appraisal/nv-1.xlsx – Thẩm định!E8); 3 (",
        "vòng 2 đã quyết định: 2 (Phòng Nội vụ, appraisal/to-truong.xlsx – Thẩm định!E7)",
        "vòng 2 đã quyết định: 0,75 (Phòng Nội vụ, appraisal/to-truong.xlsx – Thẩm định!I6)",
    ] {
        assert!(told.iter().any(|(_, message)| message.contains(part)), "{part}: {told:?}");
    }
    assert_eq!(leaf(&whole, 2, 0), (State::Scored, "2".into(), DecidedBy::Appraisal2, false));
    assert_eq!(leaf(&whole, 1, 2), (State::Scored, "2".into(), DecidedBy::Appraisal2, false));
    assert!(!open(&whole.results).iter().any(|d| d.cause == Cause::Conflict));
    let accounts = &whole.results.ledger.accounts;
    let lan = accounts.iter().find(|a| *a.file == *"appraisal/lan.xlsx").unwrap();
    assert_eq!((lan.used(), lan.rejected()), (0, 0));
}

#[test]
fn who_differed_is_kept_everywhere() {
    let round = Round::with(&["vong-1", "vong-2"]);
    let why = round.run(&["why", ".", "Phường Châu", "1.1"]);
    let differed = "Ý kiến khác nhau: vòng 1, số liệu “Tỷ lệ đúng hạn”: 78% – Phòng Nội vụ – Trừ hồ sơ \
                    trả trễ quý IV [appraisal/lan.xlsx – Thẩm định!I6]; 90% – Phòng Nội vụ";
    assert!(why.contains(differed), "{why}");
    let why = round.run(&["why", ".", "Phường Bình", "1.3"]);
    assert!(why.contains("Ý kiến khác nhau: vòng 1: 1 – Phòng Nội vụ – Một sáng kiến ["), "{why}");
    let history = round.run(&["history", ".", "Phường Châu", "1.1"]);
    let places =
        ["lan.xlsx", "minh.xlsx", "to-truong.xlsx"].map(|file| history.find(file).unwrap());
    assert!(places.is_sorted(), "{history}");
    assert!(history.contains("sửa số liệu vòng 1 khác nhau, không dùng"), "{history}");
    round.run(&["appraise", ".", "--out", "gui-di"]);
    let text = round.texts("noi-bo/ra-soat.xlsx");
    for said in ["appraisal/minh.xlsx – Thẩm định!I6", "thẩm định vòng 2: 2 – Hai sáng kiến"]
    {
        assert!(text.contains(said), "{said}");
    }
    assert!(!round.path("gui-di/ra-soat.xlsx").exists());
}

#[test]
fn a_request_beside_points_that_do_not_count_is_asked_all_the_same() {
    let round = Round::with(&["yeu-cau"]);
    round.run(&["explain-round", "."]);
    let form =
        |unit: &str| round.texts(&format!("forms/explain/{unit}-giai-trinh-lan-1-disputes.xlsx"));
    assert!(form("b").contains(">Gửi quyết định công nhận<"));
    // Two people ask two things of one leaf: the unit is asked once, for both, by file.
    assert!(form("a").contains(">Giải thích số 90%; Bổ sung báo cáo quý IV<"), "{}", form("a"));
}
