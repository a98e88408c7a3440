//! Columns that hold one thing in several versions of a form: an online form that was edited
//! leaves the old column beside the new one, and so do the branches of a form. Who filled in both
//! said the same in them, or nobody knows what.

use crate::grid::{Held, Line};

/// The column that stands for all, and the others.
pub(crate) type Versions = Vec<(u32, Vec<u32>)>;

/// A row in which each thing stands in its first column, whichever version was filled in.
pub(crate) struct Joined<'l, L> {
    pub line: &'l L,
    pub versions: &'l [(u32, Vec<u32>)],
}

impl<L: Line> Joined<'_, L> {
    /// The first columns of what was filled in more than once and not alike, as `same` finds of
    /// the columns filled in.
    pub(crate) fn differing(&self, same: impl Fn(u32, &[u32]) -> bool) -> Vec<u32> {
        let differs = |(first, others): &&(u32, Vec<u32>)| {
            let all = [first].into_iter().chain(others).copied();
            let filled: Vec<u32> = all.filter(|c| !is_blank(self.line.held(*c))).collect();
            filled.len() > 1 && !same(*first, &filled)
        };
        self.versions.iter().filter(differs).map(|(first, _)| *first).collect()
    }

    fn column(&self, column: u32) -> u32 {
        let version = self.versions.iter().find(|(first, _)| *first == column);
        let Some((_, others)) = version.filter(|_| is_blank(self.line.held(column))) else {
            return column;
        };
        let filled = others.iter().find(|other| !is_blank(self.line.held(**other)));
        filled.copied().unwrap_or(column)
    }
}

impl<L: Line> Line for Joined<'_, L> {
    fn held(&self, column: u32) -> Held<'_> {
        self.line.held(self.column(column))
    }

    fn merged(&self, column: u32) -> Option<Held<'_>> {
        self.line.merged(self.column(column))
    }
}

fn is_blank(held: Held<'_>) -> bool {
    match held {
        Held::Nothing => true,
        Held::Text(text) => text.trim_ascii().is_empty(),
        Held::Cell(cell) => cell.text().is_some_and(|text| text.trim().is_empty()),
    }
}
