//! The records of a register, and those that are drawn.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::terms::UnitId;

/// A transaction in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub unit: UnitId,
    /// As the register first wrote it; empty without a service.
    pub service: String,
    /// The record's number; empty without one.
    pub code: String,
    pub file: Arc<str>,
    /// `so-ho-so.xlsx – 2020!A17`
    pub place: String,
    /// The columns that were asked for, in that order.
    pub kept: Vec<String>,
}

/// A drawn record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// Position in `Sample::records`.
    pub record: usize,
    /// Place in the draw of its unit and service, from 1.
    pub order: usize,
}

/// Positions of the records of each unit.
pub(crate) fn by_unit(records: &[Record]) -> BTreeMap<&UnitId, Vec<usize>> {
    let mut by_unit: BTreeMap<&UnitId, Vec<usize>> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        by_unit.entry(&record.unit).or_default().push(at);
    }
    by_unit
}
