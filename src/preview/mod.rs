//! What is still contested, and what would come of it: open disputes → their effect on points,
//! index, rank and class, and the best and worst case of every unit.
//!
//! Nothing is estimated: every figure is scored again as if the dispute were settled that way
//! in round 2, by the same functions that score the round.

mod disputes;
mod outlook;
mod unsettled;

pub use disputes::{Cause, Choice, Claimant, Dispute, open};
pub use outlook::{Case, Effect, Figures, Move, Outlook, TOP, accepting, outlook};
pub use unsettled::Unsettled;
