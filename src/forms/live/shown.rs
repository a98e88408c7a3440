//! What the form shows: points beside each node, the total at the top, and what it can come to.

use std::collections::BTreeMap;

use super::{APPLICABLE, FINAL, Maker, REACHABLE, SETTLED, cell, there};
use crate::expr::excel::{Formula, state};
use crate::forms::answer::NOT_APPLICABLE;
use crate::forms::workbook::Content;
use crate::formulas::{capped, gap_of, last, published, total};
use crate::rubric::{FieldKind, Node};
use crate::terms::Exact;
use crate::value::Gap;

/// Points are rounded so for reading.
const DECIMALS: u32 = 2;

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
                    cell(&published(capped(node, sum), DECIMALS), figure)
                }
            };
            shown.insert(at, content);
        }
        shown
    }

    fn shown_leaf(&self, at: usize, row: u32) -> Content {
        let points = published(there(row, FINAL), DECIMALS);
        let formula = last(there(row, SETTLED), points, (None, None), word);
        let (settled, points) = self.figures.leaves.get(&at).cloned().unwrap_or_default();
        match settled > state::VALUE {
            true => cell(&formula, word(gap_of(settled))),
            false => cell(&formula, points.to_f64()),
        }
    }

    fn fields(&self, kind: FieldKind) -> impl Iterator<Item = (usize, &'a Node)> {
        self.rubric().fields().filter(move |(_, node)| node.field_kind == kind)
    }

    pub(super) fn total(&self) -> Content {
        let of = |kind, column| {
            let fields = self.fields(kind);
            let own = fields.map(|(at, node)| capped(node, self.sum(at, column, true)));
            own.reduce(|sum, own| Formula::apply("+", sum, own))
        };
        let plain = |column| of(FieldKind::Plain, column).unwrap_or(Formula::whole(0));
        let (bonus, penalty) = (of(FieldKind::Bonus, FINAL), of(FieldKind::Penalty, FINAL));
        let max = (!self.rubric().over_max).then(|| plain(APPLICABLE));
        let total = published(total(plain(FINAL), bonus, penalty, max), DECIMALS);
        cell(&total, self.figured(FieldKind::Plain).to_f64())
    }

    /// Points of the fields of a kind as the form goes out.
    fn figured(&self, kind: FieldKind) -> Exact {
        let own = self.fields(kind).map(|(at, _)| self.figures.before[at].clone());
        own.fold(Exact::zero(), |sum, points| sum + &points)
    }

    pub(super) fn reachable(&self) -> Content {
        let fields = self.fields(FieldKind::Plain).map(|(at, _)| self.sum(at, REACHABLE, true));
        let sum = fields.reduce(|sum, own| Formula::apply("+", sum, own));
        let sum = sum.unwrap_or(Formula::whole(0));
        let figure: Exact = self
            .figures
            .leaves
            .iter()
            .filter(|(at, _)| self.rubric().nodes[**at].field_kind == FieldKind::Plain)
            .filter(|(_, (s, _))| *s != state::NOT_APPLICABLE && *s != state::PENDING)
            .map(|(at, _)| self.rubric().nodes[*at].max.clone())
            .fold(Exact::zero(), |sum, max| sum + &max);
        cell(&published(sum, DECIMALS), figure.to_f64())
    }
}

/// What stands where there are no points.
fn word(gap: Gap) -> String {
    match gap {
        Gap::Pending => "chờ".to_string(),
        Gap::Missing => "thiếu".to_string(),
        Gap::Unreadable => "sai".to_string(),
        Gap::NotApplicable => NOT_APPLICABLE.to_lowercase(),
    }
}
