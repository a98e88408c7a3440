//! What a run has to say: the problems and what became of every row.

use super::Ledger;
use crate::problem::Problems;

/// All that was found so far; stages add to both and go on.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    pub problems: Problems,
    pub ledger: Ledger,
}

impl Findings {
    /// Adds what another thread found.
    pub fn extend(&mut self, other: Findings) {
        self.problems.extend(other.problems);
        self.ledger.extend(other.ledger);
    }
}
