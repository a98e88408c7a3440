//! Where everything stands on a unit's own live sheet, and what its formulas read.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::expr::SurveyOf;
use crate::expr::excel::{Cells, Formula, Sort, Source, state};
use crate::rubric::Rubric;
use crate::terms::{Code, Key};

use crate::formulas::{Address, Used};

/// Columns of every table of the sheet: code, name, unit or maximum, then these; the change
/// and a remark follow.
pub(super) const OFFICIAL: usize = 3;
pub(super) const TRIED: usize = 4;
/// The first column of workings. Of a value: its state, and the value for the rules. Of a node:
/// the state after the leaf's policy, the state of the rule, points before gates, and the
/// applicable maximum. Of a step: the same step of every unit of the block.
pub(super) const FIRST: usize = 7;
pub(super) const STATE: usize = FIRST;
pub(super) const USED: usize = FIRST + 1;
pub(super) const RULE: usize = FIRST + 1;
pub(super) const BEFORE: usize = FIRST + 2;
pub(super) const APPLICABLE: usize = FIRST + 3;

/// How many rows the table of sums has.
pub(super) const SUMS: u32 = 5;

/// The first rows of the tables, below their headings.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub sums: u32,
    pub values: u32,
    pub nodes: u32,
    /// Of every step, by leaf and number.
    pub steps: BTreeMap<(usize, usize), u32>,
}

/// What the formulas of one leaf read.
pub(super) struct Read<'s, 'r> {
    pub rubric: &'r Rubric,
    pub used: &'s [Used<'r>],
    pub rows: &'s Rows,
    pub leaf: usize,
    pub units: usize,
    /// Of the unit.
    pub tags: &'s [String],
    /// Steps that are compared over the units of the block.
    pub compared: RefCell<BTreeSet<(usize, usize)>>,
}

pub(super) fn at(row: u32, column: usize) -> Formula {
    Address::here(row, column).formula()
}

impl Read<'_, '_> {
    fn value(&self, used: &Used<'_>, sort: Sort) -> Source {
        match self.used.iter().position(|u| u == used) {
            None => Source::absent(state::MISSING),
            Some(n) => {
                let row = self.rows.values + n as u32;
                Source { state: at(row, STATE), value: at(row, USED), sort }
            }
        }
    }

    fn sort(&self, key: &Key) -> Sort {
        self.rubric.item(key).map_or(Sort::Number, |(_, item)| Sort::of(&item.kind))
    }

    fn node(&self, code: &Code, column: usize) -> Source {
        let Some(node) = self.rubric.position(code) else {
            return Source::absent(state::NOT_APPLICABLE);
        };
        let row = self.rows.nodes + node as u32;
        Source::of_node(at(row, APPLICABLE), at(row, column))
    }

    fn step(&self, step: usize) -> u32 {
        self.rows.steps.get(&(self.leaf, step)).copied().unwrap_or_default()
    }
}

impl Cells for Read<'_, '_> {
    fn item(&self, key: &Key) -> Source {
        match self.rubric.item(key) {
            None => Source::absent(state::MISSING),
            Some((at, _)) => self.value(&Used::Item(at), self.sort(key)),
        }
    }

    fn last_year(&self, key: &Key) -> Source {
        self.value(&Used::LastYear(key), self.sort(key))
    }

    fn points(&self, code: &Code) -> Source {
        self.node(code, BEFORE)
    }

    fn max(&self, code: &Code) -> Source {
        self.node(code, APPLICABLE)
    }

    fn survey(&self, scheme: &str, of: &SurveyOf) -> Source {
        let used = Used::Survey { scheme, of };
        if !self.used.contains(&used) {
            return Source::absent(state::NOT_APPLICABLE);
        }
        self.value(&used, Sort::Number)
    }

    fn carries(&self, tags: &[String]) -> bool {
        tags.iter().any(|tag| self.tags.contains(tag))
    }

    fn helper(&self, step: usize) -> String {
        Address::here(self.step(step), TRIED).to_string()
    }

    fn helper_range(&self, step: usize) -> String {
        self.compared.borrow_mut().insert((self.leaf, step));
        let row = self.step(step);
        Address::here(row, FIRST).to(row, FIRST + self.units.max(1) - 1)
    }
}
