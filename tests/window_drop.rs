//! Files dragged onto *Thu nhận* in a real browser; documents of nobody known are asked for.

use std::fs;

use crate::support::clerk::Clerk;
use crate::support::window::{Window, program};
use crate::support::{copy, entries, root};

#[test]
fn a_document_that_is_dragged_in_goes_where_the_clerk_says() {
    let place = tempfile::tempdir().unwrap();
    let at = |path: &str| place.path().join(path);
    for folder in ["rieng", "tai-ve", "gui-den"] {
        fs::create_dir(at(folder)).unwrap();
    }
    let Some(clerk) = Clerk::start(&at("tai-ve")) else { return };
    copy(&root().join("tests/problems/base"), &at("dot"));
    // Evidence that came already, and two scans that say nothing of whose they are.
    let again = at("gui-den/a.xlsx");
    fs::copy(at("dot/evidence/a.xlsx"), &again).unwrap();
    let (first, second) = (at("gui-den/quet-1.pdf"), at("gui-den/quet-2.pdf"));
    fs::write(&first, b"%PDF-1.4\nmot").unwrap();
    fs::write(&second, b"%PDF-1.4\nhai").unwrap();
    let window = Window::start(&at("rieng"), &[&at("dot").display().to_string()]);
    clerk.open(&window.address);
    clerk.press("link", "3. Thu nhận");
    let page = clerk.reads("Đã nhận gì của từng đơn vị");
    assert!(page.contains("Xã Tân Lập"), "{page}");
    clerk.drag(&[again, first.clone(), second], "button", "Chọn tệp");
    let page = clerk.reads("quet-2.pdf");
    assert!(page.contains("đã có, giống hệt"), "{page}");
    assert!(page.contains("chưa rõ tài liệu của đơn vị nào; hãy chọn đơn vị"), "{page}");
    // Nothing can be taken in yet; one of them gets its unit and its criterion.
    assert!(!clerk.names("button").iter().any(|name| name.starts_with("Nhận ")));
    clerk.choose("quet-1.pdf là của đơn vị", "Xã");
    clerk.reads("sẽ chép vào minh-chung/xa-tan-lap/quet-1.pdf");
    clerk.choose("Tiêu chí mà quet-1.pdf chứng minh", "1.1");
    clerk.reads("sẽ chép vào minh-chung/xa-tan-lap/1.1/quet-1.pdf");
    clerk.press("button", "Nhận 1 tệp");
    clerk.reads("Đã chép 1 tệp");
    let own = at("dot/minh-chung/xa-tan-lap/1.1");
    assert_eq!(fs::read(own.join("quet-1.pdf")).unwrap(), b"%PDF-1.4\nmot");
    // Another document under the same name stands beside the first.
    fs::write(&first, b"%PDF-1.4\nba").unwrap();
    clerk.drag(&[first], "button", "Chọn tệp");
    clerk.reads("chưa rõ tài liệu của đơn vị nào; hãy chọn đơn vị");
    clerk.choose("quet-1.pdf là của đơn vị", "Xã");
    clerk.reads("sẽ chép vào minh-chung/xa-tan-lap/quet-1.pdf");
    clerk.choose("Tiêu chí mà quet-1.pdf chứng minh", "1.1");
    clerk.reads("sẽ chép vào minh-chung/xa-tan-lap/1.1/quet-1-ban-2.pdf");
    clerk.press("button", "Nhận 1 tệp");
    clerk.reads("Đã chép 1 tệp");
    assert_eq!(fs::read(own.join("quet-1.pdf")).unwrap(), b"%PDF-1.4\nmot");
    assert_eq!(fs::read(own.join("quet-1-ban-2.pdf")).unwrap(), b"%PDF-1.4\nba");
    assert_eq!(entries(&own).len(), 2);
}

#[test]
fn the_command_takes_unit_and_criterion_too() {
    let place = tempfile::tempdir().unwrap();
    let at = |path: &str| place.path().join(path);
    copy(&root().join("tests/problems/base"), &at("dot"));
    fs::write(at("quet.pdf"), b"%PDF-1.4\nmot").unwrap();
    let take = |criterion: &str| {
        let mut command = program(place.path());
        command.args(["take", "dot", "quet.pdf", "--unit", "Xã Tân Lập", "--criterion", criterion]);
        command.current_dir(place.path()).output().unwrap()
    };
    let refused = take("9.9");
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("không có tiêu chí 9.9"), "{told}");
    assert!(!at("dot/minh-chung").exists());
    assert_eq!(take("1.1").status.code(), Some(0));
    assert!(at("dot/minh-chung/xa-tan-lap/1.1/quet.pdf").is_file());
}
