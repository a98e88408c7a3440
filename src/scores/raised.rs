//! Who says that a leaf does not apply: the unit in a value or on the leaf's row, or an appraiser by a
//! corrected value.

use super::absent::Absent;
use super::leaf::LeafScoring;
use crate::appraisal::Correction;
use crate::expr::Trace;
use crate::problem::{Problems, kinds::appraisal, kinds::scores as kinds};
use crate::refusal::{Refusal, Refused};
use crate::rubric::NaPolicy;
use crate::terms::Key;
use crate::value::{Gap, Origin};

impl LeafScoring<'_> {
    /// The cell of the leaf's row that says *Không áp dụng*.
    pub(super) fn raised_claim(&self) -> Option<Origin> {
        self.data.evidence.leaves.get(self.at).and_then(|leaf| leaf.na_claim.clone())
    }

    /// The same unless an appraiser who gives a value for the leaf has refused it.
    pub(super) fn row_claim(&self) -> Option<Origin> {
        let row = self.raised_claim()?;
        let is_own = |key: &Key| {
            let item = self.sources.rubric.item(key);
            item.is_some_and(|(_, item)| item.leaf.as_ref() == Some(&self.node.code))
        };
        let refused = self.corrections().any(|c| c.outcome.is_ok() && is_own(&c.key));
        (!refused).then_some(row)
    }

    /// Who says *không áp dụng* and in which cell: the unit itself, or an appraiser by a corrected
    /// value.
    pub(super) fn claim(&self, trace: &Trace) -> Option<Absent<'_>> {
        let says_so = |c: &&Correction| c.outcome == Err(Gap::NotApplicable);
        let row = self.row_claim();
        if row.is_some() {
            let by = self.corrections().find(says_so);
            return Some(Absent { origin: row, is_own: true, by });
        }
        // Something else that is not applicable (a node, a survey) is not a claim.
        let stops = trace.stopped.iter().map(|(_, gap)| *gap).min();
        if stops != Some(Gap::NotApplicable) {
            return None;
        }
        trace.stopped.iter().find_map(|(name, _)| {
            let at = *self.positions.get(&Key::new(name.as_str()))?;
            let by = self.data.correction(at).filter(says_so);
            let is_own = by.is_none() || self.data.declared[at] == Err(Gap::NotApplicable);
            let declared = self.data.evidence.items.get(at).and_then(|e| e.origin.clone());
            let origin = if is_own { declared } else { by.map(|by| by.origin.clone()) };
            Some(Absent { origin, is_own, by })
        })
    }

    pub(super) fn report_claim(&self, claim: &Absent<'_>, problems: &mut Problems) {
        let kind = match (self.leaf.na, claim.by) {
            (NaPolicy::Forbid, Some(_)) => &appraisal::ABSENT,
            (NaPolicy::Forbid, None) => &kinds::NA_FORBIDDEN,
            // The appraiser says so: nobody has to look at it any more.
            (_, Some(_)) => return,
            (_, None) => &kinds::NA_CLAIM,
        };
        let problem = match claim.by {
            Some(by) => {
                let problem = self.problem(kind, &Some(by.origin.clone())).with("raw", &by.raw);
                problem.with("cell", &by.origin.cell).with("key", &by.key)
            }
            None => self.problem(kind, &claim.origin).with("raw", self.raw_at(&claim.origin)),
        };
        problems.push(problem);
    }

    /// A correction that cannot be used at this leaf.
    pub(super) fn refusal_of(&self, by: &Correction) -> Refusal {
        Refusal {
            origin: Some(by.origin.clone()),
            round: Some(by.round),
            agency: by.agency.clone(),
            node: Some(self.at),
            key: Some(by.key.clone()),
            ..Refusal::of_file(Refused::Appraisal, by.origin.file.clone())
        }
    }
}
