//! What a register comes to: a figure for each item and unit that it covers.

use super::item::Item;
use crate::terms::Date;

/// What an item comes to for a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// Position in `Round::units`.
    pub unit: usize,
    /// Position in the items of the register.
    pub item: usize,
    pub value: i64,
    /// Rows that made it.
    pub rows: i64,
    /// Rows of the period of which it is not known, since a cell is blank, and of which a cell cannot
    /// be read. Neither counts as a no.
    pub unknown: i64,
    pub unreadable: i64,
}

/// How many rows of a unit an extract has, whatever their period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRows {
    /// Position in `Round::units`.
    pub unit: usize,
    pub rows: usize,
}

/// All that a register comes to.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    pub items: Vec<Item>,
    pub figures: Vec<Figure>,
    /// Units with at least one row, in the order of the round.
    pub units: Vec<UnitRows>,
    /// The extract is not whole: nothing is taken from it.
    pub torn: bool,
    /// Rows within the period, and beside it.
    pub inside: usize,
    pub outside: usize,
    /// Year and month of every month with a row of the period.
    pub months: Vec<(i32, u32)>,
    /// The latest day of a row.
    pub last: Option<Date>,
}

impl Figures {
    pub fn of(&self, unit: usize, item: usize) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.unit == unit && figure.item == item)
    }
}
