//! What the leaves of a block are scored from.

use crate::appraisal::Appraisals;
use crate::evidence::UnitEvidence;
use crate::expr::SurveyOf;
use crate::official::Known;
use crate::refusal::Refusal;
use crate::round::Round;
use crate::rubric::Rubric;
use crate::terms::{Exact, Key, UnitId};
use crate::value::Outcome;

/// What the leaves of one block are scored from.
pub struct Sources<'a> {
    pub round: &'a Round,
    pub rubric: &'a Rubric,
    /// Positions in `Round::units`.
    pub units: &'a [usize],
    /// One per `Round::units`.
    pub evidence: &'a [UnitEvidence],
    pub appraisals: &'a Appraisals,
    /// Official figures of the round's units.
    pub official: &'a [Known],
    /// What units and surveys sent and cannot be used.
    pub refused: &'a [Refusal],
    /// Whether the survey with this scheme was held in the round.
    pub held: &'a (dyn Fn(&str) -> bool + Sync),
    /// What a survey found of a unit, as a share of one.
    pub share: &'a (dyn Fn(&UnitId, &str, &SurveyOf) -> Option<Exact> + Sync),
    /// A value of last year's results.
    pub last_year: &'a (dyn Fn(&UnitId, &Key) -> Outcome + Sync),
}
