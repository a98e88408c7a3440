//! What the reading of a survey gave, before its rules are applied.

use std::collections::BTreeMap;

use super::period::Period;
use super::reasons::Reason;
use crate::survey::forms::Forms;

/// So many rejected rows of a survey are listed one by one.
pub(crate) const LISTED: usize = 5_000;

/// What the reading gave.
pub struct Read {
    pub forms: Forms,
    pub rejected: Vec<Rejected>,
    /// How many forms were not taken, by [`Reason`].
    pub reasons: [usize; Reason::COUNT],
    /// How many forms of a unit were not taken, by its position.
    pub rejected_units: BTreeMap<u32, usize>,
    /// What the round is about; `None` leaves the days of forms unjudged.
    pub period: Option<Period>,
}

/// A form that was not taken.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// Position in `Forms::sheets`.
    pub sheet: usize,
    /// From 0.
    pub row: u32,
    /// Position in `Round::units`, when it is known.
    pub unit: Option<u32>,
    pub reason: Reason,
}
