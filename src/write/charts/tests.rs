use std::sync::Arc;

use super::*;
use crate::evidence::Stop;
use crate::ledger::{Account, ReadAs, RowFate};
use crate::problem::{KINDS, Level, Place, Problem};
use crate::round::RefusedUnit;
use crate::write::example_results;

#[test]
fn every_picture_is_named_once_and_drawn_the_same_twice() {
    let results = example_results::results(9);
    let jobs = jobs(&results);
    let names: Vec<&str> = jobs.iter().map(|j| j.name.as_str()).collect();
    assert_eq!(
        names[..4],
        ["xep-hang-xa-phuong", "linh-vuc-xa-phuong", "tu-cham-xa-phuong", "hai-long-sipas-2017"]
    );
    assert_eq!(names[4..7], ["cau-hoi-sipas-2017", "yeu-to-sipas-2017", "radar-don-vi-1"]);
    assert_eq!(names.len(), 6 + 9);
    for job in &jobs[..7] {
        let first = job.draw(&results, Lang::Vi).unwrap();
        let second = job.draw(&results, Lang::Vi).unwrap();
        assert_eq!(first.svg, second.svg);
        assert_eq!(first.png, second.png);
        assert!(first.svg.contains("Số liệu minh họa"));
        assert!(first.png.starts_with(b"\x89PNG"));
    }
}

#[test]
fn numbers_carry_the_comma_of_the_language() {
    let results = example_results::results(9);
    let ranking = &jobs(&results)[0];
    let first = results.blocks[0].ranking()[0];
    let index = results.blocks[0].index.units[first].published.as_ref().unwrap().to_fixed(2);
    let vi = ranking.svg(&results, Lang::Vi).unwrap();
    assert!(vi.contains(&index.replace('.', ",")), "{vi}");
    assert!(vi.contains("chưa nộp"));
    assert!(ranking.svg(&results, Lang::En).unwrap().contains(&index));
}

#[test]
fn long_blocks_come_in_parts() {
    let results = example_results::results(250);
    let jobs = jobs(&results);
    assert_eq!(jobs[0].name, "xep-hang-xa-phuong-1");
    assert_eq!(jobs[2].name, "xep-hang-xa-phuong-3");
    let rows: usize = parts(250).iter().map(|p| p.rows.len()).sum();
    assert_eq!(rows, 250);
    assert_eq!(jobs.last().map(|j| j.name.as_str()), Some("radar-don-vi-250"));
}

#[test]
fn a_picture_that_cannot_be_drawn_is_told_of() {
    let results = example_results::results(9);
    let folder = tempfile::tempdir().unwrap();
    let output = crate::write::files::Output::staged(folder.path()).unwrap();
    let (lang, surveys_alone) = (Lang::Vi, false);
    let task = Task { results: &results, output: &output, lang, surveys_alone, tick: &|| {} };
    let part = Part { rows: 0..1, number: 1, of: 1 };
    let job = Job { name: "hỏng".into(), subject: Subject::Ranking { block: 9, part } };
    let problem = write_one(&job, &task).unwrap_err().problem();
    assert_eq!(problem.kind.code, "E-OUTPUT-PICTURE");
    assert!(problem.message(Lang::Vi).contains("bieu-do/hỏng.svg"), "{problem:?}");
    assert!(problem.message(Lang::Vi).contains("index out of bounds"), "{problem:?}");
    assert!(problem.help(Lang::Vi).contains("--no-charts"));
    // What the drawing library refuses is told in its words.
    assert!(raster::png("<svg xmlns=\"http://www.w3.org/2000/svg\"><g>").is_err());
}

/// Not a check: draws every kind of picture into `CHARTS_OUT` for a person to look at.
#[test]
#[ignore = "for looking at"]
#[allow(clippy::disallowed_methods)]
fn draw_for_a_person() {
    let folder = std::env::var("CHARTS_OUT").unwrap();
    let output = crate::write::files::Output::staged(&folder).unwrap();
    for units in [9, 10, 12, 98] {
        let mut results = example_results::results(units);
        results.round.illustration = units != 12;
        if units == 10 {
            make_odd(&mut results);
        }
        let wanted = |j: &&Job| !j.name.starts_with("radar") || j.name.ends_with(['1', '6', '9']);
        let jobs = jobs(&results);
        let jobs: Vec<&Job> = jobs.iter().filter(wanted).take(7).collect();
        jobs.par_iter().for_each(|job| {
            let picture = job.draw(&results, Lang::Vi).unwrap();
            output.write(&format!("{units}/{}.svg", job.name), picture.svg.as_bytes()).unwrap();
            output.write(&format!("{units}/{}.png", job.name), &picture.png).unwrap();
        });
    }
    output.commit().unwrap();
}

/// Two fields only, a self-selected survey, a figure above 100, long texts.
fn make_odd(results: &mut Results) {
    let survey = &mut results.surveys[0];
    survey.self_selected = true;
    for unit in &mut survey.units {
        (unit.se, unit.low, unit.high) = (None, None, None);
    }
    let block = &mut results.blocks[0];
    block.rubric.nodes.truncate(4);
    let over = crate::terms::Exact::whole(104);
    let first = &mut block.index.units[1];
    (first.published, first.rank, first.points) = (Some(over.clone()), Some(1), over);
    first.class = Some("Hoàn thành xuất sắc nhiệm vụ".into());
    block.rubric.classes[0].name = "Hoàn thành xuất sắc nhiệm vụ".into();
    results.round.blocks[0].name =
        "Khối các cơ quan chuyên môn thuộc Ủy ban nhân dân thị xã và các đơn vị sự nghiệp công lập trực thuộc".into();
}

/// The texts of a picture.
fn says(results: &Results, kind: &str, text: &str) -> bool {
    let jobs = jobs(results);
    let job = jobs.iter().find(|job| job.name.starts_with(kind)).unwrap();
    job.svg(results, Lang::Vi).unwrap().contains(text)
}

const OF_UNITS: [&str; 4] = ["xep-hang", "linh-vuc", "tu-cham", "radar-don-vi-4"];

#[test]
fn pictures_of_a_provisional_ranking_say_so() {
    let mut results = example_results::results(9);
    for kind in OF_UNITS {
        // Unit 4 has a leaf without data.
        assert!(says(&results, kind, "tạm tính: còn tiêu chí"), "{kind}");
    }
    assert!(!says(&results, "radar-don-vi-1", "ạm tính"));
    let index = results.blocks[0].index.units[3].published.clone().unwrap().to_fixed(2);
    let star = format!("{}*", index.replace('.', ","));
    assert!(says(&results, "linh-vuc", &star) && says(&results, "xep-hang", &star));
    assert!(says(&results, "radar-don-vi-4", &star.replace('*', "%*")));
    results.blocks[0].index.units[3].missing = 0;
    for kind in OF_UNITS.into_iter().chain(["hai-long", "cau-hoi", "yeu-to"]) {
        assert!(!says(&results, kind, "ạm tính"), "{kind}");
    }
    // The list of units has a row that cannot be used: the places of all are open.
    let place = Place::file("units.xlsx");
    results.round.refused = vec![RefusedUnit { name: "Phường Mất".into(), place }];
    for kind in OF_UNITS.into_iter().chain(["hai-long", "cau-hoi", "yeu-to"]) {
        assert!(says(&results, kind, "Phường Mất"), "{kind}");
    }
}

#[test]
fn nothing_came_is_said_only_where_nothing_came() {
    let mut results = example_results::results(9);
    let kinds = ["xep-hang", "linh-vuc", "tu-cham", "radar-don-vi-9"];
    for kind in kinds {
        assert!(says(&results, kind, "chưa nộp"), "{kind}");
    }
    // A file that nobody knows whose it is: it may be the ninth unit's.
    let file: Arc<str> = "evidence/gui-lai.xlsx".into();
    let mut account = Account::of(ReadAs::Evidence, file.clone(), "".into(), 5);
    (0..5).for_each(|row| account.add(row, RowFate::Rejected("E-EVIDENCE-UNIT")));
    results.ledger.accounts.push(account);
    let error = KINDS.iter().copied().flatten().find(|kind| kind.level == Level::Error).unwrap();
    results.problems.push(Problem::new(error, Place::file(&*file)));
    for kind in kinds {
        assert!(!says(&results, kind, "chưa nộp"), "{kind}");
        assert!(says(&results, kind, "chưa rõ đã nộp hay chưa"), "{kind}");
    }
    // What it sent cannot be used.
    results.blocks[0].index.units[8].stopped = Some(Stop::Unusable { file: file.clone() });
    for kind in kinds {
        assert!(says(&results, kind, "tệp đã gửi chưa dùng được"), "{kind}");
    }
}
