//! Columns that hold one thing in several versions of a form: an online form that was edited
//! leaves the old column beside the new one, and no respondent filled in both.

use crate::grid::{Held, Line};

/// The column that stands for all, and the others.
pub(in crate::survey) type Versions = Vec<(u32, Vec<u32>)>;

/// A row in which each thing stands in its first column, whichever version was filled in.
pub(in crate::survey) struct Joined<'l, L> {
    pub line: &'l L,
    pub versions: &'l [(u32, Vec<u32>)],
}

impl<L: Line> Joined<'_, L> {
    /// The first columns of what was filled in more than once.
    pub(crate) fn filled_twice(&self) -> Vec<u32> {
        let filled = |column: &u32| !is_blank(self.line.held(*column));
        let twice = |(first, others): &&(u32, Vec<u32>)| {
            others.iter().chain([first]).filter(|column| filled(column)).count() > 1
        };
        self.versions.iter().filter(twice).map(|(first, _)| *first).collect()
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
