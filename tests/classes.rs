//! Classes by points and with gates on nodes, surveys and data items: what held a unit is named. Units
//! of one index: what parted them is named.

use std::fs;

use parindex::index::UnitIndex;
use parindex::rubric::ClassGate;

use crate::support::{copy, given, root, run};

#[test]
fn the_gate_that_held_a_unit_is_named() {
    let (results, _) = given("tests/cases/class-gates");
    let units = &results.blocks[0].index.units;
    let held = |at: usize| units[at].class_held.as_ref();
    assert!(held(0).is_none());
    let gates = |at: usize| held(at).unwrap().gates.clone();
    assert!(matches!(&gates(1)[..], [ClassGate::Node { code, .. }] if code.as_str() == "3"));
    assert!(matches!(&gates(2)[..], [ClassGate::Item { key, .. }] if key.as_str() == "bi_ky_luat"));
    // 59.99 points do not reach 60, and no gate is to blame.
    assert!(held(3).is_none());
    assert_eq!(units[3].class.as_deref(), Some("Khá"));
}

#[test]
fn a_survey_holds_a_class() {
    let (results, _) = given("tests/cases/tie-break");
    let units = &results.blocks[0].index.units;
    let held = units[0].class_held.as_ref().unwrap();
    assert_eq!(held.class, "Xuất sắc");
    assert!(
        matches!(&held.gates[..], [ClassGate::Survey { scheme, .. }] if scheme == "hai-long"),
        "{held:?}"
    );
    assert!(units[1..5].iter().all(|unit| unit.class_held.is_none()));
}

#[test]
fn what_parted_units_of_one_index_is_named() {
    let (results, _) = given("tests/cases/tie-break");
    let units = &results.blocks[0].index.units;
    let parted = |at: usize| units[at].parted_by.clone();
    assert_eq!((parted(0), parted(2), parted(3)), (vec![0], vec![0, 1], vec![0, 1, 2]));
    // One of two equal units has no forms: the survey is passed over for both.
    assert_eq!((parted(5), parted(6)), (vec![0, 2], vec![0, 2]));
    let tied: Vec<bool> = units.iter().map(|unit| unit.tied).collect();
    assert_eq!(tied, [false, true, false, false, true, false, false]);
}

/// The case with other rules, in a folder of its own.
fn with_rules(rules: &str) -> (Vec<UnitIndex>, Vec<(&'static str, Option<usize>)>) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("tie-break");
    copy(&root().join("tests/cases/tie-break"), &folder);
    let file = folder.join("round.toml");
    let text = fs::read_to_string(&file).unwrap();
    let old = text.lines().find(|line| line.starts_with("tie_break")).unwrap();
    fs::write(&file, text.replace(old, rules)).unwrap();
    let (results, problems) = run(&folder);
    let ties = problems.iter().filter(|p| p.kind.code == "E-TIE-BREAK");
    let told = ties.map(|p| (p.kind.code, p.place.line)).collect();
    (results.blocks[0].index.units.clone(), told)
}

fn ranks(units: &[UnitIndex]) -> Vec<usize> {
    units.iter().filter_map(|unit| unit.rank).collect()
}

#[test]
fn places_follow_the_rule_for_ties_after_what_parts_them() {
    let (units, _) = with_rules("ties = \"dense\"\ntie_break = [\"node:2\", \"survey:hai-long\"]");
    assert_eq!(ranks(&units), [1, 3, 2, 3, 3, 4, 4]);
    let (units, _) = with_rules("");
    assert_eq!(ranks(&units), [1, 1, 1, 1, 1, 6, 6]);
    let (units, _) = with_rules("rank_on = \"exact\"\ntie_break = [\"item:sang_kien\"]");
    assert_eq!(ranks(&units), [1, 3, 5, 2, 3, 7, 6]);
}

#[test]
fn what_cannot_part_units_is_told_at_its_place() {
    for key in ["node:9", "survey:hai_long", "item:sang_kiem"] {
        let (units, told) = with_rules(&format!("tie_break = [\"{key}\"]"));
        assert_eq!(told, [("E-TIE-BREAK", Some(11))], "{key}");
        assert_eq!(ranks(&units), [1, 1, 1, 1, 1, 6, 6], "{key}");
    }
}
