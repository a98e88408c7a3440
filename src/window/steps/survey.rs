//! *Khảo sát*: the forms of people who were asked.

use std::sync::Arc;

use super::step::{Out, Step, Work};
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Survey,
    about: "Trước khi đi khảo sát: cỡ mẫu và danh sách chọn. Tệp phiếu đã thu nhận ở bước Thu nhận.",
    works: &[
        Work {
            id: "khao-sat",
            button: "Tính khảo sát",
            command: &["survey"],
            out: Out::Results,
            asks: &[],
        },
        Work {
            id: "co-mau",
            button: "Tính cỡ mẫu",
            command: &["sample"],
            out: Out::Results,
            asks: &[],
        },
    ],
    body,
};

fn body(_: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let Some(assessment) = &snapshot.assessment else { return Html::default() };
    let item = |survey: &crate::survey::Satisfaction| {
        let forms: usize = survey.units.iter().map(|unit| unit.n).sum();
        html!("<li>{title}: {forms} phiếu dùng được</li>", title = survey.title, forms = forms)
    };
    let items: Html = assessment.results.surveys.iter().map(item).collect();
    html!("<ul>{items}</ul>", items = items)
}
