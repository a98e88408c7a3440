//! How a rule came to its points, step by step.

use serde::Serialize;

use super::values::value_of;
use crate::expr::TraceLine;
use crate::report::Reasons;
use crate::rubric::Leaf;
use crate::scores::LeafScore;
use crate::terms::Exact;

/// How the rule came to its points: a by-product of the evaluation that made them.
#[derive(Serialize)]
pub(super) struct TraceObject<'r> {
    kind: &'static str,
    words: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Arithmetic<'r>>,
    /// The conditions that were looked at, up to the one that held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conditions: Vec<Arithmetic<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<usize>,
    /// The branch that held, and the better one just missed, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missed: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<Arithmetic<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cut_from: Option<String>,
    /// What was rounded to the value looked at, and to the points.
    #[serde(skip_serializing_if = "Option::is_none")]
    value_before_rounding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points_before_rounding: Option<String>,
    /// Full points without being asked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    exempt: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    zero_base: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    divided_by_zero: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    mismatch: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stopped: Vec<Stopped<'r>>,
}

#[derive(Serialize)]
struct Arithmetic<'r> {
    arithmetic: &'r str,
    /// Null when it came to no value; `state` says why.
    result: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
}

#[derive(Serialize)]
struct Stopped<'r> {
    by: &'r str,
    /// What people call it.
    label: String,
    state: &'static str,
}

impl<'r> TraceObject<'r> {
    pub(super) fn of(
        leaf: &'r Leaf,
        score: &'r LeafScore,
        reasons: &'r Reasons<'r>,
    ) -> TraceObject<'r> {
        let trace = &score.trace;
        let said = |text: &'r str| Some(text).filter(|text| !text.is_empty());
        TraceObject {
            kind: leaf.rule.kind,
            words: reasons.guide(score.node),
            source: leaf.source.as_deref(),
            value: trace.value.as_ref().map(Arithmetic::of),
            conditions: trace.conditions.iter().map(Arithmetic::of).collect(),
            taken: trace.taken,
            branch: said(reasons.taken(score)),
            missed: said(reasons.missed(score)),
            points: trace.points.as_ref().map(Arithmetic::of),
            cut_from: trace.cut_from.as_ref().map(Exact::to_plain),
            value_before_rounding: trace.value_before_rounding.as_ref().map(Exact::to_plain),
            points_before_rounding: trace.points_before_rounding.as_ref().map(Exact::to_plain),
            exempt: trace.exempt,
            zero_base: trace.zero_base,
            divided_by_zero: trace.divided_by_zero,
            mismatch: trace.mismatch,
            stopped: trace
                .stopped
                .iter()
                .map(|(by, gap)| Stopped {
                    by,
                    label: reasons.source(by).replace(['“', '”'], ""),
                    state: gap.key(),
                })
                .collect(),
        }
    }
}

impl<'r> Arithmetic<'r> {
    fn of(line: &'r TraceLine) -> Arithmetic<'r> {
        Arithmetic {
            arithmetic: &line.arithmetic,
            result: value_of(&line.result),
            state: line.result.as_ref().err().map(|gap| gap.key()),
        }
    }
}
