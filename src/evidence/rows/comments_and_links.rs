//! What a form says beside its values: comments, links, hidden columns, formulas that nobody
//! computed again.

use super::state::Rows;
use crate::evidence::cell_text::{filled, short};
use crate::grid::{Mark, Row, column_letters};
use crate::problem::{Problem, kinds};
use crate::round::legacy::{self, Encoding};
use crate::table::place;
use crate::value::{Aside, Value};

/// Keeps the comments on a row of a leaf, and where its proof leads.
pub(crate) fn keep(rows: &mut Rows<'_>, row: &Row, leaf: usize) {
    let mut aside = Aside::default();
    for (column, mark) in rows.grid.marks.in_row(row.index) {
        match mark {
            Mark::Comment(text) => {
                aside.comments.push((rows.grid.origin(row.index, column), text.clone()));
            }
            Mark::Link(target) if Some(column) == rows.columns.proof => {
                aside.proof_links.push(target.clone());
            }
            _ => {}
        }
    }
    if aside != Aside::default() {
        let kept = rows.leaves[leaf].aside.get_or_insert_default();
        kept.comments.append(&mut aside.comments);
        kept.proof_links.append(&mut aside.proof_links);
    }
}

/// Notes on the sheet as a whole, once its rows are read.
pub(crate) fn note(rows: &mut Rows<'_>) {
    for (row, column, mark) in rows.grid.marks.iter() {
        if let Mark::Comment(text) = mark {
            let at = place(rows.grid, row, column);
            let stood = rows.grid.cell(row, column).map(|cell| short(&cell.raw()));
            let stood = stood.unwrap_or_default();
            let problem = Problem::new(&kinds::evidence::COMMENT, at)
                .with("text", short(text))
                .with("raw", &stood)
                .with("taken", stood);
            rows.problems.push(problem.of_unit(&rows.unit.id));
        }
    }
    let read = rows.items.iter().flatten();
    if rows.grid.computed_by_hand && read.clone().any(|entry| entry.by_formula) {
        let problem = Problem::new(&kinds::evidence::BY_HAND, rows.sheet_place());
        rows.problems.push(problem.of_unit(&rows.unit.id));
    }
    let dated = |entry: &crate::evidence::Entry| matches!(entry.outcome, Ok(Value::Date(_)));
    if rows.grid.dates_1904 && read.clone().any(dated) {
        let problem = Problem::new(&kinds::evidence::DATES_1904, rows.sheet_place());
        rows.problems.push(problem.of_unit(&rows.unit.id));
    }
    note_hidden_columns(rows);
}

fn note_hidden_columns(rows: &mut Rows<'_>) {
    let c = &rows.columns;
    let known = [
        (c.measure, "Đơn vị tính"),
        (c.value, "Giá trị"),
        (c.own_score, "Điểm tự chấm"),
        (c.proof, "Tài liệu kiểm chứng"),
        (c.explanation, "Giải trình"),
    ];
    for (column, name) in known {
        let Some(column) = column else { continue };
        if rows.grid.hidden_columns.binary_search(&column).is_err() {
            continue;
        }
        let first = rows.first_row();
        let mut below = rows.grid.rows.iter().filter(|row| row.index >= first);
        if let Some(row) = below.find(|row| filled(row, Some(column)).is_some()) {
            let problem = rows.problem(&kinds::evidence::HIDDEN_COLUMN, row, Some(column));
            let raw = filled(row, Some(column)).map(|cell| short(&cell.raw()));
            let raw = raw.unwrap_or_default();
            let problem = problem.with("column", column_letters(column)).with("name", name);
            rows.problems.push(problem.with("taken", &raw).with("raw", raw));
        }
    }
}

/// A text to be read by people that is written in an old encoding: kept, and told.
pub(crate) fn note_legacy(rows: &mut Rows<'_>, row: &Row, column: u32) {
    let Some(font) = rows.grid.marks.font(row.index, column) else { return };
    let Some(text) = row.cell(column).and_then(|cell| cell.text()) else { return };
    let Some(encoding) = Encoding::of_font(font).filter(|_| legacy::may_be_legacy(text)) else {
        return;
    };
    let decoded = legacy::decoded(text, encoding);
    let problem = rows.problem(&kinds::evidence::TEXT_LEGACY, row, Some(column));
    let problem = problem.with("raw", short(text)).with("encoding", encoding.name());
    // The text is kept as it stands.
    let problem = problem.with("taken", short(text));
    rows.problems.push(problem.with("decoded", short(&decoded)));
}
