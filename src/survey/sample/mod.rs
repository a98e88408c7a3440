//! Samples: whom the survey is to ask, and how many there are.

mod draw;
mod population;
pub(crate) mod populations;
mod records;
pub mod register;
pub(crate) mod sampling;
mod strangers;
mod sums;

pub use populations::{Population, Populations};
pub use sampling::{Quota, ServiceQuota};
