//! One cause gives one message first; what follows from it is below it, and nothing is dropped.

use std::fs;
use std::path::Path;

use parindex::problem::{Level, Problem, Problems, by_cause, kinds};
use parindex::report;
use parindex::run::assess;
use parindex::terms::Lang;

use crate::support::{Silent, copy, root};

/// What is found in the sound round after a change.
fn found(change: impl FnOnce(&Path)) -> Problems {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    change(place.path());
    assess(place.path(), &Silent).1
}

fn with_folder(code: &str) -> Problems {
    let folder = root().join("tests/problems").join(code);
    found(|place| {
        copy(&folder, place);
        let gone = fs::read_to_string(folder.join("remove.txt")).unwrap_or_default();
        for name in gone.lines().filter(|line| !line.is_empty()) {
            fs::remove_file(place.join(name)).unwrap();
        }
    })
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replace(from, to)).unwrap();
}

/// The code of each error that stands first, with the codes of what stands below it.
fn shape(problems: &Problems) -> Vec<(&str, Vec<&str>)> {
    let groups = by_cause(problems.iter());
    let errors = groups.into_iter().filter(|group| group.level() == Level::Error);
    let code = |problem: &Problem| problem.kind.code;
    errors.map(|g| (code(g.first), g.others.into_iter().map(code).collect())).collect()
}

#[test]
fn a_row_without_its_code_stands_before_every_form_of_the_unit() {
    let problems = with_folder("E-UNIT-REFUSED");
    let (first, others) = shape(&problems).swap_remove(0);
    assert_eq!(first, "E-UNITS-ROW");
    assert!(others.len() >= 3, "{others:?}");
    let follows = ["E-UNIT-REFUSED", "W-SURVEY-UNIT-ROWS"];
    assert!(others.iter().all(|code| follows.contains(code)), "{others:?}");
    for problem in problems.iter() {
        assert!(!problem.help(Lang::Vi).contains("Có phải “Xã"), "{}", problem.help(Lang::Vi));
    }
}

/// Stages that do not know of each other find both; the cause is told first all the same.
#[test]
fn what_follows_stands_below_its_cause() {
    for (folder, consequence, cause) in [
        ("E-CSV-FIELDS", "E-FORM-UNIT", "E-CSV-FIELDS"),
        ("E-CSV-QUOTE", "E-FORM-UNIT", "E-CSV-QUOTE"),
        ("E-FORM-KEY", "E-ROW-MISSING", "E-FORM-KEY"),
        ("E-FORM-KEY", "W-MISSING", "E-FORM-KEY"),
        ("E-FORM-KEY-LEAF", "E-ROW-MISSING", "E-FORM-KEY-LEAF"),
        ("E-ROW-MISSING", "W-MISSING", "E-ROW-MISSING"),
        ("E-VALUE-BLANK", "W-MISSING", "E-VALUE-BLANK"),
        ("E-NA-FORBIDDEN", "W-MISSING", "E-NA-FORBIDDEN"),
        ("E-PERIOD-NONE", "W-MISSING", "E-PERIOD-NONE"),
        ("E-FOLDER-SIMILAR", "W-FILES-NONE", "E-FOLDER-SIMILAR"),
        ("E-FILES-PATTERN", "W-FILES-NONE", "E-FILES-PATTERN"),
        ("E-POPULATION-BLANK", "W-POPULATION-MISSING", "E-POPULATION-BLANK"),
        ("E-ROUND-YEAR", "W-ROUND-TITLE", "E-ROUND-YEAR"),
        ("E-SCHEME-MARGIN", "W-MISSING", "E-SCHEME-MARGIN"),
        ("E-FILE-MISSING", "W-MISSING", "E-FILE-MISSING"),
        ("E-SURVEY-UNKNOWN", "W-MISSING", "E-SURVEY-UNKNOWN"),
        ("E-SURVEY-PART", "E-SURVEY-NO-FORMS", "E-SURVEY-PART"),
        ("E-SURVEY-NO-TABLE", "E-SURVEY-NO-FORMS", "E-SURVEY-NO-TABLE"),
        ("E-SURVEY-NO-TABLE", "W-MISSING", "E-SURVEY-NO-TABLE"),
        ("E-SURVEY-COLUMN-MISSING", "E-SURVEY-NO-FORMS", "E-SURVEY-COLUMN-MISSING"),
        ("E-TEXT-ENCODING", "E-SURVEY-NO-FORMS", "E-TEXT-ENCODING"),
        ("E-SURVEY-UNREADABLE-FORM", "E-SURVEY-UNREADABLE-FORM", "E-SURVEY-CODE-RANGE"),
        ("E-SURVEY-CODE-LABEL", "W-SURVEY-QUESTION-EMPTY", "E-SURVEY-CODE-LABEL"),
        ("E-UNIT-AMBIGUOUS", "W-SURVEY-UNIT-ROWS", "E-UNIT-AMBIGUOUS"),
        ("E-UNITS-ROW", "W-SURVEY-UNIT-ROWS", "E-UNITS-ROW"),
        ("W-SURVEY-NONE-VALID", "E-SURVEY-NO-FORMS", "W-SURVEY-NONE-VALID"),
        ("W-SURVEY-SMALL-POINTS", "W-SURVEY-SMALL-POINTS", "W-SURVEY-SMALL-N"),
    ] {
        let problems = with_folder(folder);
        let count = problems.iter().count();
        let groups = by_cause(problems.iter());
        let all: usize = groups.iter().map(|group| 1 + group.others.len()).sum();
        assert_eq!(all, count, "{folder}: nothing is dropped");
        let of_cause = groups.iter().filter(|group| group.first.kind.code == cause);
        let below = of_cause.flat_map(|group| &group.others);
        assert!(below.into_iter().any(|p| p.kind.code == consequence), "{folder}: {consequence}");
    }
}

/// One row that cannot be recognised does not explain two that are missing.
#[test]
fn what_has_a_cause_of_its_own_is_not_put_below_another() {
    let problems = with_folder("E-UNIT-STOPPED");
    assert!(
        by_cause(problems.iter()).iter().all(|group| group.first.kind.code != "E-UNIT-STOPPED")
    );
    for (folder, alone) in [
        ("E-CELL-ADDRESS", "W-MISSING"),
        ("E-SURVEY-AWAITED", "E-SURVEY-AWAITED"),
        ("E-REPLY-STALE", "E-REPLY-STALE"),
        ("E-CHECK", "E-CHECK"),
    ] {
        let problems = with_folder(folder);
        let first = |group: &parindex::problem::Group<'_>| group.first.kind.code == alone;
        assert!(by_cause(problems.iter()).iter().any(first), "{folder}: {alone}");
    }
}

/// The form says something else than it did when it was asked about, since it cannot be read now.
#[test]
fn an_answer_about_a_cell_that_cannot_be_read_now_stands_below_that_cell() {
    let problems = found(|place| {
        copy(&root().join("tests/problems/E-REPLY-STALE"), place);
        copy(&root().join("tests/causes"), place);
    });
    let (first, others) = shape(&problems).swap_remove(0);
    assert_eq!((first, others), ("E-VALUE-TYPE", vec!["E-REPLY-STALE"]));
}

#[test]
fn a_broken_set_stands_before_the_forms_that_need_it() {
    let problems =
        found(|place| edit(&place.join("set.toml"), "kind = \"steps\"", "kind = \"step\""));
    assert_eq!(shape(&problems), [("E-RULE-KIND", vec!["E-APPRAISAL-SET", "E-BLOCK-UNSCORED"])]);
}

#[test]
fn a_missing_set_stands_before_the_forms_that_need_it() {
    let problems = found(|place| {
        copy(&root().join("tests/problems/base"), &place.join("."));
        edit(
            &place.join("round.toml"),
            "criteria = \"set.toml\"\n",
            "criteria = \"set.toml\"\n\n[[block]]\nid = \"b\"\nname = \"Khối B\"\ncriteria = \"b.toml\"\n\n\
             [[unit]]\nid = \"phong\"\nname = \"Phòng Y tế\"\nblock = \"b\"\n",
        );
    });
    assert_eq!(shape(&problems), [("E-FILE-MISSING", vec!["E-BLOCK-UNSCORED"])]);
}

#[test]
fn an_agency_that_the_round_lacks_stands_before_its_points() {
    let problems = found(|place| {
        edit(&place.join("round.toml"), "id = \"noi-vu\"", "id = \"noivu\"");
    });
    let refused = "E-APPRAISAL-OTHER-AGENCY";
    assert_eq!(shape(&problems), [("W-AGENCY-UNKNOWN", vec![refused, refused])]);
}

#[test]
fn a_folder_of_another_round_is_said_once() {
    let problems = with_folder("E-EVIDENCE-FOREIGN");
    assert_eq!(shape(&problems), [("E-EVIDENCE-FOREIGN", vec!["E-UNIT-UNKNOWN"; 4])]);
}

#[test]
fn a_column_of_another_name_is_one_message_that_proposes_it() {
    let problems = found(|place| {
        let text = "Đơn vị:,Xã Tân Lập,,\n\nMã,Tiêu chí,Số liệu,Giá trị\n\
                    ,Số liệu chung,,\n,,Số hồ sơ đã giải quyết,50\n,,Số hồ sơ trễ hạn,1\n\
                    1.1,Niêm yết thủ tục,Đã niêm yết đủ,Có\n";
        fs::remove_file(place.join("evidence/b.xlsx")).unwrap();
        fs::write(place.join("evidence/b.csv"), text).unwrap();
    });
    let of_file: Vec<&Problem> = problems
        .iter()
        .filter(|p| p.place.file == "evidence/b.csv" && p.kind.level == Level::Error)
        .filter(|p| p.kind.code != kinds::evidence::STOPPED.code)
        .collect();
    assert_eq!(of_file.len(), 1, "{of_file:?}");
    assert_eq!(of_file[0].kind.code, "E-TABLE-COLUMN-MISSING");
    let help = of_file[0].help(Lang::Vi);
    assert!(help.starts_with("Có phải cột “Số liệu” là cột “Số liệu kê khai”?"), "{help}");
    assert_eq!(of_file[0].place.cell.as_deref(), Some("C3"));
}

#[test]
fn an_abbreviation_in_the_answers_is_one_cause_over_all_questions() {
    let problems = found(|place| {
        let more = "3,Phường Tân Lập,KYK,KYK\n4,Phường Tân Lập,KYK,2\n3,Xã Tân Lập,KYK,kyk\n";
        let file = place.join("survey/phieu.csv");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, format!("{}\n{more}", text.trim_end())).unwrap();
    });
    // A form with nothing else in it is gone, too, and comes back with the abbreviation.
    let below = vec!["E-SURVEY-UNREADABLE-FORM", "E-SURVEY-ANSWER"];
    assert_eq!(shape(&problems)[0], ("E-SURVEY-ANSWER", below));
    assert!(problems.iter().any(|p| p.help(Lang::Vi).contains("aliases")));
}

#[test]
fn one_unknown_name_over_many_rows_is_one_cause() {
    let problems = found(|place| {
        edit(&place.join("survey/phieu.csv"), "Xã Tân Lập", "Xã Tân Hộp");
        edit(&place.join("round.toml"), "name = \"Xã Tân Lập\"", "name = \"Xã Tân Hợp\"");
    });
    let first = shape(&problems).into_iter().find(|(code, _)| *code == "E-UNIT-UNKNOWN");
    assert!(first.is_some_and(|(_, others)| !others.is_empty()));
}

#[test]
fn points_over_a_form_that_cannot_be_used_follow_from_that_form() {
    let problems = found(|place| {
        copy(&root().join("tests/problems/W-APPRAISAL-POINTS-OLD"), place);
        copy(&root().join("tests/problems/E-FORM-YEAR"), place);
    });
    let old = problems.iter().find(|p| p.kind.code == "W-APPRAISAL-POINTS-OLD").unwrap();
    assert_eq!(old.because.as_ref().unwrap().file, "evidence/a.xlsx");
    let groups = by_cause(problems.iter());
    assert!(groups.iter().all(|group| group.first.kind.code != "W-APPRAISAL-POINTS-OLD"));
}

#[test]
fn a_unit_that_the_list_lost_makes_the_ranks_provisional() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/problems/base"), place.path());
    copy(&root().join("tests/problems/E-UNIT-REFUSED"), place.path());
    let (results, _) = assess(place.path(), &Silent);
    let results = results.unwrap();
    let lost = &results.round.refused[0].name;
    let said: Vec<String> = report::provisional(&results, Lang::Vi).collect();
    assert!(said[0].starts_with("Danh sách đơn vị còn dòng phải sửa"), "{said:?}");
    assert!(said[0].contains(lost.as_str()), "{said:?}");
}

#[test]
fn forms_of_another_round_are_told_in_every_folder_of_forms() {
    let strange = "tests/problems/W-FORMS-STRANGE/forms/sendback/phuong-tan-lap-lan-1.xlsx";
    for folder in ["forms/evidence/", "forms/appraisal/vong-1/"] {
        let problems = found(|place| {
            fs::create_dir_all(place.join(folder)).unwrap();
            fs::copy(root().join(strange), place.join(folder).join("a.xlsx")).unwrap();
            // One that bears the round's id is the round's own.
            fs::copy(root().join(strange), place.join(folder).join("a-thu-2020.xlsx")).unwrap();
        });
        let told: Vec<&Problem> =
            problems.iter().filter(|p| p.kind.code == "W-FORMS-STRANGE").collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].place.file, folder);
    }
}

#[test]
fn columns_of_several_years_are_proposed_together() {
    let (_, problems) = assess(&root().join("tests/cases/evidence-habits"), &Silent);
    let missing = problems.iter().find(|p| p.kind.code == "E-TABLE-COLUMN-MISSING").unwrap();
    let help = missing.help(Lang::Vi);
    let both = "Có phải cột “Giá trị 2020” hay “Giá trị 2019” là cột “Giá trị”?";
    assert!(help.starts_with(both), "{help}");
}

#[test]
fn a_line_with_the_name_of_another_unit_parts_two_forms() {
    let form = |name: &str, between: &str| {
        let rows = "1.1,Niêm yết thủ tục,Đã niêm yết đủ,Có\n";
        format!("Đơn vị:,{name},,\n\nMã,Tiêu chí,Số liệu kê khai,Giá trị\n{rows}{between}{rows}")
    };
    for (between, parts) in [
        ("PHƯỜNG TÂN LẬP,,,\n", true),
        (",UBND phường Tân Lập,,\n", true),
        ("XÃ TÂN LẬP,,,\n", false),
        (",Phường Tân Lập,,x\n", false),
    ] {
        let problems = found(|place| {
            fs::remove_file(place.join("evidence/b.xlsx")).unwrap();
            fs::write(place.join("evidence/b.csv"), form("Xã Tân Lập", between)).unwrap();
        });
        let two = problems.iter().any(|p| p.kind.code == "E-FORM-TWO-UNITS");
        assert_eq!(two, parts, "{between}");
    }
}

#[test]
fn what_an_appraiser_took_away_stands_before_what_is_missing_then() {
    let problems = with_folder("E-APPRAISAL-NA");
    assert_eq!(shape(&problems), [("E-APPRAISAL-NA", vec!["W-MISSING"])]);
}
