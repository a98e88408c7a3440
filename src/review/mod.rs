//! Whether the appraisers treated like cases alike: units with the same facts and different
//! points, and appraisers who cut more or less than the others.

mod appraisers;
mod like_cases;

pub use appraisers::{Appraiser, Basis, Cuts, ENOUGH, appraisers};
pub use like_cases::{LikeCase, Member, like_cases};
