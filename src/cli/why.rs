//! `parindex why ROUND UNIT CODE`: the account of a leaf, a node, the index, the rank or the
//! class of one unit.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format};
use super::print;
use super::progress::Bar;
use crate::index::reach::{self, Need};
use crate::report::account::{self, Subject};
use crate::results::{BlockResults, Results};
use crate::round::{Matched, Names};
use crate::run::assess;
use crate::source::did_you_mean;
use crate::terms::Lang;
use crate::write::json;

pub(super) fn run(path: &Path, unit: &str, code: Option<&str>, common: &Common) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let (results, found) = assess(path, &bar);
    bar.finish();
    let Some(results) = results else {
        print::refusal(&found, common);
        return FAILED;
    };
    let (block, at) = match place(&results, unit, lang) {
        Ok(place) => place,
        Err(message) => {
            print::failure(&message);
            return FAILED;
        }
    };
    let subject = match code {
        None => Some(Subject::Whole),
        Some(text) => account::subject(block, text),
    };
    let Some(subject) = subject else {
        print::failure(&unknown_code(block, code.unwrap_or_default(), lang));
        return FAILED;
    };
    let lines = account::lines(&results, block, at, subject, lang);
    match common.format {
        Format::Json => print::json(&told(&results, (block, at), subject, &lines, lang)),
        Format::Text => lines.iter().for_each(|line| print::line(line)),
    }
    DONE
}

/// The lines with the figures behind them, and what they were made from.
fn told(
    results: &Results,
    (block, at): (&BlockResults, usize),
    subject: Subject,
    lines: &[String],
    lang: Lang,
) -> Value {
    let (rubric, unit) = (&block.rubric, &results.round.units[block.units[at]]);
    let code = match subject {
        Subject::Node(node) => Some(rubric.nodes[node].code.as_str()),
        Subject::Index => Some("index"),
        Subject::Rank => Some("rank"),
        Subject::Class => Some("class"),
        Subject::Whole => None,
    };
    json!({
        "unit": unit.id.as_str(),
        "code": code,
        "lines": lines,
        "result": result(results, block, at, subject, lang),
        "program": results.program,
        "criteria": { "id": rubric.id, "file": &*rubric.file, "sha256": rubric.sha256 },
    })
}

/// The leaf, the node or the whole unit as it stands in `results.json`; of a rank or a class,
/// the ways to the next one.
fn result(
    results: &Results,
    block: &BlockResults,
    at: usize,
    subject: Subject,
    lang: Lang,
) -> Value {
    let bytes = json::write_unit(results, block, at, lang).unwrap_or_default();
    let unit: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    match subject {
        Subject::Node(node) => {
            let code = block.rubric.nodes[node].code.as_str();
            let among = |list: &str| {
                unit[list].as_array()?.iter().find(|part| part["code"] == code).cloned()
            };
            among("leaves").or_else(|| among("nodes")).unwrap_or_default()
        }
        Subject::Rank => rank(results, block, at),
        Subject::Class => class(results, block, at),
        Subject::Whole | Subject::Index => unit,
    }
}

fn rank(results: &Results, block: &BlockResults, at: usize) -> Value {
    let (index, rules) = (&block.index.units[at], &results.round.rules);
    let ids = |units: &[usize]| -> Vec<&str> {
        units.iter().map(|&at| results.round.units[block.units[at]].id.as_str()).collect()
    };
    let next = reach::next_place(&block.index, at, &block.rubric, rules).map(|next| {
        json!({
            "units": ids(&next.units),
            "to_draw": need(&next.to_draw),
            "drawn_rank": next.drawn_rank,
            "to_pass": need(&next.to_pass),
            "passed_rank": next.passed_rank,
        })
    });
    let behind = reach::margin(&block.index, at, rules);
    json!({
        "rank": index.rank,
        "tied": index.tied,
        "of": block.index.units.iter().filter(|unit| unit.rank.is_some()).count(),
        "index": index.published.as_ref().map(|i| i.to_fixed(rules.decimals)),
        "exact": index.index.as_ref().map(|i| i.to_string()),
        "next": next,
        "ahead_of": behind.map(|(units, by)| json!({ "units": ids(&units), "by": by.to_string() })),
    })
}

fn class(results: &Results, block: &BlockResults, at: usize) -> Value {
    let (index, rubric) = (&block.index.units[at], &block.rubric);
    let decimals = results.round.rules.decimals;
    let next = reach::next_class(index, rubric, decimals).map(|way| {
        let fields = way.fields.iter().map(|(field, points)| {
            json!({ "code": rubric.nodes[*field].code.as_str(), "points": need(points) })
        });
        let class = &rubric.classes[way.class];
        json!({
            "class": class.name,
            "from": class.from.to_plain(),
            "points": need(&way.bound),
            "fields": fields.collect::<Vec<_>>(),
        })
    });
    json!({
        "class": index.class,
        "class_held_from": index.class_held.as_ref().map(|held| &held.class),
        "index": index.published.as_ref().map(|i| i.to_fixed(decimals)),
        "next": next,
    })
}

/// Points as an exact fraction: `at_least` these or `more_than` these, or a word.
fn need(need: &Need) -> Value {
    match need {
        Need::Nothing => json!("nothing"),
        Need::Points(points) => json!({ "at_least": points.to_string() }),
        Need::MoreThan(points) => json!({ "more_than": points.to_string() }),
        Need::Beyond => json!("beyond"),
    }
}

/// The unit's block and its position there, or why there is none.
pub(super) fn place<'r>(
    results: &'r Results,
    unit: &str,
    lang: Lang,
) -> Result<(&'r BlockResults, usize), String> {
    let at = find_unit(results, unit, lang)?;
    let mut blocks = results.blocks.iter();
    let found = blocks.find_map(|block| Some((block, block.units.iter().position(|&u| u == at)?)));
    found.ok_or_else(|| {
        print::pick(
            lang,
            "Khối của đơn vị này chưa chấm được vì bộ tiêu chí có lỗi; chạy parindex check.",
            "The block of this unit was not scored: its criteria set has errors.",
        )
        .to_string()
    })
}

fn find_unit(results: &Results, text: &str, lang: Lang) -> Result<usize, String> {
    let known = Names::new(&results.round);
    let names = |list: &[usize]| known.named(list).collect::<Vec<_>>().join(", ");
    match known.find(text) {
        Matched::Exact(at) | Matched::ByAlias(at) => Ok(at),
        Matched::Ambiguous(list) => Err(match lang {
            Lang::Vi => format!("“{text}” có thể là: {}. Hãy ghi rõ.", names(&list)),
            Lang::En => format!("`{text}` may be: {}.", names(&list)),
        }),
        Matched::Former(into) => Err(match lang {
            Lang::Vi => format!("“{text}” đã nhập vào {}.", names(&into)),
            Lang::En => format!("`{text}` was merged into {}.", names(&into)),
        }),
        Matched::Refused(_) => Err(match lang {
            Lang::Vi => format!(
                "Dòng của “{text}” trong danh sách đơn vị có lỗi nên đơn vị chưa được chấm; \
                 chạy parindex check."
            ),
            Lang::En => format!("The entry of `{text}` in the list of units has an error."),
        }),
        Matched::Unknown(near) => Err(match (lang, near.is_empty()) {
            (Lang::Vi, true) => format!("Không có đơn vị “{text}” trong đợt đánh giá."),
            (Lang::Vi, false) => format!("Không có đơn vị “{text}”. Có phải: {}?", names(&near)),
            (Lang::En, true) => format!("There is no unit `{text}` in the round."),
            (Lang::En, false) => format!("There is no unit `{text}`. Perhaps: {}?", names(&near)),
        }),
        Matched::Bad(_) => Err(match lang {
            Lang::Vi => format!("Tên đơn vị “{text}” có ký tự lạ hoặc bảng mã cũ; hãy gõ lại."),
            Lang::En => format!("The name `{text}` has strange letters; type it again."),
        }),
    }
}

pub(super) fn unknown_code(block: &BlockResults, code: &str, lang: Lang) -> String {
    let known = block.rubric.nodes.iter().map(|n| n.code.as_str());
    let near = did_you_mean(code, known);
    match (lang, near) {
        (Lang::Vi, Some(near)) => format!("Không có tiêu chí mã {code}. Có phải {near}?"),
        (Lang::Vi, None) => format!(
            "Không có tiêu chí mã {code} trong bộ tiêu chí. \
             Ngoài mã tiêu chí còn hỏi được: chỉ số, hạng, loại."
        ),
        (Lang::En, Some(near)) => format!("There is no node {code}. Perhaps {near}?"),
        (Lang::En, None) => {
            format!("There is no node {code} in the set. You may also ask: index, rank, class.")
        }
    }
}
