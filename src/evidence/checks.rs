//! The identities that a criteria set asks of the data (`[[check]]`): which of them do not hold.

use crate::expr::{Env, evaluate};
use crate::rubric::{Check, Leaf};
use crate::terms::{Exact, Key};
use crate::value::{Gap, Outcome, Value};

struct Items<'a>(&'a dyn Fn(&Key) -> Option<Outcome>);

impl Env for Items<'_> {
    fn item(&self, key: &Key) -> Outcome {
        (self.0)(key).unwrap_or(Err(Gap::Missing))
    }

    /// Only the values are known, not whose they are.
    fn carries(&self, _: &[String]) -> bool {
        false
    }
}

/// Whether the values break the identity; one that lacks a value breaks nothing.
pub fn breaks(check: &Check, outcome: &dyn Fn(&Key) -> Option<Outcome>) -> bool {
    evaluate(&check.that, &Items(outcome)).0 == Ok(Value::YesNo(false))
}

/// The points that a rule gives for the values alone, within those of its leaf from below; `None`
/// when it lacks one, or asks for more than the unit's own values.
pub(super) fn points_of(leaf: &Leaf, outcome: &dyn Fn(&Key) -> Option<Outcome>) -> Option<Exact> {
    match evaluate(&leaf.rule.expr, &Items(outcome)).0 {
        Ok(Value::Number(points)) => Some(points.max(leaf.min.clone())),
        _ => None,
    }
}
