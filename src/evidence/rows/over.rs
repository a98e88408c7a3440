//! What lies over the cells of a form: over a value it makes the cell unclear, in the column of
//! proof it is proof, and elsewhere it is told.

use super::state::Rows;
use crate::evidence::cell_text::short;
use crate::evidence::values::read_value;
use crate::grid::{Cell, Content, Format, Lying, Over, Row, address};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::table::place;
use crate::terms::Lang;
use crate::value::{Gap, Outcome, Value};

/// The problem of something that lies over a blank value cell.
pub(crate) fn on_blank(rows: &Rows<'_>, row: &Row, column: u32) -> Option<Problem> {
    let over = rows.grid.over.iter().find(|over| over.stands_on(row.index, column))?;
    let problem = rows.problem(&kinds::evidence::OVER_VALUE, row, Some(column));
    Some(with_words(problem, over).said("holds", "trống", "is blank"))
}

/// The value of a cell, unless what lies over the cell says another.
pub(crate) fn settled(
    rows: &mut Rows<'_>,
    (row, column): (&Row, u32),
    item: usize,
    outcome: Outcome,
) -> Outcome {
    let Ok(value) = &outcome else { return outcome };
    let grid = rows.grid;
    let mut all = grid.over.iter().filter(|over| over.stands_on(row.index, column));
    let Some(over) = all.find(|over| says_other(rows, (row, column), over, item, value)) else {
        return outcome;
    };
    let raw = row.cell(column).map(|cell| short(&cell.raw())).unwrap_or_default();
    let problem = rows.problem(&kinds::evidence::OVER_VALUE, row, Some(column));
    let problem = with_words(problem, over).with("raw", &raw);
    rows.problems.push(problem.said("holds", format!("ghi “{raw}”"), format!("says “{raw}”")));
    Err(Gap::Unreadable)
}

fn says_other(
    rows: &Rows<'_>,
    (row, column): (&Row, u32),
    over: &Over,
    item: usize,
    value: &Value,
) -> bool {
    match over.what {
        Lying::Tick(Some(ticked)) => matches!(value, Value::YesNo(said) if *said != ticked),
        Lying::Text if over.text.starts_with(|c: char| c.is_ascii_digit()) => {
            let content = Content::Text(over.text.clone());
            let cell = Cell { content, format: Format::General, by_formula: false };
            let item = &rows.set.rubric.items[item];
            let mut unheard = Problems::default();
            let said = read_value(&cell, item, &rows.spot(row, column), &mut unheard);
            said.is_ok_and(|said| said != *value)
        }
        _ => false,
    }
}

/// Adds what lies in the column of proof on the row of a leaf to its proof.
pub(crate) fn add_proof(rows: &mut Rows<'_>, row: &Row, leaf: usize) {
    let Some(column) = rows.columns.proof else { return };
    let grid = rows.grid;
    for over in grid.over.iter().filter(|over| is_proof(over, row.index, column)) {
        let cell = address(row.index, column);
        let words = match over.is_picture() {
            true => format!("ảnh tại ô {cell}"),
            false => over.words(Lang::Vi),
        };
        let leaf = &mut rows.leaves[leaf];
        leaf.proof = match leaf.proof.as_str() {
            "" => words,
            before => format!("{before}; {words}"),
        };
        leaf.proof_origin.get_or_insert_with(|| grid.origin(row.index, column));
    }
}

/// A picture is put on the first row that it covers.
fn is_proof(over: &Over, row: u32, column: u32) -> bool {
    match over.what {
        Lying::Picture | Lying::InCell => {
            let (first, last) = (over.area.first, over.area.last);
            first.0 == row && (first.1..=last.1).contains(&column)
        }
        Lying::Text => over.stands_on(row, column),
        Lying::Tick(_) | Lying::Control => false,
    }
}

/// Tells what lies over the sheet, save pictures above the table and what was refused.
pub(crate) fn note(rows: &mut Rows<'_>) {
    let grid = rows.grid;
    for over in &grid.over {
        let refused = |problem: &Problem| {
            problem.kind == kinds::evidence::OVER_VALUE
                && *problem.place.sheet.as_deref().unwrap_or_default() == *grid.sheet
                && problem.place.row_and_column().is_some_and(|(r, c)| over.stands_on(r, c))
        };
        let is_logo = over.is_picture() && over.cell().0 < rows.first_row();
        if is_logo || rows.problems.iter().any(refused) {
            continue;
        }
        let proof = rows.columns.proof;
        let proof = proof.filter(|column| is_proof(over, over.cell().0, *column));
        let (row, column) = (over.cell().0, proof.unwrap_or(over.cell().1));
        let problem = Problem::new(&kinds::evidence::OVER_CELL, place(grid, row, column));
        let problem = with_words(problem, over);
        rows.problems.push(
            match proof {
                Some(_) => problem
                    .said("use", "được ghi nhận là tài liệu kiểm chứng", "it counts as proof")
                    .said("taken", "tài liệu kiểm chứng", "proof"),
                None => problem
                    .said("use", "phần mềm không lấy số liệu ở đó", "no value is taken from it")
                    .said("taken", "không dùng", "not used"),
            }
            .of_unit(&rows.unit.id),
        );
    }
}

fn with_words(problem: Problem, over: &Over) -> Problem {
    let words = |lang| short(&over.words(lang));
    problem.said("what", words(Lang::Vi), words(Lang::En)).said(
        "raw",
        words(Lang::Vi),
        words(Lang::En),
    )
}

/// The same for sheets of which nothing is read by rows of a criteria set.
pub fn note_over(grids: &[crate::grid::Grid], problems: &mut Problems) {
    for grid in grids.iter().filter(|grid| grid.visible) {
        for over in grid.over.iter().filter(|over| !over.is_picture()) {
            let (row, column) = over.cell();
            let at: Place = place(grid, row, column);
            let problem = with_words(Problem::new(&kinds::evidence::OVER_CELL, at), over);
            problems.push(
                problem.said("use", "phần mềm không đọc gì ở đó", "nothing is read from it").said(
                    "taken",
                    "không dùng",
                    "not used",
                ),
            );
        }
    }
}
