//! A block as the tables of a ranking read it: plain, or with the cells of the computation in which
//! its figures stand.

use crate::expr::excel::Formula;
use crate::results::{BlockResults, Results};
use crate::terms::Lang;

use crate::report::block::{Cell, Target};
use crate::report::computation::on_workings::{mean_of, of_unit, points_of, row_of};
use crate::report::computation::{BlockLayout, Layout, Work};
use crate::report::standing::Standing;

#[derive(Clone, Copy)]
pub(crate) struct Source<'r> {
    pub results: &'r Results,
    pub block: &'r BlockResults,
    pub lang: Lang,
    /// Where its figures stand; none where a table has no formulas.
    cells: Option<&'r BlockLayout<'r>>,
}

impl<'r> Source<'r> {
    /// A block in figures alone.
    pub(crate) fn plain(results: &'r Results, block: &'r BlockResults, lang: Lang) -> Source<'r> {
        Source { results, block, lang, cells: None }
    }

    /// Every block in figures alone.
    pub(crate) fn all_plain(results: &'r Results, lang: Lang) -> Vec<Source<'r>> {
        results.blocks.iter().map(|block| Source::plain(results, block, lang)).collect()
    }

    /// Every block with its cells, where the workbook has formulas.
    pub(crate) fn all(layout: &'r Layout<'r>) -> Vec<Source<'r>> {
        let (results, lang) = (layout.results, layout.lang);
        let one = |places: &'r BlockLayout<'r>| Source {
            cells: Some(places).filter(|_| layout.live),
            ..Source::plain(results, places.block, lang)
        };
        layout.blocks.iter().map(one).collect()
    }

    pub(crate) fn is_live(&self) -> bool {
        self.cells.is_some()
    }

    /// Whether the unit may come to have figures when values change.
    pub(crate) fn counted(&self, at: usize) -> bool {
        self.cells.is_some_and(|cells| cells.counted(self.results, at))
    }

    pub(crate) fn standing(&self, at: usize) -> Standing<'r> {
        Standing::of(self.results, self.block, at)
    }

    pub(crate) fn decimals(&self) -> u32 {
        self.results.round.rules.decimals
    }

    /// A unit's name, which leads to the part about it.
    pub(crate) fn named(&self, at: usize) -> Cell<'r> {
        let blocks = &self.results.blocks;
        let number = blocks.iter().position(|b| b.block == self.block.block).unwrap_or(0);
        let name = self.block.unit(&self.results.round, at).0.name.as_str();
        Cell::text(name).leading(Target::Unit(number, at))
    }

    /// The cell of a unit in a row of workings.
    pub(crate) fn cell(&self, work: &Work, at: usize) -> Option<Formula> {
        of_unit(self.cells?, work, at)
    }

    /// The cell of the mean there.
    pub(crate) fn mean(&self, work: &Work) -> Option<Formula> {
        mean_of(self.cells?, work)
    }

    /// The cells of all units there.
    pub(crate) fn row(&self, work: &Work) -> Option<Formula> {
        row_of(self.cells?, work)
    }

    /// The points of some nodes of a unit.
    pub(crate) fn points(&self, nodes: &[usize], at: usize) -> Vec<Formula> {
        self.cells.map_or_else(Vec::new, |cells| points_of(cells, nodes, at))
    }
}
