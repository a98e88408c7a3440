//! Everything that reads what others wrote: one line per reader.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use parindex::expr::{Env, evaluate, parse};
use parindex::problem::Problems;
use parindex::read::{FORM, Limits, Workers};
use parindex::round::Names;
use parindex::run::assess;
use parindex::source::Source;
use parindex::terms::Key;
use parindex::value::{Gap, Outcome};
use parindex::{previous, round, rubric, survey};

use super::chance::Chance;
use super::containers::{spoil_package, spoil_xls};
use super::words::{ATTRIBUTES, BYTES, CELLS, CSV, EXPRESSION, TOML};
use crate::support::{Silent, root};

pub struct Target {
    pub name: &'static str,
    /// Files to start from, below the root.
    pub seeds: &'static [&'static str],
    pub spoil: fn(&mut Chance, &[u8]) -> Vec<u8>,
    /// Takes the input; the words say what went wrong. A panic is wrong as well.
    pub run: fn(&[u8]) -> Result<(), String>,
}

pub const TARGETS: &[Target] = &[
    Target {
        name: "round",
        seeds: &["data/hoa-thanh-2020/round.toml", "tests/problems/base/round.toml"],
        spoil: spoil_toml,
        run: |bytes| {
            round::from_toml(&source(bytes), &mut Problems::default());
            Ok(())
        },
    },
    Target {
        name: "criteria",
        seeds: &[
            "criteria/binh-duong-2017.toml",
            "tests/problems/base/set.toml",
            "criteria/hoa-thanh-2020/phong-ban.toml",
        ],
        spoil: spoil_toml,
        run: |bytes| {
            let source = source(bytes);
            let _ = rubric::extends_of(&source);
            rubric::from_toml(&source, None, &mut Problems::default());
            Ok(())
        },
    },
    Target {
        name: "scheme",
        seeds: &["criteria/sipas-2017.toml", "tests/problems/base/scheme.toml"],
        spoil: spoil_toml,
        run: |bytes| {
            survey::scheme::from_toml(&source(bytes), &mut Problems::default());
            Ok(())
        },
    },
    Target {
        name: "previous",
        seeds: &["tests/fuzz/seeds/previous.json"],
        spoil: |chance, bytes| match chance.below(2) {
            0 => chance.requote(bytes, ATTRIBUTES),
            _ => chance.shuffle(bytes, b',', ATTRIBUTES),
        },
        run: |bytes| {
            let _ = previous::Previous::from_json(&String::from_utf8_lossy(bytes));
            Ok(())
        },
    },
    Target {
        name: "expression",
        seeds: &["tests/fuzz/seeds/expressions.txt"],
        spoil: |chance, bytes| {
            let lines: Vec<&[u8]> =
                bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect();
            let Some(line) = lines.get(chance.below(lines.len())) else { return Vec::new() };
            match chance.below(3) {
                0 => chance.shuffle(line, b' ', EXPRESSION),
                _ => chance.spoil(line, EXPRESSION),
            }
        },
        run: expression,
    },
    Target {
        name: "names",
        seeds: &["tests/fuzz/seeds/names.txt"],
        spoil: |chance, bytes| {
            let words: Vec<&[u8]> = CELLS.iter().map(|cell| cell.as_bytes()).collect();
            let lines: Vec<&[u8]> =
                bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect();
            let Some(line) = lines.get(chance.below(lines.len())) else { return Vec::new() };
            chance.spoil(line, &words)
        },
        run: names,
    },
    Target {
        name: "values",
        seeds: &["tests/fuzz/seeds/form.csv"],
        spoil: spoil_cells,
        run: values,
    },
    Target {
        name: "csv",
        seeds: &["tests/fuzz/seeds/form.csv", "data/hoa-thanh-2020/evidence/thanh-tra.csv"],
        spoil: |chance, bytes| match chance.below(3) {
            0 => chance.shuffle(bytes, b'\n', CSV),
            1 => {
                let text = format!("\u{FEFF}{}", String::from_utf8_lossy(bytes));
                let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                chance.spoil(&wide, CSV)
            }
            _ => chance.spoil(bytes, CSV),
        },
        run: |bytes| read(bytes, "csv"),
    },
    Target {
        name: "xlsx",
        seeds: &["tests/fuzz/seeds/form.xlsx", "tests/problems/base/evidence/a.xlsx"],
        spoil: spoil_package,
        run: |bytes| read(bytes, "xlsx"),
    },
    Target {
        name: "xlsm",
        seeds: &["tests/fuzz/seeds/form.xlsm"],
        spoil: spoil_package,
        run: |bytes| read(bytes, "xlsm"),
    },
    Target {
        name: "xls",
        seeds: &[
            "tests/fuzz/seeds/form.xls",
            "tests/files/number-formats.xls",
            "tests/cycle/sent/6-tham-dinh-vong-2/appraisal/noi-vu-2.xls",
        ],
        spoil: spoil_xls,
        run: |bytes| read(bytes, "xls"),
    },
    Target {
        name: "ods",
        seeds: &["tests/fuzz/seeds/form.ods"],
        spoil: spoil_package,
        run: |bytes| read(bytes, "ods"),
    },
    Target {
        name: "bytes",
        seeds: &["tests/fuzz/seeds/form.xlsx", "tests/fuzz/seeds/form.xls"],
        spoil: |chance, bytes| chance.spoil(bytes, BYTES),
        run: |bytes| read(bytes, "xlsx"),
    },
];

fn spoil_toml(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    match chance.below(3) {
        0 => chance.spoil(bytes, TOML),
        1 => chance.requote(bytes, TOML),
        _ => chance.shuffle(bytes, b'\n', TOML),
    }
}

/// The form with a few cells as people fill them in.
fn spoil_cells(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut rows: Vec<Vec<String>> = reader
        .records()
        .flatten()
        .map(|record| record.iter().map(str::to_string).collect())
        .collect();
    if rows.is_empty() {
        return chance.spoil(bytes, CSV);
    }
    for _ in 0..=chance.below(6) {
        let row = chance.below(rows.len());
        if chance.below(12) == 0 {
            let copy = rows[row].clone();
            rows.insert(chance.below(rows.len()), copy);
        } else {
            let column = chance.below(rows[row].len());
            // Two words in one cell, now and then.
            let again = if chance.below(5) == 0 { chance.of(CELLS) } else { "" };
            rows[row][column] = format!("{}{again}", chance.of(CELLS));
        }
    }
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn source(bytes: &[u8]) -> Source {
    Source::new("a.toml", String::from_utf8_lossy(bytes).as_ref())
}

/// A world in which every item is small, and some are missing.
struct Some7;

impl Env for Some7 {
    fn item(&self, key: &Key) -> Outcome {
        match key.as_str().len() % 3 {
            0 => Err(Gap::Missing),
            n => Ok(parindex::value::Value::Number(parindex::terms::Exact::whole(n as i64 - 1))),
        }
    }

    fn carries(&self, _: &[String]) -> bool {
        false
    }
}

fn expression(bytes: &[u8]) -> Result<(), String> {
    if let Ok(parsed) = parse(&String::from_utf8_lossy(bytes)) {
        let _ = evaluate(&parsed.expr, &Some7);
    }
    Ok(())
}

fn names(bytes: &[u8]) -> Result<(), String> {
    static NAMES: OnceLock<Names> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let text = fs::read_to_string(root().join("data/hoa-thanh-2020/round.toml")).unwrap();
        let source = Source::new("round.toml", text);
        Names::new(&round::from_toml(&source, &mut Problems::default()).unwrap())
    });
    let text = String::from_utf8_lossy(bytes);
    let matched = names.find(&text);
    let _ = names.problem(&matched, &text, parindex::problem::Place::file("a"));
    Ok(())
}

/// Reads, judges and scores the whole small round with this form in it.
fn values(bytes: &[u8]) -> Result<(), String> {
    let place = tempfile::tempdir().map_err(|e| e.to_string())?;
    let base = root().join("tests/problems/base");
    fs::create_dir(place.path().join("evidence")).unwrap();
    for name in ["round.toml", "set.toml", "scheme.toml", "survey/phieu.csv"] {
        let to = place.path().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(base.join(name), to).unwrap();
    }
    fs::write(place.path().join("evidence/a.csv"), bytes).unwrap();
    let (results, _) = assess(place.path(), &Silent);
    let results = results.ok_or("the round is sound, but gave no results")?;
    for block in &results.blocks {
        for unit in &block.index.units {
            let max = block.rubric.total.clone();
            if unit.points > max {
                return Err(format!("{} points of {}", unit.points.to_plain(), max.to_plain()));
            }
        }
    }
    Ok(())
}

/// Every input has ten seconds and a gigabyte.
pub const BOUNDS: Limits = Limits { seconds: 10, ..FORM };

/// Panics of the libraries that a reader caught, by their place: such a file is refused as
/// damaged, and nothing else happens.
pub static CAUGHT: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

/// Reads the bytes as a file of that name in a worker, which may not die, dawdle, or refuse a
/// file without a word.
fn read(bytes: &[u8], extension: &str) -> Result<(), String> {
    static WORKERS: OnceLock<Workers> = OnceLock::new();
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().unwrap());
    let path: PathBuf =
        folder.path().join(format!("{:?}.{extension}", std::thread::current().id()));
    fs::write(&path, bytes).unwrap();
    let workers =
        WORKERS.get_or_init(|| Workers::new(env!("CARGO_BIN_EXE_parindex"), &["read-worker"]));
    judge(workers, &path)
}

pub fn judge(workers: &Workers, path: &Path) -> Result<(), String> {
    let mut problems = Problems::default();
    let book = workers.book(path, "a", &BOUNDS, &mut problems);
    let bad = ["E-FILE-STOPPED", "E-FILE-SLOW", "E-FILE-WORKER"];
    for problem in problems.iter() {
        let words = problem.message(parindex::terms::Lang::Vi);
        let panicked = words.split_once("panic: ").map(|(_, place)| place.trim_end_matches(')'));
        if bad.contains(&problem.kind.code) || panicked.is_some_and(|p| p.starts_with("src/")) {
            return Err(format!("{} {words}", problem.kind.code));
        }
        if let Some(place) = panicked {
            *CAUGHT.lock().unwrap().entry(place.to_string()).or_default() += 1;
        }
    }
    match book {
        None if !problems.has_errors() => Err("refused without a word".to_string()),
        _ => Ok(()),
    }
}
