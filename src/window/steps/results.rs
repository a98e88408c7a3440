//! *Kết quả*: points, ranks, classes, papers.

use std::sync::Arc;

use super::step::{Out, Step, Work};
use super::words;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    slug: "ket-qua",
    name: "Kết quả",
    about: "Chấm điểm, xếp hạng, xếp loại theo số liệu và ý kiến thẩm định hiện có; rồi lập văn bản trình ký.",
    works: &[
        Work {
            id: "cham-diem",
            button: "Chấm điểm",
            command: &["score"],
            out: Out::Results,
            asks: &[],
        },
        Work {
            id: "van-ban",
            button: "Lập văn bản trình ký",
            command: &["papers", "--public"],
            out: Out::Results,
            asks: &[],
        },
    ],
    state,
    body,
};

fn state(snapshot: &Snapshot) -> String {
    let Some(assessment) = &snapshot.assessment else { return String::new() };
    let units = assessment.results.blocks.iter().flat_map(|block| &block.index.units);
    let ranked = units.filter(|unit| unit.rank.is_some()).count();
    format!("{ranked} đơn vị có hạng")
}

fn body(call: &Call, _: &Arc<Snapshot>) -> Html {
    let files = call.round().and_then(|round| words::files(round, "ket-qua", "Tải về"));
    files.unwrap_or_else(|| html!("<p>Chưa chấm điểm lần nào ở cửa sổ này.</p>"))
}
