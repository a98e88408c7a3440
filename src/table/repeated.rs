//! What a form of ours repeats beside the cells to fill in: it tells whether a row that came
//! back is still one row. Whoever sorts a part of the columns, or pastes rows, moves the one
//! without the other.

use super::{Table, label_of};
use crate::grid::{Cell, Grid, Row, plain, said};
use crate::text::{fold, tidy};

/// What a row repeats: under each heading one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeated {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// Folded.
    heading: String,
    column: u32,
    said: String,
}

/// The first thing that a row repeats otherwise than it went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// As a person reads it.
    pub heading: String,
    /// Of the row that came back.
    pub column: u32,
    pub found: String,
    pub wanted: String,
}

/// The columns under these headings that have something in them below the header.
#[derive(Debug, Clone, Default)]
pub struct RepeatedColumns(Vec<(String, u32)>);

impl RepeatedColumns {
    pub fn new(grid: &Grid, table: &Table, headings: &[&str]) -> RepeatedColumns {
        let rows = table.header.0..=table.header.1;
        let below = |column: u32| {
            let mut rows = grid.rows.iter().filter(|row| row.index >= table.first_row);
            rows.any(|row| row.cell(column).is_some_and(|cell| !said(cell).is_empty()))
        };
        let column = |heading: &&str| {
            let wanted = fold(heading);
            let cells = grid.rows.iter().filter(|row| rows.contains(&row.index));
            let mut cells = cells.flat_map(|row| &row.cells);
            let is = |cell: &Cell| label_of(cell).is_some_and(|text| fold(&text) == wanted);
            let (column, _) = cells.find(|(_, cell)| is(cell))?;
            below(*column).then_some((heading.to_string(), *column))
        };
        RepeatedColumns(headings.iter().filter_map(column).collect())
    }

    pub fn of(&self, row: &Row) -> Repeated {
        let text = |column| row.cell(column).map(|cell| tidy(&said(cell))).unwrap_or_default();
        let parts = self.0.iter().map(|(heading, column)| Part {
            heading: heading.clone(),
            column: *column,
            said: text(*column),
        });
        Repeated { parts: parts.collect() }
    }
}

impl Repeated {
    /// What is known of a row from elsewhere than a table: a text under each heading.
    pub fn known(said: impl IntoIterator<Item = (&'static str, String)>) -> Repeated {
        let part = |(heading, text): (&str, String)| {
            let said = tidy(&plain(&text));
            Part { heading: heading.to_string(), column: 0, said }
        };
        Repeated { parts: said.into_iter().map(part).collect() }
    }

    /// The text under a heading, when the row has it.
    pub fn under(&self, heading: &str) -> Option<&str> {
        self.parts.iter().find(|part| part.heading == heading).map(|part| part.said.as_str())
    }

    /// Under which headings none of several states of a row says what came.
    pub fn differs_from_all<'s>(
        &self,
        states: impl Iterator<Item = &'s Repeated> + Clone,
    ) -> Option<Differs> {
        self.parts.iter().find_map(|part| {
            let mut own = states.clone().filter_map(|state| state.under(&part.heading)).peekable();
            let wanted = own.peek()?.to_string();
            let known = own.any(|own| same(own, &part.said));
            (!known).then(|| Differs {
                heading: part.heading.clone(),
                column: part.column,
                found: part.said.clone(),
                wanted,
            })
        })
    }

    /// In what a row that came back differs from the one that went out; what stands in only one
    /// of them says nothing.
    pub fn differs(&self, came: &Repeated) -> Option<Differs> {
        came.parts.iter().find_map(|part| {
            let own = self.parts.iter().find(|own| own.heading == part.heading)?;
            (!same(&own.said, &part.said)).then(|| Differs {
                heading: part.heading.clone(),
                column: part.column,
                found: part.said.clone(),
                wanted: own.said.clone(),
            })
        })
    }
}

/// Points may come back as they were shown, with two decimals.
fn same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() < 0.005_000_001,
        _ => fold(one) == fold(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_decimals_are_the_same_points() {
        assert!(same("3.02168021680217", "3.02") && same("4", "4"));
        assert!(!same("3.02168021680217", "3.03") && !same("4", "") && !same("4", "Không"));
    }
}
