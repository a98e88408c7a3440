//! *Lưu trữ*: the sealed package of the year.

use std::sync::Arc;

use super::step::Step;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    slug: "luu-tru",
    name: "Lưu trữ",
    about: "Niêm phong kết quả cùng mọi tệp đã dùng, để về sau chạy lại ra đúng kết quả này.",
    works: &[],
    state,
    body,
};

fn state(_: &Snapshot) -> String {
    "chưa dùng được".into()
}

fn body(_: &Call, _: &Arc<Snapshot>) -> Html {
    html!(
        "<p>Bản này của phần mềm chưa niêm phong được. Trong khi chờ, sao lưu cả thư mục của đợt, kể cả thư mục \
         ket-qua, vào nơi lưu trữ của cơ quan.</p>"
    )
}
