//! Satisfaction (SIPAS) and the officials' survey: a scheme, the forms, and what they say.
//! Counts and shares are exact; errors and intervals are binary floats.

use crate::terms::{Exact, UnitId};

/// How the index of several questions is read; the letters are those of the method page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A: mean over questions of the share among those who answered.
    MeanOfQuestions,
    /// B: all satisfied answers over all answers.
    Pooled,
    /// C: mean of each person's own share.
    MeanOfPeople,
    /// D: blanks count as not satisfied.
    BlanksUnsatisfied,
    /// E: only forms without a blank.
    CompleteForms,
}

/// What one survey says of the units of the round.
#[derive(Debug, Clone)]
pub struct Satisfaction {
    /// The scheme's id.
    pub scheme: String,
    pub title: String,
    pub basis: String,
    pub reading: Reading,
    pub min_n: usize,
    /// Answers that came by themselves: shown apart, without a margin of error.
    pub self_selected: bool,
    /// In the order of the round; units without any valid form are absent.
    pub units: Vec<UnitSatisfaction>,
}

/// One unit's satisfaction. Indices are shares of one.
#[derive(Debug, Clone)]
pub struct UnitSatisfaction {
    pub unit: UnitId,
    /// Valid forms.
    pub n: usize,
    pub index: Option<Exact>,
    /// Standard error of the index, as a share of one.
    pub se: Option<f64>,
    /// 95% interval of the index, as shares of one.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Fewer forms than the scheme's `min_n`.
    pub small: bool,
    /// Among the units of the survey, by the published index, competition ties.
    pub rank: Option<usize>,
    /// The rank set: places that the forms cannot tell apart.
    pub rank_low: Option<usize>,
    pub rank_high: Option<usize>,
    pub factors: Vec<FactorIndex>,
    pub questions: Vec<QuestionIndex>,
}

#[derive(Debug, Clone)]
pub struct FactorIndex {
    pub id: String,
    pub name: String,
    pub index: Option<Exact>,
}

#[derive(Debug, Clone)]
pub struct QuestionIndex {
    pub id: String,
    pub text: String,
    /// Answers that have a share: the denominator.
    pub n: usize,
    pub blank: usize,
    /// Answers *không áp dụng*: outside every denominator.
    pub na: usize,
    /// Answers whose share is 100%.
    pub satisfied: usize,
    /// Mean share.
    pub index: Option<Exact>,
    /// Wilson interval at 95%, when every share is 0 or 1.
    pub low: Option<f64>,
    pub high: Option<f64>,
}
