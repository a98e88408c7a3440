//! The nine steps of a round, told from its folder; and what a unit must mend.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use parindex::new_round::{Answers, STARTS, begin, practice, units_from_text};
use parindex::report::mending::to_mend;
use parindex::run::evidence_alone;
use parindex::terms::Lang;
use serde_json::Value;

use crate::support::{Silent, copy, entries, given, root};

fn parindex(folder: &Path, arguments: &[&str]) -> String {
    let command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    let output = { command }.current_dir(folder).args(arguments).output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The state of each step, and its sentence.
fn states(folder: &Path, round: &str) -> Vec<(String, String)> {
    let told = parindex(folder, &["board", round, "--format", "json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    let steps = told["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 9);
    let text = |step: &Value, key: &str| step[key].as_str().unwrap_or_default().to_string();
    steps.iter().map(|step| (text(step, "state"), text(step, "words"))).collect()
}

fn only_states(all: &[(String, String)]) -> Vec<&str> {
    all.iter().map(|(state, _)| state.as_str()).collect()
}

#[test]
fn a_small_round_goes_through_its_year() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    let start = &STARTS[0];
    let units = Vec::new();
    let (title, issuer, office) = (None, None, None);
    let answers = Answers { year: 2027, title, issuer, office, start, units };
    begin(&here.join("trống"), &answers).unwrap();
    let all = states(here, "trống");
    let nothing = [
        "in_work",
        "blocked",
        "blocked",
        "blocked",
        "blocked",
        "blocked",
        "not_needed",
        "blocked",
        "blocked",
    ];
    assert_eq!(only_states(&all), nothing, "{all:?}");
    assert_eq!(all[0].1, "1 khối, chưa có đơn vị nào trong danh sách.");

    let units = units_from_text("Xã A\nXã B", start).unwrap();
    begin(&here.join("mới"), &Answers { units, ..answers }).unwrap();
    let all = states(here, "mới");
    assert_eq!(only_states(&all)[..3], ["done", "not_begun", "not_begun"], "{all:?}");
    assert_eq!(all[0].1, "1 khối, 6 tiêu chí thành phần, 2 đơn vị; không có lỗi.");
    assert_eq!(all[2].1, "Đã nhận 0/2 bản tự chấm, 2 đơn vị chưa gửi.");
    parindex(here, &["template", "mới"]);
    assert_eq!(states(here, "mới")[1], ("done".into(), "2 mẫu tự chấm cho 2 đơn vị.".into()));
    // One form is there, empty: all of it is asked back.
    let forms = here.join("mới/forms/evidence");
    let form = entries(&forms).into_iter().find(|path| path.is_file()).unwrap();
    fs::copy(&form, here.join("mới/evidence/a.xlsx")).unwrap();
    let all = states(here, "mới");
    let waiting = ["in_work", "not_begun", "not_begun", "blocked", "not_needed", "not_begun"];
    assert_eq!(only_states(&all)[2..8], waiting, "{all:?}");
    parindex(here, &["sendback", "mới"]);
    assert_eq!(states(here, "mới")[3].0, "in_work");
    // Results are done once they come from what is there, and stale when that changes.
    parindex(here, &["score", "mới", "--no-charts"]);
    let all = states(here, "mới");
    assert_eq!((all[7].0.as_str(), all[8].0.as_str()), ("in_work", "not_begun"), "{all:?}");
    let told = "Đã ghi kết quả tạm tính: 1/2 đơn vị được xếp hạng; chưa xong: Thu nhận, Thẩm định, Giải trình.";
    assert_eq!(all[7].1, told);
    fs::copy(here.join("mới/evidence/a.xlsx"), here.join("mới/evidence/b.xlsx")).unwrap();
    assert_eq!(states(here, "mới")[7].1, "Kết quả đã ghi, nhưng từ đó tệp của đợt đã đổi.");
    fs::write(here.join("moi-2027-2027-12-31.parindex.zip"), "").unwrap();
    assert_eq!(states(here, "mới")[8].0, "not_begun", "of another folder of results");
    // A package lies beside the round, or where the window puts it.
    let package = "moi-2027-2027-12-31.parindex.zip";
    fs::write(here.join("mới").join(package), "").unwrap();
    let broken = ("in_work".into(), "1 gói niêm phong, không gói nào đọc được.".into());
    assert_eq!(states(here, "mới")[8], broken);
    fs::remove_file(here.join("mới").join(package)).unwrap();
    fs::create_dir(here.join("mới/luu-tru")).unwrap();
    parindex(here, &["seal", "mới", "--day", "2027-12-31", "--out", "mới/luu-tru"]);
    assert_eq!(states(here, "mới")[8], ("done".into(), "1 gói niêm phong.".into()));
    let page = here.join("mới/evidence/b.xlsx");
    fs::remove_file(&page).unwrap();
    let told = states(here, "mới")[8].1.clone();
    assert_eq!(told, "1 gói niêm phong; từ đó 1 tệp của đợt đã đổi.");
    fs::copy(here.join("mới/evidence/a.xlsx"), page).unwrap();
    // The results that the window has written are results too.
    parindex(here, &["score", "mới", "--out", "mới/ket-qua"]);
    assert!(states(here, "mới")[7].1.starts_with("Đã ghi kết quả tạm tính"));
    let text = parindex(here, &["board", "mới"]);
    assert!(
        text.contains("1. Bộ tiêu chí (xong): ") && text.contains("9. Lưu trữ (xong)"),
        "{text}"
    );
}

#[test]
fn the_shipped_rounds_stand_where_they_stand() {
    let place = tempfile::tempdir().unwrap();
    practice(&place.path().join("a")).unwrap();
    let all = states(place.path(), "a");
    // At intake: one unit silent, nothing sent back, round 2 of appraisal begun.
    assert_eq!(only_states(&all)[..4], ["done", "not_needed", "in_work", "not_begun"], "{all:?}");
    assert!(all[2].1.starts_with("Đã nhận 19/20 bản tự chấm, 1 đơn vị chưa gửi"), "{all:?}");
    // Some units have fewer survey forms than the sample wants.
    assert_eq!(all[6].0, "in_work", "{all:?}");
}

#[test]
fn what_a_unit_must_mend_is_told_without_scoring() {
    let folder = root().join("data/hoa-thanh-2020-thu-nhan");
    let (round, found) = evidence_alone(&folder, &Silent).unwrap_or_else(|_| panic!());
    let quick = to_mend(&round, &found, Lang::Vi);
    assert!(!quick.is_empty());
    // The same of the units' files as the whole run says, but for the points.
    let (results, _) = given("data/hoa-thanh-2020-thu-nhan");
    let whole = to_mend(&results.round, &results.problems, Lang::Vi);
    let of_evidence =
        |list: &[parindex::report::mending::ToMend]| -> Vec<(Option<usize>, String, String)> {
            let own = list.iter().filter(|one| one.file.starts_with("evidence/"));
            own.map(|one| (one.unit, one.place.clone(), one.message.clone())).collect()
        };
    assert_eq!(of_evidence(&quick), of_evidence(&whole));
    assert!(whole.iter().any(|one| one.at_stake.is_some()));
    // Every line names file, place, finding and what to do.
    for one in &quick {
        assert!(!one.file.is_empty() && !one.message.is_empty(), "{one:?}");
        assert!(one.unit.is_none_or(|at| at < round.units.len()));
    }
    let cell = quick.iter().find(|one| one.cell.is_some()).unwrap();
    assert!(cell.place.contains(cell.cell.as_deref().unwrap()));
}

#[test]
fn the_list_of_one_unit_is_a_command_too() {
    let place = tempfile::tempdir().unwrap();
    let round: PathBuf = place.path().join("r");
    copy(&root().join("tests/problems/base"), &round);
    let told = parindex(place.path(), &["check", "r", "--unit", "Xã Tân Lập"]);
    assert!(told.ends_with("Xã Tân Lập: 0 việc phải sửa\n"), "{told}");
    fs::remove_dir_all(round.join("evidence")).unwrap();
    copy(&root().join("tests/problems/E-FORM-ROUND/evidence"), &round.join("evidence"));
    let told =
        parindex(place.path(), &["check", "r", "--unit", "phuong-tan-lap", "--format", "json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["to_mend"][0]["code"], "E-FORM-ROUND", "{told}");
}
