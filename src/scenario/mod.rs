//! The round with stated changes, run by the same functions as the official run: what if a value
//! were another, an appraiser gave other points, a survey found another share, a unit sent
//! something, another criteria set counted. Never a second evaluator, never an estimate; leaves
//! that hang on no change are not scored again.

mod base;
mod change;
mod set;

pub use base::{Base, Outcome};
pub use change::Change;
pub use set::{Carried, Carry, Under, carry, is_same_leaf, run};
