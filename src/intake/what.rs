//! What a dropped file turned out to be.

use crate::evidence::Form;
use crate::problem::Problem;
use crate::replies::Series;
use crate::terms::{AgencyId, Code};

/// A file as it was dropped.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// As the sender called it; folders before it do not count.
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whose proof it is, where a person said so.
    pub of: Option<Whose>,
}

/// Whose proof a document is, as a person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// Position in `Round::units`.
    pub unit: usize,
    /// The criterion that it proves, by its code.
    pub criterion: Option<Code>,
}

/// What a file is. Units, blocks and surveys are positions in the round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An evidence form: of one unit as a rule, of several where each has its sheets; of none that
    /// is known where the problems say why.
    Evidence {
        units: Vec<usize>,
    },
    Appraisal {
        agency: Option<AgencyId>,
        block: Option<usize>,
        number: Option<u8>,
    },
    /// An answer to a send-back or to a request to explain.
    Reply {
        series: Series,
        unit: usize,
        number: u32,
    },
    /// Answers of a survey: an entry of `Round::surveys`.
    Survey {
        entry: usize,
    },
    /// The table of transactions of a survey.
    Transactions {
        entry: usize,
    },
    /// Figures known beforehand, for the forms that go out.
    Figures,
    /// The list of units.
    Units,
    /// A document, such as PDF, Word or a picture, and whose it is where that is known.
    Proof {
        unit: Option<usize>,
    },
    /// A form of another round or year, and which.
    OtherRound(String),
    /// A file that Excel or the system keeps for itself.
    Temporary,
    /// A spreadsheet that is nothing of this round.
    Unknown,
    /// It cannot be read; the problems say why.
    Unreadable,
}

impl What {
    /// The word for other programs.
    pub fn key(&self) -> &'static str {
        match self {
            What::Evidence { .. } => "evidence",
            What::Appraisal { .. } => "appraisal",
            What::Reply { series, .. } => series.key(),
            What::Survey { .. } => "survey",
            What::Transactions { .. } => "transactions",
            What::Figures => "figures",
            What::Units => "units",
            What::Proof { .. } => "proof",
            What::OtherRound(_) => "other_round",
            What::Temporary => "temporary",
            What::Unknown => "unknown",
            What::Unreadable => "unreadable",
        }
    }

    /// The units that it is of.
    pub fn units(&self) -> Vec<usize> {
        match self {
            What::Evidence { units } => units.clone(),
            What::Reply { unit, .. } => vec![*unit],
            What::Proof { unit } => unit.iter().copied().collect(),
            _ => Vec::new(),
        }
    }
}

/// A file with what it is.
#[derive(Debug, Clone)]
pub struct Recognised {
    pub what: What,
    /// The extension that its content asks for, when its own is another.
    pub extension: Option<String>,
    /// Errors of the file as a whole, and notes on its kind; those of cells are told when the round
    /// is checked.
    pub problems: Vec<Problem>,
    /// Cells and rows that will have to be mended.
    pub to_mend: usize,
    /// Nothing in it can be used as it is.
    pub is_unusable: bool,
    pub saved: Option<chrono::NaiveDateTime>,
    /// What an evidence form says.
    pub(super) forms: Vec<Form>,
}
