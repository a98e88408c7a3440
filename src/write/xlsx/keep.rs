//! A signature never stands alone on a sheet of paper: the last rows of its table go with it.

use std::collections::BTreeMap;

/// Height and width that are printed of A4 landscape, in points.
const PRINTED: (f64, f64) = (482.0, 714.0);
/// Printers and viewers do not agree: some count their header and footer to the paper.
const SURE: f64 = 0.86;
/// So many last rows of the table go with the signature.
const ROWS: u32 = 2;
/// The height of a row that has none of its own, in points.
const PLAIN: f64 = 15.0;

/// The heights of rows, in points, as far as they were set.
#[derive(Default)]
pub(super) struct Heights(BTreeMap<u32, f64>);

impl Heights {
    pub(super) fn note(&mut self, row: u32, height: f64) {
        self.0.insert(row, height);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The first row below what is `points` high and begins at row `top`.
    pub(super) fn below(&self, top: u32, points: f64) -> u32 {
        let (mut row, mut left) = (top, points);
        while left > 0.0 {
            left -= self.of(row);
            row += 1;
        }
        row
    }

    fn of(&self, row: u32) -> f64 {
        self.0.get(&row).copied().unwrap_or(PLAIN)
    }

    /// The row before which the paper must end so that rows `first` to `last` (a signature below a
    /// table) are not parted from the end of the table; `None` when they stand with it anyway.
    /// `width` is that of all columns in points, `repeated` the row that every paper begins with.
    pub(super) fn break_before(
        &self,
        (first, last): (u32, u32),
        width: f64,
        repeated: Option<u32>,
    ) -> Option<u32> {
        let scale = (PRINTED.1 / width.max(1.0)).min(1.0);
        let room = PRINTED.0 * SURE / scale;
        let head = repeated.map_or(0.0, |row| self.of(row));
        let (mut used, mut start) = (0.0, 0);
        for row in 0..=last {
            if used + self.of(row) > room && row > start {
                start = row;
                used = head;
            }
            used += self.of(row);
        }
        // `start` is where the last paper begins.
        let kept = first.saturating_sub(ROWS + 1);
        (start > kept && start <= last && kept > 0).then_some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of 20 points on a paper that holds 22 of them (0.95 × 482 / 20).
    fn heights(rows: u32) -> Heights {
        let mut heights = Heights::default();
        (0..rows).for_each(|row| heights.note(row, 20.0));
        heights
    }

    #[test]
    fn a_signature_that_fits_stays_where_it_is() {
        assert_eq!(heights(20).break_before((12, 19), 700.0, Some(1)), None);
    }

    #[test]
    fn a_signature_over_the_edge_takes_two_rows_of_the_table_along() {
        // Rows 0 to 19 are above; the signature in 20 to 27 would be torn at row 22.
        assert_eq!(heights(28).break_before((20, 27), 700.0, Some(1)), Some(17));
        // It would begin the second paper.
        assert_eq!(heights(30).break_before((22, 29), 700.0, Some(1)), Some(19));
        // Twice as wide: the paper holds twice as many rows.
        assert_eq!(heights(28).break_before((20, 27), 1400.0, Some(1)), None);
    }
}
