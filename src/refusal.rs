//! What was sent and cannot be used: until it is mended, the points that it may change are not
//! final. Every way in (appraisals, replies, further files of a unit, surveys) leaves its own here,
//! and scoring finds the leaves.

use std::sync::Arc;

use crate::terms::{AgencyId, Key};
use crate::value::Origin;

/// Something that was sent and cannot be used: a whole file, or a row of one. What is not known
/// of it may be anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub what: Refused,
    pub file: Arc<str>,
    /// The refused cell; `None` for a whole file.
    pub origin: Option<Origin>,
    /// The appraisal round from which on it is settled, when it is known.
    pub round: Option<u8>,
    /// Whose points; `None` when the file does not say it in a way that can be used.
    pub agency: Option<AgencyId>,
    /// Position in `Round::blocks`; `None` for all of them.
    pub block: Option<usize>,
    /// Position in `Round::units`; `None` for all of them.
    pub unit: Option<usize>,
    /// Position in `Rubric::nodes` of the unit's block.
    pub node: Option<usize>,
    /// The data item whose value was refused.
    pub key: Option<Key>,
}

/// What it was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    Appraisal,
    /// No appraisal came at all from where the round looks: the file is what it looks for.
    AbsentAppraisal,
    /// A unit's answer that takes the place of a figure.
    Reply,
    /// A further file of a unit whose form was read.
    File,
    /// Forms of a survey.
    Survey,
    /// A figure of an official table, which counts in the place of the declared one.
    Official,
}

impl Refused {
    /// The word in results.
    pub fn key(self) -> &'static str {
        match self {
            Refused::Appraisal => "appraisal",
            Refused::AbsentAppraisal => "appraisal_absent",
            Refused::Reply => "reply",
            Refused::File => "file",
            Refused::Survey => "survey",
            Refused::Official => "official",
        }
    }

    pub fn is_appraisal(self) -> bool {
        matches!(self, Refused::Appraisal | Refused::AbsentAppraisal)
    }
}

impl Refusal {
    /// A whole file of which nothing else is known.
    pub fn of_file(what: Refused, file: Arc<str>) -> Refusal {
        let (origin, round, agency) = (None, None, None);
        let (block, unit, node, key) = (None, None, None, None);
        Refusal { what, file, origin, round, agency, block, unit, node, key }
    }

    /// One cell of a unit.
    pub fn of_cell(what: Refused, origin: Origin, unit: usize) -> Refusal {
        let file = origin.file.clone();
        Refusal { origin: Some(origin), unit: Some(unit), ..Refusal::of_file(what, file) }
    }
}
