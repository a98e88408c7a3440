//! Worked examples of a leaf: read with the types of its data items, and run.

mod given;

use std::cell::Cell;

use super::Example;
use super::draft::{Draft, state};
use crate::document::{Section, Span};
use crate::expr::{Env, Expr, PeerStats, SurveyOf, Trace, evaluate};
use crate::problem::{Problems, kinds};
use crate::terms::{Code, Exact, Key, Lang};
use crate::value::{Gap, Outcome, Value};

/// How many rules an example may run: what is left of a set whose leaves lean on each other.
const MOST_RULES: usize = 10_000;

/// Reads the examples of a node, and runs them when its rule could be lowered. `ordered`
/// tells that no leaves need each other in a circle.
pub(super) fn of_leaf(
    draft: &Draft<'_>,
    at: usize,
    ordered: bool,
    problems: &mut Problems,
) -> Vec<Example> {
    let Some(layer) = draft.raw.nodes[at].keys.holder("example") else { return Vec::new() };
    let mut list = Vec::new();
    for section in layer.subs("example", problems) {
        let Some(example) = read(draft, at, &section, problems) else { continue };
        if let Some(rule) = &draft.rules[at]
            && (ordered || rule.expr.nodes().is_empty())
        {
            run(draft, &rule.expr, &example, (at, &section), problems);
        }
        list.push(example);
    }
    list
}

fn read(
    draft: &Draft<'_>,
    at: usize,
    section: &Section<'_>,
    problems: &mut Problems,
) -> Option<Example> {
    if !section.is_sound() {
        return None;
    }
    let points = section.number("points").map(|at| at.value);
    let rounded = section.number("rounded");
    let written = rounded.as_ref().map(|at| section.source.text.get(at.span.clone()).unwrap_or(""));
    let places = written.map(|text| {
        let digits = text.trim_matches(['"', '\'']).split_once('.').map_or("", |(_, after)| after);
        digits.len() as u32
    });
    let expected = match (points.or(rounded.map(|at| at.value)), section.text("state")) {
        (Some(points), None) => Ok(points),
        (None, Some(word)) => Err(state(&word.value)?),
        _ => {
            let problem = section.source.problem(&kinds::rubric::EXAMPLE_EXPECTS, &section.span);
            problems.push(problem.with("code", draft.code(at)));
            return None;
        }
    };
    let mut reader = given::Reader { draft, at, source: section.source, problems };
    let given = section.table("given").map(|t| reader.values(t.value));
    let last_year = section.table("last_year").map(|t| reader.values(t.value));
    let peers: Option<Vec<_>> =
        section.tables("peers").into_iter().map(|t| reader.values(t.value)).collect();
    let (line, column) = section.source.position(section.span.start);
    Some(Example {
        // A refused value was reported; the example cannot be run without it.
        given: given.unwrap_or(Some(Vec::new()))?,
        last_year: last_year.unwrap_or(Some(Vec::new()))?,
        peers: peers?,
        survey: section.number("survey").map(|at| at.value),
        judged: section.number("judged").map(|at| at.value),
        expected,
        rounded_to: places.filter(|_| section.get("points").is_none()),
        line,
        column,
    })
}

fn run(
    draft: &Draft<'_>,
    expr: &Expr,
    example: &Example,
    (at, section): (usize, &Section<'_>),
    problems: &mut Problems,
) {
    let peers = peers(draft, expr, example);
    let rules_left = Cell::new(MOST_RULES);
    let env = Given { draft, values: &example.given, example, peers: &peers, left: &rules_left };
    let (outcome, trace) = evaluate(expr, &env);
    let exact = points_of(outcome);
    let computed = match example.rounded_to {
        Some(places) => exact.map(|points| points.round_half_up(places)),
        None => exact,
    };
    if computed == example.expected {
        return;
    }
    let key = match (&example.expected, example.rounded_to) {
        (Err(_), _) => "state",
        (Ok(_), Some(_)) => "rounded",
        (Ok(_), None) => "points",
    };
    let span: Span = section.span_of(key);
    problems.push(
        section
            .source
            .problem(&kinds::rubric::EXAMPLE_DIFFERS, &span)
            .with("code", draft.code(at))
            .with("expected", words(&example.expected, Lang::Vi))
            .with("expected_en", words(&example.expected, Lang::En))
            .with("computed", words(&computed, Lang::Vi))
            .with("computed_en", words(&computed, Lang::En))
            .with("trace", arithmetic(&trace, Lang::Vi))
            .with("trace_en", arithmetic(&trace, Lang::En)),
    );
}

fn points_of(outcome: Outcome) -> Result<Exact, Gap> {
    match outcome? {
        Value::Number(points) => Ok(points),
        _ => Err(Gap::Unreadable),
    }
}

fn words(outcome: &Result<Exact, Gap>, lang: Lang) -> String {
    match (outcome, lang) {
        (Ok(points), Lang::Vi) => format!("{} điểm", points.to_plain()),
        (Ok(points), Lang::En) => format!("{} points", points.to_plain()),
        (Err(gap), lang) => gap_words(*gap, lang).to_string(),
    }
}

fn gap_words(gap: Gap, lang: Lang) -> &'static str {
    match gap {
        _ if lang == Lang::En => gap.key(),
        Gap::Unreadable => "“không đọc được” (unreadable)",
        Gap::Missing => "“chưa có số liệu” (missing)",
        Gap::Pending => "“chờ thẩm định” (pending)",
        Gap::NotApplicable => "“không áp dụng” (not_applicable)",
    }
}

/// `1 - 8 / 1250 = 0.9936 → 2`, from the trace that the evaluation left.
fn arithmetic(trace: &Trace, lang: Lang) -> String {
    let mut parts = Vec::new();
    for line in [&trace.value, &trace.points].into_iter().flatten() {
        match &line.result {
            Ok(value) if value.to_plain() == line.arithmetic => parts.push(value.to_plain()),
            Ok(value) => parts.push(format!("{} = {}", line.arithmetic, value.to_plain())),
            Err(_) => parts.push(line.arithmetic.clone()),
        }
    }
    let mut notes = vec![parts.join(" → ")];
    if trace.zero_base {
        notes.push(if lang == Lang::Vi { "mẫu số bằng 0" } else { "denominator 0" }.to_string());
    }
    let stopped = trace.stopped.iter();
    notes.extend(stopped.map(|(name, gap)| format!("{name}: {}", gap_words(*gap, lang))));
    notes.retain(|note| !note.is_empty());
    notes.join("; ")
}

/// What the units of the block have of every expression that the rule compares with peers.
fn peers(draft: &Draft<'_>, expr: &Expr, example: &Example) -> Vec<(Expr, PeerStats)> {
    let mut inner: Vec<Expr> = Vec::new();
    expr.walk(&mut |e| {
        if let Expr::Peer(_, of) = e
            && !inner.contains(of)
        {
            inner.push(of.as_ref().clone());
        }
    });
    let left = Cell::new(MOST_RULES);
    let units = || example.peers.iter().chain([&example.given]);
    inner
        .into_iter()
        .map(|of| {
            let values = units()
                .filter_map(|values| {
                    let env = Given { draft, values, example, peers: &[], left: &left };
                    points_of(evaluate(&of, &env).0).ok()
                })
                .collect();
            (of, PeerStats::new(values))
        })
        .collect()
}

/// The surroundings that an example gives; everything else is missing.
struct Given<'a> {
    draft: &'a Draft<'a>,
    values: &'a [(Key, Outcome)],
    example: &'a Example,
    peers: &'a [(Expr, PeerStats)],
    left: &'a Cell<usize>,
}

fn find(values: &[(Key, Outcome)], key: &Key) -> Outcome {
    values.iter().find(|(k, _)| k == key).map_or(Err(Gap::Missing), |(_, value)| value.clone())
}

impl Env for Given<'_> {
    fn item(&self, key: &Key) -> Outcome {
        find(self.values, key)
    }

    /// An example is of no unit.
    fn carries(&self, _: &[String]) -> bool {
        false
    }

    fn last_year(&self, key: &Key) -> Outcome {
        find(&self.example.last_year, key)
    }

    /// Other nodes are scored from the same values.
    fn points(&self, code: &Code) -> Outcome {
        let at = self.draft.raw.position(code).ok_or(Gap::Missing)?;
        let mut total = Exact::zero();
        for leaf in self.draft.raw.leaves_of(at) {
            let left = self.left.get().checked_sub(1).ok_or(Gap::Unreadable)?;
            self.left.set(left);
            let rule = self.draft.rules[leaf].as_ref().ok_or(Gap::Missing)?;
            total += &points_of(evaluate(&rule.expr, self).0)?;
        }
        Ok(Value::Number(total))
    }

    fn max(&self, code: &Code) -> Outcome {
        let at = self.draft.raw.position(code).ok_or(Gap::Missing)?;
        self.draft.max(at).map(Value::Number).ok_or(Gap::Missing)
    }

    fn survey(&self, _scheme: &str, _of: &SurveyOf) -> Outcome {
        self.example.survey.clone().map(Value::Number).ok_or(Gap::NotApplicable)
    }

    fn judgement(&self) -> Outcome {
        self.example.judged.clone().map(Value::Number).ok_or(Gap::Pending)
    }

    fn peers(&self, inner: &Expr) -> Option<&PeerStats> {
        self.peers.iter().find(|(of, _)| of == inner).map(|(_, stats)| stats)
    }
}
