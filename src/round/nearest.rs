//! Which units a text that names none may mean. A proposal is followed by whoever reads it:
//! it never leads to a unit of another type, nor to one of another number.

use super::Names;
use super::fold::{NameKey, loose};
use super::types::{split_plain_type, split_type};
use crate::text::unaccent;

/// From here on two names look alike, from 0 to 1.
const ALIKE: f64 = 0.7;

/// From here on they are the same but for accents.
const SAME: f64 = 0.75;

/// A name in two parts.
#[derive(Clone, Copy)]
struct Reading<'k> {
    kind: Option<&'static str>,
    /// What follows the type; the whole name without one.
    name: &'k str,
    whole: &'k str,
}

impl<'k> Reading<'k> {
    fn of(whole: &'k str) -> Reading<'k> {
        match split_type(whole).or_else(|| whole.is_ascii().then(|| split_plain_type(whole))?) {
            Some((kind, name)) => Reading { kind: Some(kind), name, whole },
            None => Reading { kind: None, name: whole, whole },
        }
    }

    /// Whether nothing says that the two are of different types.
    fn may_be(&self, other: &Reading<'_>) -> bool {
        self.kind.is_none() || other.kind.is_none() || self.kind == other.kind
    }

    /// How alike the text is to the name of a unit that it may mean.
    fn to(&self, unit: &Reading<'_>) -> f64 {
        let plain = if self.may_be(unit) { alike(self.name, unit.name) } else { 0.0 };
        // “Phường Đúc” and “Đúc” for Phường Phường Đúc: its name begins with the word of a type.
        let doubled = match split_type(unit.name) {
            Some(_) if self.kind.is_some() => alike(self.whole, unit.name),
            Some((_, last)) => alike(self.name, last),
            None => 0.0,
        };
        plain.max(doubled)
    }
}

impl Names {
    /// At most three units whose names look like the key and have its type, best first.
    pub(super) fn nearest(&self, key: &NameKey) -> Vec<usize> {
        let mut found = self.scored(key, |text, unit| text.to(unit));
        found.retain(|(score, _)| *score >= ALIKE);
        found.into_iter().map(|(_, at)| at).take(3).collect()
    }

    /// Units of the name that the key has and of another type.
    pub(super) fn of_other_type(&self, key: &NameKey) -> Vec<usize> {
        let mut found = self.scored(key, |text, unit| match text.may_be(unit) {
            true => 0.0,
            false => alike(text.name, unit.name),
        });
        found.retain(|(score, _)| *score >= SAME);
        found.into_iter().map(|(_, at)| at).take(3).collect()
    }

    /// Every name of a unit with how near the key comes to it at best, best first.
    fn scored(
        &self,
        key: &NameKey,
        score: impl Fn(&Reading<'_>, &Reading<'_>) -> f64,
    ) -> Vec<(f64, usize)> {
        let texts: Vec<Reading<'_>> =
            std::iter::once(&key.full).chain(&key.others).map(|text| Reading::of(text)).collect();
        let mut scored: Vec<(f64, usize)> = Vec::new();
        for (name, units) in &self.exact {
            let unit = Reading::of(name);
            let best = texts.iter().map(|text| score(text, &unit)).fold(0.0, f64::max);
            scored.extend(units.iter().map(|at| (best, *at)));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored
    }
}

/// How alike two names are, from 0 to 1: half of it with accents, half without. Names with
/// other numbers are not alike at all: Phường 15 is not Phường 5.
fn alike(one: &str, other: &str) -> f64 {
    let numbers = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_digit()).filter(|w| !w.is_empty());
        words.map(|w| w.trim_start_matches('0').to_string()).collect()
    };
    let (one, other) = (loose(one), loose(other));
    if numbers(&one) != numbers(&other) {
        return 0.0;
    }
    let near = strsim::normalized_damerau_levenshtein;
    0.5 * near(&unaccent(&one), &unaccent(&other)) + 0.5 * near(&one, &other)
}
