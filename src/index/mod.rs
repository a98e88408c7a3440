//! From leaf scores to the index, the rank and the class of every unit of a block.

mod again;
mod classes;
mod from_scores;
mod gates;
mod official;
mod ranks;
pub mod reach;

use std::sync::Arc;

use crate::evidence::{SentAs, SentFile, Stop};
use crate::rubric::ClassGate;
use crate::scores::Gated;
use crate::terms::Exact;

pub use again::{Other, again};
pub(crate) use classes::holds;
pub use from_scores::from_scores;
pub use official::{OfficialPoints, official_points, report_official};
pub use ranks::{Place, Places, Standing, figure, standings};

/// The figures of one block.
#[derive(Debug, Clone)]
pub struct BlockIndex {
    /// One per unit of the block, in the order of the round.
    pub units: Vec<UnitIndex>,
    /// Unweighted mean of the exact indices of the ranked units, in percent.
    pub mean: Option<Exact>,
    /// The same mean of the component indices, one per `Rubric::nodes`.
    pub node_means: Vec<Option<Exact>>,
}

/// The figures of one unit. Points in the set's points, indices in percent; all exact.
#[derive(Debug, Clone)]
pub struct UnitIndex {
    /// The unit's own form, when it sent one.
    pub file: Option<Arc<str>>,
    /// Something that the unit sent was read.
    pub submitted: bool,
    /// Why nothing of what the unit sent could be used; it is not ranked until that is settled.
    pub stopped: Option<Stop>,
    /// One per `Rubric::nodes`.
    pub nodes: Vec<NodeIndex>,
    /// With bonus and penalty, within `[0, applicable_max]` unless the set says otherwise.
    pub points: Exact,
    pub applicable_max: Exact,
    pub bonus: Exact,
    pub penalty: Exact,
    /// The unit's own total by its self scores, when it gave any.
    pub self_points: Option<Exact>,
    /// `None` when the unit is not ranked or nothing applies to it.
    pub index: Option<Exact>,
    /// `index` rounded half-up for publication.
    pub published: Option<Exact>,
    pub rank: Option<usize>,
    /// Another unit has the same rank.
    pub tied: bool,
    /// What parts it from units of its figure, one per `RoundRules::tie_break`; `None` where it
    /// has no such figure.
    pub ties: Vec<Option<Exact>>,
    /// Positions in `ties` of those that were looked at, because others had its figure.
    pub parted_by: Vec<usize>,
    pub class: Option<String>,
    /// What kept the unit from a higher class that its index reaches.
    pub class_held: Option<ClassHeld>,
    /// Leaves by what is not final about them.
    pub missing: usize,
    pub unreadable: usize,
    pub pending: usize,
    /// Leaves for which an appraiser sent something that cannot be used: their points are not
    /// final.
    pub appraisal_refused: usize,
    /// Of these, the leaves for which nothing came at all.
    pub appraisal_absent: usize,
    /// Leaves with a reply of the unit that was to correct a figure and cannot be used.
    pub reply_refused: usize,
    /// Leaves of a survey of which forms cannot be used.
    pub survey_refused: usize,
    /// Leaves with an official figure that cannot be used.
    pub official_refused: usize,
    /// Leaves whose points hang on values of other units that are not settled.
    pub open_peers: usize,
    /// Leaves that the unit claims not to apply, which no appraiser has seen.
    pub unconfirmed: usize,
    /// Identities of the set that its values break: they cannot all be true.
    pub failed_checks: usize,
    /// Values that hardly can be true, are used all the same, and that no appraiser has looked at.
    pub doubts: usize,
    /// Leaves whose points an appraiser gave before the figures changed that they rest on.
    pub outdated: usize,
    /// Every file that the unit sent, and what became of it.
    pub files: Vec<SentFile>,
}

impl UnitIndex {
    /// Whether a figure of the unit can still change: the reader must not take it for final.
    pub fn is_provisional(&self) -> bool {
        self.open() > 0 || self.stopped.is_some()
    }

    /// Whether its figures rest on something that it sent: else its noughts are no result.
    pub fn has_data(&self) -> bool {
        self.submitted && self.stopped.is_none()
    }

    /// Leaves for which something came that cannot be used.
    pub fn appraisal_unusable(&self) -> usize {
        self.appraisal_refused - self.appraisal_absent
    }

    /// Further files of the unit that cannot be read.
    pub fn unread_files(&self) -> usize {
        self.files.iter().filter(|sent| sent.sent_as == SentAs::Unread).count()
    }

    /// How many things of the unit are not settled.
    pub fn open(&self) -> usize {
        let unsaid = self.missing + self.unreadable + self.pending;
        let refused = self.appraisal_refused
            + self.reply_refused
            + self.survey_refused
            + self.official_refused;
        let others = refused + self.unread_files() + self.open_peers;
        unsaid + others + self.unconfirmed + self.failed_checks + self.doubts + self.outdated
    }
}

#[derive(Debug, Clone)]
pub struct NodeIndex {
    /// After gates and caps.
    pub points: Exact,
    pub applicable_max: Exact,
    /// `100 × points / applicable_max`; `None` when not applicable.
    pub index: Option<Exact>,
    pub gated: Option<Gated>,
}

/// The gate that kept a unit from a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassHeld {
    pub class: String,
    /// The gates that did not hold.
    pub gates: Vec<ClassGate>,
    /// The share of one that every field had to reach.
    pub every_field: Exact,
    /// Codes of the fields that did not.
    pub fields: Vec<String>,
}
