//! Two results of the same units side by side, like for like: the two years, or two criteria sets
//! over one round. Every difference of an index is given as parts that add up to it exactly.

mod comparison;
mod figures;
mod mapping;
mod predecessors;
mod scorable;
mod try_set;
mod years;

pub use comparison::{
    BlockPair, Comparison, Kind, LeafPair, LeafSpread, Mapped, MappedAs, Parts, Refused, UnitPair,
};
pub use figures::{LeafFigure, UnitFigures, figures_of};
pub use mapping::{mapping, proposals};
pub use try_set::{carried, try_set};
pub use years::{Last, UnderSet, years};
