use super::*;
use crate::grid::{Content, Format};
use crate::round::test_round;
use crate::source::Source;
use crate::terms::Date;

const SET: &str = "schema = 1\n[set]\nid = \"s\"\ntitle = \"t\"\nyear = 2020\ndecision = \"d\"\n\
    total = 1\n[data]\nso = { label = \"Số\", type = \"count\" }\n\
    nua = { label = \"Số nữa\", type = \"count\" }\n\
    ngay = { label = \"Ngày\", type = \"date\" }\n\
    [1]\nname = \"A\"\n[1.1]\nname = \"B\"\nmax = 1\n\
    [1.1.rule]\nkind = \"deadline\"\nvalue = \"ngay\"\ndue = 2020-12-31\n";

/// How many figures are known, and the codes with their rows. `@2020-08-09` is a stored date.
fn read(rows: &[[&str; 3]]) -> (usize, Vec<String>) {
    read_from("Báo cáo", rows)
}

fn read_from(source: &str, rows: &[[&str; 3]]) -> (usize, Vec<String>) {
    let cell = |text: &str| {
        let content = match text.strip_prefix('@') {
            Some(day) => {
                let day = Date::parse_from_str(day, "%Y-%m-%d").unwrap();
                Content::Date(day.and_hms_opt(0, 0, 0).unwrap())
            }
            None => Content::Text(text.into()),
        };
        Cell { content, format: Format::General, by_formula: false }
    };
    let head = ["Đơn vị", "Mã số liệu", "Giá trị"];
    let rows = std::iter::once(&head).chain(rows).zip(0..).map(|(row, index)| {
        let source = if index == 0 { "Nguồn" } else { source };
        let all = row.iter().chain([&source]).zip(0..);
        let filled = all.filter(|(text, _)| !text.is_empty());
        Row { index, cells: filled.map(|(text, at)| (at, cell(text))).collect() }
    });
    let grid = Grid { visible: true, rows: rows.collect(), ..Grid::default() };
    let book =
        Book { file: "p.xlsx".into(), sha256: String::new(), saved: None, sheets: vec![grid] };
    let round = test_round(&["Xã A", "Xã B", "Xã C", "Xã D"]);
    let mut of_set = Problems::default();
    let rubric = crate::rubric::from_toml(&Source::new("s.toml", SET), None, &mut of_set);
    let (mut findings, names) = (Findings::default(), Names::new(&round));
    let known =
        from_grids(&[book], &round, &names, &[rubric], Purpose::Prefill, &mut findings).known;
    assert!(findings.ledger.accounts[0].balances());
    let told = findings
        .problems
        .iter()
        .map(|p| format!("{} {}", p.kind.code, p.place.cell.as_deref().unwrap_or_default()));
    (known.len(), told.collect())
}

#[test]
fn sums_are_told_by_their_arithmetic() {
    let rows = [["Xã A", "so", "10"], ["Xã B", "so", "25"], ["Xã A", "nua", "3"]];
    let with = |last: [&'static str; 3]| read(&[rows[0], rows[1], rows[2], last]);
    // Of its key, or without one of all.
    assert_eq!(with(["Hòa Thành", "so", "35"]), (3, vec!["N-TABLE-SUM C5".into()]));
    assert_eq!(with(["Hòa Thành", "", "38"]), (3, vec!["N-TABLE-SUM C5".into()]));
    // No sum, and the row of a unit.
    assert_eq!(with(["Hòa Thành", "so", "36"]), (3, vec!["E-UNIT-UNKNOWN A5".into()]));
    assert_eq!(with(["Xã C", "so", "35"]), (4, vec![]));
}

#[test]
fn figures_are_doubted_as_those_of_forms_are() {
    let rows = [["Xã A", "so", "1000"], ["Xã B", "so", "1200"], ["Xã C", "so", "900"]];
    let with = |last: [&'static str; 3]| read(&[rows[0], rows[1], rows[2], last]);
    assert_eq!(with(["Xã D", "so", "1100000"]), (4, vec!["E-VALUE-MAGNITUDE C5".into()]));
    assert_eq!(with(["Xã D", "so", "1"]), (4, vec!["E-VALUE-MAGNITUDE C5".into()]));
    assert_eq!(with(["Xã D", "so", "5000"]), (4, vec![]));
    let days = [["Xã A", "ngay", "@2020-08-09"], ["Xã B", "ngay", "14/12/2020"]];
    assert_eq!(read(&days), (2, vec!["E-DATE-TURNED C2".into()]));
}

#[test]
fn what_is_no_value_is_told_or_left_for_later() {
    for claim in ["Không áp dụng", "KAD", "không  áp dụng"] {
        let (known, told) = read(&[["Xã A", "so", claim]]);
        assert_eq!((known, told.last().unwrap().as_str()), (0, "E-PREFILL-NA C2"), "{claim}");
    }
    for dots in ["……", "…", "....", "____", "\u{200B}…\u{A0}"] {
        assert_eq!(read(&[["Xã A", "so", dots]]), (0, vec!["N-PREFILL-DOTS C2".into()]));
    }
    assert_eq!(read(&[["Xã A", "so", " \u{200B}"]]), (0, vec![]));
    assert_eq!(read(&[["Xã A", "…", "3"]]), (0, vec!["E-PREFILL-KEY B2".into()]));
    for source in ["#REF!", "#N/A", "Err:502"] {
        let told = vec!["E-TEXT-ERROR D2".into()];
        assert_eq!(read_from(source, &[["Xã A", "so", "3"]]), (0, told), "{source}");
    }
    assert_eq!(read_from("……", &[["Xã A", "so", "3"]]), (0, vec!["E-PREFILL-SOURCE D2".into()]));
}
