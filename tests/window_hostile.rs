//! The window against a page that means harm, in a real browser, and against files and names that do.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::clerk::Clerk;
use crate::support::window::Window;
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

    fn open(&self) -> (Window, String) {
        Window::enter(&self.at("rieng"), &[&self.at("dot").display().to_string()])
    }
}

/// A page of somebody else on another port of this computer: to browsers it is of the same site, and
/// the cookie goes along. It tells in its title what it got.
fn page_of_another(at: &Window) -> String {
    const PAGE: &str = r#"<!doctype html><meta charset="utf-8"><title>…</title>
<iframe name="khung"></iframe><iframe id="trang" src="http://HOST/"></iframe>
<form method="post" action="http://HOST/dong" target="khung"><input name="the" value="bieu-mau"></form>
<script>(async () => {
  const got = {}, host = "http://HOST";
  const attempt = async (name, work) => { try { got[name] = await work(); } catch { got[name] = "blocked"; } };
  await attempt("read", async () => (await fetch(host + "/", { credentials: "include" })).text());
  await attempt("act", async () => {
    await fetch(host + "/dong?the=lenh", { method: "POST", mode: "no-cors", credentials: "include" });
  });
  await attempt("json", async () => {
    await fetch(host + "/dong?the=json", { method: "POST", credentials: "include", body: "{}",
      headers: { "Content-Type": "application/json" } });
  });
  document.forms[0].submit();
  await attempt("script", () => new Promise((yes, no) => {
    const part = document.createElement("script");
    part.onload = () => yes("loaded"); part.onerror = no; part.src = host + "/phan/cua-so.js";
    document.head.append(part);
  }));
  await attempt("opener", async () => {
    const other = open(host + "/", "cua-so-khac");
    await new Promise((done) => setTimeout(done, 800));
    return other && !other.closed ? String(other.length) : "blocked";
  });
  document.title = JSON.stringify(got);
})();</script>"#;
    let page = PAGE.replace("HOST", &at.host());
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let mut stream = stream;
            let _ = stream.read(&mut [0; 4096]);
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n";
            let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n{page}", page.len());
        }
    });
    address
}

#[test]
fn a_page_on_another_port_gets_nothing_and_does_nothing() {
    let desk = Desk::new();
    let Some(clerk) = Clerk::start(&desk.at("tai-ve")) else { return };
    let window = Window::start(&desk.at("rieng"), &[&desk.at("dot").display().to_string()]);
    clerk.open(&window.address);
    clerk.reads("Tình hình các đơn vị");
    clerk.open(&page_of_another(&window));
    clerk.browser().wait_for("return document.title.startsWith('{')");
    let title = clerk.browser().run("return document.title");
    let got: Value = serde_json::from_str(title.as_str().unwrap()).unwrap();
    for what in ["read", "json", "script"] {
        assert_eq!(got[what], "blocked", "{got}");
    }
    let framed =
        clerk.browser().run("return document.getElementById('trang').contentWindow.length");
    assert_eq!(framed, 0);
    // Nothing of it closed the program, and the clerk goes on.
    std::thread::sleep(Duration::from_millis(1500));
    clerk.open(&format!("http://{}/", window.host()));
    clerk.reads("Đợt mở gần đây");
}

#[test]
fn one_host_one_path_and_documents_alone() {
    let desk = Desk::new();
    fs::write(desk.at("dot/chay.bat"), "del *").unwrap();
    fs::write(desk.at("dot/chay.lnk"), "x").unwrap();
    let (window, round) = desk.open();
    // Two hosts at once are nobody's.
    let both = window.head("GET", "/", &[("Host", "evil.example"), ("Cookie", window.cookie())]);
    assert!(window.raw(&both, b"").status >= 400);
    // A way that leads back into the round is no way.
    assert_eq!(window.get(&format!("{round}/tep/evidence/../round.toml")).status, 404);
    for (at, file) in ["chay.bat", "chay.lnk", "evidence"].iter().enumerate() {
        let opened = window.post(&format!("{round}/mo-tep"), &format!("the=m{at}&tep={file}"));
        assert_eq!(opened.status, 404, "{file}");
    }
    // The cookie of one window is not that of another port.
    let (name, _) = window.cookie().split_once('=').unwrap();
    assert_eq!(name, format!("parindex-{}", window.port));
    let page = window.get(&round);
    let policy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; \
                  object-src 'none'";
    assert_eq!(page.header("content-security-policy"), policy);
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
}

#[test]
fn names_are_words_and_never_markup() {
    let desk = Desk::new();
    let file = desk.at("dot/round.toml");
    let text = fs::read_to_string(&file).unwrap();
    let title = text.lines().find(|line| line.starts_with("title = ")).unwrap();
    let evil = r#"<img src=x onerror=alert(1)>"&'"#;
    fs::write(&file, text.replace(title, &format!("title = '''{evil}'''"))).unwrap();
    let (window, round) = desk.open();
    window.wait(&round, "bang-don-vi");
    let named = r#"<svg onload=alert(2)>"'.pdf"#;
    let list = json!([{ "ten": named, "dai": 12 }]).to_string();
    let body = [&(list.len() as u32).to_be_bytes()[..], list.as_bytes(), b"%PDF-1.4\nmot"].concat();
    let looked = window.send(&format!("{round}/tha/xem?the=a"), &body);
    let told: Value = serde_json::from_str(&looked.body).unwrap();
    let refused = window.post("/mo", "the=b&thu-muc=%3Cscript%3Ealert(3)%3C%2Fscript%3E");
    let steps = ["bo-tieu-chi", "thu-nhan", "ket-qua", "tong-hop", "phai-sua?don-vi=%3Cb%3E"];
    let mut pages: Vec<String> =
        steps.iter().map(|step| window.get(&format!("{round}/{step}")).body).collect();
    pages.extend([window.get(&round).body, refused.body, told["loi"].as_str().unwrap().into()]);
    for page in &pages {
        for markup in ["<img src=x", "<svg onload", "<script>alert", "<b>"] {
            assert!(!page.contains(markup), "{markup}: {page}");
        }
    }
    assert!(pages[0].contains("&lt;img src=x onerror=alert(1)&gt;"), "{}", pages[0]);
}

#[test]
fn a_file_that_brings_its_reader_down_spoils_itself_alone() {
    let desk = Desk::new();
    let (window, round) = desk.open();
    let sound = fs::read(desk.at("dot/evidence/a.xlsx")).unwrap();
    let heavy = crate::isolation::heavy(110_000);
    let list =
        json!([{ "ten": "bom.xlsx", "dai": heavy.len() }, { "ten": "a.xlsx", "dai": sound.len() }]);
    let list = list.to_string();
    let length = (list.len() as u32).to_be_bytes();
    let body = [&length[..], list.as_bytes(), &heavy, &sound].concat();
    let reply = window.send(&format!("{round}/tha/nhan?the=a"), &body);
    let told: Value = serde_json::from_str(&reply.body).unwrap();
    let told = told["loi"].as_str().unwrap();
    assert!(told.contains("đã có, giống hệt"), "{told}");
    assert!(told.contains("không chép"), "{told}");
    assert_eq!(window.get(&round).status, 200);
}
