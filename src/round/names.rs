//! Finds the unit that a text names. In: the round's units and a cell's text. Out: the unit,
//! or why it cannot be told (`input.md` 1.6).

use std::collections::BTreeMap;

use super::Round;
use super::fold::{loose, name_key, split_type, unaccent, without_container};
use super::legacy::{Encoding, decodings, signs};
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::text::{fold, tidy};

/// Longer texts name no unit; comparing them would only cost time.
const LONGEST: usize = 200;

/// What a text was found to name. Numbers are positions in `Round::units`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matched {
    /// Equal after folding, or the unit's id.
    Exact(usize),
    /// One unit only, by an alias, an abbreviation or a text without accents: worth a note.
    ByAlias(usize),
    Ambiguous(Vec<usize>),
    /// A unit that no longer exists; those that it was merged into.
    Former(Vec<usize>),
    /// No unit; the nearest ones, best first, at most three.
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
    /// As the round writes them.
    shown: Vec<String>,
    ids: BTreeMap<String, usize>,
    exact: BTreeMap<String, Vec<usize>>,
    aliases: BTreeMap<String, Vec<usize>>,
    loose: BTreeMap<String, Vec<usize>>,
    plain: BTreeMap<String, Vec<usize>>,
    former: BTreeMap<String, Vec<usize>>,
}

impl Names {
    pub fn new(round: &Round) -> Names {
        let mut names = Names::default();
        for (at, unit) in round.units.iter().enumerate() {
            names.shown.push(unit.name.clone());
            names.ids.entry(fold(unit.id.as_str())).or_insert(at);
            add(&mut names.exact, name_key(&unit.name).full, at);
            names.add_loosely(&unit.name, at);
            if let Some(body) = without_container(&unit.name) {
                names.add_loosely(&body, at);
            }
            for old in &unit.formerly {
                add(&mut names.former, name_key(old).full, at);
            }
            for alias in &unit.aliases {
                add(&mut names.aliases, name_key(alias).full, at);
                names.add_loosely(alias, at);
            }
        }
        names
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
        if text.chars().count() > LONGEST {
            return Matched::Unknown(Vec::new());
        }
        if let Some(at) = self.ids.get(&fold(text)) {
            return Matched::Exact(*at);
        }
        let key = name_key(text);
        let exact = self.exactly(text);
        let others = key.others.iter().flat_map(|k| hits(&self.exact, k));
        match exact[..] {
            [at] if others.clone().all(|o| o == at) => return Matched::Exact(at),
            [] => {}
            _ => return Matched::Ambiguous(one_each(exact.into_iter().chain(others))),
        }
        let declared = hits(&self.aliases, &key.full);
        if !declared.is_empty() {
            return among(declared);
        }
        let successors = hits(&self.former, &key.full);
        if !successors.is_empty() {
            return Matched::Former(successors);
        }
        if let Some(bad) = self.bad(text) {
            return Matched::Bad(bad);
        }
        match among(one_each(self.near_readings(text))) {
            Matched::Unknown(_) => Matched::Unknown(self.suggestions(&key.full)),
            found => found,
        }
    }

    /// What a text in a font of an old encoding names: no unit for sure, but perhaps the one
    /// that the encoding means.
    pub fn find_legacy(&self, text: &str, encoding: Encoding) -> Matched {
        let meant = self.exactly(&super::legacy::decoded(text, encoding));
        Matched::Bad(BadName::Legacy(encoding, meant.first().copied()))
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
        found
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

    /// At most three units whose names look like the key, best first.
    fn suggestions(&self, key: &str) -> Vec<usize> {
        let near = strsim::normalized_damerau_levenshtein;
        let bare = |key: &str| {
            let plain = loose(split_type(key).map_or(key, |(_, rest)| rest));
            unaccent(&plain)
        };
        let (whole, part) = (unaccent(&loose(key)), bare(key));
        let mut scored: Vec<(f64, usize)> = self
            .exact
            .iter()
            .flat_map(|(name, units)| units.iter().map(move |at| (name, *at)))
            .map(|(name, at)| {
                let plain = near(&part, &bare(name)).max(near(&whole, &unaccent(&loose(name))));
                (0.5 * plain + 0.5 * near(key, name), at)
            })
            .filter(|(score, _)| *score >= 0.6)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.into_iter().map(|(_, at)| at).take(3).collect()
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
            Matched::Unknown(near) => new(&kinds::round::UNIT_UNKNOWN).proposing(self.named(near)),
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

    fn named(&self, units: &[usize]) -> impl Iterator<Item = &str> {
        units.iter().filter_map(|at| self.shown.get(*at)).map(String::as_str)
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

fn among(units: Vec<usize>) -> Matched {
    match units[..] {
        [] => Matched::Unknown(Vec::new()),
        [at] => Matched::ByAlias(at),
        _ => Matched::Ambiguous(units),
    }
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

/// At most 60 characters, for quoting in a message.
pub fn shorten(text: &str) -> String {
    let tidied = tidy(text);
    match tidied.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &tidied[..at]),
        None => tidied,
    }
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
