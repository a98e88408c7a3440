//! Figures put into the forms that go out, as proposals.

pub use crate::official::is_table;
use crate::official::{Known, Subject};
use crate::terms::Key;
use crate::value::Value;

/// A figure known of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Prefilled {
    /// Position in `Round::units`.
    pub unit: usize,
    pub key: Key,
    pub value: Value,
    /// Who says so: “Báo cáo năm 2019”, “Cổng dịch vụ công”.
    pub source: String,
}

impl Prefilled {
    /// Of a known figure; `None` when it is of points.
    pub fn of(known: Known) -> Option<Prefilled> {
        let Known { unit, subject, value, source, .. } = known;
        match subject {
            Subject::Item(key) => Some(Prefilled { unit, key, value, source }),
            Subject::Node(_) | Subject::Total => None,
        }
    }
}
