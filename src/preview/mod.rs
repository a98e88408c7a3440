//! What is still open, before it is settled: what each way to settle it would change, each supposed
//! of the round by the functions that score it.

mod disputes;
mod open;
mod outlook;
mod unsettled;

pub use disputes::{Cause, Choice, Claimant, Dispute};
pub use open::open;
pub use outlook::{Case, ClassMove, EachBase, Effect, Figures, Move, Outlook, TOP, outlook};
pub use unsettled::Unsettled;
