//! `yes_no`: points when the answer is yes, 0 when it is no.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Arm, Expr, Type};

pub(super) const RULE: RuleKind = RuleKind {
    name: "yes_no",
    doc: "có → điểm, không → 0",
    fields: &[
        Field::required("value", Shape::Expression, "số liệu có/không"),
        Field::optional("points", Shape::Number, "điểm khi có; mặc định là điểm tối đa"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let when = rule.expression("value", &[Type::YesNo])?;
    let then = match rule.section.number("points") {
        None => rule.max(),
        Some(_) => Expr::Number(rule.points("points")?),
    };
    Some(Expr::cases(vec![Arm { when, then }], Expr::whole(0)))
}
