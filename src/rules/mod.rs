//! The kinds of scoring rule. Each is one file: its fields, its meaning, and its lowering to
//! [`Expr`]; nothing else. A new kind is a file and a line in [`RULES`].

use crate::expr::{Expr, ZeroBase};
use crate::terms::{AgencyId, Exact};
use crate::value::DataKind;

/// A rule, lowered.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The word in the criteria set: `steps`.
    pub kind: &'static str,
    /// Gives the points, within the leaf's bounds.
    pub expr: Expr,
    pub zero_base: Option<ZeroBase>,
    /// Levels of a judged rule, with the points each is worth, best first.
    pub levels: Vec<(String, Exact)>,
    /// Who judges, when a judged rule names an agency of its own.
    pub by: Option<AgencyId>,
    /// The scheme that a survey rule looks at.
    pub scheme: Option<String>,
}

/// What a rule may know of its leaf and its set.
pub struct Context<'a> {
    pub max: &'a Exact,
    pub min: &'a Exact,
    /// The kind of a data item by key, over the whole set.
    pub item: &'a dyn Fn(&str) -> Option<DataKind>,
}
