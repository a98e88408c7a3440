//! What becomes of a dropped file.

use super::what::Recognised;
use crate::terms::Text;

/// A dropped file with what it is and what becomes of it.
#[derive(Debug, Clone)]
pub struct Planned {
    /// As it will be called, without what no system takes.
    pub name: String,
    pub sha256: String,
    pub is: Recognised,
    pub fate: Fate,
}

/// What becomes of a dropped file. Paths are below the round's folder, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is copied there.
    New { file: String },
    /// Likewise, beside files that speak of the same; what the program then does, and what a
    /// person has to decide.
    Version { file: String, beside: Vec<String>, question: Text<String> },
    /// The same bytes are there.
    Already { file: String },
    /// The same bytes were dropped twice at once: the name of the first.
    Twice { name: String },
    /// It is not known whose it is: a person has to say.
    Asked(Text<String>),
    /// It does not belong here, or cannot be used.
    Refused(Text<String>),
    /// The system did not let it be copied.
    Failed(Text<String>),
}

impl Fate {
    /// The word for other programs.
    pub fn key(&self) -> &'static str {
        match self {
            Fate::New { .. } => "new",
            Fate::Version { .. } => "version",
            Fate::Already { .. } => "already",
            Fate::Twice { .. } => "twice",
            Fate::Asked(_) => "asked",
            Fate::Refused(_) => "refused",
            Fate::Failed(_) => "failed",
        }
    }

    /// Where the file stands, or will stand.
    pub fn file(&self) -> Option<&str> {
        match self {
            Fate::Already { file } => Some(file),
            _ => self.goes_to(),
        }
    }

    /// Where the file goes, or has gone, as a new one; `None` when it is not copied.
    pub fn goes_to(&self) -> Option<&str> {
        match self {
            Fate::New { file } | Fate::Version { file, .. } => Some(file),
            _ => None,
        }
    }

    /// Whether a person has to do something about it.
    pub fn needs_someone(&self) -> bool {
        !matches!(self, Fate::New { .. } | Fate::Already { .. } | Fate::Twice { .. })
    }
}
