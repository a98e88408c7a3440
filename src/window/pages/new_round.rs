//! *Tạo đợt mới* and *Đợt thực hành*: a folder that did not exist, then its page.

use std::path::{Path, PathBuf};

use crate::cli::this_year;
use crate::new_round::{
    Answers, STARTS, Start, begin, folder_name, practice, start, units_from_text,
};
use crate::problem::Level;
use crate::window::answer::Answer;
use crate::window::call::{Action, Call, FORM, Fields, Page};
use crate::window::forms;
use crate::window::html::{Html, html};
use crate::window::layout::Frame;
use crate::window::problems::{self, LANG};
use crate::write::fresh::NotFresh;

pub(crate) const PAGE: Page = Page { path: "/tao-dot", show };

/// *Tạo đợt*.
pub(crate) const MAKE: Action = Action { path: "/tao-dot", limit: FORM, act: make };

/// *Đợt thực hành*.
pub(crate) const PRACTICE: Action = Action { path: "/thuc-hanh", limit: FORM, act: practise };

/// The first folder to practise in; others have numbers.
const PRACTICE_FOLDER: &str = "dot-thuc-hanh";

fn show(_: &Call) -> Answer {
    Answer::Page(page(&Fields::default(), None))
}

/// The form with what was typed, and why it was refused.
fn page(typed: &Fields, why: Option<Html>) -> Html {
    let year = match typed.get("nam") {
        "" => this_year().to_string(),
        year => year.to_string(),
    };
    let place = match typed.get("noi") {
        "" => usual_place().display().to_string(),
        place => place.to_string(),
    };
    let why = why.map(|why| html!("<div class=\"alarm\" role=\"alert\">{why}</div>", why = why));
    let main = html!(
        "{why}<p>Phần mềm tạo một thư mục mới có round.toml, bộ tiêu chí và danh sách đơn vị. Mọi điều dưới đây \
         sửa lại được sau này.</p><form method=\"post\" action=\"/tao-dot\" class=\"lines\">{token}\
         <label>Năm đánh giá <input name=\"nam\" type=\"number\" min=\"2000\" max=\"2100\" required value=\"{year}\"></label>\
         <label>Cơ quan ban hành <input name=\"ban-hanh\" size=\"50\" required value=\"{issuer}\" \
         placeholder=\"UBND tỉnh …\"></label>\
         <label>Cơ quan thực hiện <input name=\"thuc-hien\" size=\"50\" required value=\"{office}\" \
         placeholder=\"Sở Nội vụ\"></label>\
         <label>Tên đợt (để trống: Chỉ số cải cách hành chính năm …) <input name=\"ten\" size=\"60\" value=\"{title}\"></label>\
         <label>Bắt đầu từ bộ tiêu chí <select name=\"bo\">{sets}</select></label>\
         <label>Danh sách đơn vị, mỗi dòng một đơn vị (chép từ Excel hoặc Word rồi dán vào; để trống thì ghi sau \
         vào don-vi.xlsx) <textarea name=\"don-vi\" rows=\"10\" cols=\"60\">{units}</textarea></label>\
         <label>Hoặc lấy danh sách từ tệp Excel, CSV (kéo thả vào trang cũng được) <input type=\"file\" \
         accept=\".xlsx,.xls,.ods,.csv,.txt\" data-danh-sach=\"da-doc\"></label><p id=\"da-doc\" role=\"status\"></p>\
         <label>Nơi đặt thư mục <input name=\"noi\" size=\"60\" required value=\"{place}\"></label>\
         <button>Tạo đợt</button></form>",
        why = why,
        token = forms::token(),
        year = year,
        issuer = typed.get("ban-hanh"),
        office = typed.get("thuc-hien"),
        title = typed.get("ten"),
        sets = STARTS.iter().map(|start| option(start, typed.get("bo"))).collect::<Html>(),
        units = typed.get("don-vi"),
        place = place,
    );
    Frame { title: "Tạo đợt mới", round: None, at: "tao-dot", main }.page()
}

fn option(start: &Start, chosen: &str) -> Html {
    let chosen = (start.name == chosen).then(|| html!(" selected"));
    let title = start.title.say(LANG);
    html!(
        "<option value=\"{name}\"{chosen}>{title}</option>",
        name = start.name,
        chosen = chosen,
        title = title,
    )
}

/// Where people look for what they made.
fn usual_place() -> PathBuf {
    let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    let home = std::env::var_os(home).map_or_else(std::env::temp_dir, PathBuf::from);
    let documents = home.join("Documents");
    if documents.is_dir() { documents } else { home }
}

fn make(call: &Call) -> Answer {
    let form = &call.form;
    match made(form) {
        Ok(folder) => opened(call, &folder),
        Err(why) => Answer::Refused(page(form, Some(why))),
    }
}

fn made(form: &Fields) -> Result<PathBuf, Html> {
    let say = |words: &str| html!("<p>{words}</p>", words = words);
    let year = form.get("nam").parse().ok().filter(|year| (2000..=2100).contains(year));
    let year: i32 = year.ok_or_else(|| say("Năm đánh giá phải là một năm từ 2000 đến 2100."))?;
    let start = start(form.get("bo")).ok_or_else(|| say("Chọn bộ tiêu chí để bắt đầu."))?;
    let place = Path::new(form.get("noi").trim_matches('"'));
    if !place.is_dir() {
        let shown = place.display();
        return Err(say(&format!("Nơi đặt thư mục không có trên máy: “{shown}”. Chưa tạo gì.")));
    }
    let units = match form.get("don-vi") {
        "" => Vec::new(),
        list => units_from_text(list, start)
            .map_err(|found| problems::list(found.iter(), Level::Note, None).unwrap_or_default())?,
    };
    let given = |name| Some(form.get(name)).filter(|text| !text.is_empty());
    let (title, issuer, office) = (given("ten"), given("ban-hanh"), given("thuc-hien"));
    let folder = folder_name(place, issuer.unwrap_or_default(), year);
    begin(&folder, &Answers { year, title, issuer, office, start, units })
        .map_err(|error| not_fresh(&error))?;
    Ok(folder)
}

fn not_fresh(error: &NotFresh) -> Html {
    match error {
        NotFresh::Occupied(_) => html!("<p>{words}</p>", words = error.words(LANG)),
        NotFresh::Problem(problem) => {
            problems::list([&**problem], Level::Note, None).unwrap_or_default()
        }
    }
}

fn practise(call: &Call) -> Answer {
    let place = usual_place();
    let numbered = (2u32..).map(|n| format!("{PRACTICE_FOLDER}-{n}"));
    let mut all = std::iter::once(PRACTICE_FOLDER.to_string()).chain(numbered);
    let free = all.find(|name| !place.join(name).exists()).unwrap_or_default();
    let folder = place.join(free);
    match practice(&folder) {
        Ok(()) => opened(call, &folder),
        Err(error) => Answer::Refused(page(&Fields::default(), Some(not_fresh(&error)))),
    }
}

fn opened(call: &Call, folder: &Path) -> Answer {
    match call.app.rounds.open(folder) {
        Ok(round) => Answer::See(round.front()),
        Err(why) => Answer::Refused(page(&call.form, Some(html!("<p>{why}</p>", why = why)))),
    }
}
