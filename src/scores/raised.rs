//! Who says that a leaf does not apply: the unit in a value or on the leaf's row, or an appraiser by a
//! corrected value.

use super::absent::Absent;
use super::leaf::LeafScoring;
use crate::appraisal::Correction;
use crate::expr::{Trace, points_words};
use crate::problem::{Problem, Problems, kinds::appraisal, kinds::scores as kinds};
use crate::refusal::{Refusal, Refused};
use crate::rubric::NaPolicy;
use crate::terms::{Key, Lang};
use crate::value::{Gap, Origin, Value};

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
        if kind == &kinds::NA_CLAIM {
            problems.push_all(self.told_beside(claim));
        }
        let problem = match claim.by {
            Some(by) => {
                let problem = self.problem(kind, &Some(by.origin.clone())).with("raw", &by.raw);
                problem.with("cell", &by.origin.cell).with("key", &by.key)
            }
            None => self.problem(kind, &claim.origin).with("raw", self.raw_at(&claim.origin)),
        };
        problems.push(problem);
    }

    /// What there is to say of a claim beside figures of the same leaf, or beside points that the
    /// unit gives itself: whoever looks at the claim must see them.
    fn told_beside(&self, claim: &Absent<'_>) -> Option<Problem> {
        let origin = claim.origin.as_ref()?;
        let figures = self.figures_beside();
        let own = self.data.evidence.leaves.get(self.at).and_then(|leaf| leaf.self_score.clone());
        let own = own.and_then(Result::ok).filter(|points| !points.is_zero());
        // Who is given full points may well count them.
        let own = own.filter(|_| self.leaf.na != NaPolicy::Full);
        let (vi, en): (Vec<String>, Vec<String>) = own
            .iter()
            .map(|points| {
                let said = |lang| points_words(points, lang);
                (
                    format!("điểm tự chấm {}", said(Lang::Vi)),
                    format!("self score {}", said(Lang::En)),
                )
            })
            .unzip();
        let all =
            |own: Vec<String>| figures.iter().cloned().chain(own).collect::<Vec<_>>().join(", ");
        let (vi, en) = (all(vi), all(en));
        let problem = self.problem(&kinds::NA_BESIDE, &claim.origin);
        let problem = problem.with("raw", self.raw_at(&claim.origin)).with("cell", &origin.cell);
        (!vi.is_empty()).then(|| problem.said("beside", vi, en))
    }

    /// Figures of the leaf that say something, a 0 says the same as the claim; where it has none of
    /// its own, those that it shares, when all are there.
    fn figures_beside(&self) -> Vec<String> {
        let rubric = self.sources.rubric;
        let is_own = |at: &usize| rubric.items[*at].leaf.as_ref() == Some(&self.node.code);
        let own: Vec<usize> = (0..rubric.items.len()).filter(is_own).collect();
        let read = self.leaf.rule.expr.items().into_iter();
        let shared = || read.filter_map(|key| self.positions.get(key).copied()).collect();
        let all: Vec<usize> = if own.is_empty() { shared() } else { own.clone() };
        let outcome = |at: &usize| &self.data.declared[*at];
        if own.is_empty() && !all.iter().all(|at| outcome(at).is_ok()) {
            return Vec::new();
        }
        let says = |at: &usize| match outcome(at) {
            Ok(Value::Number(number)) => !number.is_zero(),
            Ok(Value::YesNo(yes)) => *yes,
            outcome => outcome.is_ok(),
        };
        let shown = |at: usize| {
            let entry = self.data.evidence.items.get(at)?;
            let cell = entry.origin.as_ref()?.cell.as_ref();
            Some(format!("{} “{}” (ô {cell})", rubric.items[at].label, entry.raw))
        };
        all.into_iter().filter(says).filter_map(shown).collect()
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
