//! The text of a criteria set, of a survey scheme or of the round: checked while one types, saved
//! whole, a broken one only when that is wanted, and never over what another program wrote.

use std::cell::OnceCell;
use std::path::PathBuf;

use serde_json::json;

use super::assets;
use crate::problem::{Level, Problem, Problems};
use crate::read::sha256;
use crate::round;
use crate::run::{check_text, of_round};
use crate::source::Source;
use crate::window::answer::Answer;
use crate::window::call::{Action, Call, Page};
use crate::window::changes::round_to_change;
use crate::window::forms;
use crate::window::html::{Html, html};
use crate::window::layout::{self, Frame};
use crate::window::problems::LANG;
use crate::window::rounds::Opened;
use crate::window::snapshot::View;
use crate::window::steps::words::encoded;
use crate::write::put::replace;
use crate::write::sinks::html_text;

pub(crate) const PAGE: Page = Page { path: "/dot/{dot}/sua", show };

/// What is wrong with the text as it is typed, for the script of the page.
pub(crate) const CHECK: Action =
    Action { path: "/dot/{dot}/sua/kiem-tra", limit: LONGEST, act: check };

/// *Lưu*.
pub(crate) const SAVE: Action = Action { path: "/dot/{dot}/sua/luu", limit: LONGEST, act: save };

pub(crate) const SCRIPT: Page = Page {
    path: "/phan/soan.js",
    show: |_| assets::script(&[include_str!("../assets/editor.js")]),
};

/// More than any set, as a form sends it.
const LONGEST: usize = 4 * 1024 * 1024;

const BOM: &str = "\u{FEFF}";

/// The file that is edited, as it stands on the disk.
struct Edited<'c> {
    round: &'c std::sync::Arc<Opened>,
    /// Of the round, once somebody has asked for it.
    view: OnceCell<View>,
    /// Below the round, with `/`.
    file: String,
    path: PathBuf,
    bytes: Vec<u8>,
    text: String,
}

/// What the page shows beside the text.
#[derive(Default)]
struct Said {
    why: Option<&'static str>,
    saved: bool,
    /// The text has errors: it is asked whether it is to be saved all the same.
    ask: bool,
}

impl<'c> Edited<'c> {
    /// # Errors
    /// The page that says why it cannot be edited here.
    fn of(call: &'c Call, file: &str) -> Result<Edited<'c>, Answer> {
        let round = round_to_change(call)?;
        let found = round.inside(file).filter(|path| path.extension().is_some_and(|e| e == "toml"));
        let path = found.ok_or_else(|| Answer::Missing(layout::missing()))?;
        let cannot = |why: &str| {
            let words = html!("<p>Tệp {file}: {why}.</p>", file = file, why = why);
            Answer::Refused(layout::message("Không sửa được ở đây", &words))
        };
        let bytes =
            std::fs::read(&path).map_err(|error| cannot(&crate::machine::words(&error).0))?;
        let text = String::from_utf8(bytes.clone());
        let text = text
            .map_err(|_| cannot("không phải chữ UTF-8; mở bằng Notepad, lưu lại với mã UTF-8"))?;
        let text = text.strip_prefix(BOM).unwrap_or(&text).replace("\r\n", "\n");
        if !is_shown_whole(&text) {
            return Err(cannot("có ký tự ẩn mà trang này không hiện được; mở bằng Notepad"));
        }
        let view = OnceCell::new();
        Ok(Edited { round, view, file: file.to_string(), path, bytes, text })
    }

    /// The folder may be waited for: it is looked at once for each answer.
    fn view(&self) -> &View {
        self.view.get_or_init(|| self.round.look())
    }

    fn mark(&self) -> String {
        sha256(&self.bytes)
    }

    /// The typed text with the line ends and the mark at the start that the file has.
    fn as_file(&self, typed: &str) -> Vec<u8> {
        let has = |part: &[u8]| self.bytes.windows(part.len()).any(|window| window == part);
        let start = if self.bytes.starts_with(BOM.as_bytes()) { BOM } else { "" };
        let text = if has(b"\r\n") { typed.replace('\n', "\r\n") } else { typed.to_string() };
        format!("{start}{text}").into_bytes()
    }

    fn problems(&self, text: &str) -> Problems {
        let source = Source::new(self.file.as_str(), text);
        let mut problems = Problems::default();
        if self.file == "round.toml" {
            round::from_toml(&source, &mut problems);
        } else {
            let read = self.view().assessment();
            let of_round = read.map(|read| of_round(&read.results.round)).unwrap_or_default();
            check_text(&self.round.folder, &source, &of_round, &mut problems);
        }
        problems.sorted()
    }

    fn page(&self, text: &str, mark: &str, said: &Said) -> Html {
        let file = encoded(&self.file);
        let why =
            said.why.map(|why| html!("<p class=\"alarm\" role=\"alert\">{why}</p>", why = why));
        let saved = said.saved.then(|| html!("<p class=\"done\" role=\"status\">Đã lưu.</p>"));
        let ask = said.ask.then(|| {
            html!(
                "<p><label><input type=\"checkbox\" name=\"van-luu\" value=\"1\"> Vẫn lưu dù còn lỗi: đợt chưa chấm \
                 được cho đến khi sửa xong</label></p>"
            )
        });
        let main = html!(
            "{why}{saved}<form method=\"post\" action=\"{save}\" data-soan=\"{check}\">{token}\
             <input type=\"hidden\" name=\"tep\" value=\"{name}\"><input type=\"hidden\" name=\"ban\" value=\"{mark}\">\
             <div class=\"beside\"><div><label for=\"van-ban\">Nội dung tệp</label>\
             <textarea id=\"van-ban\" name=\"van-ban\" rows=\"24\" spellcheck=\"false\" wrap=\"off\">\n{text}</textarea>\
             {ask}<p><button>Lưu</button> <a href=\"{back}\">Về bước Bộ tiêu chí</a></p></div>\
             <div data-soan-loi role=\"status\">{list}</div></div></form><script src=\"/phan/soan.js\" defer></script>",
            why = why,
            saved = saved,
            save = self.round.address("sua/luu"),
            check = self.round.address(&format!("sua/kiem-tra?tep={file}")),
            token = forms::token(),
            name = self.file,
            mark = mark,
            text = text,
            ask = ask,
            back = self.round.address("bo-tieu-chi"),
            list = list(&self.problems(text)),
        );
        let title = format!("Sửa {}", self.file);
        Frame { title: &title, round: Some((self.round, self.view())), at: "bo-tieu-chi", main }
            .page()
    }
}

/// Whether the page shows the text as it is: the sink of markup puts numbers in the place of
/// characters that nobody sees.
fn is_shown_whole(text: &str) -> bool {
    let marks = |text: &str| text.matches("[U+").count();
    let unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    marks(&html_text(text)) == marks(text) && !text.contains(unseen)
}

fn show(call: &Call) -> Answer {
    match Edited::of(call, call.query.get("tep")) {
        Ok(edited) => {
            let said = Said { saved: !call.query.get("da-luu").is_empty(), ..Said::default() };
            Answer::Page(edited.page(&edited.text, &edited.mark(), &said))
        }
        Err(answer) => answer,
    }
}

fn check(call: &Call) -> Answer {
    match Edited::of(call, call.query.get("tep")) {
        Ok(edited) => {
            let text = String::from_utf8_lossy(&call.body);
            let found = edited.problems(&text);
            Answer::Json(json!({ "loi": list(&found).into_string() }))
        }
        Err(answer) => answer,
    }
}

fn save(call: &Call) -> Answer {
    let edited = match Edited::of(call, call.form.get("tep")) {
        Ok(edited) => edited,
        Err(answer) => return answer,
    };
    // What a form sends ends its lines as on Windows.
    let typed = call.form.exactly("van-ban").replace("\r\n", "\n");
    let mark = call.form.get("ban");
    let refused = |said: Said| Answer::Refused(edited.page(&typed, mark, &said));
    let changed = "Chưa lưu: tệp đã được một chương trình khác sửa sau khi mở trang này. Chép phần vừa viết ra chỗ khác, \
                   rồi mở lại trang để thấy bản mới trên đĩa.";
    if mark != edited.mark() {
        return refused(Said { why: Some(changed), ..Said::default() });
    }
    if edited.problems(&typed).has_errors() && call.form.get("van-luu").is_empty() {
        let why = "Chưa lưu: nội dung còn lỗi, kể ở bên cạnh. Sửa rồi lưu, hoặc đánh dấu bên dưới để lưu dở dang.";
        return refused(Said { why: Some(why), ask: true, saved: false });
    }
    match replace(&edited.path, &edited.bytes, &edited.as_file(&typed)) {
        Ok(true) => {
            let page = format!("sua?tep={}&da-luu=1", encoded(&edited.file));
            Answer::See(edited.round.address(&page))
        }
        Ok(false) => refused(Said { why: Some(changed), ..Said::default() }),
        Err(_) => {
            let why = "Chưa lưu: máy không cho ghi tệp này. Tệp đang mở ở chương trình khác, chỉ cho đọc, hoặc đĩa đầy. \
                       Nội dung cũ còn nguyên; đóng chương trình kia rồi bấm Lưu lại.";
            refused(Said { why: Some(why), ..Said::default() })
        }
    }
}

/// What was found, each with a button that leads to its line.
fn list(problems: &Problems) -> Html {
    let shown: Vec<&Problem> =
        problems.iter().filter(|problem| problem.kind.level <= Level::Warning).collect();
    if shown.is_empty() {
        return html!("<p class=\"done\">Không có lỗi.</p>");
    }
    html!(
        "<ul class=\"problems\">{items}</ul>",
        items = shown.into_iter().map(one).collect::<Html>()
    )
}

fn one(problem: &Problem) -> Html {
    let line = problem.place.line.map(|line| {
        html!("<button type=\"button\" data-dong=\"{line}\">Đến dòng {line}</button>", line = line)
    });
    let help = problem.help(LANG);
    let help = (!help.is_empty()).then(|| html!("<p class=\"help\">→ {help}</p>", help = help));
    html!(
        "<li class=\"{level}\"><p class=\"place\"><strong>{word}</strong> {line}</p><p>{message}</p>{help}</li>",
        level = problem.kind.level.key(),
        word = problem.kind.level.word(LANG),
        line = line,
        message = problem.message(LANG),
        help = help,
    )
}

#[cfg(test)]
mod tests {
    use super::is_shown_whole;

    #[test]
    fn a_text_that_the_page_would_change_is_not_edited_here() {
        assert!(is_shown_whole("ten = \"Xã <b> & 'Hòa'\" # [U+202E]\n\tx = 1\n"));
        assert!(!is_shown_whole("ten = \"\u{202E}oaH\""));
        assert!(!is_shown_whole("ten = \"a\u{7}\""));
    }
}
