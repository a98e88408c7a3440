//! Takes the columns of a sheet from its header, and says what cannot be told.

use super::heading::Reading;
use super::joined::Versions;
use super::meanings::Meanings;
use super::means::Means;
use super::places::{SideSpot, SideTicks, Spot};
use crate::grid::{Grid, column_letters};
use crate::problem::{Kind, Place, Problem, Problems, kinds::survey as kinds};
use crate::source::did_you_mean;
use crate::survey::forms::listed::listed;
use crate::survey::forms::personal::{HIDDEN, may_name};
use crate::survey::scheme::{Question, Scheme, SideKind};
use crate::table::{self, HeadCell};
use crate::text::{fold, tidy};

/// Takes the columns from a header and says what cannot be told.
pub(super) struct Finder<'r, 'c> {
    pub reading: &'r Reading<'c>,
    pub grid: &'r Grid,
    pub problems: Problems,
    pub versions: Versions,
}

impl Finder<'_, '_> {
    pub(super) fn tell(&mut self, kind: &Kind, with: impl FnOnce(Problem) -> Problem) {
        let place = Place { cell: None, ..table::place(self.grid, 0, 0) };
        self.problems.push(with(Problem::new(kind, place)));
    }

    /// A header cell that fits two questions.
    pub(super) fn shared(&mut self, scheme: &Scheme) {
        let name = |means: Means| match means {
            Means::Question(at) => scheme.questions.get(at).map(|q| q.id.clone()),
            Means::Side(at) => scheme.sides.get(at).map(|q| q.id.clone()),
            _ => None,
        };
        let mut shared = Vec::new();
        for (cell, means) in self.reading.cells() {
            let names: Vec<String> = means.iter().filter_map(|(m, _)| name(*m)).collect();
            if let [first, second, ..] = names.as_slice() {
                let place = table::place(self.grid, cell.row, cell.column);
                let problem = Problem::new(&kinds::COLUMN_SHARED, place);
                shared.push(problem.with("first", first).with("second", second));
            }
        }
        shared.into_iter().for_each(|problem| self.problems.push(problem));
    }

    /// The one column that describes forms in this way.
    pub(super) fn one(&mut self, wanted: impl Fn(Means) -> bool) -> Option<(u32, Means)> {
        let cells = self.reading.first(wanted);
        self.twice(&cells.iter().map(|(cell, _)| *cell).collect::<Vec<_>>());
        cells.first().map(|(cell, means)| (cell.column, *means))
    }

    /// The column that says where a form counts; others that say it, too, are versions of it, so
    /// that a form in which two of them differ counts nowhere.
    pub(super) fn deciding(&mut self, wanted: Means) -> Option<u32> {
        let cells = self.reading.ranked(wanted);
        self.twice(&cells);
        cells.first().map(|cell| cell.column)
    }

    /// Several columns of one thing are read as versions of one form.
    pub(super) fn twice(&mut self, cells: &[&HeadCell]) {
        if let [first, others @ ..] = cells
            && !others.is_empty()
        {
            let versions = others.iter().map(|cell| cell.column).collect();
            self.versions.push((first.column, versions));
            let named = cells.iter().map(|cell| named_column(cell));
            let columns = named.collect::<Vec<_>>().join(", ");
            self.tell(&kinds::COLUMNS_JOINED, |problem| problem.with("columns", columns));
        }
    }

    /// An answer that stands as a whole and in a column for each option is one answer.
    fn both_ways(&mut self, columns: &[u32]) {
        let cells = self.reading.cells().map(|(cell, _)| cell);
        let named = cells.filter(|cell| columns.contains(&cell.column)).map(named_column);
        let named = named.collect::<Vec<_>>().join(", ");
        self.tell(&kinds::COLUMNS_JOINED, |problem| problem.with("columns", named));
    }

    pub(super) fn questions(&mut self, scheme: &Scheme, meanings: &Meanings) -> Vec<Spot> {
        let mut missing = Vec::new();
        let mut spots = Vec::new();
        for (at, question) in scheme.questions.iter().enumerate() {
            let ticks = self.reading.ticks(at);
            let whole = self.reading.all(Means::Question(at));
            self.twice(&whole);
            match whole.first() {
                // an option may have a column in every version of the form
                None if ticks.len() > 1 => spots.push(Spot::Ticks(ticks, None)),
                Some(cell) if !ticks.is_empty() => {
                    let spot = Spot::Ticks(ticks, Some(cell.column));
                    self.both_ways(&spot.columns());
                    spots.push(spot);
                }
                Some(cell) => spots.push(Spot::One(cell.column)),
                None => missing.push((at, question)),
            }
        }
        if !missing.is_empty() {
            let unknown: Vec<(String, &HeadCell)> = self
                .reading
                .cells()
                .filter(|(_, means)| means.is_empty())
                .map(|(cell, _)| (fold(&cell.text), cell))
                .collect();
            let near = |at: usize| {
                let texts = meanings.texts_of(Means::Question(at));
                let mut found = texts.filter_map(|text| {
                    did_you_mean(text, unknown.iter().map(|(folded, _)| folded.as_str()))
                });
                let found = found.next()?;
                let (_, cell) = unknown.iter().find(|(folded, _)| folded == found)?;
                Some(format!("{} “{}”", column_letters(cell.column), tidy(&cell.text)))
            };
            let name = |(_, q): &(usize, &Question)| format!("{} “{}”", q.id, tidy(&q.text));
            let names: Vec<String> = missing.iter().map(name).collect();
            let proposals: Vec<(&str, String)> = missing
                .iter()
                .filter_map(|(at, question)| Some((question.id.as_str(), near(*at)?)))
                .collect();
            self.tell(&kinds::COLUMN_MISSING, |problem| {
                proposed(problem.with("names", names.join("; ")), &proposals)
            });
        }
        spots
    }

    pub(super) fn sides(&mut self, scheme: &Scheme) -> Vec<SideSpot> {
        let mut spots = Vec::new();
        for (at, side) in scheme.sides.iter().enumerate() {
            let reading = self.reading;
            let ticks = reading.cells().flat_map(|(cell, means)| {
                means.iter().filter_map(move |(means, _)| match means {
                    Means::SideTick(of, option) if *of == at => Some((cell.column, *option)),
                    _ => None,
                })
            });
            let ticks: Vec<(u32, usize)> = ticks.collect();
            let other = reading.all(Means::SideOther(at)).first().map(|cell| cell.column);
            let whole = reading.all(Means::Side(at));
            self.twice(&whole);
            spots.push(match whole.first() {
                cell if side.kind == SideKind::Multiple && !ticks.is_empty() => {
                    let whole = cell.map(|cell| cell.column);
                    let spot = SideSpot::Ticks(SideTicks { columns: ticks, other, whole });
                    if whole.is_some() {
                        self.both_ways(&spot.columns());
                    }
                    spot
                }
                Some(cell) => SideSpot::One(cell.column),
                None => SideSpot::Absent,
            });
        }
        spots
    }

    /// Columns that are not read: those about persons, and those that mean nothing.
    pub(super) fn notes(&mut self) {
        let list = |cells: Vec<&HeadCell>| {
            let first = cells.iter().take(COLUMNS_SAID).map(|cell| named_column(cell)).collect();
            listed(first, cells.len())
        };
        let personal = list(self.reading.all(Means::Personal));
        if !personal.is_empty() {
            self.tell(&kinds::PERSONAL, |problem| problem.with("columns", personal));
        }
        let unknown = self.reading.cells().filter(|(_, means)| means.is_empty());
        let unknown = list(unknown.map(|(cell, _)| cell).collect());
        if !unknown.is_empty() {
            self.tell(&kinds::COLUMNS_UNUSED, |problem| problem.with("columns", unknown));
        }
    }
}

/// `C “Nơi ngồi chờ”`. A heading may be a row of answers that stands where the header should be, or
/// hold a name beside what it means.
fn named_column(cell: &HeadCell) -> String {
    let text = tidy(&cell.text);
    let shown = if may_name(&text) { HIDDEN } else { &shortened(&text) };
    format!("{} “{shown}”", column_letters(cell.column))
}

/// So many columns are named; the others are counted.
const COLUMNS_SAID: usize = 60;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

/// The start of a help line: which header may be which question; it is never taken unasked.
fn proposed(problem: Problem, proposals: &[(&str, String)]) -> Problem {
    if proposals.is_empty() {
        return problem.with("proposal", "");
    }
    let vi = proposals.iter().map(|(id, text)| format!("cột {text} là câu {id}"));
    let en = proposals.iter().map(|(id, text)| format!("column {text} is question {id}"));
    problem.said(
        "proposal",
        format!("Có phải {}? ", vi.collect::<Vec<_>>().join(", ")),
        format!("Is it that {}? ", en.collect::<Vec<_>>().join(", ")),
    )
}
