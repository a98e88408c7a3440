//! What the units declared: one [`UnitEvidence`] per unit, every value with its cell.

mod cell_text;
mod checks;
mod doubts;
mod file;
mod from_grids;
mod gather;
mod near_copies;
mod rows;
mod turned;
pub mod values;

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::terms::{Exact, Lang};
use crate::value::{Aside, Gap, Origin, Outcome};

pub use checks::breaks;
pub use doubts::{Doubted, far_year, magnitude, put};
pub(crate) use file::other_period;
pub use file::{
    Against, KnownFigure, NamedFiles, choices_exist, differences, foreign, refuse_late,
    set_changed, timeless, unescaped, unit_of_later, unit_of_version,
};
pub use from_grids::{Form, form};
pub use gather::{Confirmed, Unread, gather, judge, keep_unread};
pub use rows::{NA_QUESTION, note_over, out_of_range, without_reason};
pub use turned::{Dated, is_stored, turned};
pub use values::{Spot, read_score, read_value};

/// The evidence of one unit, in the order of its rubric.
#[derive(Debug, Clone, Default)]
pub struct UnitEvidence {
    /// The file it was read from; `None` when the unit sent nothing.
    pub file: Option<Arc<str>>,
    /// Of that file's bytes.
    pub sha256: Option<String>,
    /// When that file was last saved, as it says itself.
    pub saved: Option<NaiveDateTime>,
    /// Why nothing of what the unit sent is used. The unit is not ranked until a person
    /// settles it.
    pub stopped: Option<Stop>,
    /// Every file that it sent, and what became of it.
    pub files: Vec<SentFile>,
    /// One per `Rubric::items`.
    pub items: Vec<Entry>,
    /// One per `Rubric::nodes`; empty entries at nodes that are not leaves.
    pub leaves: Vec<LeafEvidence>,
}

/// When a file was saved last, by what stands inside it: date and time in Vietnam. Never the
/// date of the file, which a copy changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Saved(pub NaiveDateTime);

impl fmt::Display for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%d/%m/%Y %H:%M:%S"))
    }
}

/// One of the files that a unit sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    pub file: Arc<str>,
    /// Of its bytes; `None` when it could not be read.
    pub sha256: Option<String>,
    pub saved: Option<Saved>,
    pub sent_as: SentAs,
}

/// What became of a file that a unit sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentAs {
    Used,
    /// An exact copy of another.
    Copy,
    /// `round.toml` chose another.
    NotChosen,
    /// It cannot be used, or nobody chose between several.
    Refused,
    /// It cannot be opened or is no form, and stands beside one that is used: nobody knows whether
    /// it is to take its place.
    Unread,
}

impl SentAs {
    /// The word in results.
    pub fn key(self) -> &'static str {
        match self {
            SentAs::Used => "used",
            SentAs::Copy => "copy",
            SentAs::NotChosen => "not_chosen",
            SentAs::Refused => "refused",
            SentAs::Unread => "unread",
        }
    }
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
    /// The same with files by their names, for papers that leave the office.
    pub fn without_folders(&self) -> Stop {
        let name = |file: &Arc<str>| Arc::from(file.rsplit('/').next().unwrap_or(file));
        match self {
            Stop::Unusable { file } => Stop::Unusable { file: name(file) },
            Stop::Versions { files } => Stop::Versions { files: files.iter().map(name).collect() },
        }
    }

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
    /// What replies of the unit took the place of, oldest first.
    pub replaced: Vec<Replaced>,
}

/// What stood somewhere before a reply of the unit took its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    pub part: Part,
    pub outcome: Outcome,
    /// What stood in the cell.
    pub raw: String,
    pub origin: Option<Origin>,
    /// When the file it stood in was saved.
    pub saved: Option<NaiveDateTime>,
    /// The answer that took its place, and when the reply was saved.
    pub by: Origin,
    pub by_saved: Option<NaiveDateTime>,
}

/// What of a form a reply changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Value,
    SelfScore,
    Proof,
    Explanation,
}

impl Part {
    /// The word in results.
    pub fn key(self) -> &'static str {
        match self {
            Part::Value => "value",
            Part::SelfScore => "self",
            Part::Proof => "proof",
            Part::Explanation => "explanation",
        }
    }

    /// The word on screen.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Part::Value, Lang::Vi) => "Giá trị",
            (Part::SelfScore, Lang::Vi) => "Điểm tự chấm",
            (Part::Proof, Lang::Vi) => "Tài liệu kiểm chứng",
            (Part::Explanation, Lang::Vi) => "Giải trình",
            (_, Lang::En) => self.key(),
        }
    }
}

/// What a unit answered when an appraiser asked it to explain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplement {
    /// The number of the asking.
    pub number: u32,
    /// *Giải trình của đơn vị*.
    pub answer: String,
    /// *Tài liệu bổ sung*.
    pub proof: String,
    pub origin: Origin,
    pub saved: Option<NaiveDateTime>,
}

/// What stands on a leaf's row beside its data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeafEvidence {
    /// *Điểm tự chấm*; `None` when blank, a gap when it was refused.
    pub self_score: Option<Result<Exact, Gap>>,
    pub self_origin: Option<Origin>,
    /// The unit wrote *Không áp dụng* on the leaf's row.
    pub na_claim: Option<Origin>,
    /// How it wrote that.
    pub na_raw: String,
    /// *Tài liệu kiểm chứng*.
    pub proof: String,
    /// *Giải trình*.
    pub explanation: String,
    /// Where the two texts stand.
    pub proof_origin: Option<Origin>,
    pub explanation_origin: Option<Origin>,
    /// What replies of the unit took the place of, oldest first.
    pub replaced: Vec<Replaced>,
    /// What the unit answered to requests to explain, in their order.
    pub supplements: Vec<Supplement>,
    /// Comments and links; boxed, since most leaves have none.
    pub aside: Option<Box<Aside>>,
}

impl Entry {
    /// An item that the form has, and not in a way that can be read.
    fn unreadable() -> Entry {
        Entry { outcome: Err(Gap::Unreadable), ..Entry::default() }
    }
}

impl Default for Entry {
    fn default() -> Self {
        Entry {
            outcome: Err(Gap::Missing),
            raw: String::new(),
            origin: None,
            by_formula: false,
            replaced: Vec::new(),
            comment: None,
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod words_tests;
