//! The forms that go out and the replies that come back: `tests/cases/forms-cycle`, whose files
//! openpyxl and LibreOffice filled in and mangled.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{entries, root};

fn case() -> PathBuf {
    root().join("tests/cases/forms-cycle")
}

fn parindex(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = parindex(folder, arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| {
        panic!("{arguments:?}: {e}\n{}", String::from_utf8_lossy(&output.stdout))
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in entries(from) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// The case in a folder of its own, without the files whose names contain one of `without`.
fn copied(without: &[&str]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&case(), place.path());
    for folder in ["evidence", "appraisal", "forms/sendback", "forms/explain"] {
        for file in entries(&place.path().join(folder)) {
            let name = file.file_name().unwrap().to_string_lossy().to_string();
            if without.iter().any(|part| name.contains(part)) {
                fs::remove_file(file).unwrap();
            }
        }
    }
    place
}

/// The text of a part of a workbook.
fn part(book: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The data validations of the first sheet: kind, cell, and the whole element.
fn validations(book: &Path) -> Vec<(String, String, String)> {
    let sheet = part(book, "xl/worksheets/sheet1.xml");
    let parts = sheet.split("<dataValidation ").skip(1);
    let of = |text: &str, name: &str| {
        let from = text.split(&format!("{name}=\"")).nth(1);
        from.and_then(|t| t.split('"').next()).unwrap_or_default().to_string()
    };
    parts.map(|p| (of(p, "type"), of(p, "sqref"), p.to_string())).collect()
}

#[test]
fn forms_that_are_there_are_left_alone() {
    let place = copied(&[]);
    let told = json(place.path(), &["template", ".", "--format", "json"]);
    assert_eq!((told["written"].as_array().unwrap().len(), &told["kept"]), (0, &3.into()));
    let again = json(place.path(), &["template", ".", "--force", "--format", "json"]);
    assert_eq!(again["written"].as_array().unwrap().len(), 3);
    let other = place.path().join("khac");
    let out = other.to_string_lossy().to_string();
    parindex(place.path(), &["template", ".", "--out", &out]);
    for file in entries(&other) {
        let name = file.file_name().unwrap();
        let first = fs::read(place.path().join("forms/evidence").join(name)).unwrap();
        assert!(first == fs::read(&file).unwrap(), "{name:?} differs between two runs");
    }
}

#[test]
fn every_answer_cell_asks_in_its_own_way() {
    let form = case().join("forms/evidence/an-binh-tu-cham-vong-mau.xlsx");
    let all = validations(&form);
    for kind in ["whole", "decimal", "list", "custom"] {
        assert!(all.iter().any(|(found, ..)| found == kind), "no {kind}");
    }
    let asked = |word: &str| all.iter().find(|(_, _, text)| text.contains(word)).unwrap();
    let (kind, _, text) = asked("Số nguyên từ 0 trở lên (hồ sơ)");
    assert_eq!(kind, "whole");
    assert!(text.contains("Giá trị chưa đúng") && text.contains("promptTitle"), "{text}");
    assert!(asked("Tỷ lệ phần trăm").2.contains("<formula2>10</formula2>"));
    assert!(asked("Có; Không").2.contains("\"Có,Không\""));
    // A comma inside an option: the list stands on the hidden sheet.
    assert!(asked("Đầy đủ, đúng hạn").2.contains("parindex!$I$1:$I$3"));
    assert!(asked("Chưa thực hiện").2.contains("\"không\""));
    assert!(asked("không phát sinh nhiệm vụ").2.contains("\"Không áp dụng\""));
    let sheet = part(&form, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\"") && sheet.contains("state=\"frozen\""));
    let book = part(&form, "xl/workbook.xml");
    assert_eq!(book.matches("state=\"hidden\"").count(), 2);
    assert!(book.contains("Print_Titles") && book.contains("Print_Area"));
}

#[test]
fn answers_replace_and_what_they_replace_stays_on_record() {
    let place = tempfile::tempdir().unwrap();
    let from = case().to_string_lossy().to_string();
    parindex(place.path(), &["score", &from, "--out", "out", "--no-charts"]);
    let text = fs::read(place.path().join("out/results.json")).unwrap();
    let results: Value = serde_json::from_slice(&text).unwrap();
    let unit = &results["blocks"][0]["units"][0];
    let leaf =
        |code: &str| unit["leaves"].as_array().unwrap().iter().find(|l| l["code"] == code).unwrap();
    let old = &leaf("1.2")["replaced"][0];
    assert_eq!((&old["key"], &old["raw"]), (&"tre_han".into(), &"120".into()));
    assert_eq!((&old["file"], &old["cell"]), (&"evidence/an-binh.xlsx".into(), &"G13".into()));
    assert_eq!(old["saved"], "2020-12-14T16:00:00");
    let input = &leaf("1.4")["inputs"][0];
    assert_eq!((&input["value"], &input["raw"]), (&"0.4".into(), &"40%".into()));
    assert_eq!(input["file"], "evidence/an binh tra loi.xlsx");
    assert_eq!(leaf("1.1")["proof"], "KH số 5/KH-UBND ngày 20/01/2020");
    assert_eq!(leaf("1.1")["replaced"][0]["part"], "proof");
    assert_eq!(leaf("2.3")["supplements"][0]["proof"], "TB số 12/TB-UBND");
    let errors = |p: &&Value| p["level"] == "error";
    assert_eq!(results["problems"].as_array().unwrap().iter().filter(errors).count(), 0);
    for account in results["ledger"].as_array().unwrap() {
        let sum = ["used", "set_aside", "rejected"].iter().map(|k| account[k].as_u64().unwrap());
        assert_eq!(account["rows"].as_u64().unwrap(), sum.sum::<u64>(), "{account}");
    }
    let told = parindex(place.path(), &["why", &from, "Phường An Bình", "1.1"]);
    let told = String::from_utf8(told.stdout).unwrap();
    let line = "Tài liệu kiểm chứng: trước đó để trống";
    let line = told.lines().find(|said| said.contains(line)).unwrap_or_else(|| panic!("{told}"));
    assert!(line.contains("đổi theo phiếu trả lại [evidence/zalo_anbinh.ods – "), "{line}");
    let told = parindex(place.path(), &["why", &from, "Phường An Bình", "1.2"]);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(
        told.contains("trước đó “120” [evidence/an-binh.xlsx – Tự chấm!G13, lưu 14/12/2020 16:00]"),
        "{told}"
    );
}

#[test]
fn only_what_is_open_is_asked_and_nothing_twice() {
    // Before any reply: the questions of the first send-back, and no others.
    let place = copied(&["tra loi", "zalo", "giai-trinh", "lan-1", "lan-2", "vong-2"]);
    let told = json(place.path(), &["sendback", ".", "--format", "json"]);
    let written = told["written"].as_array().unwrap();
    assert_eq!(written.len(), 1, "{told}");
    assert_eq!(written[0]["unit"], "an-binh");
    let form = place.path().join("forms/sendback/an-binh-tra-lai-lan-1-vong-mau.xlsx");
    let committed = case().join("forms/sendback/an-binh-tra-lai-lan-1-vong-mau.xlsx");
    assert!(fs::read(&form).unwrap() == fs::read(committed).unwrap());
    let asks = part(&form, "xl/sharedStrings.xml");
    for ask in ["value:ho_so", "value:tre_han", "value:truc_tuyen", "proof:1.1"] {
        assert!(asks.contains(&format!(">{ask}<")), "{ask}");
    }
    for not_asked in ["value:quy_che", "value:thu_xin_loi", "proof:2.3", "self:"] {
        assert!(!asks.contains(not_asked), "{not_asked}");
    }
    // Asked already: it waits.
    let again = json(place.path(), &["sendback", ".", "--format", "json"]);
    assert_eq!(again["written"].as_array().unwrap().len(), 0);
    assert_eq!(again["waiting"][0]["number"], 1);
    // Another last day is another asking.
    let other = ["sendback", ".", "--deadline", "2020-12-24", "--format", "json"];
    assert_eq!(json(place.path(), &other)["written"].as_array().unwrap().len(), 1);
    assert!(place.path().join("forms/sendback/an-binh-tra-lai-lan-2-vong-mau.xlsx").exists());
    let requests = json(place.path(), &["explain-round", ".", "--format", "json"]);
    assert_eq!(requests["written"][0]["unit"], "an-binh");
    // Everything answered: nothing is left to ask.
    let done = copied(&[]);
    for command in ["sendback", "explain-round"] {
        let told = json(done.path(), &[command, ".", "--format", "json"]);
        assert_eq!(told["written"].as_array().unwrap().len(), 0, "{command} {told}");
    }
}

#[test]
fn the_board_tells_who_is_how_far() {
    let place = tempfile::tempdir().unwrap();
    let early = copied(&["tra loi", "zalo", "giai-trinh", "lan-2", "vong-2"]);
    let round = early.path().to_string_lossy().to_string();
    let told = json(place.path(), &["board", &round, "--out", "out", "--format", "json"]);
    let unit = |id: &str| {
        told["units"].as_array().unwrap().iter().find(|u| u["unit"] == id).unwrap().clone()
    };
    let first = unit("an-binh");
    // Six items of its form, the shared two among them; the share is blank.
    assert_eq!((&first["answered"], &first["asked"]), (&6.into(), &7.into()));
    assert_eq!(first["percent"], 85);
    assert_eq!((&first["days_late"], &first["saved"]), (&0.into(), &"2020-12-14T16:00:00".into()));
    // The share's two points, and the plan's one without proof; 120 of 100 late gives 0 anyway.
    assert_eq!(first["at_stake"], "3");
    assert_eq!(first["sendback"]["asked"], 4);
    assert_eq!(unit("chanh-hoi")["submitted"], false);
    let reminder = told["reminder"].to_string();
    assert!(reminder.contains("- Xã Chánh Hội") && reminder.contains("Phường An Bình: 4 mục"));
    assert!(place.path().join("out/tien-do.xlsx").exists());
    let now = json(
        place.path(),
        &["board", &case().to_string_lossy(), "--out", "out", "--format", "json"],
    );
    assert_eq!(now["units"][0]["replies"], 2);
    assert_eq!(now["units"][0]["open"], 0);
}

#[test]
fn the_board_tells_of_replies_that_are_not_used() {
    let late = root().join("tests/problems/E-REPLY-LATE");
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    copy(&late, place.path());
    let told = json(place.path(), &["board", ".", "--out", "out", "--format", "json"]);
    let all = told["units"].as_array().unwrap();
    let unit = all.iter().find(|u| u["unit"] == "phuong-tan-lap").unwrap();
    assert_eq!(unit["refused_replies"], serde_json::json!(["evidence/tra-loi.xlsx"]));
    // Nothing is answered: the one question is still open.
    assert_eq!(
        unit["sendback"],
        serde_json::json!({
            "number": 1, "asked": 1, "answered": 0, "open": 1
        })
    );
    let reminder = told["reminder"].to_string();
    assert!(
        reminder.contains("còn 1 câu chưa trả lời); trả lời không dùng được: tra-loi.xlsx"),
        "{reminder}"
    );
}

#[test]
fn nobody_is_praised_whose_criteria_cannot_be_used() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    fs::write(place.path().join("set.toml"), "[set]\nid = ").unwrap();
    let told = json(place.path(), &["board", ".", "--out", "out", "--format", "json"]);
    let reminder = told["reminder"].to_string();
    assert!(reminder.contains("Chưa tính được") && !reminder.contains("đã gửi đủ"), "{reminder}");
}
