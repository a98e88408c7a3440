//! `compare`: three points by whether a value is less than, equal to or more than another.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Arm, Expr, Op, Type};

pub(super) const RULE: RuleKind = RuleKind {
    name: "compare",
    doc: "so với một giá trị khác: nhỏ hơn, bằng, lớn hơn",
    fields: &[
        Field::required("value", Shape::Expression, "giá trị của đơn vị"),
        Field::required("with", Shape::Expression, "giá trị để so"),
        Field::required("less", Shape::Number, "điểm khi nhỏ hơn (ngắn hơn)"),
        Field::required("equal", Shape::Number, "điểm khi bằng"),
        Field::required("more", Shape::Number, "điểm khi lớn hơn (dài hơn)"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let value = rule.expression("value", &[Type::Number]);
    let with = rule.expression("with", &[Type::Number]);
    let points = ["less", "equal", "more"].map(|name| rule.points(name).map(Expr::Number));
    let [less, equal, more] = points;
    let with = with?;
    let arms = vec![
        Arm { when: Expr::apply(Op::Less, Expr::It, with.clone()), then: less? },
        Arm { when: Expr::apply(Op::Equal, Expr::It, with), then: equal? },
    ];
    Some(Expr::with_it(value?, Expr::cases(arms, more?)))
}
