//! A text table in which no header is found, perhaps because its lines have differing numbers of
//! fields: which lines have how many.

use std::collections::BTreeMap;

use crate::grid::Grid;
use crate::problem::Problem;

/// A line of a title has fewer cells.
const LEAST: usize = 3;
/// So many lines are named for each number of columns.
const NAMED: usize = 5;

/// Adds the fact `uneven`: nothing for a sheet of a workbook, and for lines with as many columns.
pub fn with_uneven(problem: Problem, grid: &Grid) -> Problem {
    let mut lines: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for row in grid.rows.iter().filter(|row| row.cells.len() >= LEAST) {
        let width = row.cells.last().map_or(0, |(column, _)| column + 1);
        lines.entry(width).or_default().push(row.index + 1);
    }
    if !grid.sheet.is_empty() || lines.len() < 2 {
        return problem.with("uneven", "");
    }
    let words = |columns: &str, row: &str, rows: &str| {
        let each = lines.iter().map(|(width, all)| {
            let named: Vec<String> = all.iter().take(NAMED).map(u32::to_string).collect();
            let more = if all.len() > NAMED { ", …" } else { "" };
            let row = if all.len() > 1 { rows } else { row };
            format!("{width} {columns} {row} {}{more}", named.join(", "))
        });
        each.collect::<Vec<_>>().join("; ")
    };
    let vi = words("cột ở dòng", "", "").replace("  ", " ");
    let en = words("columns in", "line", "lines");
    problem.said(
        "uneven",
        format!(". Các dòng có số cột khác nhau: {vi}; có thể thiếu dấu ngoặc kép quanh ô có dấu phẩy"),
        format!(". Its lines have differing numbers of columns: {en}; quotation marks may be missing around a cell with a comma"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Cell, Content, Format, Row};
    use crate::problem::{Place, kinds};

    fn told(sheet: &str, widths: &[u32]) -> String {
        let cell = || Cell {
            content: Content::Text("a".into()),
            format: Format::General,
            by_formula: false,
        };
        let rows = widths.iter().zip(0..).map(|(width, index)| Row {
            index,
            cells: (0..*width).map(|at| (at, cell())).collect(),
        });
        let grid = Grid { sheet: sheet.into(), rows: rows.collect(), ..Grid::default() };
        let problem = Problem::new(&kinds::evidence::NO_SHEET, Place::default());
        with_uneven(problem, &grid).plain_fact("uneven").unwrap().to_string()
    }

    #[test]
    fn lines_of_a_text_table_are_counted() {
        let said = told("", &[1, 2, 5, 6, 6, 5, 6, 6, 6, 6]);
        assert!(said.contains("5 cột ở dòng 3, 6; 6 cột ở dòng 4, 5, 7, 8, 9, …;"), "{said}");
        assert_eq!(told("", &[1, 2, 5, 5]), "");
        assert_eq!(told("S", &[5, 6]), "");
    }
}
