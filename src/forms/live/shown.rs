//! What the form shows: points beside each node, the total at the top, and what it can come to.

use std::collections::BTreeMap;

use super::{APPLICABLE, FINAL, Maker, REACHABLE, SETTLED, cell, number, there};
use crate::expr::excel::{Formula, state};
use crate::forms::answer::NOT_APPLICABLE;
use crate::forms::workbook::Content;
use crate::rubric::{FieldKind, Node};
use crate::terms::Exact;

/// What stands where there are no points.
const PENDING: &str = "chờ";
const MISSING: &str = "thiếu";
const UNREADABLE: &str = "sai";

impl<'a> Maker<'a> {
    /// What the form shows beside each node: points of leaves, sums of the nodes above them.
    pub(super) fn shown(&self) -> BTreeMap<usize, Content> {
        let rubric = self.rubric();
        let mut shown = BTreeMap::new();
        for (at, node) in rubric.nodes.iter().enumerate() {
            let content = match self.rows.get(&at) {
                Some(&row) => self.shown_leaf(at, row),
                None if node.leaf.is_some() => continue,
                None => {
                    let sum = self.sum(at, FINAL, true);
                    let figure = self.figures.before[at].to_f64();
                    cell(&clean(capped(node, sum)), figure)
                }
            };
            shown.insert(at, content);
        }
        shown
    }

    fn shown_leaf(&self, at: usize, row: u32) -> Content {
        let code = there(row, SETTLED);
        let is = |n: f64| Formula::apply("=", code.clone(), number(n));
        let word = |w: &str| Formula::text(w);
        let rest = Formula::when(is(state::MISSING), word(MISSING), word(UNREADABLE));
        let rest = Formula::when(is(state::PENDING), word(PENDING), rest);
        let rest =
            Formula::when(is(state::NOT_APPLICABLE), word(&NOT_APPLICABLE.to_lowercase()), rest);
        let formula = Formula::when(is(0.0), clean(there(row, FINAL)), rest);
        let (_, settled, points) = self.figures.leaves.get(&at).cloned().unwrap_or_default();
        match settled {
            s if s == state::VALUE => cell(&formula, points.to_f64()),
            s if s == state::MISSING => cell(&formula, MISSING),
            s if s == state::PENDING => cell(&formula, PENDING),
            s if s == state::NOT_APPLICABLE => cell(&formula, NOT_APPLICABLE.to_lowercase()),
            _ => cell(&formula, UNREADABLE),
        }
    }

    fn fields(&self, kind: FieldKind) -> impl Iterator<Item = (usize, &'a Node)> {
        self.rubric().fields().filter(move |(_, node)| node.field_kind == kind)
    }

    pub(super) fn total(&self) -> Content {
        let part = |kind: FieldKind, column: u32| {
            let mut sum = Formula::whole(0);
            for (at, node) in self.fields(kind) {
                let own = capped(node, self.sum(at, column, true));
                sum = if sum.is_zero() { own } else { Formula::apply("+", sum, own) };
            }
            sum
        };
        let plain = part(FieldKind::Plain, FINAL);
        let with_bonus = match part(FieldKind::Bonus, FINAL) {
            bonus if bonus.is_zero() => plain,
            bonus => Formula::apply("+", plain, bonus),
        };
        let raw = match part(FieldKind::Penalty, FINAL) {
            penalty if penalty.is_zero() => with_bonus,
            penalty => Formula::apply("-", with_bonus, penalty),
        };
        let bounded = match self.rubric().over_max {
            true => raw,
            false => Formula::call("MIN", vec![raw, part(FieldKind::Plain, APPLICABLE)]),
        };
        let total = clean(Formula::call("MAX", vec![Formula::whole(0), bounded]));
        cell(&total, self.figured(FieldKind::Plain).to_f64())
    }

    /// Points of the fields of a kind as the form goes out.
    fn figured(&self, kind: FieldKind) -> Exact {
        let own = self.fields(kind).map(|(at, _)| self.figures.before[at].clone());
        own.fold(Exact::zero(), |sum, points| sum + &points)
    }

    pub(super) fn reachable(&self) -> Content {
        let mut sum = Formula::whole(0);
        for (at, _) in self.fields(FieldKind::Plain) {
            let own = self.sum(at, REACHABLE, true);
            sum = if sum.is_zero() { own } else { Formula::apply("+", sum, own) };
        }
        let figure: Exact = self
            .figures
            .leaves
            .iter()
            .filter(|(at, _)| self.rubric().nodes[**at].field_kind == FieldKind::Plain)
            .filter(|(_, (_, s, _))| *s != state::NOT_APPLICABLE && *s != state::PENDING)
            .map(|(at, _)| self.rubric().nodes[*at].max.clone())
            .fold(Exact::zero(), |sum, max| sum + &max);
        cell(&clean(sum), figure.to_f64())
    }
}

/// A bonus or penalty field counts up to its own maximum.
fn capped(node: &Node, points: Formula) -> Formula {
    match (node.parent, node.field_kind) {
        (None, FieldKind::Bonus | FieldKind::Penalty) => {
            Formula::call("MIN", vec![points, Formula::Number(node.max.clone())])
        }
        _ => points,
    }
}

/// Rounded for reading; the first rounding takes the noise of binary floats away.
fn clean(points: Formula) -> Formula {
    let bare = Formula::call("ROUND", vec![points, Formula::whole(10)]);
    Formula::call("ROUND", vec![bare, Formula::whole(2)])
}
