//! Papers, the leaders' page and the public set of rounds that are out of the ordinary: names that
//! are too long, very many fields or units, one unit, nothing scored, no survey, marks of markup.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use parindex::problem::Problems;
use parindex::results::Results;
use parindex::terms::Lang;
use parindex::write::files::Output;
use parindex::write::{RunReasons, Task, WRITERS};

use crate::papers::{attribute, between, files, parts};
use crate::support::browser::Browser;
use crate::support::made::Made;

/// What these writers make of the results, by the names of the files.
pub fn written(results: &Results, writers: &[&str], folder: &Path) -> Vec<PathBuf> {
    let output = Output::staged(folder).unwrap();
    let (lang, surveys_alone) = (Lang::Vi, false);
    let reasons = &RunReasons::of(results, lang);
    let task = Task { results, output: &output, lang, reasons, surveys_alone, tick: &|| {} };
    let mut problems = Problems::default();
    for writer in WRITERS.iter().filter(|writer| writers.contains(&writer.name)) {
        (writer.write)(&task, &mut problems);
    }
    let told: Vec<String> = problems.iter().map(|p| p.message(lang)).collect();
    assert!(told.is_empty(), "{told:?}");
    output.commit().unwrap();
    files(folder)
}

/// The rounds by what is odd about them.
fn rounds() -> BTreeMap<&'static str, Made> {
    let plain = || Made::of(3, 12, 4);
    // 200 letters, as a clerk may paste them
    let long = "Trung tâm Phục vụ hành chính công và Xúc tiến đầu tư ".repeat(4);
    let long: String = long.chars().take(196).collect();
    BTreeMap::from([
        ("a name of 200 letters", Made { name: long, ..plain() }),
        ("60 fields", Made::of(3, 60, 60)),
        ("one unit", Made::of(1, 12, 4)),
        ("no unit scored", Made { sent: false, ..plain() }),
        ("126 units in one block", Made::of(126, 6, 2)),
        (
            "marks in the title",
            Made {
                title: "Chỉ số <b>A & B</b> \\\"x\\\" 'y' \u{202E}cba".to_string(), ..plain()
            },
        ),
    ])
}

/// Every part of XML reads to its end.
fn is_sound(part: &str, name: &str) {
    let mut reader = quick_xml::Reader::from_str(part);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{name}: {error}"),
        }
    }
}

#[test]
fn odd_rounds_give_sound_papers_and_pages() {
    for (odd, made) in rounds() {
        let results = made.results();
        let folder = tempfile::tempdir().unwrap();
        let all = written(&results, &["docx", "html", "public"], folder.path());
        let named =
            |end: &str| all.iter().filter(|f| f.display().to_string().ends_with(end)).count();
        let sheets = all.iter().filter(|f| f.display().to_string().contains("phieu-diem/"));
        assert_eq!(sheets.count(), made.units, "{odd}: one score sheet each");
        for wanted in
            ["bao-cao.docx", "to-trinh.docx", "quyet-dinh.docx", "cong-khai/xep-hang.xlsx"]
        {
            assert_eq!(named(wanted), 1, "{odd}: {wanted}");
        }
        assert_eq!(named("tong-hop.html"), 2, "{odd}");
        for file in &all {
            let name = format!("{odd}: {}", file.display());
            match file.extension().and_then(|end| end.to_str()) {
                Some("docx") => paper_is_sound(file, &name),
                Some("xlsx") => parts(file).iter().for_each(|(part, text)| {
                    is_sound(text, &format!("{name} {part}"));
                    assert!(!text.contains('\u{202E}'), "{name}");
                }),
                Some("html") => page_is_sound(&fs::read_to_string(file).unwrap(), &name),
                Some("svg") => is_sound(&fs::read_to_string(file).unwrap(), &name),
                _ => {}
            }
        }
    }
}

fn paper_is_sound(file: &Path, name: &str) {
    for (part, text) in parts(file) {
        if part.ends_with(".xml") || part.ends_with(".rels") {
            is_sound(&text, &format!("{name} {part}"));
            assert!(!text.contains('\u{202E}'), "{name} {part}");
        }
        if part != "word/document.xml" {
            continue;
        }
        // no table is wider than what the margins leave
        let size = between(&text, "<w:pgSz", "/>")[0];
        let margins = between(&text, "<w:pgMar", "/>")[0];
        let of = |tag: &str, side: &str| attribute(tag, &format!("w:{side}")).unwrap();
        let room = of(size, "w") - of(margins, "left") - of(margins, "right");
        for grid in between(&text, "<w:tblGrid>", "</w:tblGrid>") {
            let columns = between(grid, "<w:gridCol", "/>");
            let wide: i64 = columns.iter().filter_map(|column| attribute(column, "w:w")).sum();
            assert!(wide <= room, "{name}: {wide} of {room}");
            assert!(columns.iter().all(|c| attribute(c, "w:w").is_some_and(|w| w > 200)), "{name}");
        }
    }
}

fn page_is_sound(page: &str, name: &str) {
    assert!(!page.contains("<b>A"), "{name}: a title is text");
    assert!(!page.contains('\u{202E}'), "{name}");
    let data = between(page, "id=\"du-lieu\">", "</script>")[0];
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert!(data["blocks"].as_array().is_some_and(|blocks| blocks.len() == 1), "{name}");
}

#[test]
fn nothing_scored_is_said_and_never_a_zero() {
    let results = Made { sent: false, ..Made::of(3, 12, 4) }.results();
    let folder = tempfile::tempdir().unwrap();
    let all = written(&results, &["docx"], folder.path());
    let report = all.iter().find(|f| f.ends_with("bao-cao.docx")).unwrap();
    let document = &parts(report)["word/document.xml"];
    assert!(document.contains("chưa có đơn vị nào được xếp hạng"), "{document}");
    assert!(!document.contains("0,00"), "{document}");
}

/// A large province on one page: 170 units × 110 leaves.
#[test]
fn the_page_of_a_large_province_is_small_and_opens_at_once() {
    let results = Made::of(170, 110, 8).results();
    let folder = tempfile::tempdir().unwrap();
    written(&results, &["html"], folder.path());
    let page = folder.path().join("tong-hop.html");
    let bytes = fs::metadata(&page).unwrap().len();
    assert!(bytes < 8_000_000, "{bytes}");
    let Some(browser) = Browser::start(1366, 768) else { return };
    let address = format!("file://{}", page.display());
    // the best of five: other tests run beside it
    let loaded = (0..5).map(|_| {
        browser.open(&address);
        let took = browser.run(
            "const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd - t.startTime",
        );
        took.as_f64().unwrap()
    });
    let best = loaded.fold(f64::INFINITY, f64::min);
    assert!(best > 0.0 && best < 1000.0, "{best} ms");
    let rows = browser.run("return document.querySelectorAll('#xep-hang tbody tr').length");
    assert!(rows.as_u64().unwrap() > 170, "{rows}");
}
