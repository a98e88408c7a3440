//! Rules that compare units: the unit's own place moves its peers' figures too, but its
//! points only ever rise with its value (or only ever fall), so halving finds the step.

use super::super::Expr;
use super::axis::Axis;
use super::solve::{Scope, Solver};
use super::{Breakpoints, Change, Goal};

/// How far a step is looked for: doublings of the distance.
const DOUBLINGS: u32 = 40;

/// The value that a rule of position among the units looks at: its points are made of it and of
/// figures of that same value over the block.
fn shape(rule: &Expr) -> Option<&Expr> {
    match rule {
        Expr::OnZeroBase { inner, .. } | Expr::Clamp { inner, .. } | Expr::Exempt { inner, .. } => {
            shape(inner)
        }
        Expr::Let { value, body } => {
            let peers = body.any(&mut |e| matches!(e, Expr::Peer(..)));
            let same = !body.any(&mut |e| matches!(e, Expr::Peer(_, inner) if inner != value));
            let value_alone = !value.any(&mut |e| matches!(e, Expr::Peer(..)));
            (peers && same && value_alone).then_some(value.as_ref())
        }
        _ => None,
    }
}

impl<'a> Breakpoints<'a> {
    /// What the rule compares over the units, when it is one of position among them.
    pub(super) fn compared_over_units(&self) -> Option<&'a Expr> {
        shape(self.rule)
    }

    /// The nearest step that reaches the goal. The value looked at must be a line over the input.
    pub(super) fn nearest(
        &self,
        looked_at: &Expr,
        axis: &Axis<'_>,
        (below, above): (i64, i64),
        goal: Goal<'_>,
    ) -> Option<Change> {
        let mut solver = Solver { env: self.env, axis, poles: Vec::new() };
        if !solver.ratio(looked_at, Scope::Outside)?.is_line() {
            return None;
        }
        let up = self.first(axis, above, 1, goal);
        up.or_else(|| self.first(axis, below, -1, goal))
    }

    /// The first good step from `start` on, upwards or downwards.
    fn first(&self, axis: &Axis<'_>, start: i64, way: i64, goal: Goal<'_>) -> Option<Change> {
        let (low, high) = axis.universe;
        let good = |step: i64| self.at(axis, step, goal).is_some();
        let inside = |step: &i64| (low..=high).contains(step);
        let reached = |doubling: u32| start + way * ((1i64 << doubling) - 1);
        let hit =
            (0..DOUBLINGS).take_while(|d| inside(&reached(*d))).find(|d| good(reached(*d)))?;
        if hit == 0 {
            return self.at(axis, start, goal);
        }
        let (mut bad, mut found) = (reached(hit - 1), reached(hit));
        while (found - bad).abs() > 1 {
            let middle = bad + (found - bad) / 2;
            if good(middle) { found = middle } else { bad = middle }
        }
        self.proved(axis, found, bad, goal)
    }
}
