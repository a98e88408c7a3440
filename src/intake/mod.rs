//! Files that somebody drops: what each is, whose, and where in the round it belongs; then it is
//! copied there, never over anything. What a file is, its content says, by the readers that will
//! read it there.

mod desk;
mod documents;
mod fate;
mod known;
mod places;
mod plan;
mod proof;
mod recognise;
mod take;
mod what;
mod words;

pub use desk::Desk;
pub use fate::{Fate, Planned};
pub use plan::plan;
pub use proof::folder as proof_folder;
pub use take::take;
pub use what::{Dropped, Recognised, What, Whose};
pub use words::summary;
