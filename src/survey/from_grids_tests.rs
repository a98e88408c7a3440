use std::sync::Arc;

use super::*;
use crate::grid::Row;
use crate::grid::{Area, Cell, Content, Format};
use crate::ledger::{Findings, RowFate};
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
    let book = Book { file: Arc::from("s.xlsx"), sha256: String::new(), saved: None, sheets };
    let mut findings = Findings::default();
    let names = names();
    let mut collector = FormCollector::new(scheme, &names);
    collector.book(&book, FileOptions::default(), &mut findings);
    let mut read = collector.finish(&mut findings.problems);
    validate(&mut read, scheme, &mut findings);
    let said =
        findings.problems.iter().filter(|p| p.kind.level != crate::problem::Level::Note).map(|p| {
            let cell = p.place.cell.clone().unwrap_or_default();
            format!("{} {cell}", p.kind.code)
        });
    (read.forms, said.collect(), findings.ledger)
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
    assert_eq!(account.fates(), (4, 7, 4));
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
fn a_row_of_numbers_below_the_words_of_the_questions_is_no_form() {
    let rows: &[&[&str]] = &[
        &["Đơn vị", "C1", "C2"],
        &["Đơn vị", "Chỗ ngồi", "Thái độ"],
        &["(1)", "(2)", "(3)"],
        &["Phường Long Hoa", "5", "1"],
    ];
    let (forms, problems, _) = read(&scheme(SCHEME), vec![grid("Phiếu", rows)]);
    assert_eq!(forms.len(), 1, "{problems:?}");
}

#[test]
fn sheets_without_questions_are_set_aside_and_a_lone_one_is_reported() {
    let guide = grid("Hướng dẫn", &[&["Đơn vị", "Cách ghi"], &["Xã Trường Tây", "1–5"]]);
    let (_, said, ledger) = read(&scheme(SCHEME), vec![guide.clone()]);
    assert_eq!(said, ["E-SURVEY-NO-TABLE "]);
    assert_eq!(ledger.accounts[0].why(1), Some(RowFate::Rejected("E-SURVEY-NO-TABLE")));
    let half = grid("Phiếu", &[&["Đơn vị", "Chỗ ngồi"], &["Xã Trường Tây", "5"]]);
    let (forms, said, ledger) = read(&scheme(SCHEME), vec![guide, half]);
    assert!(forms.is_empty());
    assert_eq!(said, ["E-SURVEY-COLUMN-MISSING "]);
    assert_eq!(ledger.accounts[0].fates(), (0, 2, 0));
    assert_eq!(ledger.accounts[1].rejected(), 2);
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
    sheet.merged =
        vec![Area { first: (1, 0), last: (3, 0) }, Area { first: (1, 2), last: (2, 2) }].into();
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
    // the question is not known of this form; the other one is
    assert_eq!((forms.len(), forms.row(0)), (1, &[REFUSED, 0][..]));
    assert_eq!(said, ["E-SURVEY-COLUMN-TWICE B2"]);
    let versions: &[&[&str]] = &[
        &["v1/Đơn vị", "v2/Đơn vị", "v1/c1", "c2", "v2/c1"],
        &["Xã Trường Tây", "", "5", "5", ""],
        &["", "Phường Long Hoa", "", "1", "1"],
        &["Xã Trường Tây", "Phường Long Hoa", "5", "1", ""],
    ];
    let (forms, said, _) = read(&scheme(SCHEME), vec![grid("Phiếu", versions)]);
    assert_eq!((forms.units, forms.answers), (vec![1, 0], vec![0, 0, 1, 1]));
    assert_eq!(said, ["E-SURVEY-COLUMN-TWICE A4"]);
}

/// Ten forms of one interviewer in half an hour, and what is wrong with some of them.
fn fieldwork_sheet(last: &[&str]) -> Grid {
    let head = ["Bắt đầu", "Gửi lúc", "Đơn vị", "Điều tra viên", "c1", "c2"];
    let times: Vec<[String; 2]> = (0..10)
        .map(|n| {
            let end = if n == 9 { 10 } else { 59 };
            [format!("2025-10-06 08:{n:02}:00"), format!("2025-10-06 08:{n:02}:{end}")]
        })
        .collect();
    let mut rows: Vec<Vec<&str>> = vec![head.to_vec()];
    for (at, [start, end]) in times.iter().enumerate() {
        let second = if at % 2 == 0 { "5" } else { "1" };
        rows.push(vec![start, end, "Xã Trường Tây", "An", "5", second]);
    }
    rows.push(last.to_vec());
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    grid("Phiếu", &rows)
}

const FIELDWORK: &str =
    "[columns]\nstart = [\"Bắt đầu\"]\nsent = [\"Gửi lúc\"]\ninterviewer = [\"Điều tra viên\"]";

#[test]
fn flags_count_and_rules_reject() {
    let flagging = scheme(&SCHEME.replace("[columns]", FIELDWORK));
    let again = ["2025-10-06 08:00:30", "2025-10-06 08:00:59", "Xã Trường Tây", "Bình", "5", "5"];
    let (forms, said, _) = read(&flagging, vec![fieldwork_sheet(&again)]);
    assert_eq!(forms.len(), 11);
    assert_eq!(said, ["W-SURVEY-SAME-SECOND E12"]);
    let rows: Vec<usize> = (0..11).collect();
    let quality = crate::survey::quality::quality(&forms, &rows);
    // number twice, whole form twice, too fast, burst, straight, half blank, unreadable
    assert_eq!(quality.flags, [0, 1, 1, 0, 0, 0, 0]);
    assert_eq!(quality.flagged, 2);
    assert_eq!(quality.median_seconds, Some(59));
    assert_eq!(forms.interviewers.names, ["An", "Bình"]);

    let rules = "[validity]\nsame_second = \"reject\"\nspeeder = \"reject\"\nmin_answered = \"100%\"\nfrom = 2025-10-06\nto = 2025-10-06\n[[option]]";
    let rejecting = SCHEME.replace("[columns]", FIELDWORK).replacen("[[option]]", rules, 1);
    let (forms, said, ledger) = read(&scheme(&rejecting), vec![fieldwork_sheet(&again)]);
    assert_eq!(forms.len(), 9);
    assert_eq!(said, ["W-SURVEY-INVALID E12", "W-SURVEY-INVALID E11"]);
    assert_eq!((ledger.accounts[0].used(), ledger.accounts[0].rejected()), (9, 2));
    let late = ["2025-10-07 08:00:30", "2025-10-07 08:01:59", "Xã Trường Tây", "An", "5", "1"];
    let (forms, _, _) = read(&scheme(&rejecting), vec![fieldwork_sheet(&late)]);
    assert_eq!(forms.len(), 9);
    let short = ["2025-10-06 08:20:30", "2025-10-06 08:21:29", "Xã Trường Tây", "An", "5", ""];
    let (forms, _, _) = read(&scheme(&rejecting), vec![fieldwork_sheet(&short)]);
    assert_eq!(forms.len(), 9);
}

#[test]
fn a_burst_is_many_forms_of_one_unit_in_one_minute() {
    let flagging = scheme(&SCHEME.replace("[columns]", FIELDWORK));
    let times: Vec<String> = (0..6).map(|n| format!("05/03/2025 08:05:{:02}", n * 9)).collect();
    let mut rows: Vec<Vec<&str>> = vec![vec!["Gửi lúc", "Đơn vị", "c1", "c2"]];
    for (at, time) in times.iter().enumerate() {
        let unit = if at == 5 { "Phường Long Hoa" } else { "Xã Trường Tây" };
        rows.push(vec![time, unit, if at % 2 == 0 { "5" } else { "1" }, "5"]);
    }
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (forms, _, _) = read(&flagging, vec![grid("Phiếu", &rows)]);
    let flags: Vec<bool> = (0..6).map(|form| forms.flags.get(form) != 0).collect();
    assert_eq!(flags, [true, true, true, true, true, false]);
}

#[test]
fn a_mark_in_one_of_several_columns_is_an_answer() {
    let rows: &[&[&str]] = &[
        &["Đơn vị", "C1", "", "C2", ""],
        &["", "5", "1", "5", "1"],
        &["Xã Trường Tây", "x", "", "", "X"],
        &["Xã Trường Tây", "x", "x", "v", ""],
        &["Xã Trường Tây", "", "", "?", "x"],
    ];
    let (forms, said, ledger) = read(&scheme(SCHEME), vec![grid("Phiếu", rows)]);
    assert_eq!(forms.answers, [0, 1, REFUSED, 0]);
    assert_eq!(said, ["E-SURVEY-UNREADABLE-FORM B5", "E-SURVEY-ANSWER B4", "E-SURVEY-ANSWER D5"]);
    assert_eq!((ledger.accounts[0].used(), ledger.accounts[0].set_aside()), (2, 2));
}

#[test]
fn an_answer_as_a_whole_and_in_ticks_is_one_answer_or_none() {
    let side = "[[question]]\nid = \"kenh\"\ntext = \"Kênh\"\nkind = \"multiple\"\noptions = [\"Loa\", \"Zalo\"]\n[[factor]]";
    let scheme = scheme(&SCHEME.replacen("[[factor]]", side, 1));
    let rows: &[&[&str]] = &[
        &["Đơn vị", "c1", "c1/5", "c1/1", "c2", "Kênh", "Kênh/Loa", "Kênh/Zalo"],
        &["Xã Trường Tây", "Rất hài lòng", "1", "0", "1", "Loa, Zalo", "1", "1"],
        &["Xã Trường Tây", "", "", "x", "1", "", "0", "1"],
        &["Xã Trường Tây", "5", "", "", "1", "Loa", "", ""],
        &["Xã Trường Tây", "5", "", "x", "1", "Loa", "0", "1"],
        &["Xã Trường Tây", "9", "x", "", "1", "", "", ""],
        &["Xã Trường Tây", "1", "x", "x", "1", "", "", ""],
    ];
    let sheet = grid("Phiếu", rows);
    let (forms, said, _) = read(&scheme, vec![sheet]);
    assert_eq!(forms.answers, [0, 1, 1, 1, 0, 1, REFUSED, 1, REFUSED, 1, REFUSED, 1]);
    let sides: Vec<u64> = (0..4).map(|form| forms.sides[0].get(form) & 0b11).collect();
    assert_eq!(sides, [0b11, 0b10, 0b01, 0]);
    assert_eq!(said, ["E-SURVEY-COLUMN-TWICE B5", "E-SURVEY-COLUMN-TWICE F5"]);
    // One column of an option is one more place of the answer, too.
    let rows: &[&[&str]] = &[
        &["Đơn vị", "c1", "c1/5", "c2"],
        &["Xã Trường Tây", "1", "x", "1"],
        &["Xã Trường Tây", "5", "x", "1"],
    ];
    let (forms, said, _) = read(&self::scheme(SCHEME), vec![grid("Phiếu", rows)]);
    assert_eq!(forms.answers, [REFUSED, 1, 0, 1]);
    assert_eq!(said, ["E-SURVEY-COLUMN-TWICE B2"]);
}

/// A form without one readable answer is told, a line of totals or a signature is none.
#[test]
fn forms_that_are_all_wrong_are_told_and_lines_below_a_table_are_not() {
    let ward = grid(
        "Phường Long Hoa",
        &[
            &["STT", "Chỗ ngồi", "Thái độ"],
            &["1", "5", "1"],
            &["2", "7", ""],
            &["3", "", "x"],
            &["4"],
            &["Cộng", "5", "5"],
            &["", "", "Người lập biểu"],
        ],
    );
    let (forms, said, ledger) = read(&scheme(SCHEME), vec![ward]);
    assert_eq!(forms.rows, [1]);
    let told = |code: &str, cell: &str| said.contains(&format!("{code} {cell}"));
    assert!(told("E-SURVEY-UNREADABLE-FORM", "B3"), "{said:?}");
    assert_eq!((ledger.accounts[0].rejected(), ledger.accounts[0].set_aside()), (2, 4));
    let table = grid(
        "Phiếu",
        &[
            &["Mã phiếu", "Đơn vị", "Chỗ ngồi", "Thái độ"],
            &["1", "Phường Long Hoa", "5", "1"],
            &["2", "", "7", ""],
            &["Tổng số:", "", "5", "5"],
        ],
    );
    let (forms, said, _) = read(&scheme(SCHEME), vec![table]);
    assert_eq!(forms.rows, [1]);
    assert_eq!(said, ["E-SURVEY-NO-UNIT B3"]);
}

/// A sheet that several threads read piece by piece is read as one.
#[test]
fn a_long_sheet_is_one_sheet() {
    let count = 2 * PIECE as u32 + 100;
    let last = count + 3;
    let heads = ["Đơn vị", "Mã phiếu", "Chỗ ngồi", "Thái độ"].map(str::to_string);
    let odd = [PIECE as u32 + 7, last];
    let form = |row: u32| {
        let first = if odd.contains(&row) { "4,5" } else { "5" };
        ["Xã Trường Tây".to_string(), row.to_string(), first.into(), "1".into()]
    };
    // rows 1 to 3 are empty, and so is one in the second piece
    let empty = PIECE as u32 + 50;
    let rows = (4..=last).filter(|row| *row != empty).map(|row| (row, form(row)));
    let row = |(index, texts): (u32, [String; 4])| {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Row { index, ..grid("", &[&texts]).rows.remove(0) }
    };
    let sheet =
        Grid { rows: std::iter::once((0, heads)).chain(rows).map(row).collect(), ..grid("P", &[]) };
    let book =
        Book { file: "s.xlsx".into(), sha256: String::new(), saved: None, sheets: vec![sheet] };
    let (scheme, names) = (scheme(SCHEME), names());
    let mut findings = Findings::default();
    let mut collector = FormCollector::new(&scheme, &names);
    collector.book(&book, FileOptions::default(), &mut findings);
    let forms = collector.finish(&mut findings.problems).forms;
    let expected: Vec<u32> = (4..=last).filter(|row| *row != empty).collect();
    assert_eq!(forms.rows, expected);
    let refused: Vec<u32> = (0..forms.len())
        .filter(|form| forms.row(*form)[0] == REFUSED)
        .map(|form| forms.rows[form])
        .collect();
    assert_eq!(refused, odd);
    let said: Vec<_> =
        findings.problems.iter().map(|p| p.message(crate::terms::Lang::Vi)).collect();
    let cells = odd.map(|row| format!("C{}", row + 1)).join(", ");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains(&cells), "{said:?}");
    let account = &findings.ledger.accounts[0];
    assert_eq!(account.fates(), (expected.len(), 1, 0));
    assert_eq!(account.why(empty), None);
    assert_eq!(account.why(last), Some(RowFate::Used));
}

#[test]
fn two_versions_with_one_answer_are_one_answer() {
    let side = "[[question]]\nid = \"kenh\"\ntext = \"Kênh\"\nkind = \"multiple\"\noptions = [\"Loa\", \"Zalo\"]\n[[factor]]";
    let scheme = scheme(&SCHEME.replacen("[[factor]]", side, 1));
    let rows: &[&[&str]] = &[
        &["Đơn vị", "c1", "c2", "v2/c1", "Kênh", "v2/Kênh", "v2/Đơn vị"],
        // a code and its label, a label twice, choices in another order
        &["Xã Trường Tây", "5", "1", "Rất hài lòng", "Loa, Zalo", "Zalo;Loa", "xã trường tây"],
        &["Xã Trường Tây", "", "1", "1", "", "Loa", ""],
        &["Xã Trường Tây", "Rất hài lòng", "1", "rất  hài lòng", "Loa", "Zalo", ""],
        // both wrong in one way: one wrong answer, said as such
        &["Xã Trường Tây", "9", "1", "9", "Loa", "", ""],
        &["Xã Trường Tây", "5", "1", "1", "", "", ""],
    ];
    let (forms, said, _) = read(&scheme, vec![grid("Phiếu", rows)]);
    assert_eq!(forms.answers, [0, 1, 1, 1, 0, 1, REFUSED, 1, REFUSED, 1]);
    let sides: Vec<u64> = (0..5).map(|form| forms.sides[0].get(form) & 0b11).collect();
    assert_eq!(sides, [0b11, 0b01, 0, 0b01, 0]);
    let expected =
        ["E-SURVEY-COLUMN-TWICE E4", "E-SURVEY-COLUMN-TWICE B6", "E-SURVEY-CODE-RANGE B5"];
    assert_eq!(said, expected);
    // a column for each option in every version: the same mark twice, and two marks
    let ticks: &[&[&str]] = &[
        &["Đơn vị", "c1/5", "c1/1", "c2", "v2/c1/5", "v2/c1/1"],
        &["Xã Trường Tây", "x", "", "1", "x", ""],
        &["Xã Trường Tây", "x", "", "1", "", "x"],
    ];
    let (forms, said, _) = read(&self::scheme(SCHEME), vec![grid("Phiếu", ticks)]);
    assert_eq!(forms.answers, [0, 1, REFUSED, 1]);
    assert_eq!(said, ["E-SURVEY-ANSWER B3"]);
}

#[test]
fn a_group_told_twice_and_differently_is_none() {
    let grouped = SCHEME
        .replace("id = \"s\"", "id = \"s\"\ngroups = \"mean_of_groups\"")
        .replace("[columns]", "[columns]\ngroup = [\"Nhóm\"]");
    let rows: &[&[&str]] = &[
        &["Đơn vị", "Nhóm", "c1", "c2", "v2/Nhóm"],
        &["Xã Trường Tây", "Người dân", "5", "5", "người dân"],
        &["Xã Trường Tây", "Người dân", "5", "5", "Cán bộ"],
    ];
    let (forms, said, _) = read(&scheme(&grouped), vec![grid("Phiếu", rows)]);
    assert_eq!((forms.len(), said), (1, vec!["E-SURVEY-COLUMN-TWICE B3".to_string()]));
}

#[test]
fn previews_and_unfinished_forms_are_no_forms() {
    let head: &[&str] = &["StartDate", "Status", "Finished", "ResponseId", "Đơn vị", "c1", "c2"];
    let row = |status: &'static str, finished: &'static str, id: &'static str| {
        vec!["2020-10-06 08:00:00", status, finished, id, "Xã Trường Tây", "5", "1"]
    };
    let words = [
        row("IP Address", "True", "R_1"),
        row("Survey Preview", "True", "R_2"),
        row("Survey Test", "True", "R_3"),
        row("IP Address", "False", "R_4"),
        row("Spam", "True", "R_5"),
        row("Imported", "1", "R_6"),
    ];
    let numbers = [row("0", "1", "R_7"), row("1", "1", "R_8"), row("0", "0", "R_9")];
    let of = |rows: &[Vec<&'static str>]| {
        let all: Vec<&[&str]> =
            std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).collect();
        grid("Phiếu", &all)
    };
    let (forms, said, ledger) = read(&scheme(SCHEME), vec![of(&words), of(&numbers)]);
    assert_eq!(forms.rows, [1, 6, 1]);
    assert_eq!(said, ["W-SURVEY-INVALID D6", "W-SURVEY-INVALID D5", "W-SURVEY-INVALID D4"]);
    // used, set aside, rejected
    assert_eq!(ledger.accounts[0].fates(), (2, 3, 2));
    assert_eq!(ledger.accounts[1].fates(), (1, 2, 1));
    // in another tool's column of states a 1 says nothing
    let other: &[&[&str]] = &[&["Status", "Đơn vị", "c1", "c2"], &["1", "Xã Trường Tây", "5", "1"]];
    assert_eq!(read(&scheme(SCHEME), vec![grid("Phiếu", other)]).0.len(), 1);
}

#[test]
fn what_nobody_sees_in_an_answer_is_told() {
    let rows: &[&[&str]] = &[
        &["Đơn vị", "c1", "c2"],
        &["Xã Trường Tây", "\u{202E}5", "5"],
        &["Xã Trường Tây", "Rất hài\u{200B} lòng", "5"],
        &["Xã Trường\u{AD} Tây", "1", "Không hài lòng\u{2067}"],
        &["Xã Trường Tây", " 5\u{FEFF}", "1"],
    ];
    let book = grid("Phiếu", rows);
    let (scheme, names) = (scheme(SCHEME), names());
    let mut collector = FormCollector::new(&scheme, &names);
    let mut findings = Findings::default();
    let book =
        Book { file: Arc::from("s.xlsx"), sha256: String::new(), saved: None, sheets: vec![book] };
    collector.book(&book, FileOptions::default(), &mut findings);
    let forms = collector.finish(&mut findings.problems).forms;
    assert_eq!(forms.answers, [REFUSED, 0, 0, 0, 1, REFUSED, 0, 1]);
    let said = findings.problems.iter().map(|p| {
        let rows = p.plain_fact("rows").unwrap_or_default();
        format!("{} {rows}", p.kind.code)
    });
    let said: Vec<String> = said.filter(|said| said.contains("-SURVEY-")).collect();
    assert_eq!(said, ["E-SURVEY-TURNED 2, 4", "N-SURVEY-UNSEEN 3, 4"]);
}

#[test]
fn names_of_people_do_not_leave_the_book() {
    let rows: &[&[&str]] = &[&["Đơn vị", "c1", "c2"], &["Xã Trường Tây", "5", "1"]];
    let mut sheets = vec![
        grid("Lan", rows),
        grid("Phường Long Hoa", rows),
        grid("nguyễn văn an", rows),
        grid("Câu trả lời biểu mẫu 1", rows),
        grid("KS Bà Ba", rows),
        grid("Kết quả T12", rows),
    ];
    sheets[1].over = vec![crate::grid::Over::new(
        Area { first: (0, 0), last: (0, 0) },
        crate::grid::Lying::Text,
        "gọi chị Lan".into(),
    )];
    let mut book = Book { file: Arc::from("s.xlsx"), sha256: String::new(), saved: None, sheets };
    let mut said = Problems::default();
    said.push(Problem::new(&kinds::HIDDEN_SHEET, Place::sheet("s.xlsx", "Lan")));
    crate::survey::forms::veil(&mut book, &scheme(SCHEME), &names(), &mut said);
    let shown: Vec<&str> = book.sheets.iter().map(|sheet| sheet.sheet.as_ref()).collect();
    let expected = [
        "••• (1)",
        "Phường Long Hoa",
        "••• (3)",
        "Câu trả lời biểu mẫu 1",
        "••• (5)",
        "Kết quả T12",
    ];
    assert_eq!(shown, expected);
    assert_eq!(book.sheets[1].over[0].text, "•••");
    assert_eq!(said.iter().next().and_then(|p| p.place.sheet.clone()).as_deref(), Some("••• (1)"));
}

#[test]
fn rows_of_means_and_sums_are_no_forms_wherever_they_say_so() {
    let words = [
        "Điểm trung bình",
        "TB",
        "ĐTB:",
        "Điểm TB",
        "Bình quân chung",
        "Average",
        "Total",
        "Trung vị",
        "Average of C1",
        "Tổng phiếu: 5",
        "Tỷ lệ %",
    ];
    for word in words {
        let first: &[&[&str]] = &[&["STT", "c1", "c2"], &["1", "5", "1"], &[word, "5", "1"]];
        let (forms, ..) = read(&scheme(SCHEME), vec![grid("Xã Trường Tây", first)]);
        assert_eq!(forms.len(), 1, "{word}");
        let named: &[&[&str]] = &[
            &["Mã phiếu", "Đơn vị", "c1", "c2"],
            &["TB-01", "Xã Trường Tây", "5", "1"],
            &[word, "Xã Trường Tây", "5", "1"],
        ];
        let (forms, ..) = read(&scheme(SCHEME), vec![grid("Phiếu", named)]);
        let has_figures = word.contains(|c: char| c.is_ascii_digit());
        assert_eq!(forms.len(), 1 + usize::from(has_figures), "{word} as a number");
    }
}

#[test]
fn two_columns_that_say_where_a_form_counts_must_agree() {
    let scheme = scheme(&SCHEME.replace(r#"["Đơn vị"]"#, r#"["Đơn vị", "Cơ quan"]"#));
    let rows: &[&[&str]] = &[
        &["Cơ quan", "Đơn vị", "c1", "c2"],
        &["Phường Long Hoa", "Xã Trường Tây", "5", "1"],
        &["P. Long Hoa", "Phường Long Hoa", "5", "1"],
        &["Xã Trường Tây", "", "5", "1"],
    ];
    let (forms, said, _) = read(&scheme, vec![grid("Phiếu", rows)]);
    assert_eq!(forms.units, [0, 1]);
    assert!(said.contains(&"E-SURVEY-COLUMN-TWICE B2".to_string()), "{said:?}");
}

#[test]
fn examples_trials_and_numbered_columns_are_no_forms() {
    let head: &[&str] = &["STT", "1. Chỗ ngồi", "Câu hỏi [Thái độ]", "Ghi chú"];
    let with = |above: &[&[&str]]| {
        let forms: [&[&str]; 2] = [&["1", "1", "5"], &["2", "5", "5"]];
        let rows: Vec<&[&str]> =
            std::iter::once(head).chain(above.iter().copied()).chain(forms).collect();
        let (forms, said, _) = read(&scheme(SCHEME), vec![grid("Phường Long Hoa", &rows)]);
        (forms.len(), said)
    };
    for word in ["VD", "Ví dụ:", "Mẫu", "(mẫu)", "TEST", "test 2", "Thử", "Phiếu thử", "SAMPLE"]
    {
        let (forms, said) = with(&[&[word, "5", "5"]]);
        assert_eq!((forms, said.len()), (2, 1), "{word}");
        assert!(said[0].starts_with("W-SURVEY-EXAMPLE A2"), "{word}: {said:?}");
    }
    for word in ["VD01", "Mẫu 3", "M001", "0", "Thử thách"] {
        assert_eq!(with(&[&[word, "5", "5"]]), (3, vec![]), "{word}");
    }
    assert_eq!(with(&[&["1", "2", "3", "4"]]).0, 2);
    assert_eq!(with(&[&["(1)", "(2)", "(3)", "(4)"]]).0, 2);
    assert_eq!(with(&[&["1", "5", "1"]]).0, 3);
}

#[test]
fn struck_and_hidden_rows_and_sheets_of_another_year_are_told() {
    let rows: [&[&str]; 4] = [
        &["STT", "1. Chỗ ngồi", "Câu hỏi [Thái độ]", "Đơn vị"],
        &["1", "1", "5", "Phường Long Hoa"],
        &["2", "5", "1", "Phường Long Hoa"],
        &["3", "5", "1", "Phường Long Hoa"],
    ];
    let mut marked = grid("Phiếu", &rows);
    marked.hidden_rows = vec![3];
    let struck = [(1, 1), (1, 2), (2, 1)].map(|at| (at, crate::grid::Mark::Struck));
    marked.marks = struck.to_vec().into();
    let told = |sheet: Grid, year: i32| {
        let (file, saved, sha256) = ("s.xlsx".into(), None, String::new());
        let book = Book { file, sha256, saved, sheets: vec![sheet] };
        let (scheme, names) = (scheme(SCHEME), names());
        let mut findings = Findings::default();
        let mut collector = FormCollector::new(&scheme, &names).of_year(year);
        collector.book(&book, FileOptions::default(), &mut findings);
        let forms = collector.finish(&mut findings.problems).forms.len();
        let codes: Vec<&str> = findings.problems.iter().map(|p| p.kind.code).collect();
        (forms, codes)
    };
    let codes = vec!["W-SURVEY-STRUCK", "N-SURVEY-HIDDEN-ROW"];
    assert_eq!(told(marked, 2020), (3, codes));
    for name in ["Năm 2019", "2019", "KS 2018"] {
        assert_eq!(told(grid(name, &rows), 2020), (0, vec!["E-SURVEY-SHEET-YEAR"]), "{name}");
    }
    for name in ["Năm 2020", "Phiếu", "2019-2020", "Tháng 1.2021", "Tổ 20190"] {
        assert_eq!(told(grid(name, &rows), 2020), (3, vec![]), "{name}");
    }
}
