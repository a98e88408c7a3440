//! *Kết quả* as leaders look at it: the page of `tong-hop.html`, and from each criterion on to the
//! cells that its figures came from.

use super::assets;
use crate::report::Reasons;
use crate::report::audience::{Audience, LANG};
use crate::report::why::explanation::{Subject, lines};
use crate::report::words;
use crate::results::{BlockResults, Results};
use crate::scores::LeafScore;
use crate::value::Origin;
use crate::window::answer::Answer;
use crate::window::call::{Call, Page};
use crate::window::html::{Html, html};
use crate::window::layout::{self, Frame};
use crate::window::problems;
use crate::window::rounds::Opened;
use crate::window::snapshot::{Snapshot, View};
use crate::write::html::{Body, SCRIPT, STYLE};

pub(crate) const PAGE: Page = Page { path: "/dot/{dot}/tong-hop", show };

/// One criterion of one unit: why, and from which cells.
pub(crate) const WHY: Page = Page { path: "/dot/{dot}/vi-sao", show: why };

pub(crate) const PAGE_STYLE: Page = Page {
    path: "/phan/tong-hop.css",
    show: |_| assets::style(&[STYLE, include_str!("../assets/leaders.css")]),
};

pub(crate) const PAGE_SCRIPT: Page = Page {
    path: "/phan/tong-hop.js",
    show: |_| assets::script(&[SCRIPT, include_str!("../assets/leaders.js")]),
};

fn show(call: &Call) -> Answer {
    let Some(round) = call.round() else { return Answer::Missing(layout::missing()) };
    let view = round.look();
    match view.snapshot.as_deref().and_then(body) {
        Some(Ok(body)) => Answer::Page(whole(round, &view, body)),
        Some(Err(why)) => nothing(round, &view, why),
        None => nothing(round, &view, "Chưa đọc được số liệu của đợt."),
    }
}

/// Made when somebody first looks at what was read; `None` when the round cannot be used.
fn body(snapshot: &Snapshot) -> Option<&Result<Body, String>> {
    let results = &snapshot.assessment.as_ref()?.results;
    Some(snapshot.leaders.get_or_init(|| {
        let reasons = Reasons::of_all(results, LANG);
        let body = Body::of(results, Audience::Inside, &reasons, &|| ());
        body.map_err(|error| error.to_string())
    }))
}

fn nothing(round: &std::sync::Arc<Opened>, view: &View, why: &str) -> Answer {
    let main = html!(
        "<p>{why} <a href=\"{mend}\">Xem chỗ phải sửa</a></p>",
        why = why,
        mend = round.address("phai-sua"),
    );
    Answer::Page(Frame { title: "Kết quả", round: Some((round, view)), at: "ket-qua", main }.page())
}

fn whole(round: &Opened, view: &View, body: &Body) -> Html {
    html!(
        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – {issuer}</title><link rel=\"stylesheet\" href=\"/phan/tong-hop.css\">\
         <link rel=\"icon\" href=\"/phan/bieu-tuong.svg\"><script src=\"/phan/cua-so.js\" defer></script>\
         <script src=\"/phan/tong-hop.js\" defer></script></head><body{watch} data-vi-sao=\"{why}\">\
         <p class=\"back\"><a href=\"{back}\">← Về bước Kết quả</a> <span>Tính từ số liệu hiện có trong thư mục của \
         đợt.</span></p><p class=\"alarm\" role=\"alert\" hidden data-het>Chương trình đã đóng. Mở lại parindex để xem \
         tiếp.</p>\n{body}</body></html>\n",
        title = body.title,
        issuer = body.issuer,
        watch = layout::watch(round, view),
        why = round.address("vi-sao"),
        back = round.address("ket-qua"),
        body = Html::made(body.markup.clone()),
    )
}

fn why(call: &Call) -> Answer {
    let Some(round) = call.round() else { return Answer::Missing(layout::missing()) };
    let view = round.look();
    let told = view.assessment().and_then(|assessment| told(call, round, &assessment.results));
    let Some(main) = told else { return Answer::Missing(layout::missing()) };
    Answer::Page(Frame { title: "Vì sao", round: Some((round, &view)), at: "ket-qua", main }.page())
}

/// `None` when the address names no unit or no criterion.
fn told(call: &Call, round: &Opened, results: &Results) -> Option<Html> {
    let position = |name: &str| call.query.get(name).parse::<usize>().ok();
    let (at_block, at) = (position("khoi")?, position("don-vi")?);
    let block = results.blocks.get(at_block)?;
    let unit = &results.round.units[*block.units.get(at)?];
    let code = call.query.get("ma");
    let node = block.rubric.nodes.iter().position(|node| node.code.as_str() == code)?;
    let mut account = lines(results, block, at, Subject::Node(node), problems::LANG).into_iter();
    let title = account.next();
    let back = format!("tong-hop#don-vi={at_block}-{at}&muc={code}");
    Some(html!(
        "<p><a href=\"{back}\">← {unit}: mọi tiêu chí</a></p><h2>{title}</h2>{account}{cells}",
        back = round.address(&back),
        unit = unit.name,
        title = title,
        account = account.map(|line| html!("<p>{line}</p>", line = line)).collect::<Html>(),
        cells = cells(round, results, block, (at, node)),
    ))
}

/// The cells that the figures of a leaf came from, each with the button that opens its file.
fn cells(
    round: &Opened,
    results: &Results,
    block: &BlockResults,
    (unit, node): (usize, usize),
) -> Option<Html> {
    let leaf = block.scores[unit].leaves.iter().find(|leaf| leaf.node == node)?;
    let sources = sources(results, block, leaf);
    let row = |(what, value, origin): &(String, String, &Origin)| {
        html!(
            "<tr><th scope=\"row\">{what}</th><td>{value}</td><td>{file}</td><td>{sheet}</td><td>{cell}</td>\
             <td>{open}</td></tr>",
            what = what,
            value = value,
            file = &*origin.file,
            sheet = &*origin.sheet,
            cell = &*origin.cell,
            open = problems::open_button(round, &origin.file),
        )
    };
    (!sources.is_empty()).then(|| {
        html!(
            "<div class=\"wide\"><table><caption>Ô nguồn của từng số liệu</caption><thead><tr>\
             <th scope=\"col\">Số liệu</th><th scope=\"col\">Giá trị</th><th scope=\"col\">Tệp</th>\
             <th scope=\"col\">Trang</th><th scope=\"col\">Ô</th><th scope=\"col\">Mở</th></tr></thead>\
             <tbody>{rows}</tbody></table></div>",
            rows = sources.iter().map(row).collect::<Html>(),
        )
    })
}

fn sources<'r>(
    results: &'r Results,
    block: &'r BlockResults,
    leaf: &'r LeafScore,
) -> Vec<(String, String, &'r Origin)> {
    let reasons = Reasons::new(block, problems::LANG);
    let said = |outcome, key| words::of_item(outcome, reasons.item(key), problems::LANG);
    let inputs = leaf.inputs.iter().filter_map(|input| {
        let label = reasons.label(&input.key).to_string();
        Some((label, said(&input.outcome, &input.key), input.origin.as_ref()?))
    });
    let peers = leaf.peers.iter().filter_map(|peer| {
        let unit = results.round.units.get(peer.unit).map_or("", |unit| unit.name.as_str());
        let label = format!("{unit}: {}", reasons.label(&peer.key));
        Some((label, said(&peer.outcome, &peer.key), peer.origin.as_ref()?))
    });
    let appraised = leaf.appraised.iter().enumerate().filter_map(|(at, given)| {
        let given = given.as_ref()?;
        let points = crate::expr::points_words(&given.points, problems::LANG);
        Some((format!("Điểm thẩm định vòng {}", at + 1), points, &given.origin))
    });
    inputs.chain(peers).chain(appraised).collect()
}
