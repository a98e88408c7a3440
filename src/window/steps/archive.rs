//! *Lưu trữ*: the round sealed in one file, and the test of such a file.

use std::sync::Arc;

use super::step::{Ask, Out, Step, Work};
use super::words;
use crate::seal;
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Archive,
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
    let (folder, results) = (&assessment.folder, &assessment.results);
    let packages = seal::packages(&folder.join(FOLDER));
    let looked = packages.iter().map(|file| seal::differing_inputs(file, folder, results));
    let looked: Vec<_> = looked.collect();
    if looked.iter().any(|found| found.as_ref().is_ok_and(Vec::is_empty)) {
        return "đã niêm phong".into();
    }
    let fewest = looked.iter().filter_map(|found| Some(found.as_ref().ok()?.len())).min();
    match (looked.is_empty(), fewest) {
        (true, _) => "chưa niêm phong".into(),
        (false, Some(count)) => format!("đã niêm phong, từ đó {count} tệp đã đổi"),
        (false, None) => "gói đã niêm phong bị hỏng".into(),
    }
}

fn body(call: &Call, _: &Arc<Snapshot>) -> Html {
    let files = call.round().and_then(|round| words::files(round, FOLDER, "Gói đã niêm phong"));
    files.unwrap_or_else(|| html!("<p>Chưa có gói nào. Gói giữ đúng hiện trạng lúc đóng.</p>"))
}
