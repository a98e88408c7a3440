//! Finds the unit that a text names. In: the round's units and a cell's text. Out: the unit,
//! or why it cannot be told (`input.md` 1.6).

use std::collections::BTreeMap;

use super::Round;
use super::fold::{NameKey, loose, name_key, without_container};
use super::legacy::{Encoding, decodings, signs};
use super::types::split_type;
use crate::problem::{Place, Problems};
use crate::text::{fold, tidy, unaccent};

/// Longer texts name no unit; comparing them would only cost time.
const LONGEST: usize = 200;

/// What a text was found to name. Numbers are positions in `Round::units`; among several there
/// may be higher ones, of names that are known and are no units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matched {
    /// Equal after folding, or the unit's id.
    Exact(usize),
    /// One unit only, by an alias, an abbreviation or a text without accents: worth a note.
    ByAlias(usize),
    Ambiguous(Vec<usize>),
    /// A unit that no longer exists; those that it was merged into.
    Former(Vec<usize>),
    /// A unit that the round lists where its entry cannot be used.
    Refused(usize),
    /// No unit; the nearest ones of its type, best first, at most three.
    Unknown(Vec<usize>),
    Bad(BadName),
}

impl Matched {
    /// The one unit that is meant, if there is one.
    pub fn unit(&self) -> Option<usize> {
        match self {
            Matched::Exact(at) | Matched::ByAlias(at) => Some(*at),
            _ => None,
        }
    }
}

/// Why a text cannot be a name at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadName {
    /// A letter of another script, such as the Cyrillic `р`.
    Foreign(char),
    /// An old encoding, and the unit it would name if decoded.
    Legacy(Encoding, Option<usize>),
}

/// The names of a round's units, folded once.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// As the round writes them: the units, then what else is known.
    pub(super) known: Vec<Known>,
    ids: BTreeMap<String, usize>,
    pub(super) exact: BTreeMap<String, Vec<usize>>,
    aliases: BTreeMap<String, Vec<usize>>,
    loose: BTreeMap<String, Vec<usize>>,
    plain: BTreeMap<String, Vec<usize>>,
    former: BTreeMap<String, Vec<usize>>,
}

/// A name that the round knows.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub name: String,
    pub what: What,
}

/// Whose name it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Unit,
    /// Of a unit that was merged into these.
    Former(Vec<usize>),
    /// Of a unit whose entry at this place cannot be used.
    Refused(Place),
}

impl Names {
    pub fn new(round: &Round) -> Names {
        let mut names = Names::default();
        for unit in &round.units {
            names.known.push(Known { name: unit.name.clone(), what: What::Unit });
        }
        for (at, unit) in round.units.iter().enumerate() {
            names.ids.entry(fold(unit.id.as_str())).or_insert(at);
            if let Some(code) = &unit.code {
                names.ids.entry(fold(code)).or_insert(at);
            }
            add(&mut names.exact, name_key(&unit.name).full, at);
            names.add_loosely(&unit.name, at);
            if let Some(body) = without_container(&unit.name) {
                names.add_loosely(&body, at);
            }
            for old in &unit.formerly {
                add(&mut names.former, name_key(old).full, at);
                names.add_former(old, at);
            }
            for alias in &unit.aliases {
                add(&mut names.aliases, name_key(alias).full, at);
                names.add_loosely(alias, at);
            }
        }
        // Such a name is not free for another unit: Phường Hòa Bình is not Xã Hòa Bình because
        // its own row is broken.
        for unit in &round.refused {
            let at = names.known.len();
            let what = What::Refused(unit.place.clone());
            names.known.push(Known { name: unit.name.clone(), what });
            add(&mut names.exact, name_key(&unit.name).full, at);
            names.add_loosely(&unit.name, at);
        }
        names
    }

    /// A name that is no longer used, for spellings that are not exactly it.
    fn add_former(&mut self, old: &str, into: usize) {
        let same = |known: &Known| known.name == old && matches!(known.what, What::Former(_));
        let at = self.known.iter().position(same).unwrap_or(self.known.len());
        if at == self.known.len() {
            self.known.push(Known { name: old.to_string(), what: What::Former(Vec::new()) });
            self.add_loosely(old, at);
        }
        if let What::Former(units) = &mut self.known[at].what {
            units.push(into);
        }
    }

    fn add_loosely(&mut self, name: &str, at: usize) {
        let key = name_key(name);
        let bare = split_type(&key.full).map(|(_, rest)| untyped(rest));
        for key in [Some(key.full.clone()), bare].into_iter().flatten() {
            let key = loose(&key);
            add(&mut self.plain, unaccent(&key), at);
            add(&mut self.loose, key, at);
        }
    }

    /// The unit that `text` names.
    pub fn find(&self, text: &str) -> Matched {
        match self.told(text) {
            Matched::Unknown(_) if text.chars().count() <= LONGEST => {
                Matched::Unknown(self.nearest(&name_key(text)))
            }
            found => found,
        }
    }

    /// The unit that `text` names for sure. No like names are looked for where it names none.
    pub fn unit(&self, text: &str) -> Option<usize> {
        self.told(text).unit()
    }

    /// [`Names::find`] without suggestions.
    fn told(&self, text: &str) -> Matched {
        if text.chars().count() > LONGEST {
            // Only what the round itself writes so long.
            return match self.among(self.exactly_long(text)) {
                Matched::ByAlias(at) => Matched::Exact(at),
                found => found,
            };
        }
        if let Some(at) = self.ids.get(&fold(text)) {
            return Matched::Exact(*at);
        }
        let key = name_key(text);
        let exact = self.exactly(text);
        let others = key.others.iter().flat_map(|k| hits(&self.exact, k));
        match exact[..] {
            [at] if others.clone().all(|o| o == at) => {
                return match self.among(exact) {
                    Matched::ByAlias(at) => Matched::Exact(at),
                    found => found,
                };
            }
            [] => {}
            _ => return Matched::Ambiguous(one_each(exact.into_iter().chain(others))),
        }
        let declared = hits(&self.aliases, &key.full);
        if !declared.is_empty() {
            return self.among(declared);
        }
        let successors = hits(&self.former, &key.full);
        if !successors.is_empty() {
            return Matched::Former(successors);
        }
        if let Some(bad) = self.bad(text) {
            return Matched::Bad(bad);
        }
        self.among(one_each(self.near_readings(text)))
    }

    fn exactly_long(&self, text: &str) -> Vec<usize> {
        let long = self.known.iter().enumerate();
        let long = long.filter(|(_, known)| known.name.chars().count() > LONGEST);
        long.filter(|(_, known)| fold(&known.name) == fold(text)).map(|(at, _)| at).collect()
    }

    /// What one or several names come to. A former name beside the unit that took it in says
    /// nothing against that unit.
    fn among(&self, mut found: Vec<usize>) -> Matched {
        let what = |at: usize| &self.known[at].what;
        let units: Vec<usize> =
            found.iter().copied().filter(|at| *what(*at) == What::Unit).collect();
        found.retain(|at| !matches!(what(*at), What::Former(into) if *into == units));
        match found[..] {
            [] => Matched::Unknown(Vec::new()),
            [at] => match what(at) {
                What::Unit => Matched::ByAlias(at),
                What::Former(into) => Matched::Former(into.clone()),
                What::Refused(_) => Matched::Refused(at),
            },
            _ => Matched::Ambiguous(found),
        }
    }

    fn exactly(&self, text: &str) -> Vec<usize> {
        hits(&self.exact, &name_key(text).full)
    }

    /// Units that a habit of spelling, a missing type, a suffix or missing accents lead to.
    fn near_readings(&self, text: &str) -> Vec<usize> {
        let key = name_key(text);
        let mut found = Vec::new();
        if let Some(body) = without_container(text) {
            found.extend(self.exactly(&body));
            found.extend(hits(&self.aliases, &name_key(&body).full));
        }
        let bare = (!key.typed).then(|| untyped(&key.full));
        for reading in std::iter::once(&key.full).chain(&key.others).chain(&bare) {
            let reading = loose(reading);
            found.extend(hits(&self.loose, &reading));
            if key.unaccented {
                found.extend(hits(&self.plain, &unaccent(&reading)));
            }
        }
        if !found.is_empty() {
            found.extend(self.without_its_type(&key));
        }
        found
    }

    /// Units whose own name begins with the word that reads as a type: “PHUONG DUC” may leave
    /// out the type of Phường Phường Đúc. Never enough to take it for that unit.
    fn without_its_type(&self, key: &NameKey) -> Vec<usize> {
        let reading = loose(&untyped(&key.full));
        match key.unaccented {
            true => hits(&self.plain, &unaccent(&reading)),
            false => hits(&self.loose, &reading),
        }
    }

    fn bad(&self, text: &str) -> Option<BadName> {
        let foreign = tidy(text).chars().find(|c| c.is_alphabetic() && !is_latin(*c));
        if let Some(letter) = foreign {
            return Some(BadName::Foreign(letter));
        }
        let meant: Vec<(Encoding, Option<usize>)> = decodings(text)
            .into_iter()
            .map(|(encoding, decoded)| (encoding, self.exactly(&decoded).first().copied()))
            .collect();
        if let Some((encoding, unit)) = meant.iter().find(|(_, unit)| unit.is_some()) {
            return Some(BadName::Legacy(*encoding, *unit));
        }
        signs(text).map(|encoding| BadName::Legacy(encoding, None))
    }

    /// [`Names::find`] for callers that only need the unit: anything but an exact match is
    /// reported at `place`, and `None` means that the text cannot be used.
    pub fn find_or_report(
        &self,
        text: &str,
        place: Place,
        problems: &mut Problems,
    ) -> Option<usize> {
        let matched = self.find(text);
        if let Some(problem) = self.problem(&matched, text, place) {
            problems.push(problem);
        }
        match matched {
            Matched::Exact(at) | Matched::ByAlias(at) => Some(at),
            _ => None,
        }
    }

    /// What is wrong with the letters of a name that a round gives.
    pub(super) fn bad_letters(name: &str) -> Option<BadName> {
        Names::default().bad(name)
    }
}

/// The key of a name whose type is left out; it never equals one that has a type.
fn untyped(rest: &str) -> String {
    format!("* {rest}")
}

fn add(table: &mut BTreeMap<String, Vec<usize>>, key: String, at: usize) {
    let units = table.entry(key).or_default();
    if !units.contains(&at) {
        units.push(at);
    }
}

fn hits(table: &BTreeMap<String, Vec<usize>>, key: &str) -> Vec<usize> {
    table.get(key).cloned().unwrap_or_default()
}

fn one_each(units: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let set: std::collections::BTreeSet<usize> = units.into_iter().collect();
    set.into_iter().collect()
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{00AA}'..='\u{02BC}' | '\u{0300}'..='\u{036F}' | '\u{1E00}'..='\u{1EFF}')
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
