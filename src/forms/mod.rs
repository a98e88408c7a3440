//! The workbooks that go out to be filled in: evidence form, send-back, explanation. Pure:
//! a round and its results in, neutral form models out; `write` turns them into files.

mod answer;
pub mod appraisal;
pub mod board;
pub mod evidence;
pub mod explain;
mod frame;
pub mod identity;
mod live;
pub mod prefill;
pub mod questions;
pub mod sendback;
pub mod units;
pub mod workbook;

pub use frame::file_name;

use crate::appraisal::Appraisals;
use crate::evidence::{Stop, UnitEvidence};
use crate::replies::Replies;

/// What came in, beside the results: what the forms that go back are made from.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// One per `Round::units`, with the answers of the units laid over it.
    pub evidence: Vec<UnitEvidence>,
    pub replies: Replies,
    pub appraisals: Appraisals,
}

impl Collected {
    /// Whether a file is one that the unit itself sent.
    pub fn is_of_unit(&self, unit: usize, file: &str) -> bool {
        let evidence = self.evidence.get(unit);
        let form = evidence.and_then(|e| e.file.as_deref()) == Some(file);
        let versions = evidence.and_then(|e| e.stopped.as_ref()).is_some_and(|stop| match stop {
            Stop::Unusable { file: own } => own.as_ref() == file,
            Stop::Versions { files } => files.iter().any(|own| own.as_ref() == file),
        });
        let mut replies = self.replies.accepted.iter().filter(|r| r.unit == unit);
        form || versions || replies.any(|r| r.file.as_ref() == file)
    }
}
