//! What can still change the results and is no dispute: nobody can weigh it before it is there.

use crate::ledger::ReadAs;
use crate::problem::Level;
use crate::results::Results;

/// Counts of what the preview cannot weigh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// Leaves of units that sent something: without data, unreadable, with an appraisal that
    /// cannot be used, claimed not to apply and not confirmed.
    pub missing: usize,
    pub unreadable: usize,
    pub refused: usize,
    pub unconfirmed: usize,
    /// Identities of the set that values break.
    pub failed_checks: usize,
    /// Values that hardly can be true and that no appraiser has looked at.
    pub doubts: usize,
    /// Positions in `Round::units`: nothing was sent, or nothing that was sent can be used.
    pub unsent: Vec<usize>,
    pub stopped: Vec<usize>,
    /// Blocks that could not be scored, as positions in `Round::blocks`.
    pub unscored: Vec<usize>,
    /// Errors in the forms of surveys.
    pub survey_errors: usize,
}

impl Unsettled {
    pub fn of(results: &Results) -> Unsettled {
        let mut all = Unsettled::default();
        for block in &results.blocks {
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
                }
                all.refused += unit.appraisal_refused;
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

    pub fn is_nothing(&self) -> bool {
        *self == Unsettled::default()
    }
}
