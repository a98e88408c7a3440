//! The block of place, date and signatures below the table.

use super::state::{Columns, Rows};
use crate::evidence::cell_text::{filled, has_digit, is_code, written};
use crate::evidence::values::is_answer;
use crate::grid::{Cell, Content, Row};
use crate::text::fold;

/// The last row that has a key, a code, or the label of an item: below it there is no data.
pub(crate) fn last_of_data(rows: &Rows<'_>) -> u32 {
    let is_data = |row: &&Row| {
        let Some(table) = rows.sections.table(row.index) else { return false };
        let c = &Columns::of(table);
        let label = filled(row, c.item).or_else(|| filled(row, c.name)).map(written);
        filled(row, c.key).is_some()
            || filled(row, c.code).is_some_and(is_code)
            || label.is_some_and(|label| !rows.set.labelled(&label).is_empty())
    };
    rows.grid.rows.iter().rfind(is_data).map_or(0, |row| row.index)
}

/// Whether what stands in the column of values of a row below the data belongs to the
/// signatures: “Long Hoa, ngày 05 tháng 12 năm 2020” without a label, “CHỦ TỊCH”, a name; never
/// what could be an answer, such as a row that the unit added.
pub(crate) fn is_part(rows: &Rows<'_>, row: &Row, label: &str, value: &Cell) -> bool {
    let Content::Text(text) = &value.content else { return false };
    if row.index <= rows.last_of_data || is_answer(value, &rows.set.rubric.items) {
        return false;
    }
    if has_digit(value) {
        return label.is_empty() && is_dated(&fold(text));
    }
    true
}

/// “…, ngày 05 tháng 12 năm 2020”, perhaps with its day left to be written.
fn is_dated(folded: &str) -> bool {
    let parts = ["ngày", "tháng", "năm"].map(|word| folded.find(word));
    matches!(parts, [Some(day), Some(month), Some(year)] if day < month && month < year)
}
