//! Whatever people do to their sheets, every row with content is counted once, and every row that
//! is not used is named with its reason. The oracle is the rows as this test wrote them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use parindex::ledger::{Account, Aside, ReadAs, RowFate};
use parindex::problem::{Level, Problems};
use parindex::results::Results;
use parindex::value::Gap;
use proptest::prelude::*;

use crate::support::{root, run};

type Sheet = Vec<Vec<String>>;

const HEADER: &[&str] = &[
    "Mã",
    "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    "Điểm tối đa",
    "Mã số liệu",
    "Số liệu kê khai",
    "Đơn vị tính",
    "Giá trị",
    "Điểm tự chấm",
    "Giải trình",
];

/// Columns of key, item and value.
const KEY: usize = 3;
const VALUE: usize = 6;

fn sheet(rows: &[&[&str]]) -> Sheet {
    let width = HEADER.len();
    let cell = |row: &[&str], at: usize| row.get(at).copied().unwrap_or_default().to_string();
    rows.iter().map(|row| (0..width).map(|at| cell(row, at)).collect()).collect()
}

/// The form of the sound round in `tests/problems/base`.
fn form() -> Sheet {
    sheet(&[
        &["BẢNG TỰ CHẤM ĐIỂM NĂM 2020"],
        &["Đơn vị:", "Phường Tân Lập"],
        &[],
        HEADER,
        &["", "Số liệu chung"],
        &["", "", "", "ho_so", "Số hồ sơ đã giải quyết", "hồ sơ", "100"],
        &["", "", "", "tre_han", "Số hồ sơ trễ hạn", "hồ sơ", "3"],
        &["1", "Thủ tục hành chính", "5"],
        &["1.1", "Niêm yết thủ tục", "1", "niem_yet", "Đã niêm yết đủ", "", "Có", "1"],
        &["1.2", "Hồ sơ đúng hạn", "2", "", "", "", "", "2"],
        &["1.3", "Mức độ công khai", "1", "cong_khai", "Công khai kết quả", "", "Đủ", "1"],
        &["1.4", "Hồ sơ trực tuyến", "1", "truc_tuyen", "Tỷ lệ hồ sơ trực tuyến", "%", "40%", "1"],
        &["2", "Chỉ đạo, điều hành", "3"],
        &[
            "2.1",
            "Ban hành kế hoạch",
            "2",
            "ngay_ke_hoach",
            "Ngày ban hành kế hoạch",
            "",
            "15/01/2020",
            "2",
        ],
        &["2.2", "Sáng kiến", "1", "", "", "", "", "1"],
        &["", "Tổng cộng", "10", "", "", "", "", "8"],
        &["", "Người lập biểu"],
    ])
}

/// What a hand does to a sheet.
#[derive(Debug, Clone)]
enum Deed {
    Delete(usize),
    Duplicate(usize, &'static str),
    Blank(usize),
    Write(usize, usize, &'static str),
    Insert(usize, usize),
}

/// Things that people write into cells.
const WORDS: &[&str] = &[
    "",
    "nt",
    "1O",
    "0",
    "7",
    "1.250",
    "-",
    "#DIV/0!",
    "Không áp dụng",
    "Có",
    "31/02/2020",
    "95%",
    "…",
    "9.9",
    "ho_so",
    "1.1",
    "Tổng cộng",
    "Đơn vị:",
    "x y z",
    "=1+1",
];

/// Rows that people put in between.
fn inserted(kind: usize) -> Vec<String> {
    let rows = sheet(&[
        HEADER,
        &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
        &["", "Cộng", "", "", "", "", "", "3"],
        &["9.9", "Tiêu chí riêng", "1", "", "", "", "5", "1"],
        &["", "", "", "la", "Số liệu lạ", "", "5"],
        &["", "", "", "", "", "", "12"],
        &["TM. ỦY BAN NHÂN DÂN"],
        &["II", "Phần hai"],
        &["", "Số liệu chung"],
        &["Đơn vị:", "Xã Tân Lập"],
    ]);
    rows[kind % rows.len()].clone()
}

fn deed() -> impl Strategy<Value = Deed> {
    let row = || 0usize..40;
    let word = || prop::sample::select(WORDS);
    prop_oneof![
        row().prop_map(Deed::Delete),
        (row(), word()).prop_map(|(row, word)| Deed::Duplicate(row, word)),
        row().prop_map(Deed::Blank),
        (row(), 0usize..9, word()).prop_map(|(row, column, word)| Deed::Write(row, column, word)),
        (row(), word()).prop_map(|(row, word)| Deed::Write(row, VALUE, word)),
        (row(), 0usize..20).prop_map(|(row, kind)| Deed::Insert(row, kind)),
    ]
}

/// Most deeds happen below the header, so that most sheets stay forms.
fn spoil(sheet: &mut Sheet, deeds: &[Deed]) {
    for deed in deeds {
        let at = |row: usize, sheet: &Sheet| {
            let first = if row.is_multiple_of(9) { 0 } else { 4 };
            first + row % sheet.len().saturating_sub(first).max(1)
        };
        match deed {
            Deed::Delete(row) if sheet.len() > 6 => drop(sheet.remove(at(*row, sheet))),
            Deed::Delete(_) => {}
            Deed::Duplicate(row, word) => {
                let at = at(*row, sheet);
                let mut copy = sheet[at].clone();
                if !word.is_empty() {
                    copy[VALUE] = word.to_string();
                }
                sheet.insert(at + 1, copy);
            }
            Deed::Blank(row) => {
                let at = at(*row, sheet);
                sheet[at].iter_mut().for_each(String::clear);
            }
            Deed::Write(row, column, word) => {
                let at = at(*row, sheet);
                sheet[at][*column] = word.to_string();
            }
            Deed::Insert(row, kind) => {
                let at = at(*row, sheet);
                sheet.insert(at, inserted(*kind));
            }
        }
    }
}

fn csv(sheet: &Sheet) -> String {
    let field = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(field).collect::<Vec<_>>().join(",");
    sheet.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Positions of the rows in which something stands.
fn filled(sheet: &Sheet) -> BTreeSet<u32> {
    let rows = (0u32..).zip(sheet);
    rows.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).map(|(at, _)| at).collect()
}

fn base(folder: &Path) {
    for name in ["round.toml", "set.toml", "scheme.toml"] {
        fs::copy(root().join("tests/problems/base").join(name), folder.join(name)).unwrap();
    }
    for name in ["evidence", "appraisal", "survey"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
}

fn account(results: &Results, read_as: ReadAs) -> &Account {
    results
        .ledger
        .accounts
        .iter()
        .find(|a| a.read_as == read_as)
        .expect("the file is accounted for")
}

/// Rows of the cells that the scores were computed from.
fn rows_used(results: &Results) -> BTreeSet<u32> {
    let leaves = results.blocks.iter().flat_map(|b| &b.scores).flat_map(|s| &s.leaves);
    let inputs = leaves.flat_map(|leaf| &leaf.inputs);
    let inputs = inputs.filter(|input| matches!(input.outcome, Ok(_) | Err(Gap::NotApplicable)));
    let cells = inputs.filter_map(|input| input.origin.as_ref());
    cells
        .map(|origin| {
            origin.cell.trim_start_matches(char::is_alphabetic).parse::<u32>().unwrap() - 1
        })
        .collect()
}

/// Rows that a problem points at, and the codes of problems of the whole sheet or file.
fn said(
    problems: &Problems,
    file: &str,
) -> (BTreeSet<(u32, &'static str)>, BTreeSet<&'static str>) {
    let (mut rows, mut whole) = (BTreeSet::new(), BTreeSet::new());
    for problem in problems.iter().filter(|p| p.kind.level == Level::Error && p.place.file == file)
    {
        let code = problem.kind.code;
        match problem.place.row_and_column() {
            Some((row, _)) => drop(rows.insert((row, code))),
            None => drop(whole.insert(code)),
        }
        let involved = problem.involved.iter().filter_map(|one| one.place.row_and_column());
        rows.extend(involved.map(|(row, _)| (row, code)));
    }
    (rows, whole)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_a_spoilt_form_is_counted_once_and_named(deeds in prop::collection::vec(deed(), 0..9)) {
        let folder = tempfile::tempdir().unwrap();
        base(folder.path());
        let mut sheet = form();
        spoil(&mut sheet, &deeds);
        fs::write(folder.path().join("evidence/a.csv"), csv(&sheet)).unwrap();
        let (results, problems) = run(folder.path());
        let account = account(&results, ReadAs::Evidence);
        let filled = filled(&sheet);
        prop_assert_eq!(account.rows(), filled.len());
        prop_assert!(account.balances());
        let used = rows_used(&results);
        let (at_row, of_file) = said(&problems, "evidence/a.csv");
        let refused_whole = account.used() == 0;
        for at in 0..sheet.len() as u32 {
            let why = account.why(at);
            prop_assert_eq!(why.is_some(), filled.contains(&at), "row {}", at + 1);
            let row = &sheet[at as usize];
            if let Some(RowFate::Rejected(code)) = why {
                // what stands below a header that cannot be used is named at that header
                let below = code.starts_with("E-TABLE-HEADER")
                    && at_row.iter().any(|(row, said)| *said == code && *row < at);
                let named = at_row.contains(&(at, code)) || below || refused_whole
                    && (of_file.contains(code) || at_row.iter().any(|(_, c)| *c == code));
                prop_assert!(named, "row {} {code} {:?}", at + 1, problems);
            }
            // A value below the header that is set aside would be lost; dots for a code name none.
            if let Some(RowFate::Aside(aside)) = why
                && !["", "…"].contains(&row[KEY].as_str()) && !row[VALUE].is_empty()
            {
                let fine = matches!(aside, Aside::Heading | Aside::Repeated);
                prop_assert!(fine, "row {} is lost: {aside:?}", at + 1);
            }
            if used.contains(&at) {
                prop_assert_eq!(why, Some(RowFate::Used), "row {}", at + 1);
            }
            // A row that counts as used gave the value that stands in it.
            if why == Some(RowFate::Used) && !row[KEY].is_empty() && !["", "…"].contains(&row[VALUE].as_str()) {
                prop_assert!(used.contains(&at), "row {} is not used", at + 1);
            }
        }
    }

    #[test]
    fn rows_of_appraisals_and_surveys_are_counted_once(
        cells in prop::collection::vec((0usize..14, 0usize..6, prop::sample::select(WORDS)), 0..8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        base(folder.path());
        fs::write(folder.path().join("evidence/a.csv"), csv(&form())).unwrap();
        let mut appraisal = sheet(&[
            &["PHIẾU THẨM ĐỊNH"],
            &["Vòng:", "1"],
            &["Cơ quan thẩm định:", "Phòng Nội vụ"],
            &[],
            &["Đơn vị", "Mã", "Tiêu chí thành phần", "Điểm tối đa", "Điểm thẩm định", "Lý do"],
            &["Phường Tân Lập", "1.1", "Niêm yết thủ tục", "1", "1", "Đủ"],
            &["Phường Tân Lập", "1.2", "Hồ sơ đúng hạn", "2", "1", "Sai"],
            &["Phường Tân Lập", "2.2", "Sáng kiến", "1", "", ""],
            &["Xã Tân Lập", "1.1", "Niêm yết thủ tục", "1", "0", "Chưa"],
            &["Xã Tân Lập", "2.2", "Sáng kiến", "1", "Tốt", ""],
            &["Cộng", "", "", "", "3", ""],
            &["", "", "Trưởng phòng", "", "", ""],
        ]);
        let mut survey = sheet(&[
            &["Mã phiếu", "Đơn vị", "C1", "C2"],
            &["1", "Phường Tân Lập", "2", "1"],
            &["2", "Phường Tân Lập", "1", "1"],
            &["3", "Xã Tân Lập", "2", ""],
            &["4", "Xã Tân Lập", "1", "2"],
            &["", "Tổng cộng", "14", "10"],
        ]);
        for (row, column, word) in &cells {
            let at = 5 + row % (appraisal.len() - 5);
            appraisal[at][*column] = word.to_string();
            let at = 1 + row % (survey.len() - 1);
            survey[at][column % 4] = word.to_string();
        }
        fs::write(folder.path().join("appraisal/noi-vu.csv"), csv(&appraisal)).unwrap();
        fs::write(folder.path().join("survey/phieu.csv"), csv(&survey)).unwrap();
        let (results, problems) = run(folder.path());
        for (read_as, sheet) in [(ReadAs::Appraisal, &appraisal), (ReadAs::Survey, &survey)] {
            let account = account(&results, read_as);
            let filled = filled(sheet);
            prop_assert_eq!(account.rows(), filled.len());
            prop_assert!(account.balances());
            for at in 0..sheet.len() as u32 {
                prop_assert_eq!(account.why(at).is_some(), filled.contains(&at));
            }
        }
        // What was given is either in the scores or refused at its row.
        let account = account(&results, ReadAs::Appraisal);
        let leaves = results.blocks.iter().flat_map(|b| &b.scores).flat_map(|s| &s.leaves);
        let given: BTreeSet<u32> = leaves.flat_map(|leaf| leaf.appraised.iter().flatten())
            .map(|given| given.origin.cell.trim_start_matches(char::is_alphabetic).parse::<u32>().unwrap() - 1)
            .collect();
        let (at_row, _) = said(&problems, "appraisal/noi-vu.csv");
        for at in 5..appraisal.len() as u32 {
            match account.why(at) {
                Some(RowFate::Used) => prop_assert!(given.contains(&at), "row {}", at + 1),
                Some(RowFate::Rejected(code)) => prop_assert!(at_row.contains(&(at, code)), "row {} {code}", at + 1),
                _ => prop_assert!(!given.contains(&at), "row {}", at + 1),
            }
        }
    }
}

/// Whatever is put into the folders of a round stands in the ledger, by itself or by the
/// sub-folder it lies in, and what may be a submission is an error.
#[test]
fn every_file_in_the_folders_of_a_round_is_accounted_for() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    crate::support::copy(&root().join("tests/problems/base"), here);
    let text = fs::read_to_string(here.join("round.toml")).unwrap();
    let text =
        text.replace("evidence/*", "evidence/*.xlsx").replace("appraisal/*", "./appraisal/*.xlsx");
    let text = text.replace("survey/*", "survey/**/*.csv");
    fs::write(here.join("round.toml"), text).unwrap();
    let form = fs::read(here.join("evidence/a.xlsx")).unwrap();
    let put = |name: &str, bytes: &[u8]| {
        fs::create_dir_all(here.join(name).parent().unwrap()).unwrap();
        fs::write(here.join(name), bytes).unwrap();
    };
    // What a clerk must see, with what is said of it.
    let refused = [
        (
            "evidence/xa-tan-lap.doc",
            &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"[..],
            "E-FILE-STRAY",
        ),
        ("evidence/scan.PDF", b"%PDF-1.4", "E-FILE-STRAY"),
        ("evidence/anh.jpg", b"\xFF\xD8\xFF\xE0", "E-FILE-STRAY"),
        ("evidence/nen.rar", b"Rar!\x1A\x07", "E-FILE-STRAY"),
        ("evidence/cu.xls", &form, "E-FILE-NO-PATTERN"),
        ("evidence/khong-duoi", &form, "E-FILE-NO-PATTERN"),
        ("evidence/ghi chu.txt", b"x", "E-FILE-NO-PATTERN"),
        ("evidence/lan 2/b.xlsx", &form, "E-FOLDER-UNREAD"),
        ("appraisal/ky.pdf", b"%PDF-1.4", "E-FILE-STRAY"),
        ("survey/xa/phieu.xlsx", &form, "E-FILE-NO-PATTERN"),
    ];
    // What is no submission: in the ledger, and no error.
    let others: &[(&str, &[u8])] = &[
        ("evidence/~$a.docx", b"x"),
        ("evidence/Thumbs.db", b"x"),
        ("evidence/desktop.ini", b"x"),
        ("evidence/.DS_Store", b"x"),
        ("evidence/README.md", b"x"),
        ("evidence/kiem-chung/a/danh sach.xlsx", &form),
        ("evidence/anh/1.jpg", b"\xFF\xD8\xFF\xE0"),
        ("evidence/bao-cao-5.pdf", b"%PDF-1.4"),
    ];
    // Nobody's folders.
    for name in ["forms/evidence/a.xlsx", "reports/thu/xep-hang.xlsx", "minh-chung/a.pdf", "b.xlsx"]
    {
        put(name, &form);
    }
    refused.iter().for_each(|(name, bytes, _)| put(name, bytes));
    others.iter().for_each(|(name, bytes)| put(name, bytes));
    // Another spelling of the extension is the same kind of file.
    fs::rename(here.join("evidence/b.xlsx"), here.join("evidence/b.XLSX")).unwrap();
    name_as_proof(&here.join("evidence/a.xlsx"), "bao-cao-5.pdf");
    let (results, problems) = run(here);
    let accounted = |name: &str| {
        let of =
            |a: &&Account| *a.file == *name || a.file.ends_with('/') && name.starts_with(&*a.file);
        results.ledger.accounts.iter().find(of)
    };
    for folder in ["evidence", "appraisal", "survey"] {
        for name in files_below(&here.join(folder), folder) {
            assert!(accounted(&name).is_some(), "{name} is lost");
        }
    }
    let errors: Vec<(&str, &str)> = problems
        .iter()
        .filter(|p| p.kind.level == Level::Error && p.kind.code != "E-UNIT-FILES")
        .map(|p| (p.place.file.as_str(), p.kind.code))
        .collect();
    let mut wanted: Vec<(&str, &str)> = refused
        .iter()
        .map(|(name, _, code)| {
            (if *code == "E-FOLDER-UNREAD" { "evidence/lan 2/" } else { name }, *code)
        })
        .collect();
    wanted.sort_unstable();
    assert_eq!(errors, wanted);
    assert_eq!(
        parindex::counts::Counts::of(&results.ledger, &problems).files.refused,
        refused.len()
    );
    // The unit that sent Word beside its form keeps it.
    assert!(results.blocks[0].scores.iter().all(|s| s.leaves.iter().any(|l| l.computed.is_ok())));
}

/// The paths of all files below a folder, with `/`.
fn files_below(folder: &Path, shown: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in crate::support::entries(folder) {
        let name = format!("{shown}/{}", entry.file_name().unwrap().to_string_lossy());
        match entry.is_dir() {
            true => all.extend(files_below(&entry, &name)),
            false => all.push(name),
        }
    }
    all
}

/// Has the form name the file in a cell *Tài liệu kiểm chứng*, with the same length of text.
fn name_as_proof(form: &Path, name: &str) {
    use std::io::{Read, Write};
    let mut archive = zip::ZipArchive::new(fs::File::open(form).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if let Ok(text) = String::from_utf8(bytes.clone()) {
            bytes = text.replace("Báo cáo số 5/BC-UBND", name).into_bytes();
        }
        out.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    fs::write(form, out.finish().unwrap().into_inner()).unwrap();
}

/// A unit that sent nothing but a picture of its form is stopped, not counted as silent; a
/// spreadsheet that no pattern names may be another version and stops its unit.
#[test]
fn a_stray_of_a_unit_stops_it_where_it_may_be_its_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    crate::support::copy(&root().join("tests/problems/base"), here);
    let text = fs::read_to_string(here.join("round.toml")).unwrap();
    fs::write(here.join("round.toml"), text.replace("evidence/*", "evidence/*.xlsx")).unwrap();
    fs::write(here.join("evidence/xa-tan-lap.jpg"), b"\xFF\xD8\xFF\xE0").unwrap();
    let of_xa = |here: &Path| {
        let (_, problems) = run(here);
        let of_unit =
            problems.iter().filter(|p| p.unit.as_ref().is_some_and(|u| u.as_str() == "xa-tan-lap"));
        of_unit.filter(|p| p.kind.level == Level::Error).map(|p| p.kind.code).collect::<Vec<_>>()
    };
    assert_eq!(of_xa(here), ["E-FILE-STRAY"]);
    fs::rename(here.join("evidence/b.xlsx"), here.join("b.xlsx")).unwrap();
    assert_eq!(of_xa(here), ["E-FILE-STRAY", "E-UNIT-STOPPED"]);
    fs::rename(here.join("b.xlsx"), here.join("evidence/b.xlsx")).unwrap();
    fs::copy(here.join("evidence/b.xlsx"), here.join("evidence/xa-tan-lap.xls")).unwrap();
    assert_eq!(of_xa(here), ["E-UNIT-FILES", "E-FILE-STRAY", "E-FILE-NO-PATTERN"]);
}
