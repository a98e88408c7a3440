use serde_json::{Value, json};

use super::*;
use crate::write::example_results;

fn document() -> (String, Value) {
    let mut text = Vec::new();
    write_results(&example_results::results(9), &mut text, Lang::Vi).unwrap();
    let text = String::from_utf8(text).unwrap();
    let value = serde_json::from_str(&text).unwrap();
    (text, value)
}

#[test]
fn figures_are_as_the_contract_says() {
    let (text, document) = document();
    assert_eq!(document["schema"], SCHEMA);
    assert_eq!(document["round"]["id"], "hoa-thanh-2020");
    let block = &document["blocks"][0];
    assert_eq!(block["criteria"]["total"], "100");
    let unit = &block["units"][0];
    assert_eq!(unit["class_held_by"], "every_field");
    assert_eq!(unit["bonus"], "1.5");
    assert_eq!(unit["previous"], "82.10");
    assert_eq!(unit["applicable_max"], "100");
    assert_eq!(unit["nodes"].as_array().unwrap().len(), 9);
    assert_eq!(unit["leaves"].as_array().unwrap().len(), 9);
    // One line for each leaf, so that runs can be compared.
    assert!(text.lines().any(|l| l.starts_with("{\"code\":\"3.1\"")), "{text}");
}

#[test]
fn leaves_say_where_and_why() {
    let (_, document) = document();
    let units = &document["blocks"][0]["units"];
    let leaf = &units[1]["leaves"][1];
    assert_eq!(leaf["decided_by"], "appraisal_1");
    assert_eq!(leaf["appraised_1"], "6.5");
    assert_eq!(leaf["appraised_by"], "tu-phap");
    assert_eq!(leaf["reason"], "Thiếu \"báo cáo\"");
    assert_eq!(leaf["computed"], "0.67");
    assert_eq!(leaf["self"], "2.5");
    let input = json!({
        "key": "ho_so", "state": "value", "value": "0.625", "raw": "62,5%",
        "from": "form", "file": "evidence/don-vi-2.xlsx", "sheet": "Tự chấm", "cell": "G3",
    });
    assert_eq!(leaf["inputs"][0], input);
    assert_eq!(leaf["trace"]["value"], json!({ "arithmetic": "1250 / 2000", "result": "0.625" }));
    assert_eq!(leaf["trace"]["source"], "628/UBND, đoạn 3");
    let missing = &units[3]["leaves"][0];
    assert_eq!(missing["state"], "missing");
    assert_eq!(missing["computed"], Value::Null);
    assert_eq!(missing["inputs"][0]["value"], Value::Null);
    let not_applicable = &units[5]["leaves"][3];
    assert_eq!(not_applicable["state"], "not_applicable");
    assert_eq!(not_applicable["points"], Value::Null);
    assert_eq!(units[5]["nodes"][3]["index"], Value::Null);
}

#[test]
fn a_unit_without_a_rank_has_no_figures_but_its_leaves() {
    let (_, document) = document();
    let unit = &document["blocks"][0]["units"][8];
    for figure in ["rank", "class", "index", "points", "exact"] {
        assert_eq!(unit[figure], Value::Null, "{figure}");
    }
    assert_eq!(unit["submitted"], false);
    assert!(!unit["leaves"].as_array().unwrap().is_empty());
}

#[test]
fn surveys_ledger_and_problems_follow() {
    let (_, document) = document();
    let unit = &document["surveys"][0]["units"][0];
    assert_eq!(unit["index"], "86.00");
    assert_eq!(unit["exact"], "43/50");
    assert_eq!(unit["questions"][0]["index"], "85.81");
    assert_eq!(unit["questions"][0]["low_exact"], 0.793);
    assert_eq!(unit["factors"][0]["index"], Value::Null);
    let ledger = &document["ledger"][0];
    assert_eq!((&ledger["rows"], &ledger["used"]), (&json!(120), &json!(112)));
    let problem = &document["problems"][0];
    assert_eq!(problem["level"], "error");
    assert_eq!(problem["cell"], "G14");
    assert!(problem["message"].as_str().unwrap().contains("\"y\""));
}
