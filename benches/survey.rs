//! A province's year of ratings: a CSV of ten million forms × 25 questions, read, checked and
//! counted, against *only* a streaming scan and group-by of polars over the same file; and an
//! xlsx of 200,000 forms against calamine's own cell reader.
//!
//! `cargo bench --profile dist --bench survey [-- ROWS]`. The peer is a package of its own, to be
//! built first: `cargo build --release --manifest-path benches/peer-polars/Cargo.toml` (or named by
//! `PARINDEX_PEER`). Each side runs in a process of its own, in turn; wall, CPU and peak memory
//! come from the operating system (Linux).

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)] // a program of its own, at the edge

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use calamine::{Reader, Xlsx};
use parindex::ledger::Findings;
use parindex::problem::Problems;
use parindex::read::Found;
use parindex::round::{self, Names};
use parindex::run::answers;
use parindex::source::Source;
use parindex::survey::quality::validate;
use parindex::survey::{FileOptions, FormCollector, scheme, tally};
use rust_xlsxwriter::Workbook;

const ROWS: usize = 10_000_000;
const SHEET_ROWS: usize = 200_000;
const UNITS: usize = 130;
const QUESTIONS: usize = 25;
const CODES: [&str; 6] = ["5", "4", "3", "2", "1", ""];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["count", folder, file] => count(Path::new(folder), file, false),
        ["rules", folder, file] => count(Path::new(folder), file, true),
        ["cells", file] => cells(Path::new(file)),
        [] => compare(ROWS),
        [rows] => compare(rows.parse().expect("a number of rows")),
        _ => panic!("cargo bench --bench survey [-- ROWS]"),
    }
}

fn compare(rows: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/survey-{rows}"));
    if !folder.join("round.toml").exists() {
        eprintln!("generating {rows} forms in {}", folder.display());
        generate(&folder, rows);
    }
    let shown = folder.display().to_string();
    let csv = folder.join("phieu.csv").display().to_string();
    let xlsx = folder.join("phieu.xlsx").display().to_string();
    let own = std::env::current_exe().expect("this program");
    let peer = std::env::var("PARINDEX_PEER").map(PathBuf::from).unwrap_or_else(|_| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peer-polars/target/release/peer-polars")
    });
    let count = |file: &str| run(Command::new(&own).args(["count", &shown, file]));
    println!("{rows} forms x {QUESTIONS} questions, {UNITS} units");
    type Side<'a> = (&'static str, Box<dyn Fn() -> Figures + 'a>);
    let sides: Vec<Side<'_>> = vec![
        ("read, check and count the csv", Box::new(|| count("phieu.csv"))),
        ("polars, answers as numbers", Box::new(|| run(Command::new(&peer).args([&csv])))),
        ("polars, answers as text", Box::new(|| run(Command::new(&peer).args([&csv, "text"])))),
        ("read, check and count the xlsx", Box::new(|| count("phieu.xlsx"))),
        ("calamine, every cell of it", Box::new(|| run(Command::new(&own).args(["cells", &xlsx])))),
        (
            "the csv, with all rules and flags",
            Box::new(|| run(Command::new(&own).args(["rules", &shown, "phieu.csv"]))),
        ),
    ];
    let mut best: Vec<Figures> = Vec::new();
    for turn in 0..3 {
        for (at, (_, side)) in sides.iter().enumerate() {
            let figures = side();
            match best.get_mut(at) {
                None => best.push(figures),
                Some(known) if figures.wall < known.wall => *known = figures,
                Some(_) => {}
            }
        }
        eprintln!("turn {} done", turn + 1);
    }
    for ((name, _), figures) in sides.iter().zip(&best) {
        let Figures { wall, cpu, peak_mib } = figures;
        println!("{name:32} {wall:7.2} s wall {cpu:7.2} s CPU {peak_mib:6.0} MiB");
    }
    let ratio = |a: usize, b: usize| (best[a].wall / best[b].wall, best[a].cpu / best[b].cpu);
    for (name, (wall, cpu)) in [
        ("csv / numbers", ratio(0, 1)),
        ("csv / text", ratio(0, 2)),
        ("xlsx / calamine", ratio(3, 4)),
    ] {
        println!("{name:32} {wall:7.2} x wall {cpu:6.2} x CPU");
    }
}

struct Figures {
    wall: f64,
    cpu: f64,
    peak_mib: f64,
}

/// Wall time, CPU time and peak memory of a child, as `/usr/bin/time`'s system calls tell them.
fn run(command: &mut Command) -> Figures {
    let before = children();
    let start = Instant::now();
    let mut child = command.spawn().expect("a child (build the peer first)");
    let peak = watch(child.id());
    assert!(child.wait().expect("an end").success());
    let wall = start.elapsed().as_secs_f64();
    Figures { wall, cpu: children() - before, peak_mib: peak }
}

/// The peak memory of a process, looked at until it ends.
fn watch(id: u32) -> f64 {
    let mut peak = 0.0;
    while let Ok(status) = fs::read_to_string(format!("/proc/{id}/status")) {
        let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let Some(kib) = line.and_then(|l| l.trim().strip_suffix("kB")?.trim().parse().ok()) else {
            break;
        };
        peak = f64::max(peak, kib);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    peak / 1024.0
}

/// CPU seconds of all children that have ended.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().unwrap_or(0.0);
    (ticks(13) + ticks(14)) / 100.0
}

// --- the two sides of ours

/// `rules` adds the rules of validity and the flags of quality.
fn count(folder: &Path, file: &str, rules: bool) {
    let mut problems = Problems::default();
    let source = |name: &str| {
        Source::new(name, fs::read_to_string(folder.join(name)).expect("a generated file"))
    };
    let round = round::from_toml(&source("round.toml"), &mut problems).expect("a sound round");
    let scheme = scheme::from_toml(&source("scheme.toml"), &mut problems).expect("a sound scheme");
    let names = Names::new(&round);
    let mut findings = Findings { problems, ..Findings::default() };
    let mut collector = FormCollector::new(&scheme, &names);
    let found = Found { path: folder.join(file), shown: file.into() };
    let answers = answers::open(&found, &scheme, &names);
    answers.take(&mut collector, FileOptions::default(), &mut findings);
    let mut read = collector.finish(&mut findings.problems);
    if rules {
        validate(&mut read, &scheme, &mut findings);
    }
    let forms = &read.forms;
    let counted = tally::tally(forms, &forms.units, UNITS, scheme.options.len());
    let satisfied: usize =
        (0..UNITS).map(|unit| counted.count(unit, 0, 0) + counted.count(unit, 0, 1)).sum();
    let account = &findings.ledger.accounts[0];
    println!(
        "{} forms, {satisfied} satisfied, {} rejected, {} problems",
        forms.len(),
        account.rejected(),
        findings.problems.iter().count()
    );
}

/// Every cell of the first sheet, as calamine alone gives them.
fn cells(file: &Path) {
    let bytes = fs::read(file).expect("a generated file");
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let mut reader = book.worksheet_cells_reader(&name).expect("a sheet");
    let mut count = 0usize;
    while let Some(cell) = reader.next_cell().expect("a sound cell") {
        std::hint::black_box(cell.get_value());
        count += 1;
    }
    println!("{count} cells");
}

// --- the data

/// A sequence without any library, the same on every machine.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// An answer; one in a hundred thousand is none.
    fn answer(&mut self) -> &'static str {
        match self.next(100_000) {
            0 => "KTL",
            n => {
                CODES[match n % 100 {
                    0..30 => 0,
                    30..75 => 1,
                    75..87 => 2,
                    87..93 => 3,
                    93..97 => 4,
                    _ => 5,
                }]
            }
        }
    }
}

fn generate(folder: &Path, rows: usize) {
    fs::create_dir_all(folder).expect("a folder");
    let unit = |at: usize| format!("Xã Trường Số {at:03}");
    let heads: Vec<String> = (1..=QUESTIONS).map(|at| format!("C{at}")).collect();
    let file = fs::File::create(folder.join("phieu.csv")).expect("a file");
    let mut csv = BufWriter::new(file);
    writeln!(csv, "Mã phiếu,Đơn vị,{}", heads.join(",")).expect("room on the disk");
    let mut sequence = Sequence(1);
    for row in 0..rows {
        write!(csv, "{row},{}", unit(sequence.next(UNITS as u64) as usize)).expect("room");
        (0..QUESTIONS).for_each(|_| write!(csv, ",{}", sequence.answer()).expect("room"));
        csv.write_all(b"\n").expect("room on the disk");
    }
    csv.flush().expect("room on the disk");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().expect("a sheet");
    for (at, head) in
        ["Mã phiếu", "Đơn vị"].into_iter().chain(heads.iter().map(String::as_str)).enumerate()
    {
        sheet.write_string(0, at as u16, head).expect("a cell");
    }
    for row in 1..=SHEET_ROWS.min(rows) as u32 {
        sheet.write_number(row, 0, f64::from(row)).expect("a cell");
        let name = unit(sequence.next(UNITS as u64) as usize);
        sheet.write_string(row, 1, name).expect("a cell");
        for column in 0..QUESTIONS as u16 {
            let answer = sequence.answer();
            match answer.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column + 2, number).expect("a cell"),
                Err(_) if answer.is_empty() => continue,
                Err(_) => sheet.write_string(row, column + 2, answer).expect("a cell"),
            };
        }
    }
    book.save(folder.join("phieu.xlsx")).expect("a workbook");
    let mut scheme = String::from(
        "schema = 1\n[scheme]\nid = \"s\"\ntitle = \"S\"\n[columns]\nunit = [\"Đơn vị\"]\nform = [\"Mã phiếu\"]\n",
    );
    for (code, label, share) in [
        (5, "Rất hài lòng", 1),
        (4, "Hài lòng", 1),
        (3, "Bình thường", 0),
        (2, "Không hài lòng", 0),
        (1, "Rất không hài lòng", 0),
    ] {
        scheme += &format!("[[option]]\ncode = {code}\nlabel = \"{label}\"\nshare = {share}\n");
    }
    scheme += "[[factor]]\nid = \"1\"\nname = \"F\"\n";
    for head in &heads {
        scheme += &format!("[[factor.question]]\nid = \"{head}\"\ntext = \"Câu {head}\"\n");
    }
    fs::write(folder.join("scheme.toml"), scheme).expect("room on the disk");
    let mut round = String::from(
        "schema = 1\n[round]\nid = \"s\"\nyear = 2025\ntitle = \"T\"\n[[block]]\nid = \"b\"\nname = \"B\"\ncriteria = \"set.toml\"\n[[survey]]\nscheme = \"scheme.toml\"\nfiles = [\"phieu.csv\"]\n",
    );
    for at in 0..UNITS {
        round += &format!("[[unit]]\nid = \"u{at}\"\nname = \"{}\"\nblock = \"b\"\n", unit(at));
    }
    fs::write(folder.join("round.toml"), round).expect("room on the disk");
}
