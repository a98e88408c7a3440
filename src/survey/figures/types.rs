//! What one survey says, as data.

use crate::expr::SurveyOf;
use crate::survey::quality::{Fieldwork, Quality};
use crate::survey::sample::sampling::Quota;
use crate::survey::scheme::{Reading, Scheme, own_words};
use crate::terms::{BlockId, Exact, UnitId};

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
    /// The scheme itself, for what reports say of the method.
    pub method: Scheme,
    /// Have, need and missing of the units whose number of transactions is known, in the order
    /// of the round; also of units without any form.
    pub quotas: Vec<Quota>,
    /// In the order of the round; units without any valid form are absent.
    pub units: Vec<UnitSatisfaction>,
    /// By block of the round, those with units that have an index.
    pub blocks: Vec<BlockSatisfaction>,
    /// Forms left out, interviewers, questions outside the index.
    pub fieldwork: Fieldwork,
}

/// What a survey says of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockSatisfaction {
    pub block: BlockId,
    pub name: String,
    /// Units with an index.
    pub units: usize,
    /// The unweighted mean of their exact indices, as a share of one.
    pub mean: Option<Exact>,
}

impl Satisfaction {
    /// [`Scheme::own_words`] of this outcome.
    pub fn own_words(&self) -> (&'static str, &'static str) {
        own_words(self.self_selected)
    }

    /// The unit's figures; `None` when it has no valid form.
    pub fn unit(&self, unit: &UnitId) -> Option<&UnitSatisfaction> {
        self.units.iter().find(|u| u.unit == *unit)
    }

    /// The share (0 to 1) that a survey rule looks at; `None` when the unit has no valid form
    /// or nobody gave an answer that counts.
    pub fn share(&self, unit: &UnitId, of: &SurveyOf) -> Option<Exact> {
        let unit = self.unit(unit)?;
        match of {
            SurveyOf::Index => unit.index.clone(),
            SurveyOf::Factor(id) => unit.factors.iter().find(|f| f.id == *id)?.index.clone(),
            SurveyOf::Question(id) => unit.questions.iter().find(|q| q.id == *id)?.index.clone(),
        }
    }
}

/// One unit's satisfaction. Indices are shares of one.
#[derive(Debug, Clone)]
pub struct UnitSatisfaction {
    pub unit: UnitId,
    /// Valid forms that the reading uses.
    pub n: usize,
    /// Weighted, when the scheme weights its forms.
    pub index: Option<Exact>,
    /// The same without weights; `None` when nothing is weighted.
    pub unweighted: Option<Exact>,
    /// Standard error of the index, as a share of one.
    pub se: Option<f64>,
    /// What the error would be if every answer were one by itself, not several of one person.
    pub naive_se: Option<f64>,
    /// How many times the clusters and weights multiply the variance of as many people drawn
    /// one by one.
    pub design_effect: Option<f64>,
    /// Kish's design effect of the weights alone; `None` when nothing is weighted.
    pub kish: Option<f64>,
    /// The unit's transactions, when they narrowed the error.
    pub transactions: Option<u64>,
    /// The error is between clusters, not between people.
    pub clustered: bool,
    /// Interval of the index at the scheme's confidence, as shares of one.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Fewer forms than the scheme's `min_n`.
    pub small: bool,
    /// Among the units of the survey, by the published index, competition ties.
    pub rank: Option<usize>,
    /// The same among the units of its block.
    pub block_rank: Option<usize>,
    /// The rank set: places that the forms cannot tell apart.
    pub rank_low: Option<usize>,
    pub rank_high: Option<usize>,
    /// Places in `Satisfaction::units` that stand lower by their index but are not surely below.
    pub not_above: Vec<usize>,
    /// Tier from 1: the units that cannot be told from the best of their tier.
    pub tier: Option<usize>,
    pub factors: Vec<FactorIndex>,
    pub questions: Vec<QuestionIndex>,
    /// What looks odd in all its forms; flags only, nothing was dropped for them.
    pub quality: Quality,
}

impl UnitSatisfaction {
    /// A unit of which nothing is known yet.
    pub fn new(unit: UnitId) -> UnitSatisfaction {
        UnitSatisfaction {
            unit,
            n: 0,
            index: None,
            unweighted: None,
            se: None,
            naive_se: None,
            design_effect: None,
            kish: None,
            transactions: None,
            clustered: false,
            low: None,
            high: None,
            small: false,
            rank: None,
            block_rank: None,
            rank_low: None,
            rank_high: None,
            not_above: Vec::new(),
            tier: None,
            factors: Vec::new(),
            questions: Vec::new(),
            quality: Quality::default(),
        }
    }

    /// Its questions with an index, lowest first; of equals the earlier.
    pub fn weakest(&self) -> Vec<&QuestionIndex> {
        let mut questions: Vec<&QuestionIndex> =
            self.questions.iter().filter(|q| q.index.is_some()).collect();
        questions.sort_by(|a, b| a.index.cmp(&b.index));
        questions
    }
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
    /// Answers whose option has no share (*không biết*): counted, outside the denominator.
    pub no_share: usize,
    /// Cells that were refused: neither answers nor blanks.
    pub refused: usize,
    /// Answers whose share is 100%.
    pub satisfied: usize,
    /// How often each option was given, in the order of the scheme.
    pub options: Vec<usize>,
    /// Mean share, as the reading says: under D blanks stand in its denominator too.
    pub index: Option<Exact>,
    /// Wilson interval at the scheme's confidence, when every share is 0 or 1.
    pub low: Option<f64>,
    pub high: Option<f64>,
}
