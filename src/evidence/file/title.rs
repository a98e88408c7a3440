//! What the block above the table says of the sheet: its year, and in which encoding.

use crate::grid::{Cell, Grid, Row};
use crate::problem::{Place, Problem, kinds};
use crate::round::Round;
use crate::round::legacy::{self, Encoding};
use crate::table::{self, Table, place, years_in, years_named};
use crate::terms::Date;
use crate::text::{fold, tidy};

/// So many cells in an old encoding are no accident.
const LEGACY_CELLS: usize = 3;

/// A line without a word of its own about the form is a title when it is no longer.
const TITLE: usize = 40;
/// Days of a period that is a year.
const YEAR: i64 = 300;
/// What is as old as that at the end of the period misses a part of it.
const QUARTER: i64 = 85;

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
    if let Some(line) =
        stated_lines(grid, table).into_iter().find(|line| line.is_of_other(round.year))
    {
        return Some(about(place(grid, line.row, line.column), &line.text));
    }
    let whole = round.period.is_none_or(|(from, to)| (to - from).num_days() >= YEAR);
    let above = grid.rows.iter().take_while(|row| row.index < table.header.0);
    above.flat_map(|row| row.cells.iter().map(move |cell| (row.index, cell))).find_map(
        |(row, (column, cell))| {
            let text = cell.text()?;
            let folded = fold(text);
            let is_odd = is_draft(&folded)
                || (whole && is_part(&folded))
                || (is_title(&folded) && is_until_part(&folded, round));
            is_odd.then(|| about(place(grid, row, *column), &tidy(text)))
        },
    )
}

/// How a line begins that says of which time the figures are.
const STATED: &[&str] = &[
    "số liệu",
    "kỳ báo cáo",
    "kỳ đánh giá",
    "kỳ số liệu",
    "thời kỳ",
    "niên độ",
    "năm đánh giá",
    "năm báo cáo",
    "năm kê khai",
    "năm chấm",
    "năm tự chấm",
    "năm số liệu",
    "năm xếp hạng",
];
/// Cells of such a line, and its length.
const STATED_CELLS: usize = 4;
const STATED_LENGTH: usize = 60;

/// A line above the table that says of which time its figures are.
pub(super) struct Stated {
    pub row: u32,
    pub column: u32,
    pub text: String,
    years: Vec<i32>,
}

impl Stated {
    /// Whether it names another year only.
    pub(super) fn is_of_other(&self, year: i32) -> bool {
        !self.years.is_empty() && !self.years.contains(&year)
    }

    pub(super) fn year(&self) -> i32 {
        self.years.first().copied().unwrap_or_default()
    }
}

/// The lines above the table that say of which time its figures are: `Năm đánh giá: 2025`, also in
/// cells side by side.
pub(super) fn stated_lines(grid: &Grid, table: &Table) -> Vec<Stated> {
    let above = grid.rows.iter().take_while(|row| row.index < table.header.0);
    let line = |row: &Row| {
        let cells: Vec<&(u32, Cell)> =
            row.cells.iter().filter(|(_, cell)| !cell.raw().trim().is_empty()).collect();
        let texts: Vec<String> = cells.iter().map(|(_, cell)| tidy(&cell.raw())).collect();
        let text = texts.join(" ");
        let folded = fold(&text);
        let is_stated = cells.len() <= STATED_CELLS
            && folded.chars().count() <= STATED_LENGTH
            && (STATED.iter().any(|word| folded.starts_with(word)) || is_year(&folded));
        let (row, column, years) = (row.index, cells.first()?.0, years_named(&folded));
        is_stated.then_some(Stated { row, column, text, years })
    };
    above.filter_map(line).collect()
}

/// `Năm 2025`, `Năm: 2025`.
fn is_year(folded: &str) -> bool {
    let rest = folded.strip_prefix("năm").map(|rest| rest.trim_start_matches([' ', ':']));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the figures are those until a day well before the end of the round's period.
pub(super) fn is_until_part(folded: &str, round: &Round) -> bool {
    let end = round.period.map(|(_, to)| to).or_else(|| Date::from_ymd_opt(round.year, 12, 31));
    let Some((until, end)) = until(folded).zip(end) else { return false };
    until < end && (end - until).num_days() > QUARTER
}

/// The day after “đến”, “đến hết ngày”.
fn until(folded: &str) -> Option<Date> {
    let (_, rest) = folded.split_once("đến ")?;
    let rest = rest.trim_start_matches("hết ").trim_start_matches("ngày ");
    let day: String =
        rest.chars().take_while(|c| c.is_ascii_digit() || "/.-".contains(*c)).collect();
    let mut parts = day.split(['/', '.', '-']).map(|part| part.parse::<u32>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    Date::from_ymd_opt(i32::try_from(year).ok()?, month, day)
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
