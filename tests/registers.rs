//! Registers: rows to figures, each verdict of the shipped scheme, and the same integers from the row
//! evaluator, polars and PostgreSQL.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use parindex::ledger::Findings;
use parindex::problem::Problems;
use parindex::register::{Dialect, clean_heads, sql};
use parindex::results::Results;
use parindex::round::Names;
use parindex::run::registers::{gather, registers};
use parindex::run::{Setting, assess};
use parindex::terms::Lang;
use parindex::value::Value;

use crate::support::{Silent, copy, root};

mod random;

/// What the items of a round come to, by unit and key: the figures of polars, and how many rows the
/// evaluator counts one by one.
fn counted(round: &Path) -> BTreeMap<(String, String), (i64, usize)> {
    let mut findings = Findings::default();
    let setting = Setting::read(round, &mut findings).unwrap();
    let names = Names::new(&setting.round);
    let mut all = BTreeMap::new();
    for register in registers(&setting, &mut findings.problems) {
        let gathered = gather(&setting, &register, &names, true, &mut findings);
        for figure in &gathered.figures.figures {
            let item = &register.items[figure.item];
            let rows = gathered.rows_of(register.scheme, &register.constants, item, figure.unit);
            let one_by_one = rows.iter().filter(|row| row.counts).count();
            assert_eq!(figure.rows, one_by_one as i64, "{} of {}", item.key, figure.unit);
            let unit = setting.round.units[figure.unit].id.to_string();
            all.insert((unit, item.key.to_string()), (figure.value, one_by_one));
        }
    }
    all
}

fn case(name: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("tests/cases").join(name), place.path());
    place
}

const GOLDEN: &str = r#"
schema = 1
[round]
id = "ho-so-mau"
year = 2026
title = "Hồ sơ mẫu năm 2026"
period = { from = 2026-01-01, to = 2026-09-30 }
calendar = ["lich.toml"]
[[block]]
id = "xa"
name = "Khối xã"
criteria = "set.toml"
[[unit]]
id = "mau"
code = "X00.00.01"
name = "Xã Mẫu"
block = "xa"
[[register]]
id = "ho_so"
scheme = "so-ho-so.toml"
files = ["ho-so-mau.csv"]
as_of = 2026-09-30
"#;

const GOLDEN_SET: &str = r#"
schema = 1
[set]
id = "mau"
title = "Bộ tiêu chí mẫu"
year = 2026
decision = "Số liệu minh họa"
total = 1
[data]
ho_so_trong_ky = { label = "Hồ sơ trong kỳ", type = "count", from = "ho_so" }
ho_so_dung_han = { label = "Hồ sơ đúng hạn", type = "count", from = "ho_so" }
[1]
name = "Hồ sơ"
[1.1]
name = "Đúng hạn"
max = 1
[1.1.rule]
kind = "proportional"
value = "ho_so_dung_han / ho_so_trong_ky"
zero_base = "zero"
"#;

/// Of each golden dossier, whether it counts, and whether on time.
fn verdicts(values: &str) -> BTreeMap<String, (bool, bool)> {
    let place = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).unwrap();
    put("round.toml", &format!("{GOLDEN}{values}\n"));
    put("set.toml", GOLDEN_SET);
    for (name, from) in [
        ("so-ho-so.toml", "criteria/so-ho-so.toml"),
        ("lich.toml", "criteria/lich/2026.toml"),
        ("ho-so-mau.csv", "tests/registers/ho-so-mau.csv"),
    ] {
        fs::copy(root().join(from), place.path().join(name)).unwrap();
    }
    let mut findings = Findings::default();
    let setting = Setting::read(place.path(), &mut findings).unwrap();
    let names = Names::new(&setting.round);
    let mut all: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for register in registers(&setting, &mut findings.problems) {
        let gathered = gather(&setting, &register, &names, true, &mut findings);
        for item in &register.items {
            for row in gathered.rows_of(register.scheme, &register.constants, item, 0) {
                let verdict = all.entry(row.cells[0].clone()).or_default();
                match item.key.as_str() {
                    "ho_so_trong_ky" => verdict.0 = row.counts,
                    _ => verdict.1 = row.counts,
                }
            }
        }
    }
    assert!(!findings.problems.has_errors(), "{:?}", findings.problems);
    assert_eq!(counted(place.path())[&("mau".into(), "ho_so_trong_ky".into())].1, 15);
    all
}

/// The promise of G12 was moved by the province's software, and only whoever exports the file knows:
/// that is a setting of the register, which the other dossiers do not have.
#[test]
fn every_golden_dossier_gets_its_verdict() {
    let as_promised = verdicts("");
    let moved = verdicts("values = { hen_da_doi = \"có\" }");
    let text = fs::read_to_string(root().join("tests/registers/ho-so-mau.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let mut seen = 0;
    for record in reader.records().map(Result::unwrap) {
        let cell = |name: &str| &record[heads.iter().position(|head| head == name).unwrap()];
        let wanted = match cell("expected") {
            "on time" | "pending" => (true, true),
            "late" => (true, false),
            "not counted" => (false, false),
            other => panic!("{other}"),
        };
        let given = if cell("id") == "G12" { &moved } else { &as_promised };
        assert_eq!(given.get(cell("ma_ho_so")), Some(&wanted), "{}", cell("id"));
        seen += 1;
    }
    assert_eq!(seen, 16);
    // The setting is what decides: without it the wait is taken off twice.
    assert!(as_promised["X00.00.01-260309-0012"].1);
    assert!(!moved["X00.00.01-260309-0011"].1);
}

#[test]
fn a_promise_that_nobody_made_is_kept_in_the_unit_of_the_term() {
    let days = verdicts("");
    let hours = verdicts("values = { don_vi_tinh = \"giờ làm việc\" }");
    let own = "X00.00.01-260605-0013";
    // The file says “ngày làm việc” beside the term: what a row says goes before the setting.
    assert!(days[own].1 && hours[own].1);
}

#[test]
fn deleting_one_row_moves_the_number_by_one() {
    let place = case("registers");
    let before = counted(place.path());
    let file = place.path().join("du-lieu/ho-so-1.csv");
    let text = fs::read_to_string(&file).unwrap();
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("H99.01-260105-0001"));
    fs::write(&file, lines.collect::<String>()).unwrap();
    let after = counted(place.path());
    for (key, (value, _)) in &before {
        let moved = key.0 == "an" && ["ho_so_trong_ky", "ho_so_dung_han"].contains(&key.1.as_str());
        assert_eq!(after[key].0, value - i64::from(moved), "{key:?}");
    }
}

fn scored(round: &Path) -> (Results, Problems) {
    let (results, problems) = assess(round, &Silent);
    (results.unwrap(), problems)
}

fn value(results: &Results, unit: usize, key: &str) -> Option<Value> {
    let inputs = results.blocks[0].scores[unit].leaves.iter().flat_map(|leaf| &leaf.inputs);
    let mut found = inputs.filter(|input| input.key.as_str() == key);
    found.next().and_then(|input| input.outcome.clone().ok())
}

#[test]
fn what_is_personal_is_never_read() {
    let (results, problems) = scored(&root().join("tests/cases/registers"));
    let mut json = Vec::new();
    parindex::write::json::write_results(&results, &mut json, Lang::Vi).unwrap();
    let mut said = String::from_utf8(json).unwrap();
    said += &problems.iter().map(|p| p.message(Lang::Vi)).collect::<String>();
    assert!(said.contains("\"from\":\"register\"") && said.contains("\"count_of\""));
    for secret in ["Nguyễn Văn Kín", "0912345678"] {
        assert!(!said.contains(secret), "{secret}");
    }
}

#[test]
fn a_partial_extract_takes_no_place() {
    let place = case("registers");
    let (results, _) = scored(place.path());
    let full = value(&results, 0, "ho_so_dung_han");
    let mut json = Vec::new();
    parindex::write::json::write_results(&results, &mut json, Lang::Vi).unwrap();
    fs::write(place.path().join("truoc.json"), json).unwrap();
    let round = place.path().join("round.toml");
    let text = fs::read_to_string(&round).unwrap();
    fs::write(&round, text.clone() + "\n[registers]\nbefore = \"truoc.json\"\n").unwrap();
    assert_eq!(value(&scored(place.path()).0, 0, "ho_so_dung_han"), full);
    // Three rows of Xã An are lost: what it declared is used, and told.
    let file = place.path().join("du-lieu/ho-so-1.csv");
    let rows = fs::read_to_string(&file).unwrap();
    let kept: Vec<&str> = rows.lines().take(5).collect();
    fs::write(&file, kept.join("\n") + "\n").unwrap();
    let (results, problems) = scored(place.path());
    assert!(problems.iter().any(|p| p.kind.code == "E-REGISTER-FEWER"));
    assert_eq!(value(&results, 0, "ho_so_dung_han").unwrap().to_plain(), "4");
    // Xã Bình is as it was.
    assert_eq!(value(&results, 1, "ho_so_dung_han").unwrap().to_plain(), "3");
    // Whoever says that fewer is right gets the new figure.
    let accepted = text.replacen("as_of", "fewer = \"accept\"\nas_of", 1);
    fs::write(&round, accepted + "\n[registers]\nbefore = \"truoc.json\"\n").unwrap();
    assert_eq!(value(&scored(place.path()).0, 0, "ho_so_dung_han").unwrap().to_plain(), "3");
}

#[test]
fn what_a_unit_declared_counts_where_the_round_says_so() {
    let place = case("registers");
    let round = place.path().join("round.toml");
    let text = fs::read_to_string(&round).unwrap();
    fs::write(&round, text + "\n[registers]\ndiffer = \"declared\"\n").unwrap();
    let (results, problems) = scored(place.path());
    assert_eq!(value(&results, 0, "ho_so_dung_han").unwrap().to_plain(), "4");
    // A blank cell is filled by what was counted all the same.
    assert_eq!(value(&results, 1, "ho_so_dung_han").unwrap().to_plain(), "3");
    assert!(problems.iter().any(|p| p.kind.code == "E-OFFICIAL-DIFFERS"));
}

#[test]
fn counts_of_another_engine_take_the_place_of_files() {
    let place = case("registers");
    let by_files = scored(place.path()).0;
    let mut counts = String::from("register,unit,item,value\n");
    for ((unit, key), (value, _)) in counted(place.path()) {
        if !["nhiem_vu", "nhiem_vu_dung_han", "kinh_phi"].contains(&key.as_str()) {
            counts += &format!("ho_so,{unit},{key},{value}\n");
        }
    }
    fs::write(place.path().join("dem.csv"), counts).unwrap();
    let round = place.path().join("round.toml");
    let text = fs::read_to_string(&round).unwrap();
    let files = "files = [\"du-lieu/ho-so-*.csv\", \"du-lieu/ho-so-*.xlsx\"]";
    assert!(text.contains(files));
    fs::write(&round, text.replace(files, "counts = \"dem.csv\"")).unwrap();
    let (results, _) = scored(place.path());
    for key in ["ho_so_trong_ky", "ho_so_dung_han", "tthc_truc_tuyen"] {
        for unit in 0..3 {
            assert_eq!(value(&results, unit, key), value(&by_files, unit, key), "{unit} {key}");
        }
    }
}

/// A million odd cells are one message, and nothing is counted wrong.
#[test]
fn many_odd_cells_are_told_once() {
    let place = case("registers");
    let mut text = String::from("Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày xử lý xong\n");
    for n in 0..200_000 {
        text += &format!("H99.03-260101-{n:07},Xã Cát,hôm qua,x,y\n");
    }
    text += "H99.03-260105-9999999,Xã Cát,05/01/2026,06/01/2026,06/01/2026\n";
    fs::write(place.path().join("du-lieu/ho-so-cat.csv"), text).unwrap();
    let (results, problems) = scored(place.path());
    let of_cells: Vec<usize> =
        problems.iter().filter(|p| p.kind.code == "E-REGISTER-CELL").map(|p| p.times).collect();
    assert_eq!(of_cells.len(), 3);
    assert_eq!(of_cells.iter().sum::<usize>(), 600_001);
    assert_eq!(value(&results, 2, "ho_so_trong_ky").unwrap().to_plain(), "1");
    let (left, right) = (results.ledger.accounts.iter(), results.ledger.accounts.iter());
    let used: usize = left.map(|account| account.used()).sum();
    assert!(used <= right.map(|account| account.rows()).sum::<usize>());
}

/// So many random rounds are tried; `PARINDEX_SEEDS` tries more.
fn seeds(usual: u64) -> u64 {
    let asked = std::env::var("PARINDEX_SEEDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Random rows and expressions: polars, and the rows one by one.
#[test]
fn polars_counts_what_the_evaluator_counts() {
    for seed in 0..seeds(6) {
        let place = random::round(seed);
        // `counted` compares the two.
        assert!(!counted(place.path()).is_empty(), "{seed}");
    }
}

fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop()
}

/// A server of its own on loopback, in a folder of its own, as a user without rights.
struct Server {
    folder: tempfile::TempDir,
    bin: PathBuf,
    port: u16,
}

impl Server {
    fn start(bin: PathBuf) -> Server {
        let folder = tempfile::tempdir().unwrap();
        let port = {
            let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            free.local_addr().unwrap().port()
        };
        let server = Server { folder, bin, port };
        if server.is_root() {
            let owner = Command::new("chown").arg("nobody").arg(server.folder.path()).status();
            assert!(owner.unwrap().success());
        }
        let data = server.data();
        server
            .run("initdb", &["-D", &data, "-U", "thu", "-A", "trust", "-E", "UTF8", "--locale=C"]);
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c fsync=off -c unix_socket_directories={}",
            server.folder.path().display()
        );
        server.run(
            "pg_ctl",
            &["-D", &data, "-o", &options, "-w", "-l", &format!("{data}.log"), "start"],
        );
        server
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    fn is_root(&self) -> bool {
        let id = Command::new("id").arg("-u").output().unwrap();
        id.stdout.trim_ascii() == b"0"
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.bin.join(program);
        let mut command = match self.is_root() {
            true => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]);
                command.arg(program);
                command
            }
            false => Command::new(program),
        };
        let status = command.args(arguments).current_dir(self.folder.path()).output().unwrap();
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    }

    /// What a script answers, as rows of fields.
    fn ask(&self, script: &str) -> Vec<Vec<String>> {
        let file = self.folder.path().join("ask.sql");
        fs::write(&file, script).unwrap();
        let port = self.port.to_string();
        let out = Command::new(self.bin.join("psql"))
            .args(["-h", "127.0.0.1", "-p", &port, "-U", "thu", "-d", "postgres", "-X", "-q", "-A"])
            .args(["-t", "-F", ",", "-v", "ON_ERROR_STOP=1", "-f"])
            .arg(&file)
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let text = String::from_utf8(out.stdout).unwrap();
        text.lines().map(|line| line.split(',').map(str::to_string).collect()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.data();
        self.run("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]);
    }
}

/// What PostgreSQL finds with the printed SQL over the clean tables of a round.
fn by_database(server: &Server, round: &Path) -> BTreeMap<(String, String), i64> {
    let mut findings = Findings::default();
    let setting = Setting::read(round, &mut findings).unwrap();
    let names = Names::new(&setting.round);
    let mut all = BTreeMap::new();
    for register in registers(&setting, &mut findings.problems) {
        let scheme = register.scheme;
        let gathered = gather(&setting, &register, &names, true, &mut findings);
        let mut out = csv::Writer::from_path(round.join("sach.csv")).unwrap();
        out.write_record(clean_heads(scheme)).unwrap();
        gathered.clean(scheme, &setting.round, &mut |cells| out.write_record(cells).unwrap());
        out.flush().unwrap();
        let text = sql(scheme, &register.items, &register.constants, Dialect::PostgreSql).unwrap();
        let (table, select) = text.split_once(";\n\n").unwrap();
        let file = round.join("sach.csv");
        let copy = format!("\\copy \"{}\" from '{}' csv header", scheme.id, file.display());
        let script = format!("DROP TABLE IF EXISTS \"{}\";\n{table};\n{copy}\n{select}", scheme.id);
        for row in server.ask(&script) {
            all.insert((row[0].clone(), row[1].clone()), row[2].parse().unwrap());
        }
    }
    all
}

#[test]
fn postgresql_counts_the_same() {
    let Some(bin) = programs() else {
        let required = ["CI", "PARINDEX_POSTGRESQL_REQUIRED"];
        assert!(
            required.iter().all(|name| std::env::var_os(name).is_none()),
            "CI needs PostgreSQL"
        );
        eprintln!("SKIPPED: PostgreSQL is not installed, its counts were not compared");
        return;
    };
    let server = Server::start(bin);
    let places: Vec<tempfile::TempDir> =
        (100..100 + seeds(3)).map(random::round).chain([case("registers")]).collect();
    for (at, place) in places.iter().enumerate() {
        let ours = counted(place.path());
        let theirs = by_database(&server, place.path());
        assert!(!ours.is_empty());
        for (key, (value, _)) in &ours {
            // The table holds no unit whose rows all differ from others of their keys.
            let their = theirs.get(key).copied().unwrap_or(0);
            assert_eq!(their, *value, "{at}: {key:?} in {}", place.path().display());
        }
        assert!(theirs.keys().all(|key| ours.contains_key(key)));
    }
}
