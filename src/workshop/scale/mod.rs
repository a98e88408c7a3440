//! The text of a scale (*Cách tính điểm*) to what it says: a closed grammar. What is not wholly
//! understood is refused with a reason; nothing is guessed.

mod answers;
mod bounds;
mod clauses;
mod deadline;
mod each;
mod meaning;
mod number;
mod ratio;
mod read;
mod say;
mod steps;
mod survey;
#[cfg(test)]
mod tests;
mod unclear;

pub use meaning::{Late, Reading, Scale, Side, Step, Steps};
pub use read::read;
pub use say::say;
pub use unclear::Unclear;
