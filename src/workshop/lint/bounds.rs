//! How each bound is read, and bounds that no evidence can reach.

use crate::expr::{Expr, Op};
use crate::problem::{Problem, Problems, kinds};
use crate::rubric::Rubric;
use crate::terms::{Exact, Key, Lang, Text};

/// A bound of a rule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub code: String,
    /// `từ 90% (tính cả 90%)`.
    pub text: Text<String>,
}

/// Every number that a rule holds something against, in the order of the annex.
pub fn bounds(rubric: &Rubric) -> Vec<Bound> {
    let mut list = Vec::new();
    for (_, node, leaf) in rubric.leaves() {
        leaf.rule.expr.walk(&mut |expr| {
            if let Expr::Apply(op, sides) = expr
                && let Some(text) = words(*op, &sides[1])
            {
                list.push(Bound { code: node.code.to_string(), text });
            }
        });
    }
    list
}

fn words(op: Op, bound: &Expr) -> Option<Text<String>> {
    let plain = |number: &Exact| number.to_plain();
    let (vi, en) = match bound {
        Expr::Percent(share) => {
            let percent = plain(&(share.clone() * &Exact::whole(100)));
            (format!("{}%", Lang::Vi.decimal(&percent)), format!("{percent}%"))
        }
        Expr::Number(number) => (Lang::Vi.decimal(&plain(number)), plain(number)),
        Expr::Date(day) => (day.format("%d/%m/%Y").to_string(), day.to_string()),
        _ => return None,
    };
    Some(match op {
        Op::AtLeast => Text {
            vi: format!("từ {vi} trở lên (≥, tính cả {vi})"),
            en: format!("from {en} (≥, {en} itself counts)"),
        },
        Op::More => Text {
            vi: format!("trên {vi} (>, không tính {vi})"),
            en: format!("above {en} (>, {en} itself does not count)"),
        },
        Op::AtMost => Text {
            vi: format!("đến {vi} (≤, tính cả {vi})"),
            en: format!("up to {en} (≤, {en} itself counts)"),
        },
        Op::Less => Text {
            vi: format!("dưới {vi} (<, không tính {vi})"),
            en: format!("below {en} (<, {en} itself does not count)"),
        },
        _ => return None,
    })
}

/// A part divided by its whole is at most 100% where a check says so: no higher bound is reached.
pub(super) fn beyond_checks(rubric: &Rubric, problems: &mut Problems) {
    for (_, node, leaf) in rubric.leaves() {
        let mut shares: Vec<bool> = Vec::new();
        leaf.rule.expr.walk(&mut |expr| {
            let Expr::Let { value, body } = expr else { return };
            let Expr::Apply(Op::Divide, sides) = &**value else { return };
            let (Expr::Item(part), Expr::Item(whole)) = (&sides[0], &sides[1]) else { return };
            shares.push(is_bounded(rubric, part, whole));
            if shares.last() != Some(&true) {
                return;
            }
            body.walk(&mut |inner| {
                let Expr::Apply(op, sides) = inner else { return };
                let (Expr::Percent(bound) | Expr::Number(bound)) = &sides[1] else { return };
                let over = *bound > Exact::one() || *bound == Exact::one() && *op == Op::More;
                if sides[0] == Expr::It && over && matches!(op, Op::AtLeast | Op::More | Op::Divide)
                {
                    let bound = (bound.clone() * &Exact::whole(100)).to_plain();
                    problems.push(
                        Problem::new(&kinds::workshop::SET_BOUND_BEYOND, node.place.clone())
                            .with("code", &node.code)
                            .with("bound", format!("{bound}%"))
                            .with("part", part)
                            .with("whole", whole),
                    );
                }
            });
        });
    }
}

/// Whether a check says that the part is at most the whole.
fn is_bounded(rubric: &Rubric, part: &Key, whole: &Key) -> bool {
    let is = |expr: &Expr, key: &Key| matches!(expr, Expr::Item(own) if own == key);
    rubric.checks.iter().any(|check| match &check.that {
        Expr::Apply(Op::AtMost | Op::Less, sides) => is(&sides[0], part) && is(&sides[1], whole),
        Expr::Apply(Op::AtLeast | Op::More, sides) => is(&sides[1], part) && is(&sides[0], whole),
        _ => false,
    })
}
