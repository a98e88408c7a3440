//! Gates: a node that requires others earns 0 when one of those earned 0. They look at points
//! before any gate acted, so their order cannot matter.

use crate::rubric::Rubric;
use crate::scores::{Gated, LeafScore, State, UnitScores};
use crate::terms::Exact;

/// Sums of a figure of the applicable leaves, one per `Rubric::nodes`; `None` where no leaf
/// below applies (or none has the figure).
pub(super) fn leaf_sums(
    rubric: &Rubric,
    scores: &UnitScores,
    figure: impl Fn(&LeafScore) -> Option<Exact>,
) -> Vec<Option<Exact>> {
    let mut sums: Vec<Option<Exact>> = vec![None; rubric.nodes.len()];
    for leaf in scores.leaves.iter().filter(|l| l.state != State::NotApplicable) {
        let Some(value) = figure(leaf) else { continue };
        for node in rubric.with_those_above(leaf.node) {
            sums[node] = Some(sums[node].take().unwrap_or_default() + &value);
        }
    }
    sums
}

/// Which nodes lost their points to a gate, one entry per `Rubric::nodes`.
pub(super) struct Gates {
    nodes: Vec<Option<Gated>>,
}

impl Gates {
    pub(super) fn act(rubric: &Rubric, scores: &UnitScores) -> Gates {
        let earned = leaf_sums(rubric, scores, |leaf| Some(leaf.points.clone()));
        let mut nodes: Vec<Option<Gated>> = vec![None; rubric.nodes.len()];
        for at in 0..rubric.nodes.len() {
            let node = &rubric.nodes[at];
            // A parent stands before its children: what closed it closes them too.
            let inherited = node.parent.and_then(|parent| nodes[parent].clone());
            let own = node.requires.iter().find(|code| {
                let points = rubric.position(code).and_then(|p| earned[p].as_ref());
                points.is_some_and(|p| *p <= Exact::zero())
            });
            nodes[at] =
                inherited.or(own.map(|code| Gated { by: code.clone(), node: node.code.clone() }));
        }
        Gates { nodes }
    }

    /// The gate that closed this node, if one did.
    pub(super) fn of(&self, node: usize) -> Option<&Gated> {
        self.nodes[node].as_ref()
    }
}
