//! The whole cycle of one small round, by the commands that an office uses: forms out, replies
//! in, two appraisers who differ, explanations, round 2. What people sent in (`tests/cycle/sent`)
//! was filled in and mangled by openpyxl and LibreOffice; the points of every stage are worked
//! by hand in `tests/cycle/README.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::{copy, rewrite, root};

fn folder() -> PathBuf {
    root().join("tests/cycle")
}

/// A round on its way, in a folder of its own.
struct Office(tempfile::TempDir);

impl Office {
    fn open() -> Office {
        let place = tempfile::tempdir().unwrap();
        for name in ["round.toml", "set.toml"] {
            fs::copy(folder().join(name), place.path().join(name)).unwrap();
        }
        for name in ["evidence", "appraisal"] {
            fs::create_dir(place.path().join(name)).unwrap();
        }
        Office(place)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
        let output = command.current_dir(self.path()).args(arguments).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {said}");
        said
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&said).unwrap_or_else(|e| panic!("{arguments:?}: {e}\n{said}"))
    }

    /// The post of one stage is put where the office puts it.
    fn receive(&self, stage: &str) {
        copy(&folder().join("sent").join(stage), self.path());
    }

    fn results(&self) -> Value {
        self.run(&["score", ".", "--out", "out", "--no-charts"]);
        let text = fs::read(self.path().join("out/results.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// The words under a heading of a form's table, row by row.
    fn column(&self, form: &str, heading: &str) -> Vec<String> {
        let mut book: Xlsx<_> = open_workbook(self.path().join(form)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let is = |cell: &&Data| **cell == Data::String(heading.to_string());
        let rows: Vec<&[Data]> = sheet.rows().collect();
        let header = rows.iter().position(|row| row.iter().any(|c| is(&c))).unwrap();
        let at = rows[header].iter().position(|c| is(&c)).unwrap();
        let number = |row: &&[Data]| row.get(1).is_some_and(|c| *c != Data::Empty);
        let below = rows[header + 1..].iter().copied().filter(number);
        below.map(|row| row[at].to_string()).filter(|text| !text.is_empty()).collect()
    }

    /// `1.2 Phường An` for every row of an appraisal form.
    fn pack(&self, number: u8, agency: &str) -> Vec<String> {
        let form = format!("forms/appraisal/vong-{number}/{agency}-xa-vong-{number}-ca-vong.xlsx");
        let units = self.column(&form, "Đơn vị");
        let codes = self.column(&form, "Mã");
        codes.into_iter().zip(units).map(|(code, unit)| format!("{code} {unit}")).collect()
    }
}

/// Per unit its points, index, rank and class, and the points or the state of every leaf.
fn told(results: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_string);
    let units = results["blocks"][0]["units"].as_array().unwrap();
    let unit = |unit: &Value| {
        let leaves = unit["leaves"].as_array().unwrap().iter().map(|leaf| {
            let key = if leaf["state"] == "scored" { "points" } else { "state" };
            format!("{} {}", text(&leaf["code"]), text(&leaf[key]))
        });
        let leaves: Vec<String> = leaves.collect();
        let own = ["id", "points", "index", "rank", "class"].map(|key| text(&unit[key]));
        format!("{}: {}", own.join(" "), leaves.join(", "))
    };
    units.iter().map(unit).collect()
}

fn leaf<'r>(results: &'r Value, unit: usize, code: &str) -> &'r Value {
    let leaves = results["blocks"][0]["units"][unit]["leaves"].as_array().unwrap();
    leaves.iter().find(|leaf| leaf["code"] == code).unwrap()
}

/// The problems of this kind: file and cell.
fn found(results: &Value, code: &str) -> Vec<String> {
    let all = results["problems"].as_array().unwrap().iter().filter(|p| p["code"] == code);
    all.map(|p| format!("{}!{}", p["file"].as_str().unwrap(), p["cell"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_round_goes_from_empty_forms_to_a_ranking() {
    let office = Office::open();
    evidence_comes_in(&office);
    what_is_wrong_is_mended_in_two_returns(&office);
    two_appraisers_differ(&office);
    units_explain_and_round_2_decides(&office);
}

fn evidence_comes_in(office: &Office) {
    let told_of = office.json(&["template", "."]);
    assert_eq!(told_of["written"].as_array().unwrap().len(), 3);
    office.receive("1-tu-cham");
    assert_eq!(
        told(&office.results()),
        [
            "an 2 20.00 3 Trung bình: 1.1 missing, 1.2 2, 1.3 missing, 2.1 pending",
            "binh 5 50.00 1 Trung bình: 1.1 1, 1.2 2, 1.3 2, 2.1 pending",
            "cat 5 50.00 1 Trung bình: 1.1 3, 1.2 0, 1.3 2, 2.1 pending",
        ]
    );
}

fn what_is_wrong_is_mended_in_two_returns(office: &Office) {
    office.run(&["sendback", "."]);
    let file = |name: &str| {
        format!("forms/sendback/{}-ca-vong.xlsx", name.replace("-lan", "-tra-lai-lan"))
    };
    let asks = |name: &str| office.column(&file(name), "Mã câu hỏi");
    assert_eq!(asks("an-lan-1"), ["value:tre_han", "value:truc_tuyen"]);
    // Three points claimed, one by the figures: a dispute.
    assert_eq!(asks("binh-lan-1"), ["self:1.1"]);
    assert!(!office.path().join(file("cat-lan-1")).exists());

    office.receive("2-tra-loi-lan-1");
    let first = office.results();
    // 250 late of 200 is a contradiction; the rules stay what was declared: nobody asked.
    assert_eq!(told(&first)[0], "an 3 30.00 3 Trung bình: 1.1 0, 1.2 2, 1.3 1, 2.1 pending");
    assert_eq!(found(&first, "E-REPLY-QUESTION"), ["evidence/an trả lời.xlsx!I16"]);
    assert_eq!(found(&first, "E-CHECK"), ["evidence/an trả lời.xlsx!I15"]);
    let own = &leaf(&first, 1, "1.1");
    assert_eq!((&own["self"], &own["replaced"][0]["raw"]), (&"1".into(), &"3".into()));

    a_form_saved_again_voids_no_answer(office, &first);
    // A sheet of an earlier version does not tell what the form said in a hash: what it shows does.
    let copy = office.path().join(file("an-lan-1"));
    let kept = fs::read(&copy).unwrap();
    rewrite(&copy, |name, text| match name {
        "xl/worksheets/sheet2.xml" => without_column(text, 'E'),
        _ => text,
    });
    a_form_saved_again_voids_no_answer(office, &first);
    fs::write(&copy, kept).unwrap();
    office.run(&["sendback", "."]);
    assert_eq!(asks("an-lan-2"), ["value:ho_so", "value:tre_han"]);
    assert!(!office.path().join(file("binh-lan-2")).exists());
    office.receive("3-tra-loi-lan-2");
    let second = office.results();
    assert_eq!(told(&second)[0], "an 6 60.00 1 Trung bình: 1.1 3, 1.2 2, 1.3 1, 2.1 pending");
    assert!(found(&second, "E-CHECK").is_empty());
    // What nobody asked is the office's to know; the unit has nothing left to mend.
    let third = office.json(&["sendback", "."]);
    assert_eq!(third["written"].as_array().unwrap().len(), 0, "{third}");
    let replaced: Vec<String> = leaf(&second, 0, "1.1")["replaced"]
        .as_array()
        .unwrap()
        .iter()
        .map(|old| ["raw", "file", "cell", "saved"].map(|key| old[key].as_str().unwrap()).join("|"))
        .collect();
    assert_eq!(
        replaced,
        [
            "|evidence/an.xlsx|G14|2020-12-14T16:00:00",
            "250|evidence/an trả lời.xlsx|I15|2020-12-18T10:00:00",
        ]
    );
    // Every word that a reply changed bears the reply, and when it was saved.
    let why = |unit: &str, line: &str| {
        let said = office.run(&["why", ".", unit, "1.1"]);
        assert!(said.contains(line), "{said}");
    };
    why(
        "an",
        "đổi theo phiếu trả lại [evidence/an trả lời.xlsx – sửa lại!I15, lưu 18/12/2020 10:00]",
    );
    why("an", "đổi theo phiếu trả lại [evidence/an trả lời (2).xlsx – ");
    why("an", "Tệp: evidence/an trả lời.xlsx (sha256 ");
    why("binh", "Điểm tự chấm: trước đó “3” [");
    why("binh", "đổi theo phiếu trả lại [evidence/binh1.ods – ");
}

/// A sheet whose cells of a column are gone.
fn without_column(text: String, column: char) -> String {
    let mark = format!("<c r=\"{column}");
    let mut parts = text.split(&mark);
    let mut rest = parts.next().unwrap().to_string();
    let before = rest.len();
    parts.for_each(|part| rest += part.split_once("</c>").unwrap().1);
    assert!(rest.len() > before);
    rest
}

/// Answers hang on what the form says where it was asked, not on its bytes.
fn a_form_saved_again_voids_no_answer(office: &Office, before: &Value) {
    let form = office.path().join("evidence/an.xlsx");
    let kept = fs::read(&form).unwrap();
    rewrite(&form, |_, text| text);
    assert!(fs::read(&form).unwrap() != kept);
    let again = office.results();
    assert_eq!((told(&again), found(&again, "E-REPLY-STALE")), (told(before), Vec::new()));

    // Where the form now has a figure of its own, nobody knows which is newer: 7 of 200 counts. The
    // other answer of the same reply stays.
    rewrite(&form, |name, text| match name {
        "xl/worksheets/sheet1.xml" => filled_in(&text, "G14", "7"),
        _ => text,
    });
    let other = office.results();
    assert_eq!(found(&other, "E-REPLY-STALE"), ["evidence/an trả lời.xlsx!I15"]);
    let late = leaf(&other, 0, "1.1")["inputs"].as_array().unwrap().iter();
    let late: Vec<&Value> = late.filter(|one| one["key"] == "tre_han").collect();
    assert_eq!(late[0]["value"], "7");
    assert_eq!(leaf(&other, 0, "1.3")["points"], leaf(before, 0, "1.3")["points"]);
    let account = other["ledger"].as_array().unwrap().iter();
    let mut account = account.filter(|one| one["file"] == "evidence/an trả lời.xlsx");
    assert!(account.any(|one| one["used"] == 1 && one["rejected"] == 2), "{}", other["ledger"]);
    fs::write(&form, kept).unwrap();
}

/// A sheet with a number in a cell that was blank.
fn filled_in(sheet: &str, cell: &str, number: &str) -> String {
    let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap();
    let end = start + sheet[start..].find("/>").unwrap();
    format!("{}><v>{number}</v></c>{}", &sheet[..end], &sheet[end + 2..])
}

fn two_appraisers_differ(office: &Office) {
    office.run(&["appraise", ".", "--vong", "1"]);
    assert_eq!(office.pack(1, "noi-vu"), ["2.1 Phường An", "2.1 Xã Bình", "2.1 Xã Cát"]);
    let rows = office.pack(1, "van-phong");
    assert_eq!(rows.len(), 9);
    // Like cases side by side: Không, then Có and Có.
    assert_eq!(rows[3..6], ["1.2 Xã Cát", "1.2 Phường An", "1.2 Xã Bình"]);

    office.receive("4-tham-dinh-vong-1");
    let results = office.results();
    assert_eq!(
        told(&results),
        [
            "an 5 50.00 3 Trung bình: 1.1 3, 1.2 1, 1.3 1, 2.1 pending",
            "binh 7 70.00 1 Khá: 1.1 1, 1.2 2, 1.3 2, 2.1 2",
            "cat 6 60.00 2 Trung bình: 1.1 3, 1.2 0, 1.3 2, 2.1 1",
        ]
    );
    assert_eq!(found(&results, "E-APPRAISAL-CONFLICT").len(), 1);

    // One and two points for the same answer with the same proof.
    let said = office.run(&["appraise", ".", "--vong", "1"]);
    assert!(said.contains("1.2 Quy chế một cửa: Phường An 1, Xã Bình 2"), "{said}");
    // What is for the office alone does not lie among what is mailed.
    assert!(office.path().join("noi-bo/ra-soat.xlsx").exists());
    let packs = |folder: &str| fs::read_dir(office.path().join(folder)).unwrap().count();
    office.run(&["appraise", ".", "--vong", "1", "--out", "gui-di"]);
    assert_eq!(packs("gui-di"), 2);
    assert_eq!(packs("forms/appraisal/vong-1"), 2);

    let board = office.json(&["board", ".", "--out", "out"]);
    let standing = |at: usize| {
        let one = &board["agencies"][at];
        let name = format!("{} {}", one["agency"].as_str().unwrap(), one["number"]);
        (
            name,
            ["rows", "filled", "conflicts", "left", "requests"].map(|k| one[k].as_u64().unwrap()),
        )
    };
    assert_eq!(standing(0), ("noi-vu 1".to_string(), [3, 2, 1, 0, 1]));
    assert_eq!(standing(1), ("van-phong 1".to_string(), [9, 2, 0, 7, 1]));
    assert_eq!(standing(2), ("noi-vu 2".to_string(), [2, 0, 0, 2, 0]));
    assert_eq!(standing(3), ("van-phong 2".to_string(), [1, 0, 0, 1, 0]));

    let preview = office.run(&["preview", ".", "--out", "out"]);
    assert!(preview.contains("Phường An – 2.1 Vai trò người đứng đầu: 0 → 3"), "{preview}");
}

fn units_explain_and_round_2_decides(office: &Office) {
    office.run(&["explain-round", ".", "--deadline", "2020-12-28"]);
    let file = |unit: &str| format!("forms/explain/{unit}-giai-trinh-lan-1-ca-vong.xlsx");
    let asks = |unit: &str| office.column(&file(unit), "Mã câu hỏi");
    assert_eq!(asks("an"), ["explain:1.2"]);
    assert_eq!(asks("cat"), ["explain:2.1"]);
    office.receive("5-giai-trinh");
    let results = office.results();
    let added = &leaf(&results, 0, "1.2")["supplements"][0];
    assert_eq!(added["proof"], "QĐ số 4/QĐ-UBND ngày 10/01/2020");
    assert!(leaf(&results, 0, "1.2")["refused"].is_null());
    an_explanation_that_cannot_be_used_leaves_its_points_open(office);

    office.run(&["appraise", ".", "--vong", "2"]);
    // What was asked, and what two people said differently; Cát did not answer.
    assert_eq!(office.pack(2, "van-phong"), ["1.2 Phường An"]);
    assert_eq!(office.pack(2, "noi-vu"), ["2.1 Phường An", "2.1 Xã Cát"]);
    let form = "forms/appraisal/vong-2/van-phong-xa-vong-2-ca-vong.xlsx";
    assert_eq!(office.column(form, "Tài liệu kiểm chứng"), ["QĐ số 4/QĐ-UBND ngày 10/01/2020"]);

    office.receive("6-tham-dinh-vong-2");
    an_explanation_after_the_decision_leaves_nothing_open(office);
    let results = office.results();
    assert_eq!(
        told(&results),
        [
            "an 8.5 85.00 1 Tốt: 1.1 3, 1.2 2, 1.3 1, 2.1 2.5",
            "binh 7 70.00 2 Khá: 1.1 1, 1.2 2, 1.3 2, 2.1 2",
            "cat 6 60.00 3 Trung bình: 1.1 3, 1.2 0, 1.3 2, 2.1 1",
        ]
    );
    assert_eq!(results["blocks"][0]["mean_index"], "71.67");
    let history = office.run(&["history", ".", "Phường An", "2.1"]);
    let places: Vec<usize> =
        ["hoa.xlsx", "mai.xlsx", "vòng 2", "Kết quả"].map(|w| history.find(w).unwrap()).into();
    assert!(places.is_sorted(), "{history}");
}

const EXPLANATION: &str = "evidence/giải trình An.xlsx";

/// The leaf 1.2 of the first unit once its explanation came back with other words in the sheet.
fn with_words(office: &Office, from: &str, to: &str) -> Value {
    let file = office.path().join(EXPLANATION);
    let kept = fs::read(&file).unwrap();
    rewrite(&file, |name, text| match name {
        "xl/worksheets/sheet1.xml" => {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        }
        _ => text,
    });
    let results = office.results();
    fs::write(file, kept).unwrap();
    leaf(&results, 0, "1.2").clone()
}

/// One row that is torn, one that lost its question, a sheet without its column: the unit has
/// explained, nobody can read it, and the points of round 1 are not final.
fn an_explanation_that_cannot_be_used_leaves_its_points_open(office: &Office) {
    for (from, to) in [
        ("Quy chế một cửa", "Vai trò người đứng đầu"),
        ("explain:1.2", ""),
        ("Giải trình của đơn vị", "Ghi chú"),
    ] {
        let leaf = with_words(office, from, to);
        assert_eq!(leaf["refused"]["file"], EXPLANATION, "{from}: {leaf}");
        assert_eq!(leaf["points"], "1", "{from}");
    }
}

/// Whoever was to hear it has decided.
fn an_explanation_after_the_decision_leaves_nothing_open(office: &Office) {
    let leaf = with_words(office, "Quy chế một cửa", "Vai trò người đứng đầu");
    assert!(leaf["refused"].is_null(), "{leaf}");
}
