//! Text tables: CSV as a grid, and of any length in pieces.

pub(super) mod csv;
mod encoding;
mod lines;
mod long;
mod pieces;

pub use long::{LongTable, long_table};
