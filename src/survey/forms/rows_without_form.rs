//! Rows of a sheet of forms that are no forms: totals, notes and signatures below a table.

use crate::grid::{Held, Line};
use crate::table::is_total as is_sum;
use crate::text::fold;

use crate::survey::forms::columns::Spot;

/// Lines below a table that are no forms, beside those of sums.
const TOTALS: &[&str] = &["trung bình", "tỷ lệ"];
/// A mark, a code or a mistyped one has no more letters; words of a note have.
const MARK: usize = 3;

/// Whether a folded text heads a line of totals.
pub(crate) fn is_total(folded: &str) -> bool {
    TOTALS.contains(&folded) || is_sum(folded)
}

/// A text of totals stands before the answers.
pub(crate) fn heads_totals<L: Line>(line: &L, questions: &[Spot]) -> bool {
    let first = questions.iter().map(Spot::first).min().unwrap_or(0);
    (0..first).any(|column| {
        let held = line.held(column);
        matches!(held, Held::Text(_)) && is_total(fold(&held.raw()).trim_end_matches([':', '.']))
    })
}

/// Everything that stands in the columns of answers is as short as a mark or a code: somebody
/// filled in a form, however wrongly.
pub(crate) fn has_marks_only<L: Line>(line: &L, questions: &[Spot]) -> bool {
    let is_short = |column: u32| {
        line.merged(column).is_none() && line.held(column).raw().trim().chars().count() <= MARK
    };
    questions.iter().all(|spot| match spot {
        Spot::One(column) => is_short(*column),
        Spot::Ticks(columns) => columns.iter().all(|(column, _)| is_short(*column)),
    })
}
