//! Where something lies over the cells of a sheet.

use crate::grid::Area;

/// Where something begins and ends: column, its offset, row, its offset.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Anchor {
    pub from: Option<[f64; 4]>,
    pub to: Option<[f64; 4]>,
}

impl Anchor {
    /// The cells, and that of the middle. `size` is that of a common cell: width, height.
    pub(crate) fn area(&self, size: (f64, f64)) -> Option<(Area, (u32, u32))> {
        let from = self.from?;
        let place = |[column, dx, row, dy]: [f64; 4]| {
            (row + (dy / size.1).clamp(0.0, 0.99), column + (dx / size.0).clamp(0.0, 0.99))
        };
        let first = place(from);
        let last = self.to.map_or(first, place);
        let last = (last.0.max(first.0), last.1.max(first.1));
        let cell = |at: (f64, f64)| (at.0.max(0.0) as u32, at.1.max(0.0) as u32);
        // What ends where a cell begins does not reach into it.
        let before =
            |begin: f64, end: f64| if end > begin { (end - 0.005).max(begin) } else { end };
        let end = (before(first.0, last.0), before(first.1, last.1));
        let middle = (f64::midpoint(first.0, end.0), f64::midpoint(first.1, end.1));
        Some((Area { first: cell(first), last: cell(end) }, cell(middle)))
    }
}
