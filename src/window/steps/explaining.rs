//! *Giải trình*: what appraisers want explained, and what it can change.

use std::sync::Arc;

use super::step::{Ask, Out, Step, Work};
use super::words;
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Explaining,
    about: "Mỗi đơn vị một tệp chỉ có những dòng cơ quan thẩm định hỏi. Bản xem trước cho biết mỗi nội dung còn mở \
            làm đổi điểm, hạng, loại ra sao.",
    works: &[
        Work {
            id: "giai-trinh",
            button: "Tạo phiếu yêu cầu giải trình",
            command: &["explain-round"],
            out: Out::Own,
            asks: &[Ask::Day("--deadline", "Hạn trả lời")],
        },
        Work {
            id: "xem-truoc",
            button: "Ghi bản xem trước (Excel)",
            command: &["preview"],
            out: Out::Results,
            asks: &[],
        },
    ],
    body,
};

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let folder = format!("forms/{}", crate::replies::Series::Explain.key());
    let files =
        call.round().and_then(|round| words::files(round, snapshot, &folder, "Phiếu để gửi đi"));
    files.unwrap_or_else(|| html!("<p>Chưa có phiếu yêu cầu giải trình nào.</p>"))
}
