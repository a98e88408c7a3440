//! *Trang đầu*: rounds that were opened lately, and the ways to another.

use std::path::Path;

use crate::seal::is_package;
use crate::window::answer::Answer;
use crate::window::call::{Action, Call, FORM, Page};
use crate::window::forms;
use crate::window::html::{Html, html};
use crate::window::layout::Frame;
use crate::window::{recent, rounds};

pub(crate) const PAGE: Page = Page { path: "/", show };

/// *Mở thư mục*.
pub(crate) const OPEN: Action = Action { path: "/mo", limit: FORM, act: open };

fn show(call: &Call) -> Answer {
    let refused = call.query.get("khong-mo");
    let why = (!refused.is_empty()).then(|| call.app.rounds.open(Path::new(refused)).err());
    Answer::Page(page(why.flatten().as_deref()))
}

fn page(why: Option<&str>) -> Html {
    let why = why.map(|why| html!("<p class=\"alarm\" role=\"alert\">{why}</p>", why = why));
    let main = html!(
        "{why}<section aria-labelledby=\"gan-day\"><h2 id=\"gan-day\">Đợt mở gần đây</h2>{recent}</section>\
         <section aria-labelledby=\"mo\"><h2 id=\"mo\">Mở thư mục</h2>\
         <form method=\"post\" action=\"/mo\">{token}<label>Đường dẫn thư mục của đợt, hoặc của gói niêm phong \
         <input name=\"thu-muc\" size=\"60\" autocomplete=\"off\" required></label>\
         <button>Mở</button></form><p><a href=\"/thu-muc\">Chọn thư mục trong máy…</a></p></section>\
         <section aria-labelledby=\"moi\"><h2 id=\"moi\">Bắt đầu</h2>\
         <p><a href=\"/tao-dot\">Tạo đợt mới</a>: năm, cơ quan, danh sách đơn vị, bộ tiêu chí.</p>\
         <p>{practice} một đợt có sẵn số liệu minh họa, đang ở bước thu nhận, để tập làm.</p></section>",
        why = why,
        recent = lately(),
        token = forms::token(),
        practice = forms::form("/thuc-hanh", "Đợt thực hành", Html::default()),
    );
    Frame { title: "Trang đầu", round: None, at: "", main }.page()
}

fn lately() -> Html {
    let all = recent::list();
    if all.is_empty() {
        return html!("<p>Chưa mở đợt nào.</p>");
    }
    let items: Html = all.iter().map(|folder| one(folder)).collect();
    html!("<ul class=\"rounds\">{items}</ul>", items = items)
}

fn one(folder: &Path) -> Html {
    let (name, path) = (rounds::name(folder), folder.display().to_string());
    if !folder.join("round.toml").is_file() && !is_package(folder) {
        return html!(
            "<li class=\"muted\">{name} <span class=\"state\">{path} – không còn ở đó</span></li>",
            name = name,
            path = path,
        );
    }
    html!(
        "<li><a href=\"/dot/{key}\">{name}</a> <span class=\"state\">{path}</span></li>",
        key = rounds::key_of(folder),
        name = name,
        path = path,
    )
}

fn open(call: &Call) -> Answer {
    // Windows puts paths that are copied from its Explorer into quotes.
    let path = call.form.get("thu-muc").trim_matches('"');
    match call.app.rounds.open(Path::new(path)) {
        Ok(round) => Answer::See(round.front()),
        Err(why) => Answer::Refused(page(Some(&why))),
    }
}
