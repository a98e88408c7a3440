//! Figures that the form holds and that do not count: those of columns beside *Giá trị* that the
//! form does not have, and those that the round gives for the whole block.

use super::state::Rows;
use crate::evidence::cell_text::{filled, is_figure, short};
use crate::evidence::file::is_of_other_period;
use crate::expr::number_words;
use crate::grid::{Cell, Row, address};
use crate::problem::{Place, Problem, kinds::evidence as kinds};
use crate::table::label_of;
use crate::terms::Lang;
use crate::text::{fold, tidy};
use crate::value::{Origin, Value};

/// Cells that are named one by one.
const NAMED: usize = 3;
/// Words of columns that hold other figures by right: points, numbers of rows.
const OTHERWISE: &[&str] =
    &["điểm", "stt", "số tt", "thứ tự", "trọng số", "chênh lệch", "tăng", "giảm"];

/// A figure beside the one that counts.
struct Beside<'r> {
    column: u32,
    row: u32,
    cell: &'r Cell,
    value: &'r Cell,
}

/// Tells of every column that the form does not have and that says other figures on rows whose
/// values count: whoever put it there may have meant those.
pub(crate) fn note(rows: &mut Rows<'_>) {
    let found = beside(rows);
    let mut columns: Vec<u32> = found.iter().map(|one| one.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut told = Vec::new();
    for column in columns {
        let name = heading(rows, column);
        let folded = fold(&name);
        let by_right = OTHERWISE.iter().any(|word| folded.contains(word)) || folded == "tt";
        if by_right || is_of_other_period(&folded, rows.round) {
            continue;
        }
        told.push(problem(rows, &name, found.iter().filter(|one| one.column == column).collect()));
    }
    rows.problems.push_all(told);
}

fn beside<'r>(rows: &Rows<'r>) -> Vec<Beside<'r>> {
    let c = &rows.columns;
    let own = [
        c.code,
        c.name,
        c.max,
        c.key,
        c.item,
        c.measure,
        c.value,
        c.own_score,
        c.proof,
        c.explanation,
    ];
    let Some(value) = c.value else { return Vec::new() };
    let grid = rows.grid;
    let used = rows.given_by.iter().flatten();
    let used: Vec<&Row> = used.filter_map(|row| grid.row(*row)).collect();
    let mut found = Vec::new();
    for row in used {
        let Some(counts) = filled(row, Some(value)) else { continue };
        let others = row.cells.iter().filter(|(column, _)| !own.contains(&Some(*column)));
        let differs = |cell: &&(u32, Cell)| {
            is_figure(&cell.1) && !cell.1.by_formula && tidy(&cell.1.raw()) != tidy(&counts.raw())
        };
        found.extend(others.filter(differs).map(|(column, cell)| Beside {
            column: *column,
            row: row.index,
            cell,
            value: counts,
        }));
    }
    found
}

/// What stands over the column in the header; empty where nothing does.
fn heading(rows: &Rows<'_>, column: u32) -> String {
    let (first, last) = rows.sections.first().header;
    let text = |row: u32| rows.grid.cell(row, column).and_then(label_of).map(|text| tidy(&text));
    (first..=last).rev().find_map(text).unwrap_or_default()
}

fn problem(rows: &Rows<'_>, name: &str, cells: Vec<&Beside<'_>>) -> Problem {
    let shown = cells.iter().take(NAMED).map(|one| {
        let value = rows.columns.value.unwrap_or_default();
        let (at, counts) = (address(one.row, one.column), address(one.row, value));
        format!("{at} “{}” ({counts} “{}”)", short(&one.cell.raw()), short(&one.value.raw()))
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    let (vi, en) = match name {
        "" => ("không có tiêu đề".to_string(), "without a heading".to_string()),
        name => (format!("“{name}”"), format!("“{name}”")),
    };
    let first = cells.first().map(|one| address(one.row, one.column));
    let place = Place { cell: first, ..rows.sheet_place() };
    let problem = Problem::new(&kinds::OTHER_FIGURES, place).said("name", vi, en);
    let problem = problem.with("count", cells.len()).with("cells", shown);
    problem.of_many(cells.len()).of_unit(&rows.unit.id)
}

/// Tells which of the figures that the block gives for all its units the unit declares otherwise.
pub(crate) fn report_given(rows: &mut Rows<'_>) {
    let mut told = Vec::new();
    for (item, entry) in rows.set.rubric.items.iter().zip(&rows.items) {
        let (Some(given), Some(entry)) = (&item.given, entry) else { continue };
        let (Ok(value), Some(origin)) = (&entry.outcome, &entry.origin) else { continue };
        if *value != given.value {
            told.push(differs(
                rows,
                &item.label,
                (origin, &entry.raw),
                (&given.value, &given.source),
            ));
        }
    }
    rows.problems.push_all(told);
}

fn differs(
    rows: &Rows<'_>,
    label: &str,
    (origin, raw): (&Origin, &str),
    (value, source): (&Value, &str),
) -> Problem {
    let shown = |lang| match value {
        Value::Number(number) => number_words(number, lang),
        value => value.to_plain(),
    };
    Problem::new(&kinds::BLOCK_DIFFERS, Place::from(origin))
        .with("label", label)
        .with("raw", short(raw))
        .said("given", shown(Lang::Vi), shown(Lang::En))
        .with("source", source)
        .of_unit(&rows.unit.id)
}
