//! What is wrong, where it stands, and what to do about it.
//!
//! Every problem the program can report is one [`Kind`]: a stable code, a level, and its
//! words in both languages with `{name}` places for the facts. The kinds stand in one file
//! per room below [`kinds`], and [`KINDS`] lists them all. `{place}` is filled from the [`Place`].

mod kind;
pub mod kinds;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::terms::{Lang, UnitId};

pub use kind::{Kind, Level, Text};
pub use kinds::KINDS;

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
        Place { cell: Some(cell.into()), ..Place::sheet(file, sheet) }
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
        self.said(name, plain.replace('.', ","), plain)
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
        self.fill(self.kind.text(lang).message, lang)
    }

    /// What to do about it.
    pub fn help(&self, lang: Lang) -> String {
        self.fill(self.kind.text(lang).help, lang)
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

    pub fn extend(&mut self, other: Problems) {
        self.list.extend(other.list);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
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
            let key = |p: &Problem| (p.kind.level, p.place.clone(), p.kind.code, p.facts.clone());
            key(a).cmp(&key(b))
        });
        self
    }
}
