//! What is odd in the rows of a register: each kind told once, with how often and where first.

use std::collections::BTreeMap;

use super::scheme::Scheme;
use crate::grid::address;
use crate::problem::{Kind, Place, Problem, Problems, kinds::register as kinds};

/// Places that a message names.
const NAMED: usize = 3;

/// What is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    Cell(usize),
    Unit,
    NoKey,
    Form,
    Torn,
    NoDate,
}

/// How often something was seen, and where first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    pub count: usize,
    pub first: Vec<(Place, String)>,
}

/// How often, and the first ones: piece, row within it, what stood there.
type First = (usize, Vec<(u32, u32, String)>);

/// All that is odd, by kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Odd {
    /// Rows within their piece, with what stood there.
    seen: BTreeMap<What, First>,
}

impl Odd {
    /// Notes a cell of a row of the piece.
    pub(crate) fn note(&mut self, what: What, (row, column): (u32, u32), said: &str) {
        let (count, first) = self.seen.entry(what).or_default();
        *count += 1;
        if first.len() < NAMED {
            first.push((row, column, said.to_string()));
        }
    }

    /// Forgets what stood below a row.
    pub(crate) fn above(&mut self, row: u32) {
        for (count, first) in self.seen.values_mut() {
            first.retain(|(at, ..)| *at < row);
            // Below a header with other columns nothing was read: how often is not known.
            *count = (*count).min(first.len());
        }
        self.seen.retain(|_, (count, _)| *count > 0);
    }

    /// Adds what a piece noted to what the register has seen.
    pub(crate) fn hand_over(self, at: &dyn Fn(u32, u32) -> Place, to: &mut BTreeMap<What, Seen>) {
        for (what, (count, first)) in self.seen {
            let seen = to.entry(what).or_default();
            seen.count += count;
            let room = NAMED.saturating_sub(seen.first.len());
            let places = first.into_iter().take(room);
            seen.first.extend(places.map(|(row, column, said)| (at(row, column), said)));
        }
    }
}

impl Seen {
    pub(crate) fn add(&mut self, place: Place) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push((place, String::new()));
        }
    }

    /// The problem of this kind, at the first place; `None` where nothing was seen.
    pub(crate) fn problem(&self, kind: &Kind) -> Option<Problem> {
        let (place, _) = self.first.first()?;
        let places: Vec<String> = self.first.iter().map(|(place, _)| place.to_string()).collect();
        let problem = Problem::new(kind, place.clone()).with("count", self.count);
        let problem = problem.with("places", places.join("; "));
        Some(problem.of_many(self.count))
    }
}

/// The place of a cell of a text table or a sheet.
pub(crate) fn place(file: &str, sheet: &str, row: u32, column: u32) -> Place {
    Place::cell(file, sheet, address(row, column))
}

/// Tells all that was seen, each kind once.
pub(crate) fn tell(scheme: &Scheme, seen: &BTreeMap<What, Seen>, problems: &mut Problems) {
    let name = |at: usize| scheme.columns[at].headers.first().cloned().unwrap_or_default();
    for (what, seen) in seen {
        let said = || {
            let mut said: Vec<&str> = seen.first.iter().map(|(_, said)| said.as_str()).collect();
            said.dedup();
            said.iter().map(|said| format!("“{said}”")).collect::<Vec<_>>().join(", ")
        };
        let problem = match what {
            What::Cell(at) => seen
                .problem(&kinds::CELL)
                .map(|problem| problem.with("column", name(*at)).with("example", said())),
            What::Unit => seen.problem(&kinds::UNIT).map(|problem| problem.with("names", said())),
            What::NoKey => seen.problem(&kinds::NO_KEY).map(|p| p.with("column", name(scheme.key))),
            What::Form => seen.problem(&kinds::FORM).map(|p| p.with("column", name(scheme.key))),
            What::Torn => seen.problem(&kinds::ROW),
            What::NoDate => {
                seen.problem(&kinds::NO_DATE).map(|p| p.with("column", name(scheme.date)))
            }
        };
        problems.push_all(problem);
    }
}

/// A text that may be quoted: short, and no number of a person or a telephone.
pub(crate) fn sayable(text: &str, known: &[&str]) -> String {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_short = text.chars().count() <= 24;
    let is_number = digits * 2 >= text.chars().count() && !text.chars().any(char::is_alphabetic);
    let dated = is_number && text.contains(['/', '-', ':', '.']);
    if is_short && (dated || digits < 9 && (is_number || known.is_empty() && digits > 0)) {
        return text.to_string();
    }
    match crate::survey::is_sayable(text, known) && is_short {
        true => text.to_string(),
        false => "•••".to_string(),
    }
}
