//! The papers to sign, read back: layout by Nghị định 30/2020/NĐ-CP, every figure the run's, and
//! nothing of the office in what may be published.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use base64::Engine;
use serde_json::Value;
use unicode_normalization::is_nfc;

use crate::support::root;

/// One run of both commands for all tests: the round at intake, which has open items, and the
/// finished one.
pub struct Runs {
    folder: tempfile::TempDir,
}

pub const ROUNDS: [&str; 2] = ["hoa-thanh-2020-thu-nhan", "binh-duong-2017"];

pub fn runs() -> &'static Runs {
    static RUNS: OnceLock<Runs> = OnceLock::new();
    RUNS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        for round in ROUNDS {
            for arguments in [&["score", "--no-charts"][..], &["papers", "--public"]] {
                let code = Command::new(env!("CARGO_BIN_EXE_parindex"))
                    .args(arguments)
                    .arg(root().join("data").join(round))
                    .arg("--out")
                    .arg(folder.path().join(round))
                    .output()
                    .unwrap();
                assert!(code.status.code().is_some_and(|code| code < 2), "{code:?}");
            }
        }
        Runs { folder }
    })
}

impl Runs {
    pub fn of(&self, round: &str) -> PathBuf {
        self.folder.path().join(round)
    }

    fn results(&self, round: &str) -> Value {
        let text = fs::read(self.of(round).join("results.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// Every paper of every round, with its name.
    fn papers(&self) -> Vec<(String, PathBuf)> {
        let all = ROUNDS.iter().flat_map(|round| files(&self.of(round).join("van-ban")));
        all.map(|file| (file.strip_prefix(self.folder.path()).unwrap().display().to_string(), file))
            .collect()
    }
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in crate::support::entries(folder) {
        match entry.is_dir() {
            true => all.extend(files(&entry)),
            false => all.push(entry),
        }
    }
    all
}

/// The parts of a zipped file as text.
pub fn parts(file: &Path) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut all = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        all.insert(part.name().unwrap().to_string(), String::from_utf8_lossy(&bytes).into_owned());
    }
    all
}

/// What stands between `start` and the next `end`, at each place.
pub fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    let found = text.split(start).skip(1);
    found.map(|rest| &rest[..rest.find(end).unwrap_or(rest.len())]).collect()
}

pub fn attribute(tag: &str, name: &str) -> Option<i64> {
    let value = between(tag, &format!("{name}=\""), "\"");
    value.first()?.parse().ok()
}

/// The texts of a piece of WordprocessingML.
pub fn text(xml: &str) -> String {
    let runs = xml.split("<w:t").skip(1).filter(|run| run.starts_with([' ', '>']));
    let texts = runs.map(|run| {
        &run[run.find('>').unwrap() + 1
            ..run.find("</w:t>").unwrap_or(0).max(run.find('>').unwrap() + 1)]
    });
    let joined: String = texts.collect();
    joined.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
}

/// The tables of a paper as rows of cells; tables inside cells are not told apart.
fn rows(document: &str) -> Vec<Vec<String>> {
    let rows = between(document, "<w:tr>", "</w:tr>");
    rows.iter()
        .map(|row| between(row, "<w:tc>", "</w:tc>").iter().map(|c| text(c)).collect())
        .collect()
}

/// A millimetre in twips, rounded as the papers do.
fn twips(mm: i64) -> i64 {
    mm * 5669 / 100
}

#[test]
fn every_paper_is_laid_out_as_the_decree_says() {
    let papers = runs().papers();
    assert!(papers.len() > 60);
    for (name, file) in papers {
        laid_out(&name, &file);
    }
}

/// Holds a paper to Nghị định 30/2020/NĐ-CP.
pub fn laid_out(name: &str, file: &Path) {
    let parts = parts(file);
    let document = &parts["word/document.xml"];
    let size = between(document, "<w:pgSz", "/>");
    let across = size[0].contains("landscape");
    let (w, h) = (attribute(size[0], "w:w").unwrap(), attribute(size[0], "w:h").unwrap());
    assert_eq!((w.min(h), w.max(h), w > h), (11906, 16838, across), "{name}");
    assert!(!across || name.contains("phu-luc"), "{name}: only wide annexes lie across");
    let margins = between(document, "<w:pgMar", "/>")[0];
    for (side, least, most) in
        [("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)]
    {
        let found = attribute(margins, &format!("w:{side}")).unwrap();
        assert!((twips(least)..=twips(most) + 1).contains(&found), "{name}: {side} {found}");
    }
    assert!(document.contains("<w:titlePg"), "{name}: no number on the first page");
    let header = parts.iter().find(|(part, text)| part.contains("header") && text.contains("PAGE"));
    let (_, header) = header.unwrap_or_else(|| panic!("{name}: pages have no number"));
    assert!(header.contains("w:val=\"center\""), "{name}: the number stands in the middle");
    for font in between(document, "<w:rFonts", "/>") {
        for slot in ["ascii", "hAnsi", "cs", "eastAsia"] {
            assert!(font.contains(&format!("w:{slot}=\"Times New Roman\"")), "{name}: {font}");
        }
    }
    assert!(between(document, "<w:color ", "/>").iter().all(|c| c.contains("000000")), "{name}");
    assert!(is_nfc(document), "{name}");
    let runs = between(document, "<w:sz w:val=\"", "\"");
    let sizes: BTreeSet<i64> = runs.iter().map(|size| size.parse().unwrap()).collect();
    assert!(sizes.iter().all(|half| *half <= 28), "{name}: {sizes:?}");
    for table in between(document, "<w:tbl>", "</w:tbl>") {
        if table.contains("w:fill=\"D9E2EC\"") {
            assert!(table.contains("<w:tblHeader"), "{name}: a heading is not repeated");
        }
    }
    let running =
        between(document, "<w:p ", "</w:p>").into_iter().filter(|p| p.contains("w:val=\"both\""));
    for paragraph in running.filter(|p| p.contains("w:firstLine=\"720\"")) {
        let size = attribute(paragraph, "<w:sz w:val").unwrap_or(28);
        assert!((26..=28).contains(&size), "{name}: {}", text(paragraph));
    }
    if ["bao-cao", "to-trinh", "quyet-dinh", "tu-danh-gia", "chung-nhan"]
        .iter()
        .any(|kind| name.contains(kind))
    {
        assert!(text(document).contains("./."), "{name}: the end is marked");
        assert!(text(document).contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "{name}");
    }
}

#[test]
fn quotation_marks_stand_in_pairs_and_no_formula_is_told_to_a_unit() {
    for (name, file) in runs().papers() {
        let document = &parts(&file)["word/document.xml"];
        for row in rows(document) {
            for cell in row {
                let count = |mark: char| cell.matches(mark).count();
                assert_eq!(count('“'), count('”'), "{name}: {cell}");
                let sheet = name.contains("phieu-diem");
                assert!(!sheet || !cell.contains("Cách ra điểm"), "{name}: {cell}");
            }
        }
        assert!(!text(document).contains("““"), "{name}");
    }
}

#[test]
fn the_head_of_the_body_that_writes_signs_and_never_alone_on_a_sheet() {
    for (name, file) in runs().papers() {
        let document = &parts(&file)["word/document.xml"];
        let said = text(document);
        if name.contains("phu-luc") {
            assert!(!said.contains("Nơi nhận"), "{name}: an annex goes with its decision");
        }
        let ward = name.contains("tu-danh-gia/truong-") || name.contains("tu-danh-gia/long-");
        if ward {
            assert!(said.contains("TM. ỦY BAN NHÂN DÂNCHỦ TỊCH"), "{name}");
            assert!(said.contains("Ủy ban nhân dân "), "{name}");
        }
        if name.contains("tu-danh-gia/phong-") {
            assert!(said.contains("TRƯỞNG PHÒNG"), "{name}");
        }
        if !said.contains("Nơi nhận:") {
            continue;
        }
        let end = between(document, "<w:p ", "</w:p>");
        let end = end.iter().find(|paragraph| text(paragraph).ends_with("./.")).unwrap();
        assert!(end.contains("<w:keepNext"), "{name}: {}", text(end));
    }
}

/// `84.5` as a paper prints it with two places.
fn printed(plain: &str, places: usize) -> String {
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let text = format!("{whole},{part:0<places$}");
    text.replace('-', "−")
}

#[test]
fn figures_of_the_annexes_are_those_of_the_run() {
    for round in ROUNDS {
        let results = runs().results(round);
        let annexes: Vec<Vec<Vec<String>>> = files(&runs().of(round).join("van-ban"))
            .into_iter()
            .filter(|file| file.display().to_string().contains("phu-luc"))
            .map(|file| rows(&parts(&file)["word/document.xml"]))
            .collect();
        let all: Vec<&Vec<String>> = annexes.iter().flatten().collect();
        let mut compared = 0;
        for block in results["blocks"].as_array().unwrap() {
            for unit in block["units"].as_array().unwrap() {
                let name = unit["name"].as_str().unwrap();
                let Some(rank) = unit["rank"].as_u64() else { continue };
                let index = printed(unit["index"].as_str().unwrap(), 2);
                let own = all.iter().filter(|row| row.get(1).is_some_and(|cell| cell == name));
                let own: Vec<_> = own.collect();
                let ranked =
                    own.iter().find(|row| row.contains(&rank.to_string()) && row.contains(&index));
                assert!(ranked.is_some(), "{round}: {name} {rank} {index}: {own:?}");
                let fields: Vec<String> = block_fields(unit);
                compared += 2 + fields.len();
                // A set without levels: its leaves are its fields.
                if fields.is_empty() {
                    continue;
                }
                let by_field = own
                    .iter()
                    .find(|row| row[3..].iter().filter(|c| is_figure(c)).eq(fields.iter()));
                assert!(by_field.is_some(), "{round}: {name} {fields:?}: {own:?}");
            }
        }
        assert!(compared >= 18, "{round}: {compared}");
        details(round, &results, &all);
    }
}

/// A field that does not apply to a unit has a word, and no index.
fn is_figure(cell: &str) -> bool {
    !cell.is_empty() && cell != "không áp dụng"
}

/// Component indices of the fields that count towards the index.
fn block_fields(unit: &Value) -> Vec<String> {
    let nodes = unit["nodes"].as_array().unwrap();
    let fields = nodes.iter().filter(|n| !n["code"].as_str().unwrap().contains('.'));
    let plain = fields.filter_map(|n| n["index"].as_str());
    plain.map(|index| printed(index, 2)).collect()
}

/// Points of every leaf of every ranked unit stand in its column.
fn details(round: &str, results: &Value, all: &[&Vec<String>]) {
    for block in results["blocks"].as_array().unwrap() {
        for unit in block["units"].as_array().unwrap().iter().filter(|u| u["rank"].is_u64()) {
            let name = unit["name"].as_str().unwrap();
            let mut column = None;
            let mut seen = BTreeMap::new();
            for row in all {
                if row.first().is_some_and(|cell| cell == "Mã") && row.len() > 3 {
                    column = row.iter().position(|cell| cell == name);
                } else if let (Some(at), Some(code)) = (column, row.first()) {
                    row.get(at).into_iter().for_each(|cell| {
                        seen.insert(code.clone(), cell.clone());
                    });
                }
            }
            for leaf in unit["leaves"].as_array().unwrap() {
                let code = leaf["code"].as_str().unwrap();
                if leaf["state"] != "scored" || code.starts_with("10.") {
                    continue;
                }
                let gated = seen.get(code).is_some_and(|cell| cell == "0,00");
                let points = printed(leaf["points"].as_str().unwrap(), 2);
                assert!(
                    seen.get(code) == Some(&points) || gated,
                    "{round}: {name} {code} {points}: {:?}",
                    seen.get(code)
                );
            }
        }
    }
}

/// Every text of the public set: parts of the workbook, the page, what is packed in it.
fn published(round: &str) -> String {
    let mut all = String::new();
    for file in files(&runs().of(round).join("cong-khai")) {
        if file.extension().is_some_and(|e| e == "xlsx") {
            parts(&file).into_values().for_each(|part| all += &part);
            continue;
        }
        match file.extension().and_then(|end| end.to_str()) {
            // Drawn from the same figures as the SVG beside it, whose words can be read.
            Some("png") => {
                assert!(file.with_extension("svg").exists(), "{}", file.display());
                continue;
            }
            Some("svg") => {
                all += &fs::read_to_string(&file).unwrap();
                continue;
            }
            _ => {}
        }
        let page = fs::read_to_string(&file).unwrap();
        let data = between(&page, "id=\"du-lieu\">", "</script>")[0];
        let data: Value = serde_json::from_str(data).unwrap();
        for packed in data["parts"].as_array().unwrap().iter().flat_map(|b| b.as_array().unwrap()) {
            let bytes = base64::engine::general_purpose::STANDARD.decode(packed.as_str().unwrap());
            let mut text = String::new();
            flate2::read::ZlibDecoder::new(&bytes.unwrap()[..]).read_to_string(&mut text).unwrap();
            all += &text;
        }
        all += &page;
    }
    all
}

#[test]
fn what_is_published_holds_nothing_of_the_office() {
    let round = ROUNDS[0];
    let published = published(round);
    assert!(published.contains("Phường Long Hoa"));
    assert!(published.contains("TẠM TÍNH"));
    let pictures = crate::support::entries(&runs().of(round).join("cong-khai/bieu-do"));
    // two blocks and two surveys, each picture in two forms
    assert_eq!(pictures.len(), 12, "{pictures:?}");
    let results = runs().results(round);
    let mut inside: BTreeSet<String> = BTreeSet::new();
    gather(&results, "", &mut inside);
    let round_file =
        fs::read_to_string(root().join("data").join(round).join("round.toml")).unwrap();
    for agency in round_file.split("[[agency]]").skip(1) {
        inside.extend(between(agency, "id = \"", "\"").first().map(|id| format!("\"{id}\"")));
    }
    assert!(inside.len() > 300, "{}", inside.len());
    for text in inside {
        assert!(!published.contains(&text), "published: {text}");
    }
    for word in ["evidence/", "appraisal/", "Lý do", "Giải trình", "minh chứng", ".toml", "sha256 "]
    {
        assert!(!published.contains(word), "published: {word}");
    }
}

/// Proof, explanations, reasons, files and messages of the results.
fn gather(value: &Value, key: &str, inside: &mut BTreeSet<String>) {
    const KEYS: [&str; 8] =
        ["proof", "explanation", "reason", "file", "message", "help", "raw", "words"];
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| gather(value, key, inside)),
        Value::Array(list) => list.iter().for_each(|value| gather(value, key, inside)),
        Value::String(text) if KEYS.contains(&key) && text.chars().count() > 11 => {
            inside.insert(text.clone());
        }
        _ => {}
    }
}

#[test]
fn a_unit_with_few_forms_has_no_published_figure() {
    for round in ROUNDS {
        let results = runs().results(round);
        let Some(surveys) = results["surveys"].as_array() else { continue };
        let page = fs::read_to_string(runs().of(round).join("cong-khai/tong-hop.html")).unwrap();
        let data = between(&page, "id=\"du-lieu\">", "</script>")[0];
        let data: Value = serde_json::from_str(data).unwrap();
        for (survey, shown) in surveys.iter().zip(data["surveys"].as_array().unwrap()) {
            let least = survey["min_n"].as_u64().unwrap_or(30);
            for unit in shown["units"].as_array().unwrap() {
                let few = unit["n"].as_u64().unwrap() < least;
                assert_eq!(unit["index"].is_null(), few, "{round}: {unit}");
            }
        }
    }
}

/// Pages of a PDF of LibreOffice, which writes each as an object of its own.
fn pages(pdf: &[u8]) -> usize {
    let mark = b"/Type/Page";
    let found =
        pdf.windows(mark.len() + 1).filter(|w| w.starts_with(mark) && w[mark.len()] != b's');
    found.count()
}

/// On how many pages the heading of a table stands: LibreOffice fills its ground on each of them.
fn headed(pdf: &[u8]) -> usize {
    // D9E2EC as PDF writes a colour
    let grey = ["0.85098", "0.88627", "0.92549"];
    let is_ground = |text: &str| {
        let mut last = Vec::new();
        text.split_ascii_whitespace().any(|word| {
            let ground = word == "rg"
                && last.len() > 2
                && last[last.len() - 3..].iter().zip(grey).all(|(found, wanted): (&&str, &str)| {
                    let near = |text: &str| text.parse::<f64>().unwrap_or(-1.0);
                    (near(found) - near(wanted)).abs() < 0.002
                });
            last.push(word);
            ground
        })
    };
    let mark = b"stream\n";
    let starts = (0..pdf.len().saturating_sub(mark.len()))
        .filter(|at| pdf[*at..].starts_with(mark) && !pdf[..*at].ends_with(b"end"));
    let streams = starts.filter_map(|at| {
        let mut text = Vec::new();
        let inside = flate2::read::ZlibDecoder::new(&pdf[at + mark.len()..]);
        inside.take(4_000_000).read_to_end(&mut text).ok()?;
        String::from_utf8(text).ok()
    });
    streams.filter(|text| is_ground(text)).count()
}

#[test]
fn a_score_sheet_takes_one_page_the_ranking_eight_and_headings_are_repeated() {
    let Some(office) = crate::recalculate::office::office() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(office);
    command
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path());
    let mut names = Vec::new();
    for (at, (name, file)) in runs().papers().into_iter().enumerate() {
        if !name.contains("phieu-diem") {
            continue;
        }
        // Both rounds may have a unit of the same name.
        let copy = folder.path().join(format!("{at}.docx"));
        fs::copy(file, &copy).unwrap();
        command.arg(&copy);
        names.push((name, copy.with_extension("pdf")));
    }
    // An annex of 126 units, and the score sheet of one with a name of 200 letters and 60 fields.
    let odd = folder.path().join("odd");
    let many = crate::support::made::Made::of(126, 6, 2);
    crate::odd_papers::written(&many.results(), &["docx"], &odd.join("many"));
    let annex = folder.path().join("phu-luc-I.docx");
    fs::copy(odd.join("many/van-ban/phu-luc-I.docx"), &annex).unwrap();
    let name = "Trung tâm Phục vụ hành chính công ".repeat(6).chars().take(196).collect();
    let long = crate::support::made::Made { name, ..crate::support::made::Made::of(2, 60, 60) };
    crate::odd_papers::written(&long.results(), &["docx"], &odd.join("long"));
    let sheet = folder.path().join("ten-dai.docx");
    fs::copy(odd.join("long/van-ban/phieu-diem/xa-0.docx"), &sheet).unwrap();
    command.arg(&annex).arg(&sheet);
    names.push(("a name of 200 letters, 60 fields".to_string(), sheet.with_extension("pdf")));
    let ranking = folder.path().join("xep-hang.xlsx");
    fs::copy(runs().of(ROUNDS[0]).join("xep-hang.xlsx"), &ranking).unwrap();
    command.arg(&ranking);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let annex = fs::read(annex.with_extension("pdf")).unwrap();
    assert!(pages(&annex) >= 3, "{}", pages(&annex));
    assert_eq!(headed(&annex), pages(&annex), "the heading stands on every page");
    // 20 units, two blocks, two surveys.
    assert!(pages(&fs::read(ranking.with_extension("pdf")).unwrap()) <= 8);
    for (name, pdf) in names {
        let pdf = fs::read(&pdf).unwrap_or_else(|e| panic!("{name}: {e}; is Writer installed?"));
        assert_eq!(pages(&pdf), 1, "{name}");
    }
}
