//! What the block above the table says of the sheet: its year, and in which encoding.

use crate::grid::Grid;
use crate::problem::{Place, Problem, kinds};
use crate::round::Round;
use crate::round::legacy::{self, Encoding};
use crate::table::{self, Table, place, years_in, years_named};
use crate::text::{fold, tidy};

/// So many cells in an old encoding are no accident.
const LEGACY_CELLS: usize = 3;

/// A line without a word of its own about the form is a title when it is no longer.
const TITLE: usize = 40;
/// Days of a period that is a year.
const YEAR: i64 = 300;

/// Words of forms that are not meant to be sent.
const DRAFTS: &[&str] = &["dự thảo", "bản nháp", "bản cũ", "đã hủy", "đã huỷ", "hết hiệu lực"];
const UNUSED: &[&str] = &["không dùng", "không sử dụng", "bỏ"];
/// Words of a part of a year; “quý” with its number beside them.
const PARTS: &[&str] = &["3 tháng", "6 tháng", "9 tháng", "sáu tháng", "chín tháng"];
const QUARTERS: &[&str] = &["i", "ii", "iii", "iv", "1", "2", "3", "4"];

/// The warning that the name of the sheet is another year's, or that a title above the table says
/// that the form is a draft or of a part of the year.
pub(crate) fn doubted(grid: &Grid, table: &Table, round: &Round) -> Option<Problem> {
    let about = |at: Place, found: &str| {
        let problem = Problem::new(&kinds::evidence::TITLE, at);
        let problem = problem.with("found", found).with("raw", found).with("year", round.year);
        problem.said("taken", "vẫn dùng", "used all the same")
    };
    let years = years_named(&fold(&grid.sheet));
    if !years.is_empty() && !years.contains(&round.year) {
        return Some(about(Place { cell: None, ..place(grid, 0, 0) }, &grid.sheet));
    }
    let whole = round.period.is_none_or(|(from, to)| (to - from).num_days() >= YEAR);
    let above = grid.rows.iter().take_while(|row| row.index < table.header.0);
    above.flat_map(|row| row.cells.iter().map(move |cell| (row.index, cell))).find_map(
        |(row, (column, cell))| {
            let text = cell.text()?;
            let is_odd = is_draft(&fold(text)) || (whole && is_part(&fold(text)));
            is_odd.then(|| about(place(grid, row, *column), &tidy(text)))
        },
    )
}

fn is_title(folded: &str) -> bool {
    let words = ["tự chấm", "tự đánh giá", "chỉ số"];
    folded.chars().count() <= TITLE || words.iter().any(|word| folded.contains(word))
}

fn is_draft(folded: &str) -> bool {
    let bare = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    is_title(folded)
        && (DRAFTS.iter().any(|word| folded.contains(word))
            || UNUSED.iter().any(|word| bare == *word || bare.ends_with(&format!(" {word}"))))
}

fn is_part(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let quarter = words.windows(2).any(|pair| pair[0] == "quý" && QUARTERS.contains(&pair[1]));
    is_title(folded) && (quarter || PARTS.iter().any(|word| folded.contains(word)))
}

/// The sheet's name and the year that its title names: “Kê khai” (2025).
pub(crate) fn with_year(grid: &Grid, table: &Table) -> String {
    let above = grid.rows.iter().take_while(|row| row.index < table.header.0);
    let texts = above.flat_map(|row| &row.cells).filter_map(|(_, cell)| cell.text());
    let year = texts.map(fold).find_map(|text| years_in(&text).first().copied());
    year.map_or_else(|| format!("“{}”", grid.sheet), |year| format!("“{}” ({year})", grid.sheet))
}

/// The problem of a sheet whose top is written in an old encoding: nothing on it has a name.
pub(crate) fn in_old_encoding(grid: &Grid) -> Option<Problem> {
    let mut written = Vec::new();
    for row in grid.rows.iter().take_while(|row| row.index < table::HEADER_ROWS) {
        for (column, cell) in &row.cells {
            let Some(text) = cell.text().filter(|text| legacy::may_be_legacy(text)) else {
                continue;
            };
            let font = grid.marks.font(row.index, *column).and_then(Encoding::of_font);
            written.extend(font.or_else(|| legacy::signs(text)));
        }
    }
    let encoding = written.first().filter(|_| written.len() >= LEGACY_CELLS)?;
    let at = Place { cell: None, ..place(grid, 0, 0) };
    let problem = Problem::new(&kinds::evidence::FORM_LEGACY, at);
    Some(problem.with("sheet", &grid.sheet).with("encoding", encoding.name()))
}
