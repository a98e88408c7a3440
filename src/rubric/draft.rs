//! A criteria set between reading and judging: the tables as written, with the values that
//! the checks look at. Whatever could not be read is absent here and was reported.

use super::extends::Spot;
use super::fields::{NA, STATES};
use super::gates::classes;
use super::raw::RawSet;
use super::rounding::roundings;
use super::{Check, Class, FieldKind, NaPolicy};
use crate::document::At;
use crate::expr::{Names, Roundings, Type, compile};
use crate::problem::{Problems, kinds};
use crate::rules::{Context, Rule, lower};
use crate::terms::{Code, Exact};
use crate::value::Gap;

pub(super) struct Draft<'d> {
    pub raw: RawSet<'d>,
    pub classes: Vec<(Class, Spot<'d>)>,
    pub checks: Vec<Check>,
    /// Per node: what the file says.
    pub declared: Vec<Option<Exact>>,
    /// Per node: a leaf's declared maximum; for others the sum below. `None` when unknown.
    pub sums: Vec<Option<Exact>>,
    /// Per node: the rule of a leaf, lowered.
    pub rules: Vec<Option<Rule>>,
}

/// Reads the values and lowers the rules of all leaves.
pub(super) fn draft<'d>(raw: RawSet<'d>, problems: &mut Problems) -> Draft<'d> {
    let classes = classes(&raw, problems);
    let declared: Vec<Option<Exact>> = raw.nodes.iter().map(|n| n.keys.number("max")).collect();
    let sums = (0..raw.nodes.len()).map(|at| sum_of(&raw, &declared, at)).collect();
    let mut found = Problems::default();
    let roundings = roundings(&raw, &mut found);
    let rule = |at: usize| rule_of(&raw, &declared, (at, roundings[at]), &mut found);
    let rules = (0..raw.nodes.len()).map(rule).collect();
    let checks = checks(&raw, &mut found);
    // An item that was refused is not also unknown.
    let names_broken = |p: &crate::problem::Problem| {
        p.kind == kinds::rubric::EXPR_NAME
            && p.facts.iter().any(|(name, word)| *name == "name" && raw.broken.contains(word))
    };
    for problem in found.iter().filter(|p| !names_broken(p)) {
        problems.push(problem.clone());
    }
    Draft { raw, classes, checks, declared, sums, rules }
}

impl Draft<'_> {
    pub(super) fn min(&self, at: usize) -> Exact {
        self.raw.nodes[at].keys.number("min").unwrap_or_default()
    }

    /// Bounds of points that a node contributes at most: a bonus or penalty field's cap, the
    /// sum otherwise.
    pub(super) fn max(&self, at: usize) -> Option<Exact> {
        let capped = self.raw.parents[at].is_none()
            && self.raw.field_kind(at) != FieldKind::Plain
            && self.declared[at].is_some();
        if capped { self.declared[at].clone() } else { self.sums[at].clone() }
    }

    pub(super) fn code(&self, at: usize) -> &Code {
        &self.raw.nodes[at].code
    }

    pub(super) fn leaves(&self) -> impl Iterator<Item = usize> {
        (0..self.raw.nodes.len()).filter(|at| self.raw.is_leaf(*at))
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = usize> {
        (0..self.raw.nodes.len()).filter(|at| self.raw.parents[*at].is_none())
    }

    /// Whether the node's field says a `kind` that does not exist, which was reported.
    pub(super) fn is_of_no_kind(&self, at: usize) -> bool {
        let word = self.raw.nodes[self.raw.field_of(at)].keys.text("kind");
        word.is_some() && self.raw.field_kind(at) == FieldKind::Plain
    }

    /// What `total` must be: the sum of the plain fields. `None` when a part is unknown.
    pub(super) fn total(&self) -> Option<Exact> {
        if self.fields().any(|at| self.is_of_no_kind(at)) {
            return None;
        }
        let plain = self.fields().filter(|at| self.raw.field_kind(*at) == FieldKind::Plain);
        let parts: Option<Vec<Exact>> = plain.map(|at| self.sums[at].clone()).collect();
        Some(parts?.iter().sum())
    }
}

fn sum_of(raw: &RawSet<'_>, declared: &[Option<Exact>], at: usize) -> Option<Exact> {
    if raw.is_leaf(at) {
        return declared[at].clone();
    }
    let parts: Option<Vec<Exact>> =
        raw.children[at].iter().map(|child| sum_of(raw, declared, *child)).collect();
    Some(parts?.iter().sum())
}

/// Calls `work` with the names that an expression of the set may use.
fn with_names<T>(raw: &RawSet<'_>, work: impl FnOnce(Names<'_>) -> T) -> T {
    let keys: Vec<String> = raw.items.iter().map(|i| i.item.key.as_str().to_string()).collect();
    work(Names {
        item: &|key| raw.kind_of(key),
        keys: &keys,
        node: &|code| raw.position(code).is_some(),
        round: &raw.round,
    })
}

fn rule_of(
    raw: &RawSet<'_>,
    declared: &[Option<Exact>],
    (at, rounding): (usize, Roundings),
    problems: &mut Problems,
) -> Option<Rule> {
    let keys = &raw.nodes[at].keys;
    let layer = keys.holder("rule").filter(|_| raw.is_leaf(at))?;
    let table: At<_> = layer.table("rule")?;
    let min = keys.number("min").unwrap_or_default();
    // Without usable bounds the rule is still read, for what else is wrong with it.
    let bounds = declared[at].clone().filter(|max| *max > min).map(|max| (min, max));
    let wide = (Exact::whole(-1_000_000), Exact::whole(1_000_000));
    let (min, max) = bounds.as_ref().unwrap_or(&wide);
    let full_for = full_for(raw, at);
    let rule = with_names(raw, |names| {
        let context = Context { max, min, names, rounding, full_for };
        lower(layer.source, &table, &context, problems)
    });
    bounds.and(rule)
}

/// Who gets the maximum without being asked: nobody, or units with these tags, or all.
fn full_for(raw: &RawSet<'_>, at: usize) -> Option<Vec<String>> {
    let always = raw.inherited(at, "always_full").and_then(|keys| keys.holder("always_full"));
    if always.and_then(|section| section.bool("always_full")) == Some(true) {
        return Some(Vec::new());
    }
    let tags = raw.inherited(at, "full_for")?.texts("full_for");
    let tags: Vec<String> = tags.into_iter().map(|at| at.value).collect();
    (!tags.is_empty()).then_some(tags)
}

fn checks(raw: &RawSet<'_>, problems: &mut Problems) -> Vec<Check> {
    let mut list = Vec::new();
    for section in &raw.checks {
        let (Some(that), Some(message)) = (section.text("that"), section.text("message")) else {
            continue;
        };
        let parsed = with_names(raw, |names| {
            compile(section.source, &that, &names, &[Type::YesNo], problems)
        });
        if let Some(parsed) = parsed {
            list.push(Check { that: parsed.expr, message: message.value });
        }
    }
    list
}

/// The policy of the word; `forbid` without one.
pub(super) fn na_policy(word: Option<&str>) -> NaPolicy {
    match NA.iter().position(|known| Some(*known) == word) {
        Some(0) => NaPolicy::Exclude,
        Some(1) => NaPolicy::Full,
        _ => NaPolicy::Forbid,
    }
}

/// The gap of a word of [`STATES`].
pub(super) fn state(word: &str) -> Option<Gap> {
    let gaps = [Gap::Missing, Gap::Unreadable, Gap::NotApplicable, Gap::Pending];
    STATES.iter().position(|known| *known == word).and_then(|at| gaps.get(at).copied())
}
