//! Every point answers for itself: the account of one figure in words, from the trace that
//! the scoring left. In: results. Out: plain sentences that pages and the command `why` show.

mod leaf;
mod node;
mod words;

use crate::results::{BlockResults, Results};
use crate::terms::{Code, Lang};

pub use leaf::{LeafAnswer, leaf_answer};
pub use node::{node_lines, unit_lines};
pub use words::{decided_by_words, gap_words, lost_cause, state_words, value_words};

/// The account of a leaf or a node as lines of text. `None` when the set has no such code.
pub fn lines(
    results: &Results,
    block: &BlockResults,
    unit: usize,
    code: &Code,
    lang: Lang,
) -> Option<Vec<String>> {
    let at = block.rubric.position(code)?;
    if block.rubric.nodes[at].leaf.is_none() {
        return Some(node_lines(results, block, unit, at, lang));
    }
    let position = block.scores[unit].leaves.iter().position(|l| l.node == at)?;
    Some(leaf_answer(results, block, unit, position, lang).lines(lang))
}
