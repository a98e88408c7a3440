use super::*;
use crate::grid::Mark;
use crate::grid::{Font, Grid};
use crate::round::Round;
use crate::round::{NotSubmitted, RankOn, RoundRules, Ties};
use crate::terms::Lang;
use crate::terms::{Date, Key};

fn round() -> Round {
    let rules = RoundRules {
        ties: Ties::Competition,
        decimals: 2,
        point_decimals: None,
        rank_on: RankOn::Published,
        not_submitted: NotSubmitted::Unranked,
        tie_break: Vec::new(),
    };
    Round {
        id: "r".into(),
        year: 2025,
        title: String::new(),
        issuer: String::new(),
        office: String::new(),
        period: None,
        illustration: false,
        rules,
        blocks: Vec::new(),
        units: Vec::new(),
        ..Round::empty("round.toml".into())
    }
}

/// The value in plain text or the gap's name, then the codes of the problems.
fn read(cell: Cell, kind: DataKind, unit: Option<&str>) -> String {
    read_in(&Grid::default(), cell, kind, unit)
}

/// The same of a cell of which its sheet says more.
fn marked(mark: Mark, cell: Cell, kind: DataKind) -> String {
    let grid = Grid { marks: vec![((4, 4), mark)].into(), ..Grid::default() };
    read_in(&grid, cell, kind, None)
}

fn read_in(grid: &Grid, cell: Cell, kind: DataKind, unit: Option<&str>) -> String {
    let item = DataItem {
        key: Key::new("k"),
        label: String::new(),
        unit: unit.map(String::from),
        kind,
        leaf: None,
        given: None,
        counted: None,
    };
    let mut problems = Problems::default();
    let round = round();
    let spot = Spot { grid, row: 4, column: 4, round: &round, unit: None };
    let outcome = read_value(&cell, &item, &spot, &mut problems);
    shown_result(outcome.map(|v| v.to_plain()), &problems)
}

fn shown_result(outcome: Result<String, Gap>, problems: &Problems) -> String {
    let mut out = outcome.unwrap_or_else(|gap| gap.key().to_string());
    for problem in problems.iter() {
        out = format!("{out} {}", problem.kind.code);
        let message = problem.message(crate::terms::Lang::Vi);
        assert!(!message.contains('{'), "{message}");
    }
    out
}

fn text(text: &str, kind: DataKind) -> String {
    read(cell(Content::Text(text.into()), Format::General), kind, Some("hồ sơ"))
}

fn cell(content: Content, format: Format) -> Cell {
    Cell { content, format, by_formula: false }
}

fn points(content: Content, format: Format) -> String {
    points_from(0, content, format)
}

fn points_from(min: i64, content: Content, format: Format) -> String {
    let min = Exact::whole(min);
    let mut problems = Problems::default();
    let (grid, round) = (Grid::default(), round());
    let spot = Spot { grid: &grid, row: 4, column: 4, round: &round, unit: None };
    match read_score(&cell(content, format), (&min, &Exact::one()), &spot, &mut problems) {
        None => "blank".into(),
        Some(outcome) => shown_result(outcome.map(|n| n.to_plain()), &problems),
    }
}

const TYPE: &str = "unreadable E-VALUE-TYPE";
const WHOLE: &str = "unreadable E-VALUE-WHOLE";
const UNCLEAR: &str = "unreadable E-VALUE-AMBIGUOUS";
const SHARE: &str = "unreadable E-VALUE-SHARE";
const BARE: &str = "unreadable E-VALUE-PERCENT";
const RANGE: &str = "unreadable E-VALUE-RANGE";
const DASH: &str = "unreadable E-VALUE-DASH";

#[test]
fn numbers_as_text() {
    // written, count, percent, score
    for (written, count, percent, score) in [
        ("12,5", WHOLE, "0.125", "12.5"),
        ("12.5", WHOLE, "0.125", "12.5"),
        ("1.250,0", "1250", RANGE, TYPE),
        ("1.250.000", "1250000", RANGE, TYPE),
        ("1 250", "1250", RANGE, TYPE),
        ("1\u{202F}250", "1250", RANGE, TYPE),
        // an old figure and a new one in the same cell
        ("800\n900", TYPE, TYPE, TYPE),
        ("1\n250", TYPE, TYPE, TYPE),
        ("50\t100", TYPE, TYPE, TYPE),
        ("800\u{2028}900", TYPE, TYPE, TYPE),
        ("12\r\n", "12", "0.12", "12"),
        ("1.250", "1250 N-VALUE", UNCLEAR, UNCLEAR),
        ("1,250", "1250 N-VALUE", UNCLEAR, UNCLEAR),
        ("62.505", "62505 N-VALUE", "0.62505 N-VALUE", UNCLEAR),
        ("95%", SHARE, "0.95", SHARE),
        ("95 %", SHARE, "0.95", SHARE),
        ("95,0%", SHARE, "0.95", SHARE),
        ("0,5%", SHARE, "0.005", SHARE),
        ("0.95", WHOLE, BARE, "0.95"),
        ("0,95", WHOLE, BARE, "0.95"),
        ("1", "1", BARE, "1"),
        ("0", "0", "0", "0"),
        ("95", "95", "0.95", "95"),
        ("105%", SHARE, "1.05", SHARE),
        ("9500%", SHARE, RANGE, SHARE),
        ("0,75đ", TYPE, TYPE, "0.75 N-VALUE"),
        ("0.75 điểm", TYPE, TYPE, "0.75 N-VALUE"),
        ("1/1", TYPE, TYPE, "1 N-VALUE"),
        ("0,5/1", TYPE, TYPE, "0.5 N-VALUE"),
        ("0,5/2", TYPE, TYPE, TYPE),
        ("114/120", TYPE, TYPE, TYPE),
        ("02 (hai)", "2 N-VALUE", TYPE, TYPE),
        ("25 (hai mươi lăm)", "25 N-VALUE", TYPE, TYPE),
        ("1005 (một nghìn không trăm linh năm)", "1005 N-VALUE", TYPE, TYPE),
        ("02 (ba)", TYPE, TYPE, TYPE),
        ("１２", "12", "0.12", "12"),
        ("12²", TYPE, TYPE, TYPE),
        ("−5", RANGE, RANGE, RANGE),
        ("-5", RANGE, RANGE, RANGE),
        ("5,0", "5", "0.05", "5"),
        ("0.125", WHOLE, BARE, "0.125"),
        ("-", DASH, DASH, DASH),
        ("Không có", DASH, DASH, DASH),
        ("?", DASH, DASH, DASH),
        ("Không áp dụng", "not_applicable", "not_applicable", "not_applicable"),
        (
            "N/A",
            "not_applicable N-VALUE-NA",
            "not_applicable N-VALUE-NA",
            "not_applicable N-VALUE-NA",
        ),
        ("……", "missing", "missing", "blank"),
        (" \u{200B}", "missing", "missing", "blank"),
        ("nt", "unreadable E-VALUE-DITTO", "unreadable E-VALUE-DITTO", "unreadable E-VALUE-DITTO"),
    ] {
        assert_eq!(text(written, DataKind::Count), count, "count {written}");
        assert_eq!(text(written, DataKind::Percent), percent, "percent {written}");
        assert_eq!(
            points(Content::Text(written.into()), Format::General),
            score,
            "score {written}"
        );
    }
    for bad in [
        "1O",
        "l2",
        "(5)",
        "1E3",
        "12 3",
        ">90%",
        "90-95%",
        "khoảng 5",
        "hai",
        "1+1",
        "1½",
        "1.2.3",
        "1..2",
        "1,2.3,4",
        "01.250",
        "1 250 00",
        ".5",
        "5.",
        "+5",
        "1e999",
        "٣",
    ] {
        for kind in [DataKind::Count, DataKind::Percent, DataKind::Number, DataKind::Money] {
            assert!(text(bad, kind).starts_with("unreadable E-VALUE"), "{bad}");
        }
    }
    for (written, read) in [("-0,25", "-0.25"), ("−0.25đ", "-0.25 N-VALUE"), ("0,5", "0.5")] {
        let content = Content::Text(written.into());
        assert_eq!(points_from(-1, content, Format::General), read, "{written}");
    }
    assert_eq!(points_from(-1, Content::Number(-0.25), Format::General), "-0.25");
    assert_eq!(text("1.250 hồ sơ", DataKind::Count), "1250 N-VALUE");
    assert_eq!(text("12 Hồ sơ", DataKind::Count), "12");
    assert_eq!(text("12 thư", DataKind::Count), TYPE);
    assert_eq!(text("1.250", DataKind::Money), UNCLEAR);
    assert_eq!(text("1.250.000,5", DataKind::Money), "1250000.5");
    assert_eq!(text("1.250", DataKind::Number), UNCLEAR);
}

#[test]
fn numbers_as_numbers() {
    let n = |n: f64, format, kind| read(cell(Content::Number(n), format), kind, None);
    for (stored, format, count, percent, score) in [
        (12.5, Format::General, WHOLE, "0.125", "12.5"),
        (0.95, Format::General, WHOLE, BARE, "0.95"),
        (1.0, Format::General, "1", BARE, "1"),
        (95.0, Format::General, "95", "0.95", "95"),
        (0.95, Format::Percent, SHARE, "0.95", SHARE),
        (95.0, Format::Percent, SHARE, BARE, SHARE),
        (62.50000000000001, Format::General, WHOLE, "0.625", "62.5"),
        (-5.0, Format::General, RANGE, RANGE, RANGE),
        (f64::NAN, Format::General, TYPE, TYPE, TYPE),
        (f64::INFINITY, Format::General, TYPE, TYPE, TYPE),
        (0.0, Format::General, "0", "0", "0"),
    ] {
        assert_eq!(n(stored, format, DataKind::Count), count, "count {stored}");
        assert_eq!(n(stored, format, DataKind::Percent), percent, "percent {stored}");
        assert_eq!(points(Content::Number(stored), format), score, "score {stored}");
    }
    let day = Date::from_ymd_opt(2025, 1, 1).unwrap().into();
    for (content, code) in [
        (Content::Date(day), "unreadable E-VALUE-IS-DATE"),
        (Content::Bool(true), TYPE),
        (Content::Error("#DIV/0!".into()), "unreadable E-VALUE-ERROR"),
        (Content::Uncomputed, "unreadable E-VALUE-FORMULA"),
        (Content::Broken("x".into()), "unreadable E-VALUE-BROKEN"),
    ] {
        for kind in [DataKind::Count, DataKind::Percent, DataKind::Number] {
            assert_eq!(read(cell(content.clone(), Format::General), kind, None), code);
        }
        assert_eq!(points(content, Format::General), code);
    }
    let struck = cell(Content::Text("80 95".into()), Format::Marked);
    assert_eq!(read(struck, DataKind::Count, None), "unreadable E-VALUE-MARKED");
    let zero = Cell { by_formula: true, ..cell(Content::Number(0.0), Format::General) };
    assert_eq!(read(zero, DataKind::Count, None), "0 N-VALUE-FORMULA-ZERO");
}

#[test]
fn dates() {
    const BAD: &str = "unreadable E-DATE-IMPOSSIBLE";
    const PART: &str = "unreadable E-DATE-INCOMPLETE";
    for (written, read) in [
        ("10/01/2025", "2025-01-10"),
        ("2025-01-10", "2025-01-10"),
        ("10.1.2025", "2025-01-10"),
        ("ngày 10 tháng 01 năm 2025", "2025-01-10"),
        ("Ngày 10/01/2025", "2025-01-10"),
        ("12/25/2025", BAD),
        ("31/02/2025", BAD),
        ("10/01/20255", BAD),
        ("10/01/2035", BAD),
        ("10/01/25", "2025-01-10 N-VALUE"),
        ("QĐ số 12/QĐ-UBND ngày 10/01/2025", "2025-01-10 N-VALUE"),
        ("10/01/2025 và 12/01/2025", "unreadable E-DATE-SEVERAL"),
        ("01/2025", PART),
        ("Quý I/2025", PART),
        ("chưa ban hành", PART),
        ("10/01/2024", "2024-01-10 N-DATE-OUTSIDE"),
        ("Không", "no"),
        ("Chưa", "no N-VALUE"),
        ("có", "unreadable E-VALUE-DATE"),
        ("", "missing"),
        ("không áp dụng", "not_applicable"),
    ] {
        assert_eq!(text(written, DataKind::Date), read, "{written}");
    }
    let of = |content, format| read(cell(content, format), DataKind::Date, None);
    let day = Date::from_ymd_opt(2025, 10, 1).unwrap().into();
    assert_eq!(of(Content::Date(day), Format::Date), "2025-10-01");
    assert_eq!(of(Content::Date(day), Format::DateMonthFirst), "2025-10-01 N-DATE-MONTH-FIRST");
    // Excel makes the first of a month of “10/2025”, and shows no day.
    assert_eq!(of(Content::Date(day), Format::DateWithoutDay), PART);
    assert_eq!(of(Content::Number(45667.0), Format::General), "2025-01-10 N-VALUE");
    assert_eq!(of(Content::Number(30000.0), Format::General), "unreadable E-VALUE-DATE");
    assert_eq!(of(Content::Number(2025.0), Format::General), PART);
    assert_eq!(of(Content::Broken(BROKEN_DATE.into()), Format::Date), BAD);
}

#[test]
fn what_the_sheet_says_of_a_cell() {
    let text = |t: &str| cell(Content::Text(t.into()), Format::General);
    let in_font = |font, t: &str| marked(Mark::Font(font), text(t), DataKind::YesNo);
    for (font, letter, read) in [
        (Font::Wingdings, "ü", "yes"),
        (Font::Wingdings, "\u{F0FC}", "yes"),
        (Font::Wingdings, "û", "no"),
        (Font::Wingdings, "o", "no N-VALUE"),
        (Font::Wingdings2, "P", "yes"),
        (Font::Wingdings2, "O", "no"),
        (Font::Wingdings, "P", "unreadable E-VALUE-YESNO"),
        (Font::Wingdings, "x", "unreadable E-VALUE-YESNO"),
        (Font::Wingdings2, "PP", "unreadable E-VALUE-YESNO"),
        (Font::Tcvn3, "Cã", "unreadable E-VALUE-LEGACY"),
        (Font::Vni, "Coù", "unreadable E-VALUE-LEGACY"),
        // Typed in Unicode all the same, or without marks at all.
        (Font::Tcvn3, "Đạt", "yes"),
        (Font::Tcvn3, "x", "yes"),
    ] {
        assert_eq!(in_font(font, letter), read, "{font:?} {letter}");
    }
    let number = |n| cell(Content::Number(n), Format::General);
    let by_formula = |n| Cell { by_formula: true, ..number(n) };
    let formula =
        |text: &str, n| marked(Mark::Formula(text.into()), by_formula(n), DataKind::Number);
    assert_eq!(formula("1+2", 3.0), "3");
    assert_eq!(formula("0.1+0.2", 0.3), "0.3");
    assert_eq!(formula("1+2", 4.0), "4 N-VALUE-FORMULA-OLD");
    assert_eq!(formula("1+2", 0.0), "unreadable E-VALUE-FORMULA-ZERO");
    assert_eq!(formula("1-1", 0.0), "0 N-VALUE-FORMULA-ZERO");
    assert_eq!(formula("IF(A1,1,2)", 4.0), "4");
    assert_eq!(formula("[1]T!A1", 4.0), "4 N-VALUE-FORMULA-LINK");
    assert_eq!(formula("TODAY()-A1", 4.0), "4 N-VALUE-FORMULA-CHANGING");
    let shown = marked(Mark::Shown("95".into()), number(94.96), DataKind::Percent);
    assert_eq!(shown, "0.9496 N-VALUE-SHOWN");
    // What its author sees is no whole number in the file.
    let grid = Grid { marks: vec![((4, 4), Mark::Shown("95".into()))].into(), ..Grid::default() };
    let round = round();
    let spot = Spot { grid: &grid, row: 4, column: 4, round: &round, unit: None };
    let mut problems = Problems::default();
    assert!(
        read_score(&number(-94.96), (&Exact::zero(), &Exact::one()), &spot, &mut problems)
            .is_some_and(|read| read.is_err())
    );
    let said: Vec<String> = problems.iter().map(|p| p.message(Lang::Vi)).collect();
    assert!(said[0].contains("“-94,96 (hiện 95)”"), "{said:?}");
    // Shown as 95% and stored as 95.
    let literal = |n| cell(Content::Number(n), Format::PercentText);
    assert_eq!(read(literal(95.0), DataKind::Percent, None), "0.95");
    assert_eq!(read(literal(0.95), DataKind::Percent, None), "0.0095");
    assert_eq!(read(literal(95.0), DataKind::Count, None), SHARE);
    assert_eq!(points(Content::Number(0.5), Format::PercentText), SHARE);
}

#[test]
fn answers_in_words() {
    for yes in ["x", "X", "✓", "✔", "☑", "Có", "CÓ", "Đạt", "1", "TRUE", "х"] {
        assert_eq!(text(yes, DataKind::YesNo), "yes", "{yes}");
    }
    for yes in ["Co", "C", "Rồi", "Đã ban hành"] {
        assert_eq!(text(yes, DataKind::YesNo), "yes N-VALUE", "{yes}");
    }
    for no in ["Không", "0", "FALSE", "✗", "Không đạt"] {
        assert_eq!(text(no, DataKind::YesNo), "no", "{no}");
    }
    for no in ["Ko", "K", "Chưa", "☐"] {
        assert_eq!(text(no, DataKind::YesNo), "no N-VALUE", "{no}");
    }
    for bad in ["Có/Không", "Có nhưng chậm", "-", "2", "Không có", "ü", "P"] {
        assert_eq!(text(bad, DataKind::YesNo), "unreadable E-VALUE-YESNO", "{bad}");
    }
    for (na, read) in [
        ("KAD", "not_applicable"),
        ("KPS", "not_applicable N-VALUE-NA"),
        ("Không phát sinh", "not_applicable N-VALUE-NA"),
    ] {
        assert_eq!(text(na, DataKind::YesNo), read);
    }
    let options = || DataKind::Choice(vec!["Có".into(), "Một phần".into(), "Không".into()]);
    assert_eq!(text(" MỘT  phần.", options()), "Một phần");
    assert_eq!(text("Một", options()), "unreadable E-VALUE-CHOICE");
    assert_eq!(text("Không", options()), "Không");
}

/// What real clerks write around a day on which something was done.
#[test]
fn harmless_words_around_a_date_are_a_note() {
    for written in [
        "Ban hành ngày 10/01/2025",
        "Đã ban hành 10/01/2025",
        "Kế hoạch số 15/KH-UBND ngày 10/01/2025",
        "KH số 15/KH-UBND ngày 10/01/2025 của UBND phường",
        "KH 15/KH-UBND, 10/01/2025",
        "Ban hành kế hoạch ngày 10/01/2025.",
        "Kế hoạch 15-KH/ĐU ngày 10-01-2025",
        "QĐ 12/2025/QĐ-UBND ngày 10 tháng 01 năm 2025",
        "Công văn số 628/UBND-NV ngày 10/01/2025",
        "Báo cáo năm 2025 ngày 10/01/2025",
        "Kế hoạch số 15/KH-UBND ngày 10/01/2025 về cải cách hành chính năm 2025",
        "10/01/2025 (đúng hạn)",
        "10/01/2025 (trễ hạn)",
        "10/01/2025, trễ 15 ngày",
        "10/01/2025 - kịp thời",
        "17h30 ngày 10/01/2025",
        "17 giờ 30 phút ngày 10/01/2025",
        "8g ngày 10/01/2025",
        "17:30 10/01/2025",
        "Sáng ngày 10/01/2025",
        "10/01/2025 lúc 17h",
        "Có, ngày 10/01/2025",
        "Rồi (10/01/2025)",
        "ký ngày 10.1.2025.",
        "UBND phường ký ban hành ngày 10/01/2025",
        "thứ sáu, 10/01/2025",
    ] {
        let read = text(written, DataKind::Date);
        assert_eq!(read, "2025-01-10 N-VALUE", "{written}");
    }
    for (written, plain) in
        [("Ngày 10/01/2025.", true), ("10/01/2025 17:30", true), ("10/01/2025 8:30 SA", true)]
    {
        let read = text(written, DataKind::Date);
        assert_eq!(read == "2025-01-10", plain, "{written}: {read}");
    }
}

/// A day in the text is not always the day on which it was done.
#[test]
fn other_words_around_a_date_refuse_it() {
    for written in [
        "chưa, sẽ ban hành 10/01/2025",
        "dự kiến 10/01/2025",
        "Không ban hành trước 10/01/2025",
        "sau ngày 10/01/2025",
        "trước 10/01/2025",
        "đến 10/01/2025",
        "đến ngày 10/01/2025 đã thực hiện",
        "gia hạn đến 10/01/2025",
        "hạn 10/01/2025",
        "trễ, hẹn 10/01/2025",
        "đúng hạn 10/01/2025",
        "trước hạn 10/01/2025",
        "có kế hoạch ban hành 10/01/2025",
        "Kế hoạch: 10/01/2025",
        "KH ban hành ngày 10/01/2025",
        "họp ngày 10/01/2025, ban hành sau",
        "theo Kế hoạch số 15/KH-UBND ngày 10/01/2025",
        "Căn cứ QĐ số 12/QĐ-UBND ngày 10/01/2025",
        "đã trình ngày 10/01/2025",
        "từ ngày 10/01/2025",
        "hết ngày 10/01/2025",
        "khoảng 10/01/2025",
        "bị trả lại ngày 10/01/2025",
        "QĐ số 12/QĐ-UBND ngày 10/01/2025 chưa ký",
        "KH số 15/KH-UBND ngày 10/01/2025 về CCHC, chưa gửi",
        "không, 10/01/2025",
        "ngày 9, 10/01/2025",
        "9-10/01/2025",
        "10/01/2025?",
        "~10/01/2025",
        "10/01/2025 5:30 PM",
        "2025-01-10T20:30:00Z",
        "10/01/2025/3",
        "hoàn thành 50% ngày 10/01/2025",
        "chậm nhất 10/01/2025",
        "10/01/2025 (dự thảo)",
    ] {
        let read = text(written, DataKind::Date);
        assert_eq!(read, "unreadable E-DATE-WORDS", "{written}");
    }
    for written in ["gia hạn đến 15/12", "họp ngày 5/1, ban hành sau", "trễ, hẹn 10/2"]
    {
        assert!(text(written, DataKind::Date).starts_with("unreadable E-"), "{written}");
    }
}

/// Dates come out of Excel through a text file with the time of day.
#[test]
fn the_time_of_day_behind_a_date_is_passed_over() {
    for written in ["10/01/2025 08:30", "2025-01-10 00:00:00", "2025-01-10T08:30:00.000"] {
        assert_eq!(text(written, DataKind::Date), "2025-01-10", "{written}");
    }
    assert!(text("10/01/2025 8:30 và 11/01/2025", DataKind::Date).contains("E-DATE-SEVERAL"));
    assert!(text("31/02/2025 08:30", DataKind::Date).contains("E-DATE-IMPOSSIBLE"));
}
