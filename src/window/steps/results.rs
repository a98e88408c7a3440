//! *Kết quả*: points, ranks, classes, papers.

use std::sync::Arc;

use super::downloads;
use super::step::{Out, Step, Work};
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Results,
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
    body,
};

/// How many units have a rank; `None` when the round cannot be read.
fn ranked(snapshot: &Snapshot) -> Option<usize> {
    let blocks = &snapshot.assessment.as_ref()?.results.blocks;
    let units = blocks.iter().flat_map(|block| &block.index.units);
    Some(units.filter(|unit| unit.rank.is_some()).count())
}

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let Some(round) = call.round() else { return Html::default() };
    let look = ranked(snapshot).filter(|&count| count > 0).map(|_| {
        html!(
            "<p><a class=\"button\" href=\"{page}\">Xem xếp hạng, so sánh đơn vị, vì sao</a></p>",
            page = round.address("tong-hop"),
        )
    });
    let units = snapshot.assessment.as_ref().map(|a| a.results.round.units.as_slice());
    let files = downloads::part(round, units.unwrap_or_default());
    let files = files
        .unwrap_or_else(|| html!("<p>Chưa có tệp kết quả nào trong thư mục ket-qua của đợt.</p>"));
    html!("{look}{files}", look = look, files = files)
}
