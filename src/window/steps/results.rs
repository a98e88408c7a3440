//! *Kết quả*: points, ranks, classes, papers.

use std::sync::Arc;

use super::downloads;
use super::step::{Out, Step, Work};
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

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let Some(round) = call.round() else { return Html::default() };
    let any = snapshot.assessment.as_ref().is_some_and(|assessment| {
        assessment
            .results
            .blocks
            .iter()
            .any(|block| block.index.units.iter().any(|u| u.rank.is_some()))
    });
    let look = any.then(|| {
        html!(
            "<p><a class=\"button\" href=\"{page}\">Xem xếp hạng, so sánh đơn vị, vì sao</a></p>",
            page = round.address("tong-hop"),
        )
    });
    let units = snapshot.assessment.as_ref().map(|a| a.results.round.units.as_slice());
    let files = downloads::part(round, units.unwrap_or_default());
    let files = files.unwrap_or_else(|| html!("<p>Chưa chấm điểm lần nào ở cửa sổ này.</p>"));
    html!("{look}{files}", look = look, files = files)
}
