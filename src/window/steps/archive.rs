//! *Lưu trữ*: the round sealed in one file, and the test of such a file.

use std::sync::Arc;

use super::step::{Ask, Out, Step, Work};
use super::words;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    slug: "luu-tru",
    name: "Lưu trữ",
    about: "Niêm phong kết quả cùng mọi tệp đã dùng, để về sau chạy lại ra đúng kết quả này.",
    works: &[Work {
        id: "niem-phong",
        button: "Đóng gói niêm phong",
        command: &["seal"],
        out: Out::Folder(FOLDER),
        asks: &[
            Ask::Tick("--proof", "Kèm cả tệp minh chứng"),
            Ask::Tick("--no-personal", "Bỏ cột thông tin cá nhân của phiếu khảo sát"),
        ],
    }],
    state,
    body,
};

/// Below the round.
const FOLDER: &str = "luu-tru";

fn state(snapshot: &Snapshot) -> String {
    let Some(assessment) = &snapshot.assessment else { return String::new() };
    let sealed = std::fs::read_dir(assessment.folder.join(FOLDER)).map_or(0, Iterator::count);
    match sealed {
        0 => "chưa niêm phong".into(),
        _ => "đã niêm phong".into(),
    }
}

fn body(call: &Call, _: &Arc<Snapshot>) -> Html {
    let files = call.round().and_then(|round| words::files(round, FOLDER, "Gói đã niêm phong"));
    files.unwrap_or_else(|| html!("<p>Chưa có gói nào. Gói giữ đúng hiện trạng lúc đóng.</p>"))
}
