//! Text tables: CSV as a grid, and of any length in pieces.

pub(super) mod csv;
mod encoding;
mod lines;
mod long;
mod pieces;

pub use long::{LongTable, long_table};

use super::input::{FORM, Input};
use crate::problem::Problems;

/// The text of a plain file, in whatever encoding a CSV file may have; `None` when that is not
/// clear, which is told.
pub fn plain_text(bytes: &[u8], shown: &str, problems: &mut Problems) -> Option<String> {
    let input = Input { bytes, shown, extension: "txt", limits: &FORM };
    let text = csv::decoded(&input, problems).map(std::borrow::Cow::into_owned);
    text.map_err(|problem| problems.push(problem)).ok()
}
