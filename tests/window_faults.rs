//! The window when the machine does not do what it should: a full disk, a folder that may not be
//! written, a file that is open elsewhere, a browser that crashes, two tabs.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::support::clerk::Clerk;
use crate::support::window::{Reply, Window, program};
use crate::support::{copy, root};

struct Desk {
    place: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let place = tempfile::tempdir().unwrap();
        copy(&root().join("tests/problems/base"), &place.path().join("dot"));
        for folder in ["rieng", "tai-ve"] {
            fs::create_dir(place.path().join(folder)).unwrap();
        }
        Desk { place }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.place.path().join(path)
    }

    /// The window on the round, in a world of its own mounts that a line of shell makes first: `$1`
    /// is the round. `None` where the system has no such worlds.
    fn mounted(&self, line: &str) -> Option<(Window, String)> {
        let can = Command::new("unshare").args(["-rm", "true"]).stderr(Stdio::null()).status();
        if !can.is_ok_and(|status| status.success()) {
            println!("no mounts of its own here: not tried");
            return None;
        }
        let mut command = Command::new("unshare");
        let line = format!("{line}\nexec $0 open --no-browser $1");
        command.args(["-rm", "sh", "-ec", &line]).arg(env!("CARGO_BIN_EXE_parindex"));
        command.arg(self.at("dot")).env("PARINDEX_STATE", self.at("rieng"));
        Some(Window::run(command).let_in())
    }
}

fn run(window: &Window, round: &str, work: &str, token: &str) -> String {
    let started = window.post(&format!("{round}/chay"), &format!("the={token}&viec={work}"));
    assert_eq!(started.status, 303, "{started:?}");
    window.wait(&format!("{round}/viec"), "Về bước vừa làm").body
}

/// Takes in one document of a unit.
fn drop_in(window: &Window, round: &str, name: &str, bytes: &[u8]) -> String {
    let list = json!([{ "ten": name, "dai": bytes.len(), "cua": "xa-tan-lap" }]).to_string();
    let body = [&(list.len() as u32).to_be_bytes()[..], list.as_bytes(), bytes].concat();
    let reply: Reply = window.send(&format!("{round}/tha/nhan?the={name}"), &body);
    assert_eq!(reply.status, 200, "{reply:?}");
    let told: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    told["loi"].as_str().unwrap().to_string()
}

/// What the page of the editor remembers of the file.
fn mark_of(page: &str) -> String {
    let mark = page.split("name=\"ban\" value=\"").nth(1).unwrap();
    mark.split('"').next().unwrap().to_string()
}

#[test]
fn a_full_disk_is_told_and_nothing_is_half_there() {
    let desk = Desk::new();
    let line = "cp -r $1 $1/../goc; mount -t tmpfs -o size=8m none $1; cp -r $1/../goc/. $1";
    let Some((window, round)) = desk.mounted(line) else { return };
    let done = run(&window, &round, "cham-diem", "mot");
    assert!(done.contains("Đã xong."), "{done}");
    let sheet = || window.get(&format!("{round}/tep/ket-qua/xep-hang.xlsx"));
    let before = sheet();
    assert_eq!(before.status, 200);
    // Documents come in until there is no room for another, large or small.
    let mut number = 0;
    for size in [400 * 1024, 40 * 1024, 4 * 1024] {
        loop {
            number += 1;
            let bytes = [b"%PDF-1.4\n", vec![number as u8; size].as_slice()].concat();
            let told = drop_in(&window, &round, &format!("quet-{number}.pdf"), &bytes);
            if told.contains("đã chép vào") {
                assert!(number < 200, "the disk is never full");
                continue;
            }
            assert!(told.contains("chưa chép được vào") && told.contains("đĩa đầy"), "{told}");
            let half = format!("{round}/tep/minh-chung/xa-tan-lap/quet-{number}.pdf");
            assert_eq!(window.get(&half).status, 404, "nothing is half there");
            break;
        }
    }
    let refused = run(&window, &round, "cham-diem", "hai");
    assert!(refused.contains("Không làm được") && refused.contains("E-OUTPUT-DISK"), "{refused}");
    let after = sheet();
    assert!(after.status == 200 && after.body == before.body, "the earlier result is whole");
    // The text that is typed is not lost, and the file stays.
    let mark = || {
        let page = window.get(&format!("{round}/sua?tep=round.toml")).body;
        mark_of(&page)
    };
    let before = mark();
    let long = "%23".to_string() + &"x".repeat(20_000);
    let form = format!("the=ba&tep=round.toml&ban={before}&van-ban={long}&van-luu=1");
    let refused = window.post(&format!("{round}/sua/luu"), &form);
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("Chưa lưu: máy không cho ghi"), "{}", refused.body);
    assert!(refused.body.contains(&"x".repeat(20_000)));
    assert_eq!(mark(), before);
}

#[test]
fn a_result_that_is_open_elsewhere_is_told() {
    let desk = Desk::new();
    let mut score = program(&desk.at("rieng"));
    let out = desk.at("dot/ket-qua");
    score.arg("score").arg(desk.at("dot")).args(["--lang", "en"]).arg("--out").arg(&out);
    assert!(score.output().unwrap().status.success());
    let before = fs::read(out.join("xep-hang.xlsx")).unwrap();
    let line = "mount --bind $1/ket-qua/xep-hang.xlsx $1/ket-qua/xep-hang.xlsx";
    let Some((window, round)) = desk.mounted(line) else { return };
    let refused = run(&window, &round, "cham-diem", "mot");
    let words = "Hãy đóng tệp kết quả đang mở trong Excel hoặc Word (xep-hang.xlsx)";
    assert!(refused.contains(words), "{refused}");
    assert!(fs::read(out.join("xep-hang.xlsx")).unwrap() == before);
}

#[test]
fn a_folder_that_may_not_be_written_is_told() {
    const NOBODY: u32 = 65_534;
    let desk = Desk::new();
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let may = |path: &str, mode| {
        fs::set_permissions(desk.at(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    fs::set_permissions(desk.place.path(), fs::Permissions::from_mode(0o755)).unwrap();
    may("rieng", 0o777);
    // The program may lie where not everybody looks.
    let built = desk.at("parindex");
    fs::copy(env!("CARGO_BIN_EXE_parindex"), &built).unwrap();
    may("dot", 0o555);
    let mut command = Command::new(&built);
    command.args(["open", "--no-browser"]).arg(desk.at("dot"));
    command.env("PARINDEX_STATE", desk.at("rieng"));
    if is_root {
        command.uid(NOBODY).gid(NOBODY);
    }
    let (window, round) = Window::run(command).let_in();
    // It can be looked at.
    window.wait(&round, "bang-don-vi");
    let refused = run(&window, &round, "cham-diem", "mot");
    assert!(refused.contains("Không làm được"), "{refused}");
    assert!(refused.contains("E-OUTPUT-READ-ONLY"), "{refused}");
    let told = drop_in(&window, &round, "quet.pdf", b"%PDF-1.4\nmot");
    assert!(told.contains("chưa chép được vào minh-chung/xa-tan-lap/quet.pdf"), "{told}");
    assert!(told.contains("không tệp nào bị đổi"), "{told}");
    may("dot", 0o755);
    assert!(!desk.at("dot/minh-chung").exists() && !desk.at("dot/ket-qua").exists());
}

#[test]
fn a_run_goes_on_when_the_browser_crashes() {
    let desk = Desk::new();
    let Some(clerk) = Clerk::start(&desk.at("tai-ve")) else { return };
    let round = desk.at("dot").display().to_string();
    let window = Window::start(&desk.at("rieng"), &[&round]);
    clerk.open(&window.address);
    clerk.press("link", "8. Kết quả");
    clerk.press("button", "Chấm điểm");
    // The browser may be gone before it has asked: the run has begun once its folder is there.
    for _ in 0..300 {
        if desk.at("dot/ket-qua").exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    clerk.crash();
    drop(clerk);
    // The program is started once more: the first window gives another browser a way in.
    let mut second = program(&desk.at("rieng"));
    let said = second.args(["open", "--no-browser", &round]).output().unwrap().stdout;
    let address = String::from_utf8(said).unwrap();
    let clerk = Clerk::start(&desk.at("tai-ve")).expect("a browser");
    clerk.open(address.trim());
    clerk.press("link", "8. Kết quả");
    clerk.reads("Đã ghi kết quả");
    assert!(desk.at("dot/ket-qua/xep-hang.xlsx").is_file());
}

#[test]
fn two_tabs_do_not_undo_each_other() {
    let desk = Desk::new();
    let round = desk.at("dot").display().to_string();
    let (window, round) = Window::enter(&desk.at("rieng"), &[&round]);
    let sound = fs::read_to_string(desk.at("dot/round.toml")).unwrap();
    // Both tabs show the same text; one saves, then the other.
    let page = window.get(&format!("{round}/sua?tep=round.toml")).body;
    let mark = mark_of(&page);
    let encode = |text: &str| {
        let code = |byte: u8| format!("%{byte:02X}");
        text.bytes().map(code).collect::<String>()
    };
    let save = |tab: &str| {
        let text = encode(&format!("{sound}# {tab}\n"));
        let form = format!("the={tab}&tep=round.toml&ban={mark}&van-ban={text}");
        window.post(&format!("{round}/sua/luu"), &form)
    };
    assert_eq!(save("tab-mot").status, 303);
    let second = save("tab-hai");
    assert_eq!(second.status, 409);
    assert!(second.body.contains("Chưa lưu: tệp đã được"), "{}", second.body);
    assert!(second.body.contains("# tab-hai"), "what was typed is on the page");
    let text = fs::read_to_string(desk.at("dot/round.toml")).unwrap();
    assert_eq!(text, format!("{sound}# tab-mot\n"));
    // The same file dropped in both is there once.
    let first = drop_in(&window, &round, "quet.pdf", b"%PDF-1.4\nmot");
    assert!(first.contains("đã chép vào"), "{first}");
    let list = json!([{ "ten": "quet.pdf", "dai": 12, "cua": "xa-tan-lap" }]).to_string();
    let body = [&(list.len() as u32).to_be_bytes()[..], list.as_bytes(), b"%PDF-1.4\nmot"].concat();
    let again = window.send(&format!("{round}/tha/nhan?the=tab-hai-tha"), &body);
    assert!(again.body.contains("đã có, giống hệt"), "{}", again.body);
    assert_eq!(fs::read_dir(desk.at("dot/minh-chung/xa-tan-lap")).unwrap().count(), 1);
}
