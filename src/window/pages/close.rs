//! The end of the program, and the pages that say that they are still open.

use serde_json::json;

use crate::window::answer::Answer;
use crate::window::call::{Action, Call, FORM, Page};
use crate::window::forms;
use crate::window::html::html;
use crate::window::layout::{self, Frame};

/// Asked for by every open page now and then.
pub(crate) const ALIVE: Page = Page { path: "/con-mo", show: |_| Answer::Json(json!({})) };

/// *Đóng chương trình*.
pub(crate) const CLOSE: Action = Action { path: "/dong", limit: FORM, act: close };

fn close(call: &Call) -> Answer {
    if call.app.jobs.are_busy() && call.form.get("ca-viec") != "co" {
        let field = html!("<input type=\"hidden\" name=\"ca-viec\" value=\"co\">");
        let main = html!(
            "<p>Một việc đang chạy. Đóng bây giờ thì việc ấy dừng; kết quả cũ còn nguyên.</p>{form}\
             <p><a href=\"/\">Để chạy tiếp, về trang đầu</a></p>",
            form = forms::form("/dong", "Dừng việc và đóng chương trình", field),
        );
        let frame = Frame { title: "Đang có việc chạy", round: None, at: "", main };
        return Answer::Refused(frame.page());
    }
    call.app.jobs.stop_all();
    call.app.life.close();
    let words = html!("<p data-da-dong>Chương trình đã đóng. Có thể đóng trang này.</p>");
    Answer::Page(layout::ended("Đã đóng chương trình", &words))
}
