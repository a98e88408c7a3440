//! Finds files: those that the patterns name, those that none names, and where they may be instead.

mod below;
mod find;
mod names;
mod similar;
mod stray;
mod tables;
mod walk;

pub use below::below;
pub use find::{Found, find};
pub use names::is_temporary;
pub use similar::absent;
pub use stray::{Strange, Stray, strays};
