//! A share is a fraction of one: who writes 98 for 98% asks for 9800%, which nobody reaches.

use crate::expr::{Expr, Function, Op};
use crate::problem::{Problems, kinds};
use crate::rubric::DataItem;
use crate::rubric::draft::Draft;
use crate::terms::{Exact, Key};
use crate::value::DataKind;

/// Shares from here on are written as percent by whoever means them.
const MOST: i64 = 2;

pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    let item =
        |key: &Key| draft.raw.items.iter().map(|raw| &raw.item).find(|item| item.key == *key);
    for at in draft.leaves() {
        let Some(rule) = &draft.rules[at] else { continue };
        let mut found = Vec::new();
        Search { item: &item, found: &mut found }.look(&rule.expr, false);
        let node = &draft.raw.nodes[at];
        let spot = node.keys.spot("rule").unwrap_or(node.spot.clone());
        if found.is_empty() {
            continue;
        }
        let list = |written: fn(&Exact) -> String| {
            found.iter().map(written).collect::<Vec<_>>().join(", ")
        };
        problems.push(
            spot.problem(&kinds::rubric::SHARE_BOUND)
                .with("code", draft.code(at))
                .with("found", list(Exact::to_plain))
                .with("meant", list(|n| format!("\"{}%\"", n.to_plain())))
                .with(
                    "percent",
                    list(|n| format!("{}%", (n.clone() * &Exact::whole(100)).to_plain())),
                ),
        );
    }
}

struct Search<'s, 'i> {
    item: &'s dyn Fn(&Key) -> Option<&'i DataItem>,
    found: &'s mut Vec<Exact>,
}

impl Search<'_, '_> {
    /// Looks through an expression in which `It` is a share or not.
    fn look(&mut self, expr: &Expr, it: bool) {
        match expr {
            Expr::Let { value, body } => {
                self.look(value, it);
                let share = self.is_share(value, it);
                return self.look(body, share);
            }
            Expr::Apply(op, sides) if is_comparison(*op) => {
                self.bound(&sides[0], &sides[1], it);
                self.bound(&sides[1], &sides[0], it);
            }
            // the target of a rule in proportion
            Expr::Call(Function::Min, ends) => {
                if let [Expr::Apply(Op::Divide, sides), Expr::Number(one)] = &ends[..]
                    && *one == Exact::one()
                {
                    self.bound(&sides[0], &sides[1], it);
                }
            }
            _ => {}
        }
        expr.children().into_iter().for_each(|child| self.look(child, it));
    }

    fn bound(&mut self, value: &Expr, bound: &Expr, it: bool) {
        let Expr::Number(bound) = bound else { return };
        let large = *bound >= Exact::whole(MOST) && !self.found.contains(bound);
        if large && self.is_share(value, it) {
            self.found.push(bound.clone());
        }
    }

    /// Whether the value is a fraction of one: a percentage, or what is counted in the same measure
    /// above and below the line.
    fn is_share(&self, expr: &Expr, it: bool) -> bool {
        let is_whole = |expr: &Expr| matches!(expr, Expr::Number(n) if n.is_whole());
        match expr {
            Expr::Item(key) | Expr::LastYear(key) => {
                (self.item)(key).is_some_and(|item| matches!(item.kind, DataKind::Percent))
            }
            Expr::It => it,
            Expr::Apply(Op::Divide, sides) => {
                let (above, below) = (self.measures(&sides[0]), self.measures(&sides[1]));
                above.is_some() && above == below
            }
            Expr::Apply(Op::Add | Op::Subtract, sides) => {
                let share = |side: &Expr| self.is_share(side, it);
                (share(&sides[0]) && (share(&sides[1]) || is_whole(&sides[1])))
                    || (is_whole(&sides[0]) && share(&sides[1]))
            }
            Expr::Call(Function::Min | Function::Max, all) => {
                all.iter().any(|one| self.is_share(one, it))
                    && all.iter().all(|one| self.is_share(one, it) || is_whole(one))
            }
            Expr::Call(Function::Round | Function::Abs, all) => {
                all.first().is_some_and(|first| self.is_share(first, it))
            }
            Expr::Clamp { inner, .. } | Expr::OnZeroBase { inner, .. } => self.is_share(inner, it),
            _ => false,
        }
    }

    /// What all counts and amounts of a sum are measured in; `None` where they differ, nothing is
    /// counted, or something else is in it.
    fn measures(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Item(key) | Expr::LastYear(key) => {
                let item = (self.item)(key)?;
                let counted = matches!(item.kind, DataKind::Count | DataKind::Money);
                counted.then(|| item.unit.clone().unwrap_or_default())
            }
            Expr::Apply(Op::Add | Op::Subtract, sides) => {
                let (one, other) = (self.measures(&sides[0])?, self.measures(&sides[1])?);
                (one == other).then_some(one)
            }
            Expr::Call(Function::Sum, all) => {
                let mut measures = all.iter().map(|one| self.measures(one));
                let first = measures.next()??;
                measures.all(|other| other.as_ref() == Some(&first)).then_some(first)
            }
            _ => None,
        }
    }
}

fn is_comparison(op: Op) -> bool {
    matches!(op, Op::Less | Op::AtMost | Op::More | Op::AtLeast | Op::Equal)
}
