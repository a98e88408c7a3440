//! Rows of totals are never data; that they do not add up is worth telling.

use super::state::Rows;
use crate::evidence::cell_text::filled;
use crate::evidence::values::{Spot, read_score};
use crate::expr::number_words;
use crate::grid::Row;
use crate::problem::{Problems, kinds};
use crate::rubric::FieldKind;
use crate::terms::{Exact, Lang};

/// Compares the row's self score with the sum of those above it: of all, or of those since the
/// last row of totals.
pub(crate) fn check(rows: &mut Rows<'_>, row: &Row) {
    let leaves = rows.set.rubric.leaves().filter_map(|(at, ..)| rows.leaves.get(at));
    let all: Exact = leaves.filter_map(|leaf| leaf.self_score.as_ref()?.as_ref().ok()).sum();
    let since = all.clone() - &rows.summed;
    rows.summed = all.clone();
    // Totals of sets with penalties subtract some of them: nothing to compare with.
    if rows.set.rubric.nodes.iter().any(|node| node.field_kind == FieldKind::Penalty) {
        return;
    }
    let column = rows.columns.own_score;
    let (Some(column), Some(cell)) = (column, filled(row, column)) else { return };
    let spot = Spot {
        grid: rows.grid,
        row: row.index,
        column,
        round: rows.round,
        unit: Some(&rows.unit.id),
    };
    let bounds = (&Exact::zero(), &Exact::whole(100));
    let Some(Ok(found)) = read_score(cell, bounds, &spot, &mut Problems::default()) else { return };
    if found != all && found != since {
        let plain = |n: &Exact| number_words(n, Lang::Vi);
        let problem = rows.problem(&kinds::evidence::TOTAL, row, Some(column));
        rows.problems.push(problem.with("found", plain(&found)).with("sum", plain(&all)));
    }
}
