//! *Thu nhận*: what the units sent.

use std::sync::Arc;

use super::step::{Out, Step, Work};
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    slug: "thu-nhan",
    name: "Thu nhận",
    about: "Chép tệp các đơn vị gửi vào thư mục evidence của đợt. Bảng tiến độ cho biết ai đã gửi, thiếu gì, trễ \
            bao nhiêu ngày, và có sẵn lời nhắc để chép vào tin nhắn.",
    works: &[Work {
        id: "tien-do",
        button: "Ghi bảng tiến độ (Excel)",
        command: &["board"],
        out: Out::Results,
        asks: &[],
    }],
    state,
    body,
};

fn state(snapshot: &Snapshot) -> String {
    let came = snapshot.units.iter().filter(|unit| unit.file.is_some()).count();
    format!("{came}/{} đơn vị đã gửi", snapshot.units.len())
}

fn body(_: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let Some(assessment) = &snapshot.assessment else { return Html::default() };
    let unclaimed = assessment.results.unclaimed();
    if unclaimed.is_empty() {
        return html!("<p>Mọi tệp trong thư mục đều đã rõ là của đơn vị nào.</p>");
    }
    let item = |(file, why): &(&str, &crate::problem::Problem)| {
        let said = why.message(crate::window::problems::LANG);
        html!("<li>{file}: {said}</li>", file = file, said = said)
    };
    let items: Html = unclaimed.iter().map(item).collect();
    html!("<h2>Chưa rõ của đơn vị nào</h2><ul>{items}</ul>", items = items)
}
