//! What a piece of a sheet came to.

use std::collections::BTreeMap;

use super::plan::Plan;
use crate::ledger::{Fate, RowFate, Span};
use crate::problem::kinds::survey as kinds;
use crate::survey::forms::Forms;
use crate::survey::forms::clocks::Clocks;
use crate::survey::forms::findings::SheetFindings;
use crate::survey::forms::sparse::{Labels, Sparse};
use crate::survey::quality::{LISTED, Reason};

/// What a piece of a sheet came to.
pub struct Part {
    pub(crate) forms: Forms,
    /// The respondents' groups; [`Forms::groups`] is filled when all groups are known.
    pub(crate) groups: Labels,
    pub(crate) clusters: Labels,
    pub(crate) clocks: Clocks,
    pub(crate) findings: SheetFindings,
    /// Texts of unit cells that something is to be said of, with their first rows.
    pub(crate) said: Vec<(String, u32)>,
    /// The fates of its rows; rows count from the top of the piece.
    pub(crate) spans: Vec<Span>,
    /// Rows with content.
    pub(crate) taken: usize,
    /// Answers of the forms.
    pub(crate) values: usize,
    /// Rows that were rejected, the first of them, each with its unit where that is known; and
    /// how many for each reason.
    pub(crate) rejected: Vec<(u32, Option<u32>, Reason)>,
    /// How many of a unit were rejected, by its position.
    pub(crate) rejected_units: BTreeMap<u32, usize>,
    pub(crate) reasons: [usize; Reason::COUNT],
    /// A header with other columns stands in it: what follows is refused.
    pub(crate) moved: bool,
    /// Rows of the sheet that the piece takes up.
    pub(crate) rows: u32,
}

impl Part {
    pub(super) fn new(plan: &Plan<'_>) -> Part {
        let scheme = plan.scheme;
        let mut forms = Forms::new(scheme.questions.len());
        forms.traits = scheme.traits.iter().map(|_| Labels::default()).collect();
        forms.sides = scheme.sides.iter().map(|_| Sparse::new(0)).collect();
        Part {
            forms,
            groups: Labels::default(),
            clusters: Labels::default(),
            clocks: Clocks::default(),
            findings: SheetFindings::new(scheme.questions.len() + scheme.sides.len()),
            said: Vec::new(),
            spans: Vec::new(),
            taken: 0,
            values: 0,
            rejected: Vec::new(),
            rejected_units: BTreeMap::new(),
            reasons: [0; Reason::COUNT],
            moved: false,
            rows: 0,
        }
    }

    /// All of it stands below a header with other columns.
    pub(crate) fn below_moved(self, plan: &Plan<'_>) -> Part {
        let mut part = Part::new(plan);
        (part.taken, part.rows, part.moved) = (self.taken, self.rows, true);
        for row in self.spans.iter().flat_map(|span| span.first..=span.last) {
            part.refuse_moved(row);
            part.settle(row, RowFate::Rejected(kinds::HEADER_MOVED.code));
        }
        part
    }

    pub(super) fn refuse_moved(&mut self, row: u32) -> Fate {
        self.findings.add(&kinds::HEADER_MOVED, "", row, 0);
        self.reject(row, None, Reason::Broken)
    }

    /// Gives the next row its fate.
    pub(super) fn settle(&mut self, row: u32, why: RowFate) {
        match self.spans.last_mut() {
            Some(span) if span.why == why && span.last + 1 == row => span.last = row,
            _ => self.spans.push(Span { first: row, last: row, why }),
        }
    }

    pub(super) fn reject(&mut self, row: u32, unit: Option<u32>, reason: Reason) -> Fate {
        self.reasons[reason as usize] += 1;
        if let Some(unit) = unit {
            *self.rejected_units.entry(unit).or_default() += 1;
        }
        if self.rejected.len() < LISTED {
            self.rejected.push((row, unit, reason));
        }
        Fate::Rejected
    }
}
