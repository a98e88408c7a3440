//! `formula`: an expression, or the first of several cases that holds.

use super::kind::RuleKind;
use super::lowering::{Lowering, expression_in};
use crate::document::{Field, Shape};
use crate::expr::{Arm, Expr, Type};

const CASE: &[Field] = &[
    Field::required("when", Shape::Expression, "điều kiện"),
    Field::required("points", Shape::Expression, "điểm khi điều kiện đúng"),
];

pub(super) const RULE: RuleKind = RuleKind {
    name: "formula",
    doc: "điểm theo biểu thức, hoặc theo trường hợp đầu tiên đúng",
    fields: &[
        Field::optional("points", Shape::Expression, "biểu thức tính điểm"),
        Field::optional("cases", Shape::Tables(CASE), "các trường hợp, xét từ trên xuống"),
        Field::optional("otherwise", Shape::Expression, "điểm khi không trường hợp nào đúng"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let cases = rule.section.subs("cases", rule.problems);
    let plain = rule.section.get("points").is_some();
    if plain != cases.is_empty() {
        rule.refuse(
            "cases",
            &rule.section.span.clone(),
            ("cần một trong hai: points hoặc cases", "one of points and cases is needed"),
        );
        return None;
    }
    if plain {
        return rule.expression("points", &[Type::Number]);
    }
    let mut arms = Vec::new();
    for case in &cases {
        let when = expression_in(case, "when", &[Type::YesNo], rule);
        let then = expression_in(case, "points", &[Type::Number], rule);
        arms.push(when.zip(then).map(|(when, then)| Arm { when, then }));
    }
    let otherwise = match rule.section.get("otherwise") {
        None => Some(Expr::whole(0)),
        Some(_) => rule.expression("otherwise", &[Type::Number]),
    };
    let arms = arms.into_iter().collect::<Option<Vec<Arm>>>()?;
    Some(Expr::cases(arms, otherwise?))
}
