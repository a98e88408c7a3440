//! What is to be mended and how it was read: *Phải sửa*, *Đã hiểu như sau*, *Vấn đề*, *Đối soát*, and
//! what of it goes to a unit.

pub(super) mod findings;
pub(super) mod ledger;
mod list;
pub(super) mod problems;
pub mod to_ward;

pub use list::{ToMend, to_mend};
