//! Worked examples of a scheme: a row as it is written, and what it must give.

use super::{Constants, Scheme};
use crate::document::{Section, Span};
use crate::problem::{Problems, kinds};
use crate::register::row::{self, Row};
use crate::source::did_you_mean;
use crate::terms::Lang;

pub(super) fn check(root: &Section<'_>, scheme: &Scheme, problems: &mut Problems) {
    for section in root.subs("example", problems) {
        let period = section
            .sub("period", problems)
            .and_then(|period| Some((period.date("from")?.value, period.date("to")?.value)));
        let constants = Constants { period, as_of: None };
        let row = Row::of_texts(scheme, &texts(&section, "row"));
        for (name, _, span) in &texts(&section, "row") {
            if scheme.column(name).is_none() {
                unknown(&section, scheme, name, span, problems);
            }
        }
        for (name, expected, span) in texts(&section, "gives") {
            if scheme.kind_of(&name).is_none() {
                unknown(&section, scheme, &name, &span, problems);
                continue;
            }
            let found = row::named(scheme, &constants, &row, &name);
            let found = found.map_or_else(|gap| gap.key().to_string(), |value| value.to_plain());
            if found != expected {
                let problem = section.source.problem(&kinds::register::EXAMPLE, &span);
                let problem = problem.with("key", name).with("found", found);
                problems.push(problem.with("expected", expected));
            }
        }
    }
}

fn unknown(
    section: &Section<'_>,
    scheme: &Scheme,
    name: &str,
    span: &Span,
    problems: &mut Problems,
) {
    let names = scheme.names();
    let near = did_you_mean(name, names.iter().map(String::as_str));
    let say = |lang: Lang| match (lang, near) {
        (Lang::Vi, Some(near)) => format!("không có tên này; có phải “{near}”?"),
        (Lang::Vi, None) => "không có tên này".to_string(),
        (Lang::En, Some(near)) => format!("there is no such name; did you mean “{near}”?"),
        (Lang::En, None) => "there is no such name".to_string(),
    };
    let problem = section.source.problem(&kinds::register::SCHEME, span).with("key", name);
    problems.push(problem.said("detail", say(Lang::Vi), say(Lang::En)));
}

/// The texts of a table, with the places of their values.
fn texts(section: &Section<'_>, name: &str) -> Vec<(String, String, Span)> {
    let table = section.table(name);
    let entries = table.iter().flat_map(|at| at.value.iter());
    let mut texts: Vec<_> = entries
        .filter_map(|(key, value)| {
            let text = value.get_ref().as_str()?.to_string();
            Some((key.get_ref().to_string(), text, value.span()))
        })
        .collect();
    texts.sort_by_key(|(.., span)| span.start);
    texts
}
