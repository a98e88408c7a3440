//! Surveys from the exports of all tools in one round, against counts made by another program,
//! and what must never leave a raw sheet.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use parindex::survey::Satisfaction;
use serde::Deserialize;

use crate::support::{entries, root, run};

#[derive(Deserialize)]
struct Expected {
    sample: BTreeMap<String, ExpectedUnit>,
    self_selected: BTreeMap<String, ExpectedUnit>,
}

#[derive(Deserialize)]
struct ExpectedUnit {
    n: usize,
    exact: String,
    questions: Vec<ExpectedQuestion>,
    respondents: usize,
    counts: Vec<usize>,
}

#[derive(Deserialize, PartialEq, Eq, Debug)]
struct ExpectedQuestion {
    n: usize,
    blank: usize,
    na: usize,
    satisfied: usize,
}

fn compare(survey: &Satisfaction, expected: &BTreeMap<String, ExpectedUnit>) {
    assert_eq!(survey.units.len(), expected.len());
    for (id, wanted) in expected {
        let unit = survey.units.iter().find(|u| u.unit.as_str() == id).unwrap();
        assert_eq!(unit.n, wanted.n, "{id}");
        let exact = unit.index.as_ref().map(|i| i.to_string());
        assert_eq!(exact.as_deref(), Some(wanted.exact.as_str()), "{id}");
        for (question, wanted) in unit.questions.iter().zip(&wanted.questions) {
            let (blank, na) = (question.blank, question.na);
            let (n, satisfied) = (question.n, question.satisfied);
            assert_eq!(
                &ExpectedQuestion { n, blank, na, satisfied },
                wanted,
                "{id} {}",
                question.id
            );
            assert_eq!(question.refused, 0, "{id} {}", question.id);
        }
    }
}

#[test]
fn exports_of_all_tools_are_read_in_one_round() {
    let folder = root().join("tests/cases/survey-inputs");
    let (results, problems) = run(&folder);
    let text = fs::read_to_string(folder.join("survey-expected.json")).unwrap();
    let expected: Expected = serde_json::from_str(&text).unwrap();
    let told: Vec<String> = problems
        .iter()
        .filter(|p| p.kind.code.contains("SURVEY"))
        .map(|p| format!("{} {}", p.kind.code, p.place))
        .collect();
    assert_eq!(results.surveys.len(), 2, "{told:#?}");
    let [sample, own] = &results.surveys[..] else { panic!() };
    assert!(!sample.self_selected && own.self_selected);
    compare(sample, &expected.sample);
    compare(own, &expected.self_selected);
    for (survey, expected) in [(sample, &expected.sample), (own, &expected.self_selected)] {
        for unit in &survey.fieldwork.sides[0].units {
            let wanted = &expected[unit.unit.as_str()];
            assert_eq!(unit.respondents, wanted.respondents, "{}", unit.unit.as_str());
            assert_eq!(unit.counts, wanted.counts, "{}", unit.unit.as_str());
        }
    }
    let reasons: Vec<(&str, usize)> =
        sample.fieldwork.reasons.iter().map(|(reason, n)| (reason.key(), *n)).collect();
    assert_eq!(reasons, [("not_approved", 2), ("unsubmitted", 3), ("copy", 1)]);
    for account in results.ledger.accounts.iter().filter(|a| a.file.contains("survey")) {
        assert!(account.balances(), "{account:?}");
    }
}

/// Every file below a folder, the parts of workbooks unpacked.
fn texts(folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for path in entries(folder) {
        if path.is_dir() {
            texts(&path, all);
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        if path.extension().is_some_and(|e| e == "xlsx") {
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for at in 0..zip.len() {
                let mut part = zip.by_index(at).unwrap();
                let name = part.name().unwrap().to_string();
                let mut text = Vec::new();
                part.read_to_end(&mut text).unwrap();
                all.push((format!("{} {name}", path.display()), text));
            }
        } else {
            all.push((path.display().to_string(), bytes));
        }
    }
}

#[test]
fn nothing_personal_stands_in_any_output() {
    let place = tempfile::tempdir().unwrap();
    for case in ["survey-inputs", "survey-personal"] {
        let out = place.path().join(case);
        let round = root().join("tests/cases").join(case);
        let done = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(place.path())
            .arg("score")
            .arg(round)
            .args(["--out", case])
            .output()
            .unwrap();
        let mut all = vec![
            ("stdout".to_string(), done.stdout.clone()),
            ("stderr".to_string(), done.stderr.clone()),
        ];
        texts(&out, &mut all);
        assert!(all.len() > 5, "{case}: {}", String::from_utf8_lossy(&done.stderr));
        for secret in ["Bí Mật", "bimat@", "bi_mat", "0912345678", "079123456789"] {
            for (name, text) in &all {
                let found = memchr::memmem::find(text, secret.as_bytes());
                assert!(found.is_none(), "{secret} stands in {name}");
            }
        }
        let json = fs::read_to_string(out.join("results.json")).unwrap();
        assert!(json.contains("N-SURVEY-PERSONAL"), "{case}");
    }
}

/// Two outcomes of one scheme in one workbook: each sheet says which it is about.
#[test]
fn sheets_and_messages_tell_a_sample_from_what_came_by_itself() {
    let place = tempfile::tempdir().unwrap();
    let round = root().join("tests/cases/survey-inputs");
    let told = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(place.path())
        .arg("survey")
        .arg(round)
        .args(["--out", "out", "--no-charts"])
        .output()
        .unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("(người dân tự trả lời)"), "{told}");
    let book: calamine::Xlsx<_> =
        calamine::open_workbook(place.path().join("out/khao-sat.xlsx")).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    assert!(names.iter().all(|name| !name.ends_with(')') || name.contains("tự gửi")), "{names:?}");
    for name in ["Hài lòng", "Hài lòng (tự gửi)", "Chất lượng phiếu (tự gửi)"] {
        assert!(names.iter().any(|n| n == name), "{name} {names:?}");
    }
}

/// `survey` alone has no criteria that miss a unit's forms: it names the unit itself, and of one
/// with forms of which none can be read it says so.
#[test]
fn the_survey_alone_names_the_units_that_it_has_not_reached() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path();
    crate::support::copy(&root().join("tests/problems/base"), here);
    let told = |forms: &str| {
        fs::write(here.join("survey/phieu.csv"), forms).unwrap();
        let (_, problems) = parindex::run::surveys(here, &crate::support::Silent);
        let told = problems.iter().filter(|p| p.kind.code.starts_with("W-SURVEY"));
        told.map(|p| p.message(parindex::terms::Lang::Vi)).collect::<Vec<_>>()
    };
    let head = "Mã phiếu,Đơn vị,C1,C2\n1,Phường Tân Lập,2,2\n2,Phường Tân Lập,2,1\n";
    let absent = ["Khảo sát “hai-long” chưa có phiếu nào tính được của 1 đơn vị: Xã Tân Lập"];
    assert_eq!(told(head), absent);
    let unreadable = "Xã Tân Lập: không có phiếu hợp lệ nào của khảo sát “hai-long”; 2 phiếu nhận được đều bị loại";
    assert_eq!(told(&format!("{head}3,Xã Tân Lập,x,y\n4,Xã Tân Lập,7,y\n")), [unreadable]);
}
