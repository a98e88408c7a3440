//! A value of evidence, and the four things that are not a value.

use std::sync::Arc;

use crate::terms::{Date, Exact};

/// What a data item or an expression can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Shares are fractions of one: `62,5%` is `5/8`.
    Number(Exact),
    YesNo(bool),
    Date(Date),
    /// Free text, or the option of a choice in the spelling of the criteria set.
    Text(String),
}

/// Why there is no value. Never a number, never zero. The order is the order of precedence
/// when several meet in one expression: the first wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// A needed cell was refused.
    Unreadable,
    /// A needed cell is blank.
    Missing,
    /// A judgement has not been given yet.
    Pending,
    /// The unit or the set says that it does not apply.
    NotApplicable,
}

impl Gap {
    /// The word in results: `missing`, `unreadable`, `not_applicable`, `pending`.
    pub fn key(self) -> &'static str {
        match self {
            Gap::Unreadable => "unreadable",
            Gap::Missing => "missing",
            Gap::Pending => "pending",
            Gap::NotApplicable => "not_applicable",
        }
    }
}

/// A value, or why there is none.
pub type Outcome = Result<Value, Gap>;

impl Value {
    /// As results print it: plain decimals, ISO dates, `yes`/`no`, text as it stands.
    pub fn to_plain(&self) -> String {
        match self {
            Value::Number(n) => n.to_plain(),
            Value::YesNo(true) => "yes".into(),
            Value::YesNo(false) => "no".into(),
            Value::Date(d) => d.format("%Y-%m-%d").to_string(),
            Value::Text(t) => t.clone(),
        }
    }
}

/// The cell that something was read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    pub file: Arc<str>,
    /// Empty for CSV.
    pub sheet: Arc<str>,
    /// A1 address.
    pub cell: Arc<str>,
}

/// What a unit wrote beside the data of a leaf, for the appraiser to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aside {
    /// The comments on the cells of the leaf's rows.
    pub comments: Vec<(Origin, String)>,
    /// Where its proof cell leads.
    pub proof_links: Vec<String>,
}

/// What a data item can hold, and so how its cell is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataKind {
    /// A whole number, not negative.
    Count,
    Number,
    /// A share; the cell says 95 or 95%, the value is 19/20.
    Percent,
    Money,
    Date,
    YesNo,
    /// One of the options, in the set's spelling.
    Choice(Vec<String>),
    Text,
}

impl DataKind {
    /// The word in criteria sets: `count`, `yes_no` …
    pub fn key(&self) -> &'static str {
        match self {
            DataKind::Count => "count",
            DataKind::Number => "number",
            DataKind::Percent => "percent",
            DataKind::Money => "money",
            DataKind::Date => "date",
            DataKind::YesNo => "yes_no",
            DataKind::Choice(_) => "choice",
            DataKind::Text => "text",
        }
    }
}
