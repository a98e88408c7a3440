//! *Thu nhận*: what the units sent.

use std::sync::Arc;

use super::step::{Out, Step, Work};
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Intake,
    about: "Thả vào đây mọi tệp gửi đến: bản tự chấm, bảng thẩm định, phiếu trả lời, phiếu khảo sát, tài liệu kiểm \
            chứng. Bảng tiến độ cho biết ai đã gửi, thiếu gì, trễ bao nhiêu ngày.",
    works: &[Work {
        id: "tien-do",
        button: "Ghi bảng tiến độ (Excel)",
        command: &["board"],
        out: Out::Results,
        asks: &[],
    }],
    body,
};

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let Some(round) = call.round() else { return Html::default() };
    let (table, unclaimed) = (super::came::table(round, snapshot), unclaimed(snapshot));
    if round.is_package() {
        return html!("{unclaimed}{table}", unclaimed = unclaimed, table = table);
    }
    let area = html!(
        "<form class=\"drop\" data-tha=\"{address}\"><p>Kéo các tệp thả vào khung này, hoặc chọn nhiều tệp một lần. \
         Không cần đổi tên tệp; phần mềm không ghi đè tệp nào.</p>\
         <label class=\"button\">Chọn tệp<input type=\"file\" multiple></label> <button type=\"button\" hidden>Nhận</button></form>\
         <div data-tha-loi aria-live=\"polite\"></div><script src=\"/phan/tha-tep.js\" defer></script>",
        address = round.address("tha/"),
    );
    html!("{area}{unclaimed}{table}", area = area, unclaimed = unclaimed, table = table)
}

fn unclaimed(snapshot: &Snapshot) -> Html {
    let Some(assessment) = &snapshot.assessment else { return Html::default() };
    let unclaimed = assessment.results.unclaimed();
    if unclaimed.is_empty() {
        return Html::default();
    }
    let item = |(file, why): &(&str, &crate::problem::Problem)| {
        let said = why.message(crate::window::problems::LANG);
        html!("<li>{file}: {said}</li>", file = file, said = said)
    };
    let items: Html = unclaimed.iter().map(item).collect();
    html!("<h2>Chưa rõ của đơn vị nào</h2><ul>{items}</ul>", items = items)
}
