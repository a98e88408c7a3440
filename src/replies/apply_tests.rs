use super::*;
use crate::evidence::Entry;
use crate::replies::Series;
use crate::source::Source;
use crate::terms::{Date, Key};

const SET: &str = "schema = 1\n[set]\nid = \"s\"\ntitle = \"t\"\nyear = 2020\ndecision = \"d\"\n\
    total = 1\n[1]\nname = \"A\"\n[1.1]\nname = \"B\"\nmax = 1\n\
    [1.1.data]\nngay = { label = \"Ngày\", type = \"date\" }\n\
    [1.1.rule]\nkind = \"deadline\"\nvalue = \"ngay\"\ndue = 2020-12-31\n";

/// Whether a day that may be turned round is still told after this answer.
fn still_told(day: (i32, u32, u32), is_stored: bool) -> bool {
    let round = crate::round::test_round(&["Xã A"]);
    let mut problems = Problems::default();
    let rubric = crate::rubric::from_toml(&Source::new("s.toml", SET), None, &mut problems);
    let rubrics = [rubric];
    let origin = |file: &str| Origin { file: file.into(), sheet: "S".into(), cell: "G5".into() };
    let value = |(y, m, d)| Ok(Value::Date(Date::from_ymd_opt(y, m, d).unwrap()));
    let entry =
        Entry { outcome: value((2020, 8, 9)), origin: Some(origin("a.xlsx")), ..Entry::default() };
    let mut evidence = [UnitEvidence { items: vec![entry], ..UnitEvidence::default() }];
    let place = Place::from(&origin("a.xlsx"));
    let mut problems: Problems =
        [Problem::new(&kinds::values::DATE_TURNED, place).of_unit(&round.units[0].id)]
            .into_iter()
            .collect();
    let given = Given::Value { outcome: value(day), raw: String::new(), is_stored };
    let ask = Ask::Value(Key::new("ngay"));
    let reply = Reply {
        series: Series::SendBack,
        unit: 0,
        number: 1,
        file: "b.xlsx".into(),
        sha256: String::new(),
        saved: None,
        refused: Vec::new(),
        answers: vec![Answered { ask, given, more: String::new(), origin: origin("b.xlsx") }],
    };
    let replies = Replies { accepted: vec![reply], ..Replies::default() };
    apply(&replies, &mut evidence, &round, &rubrics, &mut problems);
    assert_eq!(evidence[0].items[0].outcome, value(day));
    problems.has(&kinds::values::DATE_TURNED)
}

#[test]
fn the_same_pc_does_not_confirm_the_day_that_it_turned() {
    assert!(still_told((2020, 8, 9), true));
    // In words, or another day, somebody has looked.
    assert!(!still_told((2020, 8, 9), false));
    assert!(!still_told((2020, 9, 8), true));
}

/// What two replies make of a claim: what is told, and what stands in the record of the leaf.
fn claimed(more: [&str; 2]) -> (bool, Vec<String>) {
    let round = crate::round::test_round(&["Xã A"]);
    let mut problems = Problems::default();
    let rubric = crate::rubric::from_toml(&Source::new("s.toml", SET), None, &mut problems);
    let leaves = vec![Default::default(); rubric.as_ref().unwrap().nodes.len()];
    let origin = |file: &str| Origin { file: file.into(), sheet: "S".into(), cell: "I5".into() };
    let own = UnitEvidence { items: vec![Entry::default()], leaves, ..UnitEvidence::default() };
    let mut evidence = [own];
    let reply = |(number, more): (u32, &str)| {
        let outcome = Err(Gap::NotApplicable);
        let given = Given::Value { outcome, raw: "Không áp dụng".into(), is_stored: false };
        let (ask, file) = (Ask::Value(Key::new("ngay")), format!("{number}.xlsx"));
        let answered = Answered { ask, given, more: more.to_string(), origin: origin(&file) };
        Reply {
            series: Series::SendBack,
            unit: 0,
            number,
            file: file.as_str().into(),
            sha256: String::new(),
            saved: Date::from_ymd_opt(2020, 12, number).and_then(|day| day.and_hms_opt(8, 0, 0)),
            refused: Vec::new(),
            answers: vec![answered],
        }
    };
    let accepted = (1u32..).zip(more).map(reply).collect();
    let replies = Replies { accepted, ..Replies::default() };
    let mut told = Problems::default();
    apply(&replies, &mut evidence, &round, &[rubric], &mut told);
    let leaf = evidence[0].leaves.last().unwrap();
    let record = leaf.replaced.iter().map(|old| {
        let saved = old.by_saved.unwrap().format("%d/%m");
        format!("{} by {} {saved}", old.raw, old.by.file)
    });
    (told.has(&kinds::evidence::NA_REASON), record.collect())
}

#[test]
fn a_claim_in_a_reply_needs_a_reason_as_one_in_the_form() {
    assert_eq!(claimed(["", ""]), (true, Vec::new()));
    assert_eq!(claimed(["Không có", ""]), (false, vec![" by 1.xlsx 01/12".to_string()]));
    // Without a reason at first, with one in the next reply.
    assert_eq!(claimed(["", "Không có"]), (false, vec![" by 2.xlsx 02/12".to_string()]));
    let both = [" by 1.xlsx 01/12", "Không có by 2.xlsx 02/12"].map(String::from).to_vec();
    assert_eq!(claimed(["Không có", "Cả năm"]), (false, both));
}
