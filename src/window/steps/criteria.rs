//! *Bộ tiêu chí*: the set that the round is judged by.

use std::sync::Arc;

use super::step::{Out, Step, Work};
use super::{criteria_tree, words};
use crate::problem::Level;
use crate::results::Results;
use crate::steps::Kind;
use crate::window::call::Call;
use crate::window::html::{Html, html};
use crate::window::problems;
use crate::window::rounds::Opened;
use crate::window::snapshot::Snapshot;

pub(crate) const STEP: Step = Step {
    kind: Kind::Criteria,
    about: "Bộ tiêu chí của năm theo quyết định ban hành. Kiểm tra trước khi phát mẫu: cộng điểm, bậc điểm, \
            ví dụ kèm theo.",
    works: &[Work {
        id: "kiem-tra",
        button: "Kiểm tra đợt và bộ tiêu chí",
        command: &["check"],
        out: Out::Own,
        asks: &[],
    }],
    body,
};

fn is_toml(problem: &crate::problem::Problem) -> bool {
    problem.place.file.ends_with(".toml")
}

fn body(call: &Call, snapshot: &Arc<Snapshot>) -> Html {
    let Some(round) = call.round() else { return Html::default() };
    let found = snapshot.problems.iter().filter(|p| is_toml(p));
    let list = problems::list(found, Level::Note, Some(round));
    let list =
        list.unwrap_or_else(|| html!("<p>Không có lỗi trong round.toml và bộ tiêu chí.</p>"));
    let results = snapshot.assessment.as_ref().map(|assessment| &assessment.results);
    let files = (!round.is_package()).then(|| {
        html!(
            "<h2>Sửa trong cửa sổ này</h2><ul class=\"files\">{files}</ul>",
            files = files(round, results).iter().map(|file| edit(round, file)).collect::<Html>()
        )
    });
    html!(
        "<h2>Cần xem ở round.toml và bộ tiêu chí</h2>{list}{files}{sets}",
        list = list,
        files = files,
        sets = results.map(criteria_tree::sets),
    )
}

/// The texts that the round is judged by, of which one can be edited here: those below its folder.
fn files(round: &Opened, results: Option<&Results>) -> Vec<String> {
    let mut files = vec!["round.toml".to_string()];
    let beside = words::names(round, "criteria").into_iter().map(|name| format!("criteria/{name}"));
    files.extend(beside.filter(|name| name.ends_with(".toml")));
    for block in results.into_iter().flat_map(|results| &results.blocks) {
        let places = block.rubric.nodes.iter().map(|node| node.place.file.as_str());
        files.extend(places.chain([&*block.rubric.file]).map(String::from));
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()) && round.inside(file).is_some());
    files
}

fn edit(round: &Opened, file: &str) -> Html {
    html!(
        "<li><a href=\"{address}\">Sửa {file}</a></li>",
        address = round.address(&format!("sua?tep={}", words::encoded(file))),
        file = file,
    )
}
