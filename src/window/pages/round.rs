//! *Toàn đợt*: the table of units, and what is to be done next.

use std::sync::Arc;

use serde_json::json;

use crate::forms::board::{Progress, moment};
use crate::problem::Level;
use crate::window::answer::Answer;
use crate::window::call::{Call, Page};
use crate::window::html::{Html, html};
use crate::window::layout::{self, Frame};
use crate::window::problems::{self, LANG};
use crate::window::rounds::Opened;
use crate::window::snapshot::{Snapshot, View};

pub(crate) const PAGE: Page = Page { path: "/dot/{dot}", show };

/// Whether the folder has been read again, for the script of the page.
pub(crate) const STATE: Page = Page { path: "/dot/{dot}/trang-thai", show: state };

fn show(call: &Call) -> Answer {
    let Some(round) = call.round() else { return Answer::Missing(layout::missing()) };
    let view = round.look();
    let main = match &view.snapshot {
        Some(snapshot) => whole(round, &view, snapshot),
        None => Html::default(),
    };
    Answer::Page(
        Frame { title: "Toàn đợt", round: Some((round, &view)), at: "toan-dot", main }.page(),
    )
}

fn state(call: &Call) -> Answer {
    let Some(round) = call.round() else { return Answer::Missing(layout::missing()) };
    let view = round.look();
    Answer::Json(
        json!({ "ban": view.mark(), "dang-doc": view.reading.is_some(), "den-dau": view.reading }),
    )
}

/// What is to be done next, step by step.
fn next(round: &Opened, view: &View) -> Option<Html> {
    let open = view.steps.iter().filter(|step| !step.is_settled());
    let items = open.filter_map(|step| {
        Some(html!(
            "<li><a href=\"{address}\">{name}</a>: {next} <span class=\"note\">{words}</span></li>",
            address = round.address(step.kind.key()),
            name = step.kind.name().say(LANG),
            next = step.next?.say(LANG),
            words = step.words.vi,
        ))
    });
    let items: Vec<Html> = items.take(NEXT).collect();
    let is_empty = items.is_empty() || round.is_package();
    let items: Html = items.into_iter().collect();
    (!is_empty).then(|| html!("<h2>Việc cần làm tiếp</h2><ul>{items}</ul>", items = items))
}

/// So many things to do are told at once.
const NEXT: usize = 3;

fn whole(round: &Arc<Opened>, view: &View, snapshot: &Snapshot) -> Html {
    let Some(assessment) = &snapshot.assessment else {
        let list = problems::list(snapshot.problems.iter(), Level::Note, Some(round));
        return html!("<h2>Chưa đọc được đợt này</h2>{list}", list = list);
    };
    let [errors, warnings] =
        [Level::Error, Level::Warning].map(|level| snapshot.problems.count(level));
    let results = &assessment.results;
    let marks = results.round.illustration.then(|| html!("<p class=\"note\">Số liệu minh họa</p>"));
    html!(
        "{marks}<p>{errors} lỗi phải sửa, {warnings} cảnh báo. <a href=\"{mend}\">Xem từng chỗ phải sửa</a></p>{next}\
         <div class=\"tools\"><label>Tìm đơn vị <input type=\"search\" data-loc=\"bang-don-vi\"></label>\
         <label>Chỉ hiện <select data-loc-theo=\"bang-don-vi\"><option value=\"\">tất cả</option>\
         <option value=\"chua\">chưa gửi</option><option value=\"tre\">gửi trễ</option>\
         <option value=\"loi\">còn lỗi</option></select></label></div>\
         <div class=\"wide\"><table id=\"bang-don-vi\"><caption>Tình hình các đơn vị</caption><thead><tr>\
         <th scope=\"col\">Đơn vị</th><th scope=\"col\">Khối</th><th scope=\"col\">Đã gửi</th>\
         <th scope=\"col\" class=\"r\">Đã khai (%)</th><th scope=\"col\" class=\"r\">Trễ (ngày)</th>\
         <th scope=\"col\" class=\"r\">Lỗi</th><th scope=\"col\" class=\"r\">Còn hỏi</th>\
         <th scope=\"col\" class=\"r\">Điểm chờ bổ sung</th></tr></thead><tbody>{rows}</tbody></table></div>",
        marks = marks,
        next = next(round, view),
        errors = errors,
        warnings = warnings,
        mend = round.address("phai-sua"),
        rows = snapshot.units.iter().map(|unit| row(round, snapshot, unit)).collect::<Html>(),
    )
}

fn row(round: &Opened, snapshot: &Snapshot, unit: &Progress) -> Html {
    let Some(assessment) = &snapshot.assessment else { return Html::default() };
    let results = &assessment.results;
    let own = &results.round.units[unit.unit];
    let block = &results.round.blocks[results.blocks[unit.block].block];
    let came = match &unit.file {
        None => unit.absent_words().to_string(),
        Some(_) if unit.received.is_none() => format!("{}, không rõ giờ lưu", unit.version()),
        Some(_) => format!("{}, {}", unit.version(), moment(unit.received)),
    };
    let late = match unit.late {
        Some(days) => days.to_string(),
        None if unit.is_timeless() => "không rõ".into(),
        None => String::new(),
    };
    let kinds = [
        ("chua", unit.file.is_none()),
        ("tre", unit.late.is_some_and(|days| days > 0)),
        ("loi", unit.errors > 0),
    ];
    let kinds: Vec<&str> = kinds.iter().filter(|(_, is)| *is).map(|(kind, _)| *kind).collect();
    html!(
        "<tr data-loai=\"{kinds}\"><th scope=\"row\"><a href=\"{address}\">{name}</a></th><td>{block}</td>\
         <td>{came}</td><td class=\"r\">{percent}</td><td class=\"r\">{late}</td><td class=\"r\">{errors}</td>\
         <td class=\"r\">{open}</td><td class=\"r\">{stake}</td></tr>\n",
        kinds = kinds.join(" "),
        address = round.address(&format!("phai-sua?don-vi={}", own.id.as_str())),
        name = own.name,
        block = block.name,
        came = came,
        percent = unit.percent(),
        late = late,
        errors = unit.errors,
        open = unit.open,
        stake = LANG.decimal(&unit.at_stake.to_fixed(2)),
    )
}
