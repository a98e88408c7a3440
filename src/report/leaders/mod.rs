//! *tong-hop.html*: what leaders look at, as blocks, and the figures that its comparisons use.

mod figures;
mod page;
mod sections;
mod unit;

pub use figures::Figures;
pub use page::{Leaders, UnitCauses};
pub use sections::Section;
