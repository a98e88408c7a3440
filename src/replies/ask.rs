//! One thing that a unit is asked.

use std::fmt;

use crate::rubric::Rubric;
use crate::table::Meta;
use crate::terms::{Code, Key};
use crate::text::{fold, tidy};

/// The two kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// What is wrong, unproved or disputed in the evidence.
    SendBack,
    /// What appraisers want explained.
    Explain,
}

impl Series {
    pub const ALL: [Series; 2] = [Series::SendBack, Series::Explain];

    /// The word in the hidden sheet, and the folder below `forms/` of the office's copies.
    pub fn key(self) -> &'static str {
        match self {
            Series::SendBack => "sendback",
            Series::Explain => "explain",
        }
    }

    /// Which series the form with this hidden sheet belongs to.
    pub(super) fn of(meta: &Meta<'_>) -> Option<Series> {
        let kind = fold(&meta.value("form"));
        Series::ALL.into_iter().find(|series| series.key() == kind)
    }

    /// The word in the names of files.
    pub fn word(self) -> &'static str {
        match self {
            Series::SendBack => "tra-lai",
            Series::Explain => "giai-trinh",
        }
    }
}

/// One thing that a unit is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// The value of a data item.
    Value(Key),
    /// *Điểm tự chấm* of a leaf.
    SelfScore(Code),
    /// *Tài liệu kiểm chứng* of a leaf.
    Proof(Code),
    /// *Giải trình* of a leaf: a reason that is missing.
    Reason(Code),
    /// An answer to an appraiser.
    Explain(Code),
}

/// `value:thu_xin_loi`, `proof:3.2.1`.
impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ask::Value(key) => write!(f, "value:{key}"),
            Ask::SelfScore(code) => write!(f, "self:{code}"),
            Ask::Proof(code) => write!(f, "proof:{code}"),
            Ask::Reason(code) => write!(f, "reason:{code}"),
            Ask::Explain(code) => write!(f, "explain:{code}"),
        }
    }
}

impl Ask {
    /// What its answer hangs on: the leaf with its rule and data items, or the shared data item.
    /// `None` when the set no longer has it.
    pub fn fingerprint(&self, rubric: &Rubric) -> Option<String> {
        match self {
            Ask::Value(key) => rubric.item_fingerprint(key),
            Ask::SelfScore(code) | Ask::Proof(code) | Ask::Reason(code) | Ask::Explain(code) => {
                rubric.fingerprint(code)
            }
        }
    }

    pub fn parse(text: &str) -> Option<Ask> {
        let text = tidy(text);
        let (kind, name) = text.split_once(':')?;
        let name = name.trim();
        Some(match kind.trim().to_lowercase().as_str() {
            "value" => Ask::Value(Key::new(name)),
            "self" => Ask::SelfScore(Code::parse(name)?),
            "proof" => Ask::Proof(Code::parse(name)?),
            "reason" => Ask::Reason(Code::parse(name)?),
            "explain" => Ask::Explain(Code::parse(name)?),
            _ => return None,
        })
    }
}
