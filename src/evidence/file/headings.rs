//! What stands over and under the heading of a form's values: a group or a line that makes them
//! figures of another year or of a plan, and the unit of measure of the whole column.

use super::title::is_until_part;
use crate::evidence::values::is_measure;
use crate::grid::{Cell, Grid};
use crate::problem::{Problem, kinds};
use crate::round::Round;
use crate::table::{Table, label_of, place, title_values};
use crate::text::{fold, tidy};

/// No heading is longer.
const LONGEST: usize = 60;
/// A group over the header is short: other lines stand there too.
const LONGEST_ABOVE: usize = 40;
/// Rows under a header that may go on with it.
const BELOW: u32 = 2;

/// Words of plans and estimates; beside words of results they say what the results are held against.
const PLANS: &[&str] = &[
    "kế hoạch",
    "dự kiến",
    "mục tiêu",
    "chỉ tiêu giao",
    "chỉ tiêu được giao",
    "chỉ tiêu phấn đấu",
    "chỉ tiêu năm",
    "dự toán",
];
const RESULTS: &[&str] = &["thực hiện", "kết quả", "hoàn thành", "đạt được"];
/// Words of estimates and of other years and periods, whatever stands beside them.
const OTHERS: &[&str] = &[
    "ước thực hiện",
    "ước cả năm",
    "ước đạt",
    "năm trước",
    "năm ngoái",
    "năm liền kề",
    "năm cũ",
    "năm sau",
    "năm tới",
    "kỳ trước",
    "quý trước",
    "tháng trước",
    "cùng kỳ",
];
const MEASURE_LABELS: &[&str] = &["Đơn vị tính", "ĐVT", "Đơn vị"];

/// The columns of an evidence form whose figures count, with their names.
pub(crate) const VALUES: &[(&str, &str)] = &[("value", "Giá trị")];

/// A text that belongs to the heading of a column.
struct Said {
    text: String,
    row: u32,
    column: u32,
}

/// The problem of a table of which a column of values or points is, by a group over its heading or
/// by a line under it, one of a plan, of another year than the round's, or of a part of it. Each column comes by its id
/// and with the name that messages give it.
pub(crate) fn other_period(
    grid: &Grid,
    table: &Table,
    columns: &[(&str, &str)],
    round: &Round,
) -> Option<Problem> {
    let year = round.year;
    columns.iter().find_map(|(id, name)| {
        let column = table.column(id)?;
        let mut said = heads(grid, table, column);
        said.extend(lines_below(grid, table, column));
        let found = said.into_iter().find(|one| is_of_other_period(&fold(&one.text), round))?;
        let problem =
            Problem::new(&kinds::evidence::COLUMN_PERIOD, place(grid, found.row, found.column));
        let raw = tidy(&found.text);
        let problem = problem.with("found", &raw).with("raw", raw).with("year", year);
        Some(problem.with("column", name))
    })
}

/// The unit of measure that the heading of the values, a line under it or one above the table
/// gives for all of them.
pub(crate) fn measure(grid: &Grid, table: &Table) -> Option<String> {
    let column = table.column("value")?;
    let above = title_values(grid, table.header.0, MEASURE_LABELS);
    let below = lines_below(grid, table, column).into_iter().map(|one| without_label(&one.text));
    let inside = heads(grid, table, column).into_iter().filter_map(|one| {
        let (_, rest) = one.text.split_once('(')?;
        Some(without_label(rest.split(')').next()?))
    });
    above.into_iter().map(|title| title.text).chain(below).chain(inside).find(|t| is_measure(t))
}

/// `ĐVT: nghìn đồng`, `(nghìn đồng)`.
fn without_label(text: &str) -> String {
    let bare = text.trim().trim_matches(['(', ')']).trim();
    let labelled = bare
        .split_once(':')
        .filter(|(label, _)| MEASURE_LABELS.iter().any(|own| fold(own) == fold(label)));
    labelled.map_or(bare, |(_, rest)| rest).trim().to_string()
}

/// Whether a (folded) heading says that its column is one of a plan, of another year or of a part
/// of this one.
pub(crate) fn is_of_other_period(folded: &str, round: &Round) -> bool {
    if is_until_part(folded, round) {
        return true;
    }
    let year = round.year;
    if folded.chars().count() > LONGEST || folded.contains("ngày") {
        return false;
    }
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let years = years(folded);
    let of_others = !years.is_empty() && !years.contains(&year);
    of_others || has(OTHERS) || (has(PLANS) && !has(RESULTS))
}

/// The numbers of four digits that may be years.
fn years(folded: &str) -> Vec<i32> {
    let numbers = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    numbers
        .filter_map(|part| part.parse().ok())
        .filter(|year| (2000..2100).contains(year))
        .collect()
}

/// The texts of the column within the header and, as its group, in the row above it.
fn heads(grid: &Grid, table: &Table, column: u32) -> Vec<Said> {
    let (first, last) = table.header;
    // Below its own name a column has no group any more.
    let own = (first..=last).rev().find(|row| grid.cell(*row, column).is_some_and(is_text));
    let within = (first..=own.unwrap_or(last)).filter_map(|row| over(grid, table, row, column));
    let is_group = |one: &Said| {
        let folded = fold(&one.text);
        folded.chars().count() <= LONGEST_ABOVE
            && !folded.contains(['/', ':'])
            && !folded.contains("kèm theo")
    };
    let above = first.checked_sub(1).and_then(|row| over(grid, table, row, column));
    above.filter(is_group).into_iter().chain(within).collect()
}

/// What stands in the column in a row, or over it: in the merged area that it lies in, or, where
/// nothing is merged, in the nearest cell to the left that is no other column's heading.
fn over(grid: &Grid, table: &Table, row: u32, column: u32) -> Option<Said> {
    let first = labels(table).filter(|own| *own < column).max().map_or(0, |own| own + 1);
    let at = match grid.merged_at(row, column) {
        Some(area) => area.first,
        None => {
            let line = grid.row(row)?;
            let own = line.cells.iter().rev().find(|(at, cell)| *at <= column && is_text(cell));
            (row, own?.0)
        }
    };
    // Another column that was found has its own heading there.
    let is_own = at.1 == column || !table_has(table, at.1);
    let text = grid.cell(at.0, at.1).and_then(label_of)?;
    (at.1 >= first && is_own).then_some(Said { text, row: at.0, column: at.1 })
}

/// Lines of nothing but words in the column, before the first row of data.
fn lines_below(grid: &Grid, table: &Table, column: u32) -> Vec<Said> {
    let (first, last) = (table.header.1 + 1, table.header.1 + BELOW);
    let below = grid.rows.iter().filter(|row| (first..=last).contains(&row.index));
    let no_data = below.take_while(|row| labels(table).all(|own| row.cell(own).is_none()));
    no_data
        .filter_map(|row| {
            let text = row.cell(column).filter(|cell| is_text(cell)).and_then(label_of)?;
            Some(Said { text, row: row.index, column })
        })
        .collect()
}

/// The columns that say what a row is.
fn labels(table: &Table) -> impl Iterator<Item = u32> + '_ {
    let ids = ["unit", "code", "number", "name", "max", "key", "item", "measure"];
    ids.into_iter().filter_map(|id| table.column(id))
}

fn table_has(table: &Table, column: u32) -> bool {
    let more = [
        "value",
        "self",
        "proof",
        "explanation",
        "points",
        "computed",
        "agree",
        "reason",
        "request",
    ];
    labels(table).chain(more.into_iter().filter_map(|id| table.column(id))).any(|own| own == column)
}

fn is_text(cell: &Cell) -> bool {
    cell.text().is_some_and(|text| !text.trim().is_empty())
}
