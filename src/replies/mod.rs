//! What units answered to questions of the office: send-backs and requests to explain. The
//! office's copy of what was asked decides what an answer may change; nothing else can.

mod apply;
mod ask;
mod asked;
mod from_grids;
mod head;
mod open;
mod row;
mod settle;
mod sheet;
mod subject;
mod versions;

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::refusal::Refusal;
use crate::terms::Exact;
use crate::value::{Gap, Origin, Outcome};

pub use apply::apply;
pub use ask::{Ask, Series};
pub use asked::{Asked, Standing, asked};
pub use from_grids::reply;
pub use head::Against;
pub use open::open;
pub use settle::settle;
pub use sheet::{
    ANSWER_HEADING, ASK_HEADING, EXPLANATION_HEADING, MORE_PROOF_HEADING, REMARK_HEADING, is_reply,
};

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
    /// Answers that were to correct a figure or to explain points and cannot be used.
    pub refused: Vec<Refusal>,
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
    /// What was to correct a figure or to explain points and cannot be used.
    pub refused: Vec<Refusal>,
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
