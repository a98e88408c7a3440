//! What a form lacks once all its rows are read.

use super::state::Rows;
use crate::evidence::Entry;
use crate::evidence::cell_text::short;
use crate::evidence::checks::points_of;
use crate::expr::number_words;
use crate::grid::Row;
use crate::problem::{Place, Problem, kinds};
use crate::rubric::{Leaf, Node};
use crate::terms::{Code, Exact, Key, Lang};
use crate::value::{Gap, Origin, Value};

/// Reports rows that are gone, blanks beside a self score, and claims without a reason.
#[allow(
    clippy::too_many_lines,
    reason = "one look at each leaf, one paragraph for each thing that may be wrong"
)]
pub(crate) fn report(rows: &mut Rows<'_>) {
    let mut found = below_unusable_headers(rows);
    let leaf_of = &rows.set.leaf_of;
    let absent = (0..rows.items.len()).filter(|at| rows.items[*at].is_none());
    let absent = absent.filter(|at| rows.set.rubric.items[*at].given.is_none());
    let absent = absent.filter(|at| leaf_of[*at].is_none_or(|leaf| is_asked(rows, leaf)));
    let absent: Vec<usize> = absent.filter(|at| !is_claimed(rows, leaf_of[*at])).collect();
    // Each stands in a row that was refused and told.
    let told = absent.len() <= rows.broken_rows;
    for (at, leaf) in leaf_of.iter().enumerate() {
        let given = rows.set.rubric.items[at].given.is_some();
        if !given && leaf.is_none_or(|leaf| is_asked(rows, leaf)) {
            let problem = match &rows.items[at] {
                None if told || is_claimed(rows, *leaf) => None,
                None => Some(gone(rows, at)),
                Some(entry) if entry.outcome == Err(Gap::Missing) => blank(rows, at, entry),
                Some(_) => None,
            };
            found.extend(problem.map(|problem| problem.of_unit(&rows.unit.id)));
        }
    }
    found.extend(claims_without_reason(rows));
    found.extend(shared_without_reason(rows));
    rows.problems.push_all(found);
    if rows.broken_rows > 0 {
        for at in absent {
            rows.items[at] = Some(Entry::unreadable());
        }
    }
}

/// Marks the items that stand below headers that cannot be used: the header is the cause.
fn below_unusable_headers(rows: &mut Rows<'_>) -> Vec<Problem> {
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
    found
}

fn gone(rows: &Rows<'_>, at: usize) -> Problem {
    let item = &rows.set.rubric.items[at];
    let problem = Problem::new(&kinds::evidence::ROW_MISSING, rows.sheet_place());
    problem.with("label", &item.label).with("key", &item.key)
}

/// A blank value beside a self score.
fn blank(rows: &Rows<'_>, at: usize, entry: &Entry) -> Option<Problem> {
    let (set, leaf) = (rows.set, rows.set.leaf_of[at]?);
    let (Some(Ok(score)), Some(origin)) = (&rows.leaves[leaf].self_score, &entry.origin) else {
        return None;
    };
    let place = Place { cell: Some(origin.cell.to_string()), ..rows.sheet_place() };
    let problem = Problem::new(&kinds::evidence::BLANK, place);
    let problem = problem.with("label", &set.rubric.items[at].label);
    let problem = problem.with("code", &set.rubric.nodes[leaf].code);
    Some(problem.with("self_score", number_words(score, Lang::Vi)))
}

/// A claim that a leaf does not apply beside figures of the same leaf: which of them is meant is
/// unclear, and neither counts. A 0 says the same as the claim.
pub(crate) fn settle_claims(rows: &mut Rows<'_>) {
    for node in 0..rows.leaves.len() {
        let Some(origin) = rows.leaves[node].na_claim.clone() else { continue };
        let says = |item: &usize| {
            let entry = rows.items[*item].as_ref();
            entry.is_some_and(|entry| match &entry.outcome {
                Ok(Value::Number(n)) => !n.is_zero(),
                Ok(Value::YesNo(yes)) => *yes,
                Ok(_) => true,
                Err(_) => false,
            })
        };
        let figures: Vec<usize> = rows.set.own[node].iter().copied().filter(says).collect();
        if figures.is_empty() {
            continue;
        }
        let problem = contradicted(rows, node, &origin, &figures);
        let code = problem.kind.code;
        let claim = Place::from(&origin).row_and_column().map(|(row, _)| row);
        rows.problems.push(problem);
        rows.leaves[node].na_claim = None;
        rows.undone.extend(claim.map(|row| (row, code)));
        for item in figures {
            rows.undone.extend(rows.given_by[item].map(|row| (row, code)));
            if let Some(entry) = &mut rows.items[item] {
                entry.outcome = Err(Gap::Unreadable);
            }
        }
    }
}

fn contradicted(rows: &Rows<'_>, node: usize, origin: &Origin, figures: &[usize]) -> Problem {
    let own = &rows.set.rubric.nodes[node];
    let mut problem = Problem::new(&kinds::evidence::NA_FIGURES, Place::from(origin));
    let mut shown = Vec::new();
    for item in figures {
        let label = rows.set.rubric.items[*item].label.as_str();
        let Some(entry) = &rows.items[*item] else { continue };
        let cell = entry.origin.as_ref().map_or("", |o| o.cell.as_ref());
        shown.push(format!("{label} “{}” (ô {cell})", short(&entry.raw)));
        if let Some(origin) = &entry.origin {
            problem = problem.involving(origin.into(), label, &entry.raw);
        }
    }
    let problem = problem.with("code", &own.code).with("raw", &rows.leaves[node].na_raw);
    problem.with("figures", shown.join(", ")).of_unit(&rows.unit.id)
}

/// Shared data that are claimed not to apply, with no reason beside them or at a leaf of theirs.
fn shared_without_reason(rows: &Rows<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for (at, item) in rows.set.rubric.items.iter().enumerate() {
        let Some(entry) = &rows.items[at] else { continue };
        let Some(origin) = entry.origin.as_ref().filter(|_| item.leaf.is_none()) else { continue };
        if entry.outcome != Err(Gap::NotApplicable) || rows.explained.contains(&at) {
            continue;
        }
        let reads = |leaf: &Leaf| leaf.rule.expr.items().contains(&&item.key);
        let mut readers =
            rows.set.rubric.leaves().filter(|(at, _, l)| is_asked(rows, *at) && reads(l));
        if readers.any(|(at, ..)| !rows.leaves[at].explanation.is_empty()) {
            continue;
        }
        let place = Place { cell: Some(origin.cell.to_string()), ..rows.sheet_place() };
        let problem = Problem::new(&kinds::evidence::NA_REASON, place).with("key", &item.key);
        let problem = problem.said(
            "subject",
            format!("Số liệu “{}”", item.label),
            format!("“{}”", item.label),
        );
        found.push(problem.of_unit(&rows.unit.id));
    }
    found
}

fn claims_without_reason(rows: &Rows<'_>) -> Vec<Problem> {
    let leaves = rows.set.rubric.leaves().filter(|(at, ..)| is_asked(rows, *at));
    let unexplained = leaves.filter(|(at, ..)| rows.leaves[*at].explanation.is_empty());
    let problem = |(at, node, _): (usize, &Node, &Leaf)| {
        let claimed = rows.set.own[at].iter().find_map(|item| {
            let entry = rows.items[*item].as_ref()?;
            (entry.outcome == Err(Gap::NotApplicable)).then(|| entry.origin.clone()).flatten()
        });
        let origin = rows.leaves[at].na_claim.clone().or(claimed)?;
        let place = Place { cell: Some(origin.cell.to_string()), ..rows.sheet_place() };
        Some(without_reason(&node.code, place).of_unit(&rows.unit.id))
    };
    unexplained.filter_map(problem).collect()
}

/// What there is to say of a claim without a reason.
pub fn without_reason(code: &Code, place: Place) -> Problem {
    Problem::new(&kinds::evidence::NA_REASON, place).with("code", code).said(
        "subject",
        format!("Tiêu chí {code}"),
        code.to_string(),
    )
}

/// Whether the unit claims that the leaf of an item does not apply.
fn is_claimed(rows: &Rows<'_>, leaf: Option<usize>) -> bool {
    leaf.is_some_and(|leaf| rows.leaves[leaf].na_claim.is_some())
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
    rows.set.rubric.nodes[leaf].leaf.as_ref().is_some_and(|l| l.asks(&rows.unit.tags))
}
