//! What parts units of one index before they share a place.

use crate::document::Section;
use crate::problem::{Place, Problems, kinds};
use crate::terms::{Code, Key};

/// A further figure by which units of one index are ranked; the higher one stands first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieBreak {
    pub by: TieKey,
    /// Where `round.toml` names it.
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieKey {
    /// The published component index of a node.
    Node(Code),
    /// The published index of a survey, by the id of its scheme.
    Survey(String),
    /// A number that the unit gave.
    Item(Key),
}

impl TieKey {
    /// `node:3`, `survey:sipas`, `item:ho_so`; nothing for what is written in another way.
    fn parse(written: &str) -> Option<TieKey> {
        let (kind, name) = written.split_once(':')?;
        let name = name.trim();
        match kind.trim() {
            "node" => Code::parse(name).map(TieKey::Node),
            "survey" if !name.is_empty() => Some(TieKey::Survey(name.to_string())),
            "item" if !name.is_empty() => Some(TieKey::Item(Key::new(name))),
            _ => None,
        }
    }

    /// As `round.toml` writes it.
    pub fn written(&self) -> String {
        match self {
            TieKey::Node(code) => format!("node:{code}"),
            TieKey::Survey(scheme) => format!("survey:{scheme}"),
            TieKey::Item(key) => format!("item:{key}"),
        }
    }
}

/// `tie_break = ["node:3", "survey:…", "item:…"]`; whether they exist is asked once the sets are
/// read.
pub(super) fn tie_break(section: &Section<'_>, problems: &mut Problems) -> Vec<TieBreak> {
    let mut list: Vec<TieBreak> = Vec::new();
    for at in section.texts("tie_break") {
        let by = TieKey::parse(&at.value);
        let twice = by.as_ref().is_some_and(|by| list.iter().any(|before| before.by == *by));
        let why = match twice {
            true => ("đã ghi ở trước", "it stands there already"),
            false => ("không đúng cách ghi", "it is not written as it must be"),
        };
        match by.filter(|_| !twice) {
            Some(by) => list.push(TieBreak { by, place: section.source.place(&at.span) }),
            None => problems.push(
                section
                    .source
                    .problem(&kinds::round::TIE_BREAK, &at.span)
                    .with("found", &at.value)
                    .said("why", why.0, why.1)
                    .proposing(None),
            ),
        }
    }
    list
}
