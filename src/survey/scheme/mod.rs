//! A survey scheme as checked: who answers what, and what an answer counts for.

mod checks;
mod from_toml;
mod other_questions;
pub(crate) mod plan;
mod reading;
pub(crate) mod validity;
mod validity_toml;
mod weights_toml;

use crate::expr::SurveyOf;
use crate::terms::Exact;

use crate::survey::figures::intervals::Confidence;
use crate::survey::figures::weights::Margin;
use plan::Plan;
use validity::Validity;

pub use from_toml::{from_toml, schema};
pub use plan::Plan as SamplePlan;
pub use reading::Reading;

/// The method of one survey. Everything that a decision may change stands here, not in code.
#[derive(Debug, Clone)]
pub struct Scheme {
    pub id: String,
    pub title: String,
    /// For names of sheets.
    pub short: String,
    /// The decision it follows.
    pub basis: String,
    pub reading: Reading,
    pub overall: Overall,
    /// Below this number of forms a figure is marked.
    pub min_n: usize,
    /// Answers that came by themselves: no margin of error.
    pub self_selected: bool,
    /// How sure the intervals and the rank sets are.
    pub confidence: Confidence,
    /// What the forms are weighted by; none when every form weighs alike.
    pub margins: Vec<Margin>,
    /// How many forms are wanted, and how a register is read.
    pub plan: Plan,
    pub groups: Groups,
    pub columns: Columns,
    /// At most [`Scheme::MAX_OPTIONS`].
    pub options: Vec<AnswerOption>,
    pub factors: Vec<Factor>,
    /// Of all factors, in the order of the file.
    pub questions: Vec<Question>,
    /// Questions outside the index: of one choice, of several, or open.
    pub sides: Vec<SideQuestion>,
    /// What else is known of respondents: sex, age, service.
    pub traits: Vec<Trait>,
    /// What may stand in the place of an answer that was not given, besides nothing.
    pub blanks: Vec<String>,
    /// Words of the column `mode`, each with whether such answers came by themselves.
    pub modes: Vec<(String, bool)>,
    pub validity: Validity,
}

/// A question that counts for no index.
#[derive(Debug, Clone)]
pub struct SideQuestion {
    pub id: String,
    pub text: String,
    pub columns: Vec<String>,
    pub kind: SideKind,
    /// At most [`Scheme::MAX_CHOICES`]; none for an open question.
    pub options: Vec<SideOption>,
    /// Whether respondents could write an answer of their own.
    pub other: bool,
    /// Whether open answers may stand in the outputs.
    pub show: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideKind {
    Single,
    Multiple,
    Text,
}

impl SideKind {
    pub const KEYS: &'static [&'static str] = &["single", "multiple", "text"];

    pub fn key(self) -> &'static str {
        SideKind::KEYS[self as usize]
    }
}

#[derive(Debug, Clone)]
pub struct SideOption {
    pub code: Option<String>,
    pub label: String,
    pub aliases: Vec<String>,
}

/// Something about respondents that their answers can be weighted or split by.
#[derive(Debug, Clone)]
pub struct Trait {
    pub id: String,
    pub columns: Vec<String>,
}

/// What the index is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overall {
    /// All questions alike.
    Questions,
    /// The mean of the factors' indices.
    Factors,
    /// The factors by their weights, and within each its questions by theirs.
    Weighted,
    /// One overall question; its position in `Scheme::questions`.
    Question(usize),
}

/// How groups of respondents come together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Groups {
    /// Everybody counts alike, whatever the group.
    MeanOfPeople,
    /// Every group counts alike. The names allowed; empty when any name is.
    MeanOfGroups(Vec<String>),
    /// Each group by its weight; other groups are refused.
    Weighted(Vec<(String, Exact)>),
}

/// Header texts that name a column of the raw sheet, any of them.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub unit: Vec<String>,
    pub form: Vec<String>,
    pub cluster: Vec<String>,
    pub group: Vec<String>,
    pub interviewer: Vec<String>,
    /// When the form was begun and sent.
    pub start: Vec<String>,
    pub sent: Vec<String>,
    /// A supervisor's verdict: `Not approved` is one.
    pub status: Vec<String>,
    /// Empty in forms that were never finished.
    pub submitted: Vec<String>,
    /// How the answer came: face to face, QR …
    pub mode: Vec<String>,
    /// Never read, besides the usual ones.
    pub personal: Vec<String>,
    /// Dates written as text have the month first.
    pub month_first: bool,
}

/// One answer that can be given.
#[derive(Debug, Clone)]
pub struct AnswerOption {
    /// As typed in a raw sheet: `5`, `A`.
    pub code: Option<String>,
    pub label: String,
    /// Other spellings of the label.
    pub aliases: Vec<String>,
    /// What the answer counts for, 0 to 1. Without one it is counted outside the denominator.
    pub share: Option<Exact>,
    /// *Không áp dụng*: a real answer, outside every denominator.
    pub na: bool,
}

#[derive(Debug, Clone)]
pub struct Factor {
    pub id: String,
    pub name: String,
    /// Positions in `Scheme::questions`.
    pub questions: Vec<usize>,
    /// Its part of the index, where `overall` is weighted.
    pub weight: Option<Exact>,
}

#[derive(Debug, Clone)]
pub struct Question {
    pub id: String,
    pub text: String,
    /// Header texts of its column, besides its id and its text.
    pub columns: Vec<String>,
    /// Its part of its factor, where `overall` is weighted.
    pub weight: Option<Exact>,
}

impl Scheme {
    /// Answers are kept in one byte, and two values of it are taken.
    pub const MAX_OPTIONS: usize = 200;
    /// The choices of a side question are kept as bits, beside some marks.
    pub const MAX_CHOICES: usize = 60;

    /// What follows the scheme's name in messages, in Vietnamese and English: nothing for a sample.
    pub fn own_words(&self) -> (&'static str, &'static str) {
        own_words(self.self_selected)
    }

    /// Whether every answer that counts is satisfied or not, so that shares are proportions.
    pub fn is_binary(&self) -> bool {
        let mut shares = self.options.iter().filter_map(|o| o.share.as_ref());
        shares.all(|s| s.is_zero() || *s == Exact::one())
    }

    /// The overall index as scheme files write it: `questions`, `factors`, `question:c1`.
    pub fn overall_key(&self) -> String {
        match self.overall {
            Overall::Questions => "questions".into(),
            Overall::Factors => "factors".into(),
            Overall::Weighted => "weighted".into(),
            Overall::Question(at) => {
                format!("question:{}", self.questions.get(at).map_or("", |q| q.id.as_str()))
            }
        }
    }

    /// The weight of a question within its factor; `None` where all weigh alike.
    pub(crate) fn question_weight(&self, question: usize) -> Option<&Exact> {
        let weighted = self.overall == Overall::Weighted;
        self.questions.get(question).and_then(|q| q.weight.as_ref()).filter(|_| weighted)
    }

    /// Whether a survey rule can look at this.
    pub fn has(&self, of: &SurveyOf) -> bool {
        match of {
            SurveyOf::Index => true,
            SurveyOf::Factor(id) => self.factors.iter().any(|f| f.id == *id),
            SurveyOf::Question(id) => self.questions.iter().any(|q| q.id == *id),
        }
    }

    /// The factors or questions that a survey rule can name, for a did-you-mean.
    pub fn names(&self) -> Vec<String> {
        let factors = self.factors.iter().map(|f| format!("factor:{}", f.id));
        let questions = self.questions.iter().map(|q| format!("question:{}", q.id));
        std::iter::once("index".to_string()).chain(factors).chain(questions).collect()
    }
}

/// [`Scheme::own_words`] of answers that came by themselves, or of a sample.
pub(crate) fn own_words(self_selected: bool) -> (&'static str, &'static str) {
    match self_selected {
        true => (" (phần người dân tự trả lời)", " (self-selected answers)"),
        false => ("", ""),
    }
}
