//! *Lưu trữ*: the round sealed in one file, and the test of such a file.

use std::path::Path;
use std::sync::Arc;

use super::step::{Ask, Out, Step, Work};
use super::words;
use crate::out_files::PACKAGES;
use crate::seal;
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::forms;
use crate::window::html::{Html, html};
use crate::window::rounds::{self, Opened};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Archive,
    about: "Niêm phong kết quả cùng mọi tệp đã dùng, để về sau chạy lại ra đúng kết quả này.",
    works: &[Work {
        id: "niem-phong",
        button: "Đóng gói niêm phong",
        command: &["seal"],
        out: Out::Folder(PACKAGES),
        asks: &[
            Ask::Tick("--proof", "Kèm cả tệp minh chứng"),
            Ask::Tick("--no-personal", "Bỏ cột thông tin cá nhân của phiếu khảo sát"),
        ],
    }],
    body,
};

/// What can be done with a package that is open.
pub(super) static VERIFY: Work = Work {
    id: "kiem-tra-goi",
    button: "Chạy lại và đối chiếu gói",
    command: &["verify"],
    out: Out::Own,
    asks: &[],
};

fn body(call: &Call, _: &Arc<Snapshot>) -> Html {
    let Some(round) = call.round() else { return Html::default() };
    if round.is_package() {
        return html!("<p>Mã của mọi tệp trong gói đã được đối chiếu khi mở.</p>");
    }
    let packages = seal::packages(&round.folder.join(PACKAGES));
    if packages.is_empty() {
        return html!("<p>Chưa có gói nào. Gói giữ đúng hiện trạng lúc đóng.</p>");
    }
    html!(
        "<h2>Gói đã niêm phong</h2><ul class=\"files\">{items}</ul>",
        items = packages.iter().map(|path| one(round, path)).collect::<Html>()
    )
}

/// A package, to be saved elsewhere or to be opened here.
fn one(round: &Opened, path: &Path) -> Html {
    let (name, path) = (rounds::name(path), path.display().to_string());
    let field = html!("<input type=\"hidden\" name=\"thu-muc\" value=\"{path}\">", path = path);
    html!(
        "<li><a href=\"{address}\">{name}</a> {open}</li>",
        address = round.address(&format!("tep/{}", words::encoded(&format!("{PACKAGES}/{name}")))),
        name = name,
        open = forms::form("/mo", "Mở để xem", field),
    )
}
