//! A generated country: 3,321 communes in 34 blocks, 100 leaves, one workbook of about 120 rows
//! each, scored end to end, against *only* reading every cell of the same files with calamine
//! on all cores and writing the same cells with rust_xlsxwriter, bare of formats.
//!
//! `cargo bench --profile dist --bench country [-- UNITS]`. Each side runs in a process of its
//! own, twice in turn; wall, CPU and peak memory come from the operating system (Linux).

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a program of its own, at the edge

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use calamine::{Data, Reader, Xlsx};
use rayon::prelude::*;
use rust_xlsxwriter::{Workbook, Worksheet};

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
        ["count", out] => println!("{}", cells_in(&workbooks(Path::new(out)))),
        [] => compare(UNITS),
        [units] => compare(units.parse().expect("a number of units")),
        _ => panic!("cargo bench --bench country [-- UNITS]"),
    }
}

// --- the comparison

struct Figures {
    wall: f64,
    cpu: f64,
    peak_mib: f64,
}

fn compare(units: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/country-{units}"));
    if !folder.join("round.toml").exists() {
        eprintln!("generating {units} workbooks in {}", folder.display());
        generate(&folder, units);
    }
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

/// CPU seconds of this process so far.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit_once(") ").unwrap().1;
    let ticks = after_name.split(' ').skip(11).take(2).map(|t| t.parse::<f64>().unwrap());
    ticks.sum::<f64>() / 100.0
}

// --- the two sides

struct Silent;

impl parindex::run::Progress for Silent {
    fn begin(&self, _: parindex::run::Stage, _: usize) {}
    fn step(&self) {}
}

fn score(folder: &Path, out: &Path, charts: bool) {
    use parindex::write::{Task, WRITERS, files::Output};
    let start = Instant::now();
    let (results, problems) = parindex::run::assess(folder, &Silent);
    let results = results.expect("the round is sound");
    assert!(!problems.has_errors(), "{:?}", problems.iter().next());
    let read = start.elapsed().as_secs_f64();
    println!("peak after scoring {:.0} MiB", peak_mib());
    let output = Output::new(out).unwrap();
    let mut failed = parindex::problem::Problems::default();
    let lang = parindex::terms::Lang::Vi;
    let task =
        Task { results: &results, output: &output, lang, surveys_alone: false, tick: &|| {} };
    for writer in WRITERS.iter().filter(|w| charts || w.name != "charts") {
        let before = Instant::now();
        (writer.write)(&task, &mut failed);
        println!("{} {:.2} s", writer.name, before.elapsed().as_secs_f64());
    }
    assert!(failed.is_empty());
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

// --- the country

fn generate(folder: &Path, units: usize) {
    fs::create_dir_all(folder.join("evidence")).unwrap();
    fs::write(folder.join("set.toml"), criteria()).unwrap();
    (0..units).into_par_iter().for_each(|unit| {
        let path = folder.join(format!("evidence/xa-{unit:04}.xlsx"));
        fs::write(path, workbook(unit)).unwrap();
    });
    fs::write(folder.join("round.toml"), round(units)).unwrap();
}

fn round(units: usize) -> String {
    let mut text = String::from(
        "schema = 1\n[round]\nid = \"country\"\nyear = 2026\ntitle = \"Chỉ số CCHC năm 2026\"\n\
         issuer = \"Số liệu minh họa\"\noffice = \"Phòng Nội vụ\"\nillustration = true\n\
         [evidence]\nfiles = [\"evidence/*.xlsx\"]\n",
    );
    for block in 0..BLOCKS {
        let _ = write!(
            text,
            "[[block]]\nid = \"tinh-{block:02}\"\nname = \"Tỉnh {block:02}\"\ncriteria = \"set.toml\"\n"
        );
    }
    for unit in 0..units {
        let _ = write!(
            text,
            "[[unit]]\nid = \"xa-{unit:04}\"\nname = \"Xã {unit:04}\"\nblock = \"tinh-{:02}\"\n",
            unit % BLOCKS
        );
    }
    text
}

/// Leaf `n` of a field: kinds in turn, one point each.
fn kind_of(leaf: usize) -> usize {
    leaf % 5
}

fn leaves() -> impl Iterator<Item = (usize, usize, usize)> {
    (0..LEAVES).map(|leaf| (leaf, leaf * FIELDS / LEAVES + 1, leaf))
}

fn criteria() -> String {
    let mut text = String::from(
        "schema = 1\n[set]\nid = \"country\"\ntitle = \"Bộ tiêu chí minh họa\"\nyear = 2026\n\
         decision = \"Minh họa\"\ntotal = 100\n[[class]]\nname = \"Tốt\"\nfrom = 80\n\
         [[class]]\nname = \"Khá\"\nfrom = 0\n[data]\n",
    );
    for shared in 0..10 {
        let _ = writeln!(
            text,
            "tong_{shared} = {{ label = \"Tổng số hồ sơ loại {shared}\", unit = \"hồ sơ\", type = \"count\" }}"
        );
    }
    let mut field = 0;
    for (leaf, of, _) in leaves() {
        if of != field {
            field = of;
            let _ = writeln!(text, "[{field}]\nname = \"Lĩnh vực {field}\"");
        }
        let code = format!("{of}.{}", leaf + 1);
        let shared = leaf % 10;
        let (data, rule) = match kind_of(leaf) {
            0 => ("type = \"yes_no\"", "kind = \"yes_no\"\nvalue = \"so_KEY\"".to_string()),
            1 => (
                "type = \"count\", unit = \"hồ sơ\"",
                format!("kind = \"steps\"\nvalue = \"so_KEY / tong_{shared}\"\nzero_base = \"not_applicable\"\nsteps = [{{ from = \"98%\", points = 1 }}, {{ from = \"80%\", points = 0.5 }}]"),
            ),
            2 => ("type = \"percent\"", "kind = \"proportional\"\nvalue = \"so_KEY\"\nfloor = \"50%\"".to_string()),
            3 => ("type = \"date\"", "kind = \"deadline\"\nvalue = \"so_KEY\"\ndue = 2026-06-30\nlate = [{ days = 30, points = 0.5 }]".to_string()),
            _ => ("type = \"count\", unit = \"văn bản\"", "kind = \"count\"\nvalue = \"so_KEY\"\neach = 0.1".to_string()),
        };
        let rule = rule.replace("KEY", &leaf.to_string());
        let _ = write!(
            text,
            "[{code}]\nname = \"Tiêu chí thành phần số {leaf}\"\nmax = 1\nsource = \"Minh họa\"\nproof = \"Báo cáo\"\nappraiser = \"noi-vu\"\n\
             [{code}.data]\nso_{leaf} = {{ label = \"Số liệu số {leaf}\", {data} }}\n[{code}.rule]\n{rule}\n"
        );
    }
    text
}

/// A fixed sequence of numbers per unit and leaf: the same files on every machine.
fn noise(unit: usize, leaf: usize) -> usize {
    (unit.wrapping_mul(2_654_435_761) ^ leaf.wrapping_mul(40_503)) >> 7
}

fn workbook(unit: usize) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Tự chấm").unwrap();
    sheet.write_string(0, 0, "BIỂU TỰ CHẤM (Số liệu minh họa)").unwrap();
    sheet.write_string(1, 0, "Đơn vị:").unwrap();
    sheet.write_string(1, 1, format!("Xã {unit:04}")).unwrap();
    let header = [
        "Mã",
        "Lĩnh vực, tiêu chí, tiêu chí thành phần",
        "Điểm tối đa",
        "Mã số liệu",
        "Số liệu kê khai",
        "Đơn vị tính",
        "Giá trị",
        "Cách tính điểm",
        "Yêu cầu kiểm chứng",
        "Điểm tự chấm",
        "Tài liệu kiểm chứng",
        "Giải trình",
    ];
    for (column, text) in header.iter().enumerate() {
        sheet.write_string(3, column as u16, *text).unwrap();
    }
    let mut row = 4;
    sheet.write_string(row, 1, "Số liệu chung").unwrap();
    for shared in 0..10 {
        row += 1;
        sheet.write_string(row, 3, format!("tong_{shared}")).unwrap();
        sheet.write_string(row, 4, format!("Tổng số hồ sơ loại {shared}")).unwrap();
        sheet.write_number(row, 6, 1000.0).unwrap();
    }
    let mut field = 0;
    for (leaf, of, _) in leaves() {
        if of != field {
            field = of;
            row += 1;
            sheet.write_string(row, 0, of.to_string()).unwrap();
            sheet.write_string(row, 1, format!("Lĩnh vực {of}")).unwrap();
        }
        row += 1;
        leaf_row(sheet, row, unit, leaf, of);
    }
    workbook.save_to_buffer().unwrap()
}

fn leaf_row(sheet: &mut Worksheet, row: u32, unit: usize, leaf: usize, field: usize) {
    sheet.write_string(row, 0, format!("{field}.{}", leaf + 1)).unwrap();
    sheet.write_string(row, 1, format!("Tiêu chí thành phần số {leaf}")).unwrap();
    sheet.write_number(row, 2, 1.0).unwrap();
    sheet.write_string(row, 3, format!("so_{leaf}")).unwrap();
    sheet.write_string(row, 4, format!("Số liệu số {leaf}")).unwrap();
    let n = noise(unit, leaf);
    match kind_of(leaf) {
        0 => sheet.write_string(row, 6, if n.is_multiple_of(4) { "Không" } else { "Có" }),
        1 => sheet.write_number(row, 6, (900 + n % 101) as f64),
        2 => sheet.write_string(row, 6, format!("{}%", 40 + n % 61)),
        3 => sheet.write_string(row, 6, format!("{:02}/{:02}/2026", n % 28 + 1, n % 8 + 1)),
        _ => sheet.write_number(row, 6, (n % 14) as f64),
    }
    .unwrap();
    sheet.write_number(row, 9, 1.0).unwrap();
    sheet.write_string(row, 10, format!("Báo cáo số {leaf}/BC-UBND")).unwrap();
}
