//! Reading in processes of its own: the same grids, and no file takes the others down.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use parindex::problem::Problems;
use parindex::read::{FORM, Limits, Workers, book};
use parindex::terms::Lang;

use crate::support::{entries, root};

const PROGRAM: &str = env!("CARGO_BIN_EXE_parindex");

fn workers() -> Workers {
    Workers::new(PROGRAM, &["read-worker"])
}

/// Workers that run a line of shell instead of the program.
#[cfg(unix)]
fn shell(line: &str) -> Workers {
    Workers::new("/bin/sh", &["-c", line])
}

/// All files below a folder that a round could name.
fn inputs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            found.extend(inputs(&path));
        } else if path.extension().is_some_and(|e| e != "toml" && e != "json") {
            found.push(path);
        }
    }
    found
}

fn words(problems: &Problems) -> Vec<String> {
    let of = |p: &parindex::problem::Problem| {
        let texts = [Lang::Vi, Lang::En].map(|l| format!("{} {}", p.message(l), p.help(l)));
        format!("{} {} {texts:?}", p.kind.code, p.place)
    };
    problems.iter().map(of).collect()
}

fn codes(workers: &Workers, path: &Path, limits: &Limits) -> Vec<&'static str> {
    let mut problems = Problems::default();
    let book = workers.book(path, "a.xlsx", limits, &mut problems);
    assert!(book.is_some() || problems.has_errors());
    problems.iter().map(|p| p.kind.code).collect()
}

#[test]
fn a_worker_reads_what_this_process_reads() {
    let workers = workers();
    let mut files = Vec::new();
    for folder in ["data", "tests/files", "tests/problems", "tests/cases", "tests/fuzz/seeds"] {
        files.extend(inputs(&root().join(folder)));
    }
    assert!(files.len() > 200, "{}", files.len());
    for path in &files {
        let (mut here, mut there) = (Problems::default(), Problems::default());
        let own = book(path, "a", &FORM, &mut here);
        let isolated = workers.book(path, "a", &FORM, &mut there);
        assert_eq!(words(&here), words(&there), "{}", path.display());
        assert_eq!(own.is_some(), isolated.is_some());
        if let (Some(own), Some(isolated)) = (own, isolated) {
            assert_eq!(own.sha256, isolated.sha256);
            // As text: a NaN is not equal to itself.
            assert_eq!(format!("{:?}", own.sheets), format!("{:?}", isolated.sheets));
        }
    }
}

// --- a file that the bounds let through and the library cannot take

/// A package of the parts.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &[u8] = b"<Types/>";
const RELS: &[u8] = br#"<Relationships><Relationship Id="r1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &[u8] =
    br#"<workbook><sheets><sheet name="A" sheetId="1" r:id="s1"/></sheets></workbook>"#;
const BOOK_RELS: &[u8] = br#"<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const SHEET: &[u8] =
    br#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;

/// A workbook of a few kilobytes with so many cell formats, each of a font with a long name:
/// calamine keeps a copy of the font for every one of them.
pub fn heavy(formats: usize) -> Vec<u8> {
    let name = "Times New Roman ".repeat(2000);
    let mut styles = format!(
        "<styleSheet><fonts><font><name val=\"{name}\"/></font></fonts><fills><fill/></fills><borders><border/></borders><cellXfs>"
    );
    for _ in 0..formats {
        styles += "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyFont=\"1\"/>";
    }
    styles += "</cellXfs></styleSheet>";
    zip(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", SHEET),
    ])
}

#[test]
fn a_file_that_takes_all_memory_spoils_itself_only() {
    let place = tempfile::tempdir().unwrap();
    let (bad, good) = (place.path().join("bad.xlsx"), place.path().join("good.xlsx"));
    // Below the 8 MB from which the growth of a part is watched.
    fs::write(&bad, heavy(110_000)).unwrap();
    fs::write(&good, heavy(2)).unwrap();
    let workers = workers();
    assert_eq!(codes(&workers, &good, &FORM), [""; 0]);
    // A worker that has read before, then a new one.
    assert_eq!(codes(&workers, &bad, &FORM), ["E-FILE-STOPPED"]);
    assert_eq!(codes(&workers, &bad, &FORM), ["E-FILE-STOPPED"]);
    assert_eq!(codes(&workers, &good, &FORM), [""; 0]);
}

#[test]
fn of_files_read_together_only_the_bad_one_is_spoilt() {
    let place = tempfile::tempdir().unwrap();
    let (bad, good) = (place.path().join("bad.xlsx"), place.path().join("good.xlsx"));
    fs::write(&bad, heavy(110_000)).unwrap();
    fs::write(&good, heavy(2)).unwrap();
    assert!(fs::metadata(&bad).unwrap().len() < 64 << 10, "small files are read together");
    let paths = [&good, &bad, &place.path().join("none.xlsx"), &good];
    let names: Vec<String> = (0..paths.len()).map(|n| format!("{n}.xlsx")).collect();
    let files: Vec<(&Path, &str)> =
        paths.iter().zip(&names).map(|(path, name)| (path.as_path(), name.as_str())).collect();
    let books = workers().books(&files, &FORM);
    let told: Vec<(bool, Vec<&str>)> = books
        .iter()
        .map(|(book, found)| (book.is_some(), found.iter().map(|p| p.kind.code).collect()))
        .collect();
    let wanted = [
        (true, vec![]),
        (false, vec!["E-FILE-STOPPED"]),
        (false, vec!["E-FILE-MISSING"]),
        (true, vec![]),
    ];
    assert_eq!(told, wanted);
    for ((book, found), name) in books.iter().zip(&names) {
        assert!(book.iter().all(|book| *book.file == **name));
        assert!(found.iter().all(|problem| *problem.place.file == **name));
    }
}

// --- workers that are no good

#[cfg(unix)]
fn greeting() -> PathBuf {
    let place = root().join("target/tmp");
    fs::create_dir_all(&place).unwrap();
    let path = place.join(format!("greeting-{}", std::process::id()));
    let mut command = Command::new(PROGRAM);
    command.args(["read-worker", "1073741824"]).stdin(Stdio::null());
    let output = command.output().unwrap();
    assert!(output.status.success(), "a worker ends when nobody asks any more");
    assert!(output.stdout.starts_with(b"PARIDX"));
    fs::write(&path, output.stdout).unwrap();
    path
}

#[cfg(unix)]
#[test]
fn a_worker_that_dies_or_dawdles_is_told_of() {
    let file = root().join("tests/files/number-formats.xls");
    let soon = Limits { seconds: 1, ..FORM };
    let none = shell("exit 3");
    assert_eq!(codes(&none, &file, &FORM), ["E-FILE-WORKER"]);
    let none = Workers::new("/no/such/program", &[]);
    assert_eq!(codes(&none, &file, &FORM), ["E-FILE-WORKER"]);
    let hello = format!("cat '{}'", greeting().display());
    assert_eq!(codes(&shell(&format!("{hello}; exit 1")), &file, &FORM), ["E-FILE-STOPPED"]);
    let strange = format!("{hello}; echo memory allocation failed; cat > /dev/null");
    assert_eq!(codes(&shell(&strange), &file, &FORM), ["E-FILE-STOPPED"]);
    let start = Instant::now();
    assert_eq!(codes(&shell(&format!("{hello}; exec sleep 100")), &file, &soon), ["E-FILE-SLOW"]);
    assert!(start.elapsed() < Duration::from_secs(20), "a late worker is ended");
    // A worker that the system ends between two files is replaced.
    let mortal = shell(&format!("exec timeout 1 '{PROGRAM}' read-worker $0"));
    assert_eq!(codes(&mortal, &file, &FORM), [""; 0]);
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(codes(&mortal, &file, &FORM), [""; 0]);
}

// --- bombs

/// A piece of a deflate stream that gives 1 MiB of spaces and ends on a whole byte.
const SPACES: &[u8] = include_bytes!("files/spaces-1mib.deflate");

/// The checksum of 7 MiB of spaces.
const CHECKSUM: u32 = 0xc971327;

/// A package of parts that inflate to so many MiB each and say that they are `declared` bytes.
fn bomb(parts: &[(&str, usize)], declared: u32) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, mib) in parts {
        let mut stream = SPACES.repeat(*mib);
        // An empty last block.
        stream.extend([0x03, 0x00]);
        let mut common = b"\x14\0\0\0\x08\0\0\0\0\0".to_vec();
        common.extend(CHECKSUM.to_le_bytes());
        common.extend((stream.len() as u32).to_le_bytes());
        common.extend(declared.to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        let start = (file.len() as u32).to_le_bytes();
        directory.extend([b"PK\x01\x02\x14\0", &common[..], &[0; 12], &start].concat());
        directory.extend(name.as_bytes());
        file.extend([b"PK\x03\x04", &common[..], b"\0\0", name.as_bytes(), &stream].concat());
    }
    let start = (file.len() as u32).to_le_bytes();
    let count = (parts.len() as u16).to_le_bytes();
    let length = (directory.len() as u32).to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &length, &start, b"\0\0"].concat();
    [file, directory, end].concat()
}

/// A round whose first form is the given file.
fn round_with(file: &[u8], place: &Path) {
    let base = root().join("tests/problems/base");
    for name in ["evidence", "appraisal", "survey"] {
        fs::create_dir_all(place.join(name)).unwrap();
    }
    let files =
        ["round.toml", "set.toml", "scheme.toml", "evidence/b.xlsx", "appraisal/noi-vu.xlsx"];
    for name in files.into_iter().chain(["survey/phieu.csv"]) {
        fs::copy(base.join(name), place.join(name)).unwrap();
    }
    fs::write(place.join("evidence/phuong-tan-lap.xlsx"), file).unwrap();
}

/// Runs the program on the round; the highest memory of it or a worker of it in MiB, seconds,
/// the exit code and what it printed.
#[cfg(target_os = "linux")]
fn measured(round: &Path) -> (f64, f64, Option<i32>, String) {
    let start = Instant::now();
    let mut command = Command::new(PROGRAM);
    command.args(["check", "--format", "json"]).arg(round).stdout(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let own = process.id();
    let mut output = process.stdout.take().unwrap();
    let printed = std::thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut output, &mut text).unwrap();
        text
    });
    let mut highest = 0.0f64;
    let code = loop {
        let mut all = vec![own.to_string()];
        for task in fs::read_dir(format!("/proc/{own}/task")).into_iter().flatten().flatten() {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            all.extend(children.split_whitespace().map(str::to_string));
        }
        for id in all {
            let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
            let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
            let peak = peak.and_then(|p| p.trim().trim_end_matches(" kB").parse::<f64>().ok());
            highest = highest.max(peak.unwrap_or(0.0) / 1024.0);
        }
        match process.try_wait().unwrap() {
            Some(status) => break status.code(),
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    (highest, start.elapsed().as_secs_f64(), code, printed.join().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_is_refused_at_once_in_little_memory() {
    let bomb = bomb(&[("[Content_Types].xml", 2048)], 1 << 31);
    assert!(bomb.len() < 2_200_000, "{}", bomb.len());
    let place = tempfile::tempdir().unwrap();
    round_with(&bomb, place.path());
    let (memory, seconds, code, printed) = measured(place.path());
    println!("2 MB to 2 GiB: {memory:.0} MiB, {seconds:.2} s");
    assert!(printed.contains("E-FILE-BOMB"), "{printed}");
    assert_eq!(code, Some(1));
    assert!(memory > 5.0 && memory < 300.0, "{memory} MiB");
    // An unoptimised build on a machine that runs the other tests at the same time: ten times
    // what is asked of the program as it is handed out.
    let most = if cfg!(debug_assertions) { 10.0 } else { 1.0 };
    assert!(seconds < most, "{seconds} s");
}

#[test]
fn sizes_are_counted_whatever_the_package_says() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.xlsx");
    let workers = workers();
    // Addresses, of which the C library reserves many for each thread.
    let limits = Limits { memory: 512 << 20, ..FORM };
    for declared in [1 << 31, 1 << 20, 0, u32::MAX] {
        fs::write(&path, bomb(&[("[Content_Types].xml", 256)], declared)).unwrap();
        let codes = codes(&workers, &path, &limits);
        let refused = ["E-FILE-BOMB", "E-FILE-DAMAGED"].contains(&codes[0]);
        assert!(refused, "{declared}: {codes:?}");
    }
    // Twenty parts of 7 MiB: each may be, all together may not.
    let names: Vec<String> = (0..19).map(|n| format!("xl/worksheets/sheet{n}.xml")).collect();
    let names = ["[Content_Types].xml"].into_iter().chain(names.iter().map(String::as_str));
    let parts: Vec<(&str, usize)> = names.map(|name| (name, 7)).collect();
    fs::write(&path, bomb(&parts, 7 << 20)).unwrap();
    assert_eq!(codes(&workers, &path, &FORM), ["E-FILE-BOMB"]);
}

#[test]
fn the_run_goes_on_without_the_file_that_brought_its_reader_down() {
    let place = tempfile::tempdir().unwrap();
    round_with(&heavy(110_000), place.path());
    let out = place.path().join("out");
    let mut command = Command::new(PROGRAM);
    command.arg("score").arg(place.path()).arg("--out").arg(&out).arg("--no-charts");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let results = fs::read_to_string(out.join("results.json")).unwrap();
    let results: serde_json::Value = serde_json::from_str(&results).unwrap();
    let found = results["problems"].as_array().unwrap();
    let told = found.iter().find(|p| p["code"] == "E-FILE-STOPPED").unwrap();
    assert_eq!(told["file"], "evidence/phuong-tan-lap.xlsx");
    let units = results["blocks"][0]["units"].as_array().unwrap();
    let points = |id: &str| &units.iter().find(|u| u["id"] == id).unwrap()["rank"];
    assert!(points("xa-tan-lap").is_number(), "{units:?}");
    assert!(points("phuong-tan-lap").is_null(), "{units:?}");
}
