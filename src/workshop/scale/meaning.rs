//! What a scale can say.

use crate::terms::{Date, Exact};

/// What a scale says. Points are those of the leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scale {
    /// By the first bound that holds, from the best down.
    Steps(Steps),
    YesNo,
    /// The unit's answer in the words of the annex, best first.
    Choice(Vec<(String, Exact)>),
    /// An appraiser's word, best first.
    Levels(Vec<(String, Exact)>),
    Deadline {
        due: Date,
        late: Vec<Late>,
    },
    Count {
        each: Exact,
    },
    Deduction {
        each: Exact,
    },
    /// The share of the maximum; what is divided by what, if it is said; below the floor nothing.
    Ratio {
        parts: Option<(String, String)>,
        floor: Option<Exact>,
    },
    Survey,
}

/// Steps over a ratio (bounds in percent) or over a number of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    pub steps: Vec<Step>,
    pub otherwise: Exact,
    /// Bounds are shares of a hundred.
    pub percent: bool,
    /// What is counted, if it is no ratio.
    pub unit: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub side: Side,
    /// As written: 80 for 80%.
    pub bound: Exact,
    pub points: Exact,
}

/// Which side of its bound a step takes: the keys of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    From,
    Above,
    Upto,
    Below,
}

impl Side {
    /// The key of a step in TOML.
    pub fn key(self) -> &'static str {
        match self {
            Side::From => "from",
            Side::Above => "above",
            Side::Upto => "upto",
            Side::Below => "below",
        }
    }
}

/// So many days after the day that is due, or fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    pub days: i64,
    pub working: bool,
    pub points: Exact,
}

/// What was understood, and whether a person must look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub scale: Scale,
    /// Some outcomes are not spoken of; they were taken to earn 0.
    pub rest_unsaid: bool,
}

impl From<Scale> for Reading {
    fn from(scale: Scale) -> Reading {
        Reading { scale, rest_unsaid: false }
    }
}
