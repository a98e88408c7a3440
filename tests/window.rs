//! The window: who may ask, what an action does and does not do twice, how long it lives.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::window::{Reply, Window, program};
use crate::support::{copy, entries, root};

/// A sound round in a folder of its own, and a place for the program's own files.
struct Desk {
    place: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let place = tempfile::tempdir().unwrap();
        copy(&root().join("tests/problems/base"), &place.path().join("dot"));
        fs::create_dir(place.path().join("rieng")).unwrap();
        Desk { place }
    }

    fn at(&self, path: &str) -> std::path::PathBuf {
        self.place.path().join(path)
    }

    /// The window with the round open; gives the address of the round.
    fn open(&self) -> (Window, String) {
        let round = self.at("dot").display().to_string();
        Window::enter(&self.at("rieng"), &[&round])
    }
}

/// Every file below the folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for path in entries(&next) {
            match path.is_dir() {
                true => open.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().display().to_string();
                    all.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    all
}

/// Runs the command of a button and waits for its end.
fn run(window: &Window, round: &str, work: &str, token: &str) -> Reply {
    let started = window.post(&format!("{round}/chay"), &format!("the={token}&viec={work}"));
    assert_eq!(started.status, 303, "{started:?}");
    window.wait(&format!("{round}/viec"), "Về bước vừa làm")
}

#[test]
fn only_our_own_pages_in_the_browser_that_was_let_in_are_answered() {
    let desk = Desk::new();
    let (window, round) = desk.open();
    let (host, cookie) = (window.host(), window.cookie().to_string());
    let own = format!("http://{host}");
    let other_port = format!("http://127.0.0.1:{}", window.port ^ 1);
    let (name, secret) = cookie.split_once('=').unwrap();
    let elsewhere = format!("parindex-1={secret}");
    let guessed = format!("{name}=00000000000000000000000000000000");
    let request = |method: &str, path: &str, headers: &[(&str, &str)]| {
        let mut head = format!("{method} {path} HTTP/1.1\r\n");
        headers.iter().for_each(|(name, value)| head += &format!("{name}: {value}\r\n"));
        window.raw(&head, b"")
    };
    let ok = [("Host", host.as_str()), ("Cookie", cookie.as_str()), ("Origin", own.as_str())];
    let with = |name: &'static str, value: &'_ str| {
        let kept = ok.iter().filter(|(known, _)| *known != name).copied();
        let mut all: Vec<(String, String)> =
            kept.map(|(name, value)| (name.to_string(), value.to_string())).collect();
        if !value.is_empty() {
            all.push((name.to_string(), value.to_string()));
        }
        all
    };
    let asked = |method: &str, path: &str, headers: &[(String, String)]| {
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        request(method, path, &headers).status
    };
    // What our own browser sends is answered.
    assert_eq!(request("GET", &round, &ok).status, 200);
    assert_eq!(asked("GET", "/", &with("Origin", "")), 200);
    assert_eq!(request("POST", "/mo?the=dung", &ok).status, 409, "an action that finds no folder");
    let localhost = format!("localhost:{}", window.port);
    let named = format!("parindex.example:{}", window.port);
    for host in ["", "parindex.example", &named, &localhost, "127.0.0.1", "127.0.0.1:1"] {
        assert_eq!(asked("GET", "/", &with("Host", host)), 403, "host {host:?}");
    }
    for cookie in ["", &guessed, &elsewhere, secret, name, "x=1"] {
        assert_eq!(asked("GET", "/", &with("Cookie", cookie)), 403, "cookie {cookie:?}");
        assert_eq!(asked("POST", "/dong?the=a", &with("Cookie", cookie)), 403, "cookie {cookie:?}");
    }
    let secure = format!("https://{host}");
    for origin in ["", "null", "http://evil.example", &other_port, &secure, "http://127.0.0.1"] {
        let status = asked("POST", "/dong?the=b", &with("Origin", origin));
        assert_eq!(status, 403, "an action from {origin:?}");
        if !origin.is_empty() {
            assert_eq!(asked("GET", "/", &with("Origin", origin)), 403, "a page from {origin:?}");
        }
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(asked("GET", "/", &with("Sec-Fetch-Site", site)), 403, "asked {site}");
    }
    for site in ["same-origin", "none"] {
        assert_eq!(asked("GET", "/", &with("Sec-Fetch-Site", site)), 200, "asked {site}");
    }
    for method in ["OPTIONS", "PUT", "DELETE", "PATCH", "HEAD", "TRACE"] {
        assert_eq!(asked(method, "/", &with("X", "")), 403, "{method}");
    }
    assert_eq!(window.get("/").status, 200, "nothing of that closed it");
    // An action is no page, and a page no action.
    assert_eq!(asked("GET", "/dong?the=c", &with("X", "")), 405);
    assert_eq!(asked("POST", "/?the=d", &with("X", "")), 405);
    assert_eq!(window.post("/dong", "").status, 409, "an action without a token");
}

#[test]
fn the_first_address_lets_in_once_and_gives_a_strict_cookie() {
    let desk = Desk::new();
    let window = Window::start(&desk.at("rieng"), &[]);
    let path = window.first_path();
    let enter = |path: &str| window.raw(&window.head("GET", path, &[]), b"");
    let guess = format!("/vao/{}", "0".repeat(32));
    assert_eq!(enter(&guess).status, 403);
    assert_eq!(window.raw(&window.head("POST", &path, &[]), b"").status, 403);
    let first = enter(&path);
    assert_eq!((first.status, first.header("location")), (303, "/"));
    let cookie = first.header("set-cookie");
    for part in ["SameSite=Strict", "HttpOnly", "Path=/"] {
        assert!(cookie.split("; ").any(|said| said == part), "{cookie}");
    }
    let again = enter(&path);
    assert_eq!((again.status, again.header("set-cookie")), (403, ""));
    // It leads to pages of our own alone.
    for (asked, led) in
        [("//evil.example/", "/"), ("http://evil.example/", "/"), ("/tao-dot", "/tao-dot")]
    {
        let address = second_start(&desk.at("rieng"), None);
        let path = address.split_once(&window.host()).unwrap().1.split('?').next().unwrap();
        let reply = enter(&format!("{path}?toi={asked}"));
        assert_eq!((reply.status, reply.header("location")), (303, led), "{asked}");
    }
}

#[test]
fn every_answer_forbids_other_pages_to_use_it() {
    let desk = Desk::new();
    let (window, round) = desk.open();
    let pages = ["/", &round, "/khong-co", "/phan/cua-so.js", &format!("{round}/trang-thai")];
    let mut answers: Vec<Reply> = pages.iter().map(|page| window.get(page)).collect();
    answers.push(window.raw(&window.head("GET", "/", &[]), b""));
    answers.push(window.post(&format!("{round}/viec/dung"), "the=a"));
    let mut seen: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    seen.dedup();
    assert_eq!(seen, [200, 404, 200, 403, 303]);
    for answer in answers {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self'; frame-ancestors 'none'"), "{answer:?}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(!answer.head.to_lowercase().contains("access-control-"), "{}", answer.head);
    }
}

#[test]
fn pages_hold_no_script_or_style_of_their_own() {
    let desk = Desk::new();
    let (window, round) = desk.open();
    window.wait(&round, "bang-don-vi");
    let steps = ["bo-tieu-chi", "phat-mau", "thu-nhan", "tra-lai", "tham-dinh", "giai-trinh"];
    let rest = ["khao-sat", "ket-qua", "luu-tru", "phai-sua", "viec"];
    let of_round = steps.iter().chain(&rest).map(|page| format!("{round}/{page}"));
    for page in ["/", "/thu-muc", "/tao-dot"].map(String::from).into_iter().chain(of_round) {
        let reply = window.get(&page);
        assert_eq!(reply.status, 200, "{page}");
        for inline in ["<style", " style=", "onclick=", "javascript:"] {
            assert!(!reply.body.contains(inline), "{page}: {inline}");
        }
        let scripts = reply.body.matches("<script").count();
        assert_eq!(scripts, reply.body.matches("<script src=\"/").count(), "{page}");
    }
}

#[test]
fn it_listens_on_127_0_0_1_alone() {
    let desk = Desk::new();
    let window = Window::start(&desk.at("rieng"), &[]);
    let connects = |address: &str| std::net::TcpStream::connect((address, window.port)).is_ok();
    assert!(connects("127.0.0.1"));
    if cfg!(target_os = "linux") {
        assert!(!connects("127.0.0.2"), "another address of this computer");
        let table = fs::read_to_string("/proc/net/tcp").unwrap();
        let port = format!(":{:04X}", window.port);
        let local = table.lines().filter_map(|line| line.split_whitespace().nth(1));
        let own: Vec<&str> = local.filter(|local| local.ends_with(&port)).collect();
        assert!(
            !own.is_empty() && own.iter().all(|local| local.starts_with("0100007F")),
            "{own:?}"
        );
    }
}

#[test]
fn only_files_below_the_round_are_given() {
    let desk = Desk::new();
    fs::write(desk.at("mat.txt"), "của người khác").unwrap();
    let (window, round) = desk.open();
    let inside = window.get(&format!("{round}/tep/round.toml"));
    assert_eq!(inside.status, 200);
    assert!(inside.header("content-disposition").starts_with("attachment"), "{inside:?}");
    let absolute = desk.at("mat.txt").display().to_string();
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.at("mat.txt"), desk.at("dot/lien-ket.txt")).unwrap();
    let absolute = absolute.replace('/', "%2F");
    for path in [
        "../mat.txt",
        "..%2Fmat.txt",
        "%2e%2e/mat.txt",
        "evidence/../../mat.txt",
        &absolute,
        "lien-ket.txt",
        "khong-co",
    ] {
        let reply = window.get(&format!("{round}/tep/{path}"));
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.body.contains("của người khác"), "{path}");
    }
    // A folder that nobody opened is no round.
    assert_eq!(window.get("/dot/000000000000").status, 404);
    let opened = window.post(&format!("{round}/mo-tep"), "the=a&tep=..%2Fmat.txt");
    assert_eq!(opened.status, 404);
}

#[test]
fn what_is_too_large_is_refused() {
    let desk = Desk::new();
    let (window, _) = desk.open();
    let form = format!("the=a&thu-muc={}", "x".repeat(300 * 1024));
    let reply = window.post("/mo", &form);
    assert_eq!(reply.status, 413, "{reply:?}");
    let mut head = window.head("GET", "/", &[]);
    head += &format!("X-Long: {}\r\n", "x".repeat(100 * 1024));
    assert!(![200, 303].contains(&window.raw(&head, b"").status));
    assert_eq!(window.get("/").status, 200);
}

#[test]
fn an_action_is_done_once() {
    let desk = Desk::new();
    let (window, round) = desk.open();
    let done = run(&window, &round, "cham-diem", "mot");
    assert!(done.body.contains("Đã xong."), "{}", done.body);
    let results = desk.at("dot/ket-qua");
    assert!(results.join("xep-hang.xlsx").is_file());
    fs::remove_dir_all(&results).unwrap();
    // A second click: the same answer, and nothing is done.
    let again = run(&window, &round, "cham-diem", "mot");
    assert!(again.body.contains("Đã xong."));
    assert!(!results.exists());
    run(&window, &round, "cham-diem", "hai");
    assert!(results.join("xep-hang.xlsx").is_file());
}

#[test]
fn buttons_write_what_the_commands_write() {
    let desk = Desk::new();
    let works: [(&str, &[&str]); 7] = [
        ("tao-mau", &["template"]),
        ("tien-do", &["board", "--out", "dot/ket-qua"]),
        ("tra-lai", &["sendback"]),
        ("tham-dinh-1", &["appraise"]),
        ("xem-truoc", &["preview", "--out", "dot/ket-qua"]),
        ("cham-diem", &["score", "--out", "dot/ket-qua"]),
        ("van-ban", &["papers", "--public", "--out", "dot/ket-qua"]),
    ];
    let (mut window, round) = desk.open();
    let said = works.map(|(work, _)| run(&window, &round, work, work).body);
    window.crash();
    let own = files(&desk.at("dot"));
    // The same folder again, as the records of what was written name it.
    fs::remove_dir_all(desk.at("dot")).unwrap();
    copy(&root().join("tests/problems/base"), &desk.at("dot"));
    for ((work, words), said) in works.iter().zip(&said) {
        let mut command = program(&desk.at("rieng"));
        command.arg(words[0]).arg("dot").args(&words[1..]).current_dir(desk.place.path());
        let code = command.output().unwrap().status.code();
        let words = if code == Some(0) { "Đã xong." } else { "còn lỗi phải sửa" };
        assert!(said.contains(words), "{work} {code:?}: {said}");
    }
    let command = files(&desk.at("dot"));
    let names = |all: &BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&own), names(&command));
    assert!(own.len() > 30, "{:?}", names(&own));
    for (name, bytes) in &own {
        assert!(*bytes == command[name], "{name} differs");
    }
}

#[test]
fn a_run_is_stopped_and_leaves_what_was_there() {
    let desk = Desk::new();
    copy(&root().join("data/hoa-thanh-2020"), &desk.at("data/lon"));
    copy(&root().join("criteria"), &desk.at("criteria"));
    let lon = desk.at("data/lon");
    let (window, round) = Window::enter(&desk.at("rieng"), &[&lon.display().to_string()]);
    let before = files(&lon);
    let start =
        |token: &str| window.post(&format!("{round}/chay"), &format!("the={token}&viec=cham-diem"));
    assert_eq!(start("mot").status, 303);
    window.wait(&format!("{round}/viec/tien-do"), "\"xong\":false");
    // Another click with a token of its own meets the one that runs, and so does another button.
    assert_eq!(start("hai").header("location"), format!("{round}/viec"));
    let other = window.post(&format!("{round}/chay"), "the=khac&viec=van-ban");
    let met = window.get(other.header("location"));
    assert!(met.body.contains("Chưa làm “Lập văn bản trình ký”"), "{}", met.body);
    assert_eq!(window.post(&format!("{round}/viec/dung"), "the=ba").status, 303);
    let page = window.wait(&format!("{round}/viec"), "Về bước vừa làm");
    assert!(page.body.contains("Đã dừng theo yêu cầu"), "{}", page.body);
    let after = files(&lon);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
}

#[test]
fn a_run_goes_on_when_no_page_is_open_and_the_program_ends_after_it() {
    let desk = Desk::new();
    let round = desk.at("dot").display().to_string();
    let (mut window, round) = Window::enter(&desk.at("rieng"), &[&round, "--idle", "1"]);
    let started = window.post(&format!("{round}/chay"), "the=mot&viec=cham-diem");
    assert_eq!(started.status, 303);
    // Nobody asks any more.
    assert_eq!(window.ended(Duration::from_secs(120)), Some(0));
    assert!(desk.at("dot/ket-qua/xep-hang.xlsx").is_file());
    assert!(!desk.at("rieng/cua-so.json").exists(), "it took its address back");
}

#[test]
fn it_closes_when_it_is_told_to() {
    let desk = Desk::new();
    let (mut window, _) = desk.open();
    let page = window.post("/dong", "the=a");
    assert!(page.body.contains("Chương trình đã đóng"), "{page:?}");
    assert_eq!(window.ended(Duration::from_secs(20)), Some(0));
}

/// A second start of the program; gives what it said.
fn second_start(state: &Path, round: Option<&Path>) -> String {
    let mut command = program(state);
    command.args(["open", "--no-browser"]).args(round);
    let output = command.output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().to_string()
}

#[test]
fn a_second_start_brings_the_first_up() {
    let desk = Desk::new();
    let mut window = Window::start(&desk.at("rieng"), &[]);
    let address = second_start(&desk.at("rieng"), Some(&desk.at("dot")));
    let path = address.split_once(&window.host()).expect("the same window").1;
    let reply = window.raw(&window.head("GET", path, &[]), b"");
    assert_eq!(reply.status, 303);
    assert!(reply.header("location").starts_with("/dot/"), "{reply:?}");
    // Only who can read the file may ask for an address, and no page may.
    let found = fs::read_to_string(desk.at("rieng/cua-so.json")).unwrap();
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    let key = found["key"].as_str().unwrap();
    let ask =
        |headers: &[(&str, &str)]| window.raw(&window.head("POST", "/goi", headers), b"").status;
    assert_eq!(ask(&[("X-Parindex-Key", key)]), 200);
    assert_eq!(ask(&[]), 403);
    assert_eq!(ask(&[("X-Parindex-Key", &key.replace(|c: char| c.is_ascii_digit(), "f"))]), 403);
    let own = format!("http://{}", window.host());
    assert_eq!(ask(&[("X-Parindex-Key", key), ("Origin", &own)]), 403);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let about = fs::metadata(desk.at("rieng/cua-so.json")).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
    }
    // After a crash the file is stale: the next start is a new window.
    let old = window.port;
    window.crash();
    let (next, _) = Window::enter(&desk.at("rieng"), &[]);
    assert_ne!(next.port, old);
    assert_eq!(next.get("/").status, 200);
}

#[test]
fn a_double_click_and_a_dropped_folder_open_the_window() {
    let desk = Desk::new();
    let window = Window::start(&desk.at("rieng"), &[]);
    let dropped = program(&desk.at("rieng")).arg(desk.at("dot")).env("PATH", "").output().unwrap();
    let said = String::from_utf8(dropped.stdout).unwrap();
    // There is no browser: it says the address.
    assert!(said.starts_with(&format!("http://{}/vao/", window.host())), "{said}");
    assert!(said.contains("toi=%2Fdot%2F"), "{said}");
    let clicked = program(&desk.at("rieng")).env("PATH", "").output().unwrap();
    let said = String::from_utf8(clicked.stdout).unwrap();
    assert!(said.trim().ends_with("toi=%2F"), "{said}");
}

#[test]
fn a_folder_that_moved_away_is_told_and_found_again() {
    let desk = Desk::new();
    let (window, round) = desk.open();
    window.wait(&round, "bang-don-vi");
    fs::rename(desk.at("dot"), desk.at("dot-khac")).unwrap();
    let page = window.get(&round);
    assert!(page.body.contains("Không thấy thư mục của đợt"), "{}", page.body);
    assert!(window.get("/").body.contains("không còn ở đó"));
    let run = run(&window, &round, "cham-diem", "mot");
    assert!(run.body.contains("Không làm được"), "{}", run.body);
    fs::rename(desk.at("dot-khac"), desk.at("dot")).unwrap();
    assert!(!window.get(&round).body.contains("Không thấy thư mục"));
}

#[test]
fn what_cannot_be_written_is_told_as_the_command_tells_it() {
    let desk = Desk::new();
    let (window, round) = desk.open();
    fs::write(desk.at("dot/ket-qua"), "một tệp đứng chỗ thư mục kết quả").unwrap();
    let page = run(&window, &round, "cham-diem", "mot");
    assert!(page.body.contains("Không làm được"), "{}", page.body);
    assert!(page.body.contains("E-"), "the command's own message: {}", page.body);
    assert!(desk.at("dot/ket-qua").is_file());
}

#[test]
fn a_round_that_cannot_be_read_shows_why() {
    let desk = Desk::new();
    fs::write(desk.at("dot/round.toml"), "[round]\nid = 1").unwrap();
    let (window, round) = desk.open();
    let page = window.wait(&round, "round.toml");
    assert!(page.body.contains("Chưa đọc được đợt này"), "{}", page.body);
    let missing = window.post("/mo", &format!("the=a&thu-muc={}", desk.at("rieng").display()));
    assert_eq!(missing.status, 409);
    assert!(missing.body.contains("không có tệp round.toml"), "{}", missing.body);
}

#[test]
fn a_change_of_a_file_is_seen() {
    let desk = Desk::new();
    let (window, round) = desk.open();
    let stamp = |reply: &Reply| {
        let now: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
        now["ban"].as_str().unwrap().to_string()
    };
    let state = format!("{round}/trang-thai");
    window.wait(&state, "\"dang-doc\":false");
    let before = stamp(&window.get(&state));
    assert_eq!(stamp(&window.get(&state)), before);
    fs::remove_file(entries(&desk.at("dot/evidence"))[0].clone()).unwrap();
    window.get(&state);
    window.wait(&state, "\"dang-doc\":false");
    assert_ne!(stamp(&window.get(&state)), before);
    assert!(window.get(&round).body.contains("chưa nộp"));
}

#[test]
fn a_new_round_is_made_from_a_form() {
    let desk = Desk::new();
    let (window, _) = desk.open();
    let place = desk.place.path().display().to_string();
    let form = |units: &str| {
        format!(
            "the=t{}&nam=2027&ban-hanh=UBND+x%C3%A3+V%C4%A9nh+S%C6%A1n&thuc-hien=V%C4%83n+ph%C3%B2ng&bo=mau\
             &noi={place}&don-vi={units}",
            units.len()
        )
    };
    let made =
        window.post("/tao-dot", &form("Ph%C6%B0%E1%BB%9Dng+An+B%C3%ACnh%0AX%C3%A3+C%C3%A1t+Linh"));
    assert_eq!(made.status, 303, "{made:?}");
    let round = made.header("location").to_string();
    assert!(desk.at("cchc-vinh-son-2027/round.toml").is_file());
    let page = window.wait(&round, "Xã Cát Linh");
    assert!(page.body.contains("UBND xã Vĩnh Sơn"), "{}", page.body);
    let refused = window.post("/tao-dot", "the=x&nam=27&bo=mau&ban-hanh=%3Cb%3E");
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("value=\"&lt;b&gt;\""), "what was typed stays: {}", refused.body);
}

#[test]
fn a_list_of_units_is_read_from_a_file() {
    let desk = Desk::new();
    let (window, _) = desk.open();
    let origin = format!("http://{}", window.host());
    let headers = [("Cookie", window.cookie()), ("Origin", origin.as_str())];
    let ask = |token: &str, name: &str, bytes: &[u8]| -> serde_json::Value {
        let path = format!("/don-vi?the={token}&bo=mau&ten={name}");
        let reply = window.raw(&window.head("POST", &path, &headers), bytes);
        serde_json::from_str(&reply.body).unwrap_or_else(|_| panic!("{reply:?}"))
    };
    let csv = "STT,Tên đơn vị\n1,Phường An Bình\n2,Xã Cát Linh\n";
    let found = ask("a", "ds.csv", csv.as_bytes());
    assert_eq!(found["so"], 2, "{found}");
    assert!(found["dong"].as_str().unwrap().contains("Xã Cát Linh"), "{found}");
    let refused = ask("b", "ds.xlsx", b"khong phai bang tinh");
    assert!(refused["loi"].as_str().unwrap().contains("ds.xlsx"), "{refused}");
    // Plain lines in what Notepad saves: UTF-8 with and without its mark, Unicode; old bytes that are
    // no Vietnamese of any known kind are told, never guessed.
    let lines = "Phường An Bình\r\nXã Cát Linh\r\n";
    let unicode = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{FEFF}{lines}").encode_utf16().flat_map(order).collect()
    };
    let marked = format!("\u{FEFF}{lines}").into_bytes();
    let all = [lines.into(), marked, unicode(u16::to_le_bytes), unicode(u16::to_be_bytes)];
    for (at, bytes) in all.iter().enumerate() {
        let found = ask(&format!("c{at}"), "ds.txt", bytes);
        assert_eq!(found["so"], 2, "{at}: {found}");
        assert!(found["dong"].as_str().unwrap().contains("\tPhường An Bình\t"), "{at}: {found}");
    }
    let refused = ask("d", "ds.txt", b"Ph\xadng An B\xd7nh\r\nX\xb7 C\xb8t Linh\r\n");
    assert!(refused["loi"].as_str().unwrap().contains("ds.txt"), "{refused}");
}

/// Markup that is not escaped by `html!` comes from the writer of blocks alone.
#[test]
fn markup_is_made_in_one_place() {
    let mut past = Vec::new();
    for path in crate::architecture::sources(&root().join("src/window")) {
        let text = crate::architecture::code(&path);
        for line in text.lines().filter(|line| line.contains("Html::made(")) {
            if !path.ends_with("html.rs") && !line.contains("markup") {
                past.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(past.is_empty(), "{past:#?}");
}

/// The shortest of some tries: the machine may be busy.
fn shortest(tries: usize, mut what: impl FnMut()) -> Duration {
    let times = (0..tries).map(|_| {
        let start = Instant::now();
        what();
        start.elapsed()
    });
    times.min().unwrap()
}

#[test]
fn the_first_page_is_there_within_a_second() {
    let desk = Desk::new();
    let took = shortest(5, || {
        let (mut window, _) = Window::enter(&desk.at("rieng"), &[]);
        assert_eq!(window.get("/").status, 200);
        window.crash();
    });
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn the_table_of_170_units_is_there_within_three_tenths_of_a_second() {
    let desk = Desk::new();
    let file = desk.at("dot/round.toml");
    let text = fs::read_to_string(&file).unwrap();
    let more = (1..=168)
        .map(|n| format!("[[unit]]\nid = \"x{n}\"\nname = \"Xã số {n}\"\nblock = \"xa\"\n\n"));
    let more: String = more.collect();
    fs::write(&file, text.replace("[evidence]", &format!("{more}[evidence]"))).unwrap();
    let (window, round) = desk.open();
    let page = window.wait(&round, "bang-don-vi");
    assert_eq!(page.body.matches("<tr data-loai").count(), 170);
    let took = shortest(8, || assert_eq!(window.get(&round).status, 200));
    assert!(took < Duration::from_millis(300), "{took:?}");
}

#[test]
fn without_the_feature_there_is_no_web_crate() {
    let tree = |features: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["tree", "--offline", "--locked", "-e", "normal", "--prefix", "none"]);
        let output = command.args(features).current_dir(root()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let names = String::from_utf8(output.stdout).unwrap();
        names
            .lines()
            .filter_map(|line| line.split(' ').next().map(str::to_string))
            .collect::<Vec<_>>()
    };
    let web = ["axum", "axum-core", "hyper", "hyper-util", "http", "tower", "httparse", "h2"];
    let (with, without) = (tree(&[]), tree(&["--no-default-features"]));
    assert!(with.iter().any(|name| name == "axum"));
    let found: Vec<_> =
        web.iter().filter(|name| without.iter().any(|known| known == *name)).collect();
    assert!(found.is_empty(), "{found:?}");
}
