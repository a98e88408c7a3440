//! The method as spreadsheet formulas over addresses handed in: leaves, gates, sums, index, rank
//! and class. The workbook, the try-out sheet and the form only say where the cells are.
//!
//! Binary floats cannot move a figure: what is published, ranked on or compared with 0 is rounded
//! to 10 places first.

mod address;
mod as_scored;
mod leaf;
mod sums;
mod used;

pub(crate) use address::{Address, ranges, sum_of};
pub(crate) use as_scored::AsScored;
pub(crate) use leaf::{
    CameTo, Policy, applicable, code_of, counted, gap_of, last, number, states_word,
    without_zero_base,
};
pub(crate) use sums::{
    capped, class_holds, closing, gate, percent, place_among, published, ranked_on, total,
};
pub(crate) use used::{Used, used};
