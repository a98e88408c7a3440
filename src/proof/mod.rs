//! The papers behind the points: what forms name as proof, what lies in the folders, and where the
//! two do not meet. Nothing here says that a paper is false: it says where a person has to look.

mod cursor;
mod grammar;
mod named;
mod types;

pub use grammar::named_in;
pub use named::{Document, Mention};
pub use types::{DocumentType, TYPES};
