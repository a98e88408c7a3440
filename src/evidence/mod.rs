//! What the units declared: one [`UnitEvidence`] per unit, every value with its cell.

mod against;
mod beside;
mod cells;
mod checks;
mod finish;
mod from_grids;
mod gather;
mod pairs;
mod rows;
mod shifted;
mod tell;
mod title;
mod totals;
pub mod values;
mod which;

use std::sync::Arc;

use crate::terms::{Exact, Lang};
use crate::value::{Aside, Gap, Origin, Outcome};

pub use against::Against;
pub use from_grids::{Form, form};
pub use gather::gather;
pub use values::{Spot, read_score, read_value};

/// The evidence of one unit, in the order of its rubric.
#[derive(Debug, Clone, Default)]
pub struct UnitEvidence {
    /// The file it was read from; `None` when the unit sent nothing.
    pub file: Option<Arc<str>>,
    /// Of that file's bytes.
    pub sha256: Option<String>,
    /// Why nothing of what the unit sent is used. The unit is not ranked until a person
    /// settles it.
    pub stopped: Option<Stop>,
    /// One per `Rubric::items`.
    pub items: Vec<Entry>,
    /// One per `Rubric::nodes`; empty entries at nodes that are not leaves.
    pub leaves: Vec<LeafEvidence>,
}

/// Why nothing of what a unit sent is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The file cannot be used; a problem says why.
    Unusable { file: Arc<str> },
    /// Several files that differ: nobody but the office may choose.
    Versions { files: Vec<Arc<str>> },
}

impl Stop {
    /// One clause for reports.
    pub fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Stop::Unusable { file }, Lang::Vi) => format!("không dùng được tệp {file}"),
            (Stop::Unusable { file }, Lang::En) => format!("{file} cannot be used"),
            (Stop::Versions { files }, lang) => {
                let (count, files) = (files.len(), files.join(", "));
                match lang {
                    Lang::Vi => format!("có {count} tệp khác nhau: {files}"),
                    Lang::En => format!("{count} different files: {files}"),
                }
            }
        }
    }
}

/// One data item as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub outcome: Outcome,
    /// What stood in the cell.
    pub raw: String,
    pub origin: Option<Origin>,
    /// The cell held the result of a formula.
    pub by_formula: bool,
    /// The comment on the cell.
    pub comment: Option<Box<str>>,
}

/// What stands on a leaf's row beside its data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeafEvidence {
    /// *Điểm tự chấm*; `None` when blank, a gap when it was refused.
    pub self_score: Option<Result<Exact, Gap>>,
    pub self_origin: Option<Origin>,
    /// The unit wrote *Không áp dụng* on the leaf's row.
    pub na_claim: Option<Origin>,
    /// *Tài liệu kiểm chứng*.
    pub proof: String,
    /// *Giải trình*.
    pub explanation: String,
    /// Comments and links; boxed, since most leaves have none.
    pub aside: Option<Box<Aside>>,
}

impl Default for Entry {
    fn default() -> Self {
        Entry {
            outcome: Err(Gap::Missing),
            raw: String::new(),
            origin: None,
            by_formula: false,
            comment: None,
        }
    }
}

#[cfg(test)]
mod tests;
