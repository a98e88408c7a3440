//! `[[class]]` as written: its bound, and what it asks besides.

use toml::de::DeValue;

use super::extends::Spot;
use super::raw::RawSet;
use super::{Class, ClassGate};
use crate::document::{Section, date_of, number_of};
use crate::expr::SurveyOf;
use crate::problem::{Problems, kinds::rubric as kinds};
use crate::source::did_you_mean;
use crate::terms::{Code, Exact, Key};
use crate::text::fold;
use crate::value::{DataKind, Value};

/// The classes of a set; one with a gate or a bound that cannot be used is told and left out.
pub(super) fn classes<'d>(raw: &RawSet<'d>, problems: &mut Problems) -> Vec<(Class, Spot<'d>)> {
    raw.classes.iter().filter_map(|section| class(raw, section, problems)).collect()
}

fn class<'d>(
    raw: &RawSet<'d>,
    section: &Section<'d>,
    problems: &mut Problems,
) -> Option<(Class, Spot<'d>)> {
    let name = section.text("name")?.value;
    let points = section.number("from_points").map(|at| at.value);
    let (from, in_points) = match (percent_points(section, "from"), points) {
        (Some(from), None) => (from, false),
        (None, Some(points)) => (points, true),
        _ => {
            let problem = section.source.problem(&kinds::CLASS_BOUND, &section.span);
            problems.push(problem.with("name", name));
            return None;
        }
    };
    let written = section.subs("gates", problems);
    let gates = written.iter().map(|written| gate(raw, written, problems));
    let gates: Vec<Option<ClassGate>> = gates.collect();
    let class = Class {
        name,
        from,
        in_points,
        gates: gates.into_iter().collect::<Option<Vec<ClassGate>>>()?,
        every_field: section.number("every_field").map(|at| at.value),
    };
    Some((class, Spot { source: section.source, span: section.span.clone() }))
}

/// A bound in percent, whether written `90` or `"90%"`.
fn percent_points(section: &Section<'_>, key: &str) -> Option<Exact> {
    let number = section.number(key)?.value;
    let share = section.text(key).is_some_and(|at| at.value.trim().ends_with('%'));
    Some(if share { number * &Exact::whole(100) } else { number })
}

fn gate(raw: &RawSet<'_>, section: &Section<'_>, problems: &mut Problems) -> Option<ClassGate> {
    let from = section.number("from").map(|at| at.value);
    let text = |key: &str| section.text(key).map(|at| at.value);
    match (text("node"), text("survey"), text("item"), from, section.get("is")) {
        (Some(node), None, None, Some(from), None) => {
            let code = Code::parse(&node).filter(|code| raw.position(code).is_some());
            if code.is_none() {
                let known = raw.nodes.iter().map(|n| n.code.as_str());
                let problem =
                    section.source.problem(&kinds::CLASS_GATE_NODE, &section.span_of("node"));
                problems.push(problem.with("found", &node).proposing(did_you_mean(&node, known)));
            }
            Some(ClassGate::Node { code: code?, from })
        }
        (None, Some(scheme), None, Some(from), None) => {
            let of = text("of").unwrap_or_else(|| "index".to_string());
            let of = match of.split_once(':') {
                None if of == "index" => Some(SurveyOf::Index),
                Some(("factor", id)) => Some(SurveyOf::Factor(id.trim().to_string())),
                Some(("question", id)) => Some(SurveyOf::Question(id.trim().to_string())),
                _ => None,
            };
            if of.is_none() {
                problems.push(section.source.problem(&kinds::CLASS_GATE, &section.span_of("of")));
            }
            Some(ClassGate::Survey { scheme, of: of?, from })
        }
        (None, None, Some(key), None, Some(is)) => {
            let Some(kind) = raw.kind_of(&key) else {
                let known = raw.items.iter().map(|item| item.item.key.as_str());
                let problem =
                    section.source.problem(&kinds::CLASS_GATE_ITEM, &section.span_of("item"));
                problems.push(problem.with("found", &key).proposing(did_you_mean(&key, known)));
                return None;
            };
            let Some(value) = value_of(&kind, is.value) else {
                problems.push(section.source.problem(&kinds::CLASS_GATE, &is.span));
                return None;
            };
            Some(ClassGate::Item { key: Key::new(key), is: value })
        }
        _ => {
            problems.push(section.source.problem(&kinds::CLASS_GATE, &section.span));
            None
        }
    }
}

fn value_of(kind: &DataKind, value: &DeValue<'_>) -> Option<Value> {
    let text = value.as_str().map(fold);
    match kind {
        DataKind::YesNo => match (value.as_bool(), text.as_deref()) {
            (Some(yes), _) => Some(Value::YesNo(yes)),
            (_, Some("có" | "yes")) => Some(Value::YesNo(true)),
            (_, Some("không" | "no")) => Some(Value::YesNo(false)),
            _ => None,
        },
        DataKind::Choice(options) => {
            options.iter().find(|option| Some(fold(option)) == text).cloned().map(Value::Text)
        }
        DataKind::Date => date_of(value).map(Value::Date),
        DataKind::Text => value.as_str().map(|text| Value::Text(text.to_string())),
        _ => number_of(value).map(Value::Number),
    }
}
