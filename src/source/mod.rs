//! A text file as written: turns byte spans into line:column places and marked excerpts.

mod dates;

use std::ops::Range;
use std::sync::Arc;

pub use dates::day_first;

use crate::problem::{Kind, Place, Problem};

/// The text of one TOML file, kept so that every problem can show its spot.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as the round names it.
    pub path: Arc<str>,
    pub text: Arc<str>,
    /// The text without bare dates in another order than TOML's, and where they stand.
    masked: Option<(Arc<str>, Vec<Range<usize>>)>,
}

impl Source {
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let (path, text) = (path.into(), text.into());
        let (masked, dates) = dates::masked(&text);
        let masked = (!dates.is_empty()).then(|| (masked.into(), dates));
        Source { path, text, masked }
    }

    /// The text to parse in the place of one with dates such as `31/01/2026` as bare values, and
    /// where these stand; `None` where there is none.
    pub fn masked(&self) -> Option<(&str, &[Range<usize>])> {
        self.masked.as_ref().map(|(text, dates)| (text.as_ref(), dates.as_slice()))
    }

    /// Line and column (in characters), both from 1.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    pub fn place(&self, span: &Range<usize>) -> Place {
        let (line, column) = self.position(span.start);
        Place::line(self.path.as_ref(), line, column)
    }

    /// The line of the span with carets below it.
    pub fn excerpt(&self, span: &Range<usize>) -> String {
        let (line, column) = self.position(span.start);
        let text = self.text.lines().nth(line - 1).unwrap_or("");
        let rest = text.chars().count() + 1 - column.min(text.chars().count() + 1);
        let marked = self
            .text
            .get(span.clone())
            .map_or(1, |s| s.lines().next().unwrap_or("").chars().count());
        let carets = "^".repeat(marked.clamp(1, rest.max(1)));
        let number = line.to_string();
        let gutter = " ".repeat(number.len());
        let indent: String =
            text.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        format!("{number} | {text}\n{gutter} | {indent}{carets}")
    }

    /// A problem at the span, with its excerpt.
    pub fn problem(&self, kind: &Kind, span: &Range<usize>) -> Problem {
        Problem::new(kind, self.place(span)).excerpt(self.excerpt(span))
    }
}

/// The known word nearest to `word`, when it is near enough to propose. A word with other
/// numbers is another thing and never proposed: 1.10 is not 1.1.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let numbers = |text: &'_ str| -> Vec<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.map(str::to_string).collect()
    };
    let own = numbers(word);
    known
        .into_iter()
        .filter(|k| numbers(k) == own)
        .map(|k| (strsim::normalized_damerau_levenshtein(word, k), k))
        .filter(|(score, _)| *score >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}
