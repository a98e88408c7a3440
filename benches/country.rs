//! A generated country: 3,321 communes in 34 blocks, 100 leaves, one workbook of about 120 rows
//! each, scored end to end, against *only* reading every cell of the same files with calamine
//! on all cores and writing the same cells with rust_xlsxwriter, bare of formats.
//!
//! `cargo bench --profile dist --bench country [-- UNITS]`. Each side runs in a process of its
//! own, three times in turn; wall, CPU and peak memory come from the operating system (Linux).
//! `-- reading [UNITS]` measures reading alone.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)] // a program of its own, at the edge

#[path = "country/generate.rs"]
mod generate;
#[path = "country/reading.rs"]
mod reading;

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use calamine::{Data, Reader, Xlsx};
use rayon::prelude::*;
use rust_xlsxwriter::Workbook;

use generate::generate;

const UNITS: usize = 3_321;
const BLOCKS: usize = 34;
const FIELDS: usize = 8;
const LEAVES: usize = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["bare", folder, outputs] => bare(Path::new(folder), Path::new(outputs)),
        ["score", folder, out, charts] => score(Path::new(folder), Path::new(out), charts == "1"),
        ["read", way, folder] => reading::read(way, Path::new(folder)),
        [reading::WORKER, memory] => parindex::read::work(memory.parse().unwrap()).unwrap(),
        ["reading"] => reading::compare(&country(UNITS)),
        ["reading", units] => reading::compare(&country(units.parse().expect("a number of units"))),
        ["count", out] => println!("{}", cells_in(&workbooks(Path::new(out)))),
        [] => compare(UNITS),
        [units] => compare(units.parse().expect("a number of units")),
        _ => panic!("cargo bench --bench country [-- [reading] [UNITS]]"),
    }
}

// --- the comparison

struct Figures {
    wall: f64,
    cpu: f64,
    peak_mib: f64,
}

/// The folder of the country, generated when it is not there.
fn country(units: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/country-{units}"));
    if !folder.join("round.toml").exists() {
        eprintln!("generating {units} workbooks in {}", folder.display());
        generate(&folder, units);
    }
    folder
}

fn compare(units: usize) {
    let folder = country(units);
    reading::compare(&folder);
    let out = folder.join("reports");
    let shown = |p: &Path| p.display().to_string();
    let scored = |charts: &str| child(&["score", &shown(&folder), &shown(&out), charts]);
    scored("0");
    let cells = child_text(&["count", &shown(&out)]);
    let cells = cells.trim();
    println!("{units} units x {LEAVES} leaves; {cells} cells written");
    let bare = || child(&["bare", &shown(&folder), &shown(&out)]);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        ours.push(scored("0"));
        theirs.push(bare());
    }
    let charted = scored("1");
    let ours = best(ours);
    let theirs = best(theirs);
    report("score, no pictures", &ours);
    report("bare reading and writing", &theirs);
    report("score, with pictures", &charted);
    println!("ratio wall {:.2}, cpu {:.2}", ours.wall / theirs.wall, ours.cpu / theirs.cpu);
}

fn best(list: Vec<Figures>) -> Figures {
    list.into_iter().min_by(|a, b| a.wall.total_cmp(&b.wall)).unwrap()
}

fn report(name: &str, f: &Figures) {
    println!("{name:28} wall {:6.2} s  cpu {:6.2} s  peak {:5.0} MiB", f.wall, f.cpu, f.peak_mib);
}

fn child_text(arguments: &[&str]) -> String {
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn child(arguments: &[&str]) -> Figures {
    let text = child_text(arguments);
    let line = text.lines().last().unwrap();
    eprintln!("{}: {}", arguments[0], text.lines().collect::<Vec<_>>().join(" | "));
    let mut numbers = line.split(' ').map(|n| n.parse::<f64>().unwrap());
    let mut next = || numbers.next().unwrap();
    Figures { wall: next(), cpu: next(), peak_mib: next() }
}

/// Prints wall seconds since `start`, CPU seconds since `before` and the peak memory.
fn print_figures(start: Instant, before: f64) {
    let wall = start.elapsed().as_secs_f64();
    let cpu = cpu() - before;
    println!("{wall} {cpu} {}", peak_mib());
}

fn peak_mib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
}

/// CPU seconds so far, of this process and of those it has started.
fn cpu() -> f64 {
    let own = std::process::id().to_string();
    let mut all = vec![own.clone()];
    for task in fs::read_dir(format!("/proc/{own}/task")).unwrap().flatten() {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        all.extend(children.split_whitespace().map(str::to_string));
    }
    let ticks = all.iter().map(|id| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
        // Its own, and those of children that have ended.
        let ticks = after_name.split(' ').skip(11).take(4).map(|t| t.parse::<f64>().unwrap());
        ticks.sum::<f64>()
    });
    ticks.sum::<f64>() / 100.0
}

// --- the two sides

struct Silent;

impl parindex::run::Progress for Silent {
    fn begin(&self, _: parindex::run::Stage, _: usize) {}
    fn step(&self) {}
}

fn score(folder: &Path, out: &Path, charts: bool) {
    use parindex::write::{Occasion, RunReasons, Task, WRITERS, files::Output};
    let start = Instant::now();
    // As the program does it.
    parindex::read::isolate(std::env::current_exe().unwrap(), &[reading::WORKER]);
    let (results, problems) = parindex::run::assess(folder, &Silent);
    let results = results.expect("the round is sound");
    assert!(!problems.has_errors(), "{:?}", problems.iter().next());
    let read = start.elapsed().as_secs_f64();
    println!("peak after scoring {:.0} MiB", peak_mib());
    let output = Output::staged(out).unwrap();
    let mut failed = parindex::problem::Problems::default();
    let (lang, surveys_alone) = (parindex::terms::Lang::Vi, false);
    let reasons = &RunReasons::of(&results, lang);
    let task =
        Task { results: &results, output: &output, lang, reasons, surveys_alone, tick: &|| {} };
    for writer in
        WRITERS.iter().filter(|w| w.occasion == Occasion::Score && (charts || w.name != "charts"))
    {
        let before = Instant::now();
        (writer.write)(&task, &mut failed);
        println!("{} {:.2} s", writer.name, before.elapsed().as_secs_f64());
    }
    assert!(failed.is_empty());
    output.commit().unwrap();
    println!("read and scored {read:.2} s");
    print_figures(start, 0.0);
}

/// Reads every evidence cell, then writes the cells of our own outputs again: the same number
/// of cells with the same content, without formats, in as many workbooks and sheets. Loading
/// those cells beforehand is not part of the time.
fn bare(folder: &Path, outputs: &Path) {
    let loaded: Vec<Vec<Sheet>> = workbooks(outputs).par_iter().map(|path| load(path)).collect();
    let (start, before) = (Instant::now(), cpu());
    let read = cells_in(&workbooks(&folder.join("evidence")));
    println!("{read} cells read in {:.2} s", start.elapsed().as_secs_f64());
    let out = folder.join("bare");
    fs::create_dir_all(&out).unwrap();
    loaded.par_iter().enumerate().for_each(|(at, sheets)| {
        let mut workbook = Workbook::new();
        for cells in sheets {
            let sheet = workbook.add_worksheet();
            for (row, column, value) in cells {
                match value {
                    Value::Text(text) => sheet.write_string(*row, *column, text).unwrap(),
                    Value::Number(n) => sheet.write_number(*row, *column, *n).unwrap(),
                };
            }
        }
        fs::write(out.join(format!("{at}.xlsx")), workbook.save_to_buffer().unwrap()).unwrap();
    });
    print_figures(start, before);
}

enum Value {
    Text(String),
    Number(f64),
}

type Sheet = Vec<(u32, u16, Value)>;

fn load(path: &Path) -> Vec<Sheet> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let names = book.sheet_names();
    let sheet = |name: &String| {
        let mut list = Vec::new();
        let mut cells = book.worksheet_cells_reader(name).unwrap();
        while let Some(cell) = cells.next_cell().unwrap() {
            let (row, column) = cell.get_position();
            let value = match Data::from(cell.get_value().clone()) {
                Data::Empty => continue,
                Data::Float(n) => Value::Number(n),
                other => Value::Text(other.to_string()),
            };
            list.push((row, column as u16, value));
        }
        list
    };
    names.iter().map(sheet).collect()
}

/// Every workbook below a folder.
fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut list = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list.extend(workbooks(&path));
        } else if path.extension().is_some_and(|e| e == "xlsx") {
            list.push(path);
        }
    }
    list
}

fn cells_in(files: &[PathBuf]) -> usize {
    files
        .par_iter()
        .map(|path| {
            let bytes = fs::read(path).unwrap();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let mut count = 0;
            for name in book.sheet_names() {
                let mut cells = book.worksheet_cells_reader(&name).unwrap();
                while let Some(cell) = cells.next_cell().unwrap() {
                    if !matches!(Data::from(cell.get_value().clone()), Data::Empty) {
                        count += 1;
                    }
                }
            }
            count
        })
        .sum()
}
