//! What the pages look like at 1366 × 768, measured in a real browser: contrast of every text, nothing
//! cut at the side, a sensible order of tabs.

use std::fs;

use crate::support::clerk::Clerk;
use crate::support::window::Window;
use crate::support::{copy, root};

/// Every text whose colour is less than 4.5 to 1 against what is behind it; controls that are switched
/// off are no text to be read.
const PALE: &str = r#"
const parts = (c) => c.match(/[\d.]+/g).map(Number);
const light = ([r, g, b]) => {
  const one = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * one(r) + 0.7152 * one(g) + 0.0722 * one(b);
};
const behind = (e) => {
  for (; e; e = e.parentElement) {
    const c = parts(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0.99) return c;
  }
  return [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const pale = [];
for (let n = walker.nextNode(); n; n = walker.nextNode()) {
  const e = n.parentElement;
  if (!n.textContent.trim() || !e.getClientRects().length || e.closest(":disabled, script, style, svg, option")) continue;
  const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) pale.push(ratio.toFixed(2) + " " + n.textContent.trim().slice(0, 40));
}
return pale;"#;

/// Controls that the Tab key reaches in another order than they stand on the page, and what stands
/// wider than the window.
const DISORDER: &str = r#"
const odd = [...document.querySelectorAll("[tabindex]")].filter((e) => e.tabIndex > 0).map((e) => e.outerHTML.slice(0, 80));
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
if (wide > 0) odd.push("wider than the window by " + wide);
return odd;"#;

#[test]
fn every_page_can_be_read_and_walked_through() {
    let place = tempfile::tempdir().unwrap();
    let at = |path: &str| place.path().join(path);
    for folder in ["rieng", "tai-ve"] {
        fs::create_dir(at(folder)).unwrap();
    }
    let Some(clerk) = Clerk::start(&at("tai-ve")) else { return };
    copy(&root().join("tests/problems/base"), &at("dot"));
    let window = Window::start(&at("rieng"), &[&at("dot").display().to_string()]);
    clerk.open(&window.address);
    clerk.reads("Tình hình các đơn vị");
    let path = clerk.browser().run("return location.pathname");
    let home = format!("http://{}", window.host());
    let round = format!("{home}{}", path.as_str().unwrap());
    let steps =
        ["", "/bo-tieu-chi", "/phat-mau", "/thu-nhan", "/tra-lai", "/tham-dinh", "/giai-trinh"];
    let rest = ["/khao-sat", "/ket-qua", "/luu-tru", "/phai-sua?muc=tat-ca", "/tong-hop", "/viec"];
    let of_round = steps.iter().chain(&rest).chain(&["/sua?tep=round.toml"]);
    let of_round = of_round.map(|page| format!("{round}{page}"));
    let plain = ["/", "/tao-dot", "/thu-muc", "/tro-giup", "/khong-co"];
    let plain = plain.iter().map(|page| format!("{home}{page}"));
    for page in of_round.chain(plain) {
        clerk.open(&page);
        for script in [PALE, DISORDER] {
            let found = clerk.browser().run(script);
            assert_eq!(found, serde_json::json!([]), "{page}");
        }
    }
}
