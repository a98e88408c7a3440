//! `114/120` in a cell that asks for 114: taken when the item that it is divided by says 120.

use super::state::{Fraction, Rows};
use crate::evidence::values::fraction;
use crate::expr::{Expr, Op, number_words};
use crate::grid::{Cell, Row};
use crate::ledger::{Account, RowFate};
use crate::problem::kinds;
use crate::terms::{Key, Lang};
use crate::value::{DataKind, Gap, Value};

/// The fraction in the cell of a count.
pub(crate) fn of(rows: &Rows<'_>, row: &Row, column: u32, item: usize) -> Option<Fraction> {
    let cell: &Cell = row.cell(column)?;
    let asked = &rows.set.rubric.items[item];
    let is_count = asked.kind == DataKind::Count;
    let (part, whole) = is_count.then(|| fraction(cell, asked.unit.as_deref())).flatten()?;
    Some(Fraction { item, row: row.index, column, raw: cell.raw(), part, whole })
}

/// Settles the fractions once all rows are read; rows that are used after all move in the
/// account.
pub(crate) fn settle(rows: &mut Rows<'_>, account: &mut Account) {
    for fraction in std::mem::take(&mut rows.fractions) {
        let Fraction { item, row, column, raw, part, whole } = fraction;
        let spot = crate::evidence::Spot {
            grid: rows.grid,
            row,
            column,
            round: rows.round,
            unit: Some(&rows.unit.id),
        };
        let agrees = divisors(rows, &rows.set.rubric.items[item].key).iter().any(|at| {
            let entry = rows.items[*at].as_ref();
            entry.is_some_and(|entry| entry.outcome == Ok(Value::Number(whole.clone())))
        });
        let origin = rows.grid.origin(row, column);
        let own = rows.items[item].as_mut().filter(|entry| {
            entry.outcome == Err(Gap::Unreadable) && entry.origin.as_ref() == Some(&origin)
        });
        if let (true, Some(entry)) = (agrees && part <= whole, own) {
            let note = spot.problem(&kinds::values::UNDERSTOOD, &raw);
            rows.problems.push(note.with("value", number_words(&part, Lang::Vi)));
            entry.outcome = Ok(Value::Number(part));
            account.change(row, RowFate::Used);
        } else {
            rows.problems.push(spot.problem(&kinds::values::TYPE, &raw));
        }
    }
}

/// The items that alone stand below an item in a division of any rule.
fn divisors(rows: &Rows<'_>, key: &Key) -> Vec<usize> {
    let rubric = rows.set.rubric;
    let mut found = Vec::new();
    for (_, _, leaf) in rubric.leaves() {
        leaf.rule.expr.walk(&mut |e| {
            let Expr::Apply(Op::Divide, sides) = e else { return };
            let below = sides[1].items();
            if let ([only], true) = (&below[..], sides[0].items().contains(&key)) {
                found.extend(rubric.item(only).map(|(at, _)| at));
            }
        });
    }
    found
}
