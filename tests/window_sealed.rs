//! Sealed packages in the window: opened to be looked at, never changed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::window::{Window, program};
use crate::support::{copy, entries, root};

/// A round, and the package that was made of it after it had been scored.
struct Desk {
    place: tempfile::TempDir,
    package: PathBuf,
}

impl Desk {
    fn new() -> Desk {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        copy(&root().join("tests/problems/base"), &at("dot"));
        for folder in ["rieng", "tam", "goi"] {
            fs::create_dir(at(folder)).unwrap();
        }
        let mut seal = program(&at("rieng"));
        seal.arg("seal").arg(at("dot")).arg("--out").arg(at("goi"));
        assert!(matches!(seal.output().unwrap().status.code(), Some(0 | 1)));
        let package = entries(&at("goi")).remove(0);
        Desk { place, package }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// The window, with its temporary files where the test sees them.
    fn open(&self, path: &Path) -> (Window, String) {
        let mut command = program(&self.at("rieng"));
        command.args(["open", "--no-browser"]).arg(path).env("TMPDIR", self.at("tam"));
        Window::run(command).let_in()
    }
}

#[test]
fn a_sealed_package_is_looked_at_and_not_changed() {
    let desk = Desk::new();
    let before = fs::read(&desk.package).unwrap();
    let (mut window, round) = desk.open(&desk.package);
    assert!(round.starts_with("/dot/"), "{round}");
    let page = window.wait(&round, "bang-don-vi");
    assert!(page.body.contains("Gói niêm phong"), "{}", page.body);
    // Every step can be looked at, with what was sealed.
    let state = |step: &str| window.get(&format!("{round}/{step}")).body;
    assert!(state("ket-qua").contains("Đã ghi kết quả"), "{}", state("ket-qua"));
    assert!(state("luu-tru").contains("1 gói niêm phong."));
    let sealed = window.get(&format!("{round}/tep/ket-qua/results.json"));
    assert_eq!(sealed.status, 200);
    assert!(sealed.body.contains("\"schema\""), "{}", sealed.body);
    assert_eq!(window.get(&format!("{round}/tep/../../manifest.json")).status, 404);
    // Nothing changes it.
    assert!(!state("thu-nhan").contains("data-tha="));
    assert!(!state("bo-tieu-chi").contains("/sua?"));
    for (at, work) in ["cham-diem", "tao-mau", "niem-phong"].iter().enumerate() {
        let asked = window.post(&format!("{round}/chay"), &format!("the=a{at}&viec={work}"));
        assert_eq!(asked.status, 409, "{work}");
        assert!(asked.body.contains("chỉ để xem"), "{}", asked.body);
    }
    let dropped = window.send(&format!("{round}/tha/nhan?the=b"), b"\0\0\0\x02[]");
    assert_eq!(dropped.status, 409);
    assert_eq!(window.get(&format!("{round}/sua?tep=round.toml")).status, 409);
    assert_eq!(window.post(&format!("{round}/sua/luu"), "the=c&tep=round.toml").status, 409);
    // It is run again and held against what was sealed.
    window.post(&format!("{round}/chay"), "the=d&viec=kiem-tra-goi");
    let page = window.wait(&format!("{round}/viec"), "Về bước vừa làm");
    assert!(page.body.contains("Gói nguyên vẹn"), "{}", page.body);
    assert!(fs::read(&desk.package).unwrap() == before);
    // It is among the rounds that were opened lately, and nothing stays behind.
    let name = desk.package.file_name().unwrap().to_string_lossy().into_owned();
    assert!(window.get("/").body.contains(&format!(">{name}</a>")));
    assert!(!entries(&desk.at("tam")).is_empty());
    window.post("/dong", "the=e");
    assert_eq!(window.ended(std::time::Duration::from_secs(20)), Some(0));
    assert_eq!(entries(&desk.at("tam")), Vec::<PathBuf>::new());
}

#[test]
fn a_package_that_was_changed_is_refused_with_the_reason() {
    let desk = Desk::new();
    let mut bytes = fs::read(&desk.package).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&desk.package, &bytes).unwrap();
    let (window, first) = desk.open(&desk.package);
    assert!(first.starts_with("/?khong-mo="), "{first}");
    let page = window.get(&first);
    assert!(page.body.contains("Không mở được gói"), "{}", page.body);
    assert!(page.body.contains("Xin lại bản gốc"), "{}", page.body);
    // Any other zip file is none.
    fs::write(desk.at("khac.zip"), b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0").unwrap();
    let path = desk.at("khac.zip").display().to_string();
    let refused = window.post("/mo", &format!("the=a&thu-muc={path}"));
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("Không mở được gói"), "{}", refused.body);
}

#[test]
fn a_package_dropped_on_the_program_opens() {
    let desk = Desk::new();
    let window = Window::start(&desk.at("rieng"), &[]);
    let dropped = program(&desk.at("rieng")).arg(&desk.package).env("PATH", "").output().unwrap();
    let said = String::from_utf8(dropped.stdout).unwrap();
    assert!(said.starts_with(&format!("http://{}/vao/", window.host())), "{said}");
    assert!(said.contains("toi=%2Fdot%2F"), "{said}");
}

#[test]
fn window_and_commands_know_of_each_other_what_they_wrote() {
    let desk = Desk::new();
    fs::create_dir(desk.at("dot/luu-tru")).unwrap();
    fs::copy(&desk.package, desk.at("dot/luu-tru").join(desk.package.file_name().unwrap()))
        .unwrap();
    // Results of a command, which puts them below the folder that it is started in.
    let mut score = program(&desk.at("rieng"));
    let done = score.args(["score", "dot"]).current_dir(desk.place.path()).output().unwrap();
    assert!(matches!(done.status.code(), Some(0 | 1)));
    let (window, round) = desk.open(&desk.at("dot"));
    window.wait(&round, "bang-don-vi");
    let results = window.get(&format!("{round}/ket-qua")).body;
    assert!(results.contains("Đã ghi kết quả"), "{results}");
    let archive = window.get(&format!("{round}/luu-tru")).body;
    assert!(archive.contains("1 gói niêm phong.") && archive.contains("Mở để xem"), "{archive}");
    // The very words of the command.
    let mut board = program(&desk.at("rieng"));
    board.args(["board", "dot", "--format", "json"]).current_dir(desk.place.path());
    let told: serde_json::Value = serde_json::from_slice(&board.output().unwrap().stdout).unwrap();
    for step in told["steps"].as_array().unwrap() {
        let (page, words) = (step["step"].as_str().unwrap(), step["words"].as_str().unwrap());
        let shown = window.get(&format!("{round}/{page}")).body;
        assert!(shown.contains(words), "{page}: {words}\n{shown}");
    }
}

#[test]
fn a_set_outside_the_round_is_watched_too() {
    let desk = Desk::new();
    let round = fs::read_to_string(desk.at("dot/round.toml")).unwrap();
    fs::create_dir(desk.at("criteria")).unwrap();
    fs::rename(desk.at("dot/set.toml"), desk.at("criteria/set.toml")).unwrap();
    fs::write(desk.at("dot/round.toml"), round.replace("\"set.toml\"", "\"../criteria/set.toml\""))
        .unwrap();
    let (window, round) = desk.open(&desk.at("dot"));
    let page = window.wait(&format!("{round}/bo-tieu-chi"), "Không có lỗi trong round.toml");
    assert!(!page.body.contains("Đang đọc thư mục"));
    let set = desk.at("criteria/set.toml");
    let sound = fs::read_to_string(&set).unwrap();
    fs::write(&set, format!("{sound}\nla = 1\n")).unwrap();
    let page = window.wait(&format!("{round}/bo-tieu-chi"), "criteria/set.toml");
    assert!(page.body.contains("class=\"error\""), "{}", page.body);
    // A broken set is watched as well.
    fs::write(&set, &sound).unwrap();
    window.wait(&format!("{round}/bo-tieu-chi"), "Không có lỗi trong round.toml");
}
