use super::*;
use crate::appraisal::{Appraisals, gather};
use crate::grid::{Area, Cell, Content, Format, Row};
use crate::ledger::{Findings, Ledger};
use crate::round::{Agency, Names, test_round};
use crate::source::Source;
use crate::terms::AgencyId;

const SET: &str = r#"
schema = 1
[set]
id = "b"
title = "Thử"
year = 2020
decision = "Thử"
total = 11
[data]
chung = { label = "Số chung", unit = "hồ sơ", type = "count" }
[1]
name = "Chỉ đạo"
[1.1]
name = "Kế hoạch"
max = 2
appraiser = "noi-vu"
[1.1.data]
ke_hoach = { label = "Số kế hoạch", unit = "kế hoạch", type = "count" }
[1.1.rule]
kind = "proportional"
value = "ke_hoach / chung"
zero_base = "zero"
[1.2]
name = "Sáng kiến"
max = 4
appraiser = "noi-vu"
[1.2.rule]
kind = "judged"
levels = { "Tốt" = "100%", "Khá" = "50%", "Yếu" = "0%" }
[1.3]
name = "Hài lòng"
max = 3
[1.3.rule]
kind = "survey"
scheme = "s"
of = "index"
[1.4]
name = "Tư pháp"
max = 1
appraiser = "tu-phap"
only = ["phuong"]
[1.4.rule]
kind = "judged"
[2]
name = "Kỷ luật"
[2.1]
name = "Không vi phạm"
max = 1
min = -0.5
[2.1.rule]
kind = "judged"
"#;

fn cell(text: &str) -> Cell {
    let content = match text.strip_prefix('#') {
        Some(number) => Content::Number(number.parse().unwrap()),
        None => Content::Text(text.into()),
    };
    Cell { content, format: Format::General, by_formula: false }
}

fn book(file: &str, rows: &[&[&str]]) -> Book {
    let row = |(at, cells): (usize, &&[&str])| Row {
        index: at as u32,
        cells: (0u32..)
            .zip(cells.iter().copied())
            .filter(|(_, t)| !t.is_empty())
            .map(|(c, t)| (c, cell(t)))
            .collect(),
    };
    let grid = Grid {
        file: file.into(),
        sheet: "Thẩm định".into(),
        visible: true,
        rows: rows.iter().enumerate().map(row).filter(|r| !r.cells.is_empty()).collect(),
        ..Grid::default()
    };
    Book { file: file.into(), sha256: String::new(), saved: None, sheets: vec![grid] }
}

const HEAD: [&[&str]; 3] = [
    &["Vòng:", "1"],
    &["Cơ quan thẩm định:", "Phòng Nội vụ"],
    &[
        "Đơn vị",
        "Mã",
        "Tiêu chí thành phần",
        "Điểm tối đa",
        "Điểm thẩm định",
        "Lý do",
        "Yêu cầu giải trình",
        "Mã số liệu",
        "Giá trị thẩm định",
    ],
];

fn with_head(rows: &[&[&str]]) -> Vec<Vec<String>> {
    HEAD.iter().chain(rows).map(|r| r.iter().map(|c| c.to_string()).collect()).collect()
}

fn form_of(file: &str, rows: &[&[&str]]) -> Book {
    let all = with_head(rows);
    let all: Vec<Vec<&str>> = all.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
    book(file, &all)
}

struct Read {
    appraisals: Appraisals,
    codes: Vec<(&'static str, Option<String>)>,
    ledger: Ledger,
}

impl Read {
    fn account(&self) -> (usize, usize, usize) {
        let all = &self.ledger.accounts;
        let sum = |of: fn(&Account) -> usize| all.iter().map(of).sum();
        (sum(Account::used), sum(Account::set_aside), sum(Account::rejected))
    }

    fn scores(&self) -> Vec<(usize, usize, String)> {
        let scores = self.appraisals.scores.iter();
        scores.map(|s| (s.unit, s.node, s.points.to_plain())).collect()
    }
}

fn read(books: &[Book]) -> Read {
    let mut found = Problems::default();
    let rubric = crate::rubric::from_toml(&Source::new("b.toml", SET), None, &mut found);
    assert!(rubric.is_some(), "{:?}", found.iter().map(|p| p.kind.code).collect::<Vec<_>>());
    let mut round = test_round(&["Phường Long Hoa", "Xã Trường Hòa"]);
    round.units[0].tags = vec!["phuong".into()];
    for (id, name) in [("noi-vu", "Phòng Nội vụ"), ("tu-phap", "Phòng Tư pháp")] {
        round.agencies.push(Agency { id: AgencyId::new(id), name: name.into() });
    }
    let names = Names::new(&round);
    let rubrics = [rubric];
    let against = Against::new(&round, &names, &rubrics);
    let mut findings = Findings::default();
    let mut given = Given::default();
    for book in books {
        given.extend(form(book, &against, &mut findings));
    }
    let appraisals = gather(given, &round, &rubrics, &mut findings);
    let codes = findings.problems.iter().map(|p| (p.kind.code, p.place.cell.clone())).collect();
    Read { appraisals, codes, ledger: findings.ledger }
}

fn at(cell: &str) -> Option<String> {
    Some(cell.into())
}

#[test]
fn rows_give_points_and_blank_rows_do_not() {
    let mut book = form_of(
        "a.xlsx",
        &[
            &["Phường Long Hoa", "1.1", "Kế hoạch", "#2", "#1.5", "Thiếu văn bản", "Nêu rõ"],
            &["", "1.2", "Sáng kiến", "#4", "khá"],
            &["", "2.1", "Không vi phạm", "", "#-0.25"],
            &["Xã Trường Hoà", "1.1", "Kế hoạch", "#2", ""],
            &["", "1.2", "Sáng kiến", "#4", "", "Chưa xem"],
            &["", "", "Tổng cộng", "#6", "#3.5"],
            &[],
            &["", "", "", "", "NGƯỜI THẨM ĐỊNH"],
        ],
    );
    book.sheets[0].merged =
        vec![Area { first: (3, 0), last: (5, 0) }, Area { first: (6, 0), last: (7, 0) }].into();
    let read = read(&[book]);
    assert_eq!(read.scores(), [(0, 1, "1.5".into()), (0, 2, "2".into()), (0, 6, "-0.25".into())]);
    assert_eq!(read.codes, [("W-APPRAISAL-NO-POINTS", at("E8"))]);
    let first = &read.appraisals.scores[0];
    assert_eq!(
        (first.round, first.reason.as_str(), first.request.as_str()),
        (1, "Thiếu văn bản", "Nêu rõ")
    );
    assert_eq!((first.agency.as_ref().unwrap().as_str(), &*first.origin.cell), ("noi-vu", "E4"));
    assert_eq!(read.account(), (3, 7, 0));
}

#[test]
fn what_may_not_be_appraised_is_refused() {
    let read = read(&[form_of(
        "a.xlsx",
        &[
            &["Phường Long Hoa", "1.1", "", "", "#2.5"],
            &["Phường Long Hoa", "1.3", "", "", "#1"],
            &["Phường Long Hoa", "1.4", "", "", "#1"],
            &["Xã Trường Hòa", "1.4", "", "", "#1"],
            &["Xã Lạ Hoắc", "1.1", "", "", "#1"],
            &["", "1.2", "", "", "#1"],
            &["Xã Trường Hòa", "9.9", "", "", "#1"],
            &["Xã Trường Hòa", "1", "Chỉ đạo", "", "#1"],
            &["Xã Trường Hòa", "1.1", "Sáng kiến", "", "#1"],
            &["", "", "", "", "#1"],
            &["Xã Trường Hòa", "1.1", "Kế hoạch", "#3", "một"],
            &["Xã Trường Hòa", "1.1", "Kế hoạch", "", "1.250"],
            &["Xã Trường Hòa", "1.1", "Kế hoạch", "", "Không áp dụng"],
        ],
    )]);
    assert_eq!(read.scores(), []);
    let expected = [
        ("E-APPRAISAL-RANGE", at("E4")),
        ("E-APPRAISAL-SURVEY", at("E5")),
        ("E-APPRAISAL-OTHER-AGENCY", at("E6")),
        ("E-APPRAISAL-NOT-ASSIGNED", at("E7")),
        ("E-UNIT-UNKNOWN", at("A8")),
        ("E-APPRAISAL-ROW", at("A9")),
        ("E-CODE-UNKNOWN", at("B10")),
        ("N-APPRAISAL-NODE", at("E11")),
        ("E-CODE-CONTRADICTION", at("B12")),
        ("E-APPRAISAL-ROW", at("E13")),
        ("N-APPRAISAL-MAX", at("D14")),
        ("E-VALUE-TYPE", at("E14")),
        ("E-VALUE-AMBIGUOUS", at("E15")),
    ];
    // Row 16 agrees with a claim: whether there is one shows when the leaf is scored.
    assert_eq!(read.codes, expected);
    assert_eq!(read.account(), (1, 4, 11));
}

#[test]
fn rows_that_differ_are_refused_and_equal_ones_count_once() {
    let one: &[&[&str]] =
        &[&["Phường Long Hoa", "1.1", "", "", "#1"], &["Xã Trường Hòa", "1.1", "", "", "#1"]];
    let other: &[&[&str]] =
        &[&["Phường Long Hoa", "1.1", "", "", "#1.5"], &["Xã Trường Hòa", "1.1", "", "", "1,0"]];
    let read = read(&[form_of("a.xlsx", one), form_of("b.xlsx", other)]);
    assert_eq!(read.scores(), [(1, 1, "1".into())]);
    let codes: Vec<&str> = read.codes.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["E-APPRAISAL-CONFLICT", "N-APPRAISAL-TWICE"]);
    assert_eq!(read.account(), (1, 7, 2));
}

#[test]
fn the_title_block_names_round_and_agency() {
    let row: &[&str] = &["Phường Long Hoa", "1.1", "", "", "#1"];
    let bare = book("a.xlsx", &[HEAD[2], row]);
    let read1 = read(&[bare]);
    let codes: Vec<&str> = read1.codes.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["N-APPRAISAL-ROUND", "W-APPRAISAL-AGENCY"]);
    assert_eq!(read1.appraisals.scores[0].round, 1);
    let stranger =
        read(&[book("a.xlsx", &[HEAD[0], &["Cơ quan thẩm định:", "Sở Lạ"], HEAD[2], row])]);
    assert_eq!(stranger.codes, [("E-APPRAISAL-AGENCY", at("B2"))]);
    assert_eq!((stranger.scores().len(), stranger.account()), (0, (0, 0, 4)));
    let read2 = read(&[book("a.xlsx", &[&["PHIẾU THẨM ĐỊNH VÒNG 2"], HEAD[1], HEAD[2], row])]);
    assert_eq!(read2.appraisals.scores[0].round, 2);
    let read3 = read(&[book("a.xlsx", &[&["Vòng: 3"], HEAD[1], HEAD[2], row])]);
    assert_eq!(read3.codes, [("E-APPRAISAL-ROUND", at("A1"))]);
    assert_eq!((read3.scores().len(), read3.account()), (0, (0, 0, 4)));
}

#[test]
fn a_name_that_speaks_of_another_round_is_told() {
    let row: &[&str] = &["Phường Long Hoa", "1.1", "", "", "#1"];
    let codes = |file: &str, top: &[&[&str]]| -> (Vec<&'static str>, u8) {
        let rows: Vec<&[&str]> = top.iter().copied().chain([HEAD[1], HEAD[2], row]).collect();
        let read = read(&[book(file, &rows)]);
        let codes = read.codes.iter().map(|(code, _)| *code).collect();
        (codes, read.appraisals.scores[0].round)
    };
    let told = vec!["W-APPRAISAL-ROUND-NAME"];
    for file in ["appraisal/noi-vu-vong-2.xlsx", "appraisal/vong-2/a.xlsx", "Vòng 2 nội vụ.xlsx"]
    {
        assert_eq!(codes(file, &[HEAD[0]]), (told.clone(), 1), "{file}");
        assert_eq!(codes(file, &[&["Vòng: 2"]]), (vec![], 2), "{file}");
    }
    let top: &[&[&str]] = &[&["PHIẾU THẨM ĐỊNH VÒNG 2"], HEAD[0]];
    assert_eq!(codes("a.xlsx", top), (told, 1));
    assert_eq!(codes("noi-vu-vong-1.xlsx", &[HEAD[0]]), (vec![], 1));
}

#[test]
fn corrections_need_a_key_and_a_reason() {
    let read = read(&[form_of(
        "a.xlsx",
        &[
            &["Phường Long Hoa", "1.1", "Kế hoạch", "", "", "Đếm lại", "", "ke_hoach", "#3"],
            &["Phường Long Hoa", "", "", "", "", "Theo báo cáo", "", "chung", "#10"],
            &["Xã Trường Hòa", "1.1", "Kế hoạch", "", "", "", "", "ke_hoach", "#3"],
            &["Xã Trường Hòa", "1.2", "Sáng kiến", "", "", "Nhầm", "", "ke_hoach", "#3"],
            &["Xã Trường Hòa", "1.1", "Kế hoạch", "", "", "Nhầm", "", "", "#3"],
        ],
    )]);
    let corrected: Vec<(usize, &str)> =
        read.appraisals.corrections.iter().map(|c| (c.unit, c.key.as_str())).collect();
    assert_eq!(corrected, [(0, "ke_hoach"), (0, "chung")]);
    let expected = [
        ("E-APPRAISAL-NO-REASON", at("I6")),
        ("E-APPRAISAL-KEY", at("I7")),
        ("E-APPRAISAL-NO-KEY", at("I8")),
    ];
    assert_eq!(read.codes, expected);
    assert_eq!(read.account(), (2, 3, 3));
}

#[test]
fn unit_cells_may_be_merged_down_but_not_points() {
    let mut book = form_of(
        "a.xlsx",
        &[
            &["Phường Long Hoa", "1.1", "", "", "#1"],
            &["", "1.2", "", "", "Tốt"],
            &["Xã Trường Hòa", "1.1", "", "", "#1"],
            &["Xã Trường Hòa", "1.2", "", "", ""],
        ],
    );
    book.sheets[0].merged =
        vec![Area { first: (3, 0), last: (4, 0) }, Area { first: (5, 4), last: (6, 4) }].into();
    let read = read(&[book]);
    assert_eq!(read.scores(), [(0, 1, "1".into()), (0, 2, "4".into())]);
    let expected = [("E-APPRAISAL-MERGED", at("E6")), ("E-APPRAISAL-MERGED", at("E7"))];
    assert_eq!(read.codes, expected);
    assert_eq!(read.account(), (2, 3, 2));
}

#[test]
fn two_sheets_like_the_form_are_refused_and_hidden_ones_not_used() {
    let mut two = form_of("a.xlsx", &[&["Phường Long Hoa", "1.1", "", "", "#1"]]);
    let mut second = two.sheets[0].clone();
    second.sheet = "Bản cũ".into();
    two.sheets.push(second);
    // What says the same twice is said once.
    let same = read(&[two.clone()]);
    assert_eq!((same.codes.as_slice(), same.scores().len()), (&[("N-TABLE-COPY", None)][..], 1));
    let last = two.sheets[1].rows.last_mut().unwrap();
    last.cells.last_mut().unwrap().1.content = Content::Number(0.0);
    assert_eq!(read(&[two.clone()]).codes, [("E-APPRAISAL-SHEETS", None)]);
    two.sheets[1].visible = false;
    let read = read(&[two]);
    assert_eq!(read.codes, [("N-APPRAISAL-HIDDEN", None)]);
    assert_eq!((read.scores().len(), read.account()), (1, (1, 7, 0)));
}

#[test]
fn a_form_of_another_year_is_refused_and_leaves_its_leaves_open() {
    let mut form =
        form_of("noi-vu.xlsx", &[&["Phường Long Hoa", "1.1", "", "", "1", "", "", "", ""]]);
    let title = Cell {
        content: Content::Text("PHIẾU THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2019".into()),
        format: Format::General,
        by_formula: false,
    };
    let grid = &mut form.sheets[0];
    for row in &mut grid.rows {
        row.index += 1;
    }
    grid.rows.insert(0, Row { index: 0, cells: vec![(0, title)] });
    let rows = grid.rows.len();
    let read = read(&[form]);
    assert_eq!(read.codes.last().map(|(code, _)| *code), Some("E-FORM-YEAR"));
    assert_eq!((read.scores().len(), read.account()), (0, (0, 0, rows)));
    let [refusal] = &read.appraisals.refused[..] else { panic!("one refusal") };
    assert_eq!(refusal.agency.as_ref().map(|id| id.as_str()), Some("noi-vu"));
    assert_eq!((refusal.unit, refusal.node), (None, None));
}

#[test]
fn a_row_without_a_unit_or_a_code_is_nobodys() {
    let read = read(&[form_of(
        "a.xlsx",
        &[
            &["Phường Long Hoa", "1.1", "Kế hoạch", "#2", ""],
            &["", "1.1", "Kế hoạch", "#2", "#1", "Thiếu"],
            &["Xã Trường Hòa", "", "", "#2", "#1", "Thiếu"],
            &["Xã Trường Hòa", "", "", "", "", "Đếm lại", "", "ke_hoach", "#3"],
            &["", "", "", "#2", "x"],
            &["", "", "", "#2", "", "", "Nêu rõ"],
            &["", "1.1", "Kế hoạch", "#2", "", "", "Nêu rõ"],
        ],
    )]);
    assert_eq!(read.scores(), []);
    let corrected = &read.appraisals.corrections;
    assert_eq!((corrected.len(), corrected[0].unit), (1, 1));
    let lost = ["A5", "B6", "E8", "A9", "A10"].map(|cell| ("E-APPRAISAL-ROW", at(cell)));
    assert_eq!(read.codes, lost);
    assert_eq!((read.appraisals.requests.len(), read.account()), (0, (1, 4, 5)));
}

const WITH_MARKS: &[&str] = &[
    "Đơn vị",
    "Mã",
    "Điểm theo số liệu",
    "Đồng ý",
    "Điểm thẩm định",
    "Lý do",
    "Yêu cầu giải trình",
    "Mã số liệu",
    "Giá trị thẩm định",
];

fn marked(rows: &[&[&str]]) -> Book {
    let rows: Vec<&[&str]> = [HEAD[0], HEAD[1], WITH_MARKS].iter().chain(rows).copied().collect();
    book("a.xlsx", &rows)
}

#[test]
fn a_request_is_kept_whatever_else_its_row_holds() {
    let unit = "Phường Long Hoa";
    let rows: &[(&[&str], &[&str])] = &[
        (&[unit, "1.1", "#1", "", "", "Sai", "Vì sao", "ke_hoach", "#3"], &[]),
        (&[unit, "1.1", "#1", "", "", "Sai", "Vì sao", "", "#3"], &["E-APPRAISAL-NO-KEY"]),
        (
            &[unit, "1.1", "#1", "x", "", "Sai", "Vì sao", "ke_hoach", "#3"],
            &["E-APPRAISAL-AGREE-VALUE"],
        ),
        (&[unit, "1.1", "#1", "không", "", "", "Vì sao"], &["E-APPRAISAL-DISAGREE"]),
        (&[unit, "1.1", "#1", "xem lại", "", "", "Vì sao"], &["E-APPRAISAL-AGREE"]),
        (&[unit, "1.1", "#1", "x", "#2", "", "Vì sao"], &["E-APPRAISAL-AGREE-POINTS"]),
        (&[unit, "1.1", "#1", "không", "abc", "", "Vì sao"], &["E-VALUE-TYPE"]),
        (&[unit, "1.1", "#1", "", "#9", "Sai", "Vì sao"], &["E-APPRAISAL-RANGE"]),
        (&[unit, "1.1", "#1", "x", "", "", "Vì sao"], &[]),
        (&[unit, "1.1", "#1", "", "", "", "Vì sao"], &[]),
    ];
    for (row, codes) in rows {
        let read = read(&[marked(&[row])]);
        let said: Vec<&str> = read.codes.iter().map(|(code, _)| *code).collect();
        assert_eq!(said, *codes, "{row:?}");
        let requests: Vec<&str> =
            read.appraisals.requests.iter().map(|r| r.text.as_str()).collect();
        assert_eq!(requests, ["Vì sao"], "{row:?}");
        assert_eq!(read.account(), (1, 3, 0), "{row:?}");
    }
    // Points carry it themselves; a row that is not the agency's asks nothing.
    let given = read(&[marked(&[&[unit, "1.1", "#1", "", "#2", "Đủ", "Vì sao"]])]);
    assert_eq!(
        (given.appraisals.requests.len(), &*given.appraisals.scores[0].request),
        (0, "Vì sao")
    );
    let others = read(&[marked(&[&[unit, "1.4", "#1", "không", "", "", "Vì sao"]])]);
    assert_eq!((others.appraisals.requests.len(), others.account()), (0, (0, 3, 1)));
}

#[test]
fn a_request_of_no_leaf_is_told() {
    let read = read(&[marked(&[
        &["Phường Long Hoa", "1", "", "", "", "", "Vì sao"],
        &["Phường Long Hoa", "", "", "", "", "Sai", "Vì sao", "chung", "#3"],
    ])]);
    let told = ["G4", "G5"].map(|cell| ("W-APPRAISAL-REQUEST", at(cell)));
    assert_eq!(read.codes, told);
    assert_eq!((read.appraisals.requests.len(), read.appraisals.corrections.len()), (0, 1));
}

#[test]
fn marks_and_values_merged_over_rows_are_none_of_theirs() {
    let mut book = marked(&[
        &["Phường Long Hoa", "1.1", "#1", "x", "", "", "Nêu rõ"],
        &["Xã Trường Hòa", "1.1", "#1"],
        &["Phường Long Hoa", "1.2", "#1", "", "", "Sai", "", "ke_hoach", "#3"],
        &["Xã Trường Hòa", "1.2", "#1", "", "", "Sai", "", "ke_hoach"],
    ]);
    let area = |first, last, column| Area { first: (first, column), last: (last, column) };
    book.sheets[0].merged = vec![area(3, 4, 3), area(3, 4, 6), area(5, 6, 8)].into();
    let read = read(&[book]);
    let told = ["D4", "D5", "I6", "I7"].map(|cell| ("E-APPRAISAL-MERGED", at(cell)));
    assert_eq!(read.codes, told);
    assert_eq!((read.appraisals.agreements.len(), read.appraisals.corrections.len()), (0, 0));
    // What is asked of both is asked of each.
    let asked: Vec<usize> = read.appraisals.requests.iter().map(|r| r.unit).collect();
    assert_eq!((asked, read.appraisals.refused.len()), (vec![0, 1], 4));
}
