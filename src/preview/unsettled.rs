//! What can still change the results and is no dispute: nobody can weigh it before it is there.

use super::disputes::{Cause, Dispute};
use crate::ledger::ReadAs;
use crate::problem::Level;
use crate::refusal::Refusal;
use crate::results::Results;

/// Counts of what the preview cannot weigh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// Leaves of units that sent something: without data, unreadable, with an appraisal that
    /// cannot be used, claimed not to apply and not confirmed.
    pub missing: usize,
    pub unreadable: usize,
    pub refused: usize,
    /// Of the refused, the leaves for which no appraisal came at all.
    pub absent: usize,
    pub unconfirmed: usize,
    /// Identities of the set that values break.
    pub failed_checks: usize,
    /// Values that hardly can be true and that no appraiser has looked at.
    pub doubts: usize,
    /// Leaves with a reply that cannot be used, further files that cannot be read, leaves whose
    /// points hang on open values of other units.
    pub replies: usize,
    pub files: usize,
    pub open_peers: usize,
    /// Positions in `Round::units`: nothing was sent, or nothing that was sent can be used.
    pub unsent: Vec<usize>,
    pub stopped: Vec<usize>,
    /// Blocks that could not be scored, as positions in `Round::blocks`.
    pub unscored: Vec<usize>,
    /// Errors in the forms of surveys.
    pub survey_errors: usize,
}

impl Unsettled {
    /// `disputes` are those that are weighed.
    pub fn of(results: &Results, disputes: &[Dispute]) -> Unsettled {
        let mut all = Unsettled::default();
        for (number, block) in results.blocks.iter().enumerate() {
            for (position, unit) in block.index.units.iter().enumerate() {
                let at = block.units[position];
                if unit.stopped.is_some() {
                    all.stopped.push(at);
                } else if !unit.submitted {
                    all.unsent.push(at);
                } else {
                    all.missing += unit.missing;
                    all.unreadable += unit.unreadable;
                    all.unconfirmed += unit.unconfirmed;
                    all.failed_checks += unit.failed_checks;
                    all.doubts += unit.doubts;
                    all.replies += unit.reply_refused;
                    all.files += unit.unread_files();
                    all.open_peers += unit.open_peers;
                }
                all.refused += refused(results, disputes, (number, position));
                all.absent += unit.appraisal_absent;
            }
        }
        let scored = |at: &usize| results.blocks.iter().any(|block| block.block == *at);
        all.unscored = (0..results.round.blocks.len()).filter(|at| !scored(at)).collect();
        let of_survey = |file: &str| {
            let mut accounts = results.ledger.accounts.iter();
            accounts.any(|a| a.read_as == ReadAs::Survey && *a.file == *file)
        };
        let errors = results.problems.iter().filter(|p| p.kind.level == Level::Error);
        all.survey_errors = errors.filter(|p| of_survey(&p.place.file)).map(|p| p.times).sum();
        all
    }
}

/// The leaves of a unit with an appraisal that cannot be used. Contradicting rows are not among
/// them where they are a dispute, which is weighed.
fn refused(results: &Results, disputes: &[Dispute], (block, unit): (usize, usize)) -> usize {
    let in_dispute = |leaf: usize| {
        let place = (block, unit, leaf, Cause::Conflict);
        disputes.iter().any(|d| (d.block, d.unit, d.leaf, d.cause) == place)
    };
    let leaves = results.blocks[block].scores[unit].leaves.iter().enumerate();
    let refused = leaves.filter_map(|(at, leaf)| Some((at, leaf.refusal.as_deref()?)));
    let refused = refused.filter(|(_, why)| why.what.is_appraisal());
    refused.filter(|(at, why)| !(in_dispute(*at) && is_contradiction(results, why))).count()
}

fn is_contradiction(results: &Results, refusal: &Refusal) -> bool {
    let all = &results.appraisals;
    let points = all.conflicts.iter().flat_map(|c| &c.said).map(|one| &one.origin);
    let values = all.value_conflicts.iter().flat_map(|c| &c.said).map(|one| &one.origin);
    points.chain(values).any(|origin| refusal.origin.as_ref() == Some(origin))
}
