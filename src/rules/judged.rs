//! `judged`: given by an appraiser only; pending until then. Levels are shares of the
//! maximum.

use super::kind::RuleKind;
use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::Expr;
use crate::terms::{AgencyId, Exact};

pub(super) const RULE: RuleKind = RuleKind {
    name: "judged",
    doc: "cơ quan thẩm định cho điểm; chưa cho thì chờ thẩm định",
    fields: &[
        Field::optional("levels", Shape::NumberMap, "các mức và tỷ lệ điểm tối đa của mỗi mức"),
        Field::optional("by", Shape::Text, "mã cơ quan cho điểm; mặc định là appraiser"),
    ],
    lower,
};

fn lower(rule: &mut Lowering<'_, '_>) -> Option<Expr> {
    let mut levels = Vec::new();
    for (name, share) in rule.section.number_map("levels") {
        if share.value < Exact::zero() || share.value > Exact::one() {
            rule.refuse(
                "levels",
                &share.span,
                ("mỗi mức là một tỷ lệ từ 0% đến 100%", "each level is a share from 0% to 100%"),
            );
            return None;
        }
        levels.push((name.value, share.value * rule.context.max));
    }
    rule.rule.levels = levels;
    rule.rule.by = rule.section.text("by").map(|at| AgencyId::new(at.value));
    Some(Expr::Judgement)
}
