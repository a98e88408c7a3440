//! What a computation in cells is made of: where its names stand, its helper cells, its states.

use super::formula::Formula;
use crate::expr::{Expr, SurveyOf};
use crate::terms::{Code, Key};
use crate::value::DataKind;

/// States as numbers; the table stands in `mod.rs`.
pub mod state {
    pub const VALUE: f64 = 0.0;
    pub const ZERO_BASE: f64 = 1.0;
    pub const NOT_APPLICABLE: f64 = 2.0;
    pub const CLAIMED: f64 = 2.5;
    pub const PENDING: f64 = 3.0;
    pub const MISSING: f64 = 4.0;
    pub const UNREADABLE: f64 = 5.0;
}

/// What kind of value a formula gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A whole number.
    Whole,
    Number,
    /// TRUE or FALSE.
    YesNo,
    /// A serial number; -1 for the answer "không" (not done).
    Date,
    /// Compared without regard to case, as Excel compares.
    Choice,
    /// Compared letter by letter.
    Text,
}

impl Sort {
    pub fn of(kind: &DataKind) -> Sort {
        match kind {
            DataKind::Count => Sort::Whole,
            DataKind::Number | DataKind::Percent | DataKind::Money => Sort::Number,
            DataKind::YesNo => Sort::YesNo,
            DataKind::Date => Sort::Date,
            DataKind::Choice(_) => Sort::Choice,
            DataKind::Text => Sort::Text,
        }
    }
}

/// Where something that an expression names stands. Both formulas should be short, best an
/// address: they are written again and again.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub state: Formula,
    pub value: Formula,
    pub sort: Sort,
}

impl Source {
    /// The points or the maximum of a node: not applicable where its applicable maximum is 0.
    pub fn of_node(max: Formula, value: Formula) -> Source {
        let none = Formula::apply("=", max, Formula::whole(0));
        let state = Formula::when(none, Formula::whole(2), Formula::whole(0));
        Source { state, value, sort: Sort::Number }
    }

    /// Something that is never there.
    pub fn absent(state: f64) -> Source {
        let code = crate::terms::Exact::from_cell_float(state).unwrap_or_default();
        let value = Formula::whole(0);
        Source { state: Formula::Number(code), value, sort: Sort::Number }
    }
}

/// Where the cells of one computation are.
pub trait Cells {
    fn item(&self, key: &Key) -> Source;

    fn last_year(&self, _key: &Key) -> Source {
        Source::absent(state::MISSING)
    }

    fn points(&self, _code: &Code) -> Source {
        Source::absent(state::MISSING)
    }

    fn max(&self, _code: &Code) -> Source {
        Source::absent(state::MISSING)
    }

    fn survey(&self, _scheme: &str, _of: &SurveyOf) -> Source {
        Source::absent(state::NOT_APPLICABLE)
    }

    /// What an appraiser gives to a judged leaf.
    fn judgement(&self) -> Source {
        Source::absent(state::PENDING)
    }

    /// Whether the unit carries one of the tags.
    fn carries(&self, tags: &[String]) -> bool;

    /// Every working day of the round's calendar as serial numbers, in order, as one range.
    fn working_days(&self) -> Option<String> {
        None
    }

    /// The address of this computation's helper cell; 0 is the value that the rule looks at.
    fn helper(&self, at: usize) -> String;

    /// The addresses of that helper cell of every unit of the block, as one range.
    fn helper_range(&self, at: usize) -> String;
}

/// What a helper cell holds of its expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    State,
    /// `""` where there is no value.
    Value,
    /// The value with 13 significant digits, so that equal ones have equal ranks.
    Rounded,
}

/// A helper cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Helper {
    pub formula: Formula,
    /// What it computes, complete in itself.
    pub of: Expr,
    pub step: Step,
    pub sort: Sort,
}

/// An expression as formulas.
#[derive(Debug, Clone, PartialEq)]
pub struct Formulas {
    /// By number; the first one is there only when the rule looks at a value.
    pub helpers: Vec<Option<Helper>>,
    pub state: Formula,
    pub value: Formula,
}

impl Formulas {
    /// Whether Excel takes every one of them.
    pub fn fit(&self) -> bool {
        let helpers = self.helpers.iter().flatten().map(|h| &h.formula);
        helpers.chain([&self.state, &self.value]).all(Formula::fits)
    }
}

/// Why an expression has no formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// `<` between texts: Excel sorts letters in another order.
    TextOrder,
    /// It counts working days, and there is no calendar beside it.
    NoCalendar,
    /// It does not fit even in parts.
    TooLarge,
}
