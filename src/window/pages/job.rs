//! The command that runs for a round, or ran last: how far it is, what it said.

use serde_json::json;

use crate::window::answer::Answer;
use crate::window::call::{Action, Call, FORM, Page};
use crate::window::forms;
use crate::window::html::{Html, html};
use crate::window::jobs::{Ended, Job};
use crate::window::layout::{self, Frame};
use crate::window::rounds::Opened;
use crate::window::steps::works;

pub(crate) const PAGE: Page = Page { path: "/dot/{dot}/viec", show };

/// How far it is, for the script of the page.
pub(crate) const STATE: Page = Page { path: "/dot/{dot}/viec/tien-do", show: state };

/// *Dừng*.
pub(crate) const STOP: Action = Action { path: "/dot/{dot}/viec/dung", limit: FORM, act: stop };

fn show(call: &Call) -> Answer {
    let Some(round) = call.round() else { return Answer::Missing(layout::missing()) };
    let view = round.look();
    let job = call.app.jobs.of(&round.key);
    let title = job.as_ref().map_or("Chưa chạy việc nào", |job| job.label.as_str());
    let asked = call.query.get("chua");
    let kept = works().find(|(_, work)| work.id == asked).map(|(_, work)| work.button);
    let kept = kept.map(|button| {
        html!(
            "<p class=\"alarm\" role=\"alert\">Chưa làm “{button}”: mỗi đợt chạy một việc một lúc. Chờ việc dưới đây \
             xong rồi bấm lại.</p>",
            button = button,
        )
    });
    let main = match &job {
        None => html!("<p>Chưa chạy việc nào cho đợt này.</p>"),
        Some(job) => match job.ended() {
            None => running(round, job),
            Some(ended) => over(round, job, &ended),
        },
    };
    let main = html!("{kept}{main}", kept = kept, main = main);
    Answer::Page(Frame { title, round: Some((round, &view)), at: "viec", main }.page())
}

fn running(round: &Opened, job: &Job) -> Html {
    let (at, of, words) = figures(job);
    html!(
        "<div data-viec=\"{address}\"><p role=\"status\" data-viec-loi>{words}</p>\
         <progress aria-label=\"Tiến độ\" max=\"{of}\" value=\"{at}\"></progress></div>\
         <p>Có thể đóng trang này: việc vẫn chạy tiếp.</p>{stop}",
        address = round.address("viec/tien-do"),
        words = words,
        of = of,
        at = at,
        stop = forms::form(&round.address("viec/dung"), "Dừng", Html::default()),
    )
}

/// How far, of how much, in which words.
fn figures(job: &Job) -> (usize, usize, String) {
    match (job.is_stopping(), job.stage()) {
        (true, _) => (0, 1, "Đang dừng…".into()),
        (_, None) => (0, 1, "Đang bắt đầu…".into()),
        (_, Some(step)) => {
            (step.at, step.of.max(1), format!("{}: {}/{}", step.words, step.at, step.of))
        }
    }
}

/// What came of it.
fn over(round: &Opened, job: &Job, ended: &Ended) -> Html {
    let is_of_package = round.is_package();
    let (class, words) = match ended.code {
        _ if ended.stopped => ("note", "Đã dừng theo yêu cầu. Kết quả cũ còn nguyên."),
        Some(0) if is_of_package => {
            ("done", "Gói nguyên vẹn, chạy lại cho đúng kết quả đã niêm phong.")
        }
        Some(1) if is_of_package => {
            ("alarm", "Gói hoặc kết quả chạy lại khác lúc niêm phong; chỗ khác ở dưới.")
        }
        Some(0) => ("done", "Đã xong."),
        Some(1) => ("alarm", "Đã xong, nhưng số liệu còn lỗi phải sửa."),
        Some(2) => ("alarm", "Không làm được. Kết quả cũ còn nguyên; lý do ở dưới."),
        _ => (
            "alarm",
            "Việc dừng giữa chừng. Kết quả cũ còn nguyên; chạy lại là được. Nếu vẫn lỗi, \
                        gửi phần dưới đây cho người phụ trách phần mềm.",
        ),
    };
    let mend = (ended.code == Some(1) && !is_of_package).then(|| {
        html!(
            "<p><a href=\"{mend}\">Xem từng chỗ phải sửa</a></p>",
            mend = round.address("phai-sua")
        )
    });
    let done = match ended.code {
        Some(1) => !is_of_package && !ended.stopped,
        code => code == Some(0) && !ended.stopped,
    };
    let said = |text: &str| {
        let text = html!("<pre>{text}</pre>", text = Some(text.trim()).filter(|t| !t.is_empty())?);
        Some(match done {
            true => html!("<details><summary>Chi tiết</summary>{text}</details>", text = text),
            false => text,
        })
    };
    html!(
        "<p class=\"{class}\" role=\"status\">{words}</p>{mend}<p><a href=\"{from}\">Về bước vừa làm</a></p>{aside}{said}",
        class = class,
        words = words,
        mend = mend,
        from = job.from,
        aside = said(&ended.aside),
        said = said(&ended.said),
    )
}

fn state(call: &Call) -> Answer {
    let job = call.round().and_then(|round| call.app.jobs.of(&round.key));
    let Some(job) = job else { return Answer::Json(json!({ "xong": true })) };
    let (at, of, words) = figures(&job);
    Answer::Json(json!({ "xong": !job.is_running(), "den": at, "tong": of, "loi": words }))
}

fn stop(call: &Call) -> Answer {
    let Some(round) = call.round() else { return Answer::Missing(layout::missing()) };
    if let Some(job) = call.app.jobs.of(&round.key) {
        job.stop();
    }
    Answer::See(round.address("viec"))
}
