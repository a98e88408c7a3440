//! `deduction`: from a start, so many points off for each, not below the leaf's minimum.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Expr, Function, Op, Type};

pub(super) const RULE: RuleKind = RuleKind {
    name: "deduction",
    doc: "trừ dần: điểm đầu − điểm trừ × số lượng, không thấp hơn điểm tối thiểu",
    fields: &[
        Field::required("value", Shape::Expression, "số lượng bị trừ"),
        Field::required("each", Shape::Number, "điểm trừ cho mỗi"),
        Field::optional("start", Shape::Number, "điểm đầu; mặc định là điểm tối đa"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let value = rule.expression("value", &[Type::Number]);
    let each = rule.positive("each");
    let start = match rule.section.number("start") {
        None => Some(rule.context.max.clone()),
        Some(at) => rule.within(&at),
    };
    let off = Expr::apply(Op::Multiply, Expr::Number(each?), value?);
    let left = Expr::apply(Op::Subtract, Expr::Number(start?), off);
    Some(Expr::Call(Function::Max, vec![left, Expr::number(rule.context.min)]))
}
