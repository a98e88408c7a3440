//! `survey`: points from a share that a survey found, by proportion, line or steps.

use super::kind::RuleKind;
use super::lowering::Lowering;
use super::{linear, proportional, steps};
use crate::document::{Field, Shape};
use crate::expr::{Expr, SurveyOf};

pub(super) const RULE: RuleKind = RuleKind {
    name: "survey",
    doc: "điểm từ kết quả khảo sát: theo tỷ lệ, tuyến tính hoặc theo bậc",
    fields: &[
        Field::required("scheme", Shape::Text, "mã phương án khảo sát"),
        Field::optional("of", Shape::Text, "index, factor:<mã> hoặc question:<mã>"),
        proportional::TARGET,
        proportional::FLOOR,
        linear::FROM,
        linear::TO,
        linear::POINTS,
        steps::STEPS,
        steps::OTHERWISE,
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let scheme = rule.section.text("scheme")?;
    let of = match rule.section.text("of") {
        None => SurveyOf::Index,
        Some(at) => match at.value.split_once(':') {
            None if at.value == "index" => SurveyOf::Index,
            Some(("factor", id)) if !id.is_empty() => SurveyOf::Factor(id.trim().to_string()),
            Some(("question", id)) if !id.is_empty() => SurveyOf::Question(id.trim().to_string()),
            _ => {
                rule.refuse(
                    "of",
                    &at.span,
                    (
                        "viết index, factor:<mã> hoặc question:<mã>",
                        "write index, factor:<id> or question:<id>",
                    ),
                );
                return None;
            }
        },
    };
    let written = |names: &[&str]| names.iter().any(|n| rule.section.get(n).is_some());
    let stepped = written(&["steps", "otherwise"]);
    let line = written(&["from", "to", "points"]);
    let share = written(&["target", "floor"]);
    if [stepped, line, share].iter().filter(|used| **used).count() > 1 {
        let span = rule.section.span.clone();
        rule.refuse(
            "steps",
            &span,
            (
                "chọn một cách: target/floor, from/to hoặc steps",
                "choose one: target/floor, from/to or steps",
            ),
        );
        return None;
    }
    if line && !(written(&["from"]) && written(&["to"])) {
        let span = rule.section.span.clone();
        rule.refuse("from", &span, ("cần cả from và to", "both from and to are needed"));
        return None;
    }
    let body = if stepped {
        steps::body(rule)?
    } else if line {
        linear::body(rule)?
    } else {
        proportional::body(rule)?
    };
    rule.rule.scheme = Some(scheme.value.clone());
    let share = Expr::Survey { scheme: scheme.value.into(), of };
    Some(Expr::with_it(rule.context.rounding.of_value(share), body))
}
