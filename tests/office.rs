//! The same office over a year and into the next: replies under a set that was touched, forms of
//! another year in the way, a folder copied, a round just begun.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{copy, entries, root};

fn parindex(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    String::from_utf8(parindex(folder, arguments).stdout).unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let said = said(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&said).unwrap_or_else(|e| panic!("{arguments:?}: {e}\n{said}"))
}

fn codes(told: &Value) -> Vec<&str> {
    told["problems"].as_array().unwrap().iter().map(|p| p["code"].as_str().unwrap()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = entries(folder)
        .iter()
        .map(|file| file.file_name().unwrap().to_string_lossy().to_string())
        .collect();
    names.sort();
    names
}

fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// The round of the problems, with a reply to one question: 40 % of files online.
fn asked() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    let from = root().join("tests/problems/E-REPLY-LATE/evidence/a.xlsx");
    fs::copy(from, place.path().join("evidence/a.xlsx")).unwrap();
    place
}

#[test]
fn a_set_may_be_touched_while_units_answer() {
    let place = asked();
    let set = place.path().join("set.toml");
    parindex(place.path(), &["sendback", "."]);
    let form = place.path().join("forms/sendback/phuong-tan-lap-tra-lai-lan-1-thu-2020.xlsx");
    assert!(form.exists(), "{:?}", names(&place.path().join("forms/sendback")));
    // The unit sends the form back as it came: told, and nothing is answered.
    fs::copy(&form, place.path().join("evidence/tra loi.xlsx")).unwrap();
    let told = json(place.path(), &["check", "."]);
    assert!(codes(&told).contains(&"E-REPLY-EMPTY"), "{told}");
    fs::remove_file(place.path().join("evidence/tra loi.xlsx")).unwrap();
    // A comment, and another leaf: what was asked stands, and nobody is asked again.
    let text = fs::read_to_string(&set).unwrap();
    fs::write(&set, format!("# sửa lời\n{text}")).unwrap();
    let again = json(place.path(), &["sendback", "."]);
    assert_eq!(
        (again["written"].as_array().unwrap().len(), &again["waiting"][0]["number"]),
        (0, &1.into())
    );
    change(&set, "\"95%\", points = 2", "\"96%\", points = 2");
    assert_eq!(json(place.path(), &["sendback", "."])["written"].as_array().unwrap().len(), 0);
    // The leaf that was asked about: another question.
    change(&set, "target = \"50%\"", "target = \"60%\"");
    let again = json(place.path(), &["sendback", "."]);
    let files = again["written"].to_string();
    assert!(files.contains("phuong-tan-lap-tra-lai-lan-2-thu-2020"), "{again}");
}

#[test]
fn a_form_says_which_leaves_have_changed_since() {
    let place = asked();
    parindex(place.path(), &["template", "."]);
    let form = "forms/evidence/xa-tan-lap-tu-cham-thu-2020.xlsx";
    fs::copy(place.path().join(form), place.path().join("evidence/b.xlsx")).unwrap();
    let changed = |place: &Path| {
        let told = json(place, &["check", "."]);
        let all = told["problems"].as_array().unwrap();
        let own = all.iter().find(|p| p["code"] == "W-FORM-SET-CHANGED");
        own.map(|p| p["message"].as_str().unwrap().to_string())
    };
    let set = place.path().join("set.toml");
    let text = fs::read_to_string(&set).unwrap();
    fs::write(&set, format!("# sửa lời\n{text}")).unwrap();
    assert_eq!(changed(place.path()), None);
    change(&set, "target = \"50%\"", "target = \"60%\"");
    let message = changed(place.path()).unwrap();
    assert!(message.ends_with("ở tiêu chí 1.4"), "{message}");
    // The form that is there is told to be an earlier one, and stays.
    let told = json(place.path(), &["template", "."]);
    assert_eq!(
        (told["written"].as_array().unwrap().len(), codes(&told)),
        (0, vec!["W-FORM-EARLIER"; 2])
    );
}

#[test]
fn forms_of_another_year_are_not_kept_as_this_years() {
    let place = asked();
    let forms = place.path().join("forms/evidence");
    parindex(place.path(), &["template", "."]);
    let round = place.path().join("round.toml");
    // Copied, with the year changed and the id forgotten: the old forms make room.
    change(&round, "year = 2020", "year = 2021");
    let told = json(place.path(), &["template", "."]);
    assert_eq!(told["written"].as_array().unwrap().len(), 2, "{told}");
    let found = codes(&told);
    for code in ["W-FORM-OTHER", "W-ROUND-ID", "W-ROUND-TITLE", "W-SET-YEAR", "W-SET-DUE"] {
        assert!(found.contains(&code), "{code}: {found:?}");
    }
    // With an id of its own the new round's forms have names of their own; the others are told.
    change(&round, "thu-2020", "thu-2021");
    let told = json(place.path(), &["template", "."]);
    assert_eq!(told["written"].as_array().unwrap().len(), 2, "{told}");
    assert!(codes(&told).contains(&"W-FORMS-STRANGE"), "{told}");
    assert_eq!(names(&forms).len(), 4, "{:?}", names(&forms));
    // A second time nothing is in the way, and nothing is written.
    let told = json(place.path(), &["template", "."]);
    assert_eq!((told["written"].as_array().unwrap().len(), &told["kept"]), (0, &2.into()));
}

#[test]
fn what_somebody_filled_in_is_never_overwritten() {
    let place = asked();
    parindex(place.path(), &["template", "."]);
    let forms = place.path().join("forms/evidence");
    // Somebody's workbook lies where the form was, and a form was saved by Excel.
    let filled = root().join("tests/problems/E-REPLY-LATE/evidence/a.xlsx");
    fs::copy(filled, forms.join("xa-tan-lap-tu-cham-thu-2020.xlsx")).unwrap();
    let told = json(place.path(), &["template", ".", "--force"]);
    assert!(codes(&told).contains(&"W-FORM-OTHER"), "{told}");
    assert_eq!(names(&forms).len(), 3, "{:?}", names(&forms));
    // Without anybody's hand in it a form is simply written anew.
    let told = json(place.path(), &["template", ".", "--force"]);
    assert_eq!((codes(&told).len(), names(&forms).len()), (0, 3), "{told}");
}

#[test]
fn a_round_begins_with_the_name_of_its_folder() {
    let place = tempfile::tempdir().unwrap();
    let output =
        parindex(place.path(), &["init", "Vĩnh Sơn 2027", "--title", "Chỉ số CCHC năm 2027"]);
    assert_eq!(output.status.code(), Some(0));
    let folder = place.path().join("Vĩnh Sơn 2027");
    let text = fs::read_to_string(folder.join("round.toml")).unwrap();
    for line in ["id = \"vinh-son-2027\"", "year = 2027", "title = \"Chỉ số CCHC năm 2027\""] {
        assert!(text.contains(line), "{line}");
    }
    assert!(!text.contains("[[unit]]") && !text.contains("{year}"), "{text}");
    let output = parindex(&folder, &["check", "."]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("Danh sách đơn vị chưa có dòng nào"), "{told}");
    // With units in the list the forms can go out.
    fs::write(folder.join("don-vi.csv"), "Mã,Tên,Khối\nlong-hoa,Phường Long Hoa,xa-phuong\n")
        .unwrap();
    change(&folder.join("round.toml"), "units = \"don-vi.xlsx\"", "units = \"don-vi.csv\"");
    let told = json(&folder, &["template", "."]);
    assert_eq!(told["written"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(names(&folder.join("forms/evidence")), ["long-hoa-tu-cham-vinh-son-2027.xlsx"]);
    let named = parindex(place.path(), &["init", "moi", "--year", "2030"]);
    assert_eq!(named.status.code(), Some(0));
    let text = fs::read_to_string(place.path().join("moi/round.toml")).unwrap();
    assert!(
        text.contains("id = \"moi-2030\"") && text.contains("due") && text.contains("năm 2030")
    );
}

#[test]
fn late_evidence_counts_or_not_as_declared() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    // Saved on 10/12/2020.
    let from = root().join("tests/problems/E-REPLY-LATE/evidence/a.xlsx");
    fs::copy(from, place.path().join("evidence/a.xlsx")).unwrap();
    let round = place.path().join("round.toml");
    let base = fs::read_to_string(&round).unwrap();
    let used = |deadline: &str, closed: &str, late: &str| {
        let files = "files = [\"evidence/*\"]";
        let text = base
            .replace("deadline = 2020-12-15", &format!("deadline = {deadline}\n{closed}"))
            .replace(files, &format!("{files}\n{late}"));
        fs::write(&round, text).unwrap();
        parindex(place.path(), &["score", ".", "--out", "out", "--no-charts"]);
        let text = fs::read(place.path().join("out/results.json")).unwrap();
        let results: Value = serde_json::from_slice(&text).unwrap();
        let unit = &results["blocks"][0]["units"][0];
        (
            unit["index"].is_string(),
            codes(&results).iter().any(|c| *c == "E-FORM-LATE" || *c == "E-CLOSED"),
        )
    };
    assert_eq!(used("2020-12-10", "", "late = \"refuse\""), (true, false));
    assert_eq!(used("2020-12-09", "", ""), (true, false));
    assert_eq!(used("2020-12-09", "", "late = \"accept\""), (true, false));
    assert_eq!(used("2020-12-09", "", "late = \"refuse\""), (false, true));
    assert_eq!(used("2020-12-01", "closed = 2020-12-09", "late = \"accept\""), (false, true));
    assert_eq!(used("2020-12-01", "closed = 2020-12-10", ""), (true, false));
}

#[test]
fn wards_get_no_paths_and_no_keys() {
    let place = asked();
    let twin = root().join("tests/problems/base/evidence/a.xlsx");
    fs::copy(twin, place.path().join("evidence/a (2).xlsx")).unwrap();
    fs::remove_file(place.path().join("evidence/b.xlsx")).unwrap();
    fs::write(place.path().join("evidence/la.csv"), "a,b\n1,2\n").unwrap();
    let told = json(place.path(), &["board", ".", "--out", "out"]);
    let reminder: Vec<&str> =
        told["reminder"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    let reminder = reminder.join("\n");
    for word in ["evidence/", "treo", ".toml", "parindex", "trước hết"] {
        assert!(!reminder.contains(word), "{word}: {reminder}");
    }
    assert!(reminder.contains("tệp chưa rõ của đơn vị nào: la.csv"), "{reminder}");
}

/// All texts of a workbook.
fn texts(book: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".xml") {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    text
}

#[test]
fn what_is_sent_to_a_ward_names_no_key_of_the_office() {
    let place = asked();
    let twin = root().join("tests/problems/base/evidence/a.xlsx");
    fs::copy(twin, place.path().join("evidence/a (2).xlsx")).unwrap();
    parindex(place.path(), &["sendback", "."]);
    parindex(place.path(), &["score", ".", "--out", "out", "--no-charts"]);
    let sheet = place.path().join("forms/sendback/phuong-tan-lap-tra-lai-lan-1-thu-2020.xlsx");
    let asked = texts(&sheet);
    assert!(asked.contains("cho biết bản chính thức") && asked.contains("không có ô phải trả lời"));
    let own = texts(&place.path().join("out/don-vi/phuong-tan-lap.xlsx"));
    for word in [".toml", "[evidence]", "use = ", "round.toml"] {
        assert!(!asked.contains(word), "{word}");
        assert!(!own.contains(word), "{word} in the unit's own sheets");
    }
}
