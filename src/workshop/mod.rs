//! Between the annex of a decision, as people write it, and a criteria set: an annex to a draft of
//! the set, and the set back to an annex.

pub mod annex;
pub mod draft;
pub mod lint;
pub mod scale;
pub mod table;
