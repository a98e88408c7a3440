//! *Trả lại*: what is wrong goes back to the unit that can mend it.

use std::sync::Arc;

use super::step::{Ask, Out, Step, Work};
use super::words;
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::SendBack,
    about: "Mỗi đơn vị một tệp chỉ có những chỗ sai, còn thiếu hoặc chưa có tài liệu kiểm chứng. Đơn vị điền rồi \
            gửi lại; nhận phiếu trả lời ở bước Thu nhận.",
    works: &[Work {
        id: "tra-lai",
        button: "Tạo phiếu trả lại",
        command: &["sendback"],
        out: Out::Own,
        asks: &[Ask::Day("--deadline", "Hạn trả lời")],
    }],
    body,
};

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let folder = format!("forms/{}", crate::replies::Series::SendBack.key());
    let files =
        call.round().and_then(|round| words::files(round, snapshot, &folder, "Phiếu để gửi đi"));
    files.unwrap_or_else(|| html!("<p>Chưa có phiếu trả lại nào.</p>"))
}
