//! What was sent and cannot be used, and values of other units that are open: whatever hangs on
//! them is provisional, and `why` names the cause. The rounds are written here, in full.

use std::fs;

use parindex::report::why::explanation::{self, Subject};
use parindex::report::{provisional, provisional_public};
use parindex::results::Results;
use parindex::scores::OpenValue;
use parindex::terms::{Code, Lang};

use crate::support::run;

const ROUND: &str = r#"schema = 1
[round]
id = "thu-2026"
year = 2026
title = "Số liệu minh họa"
issuer = "UBND huyện Thử"
office = "Phòng Nội vụ"
illustration = true
[rules]
ties = "competition"
decimals = 2
rank_on = "published"
not_submitted = "unranked"
[[agency]]
id = "noi-vu"
name = "Phòng Nội vụ"
[[agency]]
id = "tu-phap"
name = "Phòng Tư pháp"
[[block]]
id = "xa"
name = "Khối xã"
criteria = "set.toml"
[[unit]]
id = "an-binh"
name = "Xã An Bình"
block = "xa"
[[unit]]
id = "binh-minh"
name = "Xã Bình Minh"
block = "xa"
[[unit]]
id = "cam-son"
name = "Xã Cẩm Sơn"
block = "xa"
[evidence]
files = ["evidence/*.csv", "evidence/*.xlsx"]
[appraisal]
files = ["appraisal/*.csv", "appraisal/*.xlsx"]
"#;

const SET: &str = r#"schema = 1
[set]
id = "thu"
title = "Bộ tiêu chí thử"
year = 2026
decision = "Số liệu minh họa"
total = 30
[1]
name = "Chỉ đạo"
[1.1]
name = "Kế hoạch"
max = 10
appraiser = "noi-vu"
[1.1.data]
nv = { label = "Số nhiệm vụ đã hoàn thành", unit = "nhiệm vụ", type = "count" }
[1.1.rule]
kind = "proportional"
value = "nv / 10"
[1.2]
name = "Thời gian giải quyết"
max = 10
appraiser = "tu-phap"
[1.2.data]
ngay = { label = "Số ngày giải quyết", unit = "ngày", type = "number" }
[1.2.rule]
kind = "relative"
value = "ngay"
method = "min_max"
better = "lower"
[1.3]
name = "Tuyên truyền"
max = 10
appraiser = "tu-phap"
[1.3.data]
tin = { label = "Số tin bài", unit = "tin", type = "count" }
[1.3.rule]
kind = "proportional"
value = "tin / 10"
"#;

const NAMES: [(&str, &str); 3] =
    [("an-binh", "Xã An Bình"), ("binh-minh", "Xã Bình Minh"), ("cam-son", "Xã Cẩm Sơn")];

fn form(name: &str, [nv, ngay, tin]: [&str; 3]) -> String {
    format!(
        "Đơn vị:,{name}\nMã,Tiêu chí,Mã số liệu,Số liệu kê khai,Giá trị\n\
         1.1,Kế hoạch,,,\n,,nv,Số nhiệm vụ đã hoàn thành,{nv}\n\
         1.2,Thời gian giải quyết,,,\n,,ngay,Số ngày giải quyết,{ngay}\n\
         1.3,Tuyên truyền,,,\n,,tin,Số tin bài,{tin}\n"
    )
}

/// A round in which everything is settled, with the number of days of the third unit.
fn round(days: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    fs::create_dir_all(here.join("evidence")).unwrap();
    fs::create_dir_all(here.join("appraisal")).unwrap();
    fs::write(here.join("round.toml"), ROUND).unwrap();
    fs::write(here.join("set.toml"), SET).unwrap();
    let values = [["8", "4", "5"], ["6", "6", "7"], ["9", days, "9"]];
    for ((id, name), values) in NAMES.into_iter().zip(values) {
        fs::write(here.join(format!("evidence/{id}.csv")), form(name, values)).unwrap();
    }
    place
}

fn appraisal(agency: &str, rows: &str) -> String {
    format!(
        "PHIẾU THẨM ĐỊNH\nVòng:,1\nCơ quan thẩm định:,{agency}\n\
         Đơn vị,Mã,Tiêu chí,Điểm thẩm định,Lý do,Mã số liệu,Giá trị thẩm định\n{rows}"
    )
}

/// The leaves of each unit that are not settled, as `an-binh 1.2 1.3`.
fn open(results: &Results) -> Vec<String> {
    let block = &results.blocks[0];
    let unit = |at: usize| {
        let (unit, index) = block.unit(&results.round, at);
        let is_open = |leaf: &&parindex::scores::LeafScore| {
            leaf.refusal.is_some() || !leaf.open_peers.is_empty()
        };
        let leaves = block.scores[at].leaves.iter().filter(is_open);
        let codes: Vec<&str> =
            leaves.map(|leaf| block.rubric.nodes[leaf.node].code.as_str()).collect();
        assert!(codes.is_empty() || index.is_provisional(), "{}", unit.name);
        (!codes.is_empty()).then(|| format!("{} {}", unit.id, codes.join(" ")))
    };
    (0..block.units.len()).filter_map(unit).collect()
}

fn said(results: &Results) -> String {
    provisional(results, Lang::Vi).collect::<Vec<_>>().join("\n")
}

/// Every word of `why` on a leaf.
fn told(results: &Results, unit: usize, code: &str) -> String {
    let block = &results.blocks[0];
    let node = block.rubric.position(&Code::parse(code).unwrap()).unwrap();
    explanation::lines(results, block, unit, Subject::Node(node), Lang::Vi).join("\n")
}

fn with(files: &[(&str, &str)]) -> Results {
    let place = round("8");
    for (name, text) in files {
        let file = place.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    run(place.path()).0
}

#[test]
fn nothing_is_open_where_everything_is_used() {
    let rows = "Xã An Bình,1.1,Kế hoạch,3,thiếu,,\n";
    let results = with(&[("appraisal/a.csv", &appraisal("Phòng Nội vụ", rows))]);
    assert_eq!(open(&results), Vec::<String>::new());
    assert_eq!(said(&results), "");
    assert_eq!(results.blocks[0].index.units[0].points.to_plain(), "18");
}

/// Rows that say something and cannot be used: by unit and leaf, by one of them, by the agency.
#[test]
fn a_row_of_an_appraisal_that_cannot_be_used_leaves_open_what_it_can_be_tied_to() {
    for (agency, rows, expected) in [
        // Neither unit of the round: the leaf, of all.
        ("Phòng Nội vụ", "Xã An,1.1,Kế hoạch,3,thiếu,,\n", "an-binh 1.1|binh-minh 1.1|cam-son 1.1"),
        // One that has its points already is none of them.
        (
            "Phòng Nội vụ",
            "Xã An,1.1,Kế hoạch,3,thiếu,,\nXã Bình Minh,1.1,Kế hoạch,5,thiếu,,\n",
            "an-binh 1.1|cam-son 1.1",
        ),
        // No such code: all that the agency appraises of the unit.
        ("Phòng Tư pháp", "Xã An Bình,1.9,Gì đó,3,thiếu,,\n", "an-binh 1.2 1.3"),
        // Code and name contradict each other.
        ("Phòng Tư pháp", "Xã Cẩm Sơn,1.2,Tuyên truyền,3,thiếu,,\n", "cam-son 1.2 1.3"),
        // Nothing is named: all that the agency appraises.
        ("Phòng Nội vụ", ",,,3,thiếu,,\n", "an-binh 1.1|binh-minh 1.1|cam-son 1.1"),
        // A leaf of another agency.
        ("Phòng Nội vụ", "Xã An Bình,1.3,Tuyên truyền,3,thiếu,,\n", "an-binh 1.3"),
        // A corrected value without its key.
        ("Phòng Tư pháp", "Xã Bình Minh,1.3,Tuyên truyền,,sai,,4\n", "binh-minh 1.3"),
        ("Phòng Tư pháp", "Xã Bình Minh,1.3,Tuyên truyền,,sai,nv,4\n", "binh-minh 1.3"),
    ] {
        let results = with(&[("appraisal/a.csv", &appraisal(agency, rows))]);
        assert_eq!(open(&results).join("|"), expected, "{rows}");
        assert!(said(&results).contains("TẠM TÍNH"), "{rows}");
    }
}

/// A file that nobody read: of an agency by its name, else told by its name.
#[test]
fn a_file_of_an_appraiser_that_was_not_read_is_never_passed_over() {
    let all = "an-binh 1.1|binh-minh 1.1|cam-son 1.1";
    let rows = appraisal("Phòng Nội vụ", "Xã An Bình,1.1,Kế hoạch,3,thiếu,,\n");
    for (file, expected) in [
        ("appraisal/noi-vu.docx", all),
        ("appraisal/Phòng Nội vụ.docx", all),
        ("appraisal/noi-vu/noi-vu-vong-1.csv", all),
        ("appraisal/ket-qua.docx", ""),
    ] {
        let results = with(&[(file, &rows)]);
        assert_eq!(open(&results).join("|"), expected, "{file}");
        let name = file.rsplit('/').next().unwrap();
        match expected.is_empty() {
            true => assert!(said(&results).contains(name), "{file}: {}", said(&results)),
            false => assert!(said(&results).contains("TẠM TÍNH"), "{file}"),
        }
    }
}

/// A later file of a unit: tied by its name, whatever is wrong with it.
#[test]
fn a_later_file_that_cannot_be_opened_makes_its_unit_provisional() {
    for file in [
        "evidence/an-binh-lan-2.xlsx",
        "evidence/Xã An Bình (2).xlsx",
        "evidence/xa an binh moi.docx",
    ] {
        let results = with(&[(file, "<html>")]);
        // Others are compared with its days.
        let expected = "an-binh 1.1 1.2 1.3|binh-minh 1.2|cam-son 1.2";
        assert_eq!(open(&results).join("|"), expected, "{file}");
        let index = &results.blocks[0].index.units[0];
        assert!(index.rank.is_some() && index.unread_files() == 1, "{file}");
        assert!(told(&results, 0, "1.1").contains(file), "{}", told(&results, 0, "1.1"));
        assert!(results.unclaimed().is_empty(), "{file}");
    }
    let results = with(&[("evidence/so lieu sua.xlsx", "<html>")]);
    assert_eq!(open(&results), Vec::<String>::new());
    assert!(said(&results).contains("so lieu sua.xlsx"), "{}", said(&results));
    assert!(provisional_public(&results, Lang::Vi).is_some());
    // A document of nobody is told inside, and holds back nothing in public.
    let results = with(&[("evidence/huong dan.docx", "<html>")]);
    assert!(said(&results).contains("huong dan.docx"));
    assert_eq!(provisional_public(&results, Lang::Vi), None);
    // An explanation that is no version of the form is nobody's figures.
    let results = with(&[("evidence/an-binh anh chup.docx", "<html>")]);
    assert_eq!(open(&results), Vec::<String>::new());
}

/// The points of the others hang on a value that is open or doubtful, and only theirs.
#[test]
fn values_of_other_units_that_are_open_make_the_points_of_a_comparison_provisional() {
    for (days, why, word) in [
        ("8000", OpenValue::Doubtful, "khác thường"),
        ("nhanh", OpenValue::Gap(parindex::value::Gap::Unreadable), "không đọc được"),
        ("", OpenValue::Gap(parindex::value::Gap::Missing), "chưa có số liệu"),
    ] {
        let place = round(days);
        let results = run(place.path()).0;
        assert_eq!(open(&results), ["an-binh 1.2", "binh-minh 1.2"], "{days}");
        let leaf = &results.blocks[0].scores[0].leaves[1];
        assert_eq!((leaf.open_peers.len(), leaf.open_peers[0].why), (1, why), "{days}");
        let told = told(&results, 0, "1.2");
        assert!(told.contains("Xã Cẩm Sơn") && told.contains(word), "{told}");
        assert!(said(&results).contains("tất cả đơn vị"), "{}", said(&results));
    }
}

/// Figures that contradict each other may all be wrong, and the others are compared with one.
#[test]
fn a_failed_check_of_one_unit_holds_back_the_points_of_a_comparison() {
    let check = |that: &str| {
        let place = round("8");
        let set = SET.replace(
            "[1]\nname",
            &format!("[[check]]\nthat = \"{that}\"\nmessage = \"Số liệu trái nhau\"\n[1]\nname"),
        );
        fs::write(place.path().join("set.toml"), set).unwrap();
        place
    };
    // The third unit has 9 tasks, 8 days and 9 articles; all others keep the identity.
    for that in ["ngay < 8", "ngay + tin < 17", "nv <= 8 or ngay < 5"] {
        let place = check(that);
        let results = run(place.path()).0;
        assert_eq!(open(&results), ["an-binh 1.2", "binh-minh 1.2"], "{that}");
        let leaf = &results.blocks[0].scores[0].leaves[1];
        assert_eq!(leaf.open_peers[0].why, OpenValue::Contradicted, "{that}");
        assert!(told(&results, 0, "1.2").contains("trái với số liệu khác"), "{that}");
        // An appraiser who gives the points of the unit has looked.
        let rows = "Xã Cẩm Sơn,1.2,Thời gian giải quyết,4,đã xem,,\n";
        fs::write(place.path().join("appraisal/a.csv"), appraisal("Phòng Tư pháp", rows)).unwrap();
    }
    // A check of other figures concerns no comparison.
    assert_eq!(open(&run(check("nv + tin < 18").path()).0), Vec::<String>::new());
}

/// Points under a heading of a plan or of another year are not those of this round.
#[test]
fn a_column_of_points_of_a_plan_or_another_year_is_refused() {
    let form = |above: &str, header: &str| {
        format!(
            "PHIẾU THẨM ĐỊNH\nVòng:,1\nCơ quan thẩm định:,Phòng Nội vụ\n{above}\n{header}\n\
             Xã An Bình,1.1,Kế hoạch,3,4,thiếu\n"
        )
    };
    let header = "Đơn vị,Mã,Tiêu chí,Điểm thẩm định,Điểm,Lý do";
    for (above, header) in [
        (",,,Năm trước,Năm nay,", header),
        (",,,Kế hoạch,Thực hiện,", header),
        (",,,Năm 2025,Năm 2026,", header),
        (",,,Cùng kỳ,Năm nay,", header),
    ] {
        let results = with(&[("appraisal/a.csv", &form(above, header))]);
        let codes: Vec<&str> = results.problems.iter().map(|p| p.kind.code).collect();
        assert!(codes.contains(&"E-FORM-COLUMN-PERIOD"), "{above}: {codes:?}");
        assert!(open(&results).join("|").contains("an-binh 1.1"), "{above}");
        assert!(results.problems.iter().any(|p| p.message(Lang::Vi).contains("Điểm thẩm định")));
    }
    for above in [",,,Thực hiện,Kế hoạch,", ",,,Năm 2026,Năm 2025,", ",,,,,"] {
        let results = with(&[("appraisal/a.csv", &form(above, header))]);
        assert_eq!(open(&results), Vec::<String>::new(), "{above}");
        assert_eq!(results.blocks[0].index.units[0].points.to_plain(), "18", "{above}");
    }
}

/// An appraiser's points are not compared any more; a doubt that he settled is none.
#[test]
fn what_appraisers_settled_hangs_on_nobody() {
    let place = round("8000");
    let rows = "Xã An Bình,1.2,Thời gian giải quyết,4,đã xem,,\n";
    fs::write(place.path().join("appraisal/a.csv"), appraisal("Phòng Tư pháp", rows)).unwrap();
    assert_eq!(open(&run(place.path()).0), ["binh-minh 1.2"]);
    let rows = "Xã Cẩm Sơn,1.2,Thời gian giải quyết,,ghi nhầm,ngay,8\n";
    fs::write(place.path().join("appraisal/a.csv"), appraisal("Phòng Tư pháp", rows)).unwrap();
    assert_eq!(open(&run(place.path()).0), Vec::<String>::new());
}

/// A unit whose files nobody chose between has a value, too.
#[test]
fn a_stopped_unit_holds_back_the_points_of_a_comparison() {
    let place = round("8");
    let other = form("Xã Cẩm Sơn", ["9", "20", "9"]);
    fs::write(place.path().join("evidence/khac.csv"), other).unwrap();
    assert_eq!(open(&run(place.path()).0), ["an-binh 1.2", "binh-minh 1.2"]);
    // Who sent nothing is not compared, as the round says.
    let place = round("8");
    fs::remove_file(place.path().join("evidence/cam-son.csv")).unwrap();
    assert_eq!(open(&run(place.path()).0), Vec::<String>::new());
}

/// The codes of the errors and warnings of a round in which one unit sends this form.
fn codes(form: &str) -> Vec<&'static str> {
    let results = with(&[("evidence/an-binh.csv", form)]);
    let told = results.problems.iter().filter(|p| p.kind.level != parindex::problem::Level::Note);
    told.map(|p| p.kind.code).filter(|code| code.contains("-FORM-")).collect()
}

/// A form says above its table of which time its figures are.
#[test]
fn a_form_of_another_year_or_of_a_part_of_this_one_is_told() {
    let with_line = |line: &str| codes(&format!("{line}\n{}", form("Xã An Bình", ["8", "4", "5"])));
    for line in [
        "Số liệu năm 2025",
        "Năm đánh giá: 2025",
        "Kỳ báo cáo: từ 01/01/2025 đến 31/12/2025",
        "Năm: 2025",
        "Năm,2025",
        "Niên độ 2024",
        "Năm tự chấm,2027",
    ] {
        assert_eq!(with_line(line), ["E-FORM-YEAR"], "{line}");
    }
    for line in [
        "Số liệu tính đến 30/6/2026",
        "Số liệu đến hết ngày 30/9/2026",
        "Tính đến ngày 15.7.2026",
        "BẢNG TỰ CHẤM ĐIỂM NĂM 2026\nSố liệu năm 2025",
    ] {
        assert_eq!(with_line(line), ["W-FORM-TITLE"], "{line}");
    }
    for line in [
        "Số liệu năm 2026",
        "Số liệu tính đến 15/12/2026",
        "Số liệu năm 2026 so với năm 2025",
        "Năm thành lập: 2025",
        "Thời gian nộp: trước 15/01/2027",
        "An Bình,ngày 05/01/2027",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2025",
    ] {
        assert_eq!(with_line(line), [""; 0], "{line}");
    }
    let header =
        form("Xã An Bình", ["8", "4", "5"]).replace("Giá trị\n", "Giá trị (đến 30/6/2026)\n");
    assert_eq!(codes(&header), ["E-FORM-COLUMN-PERIOD"]);
}

/// Figures beside those that count are told with both cells.
#[test]
fn a_column_of_other_figures_beside_the_values_is_told() {
    let form = |name: &str, figure: &str| {
        format!(
            "Đơn vị:,Xã An Bình\nMã,Tiêu chí,Mã số liệu,Số liệu kê khai,Giá trị,{name}\n\
             1.1,Kế hoạch,,,,\n,,nv,Số nhiệm vụ đã hoàn thành,8,{figure}\n\
             1.2,Thời gian giải quyết,,,,\n,,ngay,Số ngày giải quyết,4,\n\
             1.3,Tuyên truyền,,,,\n,,tin,Số tin bài,5,5\n"
        )
    };
    for name in ["Giá trị điều chỉnh", "Số liệu sau rà soát", "Thực tế"] {
        assert_eq!(codes(&form(name, "9")), ["W-FORM-FIGURES-BESIDE"], "{name}");
    }
    for (name, figure) in [
        ("Giá trị điều chỉnh", "8"),
        ("Năm trước", "9"),
        ("Kế hoạch năm", "9"),
        ("STT", "9"),
        ("Điểm dự kiến", "9"),
        ("Ghi chú", "đã rà soát"),
    ] {
        assert_eq!(codes(&form(name, figure)), [""; 0], "{name}");
    }
    let results = with(&[("evidence/an-binh.csv", &form("Thực tế", "9"))]);
    let told = results.problems.iter().find(|p| p.kind.code == "W-FORM-FIGURES-BESIDE").unwrap();
    assert!(told.message(Lang::Vi).contains("F4 “9” (E4 “8”)"), "{}", told.message(Lang::Vi));
}

/// The official figure counts, so that until it can be read nothing that rests on it is final.
#[test]
fn an_official_figure_that_cannot_be_used_leaves_its_leaf_open() {
    let official = |rows: &str| {
        let round = format!("{ROUND}[official]\nfiles = [\"official/*.csv\"]\n");
        let table = format!("Đơn vị,Mã số liệu,Giá trị,Nguồn\n{rows}");
        with(&[("round.toml", &round), ("official/a.csv", &table)])
    };
    for (rows, expected) in [
        ("Xã An Bình,nv,khoảng 8,Kho bạc\n", "an-binh 1.1"),
        ("Xã An Bình,nv,7,Kho bạc\nXã An Bình,nv,9,Cổng\n", "an-binh 1.1"),
        ("Xã An Bình,nv,8,\n", "an-binh 1.1"),
        ("Xã Bình Minh,ngay,#N/A,Kho bạc\n", "an-binh 1.2|binh-minh 1.2|cam-son 1.2"),
    ] {
        let results = official(rows);
        assert_eq!(open(&results).join("|"), expected, "{rows}");
        assert!(said(&results).contains("TẠM TÍNH"), "{rows}");
    }
    assert_eq!(open(&official("Xã An Bình,nv,8,Kho bạc\n")), Vec::<String>::new());
    let blank = official("Xã An Bình,nv,,Kho bạc\n");
    assert!(blank.problems.iter().any(|p| p.kind.code == "W-OFFICIAL-BLANK"));
}
