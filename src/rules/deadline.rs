//! `deadline`: on or before `due` the maximum; within some days after, less; later 0. The
//! answer "không" (not done) earns `never`; blank is missing.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Arm, Expr, Function, Op, Type, Working};
use crate::terms::Exact;

const LATE: &[Field] = &[
    Field::optional("days", Shape::Whole, "số ngày sau hạn"),
    Field::optional("workdays", Shape::Whole, "số ngày làm việc sau hạn, theo lịch của đợt"),
    Field::required("points", Shape::Number, "điểm khi trễ không quá số ngày đó"),
];

pub(super) const RULE: RuleKind = RuleKind {
    name: "deadline",
    doc: "đúng hạn đạt điểm tối đa; trễ được ít hơn; “không” (chưa làm) được never",
    fields: &[
        Field::required("value", Shape::Expression, "ngày thực hiện"),
        Field::required("due", Shape::Expression, "hạn (hết ngày đó)"),
        Field::optional("late", Shape::Tables(LATE), "các bậc trễ hạn, ít ngày trước"),
        Field::optional("never", Shape::Number, "điểm khi chưa làm; mặc định 0"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let value = rule.expression("value", &[Type::Date]);
    let due = rule.expression("due", &[Type::Date]);
    let never = match rule.section.number("never") {
        None => Some(Exact::zero()),
        Some(at) => rule.within(&at),
    };
    let late = late_arms(rule, due.as_ref());
    let on_time = Expr::apply(Op::AtMost, Expr::It, due?);
    let mut arms = vec![
        Arm { when: Expr::Call(Function::NotDone, vec![Expr::It]), then: Expr::Number(never?) },
        Arm { when: on_time, then: rule.max() },
    ];
    arms.extend(late?);
    Some(Expr::with_it(value?, Expr::cases(arms, Expr::whole(0))))
}

fn late_arms(rule: &mut Lowering<'_, '_>, due: Option<&Expr>) -> Option<Vec<Arm>> {
    let mut arms = Vec::new();
    let mut before = (0, rule.context.max.clone());
    let mut counted: Option<&str> = None;
    for late in rule.section.subs("late", rule.problems) {
        let (unit, days) = match (late.whole("days"), late.whole("workdays")) {
            (Some(days), None) => ("days", days),
            (None, Some(days)) => ("workdays", days),
            _ => {
                let words =
                    ("ghi một trong hai: days hoặc workdays", "write one of days and workdays");
                rule.refuse("late", &late.span, words);
                return None;
            }
        };
        if counted.is_some_and(|before| before != unit) {
            let words = (
                "các bậc trễ hạn phải cùng tính theo days hoặc cùng theo workdays",
                "the steps must all be in days or all in workdays",
            );
            rule.refuse("late", &late.span, words);
            return None;
        }
        counted = Some(unit);
        let points = rule.within(&late.number("points")?)?;
        if days <= before.0 || points >= before.1 {
            rule.refuse(
                "late",
                &late.span,
                ("số ngày phải tăng dần và điểm giảm dần", "days must rise and points must fall"),
            );
            return None;
        }
        let (from, to) = (due?.clone(), Expr::It);
        let after = match unit {
            "days" => Expr::Call(Function::Days, vec![from, to]),
            _ => {
                let calendar = rule.context.names.round.calendar.clone();
                Expr::Working(Working::Days, calendar, Box::new([from, to]))
            }
        };
        let when = Expr::apply(Op::AtMost, after, Expr::whole(days));
        arms.push(Arm { when, then: Expr::number(&points) });
        before = (days, points);
    }
    Some(arms)
}
