//! `proportional`: `max × min(value / target, 1)`; below `floor` 0.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Arm, Expr, Function, Op};
use crate::terms::Exact;

pub(super) const TARGET: Field =
    Field::optional("target", Shape::Number, "mức đạt điểm tối đa; mặc định 100%");
pub(super) const FLOOR: Field = Field::optional("floor", Shape::Number, "dưới mức này được 0 điểm");

pub(super) const RULE: RuleKind = RuleKind {
    name: "proportional",
    doc: "điểm tối đa × giá trị ÷ mục tiêu, không quá điểm tối đa; dưới mức sàn được 0",
    fields: &[
        Field::required("value", Shape::Expression, "giá trị, thường là tỷ lệ"),
        TARGET,
        FLOOR,
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
    let target = match rule.section.number("target") {
        None => Exact::one(),
        Some(_) => rule.positive("target")?,
    };
    let share = if target == Exact::one() {
        Expr::It
    } else {
        Expr::apply(Op::Divide, Expr::It, rule.constant("target")?)
    };
    let capped = Expr::Call(Function::Min, vec![share, Expr::whole(1)]);
    let points = Expr::apply(Op::Multiply, rule.max(), capped);
    let Some(at) = rule.section.number("floor") else { return Some(points) };
    if at.value > target {
        rule.refuse(
            "floor",
            &at.span,
            ("mức sàn cao hơn mục tiêu", "the floor lies above the target"),
        );
        return None;
    }
    let below = Expr::apply(Op::Less, Expr::It, rule.constant("floor")?);
    Some(Expr::cases(vec![Arm { when: below, then: Expr::whole(0) }], points))
}
