//! `relative`: by position among the units of the block that have a value.
//!
//! `min_max`: 0 for the worst, the maximum for the best, straight in between. `rank`: by the
//! number of units that are strictly better. `share_of_best`: the share of the best value.
//! When all are equal, all get the maximum.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::{Expr, Op, PeerFigure, ZeroBase};
use crate::problem::kinds::rubric as kinds;

pub(super) const RULE: RuleKind = RuleKind {
    name: "relative",
    doc: "theo vị trí trong khối, giữa các đơn vị có số liệu",
    fields: &[
        Field::required("value", Shape::Expression, "giá trị để so trong khối"),
        Field::required("method", Shape::OneOf(&["min_max", "rank", "share_of_best"]), "cách so"),
        Field::required(
            "better",
            Shape::OneOf(&["higher", "lower"]),
            "cao hơn hay thấp hơn là tốt",
        ),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let value = rule.value()?;
    let method = rule.section.text("method")?.value;
    let higher = rule.section.text("better")?.value == "higher";
    let peer = |figure: PeerFigure| Expr::Peer(figure, Box::new(value.clone()));
    let minus = |a: Expr, b: Expr| Expr::apply(Op::Subtract, a, b);
    let (best, worst) = if higher {
        (peer(PeerFigure::Max), peer(PeerFigure::Min))
    } else {
        (peer(PeerFigure::Min), peer(PeerFigure::Max))
    };
    let (numerator, denominator) = match method.as_str() {
        "min_max" => (minus(Expr::It, worst.clone()), minus(best, worst)),
        "rank" => {
            let better = peer(if higher { PeerFigure::Above } else { PeerFigure::Below });
            let others = || minus(peer(PeerFigure::Count), Expr::whole(1));
            (minus(others(), better), others())
        }
        _ if higher => (Expr::It, best),
        _ => (best, Expr::It),
    };
    let share = Expr::apply(Op::Divide, numerator, denominator);
    let points = Expr::apply(Op::Multiply, rule.max(), share);
    // The best of nothing: only the set can say what a share of 0 is worth.
    if method == "share_of_best" {
        if rule.rule.zero_base.is_none() {
            let span = rule.section.span_of("method");
            rule.problems.push(rule.section.source.problem(&kinds::ZERO_BASE, &span));
            return None;
        }
        return Some(Expr::with_it(value, points));
    }
    let all_equal = Expr::OnZeroBase {
        inner: Box::new(points),
        then: ZeroBase::Full,
        full: rule.context.max.clone(),
    };
    Some(Expr::with_it(value, all_equal))
}
