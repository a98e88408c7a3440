//! What one input alone would have to be for a leaf to earn more, for leaves that lost points.

use super::leaf::LeafScoring;
use super::surroundings::UnitEnv;
use super::{Breakpoint, Input};
use crate::expr::breakpoints::{
    Breakpoints, Change, Goal, Input as Tried, stands_alone, still_holds,
};
use crate::expr::{Expr, Op, evaluate};
use crate::rubric::FieldKind;
use crate::terms::{Exact, Key};
use crate::value::{DataKind, Value};

impl LeafScoring<'_> {
    /// One entry per input that could earn more by itself; those that are only divided by are
    /// left out where another one can. Of a penalty, what would have cost less. Empty when `earned` is the maximum, or when the rule cannot be inverted.
    pub(super) fn breakpoints(
        &self,
        env: &UnitEnv<'_>,
        inputs: &[Input],
        earned: &Exact,
    ) -> Box<[Breakpoint]> {
        let rule = &self.leaf.rule.expr;
        let best = match self.node.field_kind {
            FieldKind::Penalty => earned <= &self.leaf.min,
            FieldKind::Plain | FieldKind::Bonus => *earned >= self.node.max,
        };
        if best || !stands_alone(rule) {
            return Box::default();
        }
        let mut found: Vec<(bool, Breakpoint)> = Vec::new();
        for (at, input) in inputs.iter().enumerate() {
            let (Ok(now), Some((_, item))) = (&input.outcome, self.sources.rubric.item(&input.key))
            else {
                continue;
            };
            let tried = Tried::Item(&input.key);
            let breakpoint = self.breakpoint(env, (tried, &item.kind, now), earned);
            if let Some((next, full)) = breakpoint {
                let base = only_divided_by(rule, &input.key);
                found.push((base, Breakpoint { input: Some(at), next, full }));
            }
        }
        let survey = rule.any(&mut |e| matches!(e, Expr::Survey { .. }));
        if let Some(now) = survey.then(|| share_of(rule, env)).flatten() {
            let tried = (Tried::Survey, &DataKind::Percent, &now);
            if let Some((next, full)) = self.breakpoint(env, tried, earned) {
                found.push((false, Breakpoint { input: None, next, full }));
            }
        }
        let natural = found.iter().any(|(base, _)| !base);
        found.into_iter().filter(|(base, _)| !(natural && *base)).map(|(_, found)| found).collect()
    }

    fn breakpoint(
        &self,
        env: &UnitEnv<'_>,
        (input, kind, now): (Tried<'_>, &DataKind, &Value),
        earned: &Exact,
    ) -> Option<(Change, Option<Change>)> {
        let breakpoints = Breakpoints { rule: &self.leaf.rule.expr, env, input, kind, now };
        let allowed = |change: &Change| self.is_consistent(env, input, &change.to);
        if self.node.field_kind == FieldKind::Penalty {
            return Some((breakpoints.smallest(Goal::LessThan(earned)).filter(allowed)?, None));
        }
        let next = breakpoints.smallest(Goal::MoreThan(earned)).filter(allowed)?;
        let max = &self.node.max;
        let is_jump = |next: &Change| {
            let gain = next.points.clone() - earned;
            gain * &Exact::whole(100) > *max
        };
        let full =
            (next.points < *max).then(|| breakpoints.smallest(Goal::AtLeast(max)).filter(allowed));
        Some(match full.flatten() {
            // A hundredth of a percent more on a slope is no aim, the maximum is; that which
            // passes a floor is one.
            Some(full) if breakpoints.is_finest(&next) && !is_jump(&next) => (full, None),
            full => (next, full),
        })
    }

    /// Whether the identities of the set that held would hold with the input at another value.
    fn is_consistent(&self, env: &UnitEnv<'_>, input: Tried<'_>, to: &Value) -> bool {
        let Tried::Item(key) = input else { return true };
        let reads = |that: &Expr| that.any(&mut |e| matches!(e, Expr::Item(own) if own == key));
        self.sources.rubric.checks.iter().filter(|check| reads(&check.that)).all(|check| {
            still_holds(&check.that, env, input, to)
                || evaluate(&check.that, env).0 == Ok(Value::YesNo(false))
        })
    }
}

/// What the survey found, where the rule looks at one.
fn share_of(rule: &Expr, env: &UnitEnv<'_>) -> Option<Value> {
    let mut share = None;
    rule.walk(&mut |e| {
        if matches!(e, Expr::Survey { .. }) {
            share = evaluate(e, env).0.ok();
        }
    });
    share
}

/// Whether the item stands below a division line and nowhere else: a base, such as all
/// dossiers, that nobody should wish to be another.
fn only_divided_by(rule: &Expr, key: &Key) -> bool {
    fn above(expr: &Expr, key: &Key) -> bool {
        match expr {
            Expr::Item(own) => own == key,
            Expr::Apply(Op::Divide, sides) => above(&sides[0], key),
            _ => expr.children().into_iter().any(|child| above(child, key)),
        }
    }
    !above(rule, key)
}
