//! *Phải sửa*: what must be mended, by unit, with the file, the sheet, the cell and what to do.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::problem::{Level, Problem};
use crate::window::answer::Answer;
use crate::window::call::{Call, Page};
use crate::window::html::{Html, html};
use crate::window::layout::{self, Frame};
use crate::window::problems;
use crate::window::rounds::Opened;
use crate::window::snapshot::Snapshot;

pub(crate) const PAGE: Page = Page { path: "/dot/{dot}/phai-sua", show };

fn show(call: &Call) -> Answer {
    let Some(round) = call.round() else { return Answer::Missing(layout::missing()) };
    let view = round.look();
    let (unit, all) = (call.query.get("don-vi"), call.query.get("muc") == "tat-ca");
    let least = if all { Level::Note } else { Level::Error };
    let main = view.snapshot.as_ref().map(|snapshot| by_unit(round, snapshot, unit, least));
    let main = main.unwrap_or_default();
    Answer::Page(
        Frame { title: "Phải sửa", round: Some((round, &view)), at: "phai-sua", main }.page(),
    )
}

fn by_unit(round: &Arc<Opened>, snapshot: &Snapshot, only: &str, least: Level) -> Html {
    let mut parts: BTreeMap<Option<usize>, Vec<&Problem>> = BTreeMap::new();
    let units = snapshot.assessment.as_ref().map(|a| a.results.round.units.as_slice());
    let units = units.unwrap_or_default();
    for problem in snapshot.problems.iter() {
        let id = problem.unit.as_ref();
        let unit = id.and_then(|id| units.iter().position(|unit| unit.id == *id));
        if only.is_empty() || id.is_some_and(|id| id.as_str() == only) {
            parts.entry(unit).or_default().push(problem);
        }
    }
    let part =
        |(unit, problems): (&Option<usize>, &Vec<&Problem>)| {
            let list = problems::list(problems.iter().copied(), least, Some(round))?;
            let name = unit.map_or("Chưa rõ của đơn vị nào, hoặc của cả đợt", |at| &units[at].name);
            Some(html!("<section><h2>{name}</h2>{list}</section>", name = name, list = list))
        };
    let shown: Vec<Html> = parts.iter().filter_map(part).collect();
    let nothing = shown.is_empty().then(|| html!("<p>Không có gì phải sửa.</p>"));
    html!(
        "<p>{links}</p>{nothing}{shown}",
        links = links(round, only, least),
        nothing = nothing,
        shown = shown.into_iter().collect::<Html>(),
    )
}

/// The ways to more and to less.
fn links(round: &Opened, only: &str, least: Level) -> Html {
    let link = |unit: &str, level: &str, words: &str| {
        let query = match (unit, level) {
            ("", "") => String::new(),
            (unit, level) => format!("?don-vi={unit}&muc={level}"),
        };
        let address = round.address(&format!("phai-sua{query}"));
        html!("<a href=\"{address}\">{words}</a> ", address = address, words = words)
    };
    let levels = match least {
        Level::Error => link(only, "tat-ca", "Hiện cả cảnh báo và ghi chú"),
        _ => link(only, "", "Chỉ hiện lỗi phải sửa"),
    };
    let all = (!only.is_empty()).then(|| link("", "", "Mọi đơn vị"));
    html!("{levels}{all}", levels = levels, all = all)
}
