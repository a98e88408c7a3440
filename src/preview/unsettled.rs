//! What can still change the results, counted; and what of it nobody can weigh before it is there.

use super::disputes::is_contradiction;
use super::open::weighed_checks;
use crate::ledger::ReadAs;
use crate::problem::Level;
use crate::results::Results;
use crate::scores::UnitScores;

/// Counts of what is open besides disputes.
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
    /// Leaves appraised before their figures changed, and with an official figure that cannot be
    /// used.
    pub outdated: usize,
    pub official: usize,
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
    /// Broken identities over values that no points hang on.
    pub unweighed_checks: usize,
    /// Files of which nothing is used and nobody knows what they would change.
    pub unused_files: usize,
}

impl Unsettled {
    pub fn of(results: &Results) -> Unsettled {
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
                    all.outdated += unit.outdated;
                    all.official += unit.official_refused;
                    all.replies += unit.reply_refused;
                    all.files += unit.unread_files();
                    all.open_peers += unit.open_peers;
                }
                all.refused += refused(results, &block.scores[position]);
                all.absent += unit.appraisal_absent;
                all.unweighed_checks +=
                    unit.failed_checks.saturating_sub(weighed_checks(results, number, position));
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
        all.unused_files = results.unused().len();
        all
    }

    /// What nobody can weigh: as long as there is any, nothing is said of all that is open.
    pub fn unweighed(&self) -> usize {
        self.unscored.len() + self.survey_errors + self.unweighed_checks + self.unused_files
    }
}

/// The leaves of a unit with an appraisal that cannot be used, rows that contradict each other
/// apart.
fn refused(results: &Results, scores: &UnitScores) -> usize {
    let all = scores.leaves.iter().filter_map(|leaf| leaf.refusal.as_deref());
    all.filter(|why| why.what.is_appraisal() && !is_contradiction(results, why)).count()
}
