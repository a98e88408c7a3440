//! What a step costs, as the set or the office says it.

use std::collections::BTreeMap;

use crate::rubric::{Effort, Rubric};
use crate::terms::{Code, Exact};

/// What the office says of efforts, in place of the set's own; where neither says anything, every
/// step costs 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Efforts {
    by_code: BTreeMap<Code, Effort>,
}

impl Efforts {
    pub fn new(by_code: BTreeMap<Code, Effort>) -> Efforts {
        Efforts { by_code }
    }

    /// Codes that the set does not have.
    pub fn unknown<'e>(&'e self, rubric: &'e Rubric) -> impl Iterator<Item = &'e Code> {
        self.by_code.keys().filter(move |code| rubric.position(code).is_none())
    }

    /// Whether each natural unit of a leaf's figures costs.
    pub(super) fn is_by_unit(&self, rubric: &Rubric, leaf: usize) -> bool {
        matches!(self.said(rubric, leaf), Some(Effort::Each(_)))
    }

    fn said<'e>(&'e self, rubric: &'e Rubric, leaf: usize) -> Option<&'e Effort> {
        let above = rubric.with_those_above(leaf);
        let mut said = above.filter_map(|at| self.by_code.get(&rubric.nodes[at].code));
        let own = rubric.nodes[leaf].leaf.as_ref().and_then(|leaf| leaf.effort.as_ref());
        said.next().or(own)
    }

    /// Of the way over so many natural units that takes so many steps of the leaf.
    pub(super) fn of(
        &self,
        rubric: &Rubric,
        leaf: usize,
        (steps, units): (usize, &Exact),
    ) -> Exact {
        let steps = Exact::whole(i64::try_from(steps).unwrap_or(i64::MAX));
        match self.said(rubric, leaf) {
            None => steps,
            Some(Effort::PerStep(each)) => steps * each,
            Some(Effort::Each(each)) => units.clone() * each,
        }
    }
}
