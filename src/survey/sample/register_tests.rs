use std::sync::Arc;

use super::*;
use crate::grid::{Cell, Content, Format};
use crate::ledger::Findings;
use crate::round::test_round;
use crate::source::Source;
use crate::survey::sample::sampling::quota;
use crate::survey::scheme::from_toml;

fn book(rows: &[&[&str]]) -> Book {
    let cell = |t: &str| Cell {
        content: Content::Text(t.into()),
        format: Format::General,
        by_formula: false,
    };
    let row = |(at, cells): (usize, &&[&str])| Row {
        index: at as u32,
        cells: (0u32..)
            .zip(*cells)
            .filter(|(_, t)| !t.is_empty())
            .map(|(column, t)| (column, cell(t)))
            .collect(),
    };
    let file: Arc<str> = "so.xlsx".into();
    let sheet = Grid {
        file: file.clone(),
        sheet: "Sổ".into(),
        visible: true,
        rows: rows.iter().enumerate().map(row).collect(),
        ..Grid::default()
    };
    Book { file, sha256: String::new(), saved: None, sheets: vec![sheet] }
}

fn scheme() -> Scheme {
    let text = include_str!("../../../criteria/sipas-2017.toml");
    from_toml(&Source::new("s.toml", text), &mut Problems::default()).unwrap()
}

fn read(rows: &[&[&str]], keep: &[&str]) -> (Vec<Record>, Vec<&'static str>, Account) {
    let round = test_round(&["Phường Long Hoa", "Xã Trường Tây"]);
    let names = Names::new(&round);
    let mut findings = Findings::default();
    let keep: Vec<String> = keep.iter().map(|k| k.to_string()).collect();
    let found = records(&[book(rows)], &scheme(), &round, &names, &keep, &mut findings);
    (
        found,
        findings.problems.iter().map(|p| p.kind.code).collect(),
        findings.ledger.accounts.remove(0),
    )
}

const ROWS: &[&[&str]] = &[
    &["SỔ THEO DÕI HỒ SƠ"],
    &["Mã hồ sơ", "Họ và tên", "Đơn vị", "Lĩnh vực"],
    &["H1", "Nguyễn Văn A", "Phường Long Hoa", "Hộ tịch"],
    &["H2", "Trần Thị B", "Phường Long Hoa", "Đất đai"],
    &["h2", "Trần Thị B", "Phường Long Hoa", "Đất đai"],
    &["H2", "Lê C", "Xã Trường Tây", "Hộ tịch"],
    &["H9", "Phạm D", "Xã lạ", "Hộ tịch"],
    &["", "", "Người lập sổ", ""],
];

#[test]
fn names_stay_in_the_register_unless_asked_for() {
    let (records, problems, account) = read(ROWS, &[]);
    assert_eq!(problems, ["E-UNIT-UNKNOWN", "W-REGISTER-UNIT", "W-REGISTER-TWICE"]);
    assert_eq!(account.fates(), (3, 4, 1));
    assert!(records.iter().all(|r| r.kept.is_empty()));
    assert!(!format!("{records:?}").contains("Nguyễn"));
    assert_eq!(records[0].place, "so.xlsx – Sổ!C3");
    let (records, _, _) = read(ROWS, &["Họ và tên"]);
    assert_eq!(records[1].kept, ["Trần Thị B"]);
    let (records, problems, _) = read(ROWS, &["Số điện thoại"]);
    assert_eq!((records.len(), problems), (0, vec!["E-REGISTER-COLUMN"]));
}

#[test]
fn dots_and_errors_are_no_numbers_and_a_record_of_nobody_is_told() {
    let rows: &[&[&str]] = &[
        ROWS[1],
        &["………", "", "Phường Long Hoa", "……"],
        &["………", "", "Phường Long Hoa", "Đất đai"],
        &["#REF!", "", "Phường Long Hoa", "#N/A"],
        &["#REF!", "", "Phường Long Hoa", "Đất đai"],
        &["H7", "", "", "Đất đai"],
        &["H8", "", "……", "Đất đai"],
        &["", "", "……", "……"],
    ];
    let (records, problems, account) = read(rows, &[]);
    let said: Vec<(&str, &str)> =
        records.iter().map(|r| (r.code.as_str(), r.service.as_str())).collect();
    assert_eq!(said, [("", ""), ("", "Đất đai"), ("", ""), ("", "Đất đai")]);
    assert_eq!(problems, ["W-REGISTER-UNIT"]);
    assert_eq!(account.fates(), (4, 2, 2));
}

#[test]
fn the_register_itself_can_give_the_numbers_and_the_draw_keeps_its_order() {
    let mut rows: Vec<Vec<String>> =
        vec![vec!["Mã hồ sơ".into(), "Đơn vị".into(), "Lĩnh vực".into()]];
    for at in 0..400 {
        let service = if at % 4 == 0 { "Hộ tịch" } else { "Đất đai" };
        rows.push(vec![format!("H{at}"), "Phường Long Hoa".into(), service.into()]);
    }
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (records, problems, _) = read(&rows, &[]);
    assert_eq!(problems, [""; 0]);
    let round = test_round(&["Phường Long Hoa", "Xã Trường Tây"]);
    let populations = populations_of(&records, &round);
    assert_eq!(populations[0].transactions, Some(400));
    assert_eq!(populations[0].services, [("Hộ tịch".into(), 100), ("Đất đai".into(), 300)]);
    assert_eq!(populations[1].transactions, None);
    let scheme = scheme();
    let unit = &round.units[0].id;
    let work = quota(&scheme.plan, unit, &populations[0], 0, &|_| None).unwrap();
    let mut problems = Problems::default();
    let sample = Sample::draw(&scheme, (records, true), vec![work], "s", &round, &mut problems);
    assert!(problems.is_empty());
    assert_eq!(sample.counts(unit, None), (400, 200));
    assert_eq!(sample.counts(unit, Some("hộ tịch")), (100, 50));
    assert_eq!(sample.counts(unit, Some("Đất đai")), (300, 150));
    let services: Vec<&str> =
        sample.drawn.iter().map(|d| sample.records[d.record].service.as_str()).collect();
    assert!(services[..50].iter().all(|s| *s == "Hộ tịch"));
    assert!(sample.drawn[..50].windows(2).all(|w| w[0].record < w[1].record));
}
