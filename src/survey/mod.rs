//! Satisfaction (SIPAS) and the officials' survey: a scheme, the forms, and what they say.
//! Counts and shares are exact; errors and intervals are binary floats.

mod figures;
pub mod forms;
pub mod from_grids;
pub mod quality;
mod sample;
pub mod scheme;

pub use figures::{
    Absent, BlockSatisfaction, Confidence, FactorIndex, QuestionIndex, Satisfaction, SideCounts,
    SideUnit, UnitSatisfaction, absent, outcome, tally,
};
pub(crate) use figures::{intervals, weights};
pub(crate) use forms::may_be_personal;
pub(crate) use forms::personal::is_sayable;
pub use forms::{FileOptions, Forms, Part, PartReader, Plan, veil, withhold};
pub use from_grids::FormCollector;
pub use quality::{Fieldwork, Quality};
pub use sample::{Population, Populations, Quota, ServiceQuota, register};
pub(crate) use sample::{populations, sampling};
pub use scheme::{Reading, Scheme};
