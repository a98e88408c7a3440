//! `checklist`: the sum of the items that are yes; with `all`, the maximum only when every
//! one is yes.

use super::kind::RuleKind;
use super::lowering::{Lowering, expression_in};
use crate::document::{Field, Shape};
use crate::expr::{Arm, Expr, Function, Op, Type};

const ITEM: &[Field] = &[
    Field::required("value", Shape::Expression, "số liệu có/không"),
    Field::optional("points", Shape::Number, "điểm khi có"),
];

pub(super) const RULE: RuleKind = RuleKind {
    name: "checklist",
    doc: "tổng điểm các nội dung có; với all = true chỉ đạt điểm khi có đủ",
    fields: &[
        Field::required("items", Shape::Tables(ITEM), "các nội dung"),
        Field::optional("all", Shape::Bool, "phải có đủ mới được điểm"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let all = rule.section.bool("all").unwrap_or(false);
    let items = rule.section.subs("items", rule.problems);
    if items.is_empty() {
        rule.refuse(
            "items",
            &rule.section.span_of("items"),
            ("cần ít nhất một nội dung", "at least one item is needed"),
        );
        return None;
    }
    let mut conditions = Vec::new();
    let mut sum = Vec::new();
    let mut sound = true;
    for item in &items {
        let when = expression_in(item, "value", &[Type::YesNo], rule);
        sound &= when.is_some() && item.is_sound();
        if all {
            conditions.extend(when);
            continue;
        }
        let Some(at) = item.number("points") else {
            rule.refuse(
                "points",
                &item.span,
                (
                    "mỗi nội dung cần điểm, trừ khi all = true",
                    "each item needs points, unless all = true",
                ),
            );
            sound = false;
            continue;
        };
        let points = rule.within(&at);
        sound &= points.is_some();
        if let (Some(when), Some(points)) = (when, points) {
            let arm = Arm { when, then: Expr::Number(points) };
            sum.push(Expr::cases(vec![arm], Expr::whole(0)));
        }
    }
    if !sound {
        return None;
    }
    if !all {
        return Some(Expr::Call(Function::Sum, sum));
    }
    let when = conditions.into_iter().reduce(|a, b| Expr::apply(Op::And, a, b))?;
    Some(Expr::cases(vec![Arm { when, then: rule.max() }], Expr::whole(0)))
}
