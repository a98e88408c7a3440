//! The smallest change of one input that earns more points, all other inputs being as they
//! are: the reading of the tree that tells a unit what was missing.
//!
//! The tree is inverted into the exact set of steps (whole numbers, days, hundredths of a
//! percent) that give what is wanted; the nearest one is then evaluated, and so is the step
//! before it. What cannot be inverted gets no answer rather than a wrong one.

mod axis;
mod ratio;
mod relative;
mod solve;
mod steps;
#[cfg(test)]
mod tests;
mod truth;

use super::evaluate::value;
use super::{Env, Expr};
use crate::terms::Exact;
use crate::value::{DataKind, Value};

pub use axis::Input;

use axis::{Axis, Changed};
use solve::{Scope, Solver};
use steps::Steps;

/// What a change is to reach.
#[derive(Debug, Clone, Copy)]
pub enum Goal<'g> {
    /// More points than these.
    MoreThan(&'g Exact),
    AtLeast(&'g Exact),
    /// Fewer points than these: of a penalty.
    LessThan(&'g Exact),
}

impl Goal<'_> {
    fn is_met(self, points: &Exact) -> bool {
        match self {
            Goal::MoreThan(bound) => points > bound,
            Goal::AtLeast(bound) => points >= bound,
            Goal::LessThan(bound) => points < bound,
        }
    }
}

/// One input with another value, and the points that it would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub to: Value,
    pub points: Exact,
}

/// One input of one rule: what may be tried.
#[derive(Clone, Copy)]
pub struct Breakpoints<'a> {
    /// The whole rule; what it gives are points.
    pub rule: &'a Expr,
    pub env: &'a dyn Env,
    pub input: Input<'a>,
    pub kind: &'a DataKind,
    /// What the input is.
    pub now: &'a Value,
}

/// Whether the expression can be inverted at all: what other nodes earn may hang on the same
/// inputs.
pub fn stands_alone(rule: &Expr) -> bool {
    !rule.any(&mut |e| matches!(e, Expr::Points(_) | Expr::Max(_)))
}

/// Whether `condition` still holds, or is no longer decided, with the input at another value.
pub fn still_holds(condition: &Expr, env: &dyn Env, input: Input<'_>, to: &Value) -> bool {
    value(condition, &Changed { env, input, to }, None) != Ok(Value::YesNo(false))
}

impl Breakpoints<'_> {
    /// The smallest change that reaches the goal: for numbers and dates the nearest value, for
    /// answers and options the one that earns least. `None` where there is none or where none
    /// can be proved.
    pub fn smallest(&self, goal: Goal<'_>) -> Option<Change> {
        if !stands_alone(self.rule) {
            return None;
        }
        match (self.kind, self.now) {
            (DataKind::YesNo, Value::YesNo(now)) => self.tried(Value::YesNo(!now), goal),
            (DataKind::Choice(options), Value::Text(now)) => options
                .iter()
                .filter(|option| *option != now)
                .filter_map(|option| self.tried(Value::Text(option.clone()), goal))
                .min_by(|a, b| a.points.cmp(&b.points)),
            (DataKind::Text, _) => None,
            _ => self.stepped(goal),
        }
    }

    /// Whether the change is one of those parts of a number that we only count in to be exact:
    /// of whole things, one more is a change.
    pub fn is_finest(&self, change: &Change) -> bool {
        let axis = Axis::of(self.input, self.kind, self.now);
        let Some(axis) = axis.filter(|axis| axis.step < Exact::one()) else { return false };
        let beside = axis.beside(self.now);
        beside.is_some_and(|(below, above)| {
            [below, above].iter().any(|step| axis.value(*step).as_ref() == Some(&change.to))
        })
    }

    /// The change to this value, when it reaches the goal.
    fn tried(&self, to: Value, goal: Goal<'_>) -> Option<Change> {
        let changed = Changed { env: self.env, input: self.input, to: &to };
        match value(self.rule, &changed, None) {
            Ok(Value::Number(points)) => goal.is_met(&points).then_some(Change { to, points }),
            _ => None,
        }
    }

    fn at(&self, axis: &Axis<'_>, step: i64, goal: Goal<'_>) -> Option<Change> {
        self.tried(axis.value(step)?, goal)
    }

    fn stepped(&self, goal: Goal<'_>) -> Option<Change> {
        let axis = Axis::of(self.input, self.kind, self.now)?;
        let Some((below, above)) = axis.beside(self.now) else {
            // Not done at all: the last day that would still have earned more.
            let good = self.good_steps(&axis, goal)?;
            let last = good.last_to(axis.universe.1 - 1)?;
            return self.proved(&axis, last, last + 1, goal);
        };
        if let Some(looked_at) = self.compared_over_units() {
            return self.nearest(looked_at, &axis, (below, above), goal);
        }
        let good = self.good_steps(&axis, goal)?;
        let (down, up) = (good.last_to(below), good.first_from(above));
        let rises = match (down, up) {
            (Some(down), Some(up)) => axis.is_nearer(self.now, up, down),
            (None, None) => return None,
            (_, up) => up.is_some(),
        };
        match (rises, down, up) {
            (true, _, Some(up)) if up == above => self.at(&axis, up, goal),
            (true, _, Some(up)) => self.proved(&axis, up, up - 1, goal),
            (false, Some(down), _) if down == below => self.at(&axis, down, goal),
            (false, Some(down), _) => self.proved(&axis, down, down + 1, goal),
            _ => None,
        }
    }

    /// The change, when the evaluator says that it reaches the goal and that the step before
    /// does not.
    fn proved(&self, axis: &Axis<'_>, to: i64, before: i64, goal: Goal<'_>) -> Option<Change> {
        match self.at(axis, before, goal) {
            None => self.at(axis, to, goal),
            Some(_) => None,
        }
    }

    /// All steps that reach the goal.
    fn good_steps(&self, axis: &Axis<'_>, goal: Goal<'_>) -> Option<Steps> {
        let mut solver = Solver { env: self.env, axis, poles: Vec::new() };
        let mut exceeds =
            |bound, or_equal| solver.exceeds(self.rule, bound, or_equal, Scope::Outside);
        let mut good = match goal {
            Goal::MoreThan(bound) => exceeds(bound, false)?,
            Goal::AtLeast(bound) => exceeds(bound, true)?,
            Goal::LessThan(bound) => exceeds(bound, true)?.not(axis.universe),
        };
        for pole in solver.poles {
            let here = Steps::between(pole, pole);
            good = good.and(&here.not(axis.universe));
            if self.at(axis, pole, goal).is_some() {
                good = good.or(&here);
            }
        }
        Some(good)
    }
}
