//! The columns of one sheet of forms.

use super::joined::Versions;
use super::means::Scope;
use crate::grid::{Held, Line};
use crate::text::fold;

/// The columns of one sheet.
#[derive(Debug, Default)]
pub(crate) struct Places {
    pub header: (u32, u32),
    pub first_row: u32,
    /// The folded headings of unit, form and questions, with their columns.
    pub heads: Vec<(u32, String)>,
    /// One more than the last column that has a header.
    pub width: u32,
    pub unit: Option<u32>,
    pub form: Option<(u32, Scope)>,
    pub cluster: Option<u32>,
    pub group: Option<u32>,
    pub interviewer: Option<u32>,
    pub start: Option<u32>,
    pub sent: Option<u32>,
    /// The times of `sent` are universal ones where no zone stands beside them.
    pub sent_universal: bool,
    pub status: Option<u32>,
    pub submitted: Option<u32>,
    pub finished: Option<u32>,
    pub mode: Option<u32>,
    /// One per trait of the scheme.
    pub traits: Vec<Option<u32>>,
    /// One per question of the scheme.
    pub questions: Vec<Spot>,
    /// One per side question.
    pub sides: Vec<SideSpot>,
    /// Columns of one thing in several versions of the form.
    pub versions: Versions,
    /// All columns that tell forms from each other, besides unit, answers and times.
    pub beside: Vec<u32>,
    /// The sheet is LimeSurvey's: `N/A` says that the question was not shown.
    pub hides_questions: bool,
}

/// Where the answers to one question stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spot {
    One(u32),
    /// A column for each option, with a mark in one of them; some programs write beside them the
    /// column of the whole answer.
    Ticks(Vec<(u32, u8)>, Option<u32>),
}

impl Spot {
    pub(crate) fn first(&self) -> u32 {
        match self {
            Spot::One(column) | Spot::Ticks(_, Some(column)) => *column,
            Spot::Ticks(columns, None) => columns.first().map_or(0, |(column, _)| *column),
        }
    }

    /// The column of the whole answer.
    pub(crate) fn whole(&self) -> Option<u32> {
        match self {
            Spot::One(column) => Some(*column),
            Spot::Ticks(_, whole) => *whole,
        }
    }

    /// All columns that hold the answer.
    pub(crate) fn columns(&self) -> Vec<u32> {
        match self {
            Spot::One(column) => vec![*column],
            Spot::Ticks(columns, whole) => {
                whole.iter().copied().chain(columns.iter().map(|(column, _)| *column)).collect()
            }
        }
    }
}

/// Where the answers to a side question stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SideSpot {
    Absent,
    One(u32),
    Ticks(SideTicks),
}

/// A column for each choice, one for what respondents wrote, and perhaps one for all choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SideTicks {
    pub columns: Vec<(u32, usize)>,
    pub other: Option<u32>,
    pub whole: Option<u32>,
}

impl SideSpot {
    /// The column of the whole answer.
    pub(crate) fn whole(&self) -> Option<u32> {
        match self {
            SideSpot::Absent => None,
            SideSpot::One(column) => Some(*column),
            SideSpot::Ticks(ticks) => ticks.whole,
        }
    }

    /// All columns that hold the answer.
    pub(crate) fn columns(&self) -> Vec<u32> {
        match self {
            SideSpot::Ticks(ticks) => {
                let choices = ticks.columns.iter().map(|(column, _)| *column);
                ticks.whole.into_iter().chain(choices).collect()
            }
            one => one.whole().into_iter().collect(),
        }
    }
}

impl Places {
    /// Whether a column describes the form or the respondent: what stands in it is no remark.
    pub(crate) fn describes(&self, column: u32) -> bool {
        let one = [
            self.unit,
            self.cluster,
            self.group,
            self.interviewer,
            self.start,
            self.sent,
            self.status,
            self.submitted,
            self.finished,
            self.mode,
        ];
        one.iter().chain(&self.traits).flatten().any(|own| *own == column)
            || self.sides.iter().any(|spot| spot.columns().contains(&column))
    }

    /// Whether a row says headings of other columns: below it the columns have changed.
    pub(crate) fn is_moved<L: Line>(&self, line: &L) -> bool {
        let (mut same, mut moved) = (0, 0);
        for (column, head) in &self.heads {
            let held = line.held(*column);
            if !matches!(held, Held::Text(_)) {
                continue;
            }
            let text = fold(&held.raw());
            same += usize::from(text == *head);
            moved += usize::from(text != *head && self.heads.iter().any(|(_, h)| *h == text));
        }
        moved > 0 && same + moved > 1
    }
}
