//! *Thu nhận*: what came of each unit, kind by kind.

use crate::forms::board::{Progress, moment};
use crate::intake::proof_folder;
use crate::read;
use crate::replies::Series;
use crate::results::Results;
use crate::run::Assessment;
use crate::window::html::{Html, html};
use crate::window::rounds::Opened;
use crate::window::snapshot::Snapshot;

/// The table; `None` where the round cannot be used.
pub(super) fn table(round: &Opened, snapshot: &Snapshot) -> Option<Html> {
    let assessment = snapshot.assessment.as_ref()?;
    let surveys = !assessment.results.round.surveys.is_empty();
    let head = surveys.then(|| html!("<th scope=\"col\" class=\"r\">Phiếu khảo sát</th>"));
    let rows = snapshot.units.iter().map(|unit| row(round, assessment, unit, surveys));
    Some(html!(
        "<div class=\"tools\"><label>Tìm đơn vị <input type=\"search\" data-loc=\"bang-nhan\"></label>\
         <label>Chỉ hiện <select data-loc-theo=\"bang-nhan\"><option value=\"\">tất cả</option>\
         <option value=\"chua\">chưa gửi bản tự chấm</option><option value=\"hoi\">còn câu chờ trả lời</option>\
         </select></label></div>\
         <div class=\"wide\"><table id=\"bang-nhan\"><caption>Đã nhận gì của từng đơn vị</caption><thead><tr>\
         <th scope=\"col\">Đơn vị</th><th scope=\"col\">Bản tự chấm (lúc lưu)</th><th scope=\"col\">Trả lời phiếu trả lại</th>\
         <th scope=\"col\">Giải trình</th><th scope=\"col\" class=\"r\">Tài liệu kiểm chứng</th>\
         <th scope=\"col\" class=\"r\">Tiêu chí đã thẩm định</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>",
        head = head,
        rows = rows.collect::<Html>(),
    ))
}

fn row(round: &Opened, assessment: &Assessment, unit: &Progress, surveys: bool) -> Html {
    let results = &assessment.results;
    let own = &results.round.units[unit.unit];
    let block = &results.blocks[unit.block];
    let form = match (&unit.file, &unit.stopped) {
        (None, _) => unit.absent_words().to_string(),
        (Some(_), Some(_)) => "đã gửi, chưa dùng được".into(),
        (Some(_), None) if unit.form_saved.is_none() => "đã gửi, không rõ giờ lưu".into(),
        (Some(_), None) => format!("đã gửi, {}", moment(unit.form_saved)),
    };
    let leaves =
        block.units.iter().position(|at| *at == unit.unit).map(|at| &block.scores[at].leaves);
    let leaves = || leaves.into_iter().flatten();
    let judged = leaves().filter(|leaf| leaf.appraised.iter().any(Option::is_some)).count();
    let last = |asked: &Option<crate::forms::board::LastAsked>, series| match asked {
        Some(last) => last.words(),
        None if came(assessment, unit.unit, series) => "đã nhận".into(),
        None => "chưa hỏi".into(),
    };
    let waits = [unit.sent_back, unit.explaining].iter().flatten().any(|last| last.open > 0);
    let kinds = [("chua", unit.file.is_none()), ("hoi", waits)];
    let kinds: Vec<&str> = kinds.iter().filter(|(_, is)| *is).map(|(kind, _)| *kind).collect();
    html!(
        "<tr data-loai=\"{kinds}\"><th scope=\"row\">{name}</th><td class=\"n\">{form}</td><td>{replies}</td><td>{explained}</td>\
         <td class=\"r\">{proof}</td><td class=\"r\">{judged}/{all}</td>{survey}</tr>\n",
        kinds = kinds.join(" "),
        name = own.name,
        form = form,
        replies = last(&unit.sent_back, Series::SendBack),
        explained = last(&unit.explaining, Series::Explain),
        proof = read::below(&round.folder.join(proof_folder(&own.id, None)), "").len(),
        judged = judged,
        all = leaves().count(),
        survey = surveys.then(|| {
            html!("<td class=\"r\">{forms}</td>", forms = usable_forms(results, unit.unit))
        }),
    )
}

/// Whether a reply of the series came of the unit.
fn came(assessment: &Assessment, unit: usize, series: Series) -> bool {
    let mut all = assessment.collected.replies.accepted.iter();
    all.any(|reply| reply.unit == unit && reply.series == series)
}

/// The forms of all surveys that speak of the unit.
fn usable_forms(results: &Results, unit: usize) -> usize {
    let id = &results.round.units[unit].id;
    let units = results.surveys.iter().flat_map(|survey| &survey.units);
    units.filter(|of| of.unit == *id).map(|of| of.n).sum()
}
