//! `steps`: the first step, from the best down, whose bound holds. `from` is ≥ (từ), `above`
//! is > (trên), `upto` is ≤ (đến), `below` is < (dưới).

use super::kind::RuleKind;
use super::lowering::{Lowering, constant_in};
use crate::document::{Field, Section, Shape};
use crate::expr::{Arm, Expr, Op};
use crate::problem::kinds::rubric as kinds;
use crate::terms::Exact;

const STEP: &[Field] = &[
    Field::optional("from", Shape::Number, "từ mức này trở lên (≥)"),
    Field::optional("above", Shape::Number, "trên mức này (>)"),
    Field::optional("upto", Shape::Number, "đến mức này (≤)"),
    Field::optional("below", Shape::Number, "dưới mức này (<)"),
    Field::required("points", Shape::Number, "điểm của bậc"),
];

/// The keys that a survey rule shares.
pub(super) const STEPS: Field =
    Field::optional("steps", Shape::Tables(STEP), "các bậc, từ tốt nhất xuống");
pub(super) const OTHERWISE: Field =
    Field::optional("otherwise", Shape::Number, "điểm khi không bậc nào đúng; mặc định 0");

pub(super) const RULE: RuleKind = RuleKind {
    name: "steps",
    doc: "theo bậc: bậc đầu tiên đúng, từ tốt nhất xuống",
    fields: &[
        Field::required("value", Shape::Expression, "giá trị so với các mốc"),
        Field::required("steps", Shape::Tables(STEP), "các bậc, từ tốt nhất xuống"),
        OTHERWISE,
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let value = rule.value();
    let body = body(rule);
    Some(Expr::with_it(value?, body?))
}

const BOUNDS: &[(&str, Op)] =
    &[("from", Op::AtLeast), ("above", Op::More), ("upto", Op::AtMost), ("below", Op::Less)];

struct Step {
    op: Op,
    bound: Exact,
    shown: Expr,
    points: Exact,
    text: String,
}

/// The cases over `It`.
pub(super) fn body(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let sections = rule.section.subs("steps", rule.problems);
    if sections.is_empty() {
        rule.refuse(
            "steps",
            &rule.section.span_of("steps"),
            ("cần ít nhất một bậc", "at least one step is needed"),
        );
        return None;
    }
    let mut steps = Vec::new();
    for section in &sections {
        steps.push(step(section, rule));
    }
    let otherwise = match rule.section.number("otherwise") {
        None => Some(Exact::zero().max(rule.context.min.clone())),
        Some(at) => rule.within(&at),
    };
    let steps = steps.into_iter().collect::<Option<Vec<Step>>>()?;
    let otherwise = otherwise?;
    check_order(rule, &sections, &steps, &otherwise)?;
    let arms = steps
        .into_iter()
        .map(|s| Arm { when: Expr::apply(s.op, Expr::It, s.shown), then: Expr::Number(s.points) })
        .collect();
    Some(Expr::cases(arms, Expr::Number(otherwise)))
}

fn step(section: &Section<'_>, rule: &mut Lowering<'_, '_>) -> Option<Step> {
    let written: Vec<_> =
        BOUNDS.iter().filter(|(name, _)| section.get(name).is_some()).copied().collect();
    let [(name, op)] = written[..] else {
        rule.problems.push(section.source.problem(&kinds::RULE_BOUNDS, &section.span));
        return None;
    };
    let points = rule.within(&section.number("points")?)?;
    let bound = section.number(name)?;
    let text = section.source.text.get(bound.span.clone()).unwrap_or("").trim_matches('"');
    Some(Step {
        op,
        shown: constant_in(section, name)?,
        bound: bound.value,
        points,
        text: format!("{name} {text}"),
    })
}

/// Steps run from the best down, in one direction, without a bound twice.
fn check_order(
    rule: &mut Lowering<'_, '_>,
    sections: &[Section<'_>],
    steps: &[Step],
    otherwise: &Exact,
) -> Option<()> {
    let rising = |op: Op| matches!(op, Op::AtLeast | Op::More);
    let mut sound = true;
    for (at, pair) in steps.windows(2).enumerate() {
        let [before, this] = pair else { continue };
        let place = &sections[at + 1];
        if rising(before.op) != rising(this.op) {
            rule.problems.push(place.source.problem(&kinds::STEPS_DIRECTION, &place.span));
            return None;
        }
        let order = if rising(this.op) {
            before.bound.cmp(&this.bound)
        } else {
            this.bound.cmp(&before.bound)
        };
        // At an equal bound the stricter sign must come first: above 90%, then from 90%.
        let strict_first =
            matches!((before.op, this.op), (Op::More, Op::AtLeast) | (Op::Less, Op::AtMost));
        let falls = order.is_gt() || (order.is_eq() && strict_first);
        if !falls || before.points <= this.points {
            sound = false;
            rule.problems.push(
                place
                    .source
                    .problem(&kinds::STEPS_ORDER, &place.span)
                    .with("this", &this.text)
                    .with("before", &before.text),
            );
        }
    }
    let last = steps.last()?;
    if last.points <= *otherwise {
        sound = false;
        let span = rule.section.span_of("otherwise");
        rule.problems.push(
            rule.section
                .source
                .problem(&kinds::STEPS_ORDER, &span)
                .with("this", format!("otherwise {}", otherwise.to_plain()))
                .with("before", &last.text),
        );
    }
    sound.then_some(())
}
