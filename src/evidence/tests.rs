use super::*;
use crate::grid::{Area, Book, Cell, Content, Format, Grid, Row};
use crate::ledger::{Account, Findings, Ledger, ReadAs, RowFate};
use crate::problem::Problems;
use crate::round::{Names, Round};
use crate::rubric::Rubric;
use crate::source::Source;
use crate::terms::{Date, Exact, Key};
use crate::value::{Gap, Value};

const ROUND: &str = r#"
schema = 1
[round]
id = "r"
year = 2020
title = "t"
issuer = "i"
office = "o"
[rules]
ties = "competition"
[[block]]
id = "b"
name = "B"
criteria = "c.toml"
[[unit]]
id = "long-hoa"
name = "Phường Long Hoa"
block = "b"
[[unit]]
id = "hiep-tan"
name = "Phường Hiệp Tân"
block = "b"
[evidence]
files = ["evidence/*"]
"#;

const SET: &str = r#"
schema = 1
[set]
id = "s"
title = "t"
year = 2020
decision = "d"
total = 5
[data]
tong = { label = "Tổng số hồ sơ", unit = "hồ sơ", type = "count" }
tre = { label = "Số hồ sơ trễ hạn", unit = "hồ sơ", type = "count" }
[[check]]
that = "tre <= tong"
message = "Số trễ hạn lớn hơn tổng số"
[1]
name = "Kế hoạch"
[1.1]
name = "Ban hành kế hoạch"
max = 1
na = "exclude"
[1.1.data]
ke_hoach = { label = "Đã ban hành", type = "yes_no" }
[1.1.rule]
kind = "yes_no"
value = "ke_hoach"
[1.10]
name = "Nhiệm vụ hoàn thành"
max = 2
na = "exclude"
[1.10.data]
giao = { label = "Nhiệm vụ được giao", type = "count" }
xong = { label = "Nhiệm vụ đã xong", type = "count" }
[1.10.rule]
kind = "proportional"
value = "xong / giao"
zero_base = "not_applicable"
[1.2]
name = "Đúng hạn"
max = 2
[1.2.rule]
kind = "proportional"
value = "1 - tre / tong"
zero_base = "full"
"#;

pub(super) fn round() -> Round {
    let mut problems = Problems::default();
    let round = crate::round::from_toml(&Source::new("round.toml", ROUND), &mut problems);
    round.unwrap_or_else(|| panic!("{problems:#?}"))
}

pub(super) fn rubric() -> Rubric {
    let mut problems = Problems::default();
    let rubric = crate::rubric::from_toml(&Source::new("c.toml", SET), None, &mut problems);
    rubric.unwrap_or_else(|| panic!("{problems:#?}"))
}

pub(super) fn sheet(name: &str, visible: bool, rows: &[&[&str]]) -> Grid {
    let mut grid =
        Grid { file: "evidence/a.xlsx".into(), sheet: name.into(), visible, ..Grid::default() };
    for (index, row) in rows.iter().enumerate() {
        let cells = row.iter().enumerate().filter(|(_, t)| !t.is_empty());
        let cells: Vec<(u32, Cell)> = cells
            .map(|(at, text)| {
                let content = match text.strip_prefix('=') {
                    Some(number) => Content::Number(number.parse().unwrap()),
                    None => Content::Text(text.to_string()),
                };
                (at as u32, Cell { content, format: Format::General, by_formula: false })
            })
            .collect();
        if !cells.is_empty() {
            grid.rows.push(Row { index: index as u32, cells });
        }
    }
    grid
}

pub(super) fn book(file: &str, sheets: Vec<Grid>) -> Book {
    let sha256 = format!("{sheets:?}").len().to_string();
    Book { file: file.into(), sha256, saved: None, sheets }
}

/// What one book gives: the form, the codes of the problems, the ledger.
pub(super) fn read(book: &Book) -> (Option<Form>, Vec<&'static str>, Ledger) {
    let (round, rubrics) = (round(), [Some(rubric())]);
    let names = Names::new(&round);
    let against = Against::new(&round, &names, &rubrics);
    let mut findings = Findings::default();
    let mut form = form(book, &against, &mut findings);
    for (account, sheet) in findings.ledger.accounts.iter().zip(&book.sheets) {
        assert_eq!(account.rows(), sheet.rows.len());
    }
    (form.pop(), findings.problems.iter().map(|p| p.kind.code).collect(), findings.ledger)
}

/// The values by key: plain text or the gap.
pub(super) fn values(form: &Form) -> String {
    let rubric = rubric();
    let list = ["tong", "tre", "ke_hoach", "giao", "xong"].map(|key| {
        let (at, _) = rubric.item(&Key::new(key)).unwrap();
        match &form.evidence.items[at].outcome {
            Ok(value) => value.to_plain(),
            Err(gap) => gap.key().to_string(),
        }
    });
    list.join(" ")
}

pub(super) const HEAD: &[&str] = &[
    "Mã",
    "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    "Mã số liệu",
    "Số liệu kê khai",
    "Đơn vị tính",
    "Giá trị",
    "Điểm tự chấm",
    "Giải trình",
];

pub(super) fn standard() -> Vec<&'static [&'static str]> {
    vec![
        &["BẢNG TỰ CHẤM CHỈ SỐ CCHC NĂM 2020"],
        &["Đơn vị:", "Phường Long Hoa"],
        HEAD,
        &["", "Số liệu chung"],
        &["", "", "tong", "Tổng số hồ sơ", "hồ sơ", "1.250"],
        &["", "", "tre", "Số hồ sơ trễ hạn", "hồ sơ", "=0"],
        &["1", "Kế hoạch"],
        &["1.1", "Ban hành kế hoạch", "ke_hoach", "Đã ban hành", "", "Có", "1"],
        &["1.10", "Nhiệm vụ hoàn thành", "", "", "", "", "1,5"],
        &["", "", "giao", "Nhiệm vụ được giao", "", "=20"],
        &["", "", "xong", "Nhiệm vụ đã xong", "", "=15"],
        &["1.2", "Đúng hạn", "", "", "", "", "2"],
        &["", "Tổng cộng", "", "", "", "", "4,5"],
        &["Người lập biểu", "", "", "", "", "CHỦ TỊCH"],
    ]
}

fn with(change: impl Fn(&mut Vec<&'static [&'static str]>)) -> (String, Vec<&'static str>) {
    let mut rows = standard();
    change(&mut rows);
    let (form, codes, _) = read(&book("a.xlsx", vec![sheet("Tự chấm", true, &rows)]));
    (
        form.map_or("none".into(), |f| match &f.evidence.stopped {
            Some(_) => "stopped".into(),
            None => values(&f),
        }),
        codes,
    )
}

#[test]
fn the_form_as_sent_out() {
    let (form, codes, ledger) = read(&book("a.xlsx", vec![sheet("Tự chấm", true, &standard())]));
    let form = form.unwrap();
    assert_eq!(codes, ["N-VALUE"]);
    assert_eq!(values(&form), "1250 0 yes 20 15");
    let rubric = rubric();
    let leaf = |code: &str| {
        let at = rubric.nodes.iter().position(|n| n.code.as_str() == code).unwrap();
        form.evidence.leaves[at].clone()
    };
    assert_eq!(leaf("1.10").self_score, Exact::fraction(3, 2).map(Ok));
    assert_eq!(leaf("1.10").self_origin.unwrap().cell.as_ref(), "G9");
    let account = &ledger.accounts[0];
    assert_eq!(account.fates(), (7, 7, 0));
}

#[test]
fn a_form_without_keys_is_read_by_code_and_label() {
    let rows: &[&[&str]] = &[
        &["Đơn vị: P. Long Hoa"],
        &["STT", "Nội dung", "Giá trị", "Điểm tự đánh giá"],
        &["", "Số liệu chung"],
        &["", "Tổng số hồ sơ", "=100"],
        &["", "Số hồ sơ trễ hạn", "=1"],
        &["=1", "Kế hoạch"],
        &["=1.1", "Ban hành kế hoạch", "x", "=1"],
        &["=1.1", "Nhiệm vụ hoàn thành", "", "=1"],
        &["", "nhiệm vụ được giao", "=10"],
        &["", "Nhiệm vụ đã xong", "=9"],
        &["=1.2", "Đúng hạn", "", "=2"],
        &["", "Số khác", "=7"],
    ];
    let (form, codes, _) = read(&book("a.xlsx", vec![sheet("S", true, rows)]));
    assert_eq!(values(&form.unwrap()), "100 1 yes 10 9");
    let codes: Vec<_> = codes.into_iter().filter(|c| !c.starts_with("N-")).collect();
    assert_eq!(codes, ["E-FORM-ROW"]);
}

#[test]
fn rows_that_went_wrong() {
    for (at, row, expected, code) in [
        (
            4usize,
            &["", "", "tongg", "Tổng", "", "5"] as &[&str],
            "missing 0 yes 20 15",
            "E-FORM-KEY",
        ),
        (
            4,
            &["", "", "tong", "Số hồ sơ trễ hạn", "", "5"],
            "missing 0 yes 20 15",
            "E-FORM-KEY-LABEL",
        ),
        (4, &["", "", "tong", "Tổng hồ sơ", "", "5"], "5 0 yes 20 15", "N-FORM-LABEL"),
        (
            4,
            &["", "", "tre", "Số hồ sơ trễ hạn", "", "5"],
            "missing unreadable yes 20 15",
            "E-ROW-TWICE",
        ),
        (
            5,
            &["", "", "tre", "Số hồ sơ trễ hạn", "=3"],
            "1250 unreadable yes 20 15",
            "E-VALUE-SHIFTED",
        ),
        (5, &["", "", "tre", "Số hồ sơ trễ hạn"], "1250 missing yes 20 15", "N-VALUE"),
        (
            7,
            &["9.9", "Ban hành kế hoạch", "ke_hoach", "Đã ban hành", "", "Có"],
            "1250 0 missing 20 15",
            "E-CODE-UNKNOWN",
        ),
        (
            7,
            &["1.10", "Nhiệm vụ hoàn thành", "ke_hoach", "Đã ban hành", "", "Có"],
            "1250 0 missing 20 15",
            "E-FORM-KEY-LEAF",
        ),
        (
            7,
            &["1.1", "Ban hành kế hoạch", "ke_hoach", "Đã ban hành", "", "", "1"],
            "1250 0 missing 20 15",
            "E-VALUE-BLANK",
        ),
        (
            7,
            &["1.1", "Ban hành kế hoạch", "ke_hoach", "Đã ban hành", "", "KAD"],
            "1250 0 not_applicable 20 15",
            "W-NA-REASON",
        ),
        (
            9,
            &["", "", "giao", "Nhiệm vụ được giao", "", "12,5"],
            "1250 0 yes unreadable 15",
            "E-VALUE-WHOLE",
        ),
        (5, &["", "", "tre", "Số hồ sơ trễ hạn", "", "=2000"], "1250 2000 yes 20 15", "N-VALUE"),
    ] {
        let (read, codes) = with(|rows| rows[at] = row);
        assert_eq!(read, expected, "{row:?} {codes:?}");
        assert!(codes.contains(&code), "{row:?} {codes:?}");
    }
    let (gone, codes) = with(|rows| _ = rows.remove(10));
    assert_eq!((gone.as_str(), codes.contains(&"E-ROW-MISSING")), ("1250 0 yes 20 missing", true));
    let mut merged = sheet("Tự chấm", true, &standard());
    merged.merged = vec![Area { first: (9, 5), last: (10, 5) }].into();
    let (form, codes, _) = read(&book("a.xlsx", vec![merged]));
    assert_eq!(values(&form.unwrap()), "1250 0 yes unreadable unreadable");
    assert_eq!(codes.iter().filter(|c| **c == "E-VALUE-MERGED").count(), 2);
}

#[test]
fn signatures_below_the_table_are_no_data() {
    let with_below = |below: &[&'static [&'static str]]| {
        let rows: Vec<&[&str]> = standard().into_iter().chain(below.iter().copied()).collect();
        let (form, codes, _) = read(&book("a.xlsx", vec![sheet("Tự chấm", true, &rows)]));
        (values(&form.unwrap()), codes.contains(&"E-FORM-ROW"))
    };
    let plain = "1250 0 yes 20 15".to_string();
    let dated: &[&str] = &["", "", "", "", "", "Long Hoa, ngày 05 tháng 12 năm 2020"];
    for below in [
        &[dated, &["", "NGƯỜI LẬP", "", "", "", "CHỦ TỊCH"], &["", "", "", "", "", "Lê Văn A"]][..],
        &[&["", "", "", "", "", "Ngày … tháng 12 năm 2020"]],
    ] {
        assert_eq!(with_below(below), (plain.clone(), false), "{below:?}");
    }
    // What a unit adds is told.
    for added in [
        &["", "Sáng kiến mới", "", "", "", "Có"] as &[&str],
        &["", "Sáng kiến mới", "", "", "", "Không áp dụng"],
        &["", "Ngày ban hành", "", "", "", "ngày 05 tháng 12 năm 2020"],
        &["", "Số khác", "", "", "", "5 vụ"],
        &["", "", "", "", "", "05/12/2020"],
    ] {
        assert_eq!(with_below(&[added]), (plain.clone(), true), "{added:?}");
    }
    // And so is what stands above the last item.
    let mut rows = standard();
    rows.insert(9, dated);
    let (_, codes, _) = read(&book("a.xlsx", vec![sheet("Tự chấm", true, &rows)]));
    assert!(codes.contains(&"E-FORM-ROW"), "{codes:?}");
}

#[test]
fn a_count_over_its_divisor_counts_when_that_agrees() {
    let (read_, codes) = with(|rows| rows[10] = &["", "", "xong", "Nhiệm vụ đã xong", "", "15/20"]);
    assert_eq!((read_.as_str(), &codes[..]), ("1250 0 yes 20 15", &["N-VALUE", "N-VALUE"][..]));
    for other in [
        &["", "", "xong", "Nhiệm vụ đã xong", "", "15/21"],
        &["", "", "xong", "Nhiệm vụ đã xong", "", "21/20"],
    ] {
        let (read_, codes) = with(|rows| rows[10] = other);
        assert_eq!(read_, "1250 0 yes 20 unreadable");
        assert!(codes.contains(&"E-VALUE-TYPE"), "{codes:?}");
    }
    // The divisor itself has none.
    let (read_, _) = with(|rows| rows[9] = &["", "", "giao", "Nhiệm vụ được giao", "", "15/15"]);
    assert_eq!(read_, "1250 0 yes unreadable 15");
    let row: &[&str] = &["", "", "xong", "Nhiệm vụ đã xong", "", "15/20"];
    let mut rows = standard();
    rows[10] = row;
    let (_, _, ledger) = read(&book("a.xlsx", vec![sheet("Tự chấm", true, &rows)]));
    assert_eq!(ledger.accounts[0].rejected(), 0);
}

#[test]
fn a_number_one_column_off_is_told_on_both_sides() {
    let wide = |value: &'static str, beside: &'static str| {
        let mut rows: Vec<Vec<&str>> = standard().iter().map(|row| row.to_vec()).collect();
        for row in rows.iter_mut().filter(|row| row.len() > 6) {
            row.insert(6, "");
        }
        rows[2][6] = "Cách tính điểm";
        rows[9] = vec!["", "", "giao", "Nhiệm vụ được giao", "", value, beside];
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let (form, codes, _) = read(&book("a.xlsx", vec![sheet("Tự chấm", true, &rows)]));
        (values(&form.unwrap()), codes.contains(&"E-VALUE-SHIFTED"))
    };
    assert_eq!(wide("", "=20"), ("1250 0 yes unreadable 15".into(), true));
    // A column with numbers of its own beside the values.
    assert_eq!(wide("=20", "=18"), ("1250 0 yes 20 15".into(), false));
    assert_eq!(wide("", "Theo tỷ lệ"), ("1250 0 yes missing 15".into(), false));
}

#[test]
fn a_self_score_of_two_leaves_is_nobodys() {
    let mut grid = sheet("Tự chấm", true, &standard());
    grid.rows.iter_mut().find(|row| row.index == 11).unwrap().cells.retain(|(at, _)| *at != 6);
    grid.merged = vec![Area { first: (8, 6), last: (11, 6) }].into();
    let (form, codes, _) = read(&book("a.xlsx", vec![grid]));
    assert!(codes.contains(&"E-VALUE-MERGED"));
    let scores: Vec<_> =
        form.unwrap().evidence.leaves.iter().map(|l| l.self_score.clone()).collect();
    assert_eq!(scores.iter().flatten().filter(|s| s.is_err()).count(), 2);
}

#[test]
fn files_that_are_not_the_form() {
    let (read_, codes) = with(|rows| rows[1] = &["Đơn vị:", "Phường Ma"]);
    assert_eq!((read_.as_str(), codes[0]), ("none", "E-UNIT-UNKNOWN"));
    let (read_, codes) = with(|rows| rows[1] = &[]);
    assert_eq!((read_.as_str(), codes[0]), ("none", "E-FORM-UNIT"));
    let (read_, codes) = with(|rows| rows[0] = &["BẢNG TỰ CHẤM CHỈ SỐ CCHC NĂM 2019"]);
    assert_eq!((read_.as_str(), codes[0]), ("stopped", "E-FORM-YEAR"));
    let good = || sheet("Tự chấm", true, &standard());
    let two = book("a.xlsx", vec![good(), sheet("2019", true, &standard())]);
    assert_eq!(read(&two).1, ["E-FORM-SHEETS"]);
    let hidden = book("a.xlsx", vec![good(), sheet("2019", false, &standard())]);
    assert_eq!(read(&hidden).1, ["N-FORM-HIDDEN", "N-VALUE"]);
    let meta = |key, value| sheet("parindex", false, &[&[key, value]]);
    for (key, value, code) in [
        ("round", "x", "E-FORM-ROUND"),
        ("unit", "hiep-tan", "E-FORM-OTHER-UNIT"),
        ("set", "x", "E-FORM-SET"),
        ("sha256", "x", "W-FORM-SET-CHANGED"),
    ] {
        assert_eq!(read(&book("a.xlsx", vec![good(), meta(key, value)])).1[0], code);
    }
    assert_eq!(read(&book("hiep-tan.xlsx", vec![good()])).1[0], "W-FORM-FILE-NAME");
}

#[test]
fn several_files_of_one_unit_stop_it() {
    let (round, rubrics) = (round(), [Some(rubric())]);
    let form = |file: &str, sha: &str| {
        let mut book = book(file, vec![sheet("Tự chấm", true, &standard())]);
        book.sha256 = sha.into();
        read(&book).0.unwrap()
    };
    let other = |file: &str, sha: &str| {
        let mut form = form(file, sha);
        form.evidence.items[1].outcome = Ok(Value::Number(Exact::whole(3)));
        form
    };
    let gathered_under = |rubrics: &[Option<Rubric>], forms: Vec<Form>| {
        let mut findings = Findings::default();
        for form in &forms {
            let sheet = "Tự chấm".into();
            let mut account = Account::of(ReadAs::Evidence, form.file.clone(), sheet, 3);
            (0..3).for_each(|row| account.add(row, RowFate::Used));
            findings.ledger.push(account);
        }
        let all = gather(forms, &round, rubrics, &mut findings);
        crate::evidence::judge(&all, &round, rubrics, &|_, _, _| false, &mut findings.problems);
        let codes: Vec<_> = findings.problems.iter().map(|p| p.kind.code).collect();
        let fates = findings.ledger.accounts.iter().map(|a| a.fates()).collect();
        ((all[0].stopped.is_some(), all[1].file.is_none(), codes), fates)
    };
    let gathered = |forms: Vec<Form>| gathered_under(&rubrics, forms).0;
    let fates =
        |forms: Vec<Form>| -> Vec<(usize, usize, usize)> { gathered_under(&rubrics, forms).1 };
    assert_eq!(gathered(vec![form("a", "1")]), (false, true, vec![]));
    assert_eq!(gathered(vec![form("a", "1"), form("b", "1")]), (false, true, vec!["N-FILE-COPY"]));
    let same = vec!["N-UNIT-FILES-SAME"];
    assert_eq!(gathered(vec![form("a", "1"), form("b", "2")]), (false, true, same));
    assert_eq!(gathered(vec![form("a", "1"), other("b", "2")]), (true, true, vec!["E-UNIT-FILES"]));
    // Two that cannot be read are the same only when the same stands there.
    let unread = |file: &str, sha: &str, raw: &str| {
        let mut form = form(file, sha);
        let entry = &mut form.evidence.items[1];
        (entry.outcome, entry.raw) = (Err(Gap::Unreadable), raw.into());
        form
    };
    let two = vec![unread("a", "1", "3OO"), unread("b", "2", "4OO")];
    assert_eq!(gathered(two).2[0], "E-UNIT-FILES");
    // What is not used after all is not counted as used.
    assert_eq!(fates(vec![form("a", "1"), form("b", "1")]), [(3, 0, 0), (0, 3, 0)]);
    assert_eq!(fates(vec![form("a", "1"), form("b", "2")]), [(3, 0, 0), (0, 3, 0)]);
    assert_eq!(fates(vec![form("a", "1"), other("b", "2")]), [(0, 0, 3), (0, 0, 3)]);
    let names = Names::new(&round);
    let broken = Form::unusable("evidence/long-hoa.xlsx", &names).unwrap();
    assert_eq!(gathered(vec![broken.clone()]), (true, true, vec!["E-UNIT-STOPPED"]));
    // Nothing is wrong with a file whose block has no set that can be used.
    assert_eq!(gathered_under(&[None], vec![broken]).0, (true, true, vec![]));
    let mut twin = form("b", "2");
    twin.unit = 1;
    let (_, _, codes) = gathered(vec![form("a", "1"), twin]);
    assert_eq!(codes, ["W-UNITS-SAME"]);
}

/// What is said of a hidden row is what became of it.
#[test]
fn a_hidden_row_is_not_said_to_be_read_when_its_cell_was_refused() {
    let told = |value: &'static str| {
        let mut rows = standard();
        let row: &'static [&'static str] =
            Box::leak(Box::new(["", "", "tre", "Số hồ sơ trễ hạn", "hồ sơ", value]));
        rows[5] = row;
        let mut grid = sheet("Tự chấm", true, &rows);
        grid.hidden_rows = vec![5];
        let (round, rubrics) = (round(), [Some(rubric())]);
        let names = Names::new(&round);
        let against = Against::new(&round, &names, &rubrics);
        let mut findings = Findings::default();
        form(&book("a.xlsx", vec![grid]), &against, &mut findings);
        let hidden =
            findings.problems.iter().find(|p| p.kind.code == "N-FORM-HIDDEN-ROW").unwrap().clone();
        (
            hidden.message(crate::terms::Lang::Vi),
            hidden.taken(crate::terms::Lang::Vi).map(String::from),
        )
    };
    assert_eq!(
        told("=3"),
        ("Dòng 6 đang bị ẩn nhưng có số liệu; phần mềm vẫn đọc".into(), Some("3".into()))
    );
    let refused = "Dòng 6 đang bị ẩn nhưng có số liệu; số liệu này bị từ chối, xem lỗi ở cùng dòng";
    assert_eq!(told("3x"), (refused.into(), Some("không dùng".into())));
}

/// A sheet that cannot be used was sent all the same: its unit is not counted as silent.
#[test]
fn a_form_without_its_columns_still_names_its_unit() {
    for head in [&["Mã", "Tên tiêu chí"][..], &["Mã", "Giá trị", "Giá trị", "Mã số liệu"]]
    {
        let rows = [&["TỰ CHẤM NĂM 2020"][..], &["Đơn vị:", "Phường Long Hoa"], head];
        let (form, codes, _) = read(&book("gui lai.xlsx", vec![sheet("Tờ 1", true, &rows)]));
        assert!(form.is_some_and(|form| form.evidence.stopped.is_some()), "{codes:?}");
    }
}

/// The font tells the encoding where the letters alone do not.
#[test]
fn a_unit_in_a_font_of_old_is_asked_to_be_written_anew() {
    let mut rows = standard();
    rows[1] = &["Đơn vị:", "Ph\u{AD}êng Long Hoa"];
    let mut grid = sheet("Tự chấm", true, &rows);
    assert_eq!(read(&book("a.xlsx", vec![grid.clone()])).1, ["E-UNIT-UNKNOWN"]);
    let font = crate::grid::Mark::Font(crate::grid::Font::Tcvn3);
    grid.marks = vec![((1, 1), font)].into();
    assert_eq!(read(&book("a.xlsx", vec![grid])).1, ["E-UNIT-LEGACY"]);
}

/// A row that the reader refused as a whole is not a row that is gone: what it holds is unreadable.
#[test]
fn what_stands_in_a_refused_row_is_unreadable_not_missing() {
    let broken = |grid: &mut Grid, row: u32, whole: bool| {
        let row = grid.rows.iter_mut().find(|r| r.index == row).unwrap();
        let content = Content::Broken(crate::grid::BROKEN_FIELDS.into());
        let cells = row.cells.iter_mut().filter(|(at, _)| whole || *at == 2);
        cells.for_each(|(_, cell)| cell.content = content.clone());
    };
    let tre = |grid: Grid| {
        let (form, codes, _) = read(&book("a.csv", vec![grid]));
        let items = form.unwrap().evidence.items;
        (items.iter().filter(|e| e.outcome == Err(Gap::Unreadable)).count(), codes)
    };
    let mut grid = sheet("", true, &standard());
    broken(&mut grid, 5, true);
    let (unreadable, codes) = tre(grid);
    assert_eq!((unreadable, codes.contains(&"E-ROW-MISSING")), (1, false), "{codes:?}");
    // A row that is gone is told all the same.
    let mut rows = standard();
    rows.remove(4);
    let mut grid = sheet("", true, &rows);
    broken(&mut grid, 4, true);
    let (unreadable, codes) = tre(grid);
    assert_eq!((unreadable, codes.contains(&"E-ROW-MISSING")), (2, true), "{codes:?}");
}

#[test]
fn rows_below_a_header_without_values_are_not_told_to_be_put_back() {
    let problems = |head: &'static [&'static str], rows: &[&'static [&'static str]]| {
        let mut all = standard()[..9].to_vec();
        all.push(head);
        all.extend(rows);
        let (form, mut codes, ledger) = read(&book("a.xlsx", vec![sheet("S", true, &all)]));
        codes.retain(|code| !code.starts_with("N-"));
        (values(&form.unwrap()), codes, ledger.accounts[0].rejected())
    };
    let data: &[&[&str]] = &[
        &["", "", "giao", "Nhiệm vụ được giao", "", "=20"],
        &["", "", "xong", "Nhiệm vụ đã xong", "", "=15"],
    ];
    let lost = "1250 0 yes unreadable unreadable".to_string();
    // The column is gone, or has another name, or stands twice: the header is the cause.
    let gone: &[&str] =
        &["Mã", "Tiêu chí", "Mã số liệu", "Số liệu kê khai", "Điểm tự chấm", "TLKC", "Giải trình"];
    let moved: &[&[&str]] = &[&["", "", "giao", "", "2", "x"], &["", "", "xong", "", "2", "x"]];
    assert_eq!(problems(gone, moved), (lost.clone(), vec!["E-TABLE-HEADER-BROKEN"], 2));
    let renamed: &[&str] =
        &["Mã", "Tiêu chí", "Mã số liệu", "Số liệu kê khai", "ĐVT", "Ước cả năm", "Điểm tự chấm"];
    assert_eq!(problems(renamed, data), (lost.clone(), vec!["E-TABLE-HEADER-MOVED"], 2));
    let twice: &[&str] =
        &["Mã", "Tiêu chí", "Mã số liệu", "Số liệu kê khai", "Giá trị", "Giá trị", "Điểm tự chấm"];
    assert_eq!(problems(twice, data), (lost, vec!["E-TABLE-HEADER-BROKEN"], 2));
}

#[test]
fn a_later_table_of_self_scores_alone_is_read() {
    let mut rows = standard();
    rows.splice(11..11, [&["Mã", "Tiêu chí", "Điểm tự chấm"] as &[&str]]);
    rows.splice(12..13, [&["1.2", "Đúng hạn", "=2"] as &[&str]]);
    let (form, codes, _) = read(&book("a.xlsx", vec![sheet("S", true, &rows)]));
    assert_eq!(values(&form.unwrap()), "1250 0 yes 20 15");
    assert!(!codes.iter().any(|code| code.starts_with("E-")), "{codes:?}");
    // Without any other row of its item, the header is the cause.
    let rows: Vec<&[&str]> = [
        &["Đơn vị: P. Long Hoa"] as &[&str],
        &["STT", "Nội dung", "Giá trị", "Điểm tự đánh giá"],
        &["", "Tổng số hồ sơ", "=100"],
        &["", "Số hồ sơ trễ hạn", "=1"],
        &["=1.10", "Nhiệm vụ hoàn thành", "", "=1"],
        &["", "Nhiệm vụ được giao", "=10"],
        &["", "Nhiệm vụ đã xong", "=9"],
        &["STT", "Nội dung", "Điểm tự đánh giá"],
        &["1.1", "Ban hành kế hoạch", "=1"],
    ]
    .to_vec();
    let (form, mut codes, _) = read(&book("a.xlsx", vec![sheet("S", true, &rows)]));
    codes.retain(|code| code.starts_with("E-"));
    assert_eq!(codes, ["E-TABLE-HEADER-BROKEN"]);
    assert_eq!(values(&form.unwrap()), "100 1 unreadable 10 9");
}

#[test]
fn a_group_of_columns_in_a_form_that_knows_no_merged_cells_names_none() {
    let rows: &[&[&str]] = &[
        &["Đơn vị:", "Phường Long Hoa"],
        &["Mã", "Nội dung", "Mã số liệu", "Số liệu kê khai", "Giá trị", "", "Điểm tự chấm"],
        &["", "", "", "", "Kế hoạch", "Thực hiện"],
        &["", "Số liệu chung"],
        &["", "", "tong", "Tổng số hồ sơ", "=7", "=100"],
        &["", "", "tre", "Số hồ sơ trễ hạn", "=7", "=1"],
    ];
    let (form, codes, _) = read(&book("a.csv", vec![sheet("", true, rows)]));
    assert!(form.is_none_or(|form| form.evidence.stopped.is_some()), "{codes:?}");
    assert!(codes.contains(&"E-TABLE-COLUMN-TWICE"), "{codes:?}");
}

#[test]
fn a_unit_of_measure_that_makes_it_another_figure_is_refused() {
    let form = |measure: &'static str| {
        let row: &'static [&'static str] =
            Box::leak(Box::new(["", "", "tong", "Tổng số hồ sơ", measure, "=12"]));
        with(|rows| rows[4] = row)
    };
    for measure in ["nghìn hồ sơ", "1.000 hồ sơ", "chục"] {
        let (values, codes) = form(measure);
        assert!(values.starts_with("unreadable 0"), "{measure}: {values}");
        assert!(codes.contains(&"E-VALUE-MEASURE"), "{measure}: {codes:?}");
    }
    for measure in ["Hồ sơ TTHC", "", "văn bản"] {
        assert!(form(measure).0.starts_with("12 0"), "{measure}");
    }
}

#[test]
fn a_second_table_below_for_another_unit_or_year_is_told() {
    for (line, code) in [
        (&["Đơn vị:", "Phường Khác"] as &'static [&'static str], "E-FORM-TWO-UNITS"),
        (&["Đơn vị: UBND xã Ninh Thạnh"], "E-FORM-TWO-UNITS"),
        (&["BẢNG TỰ CHẤM ĐIỂM NĂM 2019"], "E-FORM-YEAR"),
    ] {
        let (values, codes) = with(|rows| rows.insert(8, line));
        assert_eq!((values.as_str(), codes[0]), ("stopped", code));
    }
    for line in [&["Đơn vị: hồ sơ"] as &'static [&'static str], &["Đơn vị tính:", "triệu đồng"]]
    {
        assert_eq!(with(|rows| rows.insert(8, line)).0, "1250 0 yes 20 15");
    }
}

#[test]
fn a_group_or_a_line_of_another_year_or_of_a_plan_is_no_column_of_values() {
    let head = ["Mã", "Nội dung", "Mã số liệu", "Số liệu kê khai", "Giá trị", "Số đã rà soát"];
    let read_under = |above: &'static str, head_text: &'static str, below: &'static str| {
        let mut header = head;
        header[4] = head_text;
        let rows: [&[&str]; 8] = [
            &["Đơn vị:", "Phường Long Hoa"],
            &["", "", "", "", above, "Năm nay"],
            &header,
            &["", "", "", "", below],
            &["", "Số liệu chung"],
            &["", "", "tong", "Tổng số hồ sơ", "=7", "=100"],
            &["", "", "tre", "Số hồ sơ trễ hạn", "=7", "=1"],
            &["1.1", "Ban hành kế hoạch"],
        ];
        let (form, codes, _) = read(&book("a.xlsx", vec![sheet("S", true, &rows)]));
        let stopped = form.is_none_or(|form| form.evidence.stopped.is_some());
        // A group that names another year may also be told as the year of the form.
        let told = ["E-FORM-COLUMN-PERIOD", "E-FORM-YEAR"];
        (stopped, told.iter().any(|code| codes.contains(code)))
    };
    for (above, own, below) in [
        ("Năm trước", "Giá trị", ""),
        ("Kế hoạch năm", "Số liệu", ""),
        ("Năm 2019", "Kết quả", ""),
        ("", "Giá trị (năm 2019)", ""),
        ("", "Giá trị (kế hoạch)", ""),
        ("", "Giá trị", "năm 2019"),
        ("", "Giá trị", "(kế hoạch)"),
        ("Cùng kỳ", "Giá trị", ""),
        ("Chỉ tiêu giao", "Giá trị", "Dự kiến"),
    ] {
        assert_eq!(read_under(above, own, below), (true, true), "{above}/{own}/{below}");
    }
    for (above, own, below) in [
        ("", "Giá trị", ""),
        ("Năm nay", "Giá trị", ""),
        ("Năm 2020", "Giá trị", ""),
        ("Thực hiện kế hoạch", "Giá trị", ""),
        ("Kết quả thực hiện kế hoạch năm 2020", "Giá trị", "(số liệu)"),
        ("Kèm theo Kế hoạch số 12/KH-UBND", "Giá trị", ""),
        ("Long Hoa, ngày 5 tháng 1 năm 2021", "Giá trị", ""),
    ] {
        assert_eq!(read_under(above, own, below), (false, false), "{above}/{own}/{below}");
    }
}

#[test]
fn a_unit_of_measure_for_the_whole_table_is_held_against_each_item() {
    let with_line = |at: usize, line: &'static [&'static str]| with(|rows| rows.insert(at, line));
    let header = standard().iter().position(|row| row.contains(&"Giá trị")).unwrap();
    let value = standard()[header].iter().position(|name| *name == "Giá trị").unwrap();
    for measure in ["nghìn hồ sơ", "1.000 hồ sơ", "nghìn"] {
        let text: &'static str = Box::leak(format!("Đơn vị tính: {measure}").into_boxed_str());
        let line: &'static [&'static str] = Box::leak(Box::new([text]));
        let (values, codes) = with_line(header, line);
        assert!(values.starts_with("unreadable unreadable"), "{measure}: {values}");
        assert!(codes.contains(&"E-VALUE-MEASURE"), "{measure}: {codes:?}");
        let mut below = vec![""; value];
        below.push(Box::leak(format!("(ĐVT: {measure})").into_boxed_str()));
        let (values, codes) = with_line(header + 1, Box::leak(below.into_boxed_slice()));
        assert!(codes.contains(&"E-VALUE-MEASURE"), "{measure}: {values} {codes:?}");
    }
    for line in [&["Đơn vị tính: triệu đồng"] as &'static [&'static str], &["ĐVT: hồ sơ"]]
    {
        assert!(with_line(header, line).0.starts_with("1250 0"), "{line:?}");
    }
}

#[test]
fn drafts_parts_of_a_year_and_sheets_of_another_year_are_told() {
    let told = |name: &str, title: &'static str| {
        let mut rows = standard();
        rows.insert(1, Box::leak(Box::new([title])));
        let (form, codes, _) = read(&book("a.xlsx", vec![sheet(name, true, &rows)]));
        assert_eq!(values(&form.unwrap()), "1250 0 yes 20 15", "{name} {title}");
        codes.contains(&"W-FORM-TITLE")
    };
    for (name, title) in [
        ("Năm 2019", ""),
        ("2021", ""),
        ("Tự chấm", "DỰ THẢO LẦN 2 – KHÔNG DÙNG"),
        ("Tự chấm", "TỰ CHẤM ĐIỂM CHỈ SỐ CCHC 6 THÁNG ĐẦU NĂM 2020"),
        ("Tự chấm", "Quý III năm 2020"),
        ("Tự chấm", "(Bản này không dùng)"),
    ] {
        assert!(told(name, title), "{name} {title}");
    }
    for (name, title) in [
        ("Năm 2020", ""),
        ("2019-2020", ""),
        ("Tự chấm", "Kính gửi: quý cơ quan"),
        ("Tự chấm", "Không dùng dấu chấm"),
        ("Biểu 1250", ""),
    ] {
        assert!(!told(name, title), "{name} {title}");
    }
}

#[test]
fn a_form_typed_anew_is_held_against_what_was_known() {
    let (round, rubrics) = (round(), [Some(rubric())]);
    let names = Names::new(&round);
    let known = |key: &str, value: &str| {
        let (key, value, source) = (key.into(), value.into(), "Cổng DVC".into());
        (0, KnownFigure { key, value, source })
    };
    let told = |known: Vec<(usize, KnownFigure)>| {
        let against = Against::new(&round, &names, &rubrics).with_known(known);
        let mut findings = Findings::default();
        form(&book("a.xlsx", vec![sheet("Tự chấm", true, &standard())]), &against, &mut findings);
        let codes = findings.problems.iter().map(|p| p.kind.code);
        codes.filter(|code| code.contains("PREFILL")).collect::<Vec<_>>()
    };
    assert_eq!(told(vec![known("tong", "1251")]), ["W-PREFILL-CHANGED"]);
    assert_eq!(told(vec![known("tong", "1250"), known("giao", "20")]), [""; 0]);
    let other = vec![(1, known("tong", "7").1)];
    assert_eq!(told(other), [""; 0]);
}

#[test]
fn a_day_after_the_file_was_saved_is_told() {
    let told = |day: &str| {
        let mut rows = standard();
        rows[7] = &["1.1", "Ban hành kế hoạch", "ke_hoach", "Đã ban hành", "", "20/12/2020", "1"];
        let mut book = book("a.xlsx", vec![sheet("Tự chấm", true, &rows)]);
        book.saved = Date::parse_from_str(day, "%Y-%m-%d").unwrap().and_hms_opt(9, 0, 0);
        let set = SET
            .replace(
                "ke_hoach = { label = \"Đã ban hành\", type = \"yes_no\" }",
                "ke_hoach = { label = \"Đã ban hành\", type = \"date\" }",
            )
            .replace(
                "kind = \"yes_no\"\nvalue = \"ke_hoach\"",
                "kind = \"deadline\"\nvalue = \"ke_hoach\"\ndue = 2020-12-31",
            );
        let mut problems = Problems::default();
        let rubric =
            crate::rubric::from_toml(&Source::new("c.toml", set.as_str()), None, &mut problems);
        let (round, rubrics) = (round(), [Some(rubric.unwrap())]);
        let names = Names::new(&round);
        let mut findings = Findings::default();
        form(&book, &Against::new(&round, &names, &rubrics), &mut findings);
        findings.problems.iter().any(|p| p.kind.code == "W-DATE-AFTER-SAVED")
    };
    assert!(told("2020-12-19") && told("2020-11-30"));
    assert!(!told("2020-12-20") && !told("2021-01-05"));
}
