//! The scale of a rule, where the grammar of scales has words for it.

use crate::expr::{Arm, Expr, Function, Op};
use crate::rubric::{Leaf, Node, Rubric};
use crate::terms::Exact;
use crate::value::DataKind;
use crate::workshop::scale::{Late, Scale, Side, Step, Steps};

/// `None` where the rule says more than a scale can.
pub(super) fn scale_of(rubric: &Rubric, node: &Node, leaf: &Leaf) -> Option<Scale> {
    let (value, body) = core(&leaf.rule.expr)?;
    match leaf.rule.kind {
        "steps" => steps(rubric, value?, body),
        "yes_no" => yes_no(body, &node.max),
        "choice" => choice(rubric, value?, body),
        "judged" => levels(leaf),
        "deadline" => deadline(body),
        "count" => each(body, Function::Min).map(|each| Scale::Count { each }),
        "deduction" => deduction(body, &node.max),
        "proportional" => proportional(rubric, value?, body),
        "survey" => survey(body, &leaf.rule.expr, &node.max),
        _ => None,
    }
}

/// Whether two scales say the same. Yes and no may be two options, and parts of a ratio words
/// alone.
pub(super) fn is_same(one: &Scale, other: &Scale) -> bool {
    match (one, other) {
        (Scale::Ratio { floor: a, .. }, Scale::Ratio { floor: b, .. }) => a == b,
        (Scale::Steps(a), Scale::Steps(b)) => {
            (&a.steps, &a.otherwise, a.percent) == (&b.steps, &b.otherwise, b.percent)
        }
        (one, other) => one == other,
    }
}

/// What is looked at, if it is computed first, and how points come of it.
fn core(expr: &Expr) -> Option<(Option<&Expr>, &Expr)> {
    match expr {
        Expr::OnZeroBase { inner, .. } => core(inner),
        Expr::Clamp { inner, min, .. } if min.is_zero() => core(inner),
        Expr::Let { value, body } => Some((Some(value), body)),
        Expr::Clamp { .. } | Expr::Exempt { .. } => None,
        body => Some((None, body)),
    }
}

/// A number of an expression.
fn plain(expr: &Expr) -> Option<&Exact> {
    match expr {
        Expr::Number(number) | Expr::Percent(number) => Some(number),
        _ => None,
    }
}

fn steps(rubric: &Rubric, value: &Expr, body: &Expr) -> Option<Scale> {
    let Expr::Cases { arms, otherwise } = body else { return None };
    let percent = arms.iter().all(|arm| match &arm.when {
        Expr::Apply(_, sides) => matches!(sides[1], Expr::Percent(_)),
        _ => false,
    });
    let item = match value {
        Expr::Item(key) => rubric.item(key).map(|(_, item)| item),
        _ => None,
    };
    let counted = item.is_some_and(|item| item.kind == DataKind::Count);
    if !percent && !counted {
        return None;
    }
    let steps = arms.iter().map(|arm| step(arm, percent)).collect::<Option<Vec<Step>>>()?;
    let unit =
        item.filter(|_| !percent).map(|item| item.unit.clone().unwrap_or("trường hợp".into()));
    let otherwise = plain(otherwise)?.clone();
    Some(Scale::Steps(Steps { steps, otherwise, percent, unit }))
}

fn step(arm: &Arm, percent: bool) -> Option<Step> {
    let Expr::Apply(op, sides) = &arm.when else { return None };
    let side = match op {
        Op::AtLeast => Side::From,
        Op::More => Side::Above,
        Op::AtMost => Side::Upto,
        Op::Less => Side::Below,
        _ => return None,
    };
    let bound = plain(&sides[1]).filter(|_| sides[0] == Expr::It)?.clone();
    let bound = if percent { bound * &Exact::whole(100) } else { bound };
    Some(Step { side, bound, points: plain(&arm.then)?.clone() })
}

fn yes_no(body: &Expr, max: &Exact) -> Option<Scale> {
    let Expr::Cases { arms, otherwise } = body else { return None };
    let [arm] = &arms[..] else { return None };
    let item = matches!(arm.when, Expr::Item(_));
    let whole = plain(&arm.then) == Some(max) && plain(otherwise)?.is_zero();
    (item && whole).then_some(Scale::YesNo)
}

fn choice(rubric: &Rubric, value: &Expr, body: &Expr) -> Option<Scale> {
    let Expr::Cases { arms, otherwise } = body else { return None };
    let Expr::Item(key) = value else { return None };
    let DataKind::Choice(declared) = &rubric.item(key)?.1.kind else { return None };
    let mut options = Vec::new();
    for arm in arms {
        let Expr::Apply(Op::Equal, sides) = &arm.when else { return None };
        let Expr::Text(said) = &sides[1] else { return None };
        options.push((said.to_string(), plain(&arm.then)?.clone()));
    }
    // the last option of the rule has no condition of its own
    let open = |one: &&String| !options.iter().any(|(said, _)| said == *one);
    let mut rest = declared.iter().filter(open);
    let (Some(last), None) = (rest.next(), rest.next()) else { return None };
    options.push((last.clone(), plain(otherwise)?.clone()));
    options.sort_by(|(_, a), (_, b)| b.cmp(a));
    Some(Scale::Choice(options))
}

fn levels(leaf: &Leaf) -> Option<Scale> {
    let levels = leaf.rule.levels.clone();
    (!levels.is_empty()).then_some(Scale::Levels(levels))
}

fn deadline(body: &Expr) -> Option<Scale> {
    let Expr::Cases { arms, otherwise } = body else { return None };
    let [never, on_time, rest @ ..] = &arms[..] else { return None };
    if !plain(&never.then)?.is_zero() || !plain(otherwise)?.is_zero() {
        return None;
    }
    let Expr::Apply(Op::AtMost, sides) = &on_time.when else { return None };
    let Expr::Date(due) = sides[1] else { return None };
    let late = |arm: &Arm| {
        let Expr::Apply(Op::AtMost, sides) = &arm.when else { return None };
        let working = match &sides[0] {
            Expr::Call(Function::Days, _) => false,
            Expr::Working(..) => true,
            _ => return None,
        };
        let days = plain(&sides[1])?.floor()?;
        Some(Late { days, working, points: plain(&arm.then)?.clone() })
    };
    let late = rest.iter().map(late).collect::<Option<Vec<Late>>>()?;
    Some(Scale::Deadline { due, late })
}

/// `each` of `min(each × item, max)`.
fn each(body: &Expr, function: Function) -> Option<Exact> {
    let Expr::Call(own, ends) = body else { return None };
    let Expr::Apply(Op::Multiply, sides) = ends.first()? else { return None };
    let item = matches!(sides[1], Expr::Item(_));
    (*own == function && item).then(|| plain(&sides[0]).cloned()).flatten()
}

/// `max(max − each × item, 0)`.
fn deduction(body: &Expr, max: &Exact) -> Option<Scale> {
    let Expr::Call(Function::Max, ends) = body else { return None };
    let Expr::Apply(Op::Subtract, sides) = ends.first()? else { return None };
    let Expr::Apply(Op::Multiply, product) = &sides[1] else { return None };
    let item = matches!(product[1], Expr::Item(_));
    let whole = plain(&sides[0]) == Some(max);
    let each = plain(&product[0]).filter(|_| item && whole)?.clone();
    Some(Scale::Deduction { each })
}

/// `max × min(It, 1)`, below a floor 0.
fn proportional(rubric: &Rubric, value: &Expr, body: &Expr) -> Option<Scale> {
    let label = |expr: &Expr| match expr {
        Expr::Item(key) => rubric.item(key).map(|(_, item)| item.label.clone()),
        _ => None,
    };
    let parts = match value {
        Expr::Apply(Op::Divide, sides) => Some((label(&sides[0])?, label(&sides[1])?)),
        Expr::Item(_) => None,
        _ => return None,
    };
    let floor = match body {
        Expr::Cases { arms, otherwise } => {
            let ([arm], true) = (&arms[..], is_share(otherwise)) else { return None };
            let Expr::Apply(Op::Less, sides) = &arm.when else { return None };
            let Expr::Percent(floor) = &sides[1] else { return None };
            Some(floor.clone() * &Exact::whole(100))
        }
        body if is_share(body) => None,
        _ => return None,
    };
    Some(Scale::Ratio { parts, floor })
}

fn is_share(expr: &Expr) -> bool {
    let Expr::Apply(Op::Multiply, sides) = expr else { return false };
    matches!(&sides[1], Expr::Call(Function::Min, ends) if ends.first() == Some(&Expr::It))
}

fn survey(body: &Expr, whole: &Expr, _: &Exact) -> Option<Scale> {
    let index = whole
        .any(&mut |expr| matches!(expr, Expr::Survey { of: crate::expr::SurveyOf::Index, .. }));
    (index && is_share(body)).then_some(Scale::Survey)
}
