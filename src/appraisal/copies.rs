//! The office's copies of the appraisal forms that went out → what each row repeats beside the
//! cells to fill in.

use std::collections::BTreeMap;

use super::columns::columns;
use crate::grid::{Book, Grid};
use crate::round::{Names, Round};
use crate::rubric::Rubric;
use crate::table::{self, Meta, Repeated, RepeatedColumns, Table, label_of};
use crate::text::fold;

/// What a form repeats of a unit and leaf.
pub(super) const HEADINGS: &[&str] = &[
    "Số liệu kê khai",
    "Điểm tự chấm",
    "Điểm theo số liệu",
    "Tài liệu kiểm chứng",
    "Giải trình của đơn vị",
    "Điểm tối đa",
];

/// Appraisal round, unit and node, as positions.
pub(super) type Place = (u8, usize, usize);

/// The round, the names of its units, and the criteria set of each block.
type Known<'a> = (&'a Round, &'a Names, &'a [Option<Rubric>]);

/// What went out, by row; a row may have gone out more than once.
#[derive(Default)]
pub(super) struct Copies(BTreeMap<Place, Vec<Repeated>>);

impl Copies {
    /// Adds one copy; a file that is none of this round says nothing.
    pub(super) fn add(&mut self, book: &Book, known: Known<'_>) {
        let Some(meta) = Meta::of(book).filter(|_| is_issued(book)) else { return };
        let Ok(number) = meta.value("number").parse() else { return };
        let (round, year) = (known.0, meta.value("year"));
        let is_other_year = !year.is_empty() && year != round.year.to_string();
        if meta.value("round") != round.id || is_other_year {
            return;
        }
        for grid in book.sheets.iter().filter(|grid| grid.visible) {
            if let Ok(table) = table::find(grid, &columns()) {
                self.sheet(grid, &table, number, known);
            }
        }
    }

    fn sheet(&mut self, grid: &Grid, table: &Table, number: u8, known: Known<'_>) {
        let (round, names, rubrics) = known;
        let repeated = RepeatedColumns::new(grid, table, HEADINGS);
        for row in grid.rows.iter().filter(|row| row.index >= table.first_row) {
            let text = |id| table.cell(row, id).and_then(label_of).unwrap_or_default();
            let Some(unit) = names.find(&text("unit")).unit() else { continue };
            let block = round.units.get(unit).map(|unit| unit.block);
            let Some(Some(rubric)) = block.and_then(|block| rubrics.get(block)) else { continue };
            let code = text("code");
            let is = |node: &crate::rubric::Node| node.code.as_str() == code.trim();
            let Some(node) = rubric.nodes.iter().position(is) else { continue };
            self.0.entry((number, unit, node)).or_default().push(repeated.of(row));
        }
    }

    /// In what a row differs from every one that went out for it; and whose it is instead.
    pub(super) fn differs(
        &self,
        place: Place,
        came: &Repeated,
    ) -> Option<(table::Differs, Option<Place>)> {
        let own = self.0.get(&place)?;
        let all: Option<Vec<_>> = own.iter().map(|out| out.differs(came)).collect();
        let differs = all?.into_iter().next_back()?;
        let is_others = |(at, rows): (&Place, &Vec<Repeated>)| {
            let alike = rows.iter().any(|out| out.differs(came).is_none());
            (*at != place && at.0 == place.0 && alike).then_some(*at)
        };
        // The same leaf first: whoever sorts mixes up units.
        let mut others: Vec<Place> = self.0.iter().filter_map(is_others).collect();
        others.sort_by_key(|at| (at.2 != place.2, *at));
        Some((differs, others.first().copied()))
    }
}

/// Whether a workbook is an appraisal form of ours.
pub(super) fn is_issued(book: &Book) -> bool {
    Meta::of(book).is_some_and(|meta| fold(&meta.value("form")) == "appraisal")
}
