//! How far the agencies are with their appraisals.

use super::{Case, Maker};
use crate::forms::Collected;
use crate::forms::frame::LANG;
use crate::report::Reasons;
use crate::results::Results;
use crate::rubric::{Leaf, Node};
use crate::terms::AgencyId;

/// How far one agency is with one block in one round of appraisal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub agency: AgencyId,
    /// Position in `Results::blocks`.
    pub block: usize,
    /// The round of appraisal, 1 or 2.
    pub number: u8,
    /// Unit × leaf rows to judge: those of the agency's form.
    pub rows: usize,
    /// Rows with accepted points or an accepted correction of a value.
    pub filled: usize,
    /// Rows that were given different points, or different values; none of these counts.
    pub conflicts: usize,
    /// Rows with a request to explain.
    pub requests: usize,
}

impl Standing {
    /// Rows of which nothing is known yet.
    pub fn left(&self) -> usize {
        self.rows - self.filled - self.conflicts
    }
}

/// One entry per round of appraisal, block and agency that has something to judge.
pub fn standings(results: &Results, collected: &Collected) -> Vec<Standing> {
    let mut all = Vec::new();
    let reasons: Vec<Reasons<'_>> = results.blocks.iter().map(|b| Reasons::new(b, LANG)).collect();
    for number in [1, 2] {
        for (at, block) in results.blocks.iter().enumerate() {
            for agency in &results.round.agencies {
                let reasons = &reasons[at];
                let maker = Maker { results, collected, block, agency, number, reasons };
                all.extend(maker.standing(at));
            }
        }
    }
    all
}

impl Maker<'_> {
    fn standing(&self, block: usize) -> Option<Standing> {
        let (agency, number) = (self.agency.id.clone(), self.number);
        let mut sum =
            Standing { agency, block, number, rows: 0, filled: 0, conflicts: 0, requests: 0 };
        let leaves = self.block.rubric.leaves().enumerate();
        let own = leaves.filter(|(_, (_, _, leaf))| self.appraises(leaf));
        own.for_each(|(at, (_, node, leaf))| self.add(&mut sum, at, (node, leaf)));
        (sum.rows > 0).then_some(sum)
    }

    fn add(&self, sum: &mut Standing, at: usize, (node, leaf): (&Node, &Leaf)) {
        for case in self.cases(at, node, leaf) {
            let conflicts = self.conflicts(self.number, case.unit_at, case.score);
            sum.rows += 1;
            sum.conflicts += usize::from(conflicts);
            sum.filled += usize::from(!conflicts && self.is_filled(&case));
            sum.requests += usize::from(!case.asked.is_empty());
        }
    }

    /// Whether the round gave points, or a value instead from which the rule gives them.
    pub(super) fn is_filled(&self, case: &Case<'_>) -> bool {
        let corrections = self.results.appraisals.corrections.iter();
        let of_case = |round: u8, unit: usize| (round, unit) == (self.number, case.unit_at);
        let mut corrected = corrections
            .filter(|c| of_case(c.round, c.unit))
            .filter(|c| c.agency.as_ref().is_none_or(|agency| *agency == self.agency.id));
        let seen = case.score.confirmed().is_some_and(|seen| seen.round == self.number);
        seen || case.score.appraised[self.round_at()].is_some()
            || corrected.any(|c| case.score.inputs.iter().any(|input| input.key == c.key))
    }
}
