//! What the lowerings share: reading the fields of a rule as expressions and points.

use super::rule::{Context, Rule};
use crate::document::{At, Section, Span};
use crate::expr::{Expr, Type, compile, text_span};
use crate::problem::{Problems, kinds::rubric as kinds};
use crate::terms::Exact;

/// One rule on its way to an expression. Every method reports what is wrong and gives `None`.
pub(super) struct Lowering<'a, 'c> {
    pub section: &'a Section<'a>,
    pub context: &'a Context<'c>,
    pub problems: &'a mut Problems,
    pub rule: Rule,
}

impl Lowering<'_, '_> {
    pub(super) fn max(&self) -> Expr {
        Expr::number(self.context.max)
    }

    /// The expression under `name` of this rule.
    pub(super) fn expression(&mut self, name: &str, types: &[Type]) -> Option<Expr> {
        expression_in(self.section, name, types, self)
    }

    /// The ratio under `value` that the rule judges, rounded where the set says so.
    pub(super) fn value(&mut self) -> Option<Expr> {
        let value = self.expression("value", &[Type::Number])?;
        Some(self.context.rounding.of_value(value))
    }

    /// A number as an expression, keeping `%` where the file has it.
    pub(super) fn constant(&self, name: &str) -> Option<Expr> {
        constant_in(self.section, name)
    }

    /// Points under `name` of this rule, which must lie within the leaf's bounds.
    pub(super) fn points(&mut self, name: &str) -> Option<Exact> {
        let at = self.section.number(name)?;
        self.within(&at)
    }

    pub(super) fn within(&mut self, at: &At<Exact>) -> Option<Exact> {
        let (min, max) = (self.context.min, self.context.max);
        if at.value < *min || at.value > *max {
            self.problems.push(
                self.section
                    .source
                    .problem(&kinds::RULE_POINTS, &at.span)
                    .with("points", at.value.to_plain())
                    .with("min", min.to_plain())
                    .with("max", max.to_plain()),
            );
            return None;
        }
        Some(at.value.clone())
    }

    /// Reports a value that cannot be used, in Vietnamese and in English.
    pub(super) fn refuse(&mut self, key: &str, span: &Span, (vi, en): (&str, &str)) {
        self.problems.push(
            self.section
                .source
                .problem(&kinds::RULE_VALUE, span)
                .with("key", key)
                .said("detail", vi, en),
        );
    }

    /// A constant number that must be above 0.
    pub(super) fn positive(&mut self, name: &str) -> Option<Exact> {
        let at = self.section.number(name)?;
        if at.value <= Exact::zero() {
            self.refuse(name, &at.span, ("phải lớn hơn 0", "must be above 0"));
            return None;
        }
        Some(at.value)
    }
}

/// The expression under `name` of any table of the rule: text is parsed, numbers and dates
/// stand for themselves. A divisor that can be 0 needs a decision.
pub(super) fn expression_in(
    section: &Section<'_>,
    name: &str,
    types: &[Type],
    lowering: &mut Lowering<'_, '_>,
) -> Option<Expr> {
    if let (Some(at), true) = (section.date(name), types.contains(&Type::Date)) {
        return Some(Expr::Date(at.value));
    }
    let Some(at) = section.text(name) else {
        return constant_in(section, name);
    };
    let source = section.source;
    let parsed = compile(source, &at, &lowering.context.names, types, lowering.problems)?;
    if let (Some(span), None) = (parsed.open_divisions.first(), lowering.rule.zero_base) {
        let span = text_span(source, &at, span);
        lowering.problems.push(source.problem(&kinds::ZERO_BASE, &span));
        return None;
    }
    Some(parsed.expr)
}

/// A number as an expression, keeping `%` where the file has it.
pub(super) fn constant_in(section: &Section<'_>, name: &str) -> Option<Expr> {
    let at = section.number(name)?;
    let written = section.source.text.get(at.span.clone()).unwrap_or("");
    Some(if written.contains('%') { Expr::Percent(at.value) } else { Expr::Number(at.value) })
}
