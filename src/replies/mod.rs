//! What units answered to questions of the office: send-backs and requests to explain. The
//! office's copy of what was asked decides what an answer may change; nothing else can.

mod apply;
mod asked;
mod from_grids;
mod settle;
mod sheet;
mod subject;
mod versions;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::evidence::UnitEvidence;
use crate::grid::Book;
use crate::rubric::Rubric;
use crate::table::{Meta, Repeated};
use crate::terms::{Code, Date, Exact, Key};
use crate::text::{fold, tidy};
use crate::value::{Gap, Origin, Outcome};

pub use apply::apply;
pub use asked::asked;
pub use from_grids::{Against, reply};
pub use settle::settle;
pub use sheet::{
    ANSWER_HEADING, ASK_HEADING, EXPLANATION_HEADING, MORE_PROOF_HEADING, REMARK_HEADING,
};

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

/// The questions of one workbook as it went out: the office's copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub series: Series,
    /// Position in `Round::units`.
    pub unit: usize,
    /// 1, 2, 3 … per series and unit.
    pub number: u32,
    /// The last day on which an answer counts.
    pub deadline: Option<Date>,
    /// Of the criteria set when the questions went out.
    pub set_sha256: String,
    /// Of the evidence file that the questions are about; empty when there was none.
    pub evidence_sha256: String,
    pub asks: Vec<Ask>,
    /// What the unit's form said where each question was asked; a copy of an earlier version does
    /// not tell.
    pub subjects: BTreeMap<Ask, String>,
    /// The same in the words that the question shows.
    pub read: BTreeMap<Ask, String>,
    /// What each question hung on when it went out; a copy of an earlier version has none.
    pub prints: BTreeMap<Ask, String>,
    /// Each question as the copy shows it: the criterion and what is asked of it.
    pub shown: BTreeMap<Ask, [String; 2]>,
    /// What the row of each question repeats beside its answer.
    pub(crate) repeated: BTreeMap<Ask, Repeated>,
    pub file: Arc<str>,
}

/// Whether a question still means what it meant when it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Holds,
    /// It reads the same; whether points and rule are the same, the copy does not say.
    Unsure,
    /// Its leaf or its data item is another, or gone.
    Changed,
}

impl Asked {
    /// How a question stands under the set as it is now. Its leaf, data items and rule decide,
    /// not the bytes of the set's file.
    pub fn standing(&self, ask: &Ask, rubric: &Rubric) -> Standing {
        let Some(now) = ask.fingerprint(rubric) else { return Standing::Changed };
        if self.set_sha256 == rubric.sha256 {
            return Standing::Holds;
        }
        match (self.prints.get(ask), self.shown.get(ask)) {
            (Some(then), _) if *then == now => Standing::Holds,
            (None, Some(shown)) if asked::reads_the_same(ask, shown, rubric) => Standing::Unsure,
            _ => Standing::Changed,
        }
    }

    /// Whether the unit's form still says what it said where this was asked.
    pub fn is_about(&self, ask: &Ask, evidence: &UnitEvidence, rubric: &Rubric) -> bool {
        if self.evidence_sha256 == evidence.sha256.as_deref().unwrap_or_default() {
            return true;
        }
        match (self.subjects.get(ask), self.read.get(ask)) {
            (Some(then), _) => *then == ask.subject(evidence, rubric),
            (None, Some(read)) => ask.still_reads(read, evidence, rubric),
            (None, None) => false,
        }
    }

    /// Whether all of it may still be answered as it stands.
    pub fn holds(&self, rubric: &Rubric) -> bool {
        self.asks.iter().all(|ask| self.standing(ask, rubric) != Standing::Changed)
    }
}

/// One workbook that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub series: Series,
    pub unit: usize,
    pub number: u32,
    pub file: Arc<str>,
    pub sha256: String,
    pub saved: Option<NaiveDateTime>,
    pub answers: Vec<Answered>,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub ask: Ask,
    pub given: Given,
    /// The second cell: an explanation beside a value, more proof beside an explanation.
    pub more: String,
    pub origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    Value {
        outcome: Outcome,
        raw: String,
        /// A date that a program may have turned round; see [`crate::evidence::turned`].
        is_stored: bool,
    },
    Score(Result<Exact, Gap>),
    Text(String),
    /// Only the second cell was filled in.
    Nothing,
}

/// Everything asked and answered so far.
#[derive(Debug, Clone, Default)]
pub struct Replies {
    pub asked: Vec<Asked>,
    /// Those that count, in the order in which they count.
    pub accepted: Vec<Reply>,
}

impl Replies {
    /// The last workbook of a series that went to a unit.
    pub fn last_asked(&self, series: Series, unit: usize) -> Option<&Asked> {
        let own = self.asked.iter().filter(|a| a.series == series && a.unit == unit);
        own.max_by_key(|a| a.number)
    }

    /// The accepted reply to a workbook that went out.
    pub fn reply_to(&self, asked: &Asked) -> Option<&Reply> {
        self.accepted
            .iter()
            .find(|r| r.series == asked.series && r.unit == asked.unit && r.number == asked.number)
    }
}

/// Which series the form with this hidden sheet belongs to.
fn series(meta: &Meta<'_>) -> Option<Series> {
    let kind = fold(&meta.value("form"));
    Series::ALL.into_iter().find(|s| s.key() == kind)
}

/// Whether the workbook is a reply, or meant to be one.
pub fn is_reply(book: &Book) -> bool {
    let by_meta = Meta::of(book).map(|meta| series(&meta).is_some());
    by_meta.unwrap_or_else(|| book.sheets.iter().any(|g| g.visible && sheet::table(g).is_ok()))
}
