//! What a step costs must be a number, or one per natural unit.

use crate::problem::{Problems, kinds};
use crate::rubric::draft::Draft;
use crate::rubric::effort::Effort;

pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    for node in &draft.raw.nodes {
        let Some(layer) = node.keys.holder("effort") else { continue };
        let value = layer.get("effort");
        if value.is_none_or(|value| Effort::read(value.value).is_some()) {
            continue;
        }
        let span = layer.span_of("effort");
        let problem = layer.source.problem(&kinds::rubric::SET_EFFORT, &span);
        problems.push(problem.with("code", &node.code));
    }
}
