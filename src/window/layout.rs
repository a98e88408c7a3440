//! What all pages look like: the heading, the nine steps at the left, the page itself.

use std::sync::Arc;

use super::answer::bug_text;
use super::forms::form;
use super::html::{Html, html};
use super::problems::LANG;
use super::rounds::Opened;
use super::snapshot::View;
use super::steps::STEPS;
use crate::caught::Panic;

/// A page of a round, or of none.
pub(crate) struct Frame<'a> {
    /// What the page is called.
    pub(crate) title: &'a str,
    pub(crate) round: Option<(&'a Arc<Opened>, &'a View)>,
    /// The step that one is in; empty for none.
    pub(crate) at: &'a str,
    pub(crate) main: Html,
}

impl Frame<'_> {
    pub(crate) fn page(self) -> Html {
        let (name, steps, watch) = match self.round {
            Some((round, view)) => (
                Some(round_name(round, view)),
                Some(steps(round, view, self.at)),
                watch(round, view),
            ),
            None => (None, None, Html::default()),
        };
        let help = if self.at.is_empty() {
            "/tro-giup".to_string()
        } else {
            format!("/tro-giup#{}", self.at)
        };
        let notice = self.round.and_then(|(round, view)| notice(view).or_else(|| looked_at(round)));
        html!(
            "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{title} – Chỉ số CCHC</title><link rel=\"stylesheet\" href=\"/phan/cua-so.css\">\
             <link rel=\"icon\" href=\"/phan/bieu-tuong.svg\">\
             <script src=\"/phan/cua-so.js\" defer></script></head><body{watch}>\
             <a class=\"skip\" href=\"#noi-dung\">Đến nội dung</a>\
             <header><p class=\"program\">Chỉ số cải cách hành chính</p><p class=\"round\">{name}</p>\
             <nav aria-label=\"Chung\"><a href=\"/\">Trang đầu</a><a href=\"{help}\" target=\"tro-giup\">Trợ giúp</a>\
             {close}</nav></header>\n<div class=\"frame\">{steps}\
             <main id=\"noi-dung\" tabindex=\"-1\"><h1>{title}</h1>\
             <p class=\"alarm\" role=\"alert\" hidden data-het>Chương trình đã đóng nên trang này không làm gì được nữa. \
             Mở lại parindex; không có gì bị mất.</p>{notice}{main}</main></div></body></html>\n",
            title = self.title,
            watch = watch,
            name = name,
            help = help,
            close = form("/dong", "Đóng chương trình", Html::default()),
            steps = steps,
            notice = notice,
            main = self.main,
        )
    }
}

/// The title of the round as it says itself, else the name of its folder.
fn round_name(round: &Opened, view: &View) -> String {
    view.assessment().map_or_else(
        || round.name(),
        |assessment| {
            let told = &assessment.results.round;
            format!("{} – {}", told.title, told.issuer)
        },
    )
}

/// What the script of the page watches: a new reading of the folder loads the page again.
pub(crate) fn watch(round: &Opened, view: &View) -> Html {
    html!(
        " data-trang-thai=\"{address}\" data-ban=\"{mark}\"",
        address = round.address("trang-thai"),
        mark = view.mark(),
    )
}

/// What is said of a package on each of its pages.
fn looked_at(round: &Opened) -> Option<Html> {
    let name = round.name();
    round.is_package().then(|| {
        html!(
            "<p class=\"note\">Gói niêm phong {name}: nguyên vẹn, chỉ để xem, không sửa được gì.</p>",
            name = name,
        )
    })
}

/// An action that would change a sealed package.
pub(crate) fn only_looked_at() -> Html {
    message(
        "Chưa làm gì",
        &html!("<p>Đây là gói niêm phong: chỉ để xem. Muốn làm tiếp, mở thư mục của đợt.</p>"),
    )
}

fn notice(view: &View) -> Option<Html> {
    if view.gone {
        return Some(html!(
            "<p class=\"alarm\" role=\"alert\">Không thấy thư mục của đợt nữa: nó đã được chuyển đi, \
             đổi tên hoặc ổ đĩa đã tháo ra. Không có gì bị mất. Đưa thư mục về chỗ cũ, hoặc về \
             <a href=\"/\">Trang đầu</a> và mở thư mục ở chỗ mới.</p>"
        ));
    }
    if let Some(panic) = &view.bug {
        return Some(bug_words(panic));
    }
    view.reading.as_ref().map(|how_far| {
        html!(
            "<p class=\"note\" role=\"status\">Đang đọc thư mục của đợt; trang tự làm mới khi đọc xong. \
             <span data-dang-doc>{how_far}</span></p>",
            how_far = how_far,
        )
    })
}

fn steps(round: &Opened, view: &View, at: &str) -> Html {
    let here = |slug: &str| (slug == at).then(|| html!(" aria-current=\"page\""));
    let items = STEPS.iter().enumerate().map(|(at, step)| {
        html!(
            "<li><a href=\"{address}\"{here}>{number}. {name}{state}</a></li>",
            address = round.address(step.slug()),
            here = here(step.slug()),
            number = at + 1,
            name = step.name(),
            state = view.step(step.kind).map(|told| html!(
                " <span class=\"state is-{key}\">{word}</span>",
                key = told.state.key(),
                word = told.state.word(LANG),
            )),
        )
    });
    let items: Html = items.collect();
    html!(
        "<nav class=\"steps\" aria-label=\"Các bước của đợt\"><p><a href=\"{all}\"{first}>Toàn đợt</a></p>\
         <ol>{items}</ol><p><a href=\"{mend}\"{second}>Phải sửa</a></p></nav>",
        all = round.front(),
        first = here("toan-dot"),
        items = items,
        mend = round.address("phai-sua"),
        second = here("phai-sua"),
    )
}

/// A page that says something and leads back.
pub(crate) fn message(title: &str, words: &Html) -> Html {
    let main = html!("{words}<p><a href=\"/\">Trang đầu</a></p>", words = words);
    Frame { title, round: None, at: "", main }.page()
}

/// The last page: nothing answers any more.
pub(crate) fn ended(title: &str, words: &Html) -> Html {
    html!(
        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><main><h1>{title}</h1>{words}</main></body></html>\n",
        title = title,
        words = words,
    )
}

pub(crate) fn missing() -> Html {
    message(
        "Không có trang này",
        &html!(
            "<p>Địa chỉ không dẫn đến trang nào, hoặc đợt này chưa được mở. Về trang đầu rồi mở lại thư mục của đợt.</p>"
        ),
    )
}

pub(crate) fn without_token() -> Html {
    message(
        "Chưa làm gì",
        &html!("<p>Trang đã cũ nên thao tác không được thực hiện. Tải lại trang rồi bấm lại.</p>"),
    )
}

pub(crate) fn too_large(limit: usize) -> Html {
    let most = limit / 1024 / 1024;
    let most = if most == 0 { format!("{} KB", limit / 1024) } else { format!("{most} MB") };
    message(
        "Gửi quá nhiều một lần",
        &html!(
            "<p>Nội dung gửi lớn hơn mức cho phép là {most}. Không có gì được ghi.</p>",
            most = most
        ),
    )
}

/// A fault of the program itself.
pub(crate) fn bug(panic: &Panic) -> Html {
    message("Phần mềm gặp lỗi ngoài dự kiến", &bug_words(panic))
}

fn bug_words(panic: &Panic) -> Html {
    html!(
        "<div class=\"alarm\" role=\"alert\"><p>Đây là lỗi của phần mềm, không phải của số liệu; các tệp \
         trong thư mục của đợt và kết quả cũ còn nguyên. Việc cần làm:</p><ol>\
         <li>Giữ nguyên thư mục của đợt, đừng xóa tệp nào.</li>\
         <li>Sao chép dòng dưới đây và gửi cho người phụ trách phần mềm, kèm việc vừa làm.</li>\
         <li>Tải lại trang; nếu vẫn lỗi, đóng chương trình rồi mở lại.</li></ol>\
         <p><code>{words}</code></p></div>",
        words = bug_text(panic),
    )
}
