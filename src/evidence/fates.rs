//! Why a row of a form is used, set aside or rejected, for the ledger.

use super::Entry;
use super::rows::Rows;
use super::tell::{filled, is_code, written};
use crate::grid::Row;
use crate::ledger::{Aside, Fate, Why};
use crate::problem::{Mark, kinds};
use crate::table::is_total;
use crate::value::Gap;

impl Rows<'_> {
    /// Cells that gave a value or a self score.
    pub(super) fn values(&self) -> usize {
        let taken = |entry: &&Entry| !matches!(entry.outcome, Err(Gap::Missing | Gap::Unreadable));
        let items = self.items.iter().flatten().filter(taken).count();
        items + self.leaves.iter().filter(|leaf| matches!(leaf.self_score, Some(Ok(_)))).count()
    }

    /// The fate with its reason: for a rejected row the code of what was said of it.
    pub(super) fn why(&self, row: &Row, fate: Fate, said: Mark) -> Why {
        if fate == Fate::Used {
            return Why::Used;
        }
        let repeated = self.problems.since(said);
        let repeated =
            repeated.map(|p| p.kind.code).any(|code| code == kinds::evidence::TWICE_SAME.code);
        let label = |column| filled(row, column).map(written).unwrap_or_default();
        let total = |column| is_total(&label(column));
        let aside = if self.is_heading(row) {
            Aside::Heading
        } else if repeated {
            Aside::Repeated
        } else if filled(row, self.columns.code).is_some_and(is_code) {
            Aside::Criterion
        } else if total(self.columns.item) || total(self.columns.name) || total(self.columns.code) {
            Aside::Total
        } else {
            Aside::Remark
        };
        let header = self.sections.refusal(row.index);
        let code = header.or_else(|| self.problems.refused_since(said));
        let code = code.unwrap_or(kinds::evidence::ROW.code);
        fate.because(aside, code)
    }

    pub(super) fn is_heading(&self, row: &Row) -> bool {
        self.sections.is_heading(row)
    }
}
