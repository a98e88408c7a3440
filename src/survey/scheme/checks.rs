//! The lint of a scheme: what TOML cannot say about it.

use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::document::{At, Section, Span};
use crate::problem::{Problems, kinds::survey as kinds};
use crate::source::Source;
use crate::terms::Exact;
use crate::text::fold;

use crate::survey::scheme::{AnswerOption, Factor, Overall, Question, Scheme};

/// Names that may stand only once, each within its kind of thing.
pub(crate) struct Seen<'s> {
    source: &'s Source,
    names: BTreeMap<(&'static str, String), Span>,
}

impl<'s> Seen<'s> {
    pub(crate) fn new(source: &'s Source) -> Self {
        Seen { source, names: BTreeMap::new() }
    }

    /// Reports a name that folds to one used before.
    pub(crate) fn once(&mut self, of: &'static str, name: &At<String>, problems: &mut Problems) {
        let key = (of, fold(&name.value));
        let Some(first) = self.names.get(&key) else {
            self.names.insert(key, name.span.clone());
            return;
        };
        problems.push(
            self.source
                .problem(&kinds::SCHEME_TWICE, &name.span)
                .with("value", &name.value)
                .with("line", self.source.position(first.start).0),
        );
    }
}

/// The header texts of a question, each used once in the scheme.
pub(crate) fn columns(
    question: &Section<'_>,
    id: &At<String>,
    seen: &mut Seen<'_>,
    problems: &mut Problems,
) -> Vec<At<String>> {
    let columns = question.texts("columns");
    for column in columns.iter().filter(|c| !same(&c.value, &id.value)) {
        seen.once("column", column, problems);
    }
    columns
}

/// Weights of factors, and of the questions of one factor: all of them or none, adding up to 1 (or
/// to 100), and only where the index goes by them.
pub(crate) fn weights(
    (root, settings): (&Section<'_>, &Section<'_>),
    overall: Overall,
    (factors, questions): (&[Factor], &[Question]),
    problems: &mut Problems,
) {
    let tables = root.tables("factor");
    let span_of = |at: usize| tables.get(at).map_or(root.span.clone(), |table| table.span.clone());
    let mut judged = vec![(root.span_of("factor"), factors.iter().map(|f| &f.weight).collect())];
    for (at, factor) in factors.iter().enumerate() {
        let own: Vec<&Option<Exact>> =
            factor.questions.iter().map(|q| &questions[*q].weight).collect();
        judged.push((span_of(at), own));
    }
    let reading = settings.text("reading").map(|at| at.value).unwrap_or_default();
    let person = matches!(reading.as_str(), "pooled" | "mean_of_people");
    let mut any = false;
    for (span, weights) in judged {
        let given: Vec<&Exact> = weights.iter().filter_map(|weight| weight.as_ref()).collect();
        if given.is_empty() {
            continue;
        }
        any = true;
        let sum: Exact = given.iter().copied().sum();
        let whole = sum == Exact::one() || sum == Exact::whole(100);
        let sound = whole && given.len() == weights.len() && given.iter().all(|w| !w.is_negative());
        if !sound || person || overall != Overall::Weighted {
            let why = match (sound, person) {
                (false, _) if given.len() < weights.len() => {
                    ("có mục chưa ghi weight", "one has no weight")
                }
                (false, _) => ("cộng lại không bằng 100%", "they do not add up to 100%"),
                (_, true) => ("cách đọc này không dùng trọng số", "this reading has no weights"),
                _ => ("overall chưa phải là weighted", "overall is not weighted"),
            };
            let problem = root.source.problem(&kinds::SCHEME_WEIGHTS, &span);
            let problem = problem.with("sum", sum.to_plain()).said("why", why.0, why.1);
            problems.push(problem);
        }
    }
    if overall == Overall::Weighted && !any {
        let problem = root.source.problem(&kinds::SCHEME_WEIGHTS, &settings.span_of("overall"));
        let why = ("chưa mục nào có weight", "nothing has a weight");
        problems.push(problem.with("sum", "0").said("why", why.0, why.1));
    }
}

fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

pub(crate) fn empty(source: &Source, span: &Span, what: &str, problems: &mut Problems) {
    problems.push(source.problem(&kinds::SCHEME_EMPTY, span).with("what", what));
}

/// The code of an option as text: a whole number or a string.
pub(crate) fn code(option: &Section<'_>, problems: &mut Problems) -> Option<At<String>> {
    let at = option.get("code")?;
    let text = match at.value {
        DeValue::Integer(n) if n.radix() == 10 => Some(n.as_str().replace('_', "")),
        DeValue::String(s) if !fold(s).is_empty() => Some(s.to_string()),
        _ => None,
    };
    if text.is_none() {
        let found = option.source.text.get(at.span.clone()).unwrap_or("?");
        problems.push(option.source.problem(&kinds::SCHEME_CODE, &at.span).with("found", found));
    }
    Some(At::new(text?, at.span))
}

pub(crate) fn share(option: &Section<'_>, na: bool, problems: &mut Problems) {
    let Some(share) = option.number("share") else {
        return;
    };
    if na || share.value.is_negative() || share.value > Exact::one() {
        let found = option.source.text.get(share.span.clone()).unwrap_or("?");
        problems.push(
            option
                .source
                .problem(&kinds::SCHEME_SHARE, &share.span)
                .with("found", found.trim_matches('"')),
        );
    }
}

pub(crate) fn options(root: &Section<'_>, options: &[AnswerOption], problems: &mut Problems) {
    let source = root.source;
    if options.is_empty() {
        empty(source, &root.span, "[[option]]", problems);
    } else if options.iter().all(|o| o.share.is_none()) {
        problems.push(source.problem(&kinds::SCHEME_NO_SHARE, &root.span_of("option")));
    }
    if options.len() > Scheme::MAX_OPTIONS {
        problems.push(
            source
                .problem(&kinds::SCHEME_MANY, &root.span_of("option"))
                .with("found", options.len())
                .with("most", Scheme::MAX_OPTIONS),
        );
    }
}

pub(crate) fn values<T>(list: Vec<At<T>>) -> Vec<T> {
    list.into_iter().map(|at| at.value).collect()
}
