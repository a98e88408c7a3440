//! Who said what of a leaf: the declaration, the program, the appraisers, what counted.

use parindex::refusal::Refused;
use parindex::report::why::history::events;
use parindex::report::why::history_shown::lines;
use parindex::results::Results;
use parindex::terms::{Code, Lang};

use crate::support::{copy, given, root, run};

fn told(results: &Results, unit: &str, code: &str) -> Vec<String> {
    let block = &results.blocks[0];
    let at = block.units.iter().position(|&u| results.round.units[u].id.as_str() == unit).unwrap();
    let node = block.rubric.position(&Code::parse(code).unwrap()).unwrap();
    let leaf = block.scores[at].leaves.iter().position(|l| l.node == node).unwrap();
    let lines = lines(&events(results, block, at, leaf, Lang::Vi), Lang::Vi);
    // The time of saving stands in the files and is tested where it is read.
    let timeless = |line: String| match line.split_once(" – ") {
        Some((time, rest)) if time.chars().next().is_some_and(|c| c.is_ascii_digit()) => {
            rest.to_string()
        }
        _ => line,
    };
    lines.into_iter().map(timeless).collect()
}

#[test]
fn every_word_of_an_appraisal_is_told_in_its_order() {
    let (results, _) = given("tests/cases/disputes");
    assert_eq!(
        told(&results, "a", "1.1"),
        [
            "Phường An – kê khai: Tỷ lệ đúng hạn: 90% [evidence/a.xlsx – Tự chấm – G6]",
            "Phường An – tự chấm: 4 [evidence/a.xlsx]",
            "Phường An – nêu tài liệu kiểm chứng: Báo cáo [evidence/a.xlsx]",
            "Phần mềm – tính theo số liệu: 4",
            "Phòng Nội vụ – cho điểm vòng 1: 4 → 2 (lý do: Báo cáo thiếu số liệu quý IV) \
             [appraisal/nv-1.xlsx – Thẩm định – E6]",
            "Phòng Nội vụ – yêu cầu giải trình: Bổ sung báo cáo quý IV \
             [appraisal/nv-1.xlsx – Thẩm định – E6]",
            "Kết quả – điểm cuối cùng: 2 (lý do: thẩm định vòng 1)",
        ]
    );
    let contradiction: Vec<String> =
        told(&results, "b", "1.3").into_iter().filter(|line| line.contains("không dùng")).collect();
    assert_eq!(contradiction.len(), 2);
    // A request without points is told as well.
    assert!(told(&results, "d", "1.1").iter().any(|line| line.contains("Gửi số liệu chi tiết")));
}

#[test]
fn a_corrected_value_keeps_what_was_declared() {
    let (results, _) = given("tests/cases/appraisal-packs");
    let lines = told(&results, "c", "1.2");
    assert_eq!(
        lines[4],
        "Phòng Nội vụ – sửa số liệu vòng 1: Có kế hoạch: Không → Có (lý do: Có kế hoạch số \
         12/KH-UBND) [appraisal/nguoi-1.xls – Thẩm định (1) – O18]"
    );
    assert_eq!(
        lines[0],
        "Phường Châu – kê khai: Có kế hoạch: Không [evidence/c.xlsx – Tự chấm – G7]"
    );
}

#[test]
fn a_claim_that_an_appraiser_refused_by_a_value_is_told() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    std::fs::remove_file(place.path().join("evidence/a.xlsx")).unwrap();
    let own = "Đơn vị:;Phường Tân Lập\nMã;Tiêu chí;Mã số liệu;Giá trị;Điểm tự chấm;Giải trình\n\
               1.1;Niêm yết thủ tục;niem_yet;;Không áp dụng;Không có thủ tục\n";
    std::fs::write(place.path().join("evidence/a.csv"), own).unwrap();
    let given = |value: &str| {
        format!(
            "Cơ quan thẩm định:;Phòng Nội vụ\nVòng:;1\n\
             Đơn vị;Mã;Điểm thẩm định;Lý do;Mã số liệu;Giá trị thẩm định\n\
             Phường Tân Lập;1.1;;Có thủ tục;niem_yet;{value}\n"
        )
    };
    std::fs::write(place.path().join("appraisal/nv.csv"), given("Có")).unwrap();
    let (results, _) = run(place.path());
    let lines = told(&results, "phuong-tan-lap", "1.1");
    let claims = |lines: &[String]| lines.iter().any(|l| l.contains("đề nghị không áp dụng"));
    assert!(claims(&lines), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("sửa số liệu vòng 1")), "{lines:#?}");
}

#[test]
fn where_nothing_came_nothing_is_said_to_have_been_sent() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    std::fs::remove_dir_all(place.path().join("appraisal")).unwrap();
    let (results, _) = run(place.path());
    let open = |results: &Results| -> Vec<bool> {
        let leaves = results.blocks[0].scores.iter().flat_map(|unit| &unit.leaves);
        leaves
            .filter_map(|leaf| Some(leaf.refusal.as_ref()?.what == Refused::AbsentAppraisal))
            .collect()
    };
    assert!(!open(&results).is_empty() && open(&results).iter().all(|absent| *absent));
    // A file that cannot be read was sent.
    std::fs::create_dir(place.path().join("appraisal")).unwrap();
    std::fs::write(place.path().join("appraisal/nv.xlsx"), "x").unwrap();
    let (results, _) = run(place.path());
    assert!(!open(&results).is_empty() && open(&results).iter().all(|absent| !*absent));
}
