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
    let reasons = &crate::write::RunReasons::of(&results, lang);
    let task =
        Task { results: &results, output: &output, lang, reasons, surveys_alone, tick: &|| {} };
    let part = Part { rows: 0..1, number: 1, of: 1 };
    let job = Job {
        name: "hỏng".into(),
        subject: Subject::Ranking { block: 9, part },
        audience: Audience::Inside,
    };
    let problem = write_one(&job, &task, (FOLDER, lang)).unwrap_err().problem();
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

/// A better index above a better class: the picture itself says why.
#[test]
fn what_kept_a_unit_from_a_class_stands_below_the_ranking() {
    let mut results = example_results::results(9);
    results.blocks[0].index.units.iter_mut().for_each(|unit| unit.class_held = None);
    assert!(!says(&results, "xep-hang", "Không đạt loại"));
    let block = &mut results.blocks[0];
    let first = block.ranking()[0];
    let class = block.rubric.classes[1].name.clone();
    for (at, fields) in [(first, ["2", "3"]), (block.ranking()[2], ["2", "3"])] {
        let unit = &mut block.index.units[at];
        unit.class = Some(class.clone());
        unit.class_held = Some(crate::index::ClassHeld {
            gates: Vec::new(),
            class: block.rubric.classes[0].name.clone(),
            every_field: crate::terms::Exact::fraction(7, 10).unwrap(),
            fields: fields.map(str::to_string).to_vec(),
        });
    }
    let svg = jobs(&results)[0].svg(&results, Lang::Vi).unwrap();
    let best = &results.blocks[0].rubric.classes[0].name;
    let note = format!("(1) Không đạt loại {best}: lĩnh vực 2, 3 dưới 70%");
    assert_eq!(svg.matches(&note).count(), 1, "{svg}");
    assert_eq!(svg.matches(&format!("{class} (1)")).count(), 2, "{svg}");
}

#[test]
fn the_line_of_the_mean_crosses_no_figure() {
    let text = |x: &str| {
        let at = x.find("x=\"").unwrap() + 3;
        x[at..].split('"').next().unwrap().parse::<f64>().unwrap()
    };
    for mean in [None, Some(200.0)] {
        // a bar of 150 pixels, whose figure would begin at 158
        let svg = canvas::paint((400, 60), |canvas| {
            rows::figure(canvas, ((0.0, 150.0), 30.0), "78,46*", 16.0, mean);
        });
        let svg = svg.unwrap();
        let inside = svg.contains("text-anchor=\"end\"");
        let x = text(&svg[svg.find("<text").unwrap()..]);
        assert_eq!(
            (inside, x),
            if mean.is_some() { (true, 142.0) } else { (false, 158.0) },
            "{svg}"
        );
    }
    // no room inside: beyond the line
    let svg = canvas::paint((400, 60), |canvas| {
        rows::figure(canvas, ((0.0, 20.0), 30.0), "8,46*", 16.0, Some(40.0));
    });
    let svg = svg.unwrap();
    assert_eq!(text(&svg[svg.find("<text").unwrap()..]), 48.0, "{svg}");
}

/// No open item, no word of the office, no figure from few forms.
#[test]
fn published_pictures_say_no_more_than_the_tables() {
    let mut results = example_results::results(9);
    results.surveys[0].units[0].small = true;
    let name = results.round.unit_name(&results.surveys[0].units[0].unit).to_string();
    let of = |results: &Results| -> Vec<(String, String)> {
        let jobs = public_jobs(results);
        jobs.iter().map(|job| (job.name.clone(), job.svg(results, Lang::Vi).unwrap())).collect()
    };
    let pictures = of(&results);
    let names: Vec<&str> = pictures.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["xep-hang-xa-phuong", "linh-vuc-xa-phuong", "hai-long-sipas-2017"]);
    for (picture, svg) in &pictures {
        assert!(svg.contains("Kết quả TẠM TÍNH"), "{picture}");
        for word in ["chưa nộp", "còn tiêu chí", "chưa có số liệu"] {
            assert!(!svg.contains(word), "{picture}: {word}");
        }
        assert_eq!(svg.contains(&name), !picture.starts_with("hai-long"), "{picture}");
    }
    assert!(!pictures[2].1.contains("Trung bình các đơn vị"), "the mean would give it away");
    assert!(pictures[2].1.contains("Không nêu chỉ số của đơn vị"));
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
