//! The leaders' page in a real browser: sorted, searched, compared, asked why, printed, with
//! nothing on the console and no request.

use std::fs;

use serde_json::Value;

use crate::papers::{ROUNDS, runs};
use crate::support::browser::Browser;

/// The texts of the rows of the ranking that can be seen.
const ROWS: &str = "return [...document.querySelectorAll('#xep-hang tbody tr')]
    .filter(r => r.offsetParent !== null && r.querySelector('a')).map(r => r.querySelector('a').textContent)";

fn rows(browser: &Browser) -> Vec<String> {
    let rows = browser.run(ROWS);
    rows.as_array().unwrap().iter().map(|r| r.as_str().unwrap().to_string()).collect()
}

#[test]
fn a_leader_sorts_searches_compares_and_asks_why() {
    let Some(browser) = Browser::start(1366, 768) else { return };
    let page = runs().of(ROUNDS[0]).join("tong-hop.html");
    browser.open(&format!("file://{}", page.display()));

    let all = rows(&browser);
    assert!(all.len() > 15, "{all:?}");
    // Without marks, in small letters.
    let typed = "const box = document.getElementById('tim'); box.value = 'truong'; box.dispatchEvent(new Event('input'));";
    browser.run(typed);
    let found = rows(&browser);
    assert!(found.iter().any(|n| n == "Xã Trường Hòa") && found.len() < all.len(), "{found:?}");
    assert!(!found.iter().any(|n| n == "Phường Long Hoa"));
    browser.run("const box = document.getElementById('tim'); box.value = ''; box.dispatchEvent(new Event('input'));");

    // By name, Vietnamese order, then turned round.
    let by_name = "[...document.querySelectorAll('#xep-hang th button')].find(b => b.textContent === 'Đơn vị').click()";
    browser.run(by_name);
    let up = rows(&browser);
    browser.run(by_name);
    let down = rows(&browser);
    let block = up.iter().position(|n| n.starts_with("Phòng") || n.starts_with("Văn")).unwrap();
    let mut turned = down[..block].to_vec();
    turned.reverse();
    assert_eq!(up[..block], turned[..]);
    assert_ne!(up[..block], down[..block]);

    // By class.
    browser.run("const box = document.getElementById('loai'); box.value = 'Tốt'; box.dispatchEvent(new Event('change'));");
    let good = rows(&browser);
    assert!(!good.is_empty() && good.len() < all.len());
    browser.run("const box = document.getElementById('loai'); box.value = ''; box.dispatchEvent(new Event('change'));");

    // Three wards side by side.
    browser.run("[...document.querySelectorAll('#xep-hang input[type=checkbox]')].slice(0, 3).forEach(b => b.click()); document.getElementById('so-sanh-nut').click()");
    browser.wait_for("const s = document.getElementById('so-sanh'); return !s.hidden && s.querySelectorAll('table').length > 2");
    let compared = browser
        .run("return document.querySelectorAll('#so-sanh svg.radar polygon[stroke-width]').length");
    assert_eq!(compared, 3);
    compared_figures_are_the_runs(&browser);

    // One unit, and why a leaf has its points.
    browser.run("location.hash = '#don-vi=0-0'");
    browser.wait_for("return !document.getElementById('don-vi').hidden && document.querySelectorAll('#don-vi details').length > 20");
    browser.run("document.querySelector('#don-vi details summary').click()");
    let why = browser.run("return document.querySelector('#don-vi details[open]').innerText");
    assert!(why.as_str().unwrap().contains("Tự chấm!"), "{why}");

    // On a phone nothing is wider than the page but tables, which scroll by themselves.
    browser.size(390, 844);
    browser.run("location.hash = '#xep-hang'");
    let wide = browser.run("return document.documentElement.scrollWidth <= window.innerWidth + 1");
    assert_eq!(wide, true);
    assert!(browser.print().len() > 10_000);

    let (console, requests) = browser.logs();
    assert_eq!(console, Vec::<String>::new());
    assert!(
        requests.iter().all(|r| r.starts_with("file://") || r == "about:blank"),
        "{requests:?}"
    );
}

/// The first row of the comparison holds published indices.
fn compared_figures_are_the_runs(browser: &Browser) {
    let text = fs::read(runs().of(ROUNDS[0]).join("results.json")).unwrap();
    let results: Value = serde_json::from_slice(&text).unwrap();
    let names = browser.run(
        "return [...document.querySelectorAll('#so-sanh th')].slice(1, 4).map(t => t.textContent)",
    );
    let shown = browser.run("return [...document.querySelectorAll('#so-sanh tbody tr')][0].innerText.split('\\t').slice(1)");
    for (name, shown) in names.as_array().unwrap().iter().zip(shown.as_array().unwrap()) {
        let units = results["blocks"].as_array().unwrap().iter();
        let mut units = units.flat_map(|b| b["units"].as_array().unwrap());
        let unit = units.find(|u| u["name"] == *name).unwrap();
        let index = unit["index"].as_str().unwrap().replace('.', ",");
        assert_eq!(shown.as_str().unwrap().trim(), index, "{name}");
    }
}
