//! Between the annex of a decision, as people write it, and a criteria set: the text of a scale to
//! a rule and back.

pub mod draft;
pub mod scale;
pub mod table;
