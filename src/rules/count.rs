//! `count`: so many points for each, up to the maximum.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Expr, Function, Op, Type};

pub(super) const RULE: RuleKind = RuleKind {
    name: "count",
    doc: "mỗi đơn vị giá trị được số điểm này, không quá điểm tối đa",
    fields: &[
        Field::required("value", Shape::Expression, "số lượng"),
        Field::required("each", Shape::Number, "điểm cho mỗi"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let value = rule.expression("value", &[Type::Number]);
    let each = rule.positive("each");
    let product = Expr::apply(Op::Multiply, Expr::Number(each?), value?);
    Some(Expr::Call(Function::Min, vec![product, rule.max()]))
}
