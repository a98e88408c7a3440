//! What there is to say about a text that names a unit in its own way, or none.

use super::fold::name_key;
use super::names::What;
use super::{BadName, Matched, Names};
use crate::problem::{Kind, Place, Problem, kinds};
use crate::text::tidy;

impl Names {
    /// What there is to say about a match; nothing when it is exact.
    pub fn problem(&self, matched: &Matched, text: &str, place: Place) -> Option<Problem> {
        let new = |kind: &Kind| Problem::new(kind, place.clone()).with("text", shorten(text));
        Some(match matched {
            Matched::Exact(_) => return None,
            Matched::ByAlias(at) => {
                new(&kinds::round::UNIT_ALIAS).with("unit", self.listed(&[*at]))
            }
            Matched::Ambiguous(units) => {
                new(&kinds::round::UNIT_AMBIGUOUS).with("units", self.listed(units))
            }
            Matched::Former(units) => {
                new(&kinds::round::UNIT_FORMER).with("units", self.listed(units))
            }
            Matched::Refused(at) => {
                let problem = new(&kinds::round::UNIT_REFUSED);
                match self.known.get(*at).map(|known| &known.what) {
                    Some(What::Refused(row)) => problem.with("row", row).because_of(row.clone()),
                    _ => problem.with("row", ""),
                }
            }
            Matched::Unknown(near) => {
                let problem = new(&kinds::round::UNIT_UNKNOWN);
                match self.of_other_type(&name_key(text)) {
                    others if near.is_empty() && !others.is_empty() => problem.said(
                        "proposal",
                        format!("Danh sách có {}, nhưng khác loại đơn vị. ", self.listed(&others)),
                        format!("The round has {}, of another type. ", self.listed(&others)),
                    ),
                    _ => problem.proposing(self.named(near)),
                }
            }
            Matched::Bad(BadName::Foreign(letter)) => {
                new(&kinds::round::UNIT_LETTERS).with("letter", letter)
            }
            Matched::Bad(BadName::Legacy(encoding, unit)) => {
                let near: Vec<usize> = unit.iter().copied().collect();
                new(&kinds::round::UNIT_LEGACY)
                    .with("encoding", encoding.name())
                    .proposing(self.named(&near))
            }
        })
    }

    /// The units' names in quotes.
    fn listed(&self, units: &[usize]) -> String {
        self.named(units).map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
    }

    /// The names of units, and of what else is known, as the round writes them.
    pub fn named(&self, units: &[usize]) -> impl Iterator<Item = &str> {
        units.iter().filter_map(|at| self.known.get(*at)).map(|known| known.name.as_str())
    }
}

/// At most 60 characters, for quoting in a message.
pub(super) fn shorten(text: &str) -> String {
    let tidied = tidy(text);
    match tidied.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &tidied[..at]),
        None => tidied,
    }
}
