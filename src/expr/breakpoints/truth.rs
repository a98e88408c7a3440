//! The steps at which a condition holds.

use super::super::{Expr, Function, Op};
use super::solve::{Scope, Solver};
use super::steps::Steps;
use crate::terms::Exact;

impl Solver<'_> {
    /// The steps at which a condition holds.
    pub(super) fn truth(&mut self, when: &Expr, scope: Scope<'_>) -> Option<Steps> {
        if !self.reads(when, scope) {
            let holds = self.constant_answer(when, scope)?;
            return Some(if holds { self.all() } else { Steps::none() });
        }
        match when {
            Expr::Apply(Op::And, sides) => {
                Some(self.truth(&sides[0], scope)?.and(&self.truth(&sides[1], scope)?))
            }
            Expr::Apply(Op::Or, sides) => {
                Some(self.truth(&sides[0], scope)?.or(&self.truth(&sides[1], scope)?))
            }
            Expr::Apply(op, sides) => self.comparison(*op, &sides[0], &sides[1], scope),
            Expr::Call(Function::Not, arguments) => {
                Some(self.truth(arguments.first()?, scope)?.not(self.universe()))
            }
            // Every step of an axis of dates is a date, so it is done.
            Expr::Call(Function::NotDone, _) => Some(Steps::none()),
            _ => None,
        }
    }

    fn comparison(&mut self, op: Op, left: &Expr, right: &Expr, scope: Scope<'_>) -> Option<Steps> {
        if !self.reads(right, scope) {
            let bound = self.constant_number(right, scope)?;
            let universe = self.universe();
            let mut over = |or_equal| self.exceeds(left, &bound, or_equal, scope);
            return compared(op, &mut over, universe);
        }
        if !self.reads(left, scope) {
            return self.comparison(mirrored(op)?, right, left, scope);
        }
        let difference = self.ratio(left, scope)?.plus(&self.ratio(right, scope)?.negated())?;
        let universe = self.universe();
        let zero = Exact::zero();
        compared(op, &mut |or_equal| difference.exceeds(&zero, or_equal, universe), universe)
    }
}

/// A comparison from "above" and "at least".
fn compared(
    op: Op,
    over: &mut dyn FnMut(bool) -> Option<Steps>,
    universe: (i64, i64),
) -> Option<Steps> {
    Some(match op {
        Op::More => over(false)?,
        Op::AtLeast => over(true)?,
        Op::AtMost => over(false)?.not(universe),
        Op::Less => over(true)?.not(universe),
        Op::Equal => over(true)?.and(&over(false)?.not(universe)),
        Op::NotEqual => over(false)?.or(&over(true)?.not(universe)),
        _ => return None,
    })
}

/// The operator with its sides exchanged.
fn mirrored(op: Op) -> Option<Op> {
    Some(match op {
        Op::Less => Op::More,
        Op::More => Op::Less,
        Op::AtMost => Op::AtLeast,
        Op::AtLeast => Op::AtMost,
        Op::Equal | Op::NotEqual => op,
        _ => return None,
    })
}
