//! *Thẩm định*: the forms of the appraising agencies, in two rounds.

use std::sync::Arc;

use super::step::{Out, Step, Work};
use super::words;
use crate::forms::appraisal::FOLDER;
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Appraisal,
    about: "Mỗi cơ quan thẩm định một bảng cho từng khối. Bảng đã điền nhận lại ở bước Thu nhận. Vòng 2 chỉ gồm \
            những dòng vòng 1 yêu cầu giải trình hoặc các cơ quan cho điểm khác nhau.",
    works: &[
        Work {
            id: "tham-dinh-1",
            button: "Tạo bảng thẩm định vòng 1",
            command: &["appraise", "--vong", "1"],
            out: Out::Own,
            asks: &[],
        },
        Work {
            id: "tham-dinh-2",
            button: "Tạo bảng thẩm định vòng 2",
            command: &["appraise", "--vong", "2"],
            out: Out::Own,
            asks: &[],
        },
    ],
    body,
};

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let round = call.round().map(|round| &**round);
    let files = [1, 2].into_iter().filter_map(|number| {
        let heading = format!("Bảng vòng {number} để gửi đi");
        words::files(round?, snapshot, &format!("{FOLDER}{number}"), &heading)
    });
    let files: Vec<Html> = files.collect();
    if files.is_empty() {
        return html!("<p>Chưa có bảng thẩm định nào.</p>");
    }
    files.into_iter().collect()
}
