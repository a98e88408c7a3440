//! What two results side by side are found to be, as data.

use crate::terms::{Exact, Lang};

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Last year with this year.
    Years,
    /// The round with the round under another set.
    TrySet,
}

/// Two results side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub kind: Kind,
    /// What the two sides are called.
    pub sides: [String; 2],
    pub blocks: Vec<BlockPair>,
    pub units: Vec<UnitPair>,
    pub mapping: Vec<Mapped>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BlockPair {
    pub id: String,
    pub name: String,
    /// Mean of the exact indices, in percent.
    pub mean: [Option<Exact>; 2],
    pub up: usize,
    pub down: usize,
    /// How the leaves spread on the second side.
    pub spread: Vec<LeafSpread>,
    /// Units that are on one side alone, by name: last year's, and this year's.
    pub alone: [Vec<String>; 2],
}

/// How the units of a block stand on a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafSpread {
    pub code: String,
    pub name: String,
    /// To which it applies.
    pub units: usize,
    pub full: usize,
    pub zero: usize,
    /// Without a value that can be used.
    pub without: usize,
    /// Its appraised points carried over; else all of them are computed.
    pub carried: bool,
}

/// Parts of a difference, in index points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    pub rules: Exact,
    pub scope: Exact,
    pub survey: Exact,
    pub judgement: Exact,
    pub work: Exact,
    pub units: Exact,
}

impl Parts {
    pub fn all(&self) -> [(&'static str, &Exact); 6] {
        [
            ("rules", &self.rules),
            ("scope", &self.scope),
            ("survey", &self.survey),
            ("judgement", &self.judgement),
            ("work", &self.work),
            ("units", &self.units),
        ]
    }

    pub fn sum(&self) -> Exact {
        self.all().into_iter().map(|(_, part)| part).sum()
    }
}

/// Why two figures cannot be compared, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub vi: String,
    pub en: String,
}

impl Refused {
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Refused {
        Refused { vi: vi.into(), en: en.into() }
    }

    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct UnitPair {
    /// Position in `Comparison::blocks`.
    pub block: usize,
    pub unit: String,
    pub name: String,
    /// Exact, in percent.
    pub index: [Option<Exact>; 2],
    pub published: [Option<Exact>; 2],
    pub rank: [Option<usize>; 2],
    pub class: [Option<String>; 2],
    pub provisional: [bool; 2],
    /// The parts of the change; or why there is none to be told.
    pub parts: Result<Parts, Refused>,
    /// Those that moved.
    pub leaves: Vec<LeafPair>,
    /// What the unit was last year, by name, where that is not itself alone.
    pub was: Vec<String>,
}

impl UnitPair {
    /// Second less first, exact; `None` where it cannot be told.
    pub fn change(&self) -> Option<Exact> {
        let [Some(before), Some(after)] = &self.index else { return None };
        self.parts.is_ok().then(|| after.clone() - before)
    }

    /// Of the published figures.
    pub fn published_change(&self) -> Option<Exact> {
        let [Some(before), Some(after)] = &self.published else { return None };
        self.parts.is_ok().then(|| after.clone() - before)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct LeafPair {
    /// Empty for what the limits of bonus, penalty and total take.
    pub code: String,
    pub name: String,
    pub was: Vec<String>,
    pub points: [Option<Exact>; 2],
    /// Its part of the change; `None` where it cannot be compared.
    pub index_points: Option<Exact>,
}

/// What a leaf was.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapped {
    /// Of this year's set; of last year's where it was dropped.
    pub code: String,
    pub name: String,
    pub was: Vec<String>,
    pub state: MappedAs,
}

#[derive(Debug, Clone, PartialEq)]
pub enum MappedAs {
    Same,
    Declared,
    New,
    Dropped,
    /// Not known until somebody says it; the code that it may have been.
    Unclear {
        proposal: String,
    },
}

impl MappedAs {
    /// The word in JSON.
    pub fn key(&self) -> &'static str {
        match self {
            MappedAs::Same => "same",
            MappedAs::Declared => "declared",
            MappedAs::New => "new",
            MappedAs::Dropped => "dropped",
            MappedAs::Unclear { .. } => "unclear",
        }
    }
}
