//! One sheet of forms while it is read, piece by piece: rows in, a [`Part`] out.

mod cells;
mod known;
mod odd_answers;
mod part;
mod plan;
mod reader;
mod state;

pub use part::Part;
pub(crate) use plan::unit_of;
pub use plan::{FileOptions, Plan};
pub use reader::PartReader;
pub(crate) use reader::UNITS_SAID;
