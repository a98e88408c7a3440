//! What the program says of a result: agreement, claims, corrections, what is not settled, places,
//! peers, history. The rounds of `tests/said` are made by openpyxl and worked by hand in its README.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{copy, root};

/// A copy of one round.
struct Round(tempfile::TempDir);

impl Round {
    fn of(name: &str) -> Round {
        let place = tempfile::tempdir().unwrap();
        copy(&root().join("tests/said").join(name), place.path());
        Round(place)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn say(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
        let output = command.current_dir(self.path()).args(arguments).output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn why(&self, unit: &str, of: &str) -> String {
        self.say(&["why", ".", unit, of])
    }

    fn history(&self, unit: &str, of: &str) -> String {
        self.say(&["history", ".", unit, of])
    }

    fn results(&self) -> Value {
        self.say(&["score", ".", "--out", "out", "--no-charts"]);
        let text = std::fs::read(self.path().join("out/results.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    }
}

fn unit<'r>(results: &'r Value, id: &str) -> &'r Value {
    let units = results["blocks"][0]["units"].as_array().unwrap();
    units.iter().find(|unit| unit["id"] == id).unwrap()
}

/// `1.1 6/7` for every leaf, its state where it has no points.
fn leaves(results: &Value, id: &str) -> Vec<String> {
    let all = unit(results, id)["leaves"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    all.map(|leaf| match leaf["state"] == "scored" {
        true => format!("{} {}", text(&leaf["code"]), text(&leaf["exact"])),
        false => format!("{} {}", text(&leaf["code"]), text(&leaf["state"])),
    })
    .collect()
}

/// The units and leaves that problems of this kind speak of.
fn told(results: &Value, code: &str) -> Vec<String> {
    let all = results["problems"].as_array().unwrap().iter().filter(|p| p["code"] == code);
    all.map(|p| format!("{} {}", p["unit"].as_str().unwrap(), p["cell"].as_str().unwrap()))
        .collect()
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no “{part}” in\n{text}");
    }
}

fn has_not(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(!text.contains(part), "“{part}” in\n{text}");
    }
}

#[test]
fn agreement_keeps_the_exact_points_and_the_last_word_decides() {
    let results = Round::of("agree").results();
    assert_eq!(leaves(&results, "a"), ["1.1 6/7", "1.2 8/5", "1.3 2", "1.4 3/2"]);
    assert_eq!(leaves(&results, "b"), ["1.1 3/7", "1.2 1", "1.3 2", "1.4 pending"]);
    assert_eq!(leaves(&results, "c"), ["1.1 2/5", "1.2 1", "1.3 2", "1.4 pending"]);
    assert_eq!(leaves(&results, "d"), ["1.1 3/7", "1.2 7/5", "1.3 0", "1.4 pending"]);
    assert_eq!(unit(&results, "a")["index"], "59.57");
    assert_eq!(unit(&results, "b")["applicable_max"], "10");
    // Only what differs is told: 0,4 beside 3/7, and the two that round 2 took back.
    assert_eq!(told(&results, "W-APPRAISAL-REASON"), ["c E7"]);
    assert_eq!(told(&results, "W-APPRAISAL-OVERRULED"), ["a E9", "d D12"]);
    assert_eq!(told(&results, "N-APPRAISAL-TWICE"), ["d E5"]);
    for kind in ["E-APPRAISAL-CONFLICT", "W-APPRAISAL-OLD", "W-APPRAISAL-POINTS-OLD", "W-NA-SHARE"]
    {
        assert!(told(&results, kind).is_empty(), "{kind}");
    }
    // Châu's claim was seen; what is left are the three judgements.
    let open = |id: &str| unit(&results, id)["unconfirmed"].as_u64().unwrap_or(0);
    assert_eq!(["a", "b", "c", "d"].map(open), [0; 4]);
    assert_eq!(unit(&results, "a")["provisional"], false);
}

#[test]
fn a_point_that_a_correction_took_back_stays_on_record() {
    let round = Round::of("agree");
    let why = round.why("Phường An", "1.2");
    has(
        &why,
        &["Điểm: 1,6 / 2", "đơn vị kê khai 50%", "0,5 – Phòng Nội vụ – cắt – không còn dùng"],
    );
    has(&why, &["Quyết định bởi: thẩm định vòng 2"]);
    let history = round.history("Phường An", "1.2");
    has(&history, &["cho điểm vòng 1: 1 → 0,5 (lý do: cắt)", "50% → 80% (lý do: đối chiếu cổng)"]);
    has(&history, &["điểm cuối cùng: 1,6 (lý do: thẩm định vòng 2)"]);
    // Round 1 agreed with 1, not with what round 2 made of it.
    has_not(&round.history("Phường Đông", "1.2"), &["1 → 1,4"]);
}

#[test]
fn a_place_is_told_in_parts_that_add_up() {
    let round = Round::of("ranks");
    let results = round.results();
    let places = ["a", "b", "c", "d"].map(|id| {
        let one = unit(&results, id);
        format!("{} {}", one["index"].as_str().unwrap(), one["rank"])
    });
    assert_eq!(places, ["64.00 1", "41.67 2", "40.00 3", "20.00 4"]);
    has(
        &round.why("Phường Bình", "hạng"),
        &[
            "kém 22,33 điểm phần trăm",
            "lĩnh vực 2 kém 24,00; lĩnh vực 1 hơn 10,00; lĩnh vực 9 kém 8,33",
            "của Phường Bình là 6, của Phường An là 10",
        ],
    );
    has(
        &round.why("Phường Châu", "hạng"),
        &["kém 1,67 điểm phần trăm", "lĩnh vực 1 kém 10,00; lĩnh vực 9 hơn 8,33"],
    );
}

#[test]
fn thresholds_floors_penalties_and_peers_are_true() {
    let round = Round::of("ranks");
    has(&round.why("Phường An", "1.1"), &["39,9981%", "chưa đạt mức “từ 40%: 3 điểm”"]);
    has(&round.why("Phường Châu", "2.1"), &["(thành 30%) thì được 1,2 điểm", "(thành 100%)"]);
    let penalty = round.why("Phường Bình", "9.1");
    has(&penalty, &["Điểm trừ: 0,5 / 1", "thì không bị trừ điểm", "Bị trừ 0,5 điểm"]);
    has_not(&penalty, &["được 0 điểm"]);
    has(
        &round.why("Phường Châu", "1.2"),
        &[
            "Phường Bình: Số sáng kiến = 1 sáng kiến [evidence/b.xlsx – Tự chấm!C6]",
            "Phường An: Số sáng kiến = 4 sáng kiến [evidence/a.xlsx – Tự chấm!C6]",
        ],
    );
    // What the figures beside a claim would give decided nothing.
    has_not(&round.why("Phường Bình", "2.1"), &["Cách ra điểm", "Giá trị xét"]);
}

#[test]
fn what_nobody_can_weigh_is_told_and_makes_its_units_provisional() {
    let round = Round::of("ranks");
    let text = round.say(&["preview", ".", "--out", "out", "--format", "json"]);
    let open = &serde_json::from_str::<Value>(&text).unwrap()["open"];
    let names = ["missing", "unreadable", "unconfirmed", "failed_checks", "doubts"];
    assert_eq!(names.map(|name| open[name].as_u64().unwrap()), [1, 1, 1, 1, 2], "{open}");
    let results = round.results();
    for id in ["a", "b", "c", "d"] {
        assert_eq!(unit(&results, id)["provisional"], true, "{id}");
    }
    assert_eq!(unit(&results, "a")["doubts"], 2);
    // 4 of 10 points claimed, by nobody else of the block.
    assert_eq!(told(&results, "W-NA-SHARE"), ["b C7"]);
}

#[test]
fn a_reply_is_told_with_its_file_and_takes_the_whole_cell() {
    let round = Round::of("replies");
    let results = round.results();
    assert_eq!(leaves(&results, "a"), ["1.1 not_applicable", "1.2 4/5", "1.3 2", "1.4 pending"]);
    let first = &unit(&results, "a")["leaves"][0];
    assert_eq!(
        (&first["self"], &unit(&results, "a")["applicable_max"]),
        (&Value::Null, &"7".into())
    );
    let history = round.history("Phường An", "1.1");
    has(
        &history,
        &[
            "tự chấm: 3 [evidence/a.xlsx – Tự chấm – D5]",
            "sửa theo phiếu trả lại: điểm tự chấm: 3 → không áp dụng [evidence/tra-loi-a.xlsx",
            "giải trình: Phường không số hóa [evidence/tra-loi-a.xlsx",
        ],
    );
    has_not(&history, &["giải trình: chưa có số liệu"]);
    let line = history.lines().find(|line| line.contains("3 → không áp dụng")).unwrap();
    let time = line.split(" – ").next().unwrap();
    assert!(time.len() == 16 && time.starts_with(char::is_numeric), "{line}");
    has(&round.history("Phường An", "1.2"), &["chưa có số liệu → 40% [evidence/tra-loi-a.xlsx"]);
    has(&round.history("Phường Bình", "1.2"), &["điểm tự chấm: 2 → 1,2 [evidence/tra-loi-b.xlsx"]);
    let note = "“Điểm tự chấm – 1.2”: 1,2 thay cho “2”";
    assert!(results["problems"].to_string().contains(note));
}
