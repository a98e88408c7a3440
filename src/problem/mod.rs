//! What is wrong, where it stands, and what to do about it.
//!
//! Every problem the program can report is one [`Kind`]: a stable code, a level, and its
//! words in both languages with `{name}` places for the facts. The kinds stand in one file
//! per room below [`kinds`], and [`KINDS`] lists them all. `{place}` is filled from the [`Place`].

mod cause;
mod finding;
mod kind;
pub mod kinds;
mod line;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::terms::{Lang, UnitId};
use crate::value::Origin;

pub use cause::{Group, by_cause};
pub use finding::{Involved, Stake};
pub use kind::{Kind, Level};
pub use kinds::KINDS;
pub use line::ProblemLine;

/// Where a problem stands. Lines and columns count from 1; `cell` is an A1 address.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Path as the round names it, relative to the round's folder, with `/`.
    pub file: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub sheet: Option<String>,
    pub cell: Option<String>,
}

impl Place {
    pub fn file(file: impl Into<String>) -> Self {
        Place { file: file.into(), ..Place::default() }
    }

    pub fn line(file: impl Into<String>, line: usize, column: usize) -> Self {
        Place { line: Some(line), column: Some(column), ..Place::file(file) }
    }

    pub fn sheet(file: impl Into<String>, sheet: impl Into<String>) -> Self {
        Place { sheet: Some(sheet.into()), ..Place::file(file) }
    }

    pub fn cell(
        file: impl Into<String>,
        sheet: impl Into<String>,
        cell: impl Into<String>,
    ) -> Self {
        let place = Place::sheet(file, sheet);
        // A CSV file has no sheets.
        let sheet = place.sheet.filter(|name| !name.is_empty());
        Place { sheet, cell: Some(cell.into()), ..Place::file(place.file) }
    }

    /// Row and column of the cell, from 0, so that G9 comes before G14.
    pub fn row_and_column(&self) -> Option<(u32, u32)> {
        let cell = self.cell.as_deref()?;
        let digits = cell.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = cell.split_at(digits);
        let column = letters.bytes().try_fold(0u32, |column, letter| {
            let letter = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
            column.checked_mul(26)?.checked_add(letter)
        })?;
        Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
    }

    /// The order of listings: by file, then downwards.
    pub fn order(&self) -> impl Ord + use<'_> {
        let at = self.row_and_column();
        (&self.file, self.line, self.column, &self.sheet, at, &self.cell)
    }
}

impl From<&Origin> for Place {
    fn from(origin: &Origin) -> Place {
        Place::cell(&*origin.file, &*origin.sheet, &*origin.cell)
    }
}

/// `a.toml:3:5`, `a.xlsx – Tự chấm!G14`, `a.csv – C7`, `a.xlsx`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}:{}", self.column.unwrap_or(1))?;
        }
        match (&self.sheet, &self.cell) {
            (Some(sheet), Some(cell)) => write!(f, " – {sheet}!{cell}"),
            (Some(sheet), None) => write!(f, " – {sheet}"),
            (None, Some(cell)) => write!(f, " – {cell}"),
            _ => Ok(()),
        }
    }
}

/// One thing that is wrong or worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: Kind,
    pub place: Place,
    /// The facts that fill the `{name}` places of the words.
    pub facts: Vec<(&'static str, String)>,
    /// Those of the facts that read otherwise in English.
    pub facts_en: Vec<(&'static str, String)>,
    /// The lines of the file with a mark below the spot, for TOML files.
    pub excerpt: Option<String>,
    /// The unit whose data it touches.
    pub unit: Option<UnitId>,
    /// Every cell that has a part in it, when there are several.
    pub involved: Vec<Involved>,
    /// The leaves that hang on it; known once the units are scored.
    pub stakes: Vec<Stake>,
    /// How many cells or rows it speaks of; the place is the first.
    pub times: usize,
    /// It follows from what is said of this place: once that is mended, it is gone.
    pub because: Option<Place>,
    /// Of what is said there, this kind, where others are said too.
    pub because_kind: Option<&'static str>,
}

impl Problem {
    pub fn new(kind: &Kind, place: Place) -> Self {
        Problem {
            kind: *kind,
            place,
            facts: Vec::new(),
            facts_en: Vec::new(),
            excerpt: None,
            unit: None,
            involved: Vec::new(),
            stakes: Vec::new(),
            times: 1,
            because: None,
            because_kind: None,
        }
    }

    /// Adds a fact for the `{name}` places of the words.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }

    /// Adds a fact that reads otherwise in English.
    pub fn said(
        mut self,
        name: &'static str,
        vi: impl fmt::Display,
        en: impl fmt::Display,
    ) -> Self {
        self.facts_en.push((name, en.to_string()));
        self.with(name, vi)
    }

    /// Adds a number for reading: with a decimal comma in Vietnamese.
    pub fn number(self, name: &'static str, plain: impl fmt::Display) -> Self {
        let plain = plain.to_string();
        self.said(name, Lang::Vi.decimal(&plain), plain)
    }

    /// Adds the fact `proposal`, the start of a help line: “Có phải …?” with the words that may
    /// have been meant, or nothing.
    pub fn proposing<'w>(self, words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: Vec<String> = words.into_iter().map(|word| format!("“{word}”")).collect();
        if words.is_empty() {
            return self.with("proposal", "");
        }
        let vi = format!("Có phải {}? ", words.join(" hay "));
        self.said("proposal", vi, format!("Did you mean {}? ", words.join(" or ")))
    }

    pub fn excerpt(mut self, excerpt: impl Into<String>) -> Self {
        self.excerpt = Some(excerpt.into());
        self
    }

    pub fn of_unit(mut self, unit: &UnitId) -> Self {
        self.unit = Some(unit.clone());
        self
    }

    /// What was found, in one or two sentences.
    pub fn message(&self, lang: Lang) -> String {
        self.fill(self.kind.message.say(lang), lang)
    }

    /// What to do about it.
    pub fn help(&self, lang: Lang) -> String {
        self.fill(self.kind.help.say(lang), lang)
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut out = template.replace("{place}", &self.place.to_string());
        if let Some(cell) = &self.place.cell {
            out = out.replace("{cell}", cell);
        }
        let english = self.facts_en.iter().filter(|_| lang == Lang::En);
        for (name, value) in english.chain(&self.facts) {
            out = out.replace(&format!("{{{name}}}"), value);
        }
        out
    }
}

/// All that was found so far; stages add to it and go on.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

/// A point in the list of problems; see [`Problems::mark`].
#[derive(Debug, Clone, Copy)]
pub struct Mark(usize);

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Problems {
        [problem].into_iter().collect()
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<T: IntoIterator<Item = Problem>>(list: T) -> Problems {
        let mut problems = Problems::default();
        list.into_iter().for_each(|problem| problems.push(problem));
        problems
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl Problems {
    /// Whether one of this kind was found.
    pub fn has(&self, kind: &Kind) -> bool {
        self.list.iter().any(|problem| problem.kind.code == kind.code)
    }

    pub fn push(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    pub fn push_all(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.list.extend(problems);
    }

    pub fn extend(&mut self, other: Problems) {
        self.list.extend(other.list);
    }

    /// Takes back what no longer holds.
    pub fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.list.retain(keep);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Problem> {
        self.list.iter_mut()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Where a step begins: what it finds comes after the mark.
    pub fn mark(&self) -> Mark {
        Mark(self.list.len())
    }

    /// What was found since.
    pub fn since(&self, mark: Mark) -> impl Iterator<Item = &Problem> {
        self.list.iter().skip(mark.0)
    }

    pub fn since_mut(&mut self, mark: Mark) -> impl Iterator<Item = &mut Problem> {
        self.list.iter_mut().skip(mark.0)
    }

    /// The code of the first error since: why what the step read is refused.
    pub fn refused_since(&self, mark: Mark) -> Option<&'static str> {
        let mut since = self.since(mark).filter(|problem| problem.kind.level == Level::Error);
        since.next().map(|problem| problem.kind.code)
    }

    /// The code of the first error.
    pub fn refused(&self) -> Option<&'static str> {
        self.refused_since(Mark(0))
    }

    pub fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|p| p.kind.level == level).count()
    }

    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// Worst first, then by place, then by code: the order of every listing.
    pub fn sorted(mut self) -> Problems {
        self.list.sort_by(|a, b| {
            let key = |p: &Problem| (p.kind.code, p.facts.clone());
            a.kind
                .level
                .cmp(&b.kind.level)
                .then_with(|| a.place.order().cmp(&b.place.order()))
                .then_with(|| key(a).cmp(&key(b)))
        });
        self
    }
}
