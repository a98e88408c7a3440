//! The contract of the command line and of `results.json` (formats.md), seen from outside.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::root;

fn parindex(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn code(folder: &Path, arguments: &[&str]) -> i32 {
    parindex(folder, arguments).status.code().unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = parindex(folder, arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}"))
}

/// The results of a round in `tests/cases`, written below `to`.
fn results(case: &str, to: &Path) -> Value {
    let round = root().join("tests/cases").join(case);
    let round = round.to_string_lossy();
    assert_eq!(code(to, &["score", &round, "--out", "out", "--no-charts"]), 1, "{case}");
    serde_json::from_slice(&fs::read(to.join("out/results.json")).unwrap()).unwrap()
}

fn is_text_or_null(value: &Value) -> bool {
    value.is_string() || value.is_null()
}

fn has(object: &Value, keys: &[&str]) {
    for key in keys {
        assert!(object.get(key).is_some(), "no {key} in {object}");
    }
}

#[test]
fn exit_codes_say_how_it_went() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    let clean = root().join("data/binh-duong-2017");
    let clean = clean.to_string_lossy();
    assert_eq!(code(here, &["check", &clean]), 0);
    assert_eq!(code(here, &["check", &format!("{clean}/round.toml")]), 0);
    let errors = root().join("tests/cases/rank-published");
    assert_eq!(code(here, &["check", &errors.to_string_lossy()]), 1);
    for wrong in
        [&["check", "nowhere"][..], &["score"], &["bogus"], &["check", ".", "--lang", "fr"]]
    {
        assert_eq!(code(here, wrong), 2, "{wrong:?}");
    }
    assert_eq!(code(here, &["why", &clean, "nobody", "1.1"]), 2);
    assert_eq!(code(here, &["init", "new"]), 0);
    assert_eq!(code(here, &["init", "new"]), 2);
}

#[test]
fn a_round_file_that_cannot_be_used_is_told_whole() {
    let place = tempfile::tempdir().unwrap();
    let text =
        "schema = 1\n[round]\nid = 5\nyear = \"abc\"\ntitel = \"x\"\n[rules]\nties = \"foo\"\n";
    fs::write(place.path().join("round.toml"), text).unwrap();
    let output = parindex(place.path(), &["score", ".", "--out", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!place.path().join("out").exists());
    let found = json(place.path(), &["check", "round.toml", "--format", "json"]);
    let lines: Vec<u64> =
        found["problems"].as_array().unwrap().iter().filter_map(|p| p["line"].as_u64()).collect();
    for line in [3, 4, 5, 7] {
        assert!(lines.contains(&line), "{line}: {found}");
    }
}

#[test]
fn a_set_that_cannot_be_used_stops_its_block_alone() {
    let place = tempfile::tempdir().unwrap();
    let from = root().join("tests/cases/rank-published");
    fs::create_dir(place.path().join("evidence")).unwrap();
    let copy = |name: &str| fs::copy(from.join(name), place.path().join(name)).unwrap();
    copy("set.toml");
    copy("evidence/a.xlsx");
    let set = fs::read_to_string(from.join("set.toml")).unwrap();
    fs::write(place.path().join("bad.toml"), set.replace("total = 100", "total = 99")).unwrap();
    let round = fs::read_to_string(from.join("round.toml")).unwrap();
    let more = "\n[[block]]\nid = \"c\"\nname = \"Khối c\"\ncriteria = \"bad.toml\"\n\
                [[unit]]\nid = \"z\"\nname = \"Xã Zê\"\nblock = \"c\"\n";
    fs::write(place.path().join("round.toml"), round + more).unwrap();
    let arguments = ["score", ".", "--out", "out", "--no-charts", "--format", "json"];
    assert_eq!(code(place.path(), &arguments), 1);
    let text = fs::read(place.path().join("out/results.json")).unwrap();
    let results: Value = serde_json::from_slice(&text).unwrap();
    assert_eq!(results["blocks"].as_array().unwrap().len(), 1);
    let unscored = |p: &Value| p["code"] == "E-BLOCK-UNSCORED";
    assert!(results["problems"].as_array().unwrap().iter().any(unscored));
}

#[test]
fn machines_get_json() {
    let place = tempfile::tempdir().unwrap();
    let round = root().join("tests/cases/gates-and-na");
    let round = round.to_string_lossy();
    for arguments in [
        &["check", &round][..],
        &["score", &round, "--no-charts", "--out", "out"],
        &["why", &round, "b"],
        &["why", &round, "b", "1.1"],
        &["why", &round, "b", "1.1.2"],
    ] {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
        assert!(json(place.path(), &arguments).is_object());
    }
    let why = json(place.path(), &["why", &round, "Phường Bình", "1.1.2", "--format", "json"]);
    assert_eq!((&why["unit"], &why["code"]), (&"b".into(), &"1.1.2".into()));
    assert_eq!(why["result"]["inputs"][0]["cell"], "G9");
    for name in ["round", "criteria", "survey"] {
        assert!(json(place.path(), &["schema", name]).is_object());
    }
}

#[test]
fn results_are_as_the_formats_say() {
    for case in ["rule-kinds", "gates-and-na", "appraisal-rounds", "survey-readings"] {
        let place = tempfile::tempdir().unwrap();
        let results = results(case, place.path());
        has(&results, &["schema", "program", "round", "blocks", "surveys", "ledger", "problems"]);
        assert_eq!(results["schema"], "parindex/results/1");
        for block in results["blocks"].as_array().unwrap() {
            has(block, &["id", "name", "criteria", "mean_index", "units"]);
            block["units"].as_array().unwrap().iter().for_each(unit);
        }
        for line in results["ledger"].as_array().unwrap() {
            let of = |key: &str| line[key].as_u64().unwrap();
            assert_eq!(of("rows"), of("used") + of("set_aside") + of("rejected"));
        }
        for problem in results["problems"].as_array().unwrap() {
            has(problem, &["level", "code", "file", "sheet", "cell", "message", "help"]);
        }
    }
}

fn unit(unit: &Value) {
    has(unit, &["id", "name", "rank", "class", "class_held_by", "self_points", "submitted"]);
    for key in ["points", "applicable_max", "index", "bonus", "penalty"] {
        assert!(is_text_or_null(&unit[key]), "{key} of {unit}");
    }
    for node in unit["nodes"].as_array().unwrap() {
        has(node, &["code", "points", "applicable_max", "index"]);
    }
    for leaf in unit["leaves"].as_array().unwrap() {
        has(leaf, &["code", "state", "decided_by", "inputs", "trace"]);
        for key in
            ["max", "min", "points", "exact", "computed", "self", "appraised_1", "appraised_2"]
        {
            assert!(leaf.get(key).is_some_and(is_text_or_null), "{key} of {leaf}");
        }
        for input in leaf["inputs"].as_array().unwrap() {
            has(input, &["key", "state", "value", "raw", "file", "sheet", "cell"]);
            assert_eq!(input["state"] == "value", input["value"].is_string(), "{input}");
        }
    }
}

#[test]
fn surveys_and_samples_run_alone() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    let round = root().join("tests/cases/survey-weights");
    let round = round.to_string_lossy();
    let found = json(here, &["survey", &round, "--out", "out", "--format", "json"]);
    assert_eq!(found["surveys"][0]["units"][0]["rank"], 1);
    let figures = fs::read(here.join("out/khao-sat.json")).unwrap();
    let figures: Value = serde_json::from_slice(&figures).unwrap();
    let survey = &figures["surveys"][0];
    has(survey, &["scheme", "reading", "overall", "confidence", "weighted", "options", "quotas"]);
    let unit = &survey["units"][0];
    has(unit, &["unweighted", "design_effect", "kish", "tier", "not_above", "transactions"]);
    for name in ["hai-long-thu.png", "cau-hoi-thu.png", "yeu-to-thu.svg"] {
        assert!(here.join("out/bieu-do").join(name).exists(), "{name}");
    }
    assert!(here.join("out/khao-sat.xlsx").exists());
    assert!(!here.join("out/xep-hang.xlsx").exists() && !here.join("out/results.json").exists());
    let drawn = json(here, &["sample", &round, "--out", "out", "--format", "json", "--seed", "7"]);
    assert_eq!(drawn["samples"][0]["seed"], "7");
    assert!(here.join("out/chon-mau-thu.xlsx").exists());
    let named = ["sample", &round, "--out", "out", "--keep", "Họ và tên"];
    assert_eq!(code(here, &named), 0);
    assert!(here.join("out/chon-mau-thu-du-lieu-ca-nhan.xlsx").exists());
    let bare = root().join("tests/cases/rank-published");
    assert_eq!(code(here, &["sample", &bare.to_string_lossy()]), 2);
    assert_eq!(code(here, &["survey", &bare.to_string_lossy()]), 2);
}

/// A round of which no block can be scored has its workbooks all the same: they say why.
#[test]
fn a_round_of_which_nothing_can_be_scored_is_written() {
    let place = tempfile::tempdir().unwrap();
    let round = place.path().join("round");
    crate::support::copy(&root().join("tests/problems/base"), &round);
    let set = fs::read_to_string(round.join("set.toml")).unwrap();
    fs::write(round.join("set.toml"), set.replace("total = 10", "total = 11")).unwrap();
    let output = parindex(place.path(), &["score", "round", "--out", "out", "--no-charts"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    for name in ["xep-hang.xlsx", "tinh-toan.xlsx", "results.json", "tong-hop.html"] {
        assert!(place.path().join("out").join(name).exists(), "{name}");
    }
}

/// What stands in the way is not told as if nothing were there yet.
#[test]
fn the_last_line_of_a_command_that_counted_nothing_is_true() {
    let place = tempfile::tempdir().unwrap();
    let base = root().join("tests/cases/survey-weights");
    let said = |command: &str, change: &dyn Fn(&Path)| {
        let round = place.path().join("round");
        let _ = fs::remove_dir_all(&round);
        crate::support::copy(&base, &round);
        change(&round);
        let output = parindex(&round, &[command, ".", "--out", "../out"]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        let text = String::from_utf8(output.stderr).unwrap();
        text.trim().lines().last().unwrap_or_default().to_string()
    };
    let edit = |file: &'static str, from: &'static str, to: &'static str| {
        move |round: &Path| {
            let text = fs::read_to_string(round.join(file)).unwrap();
            assert!(text.contains(from), "{from}");
            fs::write(round.join(file), text.replacen(from, to, 1)).unwrap();
        }
    };
    for (command, undeclared) in
        [("survey", "chưa khai báo khảo sát"), ("sample", "khai báo population")]
    {
        for (from, to) in [
            ("share = \"100%\"", "share = 50"),
            ("error = \"4%\"", "error = 4"),
            ("[[factor]]", "[[factors]]"),
        ] {
            let said = said(command, &edit("scheme.toml", from, to));
            assert!(said.starts_with("Chưa tính được gì vì "), "{command} {to}: {said}");
            assert!(said.ends_with("lỗi nêu ở trên: sửa các lỗi đó rồi chạy lại."), "{said}");
        }
        let without = |round: &Path| {
            let file = round.join("round.toml");
            let text = fs::read_to_string(&file).unwrap();
            fs::write(file, text.split("[[survey]]").next().unwrap()).unwrap();
        };
        assert!(said(command, &without).contains(undeclared), "{command}");
    }
}

/// The board counts the forms of a survey against its sample, also before the first one came.
#[test]
fn the_board_tells_how_many_forms_are_missing() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    let case = root().join("tests/cases/survey-weights");
    let told = |round: &str| json(here, &["board", round, "--out", "out", "--format", "json"]);
    let figures = fs::read(case.join("figures.json")).unwrap();
    let figures: Value = serde_json::from_slice(&figures).unwrap();
    let now = told(&case.to_string_lossy());
    let bare = here.join("bare");
    fs::create_dir(&bare).unwrap();
    for file in ["round.toml", "scheme.toml", "set.toml", "gd.xlsx", "so.xlsx"] {
        fs::copy(case.join(file), bare.join(file)).unwrap();
    }
    let before = told(&bare.to_string_lossy());
    for (told, empty) in [(&now, false), (&before, true)] {
        let lines: Vec<&str> =
            told["reminder"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for unit in told["surveys"][0]["units"].as_array().unwrap() {
            let [have, need, missing] = ["have", "need", "missing"].map(|key| &unit[key]);
            let wanted = format!("còn thiếu {missing} phiếu (đã có {have}/{need})");
            let said = lines.iter().filter(|line| line.contains(&wanted)).count();
            assert_eq!(said > 0, *missing != 0, "{wanted} {lines:#?}");
        }
        let units = told["surveys"][0]["units"].as_array().unwrap();
        assert_eq!(units.len(), 3);
        for unit in units {
            let number = |key: &str| unit[key].as_u64().unwrap();
            let wanted = &figures["figures"][unit["unit"].as_str().unwrap()];
            assert_eq!(unit["need"], wanted["need"], "{unit}");
            assert_eq!(number("have") == 0, empty, "{unit}");
            assert_eq!(number("missing"), number("need").saturating_sub(number("have")), "{unit}");
        }
    }
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(here.join("out/tien-do.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Phiếu khảo sát").unwrap();
    let texts: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for text in ["Còn thiếu", "Phường Long Hoa", "580", "683"] {
        assert!(texts.iter().any(|t| t == text), "{text}");
    }
}
