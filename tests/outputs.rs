//! Where outputs go and what they never touch: inputs, files of other hands, other rounds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{copy, entries, root};

struct Office {
    place: tempfile::TempDir,
}

impl Office {
    /// The sound round of the tests of problems, in the folder `round`.
    fn new() -> Office {
        let place = tempfile::tempdir().unwrap();
        copy(&root().join("tests/problems/base"), &place.path().join("round"));
        Office { place }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.place.path().join(path)
    }

    fn run(&self, arguments: &[&str]) -> (i32, String) {
        run_in(self.place.path(), arguments)
    }

    fn change(&self, file: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.at(file)).unwrap();
        assert!(text.contains(old), "{file} has no {old}");
        fs::write(self.at(file), text.replace(old, new)).unwrap();
    }
}

fn run_in(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    let Output { status, stdout, stderr } =
        command.args(arguments).current_dir(folder).output().unwrap();
    let told = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
    (status.code().unwrap_or(-1), told)
}

/// Every file below the folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for path in entries(&next) {
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            all.insert(name, fs::read(&path).unwrap());
        }
    }
    all
}

#[test]
fn no_command_writes_onto_an_input() {
    let office = Office::new();
    let before = files(&office.at("round"));
    for command in [
        "score",
        "survey",
        "sample",
        "board",
        "preview",
        "template",
        "appraise",
        "sendback",
        "explain-round",
    ] {
        for out in ["round", "round/evidence", "round/appraisal/sau", "round/x/../survey", "."] {
            let (code, told) = office.run(&[command, "round", "--out", out]);
            assert_eq!(code, 2, "{command} {out}: {told}");
            assert!(told.contains("E-OUTPUT-INPUTS"), "{command} {out}: {told}");
            assert!(files(&office.at("round")) == before, "{command} {out}");
        }
    }
    // Nor where it goes by itself, from a folder of inputs.
    let (code, told) = run_in(&office.at("round/evidence"), &["score", ".."]);
    assert_eq!(code, 2, "{told}");
    assert!(files(&office.at("round")) == before);
    fs::create_dir_all(office.at("round/evidence/trống")).unwrap();
    for new in ["round/evidence", "round/evidence/trống", "round/evidence/a/b"] {
        assert_eq!(office.run(&["init", new]).0, 2, "{new}");
    }
    fs::remove_dir(office.at("round/evidence/trống")).unwrap();
    assert!(files(&office.at("round")) == before);
}

#[test]
fn results_list_their_set_and_leave_what_is_not_theirs() {
    let office = Office::new();
    fs::create_dir_all(office.at("out/don-vi")).unwrap();
    fs::create_dir_all(office.at("out/bieu-do")).unwrap();
    let foreign = ["out/don-vi/cua-toi.xlsx", "out/bieu-do/anh.png", "out/ghi chú.xlsx"];
    for file in foreign {
        fs::write(office.at(file), "của tôi").unwrap();
    }
    assert_eq!(office.run(&["score", "round", "--out", "out"]).0, 0);
    let text = fs::read(office.at("out/results.json")).unwrap();
    let results: Value = serde_json::from_slice(&text).unwrap();
    let written = results["written"].as_array().unwrap();
    assert!(written.len() > 4, "{written:?}");
    for one in written {
        let bytes = fs::read(office.at("out").join(one["file"].as_str().unwrap())).unwrap();
        assert_eq!(one["sha256"], parindex::read::sha256(&bytes).as_str(), "{one}");
    }
    // What a person wrote into a result is kept; a unit that is gone leaves no ghost.
    fs::write(office.at("out/xep-hang.xlsx"), "đã ký").unwrap();
    let (code, told) = office.run(&["score", "round", "--out", "out", "--lang", "en"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("W-OUTPUT-KEPT") && told.contains("xep-hang-cu-1.xlsx"), "{told}");
    assert_eq!(fs::read_to_string(office.at("out/xep-hang-cu-1.xlsx")).unwrap(), "đã ký");
    for file in foreign {
        assert_eq!(fs::read_to_string(office.at(file)).unwrap(), "của tôi");
    }
    // The other commands have one place with it, and take nothing away.
    let before = files(&office.at("out"));
    for command in ["board", "preview", "survey"] {
        office.run(&[command, "round", "--out", "out"]);
    }
    let after = files(&office.at("out"));
    // `survey` writes its workbook and its pictures itself, here in another language.
    let own = ["da-ghi.json", "bieu-do", "khao-sat.xlsx"];
    let kept = |name: &&String| !own.iter().any(|part| name.contains(part));
    assert!(before.keys().filter(kept).all(|name| after.get(name) == before.get(name)));
    assert!(after.contains_key("tien-do.xlsx") && after.contains_key("xem-truoc.xlsx"));
}

#[test]
fn results_of_another_year_are_not_replaced() {
    let office = Office::new();
    assert_eq!(office.run(&["score", "round", "--out", "out", "--no-charts"]).0, 0);
    let first = files(&office.at("out"));
    office.change("round/round.toml", "year = 2020", "year = 2021");
    for command in ["score", "board", "preview"] {
        let (code, told) = office.run(&[command, "round", "--out", "out"]);
        assert_eq!(code, 2, "{told}");
        assert!(told.contains("E-OUTPUT-ROUND"), "{told}");
        assert!(told.contains("năm 2020") && told.contains("năm 2021"), "{told}");
        assert!(files(&office.at("out")) == first);
    }
    let (code, told) = office.run(&["score", "round", "--out", "out", "--no-charts", "--force"]);
    assert!(code < 2 && told.contains("out-cu-1"), "{told}");
    assert!(files(&office.at("out-cu-1")) == first);
    let results = fs::read_to_string(office.at("out/results.json")).unwrap();
    assert!(results.contains("\"year\":2021"));
}

#[test]
fn forms_that_were_filled_in_are_never_lost() {
    let office = Office::new();
    assert!(office.run(&["template", "round"]).0 < 2);
    let form = entries(&office.at("round/forms/evidence"))
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "xlsx"))
        .unwrap();
    // No form that can be read: it makes room for one that can be sent, and is kept.
    fs::write(&form, "điền rồi").unwrap();
    assert!(office.run(&["template", "round"]).0 < 2);
    let name = form.file_stem().unwrap().to_string_lossy().into_owned();
    let kept = form.with_file_name(format!("{name}-cu-1.xlsx"));
    assert_eq!(fs::read_to_string(kept).unwrap(), "điền rồi");
    assert!(fs::read(&form).unwrap().starts_with(b"PK"));
    let count = entries(&office.at("round/forms/evidence")).len();
    assert!(office.run(&["template", "round", "--force"]).0 < 2);
    assert_eq!(entries(&office.at("round/forms/evidence")).len(), count);
}

#[test]
fn the_same_inputs_give_the_same_bytes_from_anywhere() {
    let office = Office::new();
    fs::create_dir_all(office.at("sâu/hơn")).unwrap();
    let out = |name: &str| office.at(name).to_string_lossy().into_owned();
    let round = out("round");
    let runs = [
        (office.at("."), vec!["score", "round", "--out", "a"]),
        (office.at("round"), vec!["score", ".", "--out", "../b"]),
        (office.at("sâu/hơn"), vec!["score", "../../round/round.toml", "--out", "c"]),
        (office.at("sâu"), vec!["score", &round]),
    ];
    for (from, arguments) in &runs {
        let (code, told) = run_in(from, arguments);
        assert_eq!(code, 0, "{told}");
    }
    let first = files(&office.at("a"));
    let results = entries(&office.at("sâu/reports")).pop().unwrap();
    for other in [office.at("b"), office.at("sâu/hơn/c"), results] {
        let other = files(&other);
        assert!(first == other, "the bytes differ");
    }
    // No workbook leads out of itself.
    for (name, bytes) in first.iter().filter(|(name, _)| name.ends_with(".xlsx")) {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for at in 0..archive.len() {
            let part = std::io::read_to_string(archive.by_index(at).unwrap()).unwrap_or_default();
            assert!(!part.contains("TargetMode=\"External\""), "{name}");
        }
    }
}

#[test]
fn a_folder_of_nearly_the_name_is_told_and_no_results_are_made() {
    for (section, other) in [
        ("evidence", "evidences"),
        ("evidence", "Minh chứng"),
        ("appraisal", "Thẩm định"),
        ("survey", "khao-sat"),
    ] {
        let office = Office::new();
        let (from, to) = (office.at("round").join(section), office.at("round").join(other));
        fs::rename(&from, to).unwrap();
        for folder_is_there in [false, true] {
            if folder_is_there {
                fs::create_dir(&from).unwrap();
            }
            let (code, told) = office.run(&["score", "round", "--out", "out"]);
            assert_eq!(code, 2, "{section}: {told}");
            assert!(told.contains("E-FOLDER-SIMILAR") && told.contains(other), "{told}");
            assert!(!office.at("out").exists());
        }
    }
}

#[test]
fn names_of_any_kind_do_not_stop_a_run() {
    let long = "Phường có tên rất dài ".repeat(10);
    let names = [
        ["A1", "R1C1", "'Tổng hợp'!A1"],
        ["=SUM(A1)", "Xã \\\"Hai\\\" [1]: x/y*?", &long],
        ["Xã!'", "xã #1 %20 & <b>", "=(A1,B1)"],
    ];
    for [unit, block, title] in names {
        let office = Office::new();
        office.change(
            "round/round.toml",
            "name = \"Phường Tân Lập\"",
            &format!("name = \"{unit}\""),
        );
        office.change(
            "round/round.toml",
            "name = \"Khối xã, phường\"",
            &format!("name = \"{block}\""),
        );
        let old = "title = \"Chỉ số cải cách hành chính năm 2020\"";
        office.change("round/round.toml", old, &format!("title = \"{title}\""));
        for command in ["score", "board", "template"] {
            let (code, told) = office.run(&[command, "round", "--out", "out"]);
            assert!(code < 2, "{command} {unit}: {told}");
        }
        assert!(office.at("out/xep-hang.xlsx").exists());
    }
}
