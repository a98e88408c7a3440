//! A rule, and what it may know of its surroundings.

use crate::expr::{Expr, Names, Roundings, ZeroBase};
use crate::terms::{AgencyId, Exact};

/// A rule, lowered.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The word in the criteria set: `steps`.
    pub kind: &'static str,
    /// Gives the points, within the leaf's bounds.
    pub expr: Expr,
    pub zero_base: Option<ZeroBase>,
    /// Levels of a judged rule, with the points each is worth, in the order of the set.
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
    pub names: Names<'a>,
    /// What the set rounds before publication.
    pub rounding: Roundings,
    /// Units with one of these tags have full points without being asked; all of them where the
    /// list is empty.
    pub full_for: Option<Vec<String>>,
}
