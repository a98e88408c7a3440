use super::*;
use crate::grid::{Cell, Content, Format};
use crate::ledger::Findings;
use crate::round::test_round;
use crate::source::Source;
use crate::survey::scheme::from_toml;

fn grid(rows: &[&[&str]]) -> Grid {
    let cell = |t: &str| Cell {
        content: t.parse::<f64>().map_or_else(|_| Content::Text(t.into()), Content::Number),
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
    let rows = rows.iter().enumerate().map(row).collect();
    Grid { file: "gd.xlsx".into(), visible: true, rows, ..Grid::default() }
}

#[test]
fn dots_to_write_on_are_no_service_and_no_number() {
    let rows: &[&[&str]] = &[
        &["Đơn vị", "Lĩnh vực", "Số giao dịch", "Phiếu phát ra"],
        &["Phường Long Hoa", "……", "12", "…."],
        &["Xã Trường Tây", "", "……", "…"],
        &["………", "……", "……", ""],
    ];
    let (found, problems, _) = read(rows);
    assert_eq!((found[0].transactions, found[0].issued), (Some(12), None));
    assert_eq!((found[1].clone(), problems), (Population::default(), vec![]));
}

fn read(rows: &[&[&str]]) -> (Populations, Vec<&'static str>, Account) {
    let text = include_str!("../../../criteria/sipas-2017.toml");
    let mut findings = Findings::default();
    let scheme = from_toml(&Source::new("s.toml", text), &mut findings.problems).unwrap();
    let round = test_round(&["Phường Long Hoa", "Xã Trường Tây", "Xã Trường Hòa"]);
    let names = Names::new(&round);
    let grid = grid(rows);
    let found = from_grid(&grid, &scheme, &round, &names, &mut findings);
    (
        found,
        findings.problems.iter().map(|p| p.kind.code).collect(),
        findings.ledger.accounts.remove(0),
    )
}

#[test]
fn services_add_up_and_other_rows_are_accounted_for() {
    let (found, problems, account) = read(&[
        &["BẢNG TỔNG HỢP GIAO DỊCH"],
        &["STT", "Đơn vị", "Lĩnh vực", "Số giao dịch", "Phiếu phát ra", "Phiếu thu về"],
        &["1", "Phường Long Hoa", "Đất đai", "600", "200", "190"],
        &["", "Phường Long Hoa", "Hộ tịch", "300", "100", "95"],
        &["2", "Xã Trường Tây", "", "1.250 ", "", ""],
        &["", "Cộng", "", "2150", "", ""],
        &["", "Xã lạ", "", "5", "", ""],
    ]);
    let first = &found[0];
    assert_eq!(
        (first.transactions, first.issued, first.returned),
        (Some(900), Some(300), Some(285))
    );
    assert_eq!(first.services, [("Đất đai".into(), 600), ("Hộ tịch".into(), 300)]);
    assert_eq!(found[1].transactions, Some(1_250));
    assert_eq!((found[1].services.len(), found[1].issued), (0, None));
    assert_eq!(found[2], Population::default());
    assert_eq!(problems, ["N-VALUE", "E-UNIT-UNKNOWN"]);
    assert_eq!(account.fates(), (3, 3, 1));
}

#[test]
fn a_part_is_never_taken_for_the_whole() {
    let (found, problems, account) = read(&[
        &["Đơn vị", "Lĩnh vực", "Số giao dịch"],
        &["Phường Long Hoa", "Đất đai", "600"],
        &["Phường Long Hoa", "Hộ tịch", "3OO"],
        &["Xã Trường Tây", "Đất đai", "600"],
        &["Xã Trường Tây", "ĐẤT ĐAI", "700"],
        &["Xã Trường Hòa", "", "600"],
        &["Xã Trường Hòa", "Đất đai", "600"],
    ]);
    assert!(found.iter().all(|p| p.transactions.is_none() && p.services.is_empty()), "{found:?}");
    assert_eq!(problems.iter().filter(|code| **code == "E-POPULATION-TWICE").count(), 2);
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert_eq!((account.used(), account.rejected()), (3, 3));
}

#[test]
fn the_row_of_all_services_is_none_of_them() {
    for whole in ["Tất cả", "TẤT CẢ LĨNH VỰC", "Toàn bộ", "Các lĩnh vực", "-", "Chung"]
    {
        let (found, problems, _) = read(&[
            &["Đơn vị", "Lĩnh vực", "Số giao dịch"],
            &["Phường Long Hoa", whole, "900"],
            &["Phường Long Hoa", "Đất đai", "600"],
            &["Phường Long Hoa", "Hộ tịch", "300"],
            &["Xã Trường Tây", whole, "700"],
        ]);
        assert_eq!((found[0].transactions, found[0].services.len()), (Some(900), 2), "{whole}");
        assert_eq!((found[1].transactions, found[1].services.len()), (Some(700), 0), "{whole}");
        assert_eq!(problems, ["N-TABLE-SUM"], "{whole}");
    }
    let (found, problems, _) = read(&[
        &["Đơn vị", "Lĩnh vực", "Số giao dịch"],
        &["Phường Long Hoa", "Tất cả", "950"],
        &["Phường Long Hoa", "Đất đai", "600"],
        &["Phường Long Hoa", "Hộ tịch", "300"],
    ]);
    assert_eq!(found[0].transactions, None);
    assert!(problems.contains(&"E-POPULATION-TWICE"), "{problems:?}");
}
