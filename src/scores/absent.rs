//! A word that a leaf does not apply, and what becomes of it.

use super::{Claim, Confirmed};
use crate::appraisal::Correction;
use crate::value::Origin;

/// A word that the leaf does not apply, which its data hold.
pub(super) struct Absent<'a> {
    pub origin: Option<Origin>,
    /// The unit says so itself.
    pub is_own: bool,
    /// An appraiser corrected a value to that.
    pub by: Option<&'a Correction>,
}

impl Absent<'_> {
    /// What the unit claims itself; an appraiser who says the same has seen it.
    pub(super) fn claim(self) -> Option<Claim> {
        let confirmed = self.by.map(|by| Confirmed {
            round: by.round,
            agency: by.agency.clone(),
            origin: by.origin.clone(),
        });
        self.is_own.then_some(Claim { origin: self.origin, confirmed })
    }
}
