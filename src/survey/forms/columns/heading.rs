//! One header as a reading: what each of its cells means.

use std::collections::BTreeMap;

use super::meanings::Meanings;
use super::means::Means;
use crate::grid::{Cell, Grid, Row};
use crate::table::{self, Candidate, HeadCell};
use crate::text::fold;

/// A header's cells with what each means.
pub(super) struct Reading<'c> {
    pub candidate: &'c Candidate,
    pub means: Vec<Vec<(Means, usize)>>,
}

impl Reading<'_> {
    pub(super) fn cells(&self) -> impl Iterator<Item = (&HeadCell, &Vec<(Means, usize)>)> {
        self.candidate.cells.iter().zip(&self.means)
    }

    /// How many different things are named, and by how many cells.
    pub(super) fn weight(&self) -> (usize, usize) {
        let mut cells: BTreeMap<Means, usize> = BTreeMap::new();
        for means in self.means.iter().flatten() {
            let whole = match means.0 {
                Means::Tick(question, _) => Means::Question(question),
                Means::SideTick(side, _) | Means::SideOther(side) => Means::Side(side),
                Means::Personal | Means::Ignored => continue,
                other => other,
            };
            *cells.entry(whole).or_default() += 1;
        }
        // an option alone below its question is an answer, no header
        for question in self.tick_questions() {
            if self.ticks(question).len() < 2 {
                cells.remove(&Means::Question(question));
            }
        }
        (cells.len(), cells.values().sum())
    }

    pub(super) fn tick_questions(&self) -> Vec<usize> {
        let ticks = self.means.iter().flatten().filter_map(|(means, _)| match means {
            Means::Tick(question, _) => Some(*question),
            _ => None,
        });
        let mut questions: Vec<usize> = ticks.collect();
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    pub(super) fn has_questions(&self) -> bool {
        let is_question =
            |(means, _): &(Means, usize)| matches!(means, Means::Question(_) | Means::Tick(..));
        self.weight().0 > 0 && self.means.iter().flatten().any(is_question)
    }

    /// The option columns of a question.
    pub(super) fn ticks(&self, question: usize) -> Vec<(u32, u8)> {
        let ticks = self.cells().flat_map(|(cell, means)| {
            means.iter().filter_map(move |(means, _)| match means {
                Means::Tick(of, option) if *of == question => Some((cell.column, *option)),
                _ => None,
            })
        });
        ticks.collect()
    }

    /// The cells that mean this, those named first in the scheme only.
    pub(super) fn first(&self, wanted: impl Fn(Means) -> bool) -> Vec<(&HeadCell, Means)> {
        let with = self.cells().flat_map(|(cell, means)| {
            means.iter().filter(|(m, _)| wanted(*m)).map(move |(m, rank)| (*rank, cell, *m))
        });
        let with: Vec<_> = with.collect();
        let least = with.iter().map(|(rank, ..)| *rank).min();
        with.into_iter().filter(|(r, ..)| Some(*r) == least).map(|(_, c, m)| (c, m)).collect()
    }

    /// All cells that describe forms in this way, those named earlier in the scheme first. A column
    /// that decides where a form counts is not passed over because another name stands before it.
    pub(super) fn ranked(&self, wanted: Means) -> Vec<&HeadCell> {
        let with = self.cells().flat_map(|(cell, means)| {
            means.iter().filter(move |(m, _)| *m == wanted).map(move |(_, rank)| (*rank, cell))
        });
        let mut with: Vec<_> = with.collect();
        with.sort_by_key(|(rank, cell)| (*rank, cell.column));
        with.into_iter().map(|(_, cell)| cell).collect()
    }

    /// All cells that mean this.
    pub(super) fn all(&self, wanted: Means) -> Vec<&HeadCell> {
        let with = self.cells().filter(|(_, means)| means.iter().any(|(m, _)| *m == wanted));
        with.map(|(cell, _)| cell).collect()
    }

    /// The columns whose content belongs to the respondent and to nobody else.
    pub(super) fn beside(&self) -> Vec<u32> {
        let is_other = |(means, _): &(Means, usize)| {
            matches!(
                means,
                Means::Unit
                    | Means::Question(_)
                    | Means::Tick(..)
                    | Means::Start
                    | Means::Sent
                    | Means::Submitted
                    | Means::Finished
                    | Means::Status
                    | Means::Ignored
            )
        };
        let beside = self.cells().filter(|(_, means)| !means.iter().any(is_other));
        beside.map(|(cell, _)| cell.column).collect()
    }

    pub(super) fn heads(&self) -> Vec<(u32, String)> {
        let is_head = |(means, _): &(Means, usize)| {
            matches!(means, Means::Unit | Means::Form(_) | Means::Question(_))
        };
        let cells = self.cells().filter(|(_, means)| means.iter().any(is_head));
        cells.map(|(cell, _)| (cell.column, cell.full.clone())).collect()
    }

    /// The first row of forms: below the header some exports say the questions once more, in
    /// words, and the numbers of their own database.
    pub(super) fn first_row(&self, grid: &Grid, last: u32, meanings: &Meanings) -> u32 {
        let below = table::first_row_below(grid, last);
        let mut first = below;
        let again = |row: &Row| self.says_again(row, meanings) || is_machine_row(row);
        while first < last + MOST_AGAIN && grid.row(first).is_some_and(again) {
            first += 1;
        }
        // What numbers the columns may stand below the words, too.
        if first > below { table::first_row_below(grid, first - 1) } else { first }
    }

    /// Whether most questions of the header stand in a row again, each in its column.
    pub(super) fn says_again(&self, row: &Row, meanings: &Meanings) -> bool {
        let (mut asked, mut said) = (0, 0);
        for (cell, means) in self.cells() {
            let question = means.iter().find(|(m, _)| matches!(m, Means::Question(_)));
            let Some((question, _)) = question else { continue };
            asked += 1;
            let Some(text) = row.cell(cell.column).and_then(Cell::text) else { continue };
            let (text, full) = (text.to_string(), fold(text));
            let again =
                HeadCell { row: row.index, column: cell.column, text, full, groups: Vec::new() };
            said += usize::from(meanings.of(&again).iter().any(|(m, _)| m == question));
        }
        said > 0 && 2 * said > asked
    }
}

/// So many rows below a header may say it again.
const MOST_AGAIN: u32 = 4;

/// `{"ImportId":"QID1"}` in every cell: what Qualtrics writes for itself.
fn is_machine_row(row: &Row) -> bool {
    let own = |cell: &Cell| {
        cell.text().is_some_and(|text| text.starts_with('{') && text.contains("\"ImportId\""))
    };
    !row.cells.is_empty() && row.cells.iter().all(|(_, cell)| own(cell))
}
