//! The files that units send: which sheets are forms, whose they are, which of several counts.

mod against;
mod foreign;
mod headings;
mod identity;
mod late;
mod name;
mod proof_files;
mod sheets;
mod title;
mod versions;

pub(super) use against::Set;
pub use against::{Against, KnownFigure};
pub use foreign::foreign;
pub(super) use headings::VALUES;
pub(super) use headings::is_of_other_period;
pub(super) use headings::measure;
pub(crate) use headings::other_period;
pub use identity::set_changed;
pub(super) use identity::{
    UNIT_LABELS, another_unit, other_round, unit_of, without_items, wrong_meta, wrong_year,
};
pub use late::{refuse_late, timeless};
pub(super) use name::unit_of_name;
pub use name::{unit_of_later, unit_of_version};
pub use proof_files::{NamedFiles, unescaped};
pub(super) use sheets::{Group, choose};
pub(super) use title::doubted;
pub(super) use versions::Sent;
pub use versions::{choices_exist, differences};
