//! What would earn more, one line each.

use serde::Serialize;

use crate::scores::{Breakpoint, LeafScore};

/// A breakpoint: the smallest change that earns more, and the one that earns everything.
#[derive(Serialize)]
pub(super) struct NeedLine<'r> {
    /// Null for what the survey found.
    key: Option<&'r str>,
    value: String,
    points: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_value: Option<String>,
}

impl<'r> NeedLine<'r> {
    pub(super) fn of(breakpoint: &'r Breakpoint, score: &'r LeafScore) -> NeedLine<'r> {
        let input = breakpoint.input.and_then(|at| score.inputs.get(at));
        NeedLine {
            key: input.map(|input| input.key.as_str()),
            value: breakpoint.next.to.to_plain(),
            points: breakpoint.next.points.to_string(),
            full_value: breakpoint.full.as_ref().map(|full| full.to.to_plain()),
        }
    }
}
