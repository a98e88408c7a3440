//! From the text of a scale to what it says.

use super::meaning::{Reading, Scale};
use super::unclear::Unclear;
use super::{answers, clauses, deadline, each, ratio, steps, survey};
use crate::terms::Exact;

/// Reads a scale of a leaf whose maximum is `max`. `year` completes dates without one.
///
/// # Errors
/// Why the text is not understood; it then goes to a person as it is.
pub fn read(text: &str, max: &Exact, year: Option<i32>) -> Result<Reading, Unclear> {
    if crate::text::tidy(text).is_empty() {
        return Err(Unclear::Empty);
    }
    if survey::read(text) {
        return Ok(Scale::Survey.into());
    }
    if !text.contains(|c: char| c.is_ascii_digit() || c == '×') && !ratio::is_spoken_of(text) {
        return Err(Unclear::Unknown);
    }
    if let Some(read) = each::read(text, max) {
        return read.map(Reading::from);
    }
    if let Some(read) = ratio::read(text, max) {
        return read.map(Reading::from);
    }
    let clauses = clauses::of(text, max)?;
    if let Some(read) = deadline::read(&clauses, max, year) {
        return read;
    }
    if let Some(read) = steps::read(&clauses, max) {
        return read;
    }
    answers::read(&clauses, max).map(Reading::from)
}
