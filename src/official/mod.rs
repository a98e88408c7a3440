//! Figures known of units from elsewhere: those put into the forms beforehand, and official ones
//! that are compared with what the units declare and with what the rules give.

mod doubts;
mod figure;
mod from_grids;

use std::fmt;
use std::sync::Arc;

use crate::ledger::ReadAs;
use crate::problem::Kind;
use crate::problem::kinds::forms as kinds;
use crate::terms::{Code, Date, Key};
use crate::value::{Origin, Value};

pub use from_grids::{Figures, from_grids, is_table};

/// What tables of known figures are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be put into the forms that go out.
    Prefill,
    /// To be compared.
    Official,
}

/// What a figure is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Item(Key),
    /// The points of a field, a criterion or a leaf.
    Node(Code),
    /// The points of all fields together.
    Total,
}

/// A figure known of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Position in `Round::units`.
    pub unit: usize,
    pub subject: Subject,
    pub value: Value,
    /// Who says so: “Báo cáo năm 2019”, “Cổng dịch vụ công”.
    pub source: String,
    /// The day that it is of.
    pub day: Option<Date>,
    pub origin: Origin,
    /// It was counted from the rows of a register.
    pub counted: Option<Arc<CountOf>>,
}

/// How a figure was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountOf {
    pub register: String,
    /// Rows that were counted; `None` where another engine has counted.
    pub rows: Option<i64>,
    /// Rows of the period of which it is not known, and of which a cell cannot be read.
    pub unknown: i64,
    pub unreadable: i64,
    /// The condition in Vietnamese and in English.
    pub condition: [String; 2],
    pub files: Vec<Arc<str>>,
    pub sha256: Vec<String>,
}

/// What is told of rows that cannot be used.
struct Words {
    key: &'static Kind,
    twice: &'static Kind,
    source: &'static Kind,
    na: &'static Kind,
}

impl Purpose {
    fn read_as(self) -> ReadAs {
        match self {
            Purpose::Prefill => ReadAs::Prefill,
            Purpose::Official => ReadAs::Official,
        }
    }

    fn words(self) -> Words {
        match self {
            Purpose::Prefill => Words {
                key: &kinds::PREFILL_KEY,
                twice: &kinds::PREFILL_TWICE,
                source: &kinds::PREFILL_SOURCE,
                na: &kinds::PREFILL_NA,
            },
            Purpose::Official => Words {
                key: &kinds::OFFICIAL_KEY,
                twice: &kinds::OFFICIAL_TWICE,
                source: &kinds::OFFICIAL_SOURCE,
                na: &kinds::OFFICIAL_NA,
            },
        }
    }
}

/// As tables write it.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Item(key) => write!(f, "{key}"),
            Subject::Node(code) => write!(f, "{code}"),
            Subject::Total => f.write_str("tổng"),
        }
    }
}
