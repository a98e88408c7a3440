//! What a form lacks once all its rows are read.

use super::state::Rows;
use crate::evidence::Entry;
use crate::evidence::cell_text::short;
use crate::evidence::checks::points_of;
use crate::expr::number_words;
use crate::grid::Row;
use crate::problem::{Place, Problem, kinds};
use crate::terms::{Exact, Key, Lang};
use crate::value::Gap;

/// Reports rows that are gone, blanks beside a self score, and claims without a reason.
pub(crate) fn report(rows: &mut Rows<'_>) {
    let set = rows.set;
    // The header above them is the cause.
    for at in std::mem::take(&mut rows.below_refused) {
        rows.items[at].get_or_insert_with(Entry::unreadable);
    }
    let mut found: Vec<Problem> = Vec::new();
    for (at, problem) in std::mem::take(&mut rows.without_column) {
        if rows.items[at].is_none() {
            rows.items[at] = Some(Entry::unreadable());
            if found.last() != Some(&problem) {
                found.push(problem);
            }
        }
    }
    let asked = |at: &usize| set.leaf_of[*at].is_none_or(|leaf| is_asked(rows, leaf));
    let claimed =
        |at: &usize| set.leaf_of[*at].is_some_and(|leaf| rows.leaves[leaf].na_claim.is_some());
    let absent = (0..rows.items.len()).filter(|at| rows.items[*at].is_none());
    let absent: Vec<usize> = absent.filter(|at| asked(at) && !claimed(at)).collect();
    // Each stands in a row that was refused and told.
    let told = absent.len() <= rows.broken_rows;
    for (at, item) in set.rubric.items.iter().enumerate() {
        let leaf = set.leaf_of[at];
        if leaf.is_some_and(|leaf| !is_asked(rows, leaf)) {
            continue;
        }
        let problem = match &rows.items[at] {
            None if leaf.is_some_and(|leaf| rows.leaves[leaf].na_claim.is_some()) => continue,
            None if told => continue,
            None => Problem::new(&kinds::evidence::ROW_MISSING, rows.sheet_place())
                .with("label", &item.label)
                .with("key", &item.key),
            Some(entry) if entry.outcome == Err(Gap::Missing) => {
                let score = leaf.and_then(|leaf| rows.leaves[leaf].self_score.as_ref());
                let (Some(Ok(score)), Some(origin)) = (score, &entry.origin) else { continue };
                let cell = Some(origin.cell.to_string());
                let code = leaf.map(|leaf| set.rubric.nodes[leaf].code.to_string());
                Problem::new(&kinds::evidence::BLANK, Place { cell, ..rows.sheet_place() })
                    .with("label", &item.label)
                    .with("code", code.unwrap_or_default())
                    .with("self_score", number_words(score, Lang::Vi))
            }
            Some(_) => continue,
        };
        found.push(problem.of_unit(&rows.unit.id));
    }
    for (at, node, _) in set.rubric.leaves().filter(|(at, ..)| is_asked(rows, *at)) {
        let claimed = set.own[at].iter().find_map(|item| {
            let entry = rows.items[*item].as_ref()?;
            (entry.outcome == Err(Gap::NotApplicable)).then(|| entry.origin.clone()).flatten()
        });
        let claim = rows.leaves[at].na_claim.clone().or(claimed);
        if let Some(origin) = claim.filter(|_| rows.leaves[at].explanation.is_empty()) {
            let cell = Some(origin.cell.to_string());
            let problem =
                Problem::new(&kinds::evidence::NA_REASON, Place { cell, ..rows.sheet_place() });
            found.push(problem.with("code", &node.code).of_unit(&rows.unit.id));
        }
    }
    for problem in found {
        rows.problems.push(problem);
    }
    if rows.broken_rows > 0 {
        for at in absent {
            rows.items[at] = Some(Entry::unreadable());
        }
    }
}

/// A self score of 0 by the form's own formula counts when the data earn 0; otherwise nobody
/// computed the formula, and it says nothing.
pub(crate) fn settle_zeros(rows: &mut Rows<'_>) {
    for (node, origin) in std::mem::take(&mut rows.zero_scores) {
        let own = &rows.set.rubric.nodes[node];
        let outcome = |key: &Key| {
            let (at, _) = rows.set.rubric.item(key)?;
            Some(rows.items[at].as_ref()?.outcome.clone())
        };
        let earned = own.leaf.as_ref().and_then(|leaf| points_of(leaf, &outcome));
        if earned.is_some_and(|points| points.is_zero()) && rows.leaves[node].self_score.is_none() {
            rows.leaves[node].self_score = Some(Ok(Exact::zero()));
            rows.leaves[node].self_origin = Some(origin);
        }
    }
}

/// A whole cell struck out still says one thing, but perhaps not what the unit means now.
pub(crate) fn note_struck(rows: &mut Rows<'_>, row: &Row) {
    for column in [rows.columns.value, rows.columns.own_score].into_iter().flatten() {
        if let Some(cell) = row.cell(column)
            && rows.grid.marks.is_struck(row.index, column)
        {
            let problem = rows.problem(&kinds::evidence::STRUCK, row, Some(column));
            rows.problems.push(problem.with("raw", short(&cell.raw())));
        }
    }
}

/// Whether the leaf is for this unit: some are only for units with a tag.
fn is_asked(rows: &Rows<'_>, leaf: usize) -> bool {
    rows.set.rubric.nodes[leaf].leaf.as_ref().is_some_and(|l| l.is_for(&rows.unit.tags))
}
