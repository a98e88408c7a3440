//! Every data item that units must declare is used.

use crate::expr::Expr;
use crate::problem::{Problems, kinds};
use crate::rubric::draft::Draft;
use crate::terms::Key;
use crate::value::DataKind;

pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    // A rule that was refused may be the one that uses an item.
    let leaves = || draft.leaves().filter(|at| draft.raw.nodes[*at].keys.has("rule"));
    if leaves().any(|at| draft.rules[at].is_none()) || draft.checks.len() < draft.raw.checks.len() {
        return;
    }
    let rules = leaves().filter_map(|at| draft.rules[at].as_ref()).map(|rule| &rule.expr);
    let mut used: Vec<&Key> = Vec::new();
    for expr in rules.chain(draft.checks.iter().map(|check| &check.that)) {
        expr.walk(&mut |e| {
            if let Expr::Item(key) | Expr::LastYear(key) = e {
                used.push(key);
            }
        });
    }
    for raw in &draft.raw.items {
        // Words, and data beside a judgement, are for the appraiser to read.
        let judged =
            raw.item.leaf.as_ref().and_then(|code| draft.raw.position(code)).is_some_and(|at| {
                draft.rules[at].as_ref().is_some_and(|rule| rule.kind == "judged")
            });
        if !used.contains(&&raw.item.key) && !judged && raw.item.kind != DataKind::Text {
            problems
                .push(raw.spot.problem(&kinds::rubric::SET_ITEM_UNUSED).with("key", &raw.item.key));
        }
    }
}
