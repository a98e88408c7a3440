//! Rows of an appraisal form that do not say what they are about, and requests that no leaf can be
//! asked.

use std::collections::BTreeSet;

use super::copies::Copies;
use super::row::RowReader;
use crate::grid::{Cell, Row};
use crate::problem::{Problem, kinds};
use crate::round::Unit;
use crate::table::label_of;
use crate::text::tidy;

impl<'a> RowReader<'a> {
    /// Tells that a row does not say what it is about, and whose it was when it went out.
    pub(super) fn nobodys(&mut self, row: &Row, column: &str, given: Option<&Cell>) {
        let found = given.map(|c| tidy(&c.raw())).unwrap_or_default();
        let place = self.place(row, column);
        let problem = Problem::new(&kinds::appraisal::ROW, place).with("found", found);
        let whose = self.whose(row);
        self.tell(match whose {
            None => problem.said("whose", "", ""),
            Some((unit, code)) => problem.of_unit(&unit.id).said(
                "whose",
                format!(" (bản đã phát ghi dòng này của {} – {code})", unit.name),
                format!(" (as it went out, the row was that of {}, {code})", unit.name),
            ),
        });
    }

    /// Unit and code of the only row that went out like this one and that no other row names.
    fn whose(&self, row: &Row) -> Option<(&'a Unit, String)> {
        let came = self.repeated.of(row);
        let code = self.code.as_ref().and_then(|(code, _)| code.as_ref().and_then(label_of));
        let unit = self.unit.as_ref().and_then(label_of);
        let unit = unit.and_then(|text| self.against.names.find(&text).unit());
        let named = self.named.get_or_init(|| self.rows_named());
        let fits = |copies: &Copies| {
            let all = copies.like(self.number, &came).into_iter().filter_map(|(at, node)| {
                let of = self.against.round.units.get(at)?;
                let own = self.against.set(of.block)?.0.nodes.get(node)?.code.to_string();
                let same = unit.is_none_or(|unit| unit == at)
                    && code.as_deref().is_none_or(|code| code.trim() == own);
                (same && !named.contains(&(at, own.clone()))).then_some((of, own))
            });
            let all: Vec<(&'a Unit, String)> = all.collect();
            <[_; 1]>::try_from(all).ok().map(|[one]| one)
        };
        fits(&self.itself).or_else(|| fits(&self.against.copies))
    }

    fn rows_named(&self) -> BTreeSet<(usize, String)> {
        let rows = self.grid.rows.iter().filter(|row| row.index >= self.table.first_row);
        let named = rows.filter_map(|row| {
            let text = |id| self.merged(row, id).and_then(label_of);
            let unit = self.against.names.find(&text("unit")?).unit()?;
            Some((unit, text("code")?.trim().to_string()))
        });
        named.collect()
    }

    /// Tells that a request is of no leaf that could be asked about.
    pub(super) fn ask_of_no_leaf(&mut self, row: &Row, unit: &Unit, codes: Vec<&str>) {
        let place = self.place(row, "request");
        let problem = Problem::new(&kinds::appraisal::REQUEST_OF_NO_LEAF, place);
        self.tell(problem.with("codes", codes.join(", ")).of_unit(&unit.id));
    }
}
