//! `linear`: a straight line between `from` and `to`, flat outside.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Arm, Expr, Op};
use crate::terms::Exact;

pub(super) const FROM: Field = Field::optional("from", Shape::Number, "giá trị ứng với điểm đầu");
pub(super) const TO: Field = Field::optional("to", Shape::Number, "giá trị ứng với điểm cuối");
pub(super) const POINTS: Field =
    Field::optional("points", Shape::Numbers, "[điểm đầu, điểm cuối]; mặc định [0, tối đa]");

pub(super) const RULE: RuleKind = RuleKind {
    name: "linear",
    doc: "tăng (giảm) đều giữa hai mức, ngoài khoảng giữ nguyên",
    fields: &[
        Field::required("value", Shape::Expression, "giá trị"),
        Field::required("from", Shape::Number, "giá trị ứng với điểm đầu"),
        Field::required("to", Shape::Number, "giá trị ứng với điểm cuối"),
        POINTS,
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let value = rule.value();
    let body = body(rule);
    Some(Expr::with_it(value?, body?))
}

/// The points over `It`.
pub(super) fn body(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let (from, to) = (rule.section.number("from")?, rule.section.number("to")?);
    if from.value == to.value {
        rule.refuse("to", &to.span, ("from và to phải khác nhau", "from and to must differ"));
        return None;
    }
    let written = rule.section.numbers("points");
    let (first, last) = match &written[..] {
        [] => (Exact::zero(), rule.context.max.clone()),
        [a, b] => (rule.within(a)?, rule.within(b)?),
        _ => {
            rule.refuse(
                "points",
                &rule.section.span_of("points"),
                ("cần hai số [đầu, cuối]", "two numbers [first, last] are needed"),
            );
            return None;
        }
    };
    let rising = from.value < to.value;
    let (at_start, at_end) =
        if rising { (Op::AtMost, Op::AtLeast) } else { (Op::AtLeast, Op::AtMost) };
    let (from, to) = (rule.constant("from")?, rule.constant("to")?);
    let slope = Expr::apply(
        Op::Divide,
        Expr::apply(
            Op::Multiply,
            Expr::apply(Op::Subtract, Expr::It, from.clone()),
            Expr::Number(last.clone() - &first),
        ),
        // A difference of two different constants is never 0.
        Expr::apply(Op::Subtract, to.clone(), from.clone()),
    );
    let line = Expr::apply(Op::Add, Expr::number(&first), slope);
    let arms = vec![
        Arm { when: Expr::apply(at_start, Expr::It, from), then: Expr::Number(first) },
        Arm { when: Expr::apply(at_end, Expr::It, to), then: Expr::Number(last) },
    ];
    Some(Expr::cases(arms, line))
}
