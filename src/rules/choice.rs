//! `choice`: the points of the option that was chosen.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Arm, Expr, Op, Type};
use crate::problem::kinds::rubric as kinds;
use crate::text::fold;
use crate::value::DataKind;

pub(super) const RULE: RuleKind = RuleKind {
    name: "choice",
    doc: "điểm của lựa chọn",
    fields: &[
        Field::required("value", Shape::Expression, "số liệu loại choice"),
        Field::required("options", Shape::NumberMap, "điểm của từng lựa chọn"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let value = rule.expression("value", &[Type::Text])?;
    let kind = match &value {
        Expr::Item(key) => (rule.context.names.item)(key.as_str()).map(|kind| (key, kind)),
        _ => None,
    };
    let Some((key, DataKind::Choice(declared))) = kind else {
        let span = rule.section.span_of("value");
        rule.refuse(
            "value",
            &span,
            (
                "phải là tên một số liệu loại choice",
                "must be the name of a data item of type choice",
            ),
        );
        return None;
    };
    let mut arms = Vec::new();
    let mut sound = true;
    for (option, points) in rule.section.number_map("options") {
        let points = rule.within(&points);
        let known = declared.iter().find(|d| fold(d) == fold(&option.value));
        if known.is_none() {
            rule.problems.push(
                rule.section
                    .source
                    .problem(&kinds::CHOICE_OPTIONS, &option.span)
                    .with("option", &option.value)
                    .with("key", key)
                    .with("known", declared.join(", ")),
            );
        }
        match (points, known) {
            (Some(points), Some(known)) => arms.push(Arm {
                when: Expr::apply(Op::Equal, Expr::It, Expr::Text(known.as_str().into())),
                then: Expr::Number(points),
            }),
            _ => sound = false,
        }
    }
    let covered = |d: &String| {
        arms.iter().any(|arm| matches!(&arm.when, Expr::Apply(_, sides) if sides[1] == Expr::Text(d.as_str().into())))
    };
    if let (true, Some(open)) = (sound, declared.iter().find(|d| !covered(d))) {
        let vi = format!("thiếu điểm cho lựa chọn “{open}”");
        let en = format!("the option “{open}” has no points");
        rule.refuse("options", &rule.section.span_of("options"), (&vi, &en));
        sound = false;
    }
    // Every declared option has an arm, so the last one needs no condition.
    let last = arms.pop()?;
    sound.then(|| Expr::with_it(value, Expr::cases(arms, last.then)))
}
