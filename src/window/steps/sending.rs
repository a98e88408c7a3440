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
    body,
};

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let files =
        call.round().and_then(|round| words::files(round, snapshot, FOLDER, "Mẫu để gửi đi"));
    files.unwrap_or_else(|| html!("<p>Chưa có mẫu nào.</p>"))
}
