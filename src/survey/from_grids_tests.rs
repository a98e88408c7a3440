use std::sync::Arc;

use super::*;
use crate::grid::Row;
use crate::grid::{Area, Cell, Content, Format};
use crate::source::Source;
use crate::survey::forms::{BLANK, REFUSED};
use crate::survey::quality::validate;
use crate::survey::scheme::from_toml;

const SCHEME: &str = r#"schema = 1
[scheme]
id = "s"
title = "T"
[columns]
unit = ["Đơn vị"]
form = ["Mã phiếu"]
cluster = ["Ấp"]
[[option]]
code = 5
label = "Rất hài lòng"
share = "100%"
[[option]]
code = 1
label = "Không hài lòng"
share = "0%"
[[factor]]
id = "1"
name = "F"
[[factor.question]]
id = "c1"
text = "Chỗ ngồi"
[[factor.question]]
id = "c2"
text = "Thái độ"
"#;

fn scheme(text: &str) -> Scheme {
    from_toml(&Source::new("s.toml", text), &mut Problems::default()).unwrap()
}

fn names() -> Names {
    let text = r#"schema = 1
[round]
id = "r"
year = 2020
title = "T"
[[block]]
id = "xa"
name = "Xã"
criteria = "xa.toml"
[[unit]]
id = "a"
name = "Phường Long Hoa"
block = "xa"
[[unit]]
id = "b"
name = "Xã Trường Tây"
block = "xa"
"#;
    let source = Source::new("round.toml", text);
    Names::new(&crate::round::from_toml(&source, &mut Problems::default()).unwrap())
}

fn grid(name: &str, rows: &[&[&str]]) -> Grid {
    let cell = |text: &str| Cell {
        content: match text.parse::<f64>() {
            Ok(n) => Content::Number(n),
            Err(_) => Content::Text(text.into()),
        },
        format: Format::General,
        by_formula: false,
    };
    let row = |(index, texts): (usize, &&[&str])| Row {
        index: index as u32,
        cells: texts
            .iter()
            .enumerate()
            .filter(|(_, t)| !t.is_empty())
            .map(|(at, t)| (at as u32, cell(t)))
            .collect(),
    };
    Grid {
        file: Arc::from("s.xlsx"),
        sheet: Arc::from(name),
        visible: true,
        rows: rows.iter().enumerate().map(row).filter(|r| !r.cells.is_empty()).collect(),
        ..Grid::default()
    }
}

fn read(scheme: &Scheme, sheets: Vec<Grid>) -> (Forms, Vec<String>, Ledger) {
    let book = Book { file: Arc::from("s.xlsx"), sha256: String::new(), sheets };
    let (mut problems, mut ledger) = (Problems::default(), Ledger::default());
    let names = names();
    let mut intake = Intake::new(scheme, &names);
    intake.book(&book, Manner::default(), &mut problems, &mut ledger);
    let mut read = intake.finish(&mut problems);
    validate(&mut read, scheme, &mut problems, &mut ledger);
    let said = problems.iter().filter(|p| p.kind.level != crate::problem::Level::Note).map(|p| {
        let cell = p.place.cell.clone().unwrap_or_default();
        format!("{} {cell}", p.kind.code)
    });
    (read.forms, said.collect(), ledger)
}

#[test]
fn every_row_has_its_fate() {
    let sheet = grid(
        "Phiếu",
        &[
            &["PHIẾU KHẢO SÁT"],
            &[],
            &["STT", "Họ tên", "Đơn vị", "Mã phiếu", "1. Chỗ ngồi", "Câu hỏi [Thái độ]", "Ấp"],
            &["1", "Nguyễn Văn A", "Phường Long Hoa", "01", "5", "Rất hài lòng", "Ấp 1"],
            &["2", "B", "P. Long Hoa", "02", "1", "", "ấp  1"],
            &["3", "C", "Xã Trường Tây", "01", "4,5", "5", "Ấp 2"],
            &["4", "D", "Xã Trường Tây", "01", "4,5", "5", "Ấp 2"],
            &["5", "D", "Xã Trường Tây", "01", "1", "5", "Ấp 2"],
            &["6", "E", "Xã Không Có", "05", "5", "5"],
            &["7", "F", "", "06", "5", "5"],
            &["8", "G", "Phường Long Hoa", "07"],
            &["9", "H", "Phường Long Hoa", "08", "55", "x"],
            &["STT", "Họ tên", "Đơn vị", "Mã phiếu", "1. Chỗ ngồi", "Câu hỏi [Thái độ]"],
            &["", "", "Cộng", "", "26", "30"],
            &["", "", "Người lập biểu", "", "CHỦ TỊCH"],
            &["", "", "", "", "(Ký tên)", "Nguyễn Văn A"],
        ],
    );
    let (forms, said, ledger) = read(&scheme(SCHEME), vec![sheet]);
    assert_eq!(forms.units, [0, 0, 1, 1]);
    assert_eq!(forms.answers, [0, 0, 1, BLANK, REFUSED, 0, 1, 0]);
    assert_eq!(forms.clusters, [0, 0, 1, 1]);
    let account = &ledger.accounts[0];
    assert_eq!((account.used, account.set_aside, account.rejected), (4, 7, 4));
    let expected = [
        "E-UNIT-UNKNOWN C9",
        "W-SURVEY-UNIT-ROWS C9",
        "E-SURVEY-NO-UNIT C10",
        "W-SURVEY-BLANK-FORM C11",
        "E-SURVEY-UNREADABLE-FORM E12",
        "E-SURVEY-ANSWER E6",
        "E-SURVEY-CODE-RANGE E12",
        "E-SURVEY-ANSWER F12",
        "W-SURVEY-ID-TWICE D8",
        "W-SURVEY-COPY D7",
    ];
    assert_eq!(said, expected);
}

#[test]
fn sheets_without_questions_are_set_aside_and_a_lone_one_is_reported() {
    let guide = grid("Hướng dẫn", &[&["Đơn vị", "Cách ghi"], &["Xã Trường Tây", "1–5"]]);
    let (_, said, ledger) = read(&scheme(SCHEME), vec![guide.clone()]);
    assert_eq!(said, ["E-SURVEY-NO-TABLE "]);
    assert_eq!(ledger.accounts[0].set_aside, 2);
    let half = grid("Phiếu", &[&["Đơn vị", "Chỗ ngồi"], &["Xã Trường Tây", "5"]]);
    let (forms, said, ledger) = read(&scheme(SCHEME), vec![guide, half]);
    assert!(forms.is_empty());
    assert_eq!(said, ["E-SURVEY-COLUMN-MISSING "]);
    assert_eq!(ledger.accounts[1].rejected, 2);
}

#[test]
fn hidden_sheets_are_named_and_not_used() {
    let rows: &[&[&str]] = &[&["Đơn vị", "c1", "c2"], &["Xã Trường Tây", "5", "5"]];
    let hidden = Grid { visible: false, ..grid("cũ", rows) };
    let (forms, said, _) = read(&scheme(SCHEME), vec![hidden, grid("Phiếu", rows)]);
    assert_eq!(forms.len(), 1);
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_sheet_for_one_unit_names_it_once() {
    let rows: &[&[&str]] = &[&["STT", "c1", "c2"], &["1", "5", "1"], &["", "", ""]];
    let titled: &[&[&str]] =
        &[&["Đơn vị:", "Phường Long Hoa"], &["STT", "c1", "c2"], &["1", "5", "1"]];
    let sheets = vec![grid("Xã Trường Tây", rows), grid("Sheet1", titled), grid("Sheet2", rows)];
    let (forms, said, _) = read(&scheme(SCHEME), sheets);
    assert_eq!(forms.units, [1, 0]);
    assert_eq!(said, ["E-SURVEY-NO-UNIT-COLUMN "]);
}

#[test]
fn merged_units_hold_for_their_rows_and_merged_answers_for_none() {
    let mut sheet = grid(
        "Phiếu",
        &[&["Đơn vị", "c1", "c2"], &["Xã Trường Tây", "5", "5"], &["", "5", ""], &["", "1", "1"]],
    );
    sheet.merged = vec![Area { first: (1, 0), last: (3, 0) }, Area { first: (1, 2), last: (2, 2) }];
    let (forms, said, _) = read(&scheme(SCHEME), vec![sheet]);
    assert_eq!(forms.units, [1, 1, 1]);
    assert_eq!(forms.answers, [0, REFUSED, 0, REFUSED, 1, 1]);
    assert_eq!(said, ["E-SURVEY-ANSWER C2"]);
}

#[test]
fn groups_must_be_those_of_the_scheme() {
    let grouped = SCHEME
        .replace("title = \"T\"", "title = \"T\"\ngroups = \"mean_of_groups\"\ngroup_names = [\"Lãnh đạo\", \"Công chức\"]")
        .replace("cluster = [\"Ấp\"]", "group = [\"Nhóm\"]");
    let rows: &[&[&str]] = &[
        &["Đơn vị", "Nhóm", "c1", "c2"],
        &["Xã Trường Tây", "công chức", "5", "5"],
        &["Xã Trường Tây", "Công chúc", "5", "5"],
        &["Xã Trường Tây", "", "5", "5"],
        &["Xã Trường Tây", "LÃNH ĐẠO", "5", "5"],
    ];
    let (forms, said, _) = read(&scheme(&grouped), vec![grid("Phiếu", rows)]);
    assert_eq!(forms.groups, [1, 0]);
    assert_eq!(said, ["E-SURVEY-GROUP B3", "E-SURVEY-GROUP B4"]);
    let open = grouped.replace("group_names = [\"Lãnh đạo\", \"Công chức\"]", "");
    let (forms, _, _) = read(&scheme(&open), vec![grid("Phiếu", rows)]);
    assert_eq!(forms.group_names, ["công chức", "Công chúc", "LÃNH ĐẠO"]);
}

#[test]
fn one_column_is_never_read_for_two_questions() {
    let alike = SCHEME
        .replace("text = \"Chỗ ngồi\"", "text = \"Thái độ (1)\"")
        .replace("text = \"Thái độ\"", "text = \"Thái độ (2)\"");
    let rows: &[&[&str]] = &[&["Đơn vị", "Thái độ"], &["Xã Trường Tây", "5"]];
    let (forms, said, _) = read(&scheme(&alike), vec![grid("Phiếu", rows)]);
    assert!(forms.is_empty());
    assert_eq!(said, ["E-SURVEY-COLUMN-SHARED B1"]);
    let twice: &[&[&str]] = &[&["Đơn vị", "c1", "c2", "c1"], &["Xã Trường Tây", "5", "5", "1"]];
    let (forms, said, _) = read(&scheme(SCHEME), vec![grid("Phiếu", twice)]);
    assert!(forms.is_empty());
    assert_eq!(said, ["E-SURVEY-COLUMN-TWICE D1"]);
}
