//! Cases of a formula over one value: none is always taken by an earlier one, and none is missing
//! in between.

use crate::expr::{Arm, Expr, Op};
use crate::problem::{Kind, Problem, Problems, kinds};
use crate::rubric::{Node, Rubric};
use crate::terms::{Exact, Lang};

/// A bound and whether it is taken itself.
type End = Option<(Exact, bool)>;

/// The numbers that a condition takes, of which value.
struct Span<'e> {
    value: &'e Expr,
    low: End,
    high: End,
}

pub(super) fn check(rubric: &Rubric, problems: &mut Problems) {
    for (_, node, leaf) in rubric.leaves() {
        leaf.rule.expr.walk(&mut |expr| {
            if let Expr::Cases { arms, .. } = expr
                && leaf.rule.kind == "formula"
            {
                of_cases(node, arms, problems);
            }
        });
    }
}

fn of_cases(node: &Node, arms: &[Arm], problems: &mut Problems) {
    let spans: Vec<Option<Span<'_>>> = arms.iter().map(|arm| span(&arm.when)).collect();
    let mut tell = |kind: &Kind, at: usize, words: String| {
        let problem = Problem::new(kind, node.place.clone()).with("code", &node.code);
        problems.push(problem.with("case", at + 1).with("gap", words));
    };
    for (at, own) in spans.iter().enumerate() {
        let Some(own) = own else { continue };
        let earlier = spans[..at].iter().flatten().filter(|other| other.value == own.value);
        if earlier.into_iter().any(|other| holds(other, own)) {
            tell(&kinds::workshop::SET_CASE_COVERED, at, String::new());
        }
    }
    let whole: Option<Vec<&Span<'_>>> = spans.iter().map(Option::as_ref).collect();
    let Some(mut whole) =
        whole.filter(|all| all.windows(2).all(|two| two[0].value == two[1].value))
    else {
        return;
    };
    whole.sort_by_key(|span| low_key(&span.low));
    let mut reached: Option<End> = None;
    for span in whole {
        if let (Some(Some((high, taken))), Some((low, own))) = (&reached, &span.low)
            && (low > high || low == high && !taken && !own)
        {
            let figure = |number: &Exact| Lang::Vi.decimal(&number.to_plain());
            tell(
                &kinds::workshop::SET_CASE_GAP,
                arms.len(),
                format!("{} … {}", figure(high), figure(low)),
            );
        }
        reached = Some(match reached {
            Some(before) if high_key(&before) >= high_key(&span.high) => before,
            _ => span.high.clone(),
        });
    }
}

/// Open ends come first.
fn low_key(end: &End) -> Option<(Exact, bool)> {
    end.as_ref().map(|(at, taken)| (at.clone(), !taken))
}

/// Open ends come last.
fn high_key(end: &End) -> (bool, Option<(Exact, bool)>) {
    (end.is_none(), end.clone())
}

/// Whether the first takes every number of the second.
fn holds(one: &Span<'_>, other: &Span<'_>) -> bool {
    low_key(&one.low) <= low_key(&other.low) && high_key(&one.high) >= high_key(&other.high)
}

fn span(when: &Expr) -> Option<Span<'_>> {
    let Expr::Apply(op, sides) = when else { return None };
    if *op == Op::And {
        let (one, other) = (span(&sides[0])?, span(&sides[1])?);
        let low = if low_key(&one.low) > low_key(&other.low) { one.low } else { other.low };
        let high = if high_key(&one.high) < high_key(&other.high) { one.high } else { other.high };
        return (one.value == other.value).then_some(Span { value: one.value, low, high });
    }
    let (value, bound, turned) = match (plain(&sides[0]), plain(&sides[1])) {
        (None, Some(bound)) => (&sides[0], bound, false),
        (Some(bound), None) => (&sides[1], bound, true),
        _ => return None,
    };
    let end = |taken: bool| Some((bound.clone(), taken));
    Some(match (op, turned) {
        (Op::AtLeast, false) | (Op::AtMost, true) => Span { value, low: end(true), high: None },
        (Op::More, false) | (Op::Less, true) => Span { value, low: end(false), high: None },
        (Op::AtMost, false) | (Op::AtLeast, true) => Span { value, low: None, high: end(true) },
        (Op::Less, false) | (Op::More, true) => Span { value, low: None, high: end(false) },
        (Op::Equal, _) => Span { value, low: end(true), high: end(true) },
        _ => return None,
    })
}

fn plain(expr: &Expr) -> Option<&Exact> {
    match expr {
        Expr::Number(number) | Expr::Percent(number) => Some(number),
        _ => None,
    }
}
