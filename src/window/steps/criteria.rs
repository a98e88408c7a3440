//! *Bộ tiêu chí*: the set that the round is judged by.

use std::sync::Arc;

use super::step::{Out, Step, Work};
use crate::problem::Level;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::problems;
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    slug: "bo-tieu-chi",
    name: "Bộ tiêu chí",
    about: "Bộ tiêu chí của năm theo quyết định ban hành. Kiểm tra trước khi phát mẫu: cộng điểm, bậc điểm, \
            ví dụ kèm theo.",
    works: &[Work {
        id: "kiem-tra",
        button: "Kiểm tra đợt và bộ tiêu chí",
        command: &["check"],
        out: Out::Own,
        asks: &[],
    }],
    state,
    body,
};

fn is_toml(problem: &crate::problem::Problem) -> bool {
    problem.place.file.ends_with(".toml")
}

fn state(snapshot: &Snapshot) -> String {
    let errors =
        snapshot.problems.iter().filter(|p| p.kind.level == Level::Error && is_toml(p)).count();
    match (errors, &snapshot.assessment) {
        (0, Some(_)) => "dùng được".into(),
        (0, None) => "chưa đọc được".into(),
        (errors, _) => format!("{errors} lỗi"),
    }
}

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let found = snapshot.problems.iter().filter(|p| is_toml(p));
    let list = problems::list(found, Level::Note, call.round().map(|round| &**round));
    let list =
        list.unwrap_or_else(|| html!("<p>Không có lỗi trong round.toml và bộ tiêu chí.</p>"));
    html!("<h2>Cần xem ở round.toml và bộ tiêu chí</h2>{list}", list = list)
}
