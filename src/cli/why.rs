//! `parindex why ROUND UNIT CODE`: the account of a leaf, a node, the index, the rank or the
//! class of one unit.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, Format};
use super::one_unit::{about, unknown_code};
use super::print;
use crate::index::reach::{self, Need};
use crate::report::why::explanation;
use crate::report::why::explanation::Subject;
use crate::results::{BlockResults, Results};
use crate::terms::Lang;
use crate::write::json;

pub(super) fn run(path: &Path, unit: &str, code: Option<&str>, common: &Common) -> u8 {
    let lang = common.lang();
    about(path, unit, common, |results, block, at| {
        let subject = match code {
            None => Subject::Whole,
            Some(text) => {
                explanation::subject(block, text).ok_or_else(|| unknown_code(block, text, lang))?
            }
        };
        let lines = explanation::lines(results, block, at, subject, lang);
        match common.format {
            Format::Json => print::json(&told(results, (block, at), subject, &lines, lang)),
            Format::Text => lines.iter().for_each(|line| print::line(line)),
        }
        Ok(())
    })
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
    let unit = json::unit(results, block, at, lang);
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
    let next = reach::next_class(index, rubric, &results.round.rules).map(|way| {
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
