//! What goes wrong around the program: the disk is full, the folder read-only, an output open
//! elsewhere, an input gone, the program killed. Every time the earlier result stays whole, a
//! message says what to do, and the exit code is 2.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{entries, root};

/// A round and its earlier result, in a place that any user may read.
struct Place {
    folder: tempfile::TempDir,
    program: PathBuf,
    before: BTreeMap<String, Vec<u8>>,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        fs::set_permissions(here, fs::Permissions::from_mode(0o755)).unwrap();
        copy(&root().join("tests/problems/base"), &here.join("round"));
        let program = here.join("parindex");
        let built = Path::new(env!("CARGO_BIN_EXE_parindex"));
        if fs::hard_link(built, &program).is_err() {
            fs::copy(built, &program).unwrap();
        }
        let mut place = Place { folder, program, before: BTreeMap::new() };
        // In English, so that a new result differs in every file that has words.
        let output = place.score().args(["--lang", "en"]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        place.before = place.files();
        assert!(place.before.len() > 4, "{:?}", place.before.keys());
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn score(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("score").arg(self.path("round")).arg("--out").arg(self.path("out"));
        command
    }

    /// What the folder of the outputs holds, below it.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        gather(&self.path("out"), "", &mut found);
        found
    }

    fn refuses(&self, command: &mut Command, code: &str) -> String {
        let output = command.output().unwrap();
        let told = told(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(code), "{told}");
        assert!(self.files() == self.before, "an earlier output changed");
        told
    }
}

fn told(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr].concat();
    String::from_utf8_lossy(&text).into_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in entries(from) {
        let target = to.join(entry.file_name().unwrap());
        match entry.is_dir() {
            true => copy(&entry, &target),
            false => drop(fs::copy(&entry, &target).unwrap()),
        }
    }
}

fn gather(folder: &Path, named: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in entries(folder) {
        let name = format!("{named}{}", entry.file_name().unwrap().to_string_lossy());
        match entry.is_dir() {
            true => gather(&entry, &format!("{name}/"), found),
            false => drop(found.insert(name, fs::read(&entry).unwrap())),
        }
    }
}

/// Runs a line of shell in a world of its own mounts, with `$0` the program, `$1` the round and
/// `$2` the outputs; `None` where the system has no such worlds.
fn mounted(place: &Place, line: &str) -> Option<Command> {
    let can = Command::new("unshare").args(["-rm", "true"]).stderr(Stdio::null()).status();
    if !can.is_ok_and(|status| status.success()) {
        println!("no mounts of its own here: not tried");
        return None;
    }
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-ec", line]).arg(&place.program);
    command.arg(place.path("round")).arg(place.path("out"));
    Some(command)
}

#[test]
fn a_full_disk_leaves_the_earlier_result() {
    let place = Place::new();
    // A disk with room for the earlier result and half of another, which keeps what is on it.
    let size: usize = place.before.values().map(|bytes| bytes.len().div_ceil(4096) * 4096).sum();
    let line = format!(
        "mkdir $2/../old && cp -r $2/. $2/../old
         mount -t tmpfs -o size={} none $2 && cp -r $2/../old/. $2
         $0 score $1 --out $2 || code=$?
         diff -r $2/../old $2 && exit $code || exit 77",
        size + size / 2
    );
    if let Some(mut command) = mounted(&place, &line) {
        let told = place.refuses(&mut command, "E-OUTPUT-DISK");
        assert!(told.contains("kết quả cũ vẫn còn nguyên"), "{told}");
    }
    // No file may be longer than 8 blocks: the same without mounts.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" score \"$1\" --out \"$2\""]);
    command.arg(&place.program).arg(place.path("round")).arg(place.path("out"));
    place.refuses(&mut command, "E-OUTPUT-");
}

#[test]
fn a_full_disk_for_temporary_files_is_told_too() {
    let place = Place::new();
    let line = "mkdir $2/../tmp && mount -t tmpfs -o size=4k none $2/../tmp
                TMPDIR=$2/../tmp exec $0 score $1 --out $2";
    if let Some(mut command) = mounted(&place, line) {
        place.refuses(&mut command, "E-OUTPUT-DISK");
    }
}

/// The command as a user who may not write where another may.
fn as_nobody(command: &mut Command) -> &mut Command {
    const NOBODY: u32 = 65_534;
    // Only the superuser may become another; any other is one already.
    match Command::new("id").arg("-u").output().unwrap().stdout.as_slice() {
        b"0\n" => command.uid(NOBODY).gid(NOBODY),
        _ => command,
    }
}

#[test]
fn a_read_only_folder_leaves_the_earlier_result() {
    let place = Place::new();
    fs::set_permissions(place.path("out"), fs::Permissions::from_mode(0o555)).unwrap();
    let told = place.refuses(as_nobody(&mut place.score()), "E-OUTPUT-READ-ONLY");
    assert!(told.contains("--out"), "{told}");
    fs::set_permissions(place.path("out"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn an_output_that_is_open_leaves_the_earlier_result() {
    let place = Place::new();
    // The name is held: what a system says of a file that another program has open.
    let line = "mount --bind $2/xep-hang.xlsx $2/xep-hang.xlsx; exec $0 score $1 --out $2";
    if let Some(mut command) = mounted(&place, line) {
        let told = place.refuses(&mut command, "E-OUTPUT-OPEN");
        assert!(
            told.contains("Hãy đóng tệp kết quả đang mở trong Excel hoặc Word (xep-hang.xlsx)"),
            "{told}"
        );
    }
    // A folder of the name, with something in it, which nobody may lose.
    let place = Place::new();
    let named = place.path("out/results.json");
    fs::remove_file(&named).unwrap();
    fs::create_dir_all(named.join("của tôi")).unwrap();
    fs::write(named.join("của tôi/ghi chú.txt"), "1").unwrap();
    let place = Place { before: place.files(), ..place };
    let told = place.refuses(&mut place.score(), "E-OUTPUT-WRITE");
    assert!(told.contains("results.json"), "{told}");
}

#[test]
fn a_paper_that_is_open_leaves_the_earlier_set() {
    let place = Place::new();
    let papers = |place: &Place| {
        let mut command = Command::new(&place.program);
        command.args(["papers", "--public"]).arg(place.path("round"));
        command.arg("--out").arg(place.path("out")).output().unwrap()
    };
    let first = papers(&place);
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    // What Word lays beside a file that is open is another's, and stays.
    fs::write(place.path("out/van-ban/~$-trinh.docx"), "Nguyễn Văn A").unwrap();
    // Other words in every paper.
    let round = place.path("round/round.toml");
    let text = fs::read_to_string(&round).unwrap();
    fs::write(&round, text.replace("năm 2020\"", "năm 2020, lần hai\"")).unwrap();
    let place = Place { before: place.files(), ..place };
    let line = "mount --bind $2/van-ban/to-trinh.docx $2/van-ban/to-trinh.docx
                exec $0 papers --public $1 --out $2";
    if let Some(mut command) = mounted(&place, line) {
        let told = place.refuses(&mut command, "E-OUTPUT-OPEN");
        assert!(told.contains("Hãy đóng tệp kết quả đang mở trong Excel hoặc Word"), "{told}");
        assert!(told.contains("to-trinh.docx"), "{told}");
    }
    // Nobody holds it any more: the new set takes its place, the lock file stays.
    let again = papers(&place);
    assert!(again.status.code().is_some_and(|code| code < 2), "{}", told(&again));
    let after = place.files();
    assert_ne!(after["van-ban/to-trinh.docx"], place.before["van-ban/to-trinh.docx"]);
    assert!(after.contains_key("van-ban/~$-trinh.docx"));
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let place = Place::new();
    fs::create_dir(place.path("out/.dang-ghi")).unwrap();
    let lock = fs::File::create(place.path("out/.dang-ghi/khoa")).unwrap();
    lock.lock().unwrap();
    let output = place.score().output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("E-OUTPUT-BUSY"), "{}", told(&output));
    drop(lock);
    // As a killed run would leave it.
    assert_eq!(place.score().output().unwrap().status.code(), Some(0));
    assert!(!place.path("out/.dang-ghi").exists());
}

#[test]
fn an_input_that_is_gone_stops_the_run() {
    let place = Place::new();
    // Listed, and not there when it is read.
    symlink(place.path("nowhere"), place.path("round/evidence/c.xlsx")).unwrap();
    let told = place.refuses(&mut place.score(), "E-FILE-GONE");
    assert!(told.contains("evidence/c.xlsx"), "{told}");
    let mut check = Command::new(&place.program);
    place.refuses(check.arg("check").arg(place.path("round")), "E-FILE-GONE");
    // Forms of a survey that are gone stop everything that counts them.
    let of_survey = place.path("round/survey/phieu-2.csv");
    fs::rename(place.path("round/evidence/c.xlsx"), &of_survey).unwrap();
    for command in ["score", "survey", "board", "sendback"] {
        let mut gone = Command::new(&place.program);
        let gone = gone.arg(command).arg(place.path("round")).arg("--out").arg(place.path("out"));
        let told = place.refuses(gone, "E-FILE-GONE");
        assert!(told.contains("survey/phieu-2.csv"), "{command}: {told}");
    }
    fs::rename(&of_survey, place.path("round/evidence/c.xlsx")).unwrap();
    // A pipe that nobody writes into would be waited for without end.
    fs::remove_file(place.path("round/evidence/c.xlsx")).unwrap();
    let pipe = place.path("round/evidence/c.xlsx");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let output = place.score().output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let of_pipe = self::told(&output);
    assert!(of_pipe.contains("E-FILE-READ") && of_pipe.contains("c.xlsx"), "{of_pipe}");
}

#[test]
fn a_killed_run_leaves_one_set_or_the_other() {
    let place = Place::new();
    let start = Instant::now();
    assert_eq!(place.score().arg("--no-charts").output().unwrap().status.code(), Some(0));
    let whole = start.elapsed();
    let after = place.files();
    assert_ne!(after["xep-hang.xlsx"], place.before["xep-hang.xlsx"]);
    // Back to the other language: the pictures stay those of the first run.
    let other = |lang: &str| {
        let mut command = place.score();
        command.args(["--no-charts", "--lang", lang]);
        command
    };
    assert_eq!(other("en").output().unwrap().status.code(), Some(0));
    let before = place.files();
    let mut early = 0;
    for turn in 0..12u32 {
        // Every other run would write the other language.
        let lang = if turn % 2 == 0 { "vi" } else { "en" };
        let mut command = other(lang);
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * (turn + 1) / 12);
        process.kill().unwrap();
        early += u32::from(process.wait().unwrap().code().is_none());
        for (name, bytes) in place.files() {
            let is_whole = [&before, &after].iter().any(|old| old.get(&name) == Some(&bytes));
            assert!(is_whole || name.starts_with(".dang-ghi/"), "{name} after turn {turn}");
        }
        // Any command finishes what was begun, or it never was.
        let mut check = Command::new(&place.program);
        check.arg("check").arg(place.path("round")).arg("--out").arg(place.path("out"));
        assert_eq!(check.output().unwrap().status.code(), Some(0));
        let found = place.files();
        assert!(found == before || found == after, "a mixed set after turn {turn}");
    }
    assert!(early > 3, "only {early} runs were killed in the middle");
    assert_eq!(other("vi").output().unwrap().status.code(), Some(0));
    assert!(place.files() == after, "what killed runs left behind is still there");
}

#[test]
fn an_interruption_leaves_nothing_behind() {
    let place = Place::new();
    let mut stopped = 0;
    for turn in 0..6u32 {
        let fresh = place.path("reports/fresh");
        let mut command = place.score();
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let start = Instant::now();
        // As soon as something waits, or a little later.
        while !place.path("out/.dang-ghi/moi").exists() && start.elapsed().as_secs() < 30 {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(u64::from(turn) * 20));
        let pid = process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        stopped += u32::from(process.wait().unwrap().code() == Some(130));
        assert!(!place.path("out/.dang-ghi").exists() && !fresh.exists());
        let found = place.files();
        if found != place.before {
            // It was done before it heard.
            let again = place.score().args(["--lang", "en"]).output().unwrap();
            assert_eq!(again.status.code(), Some(0));
        }
        assert!(place.files() == place.before);
    }
    assert!(stopped > 0, "no run was stopped in the middle");
}

#[test]
fn what_may_not_be_read_makes_no_results() {
    let place = Place::new();
    let rights = |name: &str, mode: u32| {
        fs::set_permissions(place.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    for (name, mode, code) in [
        ("round/evidence", 0o000, "E-FOLDER-LIST"),
        ("round/evidence", 0o444, "E-FILE-DENIED"),
        ("round/appraisal", 0o000, "E-FOLDER-LIST"),
        ("round/survey", 0o000, "E-FOLDER-LIST"),
        ("round/evidence/a.xlsx", 0o000, "E-FILE-DENIED"),
        ("round/set.toml", 0o000, "E-FILE-DENIED"),
        ("round/round.toml", 0o000, "E-FILE-DENIED"),
    ] {
        if !place.path(name).exists() {
            panic!("{name} is not there");
        }
        let usual = fs::metadata(place.path(name)).unwrap().permissions().mode();
        rights(name, mode);
        for command in ["score", "board", "preview", "sendback"] {
            let mut run = Command::new(&place.program);
            run.arg(command).arg(place.path("round")).arg("--out").arg(place.path("out"));
            let told = place.refuses(as_nobody(&mut run), code);
            assert!(!told.contains("os error") && told.contains("không có quyền"), "{told}");
        }
        rights(name, usual);
    }
}

#[test]
fn too_few_processes_are_told_and_make_no_results() {
    let place = Place::new();
    // The superuser is not bound by it.
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -u 1; exec \"$0\" score \"$1\" --out \"$2\""]);
    command.arg(&place.program).arg(place.path("round")).arg(place.path("out"));
    let output = as_nobody(&mut command).output().unwrap();
    let told = told(&output);
    assert!(!told.contains("panicked"), "{told}");
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(place.files() == place.before);
}
