//! Gates name other nodes of the set.

use crate::document::At;
use crate::problem::{Kind, Problem, Problems, kinds};
use crate::rubric::draft::Draft;
use crate::source::did_you_mean;
use crate::terms::Code;

/// A node may well require one of its own leaves; requiring itself or what contains it says
/// nothing.
pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    for at in 0..draft.raw.nodes.len() {
        for gate in draft.raw.nodes[at].keys.texts("requires") {
            let code = Code::parse(&gate.value).filter(|c| draft.raw.position(c).is_some());
            match code {
                None => {
                    let known = draft.raw.nodes.iter().map(|n| n.code.as_str());
                    let near = did_you_mean(&gate.value, known);
                    let kind = &kinds::rubric::SET_REQUIRES_UNKNOWN;
                    problems.push(problem(draft, at, &gate, kind).proposing(near));
                }
                Some(code) if code == *draft.code(at) || draft.code(at).is_below(&code) => {
                    problems.push(problem(draft, at, &gate, &kinds::rubric::SET_REQUIRES_SELF));
                }
                Some(_) => {}
            }
        }
    }
}

fn problem(draft: &Draft<'_>, at: usize, gate: &At<String>, kind: &Kind) -> Problem {
    let node = &draft.raw.nodes[at];
    let source = node.keys.holder("requires").map_or(node.spot.source, |layer| layer.source);
    source.problem(kind, &gate.span).with("code", draft.code(at)).with("found", &gate.value)
}
