//! Why a row of a form is used, set aside or rejected, for the ledger.

use super::state::Rows;
use crate::evidence::cell_text::{filled, is_code, written};
use crate::grid::Row;
use crate::ledger::{Aside, Fate, RowFate};
use crate::problem::{Mark, kinds};
use crate::table::is_total;

impl Rows<'_> {
    /// The fate with its reason: for a rejected row the code of what was said of it.
    pub(crate) fn why(&self, row: &Row, fate: Fate, said: Mark) -> RowFate {
        if fate == Fate::Used {
            return RowFate::Used;
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
}
