//! The workbooks that go out to be filled in: evidence form, send-back, explanation. Pure:
//! a round and its results in, neutral form models out; `write` turns them into files.

mod answer;
pub mod appraisal;
pub mod board;
pub mod evidence;
pub mod explain;
mod frame;
pub mod prefill;
pub mod questions;
pub mod sendback;
pub mod workbook;

use crate::appraisal::Appraisals;
use crate::evidence::UnitEvidence;
use crate::replies::Replies;

pub use answer::NOT_APPLICABLE;

/// What came in, beside the results: what the forms that go back are made from.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// One per `Round::units`, with the answers of the units laid over it.
    pub evidence: Vec<UnitEvidence>,
    pub replies: Replies,
    pub appraisals: Appraisals,
}
