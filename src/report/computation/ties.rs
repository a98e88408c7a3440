//! Places of units of one index by what the round looks at further, as cells of *Tính chỉ số*.

use crate::expr::excel::Formula;
use crate::report::block::{Cell, Figure};
use crate::report::computation::cell;
use crate::report::computation::workings::Maker;
use crate::report::computation::works::{Sum, Work};
use crate::round::{TieKey, Ties};
use crate::terms::Exact;

impl<'r> Maker<'_, 'r> {
    pub(super) fn has_ties(&self) -> bool {
        self.keys() > 0
    }

    fn keys(&self) -> usize {
        self.layout.results.round.rules.tie_break.len()
    }

    /// What a unit has of a further figure. Component indices are live; what surveys and data
    /// items say is that of this run.
    pub(super) fn tie(&self, key: usize, unit: usize) -> Cell<'r> {
        let entry = &self.layout.results.round.rules.tie_break[key];
        let own = self.block.block.index.units[unit].ties.get(key).and_then(Option::as_ref);
        let formula = match &entry.by {
            TieKey::Node(code) => self.node_index(self.rubric().position(code), unit),
            _ => own.map_or(Formula::text(""), |own| Formula::Number(own.clone())),
        };
        cell(formula, own.map_or(Cell::Empty, shown))
    }

    fn node_index(&self, node: Option<usize>, unit: usize) -> Formula {
        let Some(node) = node else { return Formula::text("") };
        let (applies, index) = self.component_index(node, unit);
        Formula::when(applies, index, Formula::text(""))
    }

    /// The same, or 0 where a unit that is equal so far does not have it.
    pub(super) fn tie_used(&self, key: usize, unit: usize) -> Cell<'r> {
        let none = Formula::apply("=", self.row_of(&Work::Tie(key)), Formula::text(""));
        let equal = Formula::apply("*", self.equal(key, unit, &|work| self.row_of(work)), none);
        let any = Formula::call("SUMPRODUCT", vec![equal]).is_above_zero();
        let own = self.at(&Work::Tie(key), unit);
        let index = &self.block.block.index.units[unit];
        let figure = index.ties.get(key).and_then(Option::as_ref);
        let used = figure.filter(|_| self.counts(key, unit));
        let now = used.map_or(Cell::whole(0), shown);
        cell(Formula::when(any, Formula::whole(0), own), now)
    }

    /// Whether all units that are equal so far have the figure.
    fn counts(&self, key: usize, unit: usize) -> bool {
        let units = &self.block.block.index.units;
        let so_far = |at: usize| self.standings[at].as_ref().and_then(|all| all.get(..=key));
        let Some(own) = so_far(unit) else { return false };
        let mut equal = (0..units.len()).filter(|at| so_far(*at) == Some(own));
        equal.all(|at| units[at].ties.get(key).is_some_and(Option::is_some))
    }

    /// 1 for every unit with the figure and the first `keys` further figures of this one, among
    /// those whose cells `among` gives.
    fn equal(&self, keys: usize, unit: usize, among: &dyn Fn(&Work) -> Formula) -> Formula {
        let rows = [Work::Sum(self.figure())].into_iter().chain((0..keys).map(Work::TieUsed));
        let same = rows.map(|work| Formula::apply("=", among(&work), self.at(&work, unit)));
        let one = Formula::whole(1);
        same.fold(one, |all, next| Formula::apply("*", all, next))
    }

    /// 1 for the first unit of its standing.
    pub(super) fn first_of_standing(&self, unit: usize) -> Formula {
        let equal = self.equal(self.keys(), unit, &|work| self.row_up_to(work, unit));
        let count = Formula::call("SUMPRODUCT", vec![equal]);
        let first = Formula::apply("=", count, Formula::whole(1));
        Formula::when(first, Formula::whole(1), Formula::whole(0))
    }

    /// One more than there are units (standings, where equal ones count once) before it.
    pub(super) fn place_by_standing(&self, unit: usize) -> Formula {
        let figure = Work::Sum(self.figure());
        let ranked = Formula::call("ISNUMBER", vec![self.row_of(&figure)]);
        let each = match self.layout.results.round.rules.ties {
            Ties::Competition => ranked,
            Ties::Dense => Formula::apply("*", ranked, self.row_of(&Work::Sum(Sum::First))),
        };
        let rows = [figure].into_iter().chain((0..self.keys()).map(Work::TieUsed));
        let mut place = Formula::whole(1);
        for (keys, work) in rows.enumerate() {
            let larger = Formula::apply(">", self.row_of(&work), self.at(&work, unit));
            let before = match keys {
                0 => larger,
                _ => {
                    let equal = self.equal(keys - 1, unit, &|work| self.row_of(work));
                    Formula::apply("*", equal, larger)
                }
            };
            let counted = Formula::apply("*", before, each.clone());
            place = Formula::apply("+", place, Formula::call("SUMPRODUCT", vec![counted]));
        }
        place
    }
}

fn shown<'r>(figure: &Exact) -> Cell<'r> {
    Cell::Number(figure.to_f64(), Figure::General)
}
