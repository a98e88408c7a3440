//! What the cells of a sheet hold beside what people see in them: characters that turn or hide
//! others, and formulas that call other programs.

use std::collections::BTreeMap;

use super::place;
use crate::grid::{Content, Formula, Grid, Mark, address};
use crate::problem::{Kind, Problem, Problems, kinds::table as kinds};
use crate::text::{Unseen, tidy, unseen};

/// So many cells are named; more are counted.
const NAMED: usize = 6;
/// Characters of a cell that a message quotes.
const QUOTED: usize = 60;

/// A cell with its place and what stands in it.
type OddCell = (u32, u32, String);

/// Notes on all cells of a sheet that counts, one for each kind of thing that is unseen.
pub fn note_cells(grid: &Grid, problems: &mut Problems) {
    let mut odd: BTreeMap<u8, (Unseen, Vec<OddCell>)> = BTreeMap::new();
    let mut programs: Vec<OddCell> = Vec::new();
    for row in &grid.rows {
        for (column, cell) in &row.cells {
            let Content::Text(text) = &cell.content else { continue };
            if let Some(what) = unseen(text) {
                let (_, cells) = odd.entry(rank(what)).or_insert((what, Vec::new()));
                cells.push((row.index, *column, text.clone()));
            }
            let formula = text.trim_start().strip_prefix(['=', '+', '-', '@']);
            if formula.is_some_and(|text| Formula::of(text) == Formula::OtherProgram) {
                programs.push((row.index, *column, text.clone()));
            }
        }
    }
    for (row, column, mark) in grid.marks.iter() {
        if let Mark::Formula(text) = mark
            && Formula::of(text) == Formula::OtherProgram
        {
            programs.push((row, column, format!("={text}")));
        }
    }
    for (what, cells) in odd.into_values() {
        let (vi, en) = words(what);
        let problem = problem(&kinds::UNSEEN, grid, &cells);
        problems.push(problem.said("what", vi, en).with("number", what.number()));
    }
    if !programs.is_empty() {
        programs.sort();
        programs.dedup_by_key(|(row, column, _)| (*row, *column));
        let problem = problem(&kinds::PROGRAM, grid, &programs);
        problems.push(problem.said("taken", "không gọi", "not called"));
    }
}

fn rank(what: Unseen) -> u8 {
    match what {
        Unseen::Turning(_) => 0,
        Unseen::Invisible(_) => 1,
        Unseen::Wide(_) => 2,
    }
}

fn words(what: Unseen) -> (&'static str, &'static str) {
    match what {
        Unseen::Turning(_) => ("ký tự đổi chiều chữ", "a character that turns the order of others"),
        Unseen::Invisible(_) => {
            ("ký tự không nhìn thấy ở giữa chữ", "an invisible character inside")
        }
        Unseen::Wide(_) => ("chữ hoặc chữ số khổ rộng", "letters or digits of double width"),
    }
}

fn problem(kind: &Kind, grid: &Grid, cells: &[OddCell]) -> Problem {
    let Some((row, column, text)) = cells.first() else {
        return Problem::new(kind, place(grid, 0, 0));
    };
    let others: Vec<String> =
        cells.iter().skip(1).take(NAMED).map(|(row, column, _)| address(*row, *column)).collect();
    let count = cells.len() - 1;
    let list = others.join(", ");
    let more = if count > NAMED { ", …" } else { "" };
    let (vi, en) = match count {
        0 => (String::new(), String::new()),
        _ => (
            format!(", và {count} ô khác ({list}{more})"),
            format!(", and so have {count} other cells ({list}{more})"),
        ),
    };
    let raw: String = tidy(text).chars().take(QUOTED).collect();
    Problem::new(kind, place(grid, *row, *column))
        .with("raw", &raw)
        .said("more", vi, en)
        .with("taken", raw)
        .of_many(cells.len())
}
