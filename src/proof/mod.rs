//! The papers behind the points: what forms name as proof, what lies in the folders, and where the
//! two do not meet. Nothing here says that a paper is false: it says where a person has to look.

mod checks;
mod cursor;
mod files;
mod grammar;
mod matching;
mod named;
mod register;
mod sample;
mod types;

pub use checks::problems;
pub use files::{Nature, ProofFile, nature, place_of, root_of};
pub use grammar::named_in;
pub use named::{Document, Mention};
pub use register::{LeafProof, Named, Register};
pub use sample::drawn;
pub use types::{DocumentType, TYPES};
