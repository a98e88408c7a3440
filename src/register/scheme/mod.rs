//! What a register looks like: its columns, which of them names key, unit and day, and what is
//! derived from each row.

mod columns;
mod examples;
mod fault;
mod from_toml;

use super::cells::{Cell, of_text};
pub(crate) use super::kind::{DAY, Kind, day_of, days_of};
use crate::expr::Expr;
use crate::terms::Date;
use crate::value::DataKind;

pub use from_toml::{from_toml, schema};

/// A register as its scheme describes it.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Path of its file, as the round names it.
    pub file: String,
    pub id: String,
    pub title: String,
    pub columns: Vec<Column>,
    /// Positions in `columns`.
    pub key: usize,
    /// The column that names the unit.
    pub unit: usize,
    /// The column whose day decides the period of a row.
    pub date: usize,
    /// Header texts of columns that are never read.
    pub personal: Vec<String>,
    /// Expressions over the row, in order; later ones may name earlier ones.
    pub derived: Vec<Derived>,
}

/// A value that a row gives by an expression.
#[derive(Debug, Clone)]
pub struct Derived {
    pub id: String,
    pub expr: Expr,
    pub kind: DataKind,
}

/// A column that is read, or made of one that is read.
#[derive(Debug, Clone)]
pub struct Column {
    pub id: String,
    /// Texts that its header may have, the first of them for messages.
    pub headers: Vec<String>,
    pub kind: Kind,
    pub required: bool,
    /// What a blank cell, or a file without the column, means.
    pub default: Option<i64>,
    /// Keys look like `H15.50.05.13-261008-0975`.
    pub dossier_number: bool,
    pub made: Made,
}

/// Where the cells of a column come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// A column of the file.
    Read,
    /// How many days stand in the cell of a column.
    Times(usize),
    /// How many days passed between the days of two columns, pair by pair: all of them, or the last
    /// pair alone.
    Waited { from: usize, to: usize, last: bool },
}

/// What an expression may name beside the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Constants {
    pub period: Option<(Date, Date)>,
    pub as_of: Option<Date>,
}

/// First and last day of the period, and the day of the extract.
pub(crate) const CONSTANTS: [&str; 3] = ["ky_tu", "ky_den", "ngay_trich"];

impl Constants {
    /// The day that one of [`CONSTANTS`] stands for.
    pub(crate) fn day(&self, name: &str) -> Option<Date> {
        match name {
            "ky_tu" => self.period.map(|(from, _)| from),
            "ky_den" => self.period.map(|(_, to)| to),
            "ngay_trich" => self.as_of.or(self.period.map(|(_, to)| to)),
            _ => None,
        }
    }
}

impl Scheme {
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// Sets what blank cells of a column mean.
    ///
    /// # Errors
    /// There is no such column, or it cannot hold that.
    pub fn set_default(&mut self, id: &str, text: &str) -> Result<(), (String, String)> {
        let none = || (format!("mẫu sổ không có cột “{id}”"), format!("there is no column “{id}”"));
        let at = self.column(id).ok_or_else(none)?;
        let column = &mut self.columns[at];
        match of_text(text, &column.kind) {
            Cell::Kept(kept) => {
                column.default = Some(kept);
                Ok(())
            }
            _ => Err((
                format!("cột “{id}” không nhận giá trị “{text}”"),
                format!("the column “{id}” cannot hold “{text}”"),
            )),
        }
    }

    pub(crate) fn derived(&self, id: &str) -> Option<&Derived> {
        self.derived.iter().find(|derived| derived.id == id)
    }

    /// What a name in a row expression holds.
    pub(crate) fn kind_of(&self, name: &str) -> Option<DataKind> {
        if CONSTANTS.contains(&name) {
            return Some(DataKind::Date);
        }
        if let Some(at) = self.column(name) {
            return Some(self.columns[at].kind.data_kind());
        }
        self.derived(name).map(|derived| derived.kind.clone())
    }

    /// Every name that an expression may use.
    pub(crate) fn names(&self) -> Vec<String> {
        let columns = self.columns.iter().map(|column| column.id.clone());
        let derived = self.derived.iter().map(|derived| derived.id.clone());
        columns.chain(derived).chain(CONSTANTS.map(str::to_string)).collect()
    }
}
