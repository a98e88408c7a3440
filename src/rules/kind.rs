//! What a kind of rule declares.

use super::lowering::Lowering;
use crate::document::{Field, Shape};
use crate::expr::Expr;

/// One kind of rule.
pub struct RuleKind {
    /// The word in the criteria set.
    pub name: &'static str,
    /// What it means, for the schema.
    pub doc: &'static str,
    /// Its keys beside `kind` and `zero_base`, which every rule has.
    pub fields: &'static [Field],
    pub(super) lower: fn(&mut Lowering<'_, '_>) -> Option<Expr>,
}

impl RuleKind {
    /// The keys of a rule table of this kind, those of every rule first.
    pub fn all_fields(&self) -> Vec<Field> {
        COMMON.iter().chain(self.fields).copied().collect()
    }
}

const COMMON: &[Field] = &[
    Field::required("kind", Shape::Text, "loại quy tắc"),
    Field::optional(
        "zero_base",
        Shape::OneOf(&["not_applicable", "full", "zero"]),
        "khi mẫu số bằng 0: không áp dụng, đủ điểm hay 0 điểm",
    ),
];
