//! Annexes made by other programs (`tests/annexes/make.py`) to drafts of criteria sets: codes,
//! names, maxima and kinds of rules are those of the list beside each, and `check` takes the draft.

use std::fs;
use std::path::{Path, PathBuf};

use parindex::problem::{Level, Problems};
use parindex::read;
use parindex::rubric::{self, Rubric};
use parindex::source::Source;
use parindex::terms::Lang;
use parindex::workshop::annex::paper;
use parindex::workshop::draft::{About, Draft, draft};
use parindex::workshop::table::{self, Annex};
use parindex::write::{docx, xlsx};

use crate::support::root;

/// The annexes with the list of what must come of each.
fn annexes() -> Vec<(PathBuf, String)> {
    let folder = root().join("tests/annexes");
    let mut all: Vec<(PathBuf, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end != "py" && end != "tsv"))
        .filter(|path| path.extension().is_some_and(|end| end != "expected"))
        .map(|path| {
            let list = fs::read_to_string(path.with_extension("expected")).unwrap();
            (path, list)
        })
        .collect();
    all.sort();
    all
}

fn read_annex(path: &Path) -> (Annex, Vec<String>) {
    let mut problems = Problems::default();
    let shown = path.file_name().unwrap().to_string_lossy().to_string();
    let (tables, lines) = match read::is_word(path) {
        true => {
            let word = read::word(path, &shown, &read::FORM, &mut problems).unwrap();
            let lines = [word.lines, table::lines_above(&word.tables)].concat();
            (word.tables, lines)
        }
        false => {
            let book = read::book(path, &shown, &read::FORM, &mut problems).unwrap();
            let lines = table::lines_above(&book.sheets);
            (book.sheets, lines)
        }
    };
    assert!(!problems.has_errors(), "{shown}: {problems:?}");
    (table::read(&tables), lines)
}

fn drafted(path: &Path) -> (Annex, Draft) {
    drafted_as(path, &path.file_stem().unwrap().to_string_lossy())
}

fn drafted_as(path: &Path, id: &str) -> (Annex, Draft) {
    let (annex, lines) = read_annex(path);
    let id = id.to_string();
    let about = About { id, lines, this_year: 2026 };
    let draft = draft(&annex, &about).unwrap_or_else(|| panic!("no table in {}", path.display()));
    (annex, draft)
}

fn checked(name: &str, toml: &str) -> Rubric {
    let mut problems = Problems::default();
    let source = Source::new(name.to_string(), toml.to_string());
    let rubric = rubric::from_toml(&source, None, &mut problems);
    let errors: Vec<String> = problems
        .iter()
        .filter(|problem| problem.kind.level == Level::Error)
        .map(|problem| {
            format!("{} {} {}", problem.place, problem.kind.code, problem.message(Lang::Vi))
        })
        .collect();
    rubric.unwrap_or_else(|| panic!("{name}: {errors:#?}\n{toml}"))
}

#[test]
fn annexes_of_other_programs_come_in_whole() {
    let all = annexes();
    assert!(all.len() >= 12, "{} annexes", all.len());
    for (path, list) in all {
        let name = path.file_name().unwrap().to_string_lossy().to_string();
        let (annex, draft) = drafted(&path);
        let rubric = checked(&name, &draft.toml);
        let kind = |code: &str| {
            let mut leaves = rubric.leaves();
            let leaf = leaves.find(|(_, node, _)| node.code.as_str() == code);
            leaf.map_or("-", |(.., leaf)| leaf.rule.kind)
        };
        let found: Vec<String> = annex
            .entries
            .iter()
            .map(|entry| {
                let max = entry.max.as_ref().map(|max| max.to_plain()).unwrap_or_default();
                format!("{}\t{max}\t{}\t{}", entry.code, kind(&entry.code), entry.name)
            })
            .collect();
        let expected: Vec<&str> = list.lines().filter(|line| !line.starts_with('?')).collect();
        assert_eq!(found, expected, "{name}");
        let decisions: Vec<String> =
            draft.decisions.iter().map(|decision| decision.line(Lang::Vi)).collect();
        for needle in list.lines().filter_map(|line| line.strip_prefix("?\t")) {
            let told = decisions.iter().any(|decision| decision.contains(needle));
            assert!(told, "{name}: no decision says {needle:?}: {decisions:#?}");
        }
    }
}

#[test]
fn every_leaf_says_where_it_comes_from_and_every_unclear_scale_is_marked() {
    for (path, list) in annexes() {
        let (_, draft) = drafted(&path);
        let rows = list.lines().filter(|line| !line.starts_with('?')).count();
        let places =
            draft.toml.lines().filter(|line| line.starts_with("# ") && line.contains(", dòng "));
        assert!(places.count() >= rows, "{}:\n{}", path.display(), draft.toml);
        let judged = list.lines().filter(|line| line.contains("\tjudged\t")).count();
        let marked = draft.toml.matches("\n# CHƯA RÕ: ").count();
        assert!(marked >= judged, "{}:\n{}", path.display(), draft.toml);
    }
}

#[test]
fn one_label_is_one_item() {
    for (path, _) in annexes() {
        let (_, draft) = drafted(&path);
        let rubric = checked(&path.display().to_string(), &draft.toml);
        let mut labels: Vec<&str> = rubric.items.iter().map(|item| item.label.as_str()).collect();
        labels.sort_unstable();
        let all = labels.len();
        labels.dedup();
        assert_eq!(labels.len(), all, "{}", path.display());
    }
}

/// What the set says, with every rule and item; a title comes back in capitals and with its year.
fn said(rubric: &Rubric) -> Vec<String> {
    let node = |node: &parindex::rubric::Node| {
        let leaf = node.leaf.as_ref().map(|leaf| {
            (&leaf.rule.expr, leaf.rule.kind, &leaf.proof, &leaf.appraiser, &leaf.guide, &leaf.min)
        });
        format!("{} {} {:?} {:?} {leaf:?}", node.code, node.name, node.max, node.field_kind)
    };
    let head = format!("{} {} {}", rubric.id, rubric.year, rubric.total.to_plain());
    let items = rubric.items.iter().map(|item| {
        format!("{} {} {:?} {:?} {:?}", item.key, item.label, item.unit, item.kind, item.leaf)
    });
    [head].into_iter().chain(items).chain(rubric.nodes.iter().map(node)).collect()
}

#[test]
fn an_annex_made_of_a_draft_gives_the_same_draft() {
    let place = tempfile::tempdir().unwrap();
    for (path, _) in annexes() {
        let (_, first) = drafted(&path);
        let rubric = checked(&path.display().to_string(), &first.toml);
        let paper = paper(&rubric);
        let word = docx::annex(rubric.year, &paper.page, "phu-luc.docx").unwrap();
        let sheet = xlsx::annex(rubric.year, &paper.page, ("phu-luc", "phu-luc.xlsx")).unwrap();
        for (name, bytes) in [("phu-luc.docx", word), ("phu-luc.xlsx", sheet)] {
            let file = place.path().join(name);
            fs::write(&file, bytes).unwrap();
            if read::is_word(&file) {
                crate::papers::laid_out("phu-luc", &file);
            }
            let id = path.file_stem().unwrap().to_string_lossy();
            let (_, again) = drafted_as(&file, &id);
            let again = checked(name, &again.toml);
            assert_eq!(said(&rubric), said(&again), "{} by {name}", path.display());
        }
    }
}

/// Sets that the repository ships.
const SETS: [&str; 5] = [
    "criteria/hoa-thanh-2020/xa-phuong.toml",
    "criteria/hoa-thanh-2020/phong-ban.toml",
    "criteria/binh-duong-2017.toml",
    "criteria/ca-mau-2013-trich.toml",
    "criteria/qd766-2026.toml",
];

#[test]
fn shipped_sets_come_back_as_far_as_a_table_can_say_them() {
    let place = tempfile::tempdir().unwrap();
    let (mut same, mut all) = (0, 0);
    for set in SETS {
        let mut problems = Problems::default();
        let rubric = parindex::run::rubric_of_file(&root().join(set), &mut problems).unwrap();
        let paper = paper(&rubric);
        let file = place.path().join("phu-luc.docx");
        fs::write(&file, docx::annex(rubric.year, &paper.page, "phu-luc.docx").unwrap()).unwrap();
        crate::papers::laid_out("phu-luc", &file);
        let (annex, draft) = drafted(&file);
        let again = checked(set, &draft.toml);
        let nodes = |rubric: &Rubric| -> Vec<(String, String, String)> {
            let one = |node: &parindex::rubric::Node| {
                (node.code.to_string(), node.name.clone(), node.max.to_plain())
            };
            rubric.nodes.iter().map(one).collect()
        };
        assert_eq!(nodes(&rubric), nodes(&again), "{set}");
        assert!(annex.remarks.is_empty(), "{set}: {:?}", annex.remarks);
        let told: Vec<&str> = paper
            .unsaid
            .iter()
            .filter(|(_, text)| text.vi.starts_with("cách tính điểm"))
            .filter_map(|(code, _)| code.as_deref())
            .collect();
        for ((_, node, leaf), (.., other)) in rubric.leaves().zip(again.leaves()) {
            all += 1;
            if told.contains(&node.code.as_str()) {
                // never another rule in its place, unless the guide itself says it
                let safe = other.rule.kind == "judged" || leaf.guide.is_some();
                assert!(safe, "{set} {}: {} became {}", node.code, leaf.rule.kind, other.rule.kind);
            } else {
                same += 1;
                assert_eq!(leaf.rule.kind, other.rule.kind, "{set} {}", node.code);
            }
        }
    }
    assert!(2 * same > all, "{same} of {all} rules come back");
}

#[test]
fn what_no_annex_is_gives_no_draft() {
    let about = About { id: "x".to_string(), lines: Vec::new(), this_year: 2026 };
    assert!(draft(&table::read(&[]), &about).is_none());
}

#[test]
fn hostile_words_stay_words() {
    use parindex::grid::{Cell, Content, Format, Grid, Row};
    let row = |index: u32, cells: &[&str]| Row {
        index,
        cells: cells
            .iter()
            .zip(0..)
            .map(|(text, at)| {
                let content = Content::Text(text.to_string());
                (at, Cell { content, format: Format::General, by_formula: false })
            })
            .collect(),
    };
    let evil = "\"\n[9]\nname = \"x\" \\ # \u{7}";
    let grid = Grid {
        sheet: "a\n[8]".into(),
        visible: true,
        rows: vec![
            row(
                0,
                &[
                    "STT",
                    "Tiêu chí",
                    "Điểm tối đa",
                    "Cách tính điểm",
                    "Yêu cầu kiểm chứng",
                    "Cơ quan thẩm định",
                ],
            ),
            row(1, &["1", evil, "1", evil, evil, evil]),
            row(2, &["2", "Có", "1", "Có: 1; Không: 0", evil, "A\nB"]),
        ],
        ..Grid::default()
    };
    let about = About { id: evil.to_string(), lines: vec![evil.to_string()], this_year: 2026 };
    let draft = draft(&table::read(&[grid]), &about).unwrap();
    let rubric = checked("evil", &draft.toml);
    let codes: Vec<&str> = rubric.nodes.iter().map(|node| node.code.as_str()).collect();
    assert_eq!(codes, ["1", "2"], "{}", draft.toml);
}
