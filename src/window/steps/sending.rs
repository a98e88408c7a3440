//! *Phát mẫu*: the forms that go out to the units.

use std::sync::Arc;

use super::step::{Out, Step, Work};
use super::words;
use crate::forms::evidence::FOLDER;
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Sending,
    about: "Mỗi đơn vị một mẫu tự chấm, gửi qua văn bản hoặc thư điện tử. Mẫu đã có và còn đúng thì giữ nguyên.",
    works: &[Work {
        id: "tao-mau",
        button: "Tạo mẫu tự chấm",
        command: &["template"],
        out: Out::Own,
        asks: &[],
    }],
    state,
    body,
};

fn state(snapshot: &Snapshot) -> String {
    let Some(assessment) = &snapshot.assessment else { return String::new() };
    let made = std::fs::read_dir(assessment.folder.join(FOLDER)).map_or(0, |all| {
        all.filter_map(Result::ok)
            .filter(|e| e.path().extension().is_some_and(|e| e == "xlsx"))
            .count()
    });
    match made {
        0 => "chưa tạo mẫu".into(),
        made => format!("{made} mẫu, {} đơn vị", assessment.results.round.units.len()),
    }
}

fn body(call: &Call, _: &Arc<Snapshot>) -> Html {
    let files = call.round().and_then(|round| words::files(round, FOLDER, "Mẫu để gửi đi"));
    files.unwrap_or_else(|| html!("<p>Chưa có mẫu nào.</p>"))
}
