//! Which column holds what, by the heading over it: one to three rows, groups over their parts.

use crate::grid::Grid;
use crate::text::fold;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Code,
    Name,
    Max,
    Scale,
    Proof,
    Appraiser,
}

/// The heading of a table.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// The rows that it takes.
    pub first: u32,
    pub last: u32,
    columns: Vec<(Role, u32)>,
    /// What each of its cells says, folded: rows that say it again are the same heading.
    said: Vec<(u32, String)>,
    pub width: u32,
}

/// Rows down to which a heading is looked for.
const FURTHEST: usize = 60;

impl Heading {
    pub(super) fn column(&self, role: Role) -> Option<u32> {
        self.columns.iter().find(|(own, _)| *own == role).map(|(_, column)| *column)
    }

    /// Whether the row only repeats the heading, as on every printed page.
    pub(super) fn is_repeated(&self, grid: &Grid, row: u32) -> bool {
        let Some(row) = grid.row(row) else { return false };
        let same = |(column, cell): &(u32, crate::grid::Cell)| {
            let words = fold(&cell.raw());
            self.said.iter().any(|(own, said)| own == column && *said == words)
        };
        row.cells.len() >= 2 && row.cells.iter().all(same)
    }

    /// The rows that tell the most columns: the fewest and the first of them.
    pub(super) fn of(grid: &Grid) -> Option<Heading> {
        let rows = grid.rows.iter().take(FURTHEST).map(|row| row.index);
        let all = rows.flat_map(|row| (0..3).filter_map(move |more| at(grid, row, row + more)));
        let better = |one: &Heading, best: &Heading| {
            let rank = |of: &Heading| (of.columns.len(), u32::MAX - (of.last - of.first));
            rank(one) > rank(best)
        };
        let best = all.fold(None, |best: Option<Heading>, one| match best {
            Some(best) if !better(&one, &best) => Some(best),
            _ => Some(one),
        })?;
        // parts of a group stand beside headings that go down to their row
        let cells = (0..best.width).filter_map(|column| grid.merged_at(best.last, column));
        let last = cells.map(|area| area.last.0).max().unwrap_or(0).max(best.last);
        let whole = at(grid, best.first, last.min(best.first + 3));
        Some(whole.filter(|whole| whole.columns.len() >= best.columns.len()).unwrap_or(best))
    }
}

fn at(grid: &Grid, first: u32, last: u32) -> Option<Heading> {
    let width = grid.rows.iter().filter_map(|row| row.cells.last()).map(|(c, _)| c + 1).max()?;
    let mut columns: Vec<(Role, u32)> = Vec::new();
    let mut unsure = None;
    for column in 0..width.min(64) {
        let words = label(grid, (first, last), column);
        let Some(role) = role(&words) else { continue };
        // "Thang điểm" is the scale beside a maximum, and the maximum where there is none
        if words == "thang điểm" {
            unsure = Some(column);
        } else if !columns.iter().any(|(own, _)| *own == role) {
            columns.push((role, column));
        }
    }
    if let Some(column) = unsure {
        let has = |role: Role| columns.iter().any(|(own, _)| *own == role);
        match (has(Role::Max), has(Role::Scale)) {
            (false, _) => columns.push((Role::Max, column)),
            (true, false) => columns.push((Role::Scale, column)),
            (true, true) => {}
        }
    }
    let has = |role: Role| columns.iter().any(|(own, _)| *own == role);
    let rows = grid.rows.iter().filter(|row| (first..=last).contains(&row.index));
    let said = rows.flat_map(|row| row.cells.iter().map(|(at, cell)| (*at, fold(&cell.raw()))));
    let said = said.collect();
    (has(Role::Name) && has(Role::Max)).then_some(Heading { first, last, columns, said, width })
}

/// The words over a column: of each merged area once.
fn label(grid: &Grid, (first, last): (u32, u32), column: u32) -> String {
    let mut words: Vec<String> = Vec::new();
    for row in first..=last {
        let said =
            grid.cell_or_merged(row, column).map(|cell| fold(&cell.raw())).unwrap_or_default();
        if !said.is_empty() && words.last() != Some(&said) {
            words.push(said);
        }
    }
    words.join(" ")
}

/// A heading is short: a whole sentence is no heading.
const LONGEST: usize = 90;

fn role(words: &str) -> Option<Role> {
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if words.chars().count() > LONGEST || words.is_empty() {
        return None;
    }
    if ["stt", "tt", "mã", "số tt", "mã số", "số thứ tự", "mã tiêu chí"].contains(&words)
    {
        return Some(Role::Code);
    }
    if has(&["tự chấm", "tự đánh giá", "điểm thẩm định", "điểm đạt", "ghi chú"])
    {
        return None;
    }
    if has(&[
        "cách tính",
        "cách chấm",
        "phương pháp",
        "hướng dẫn",
        "cách thức",
        "quy định chấm",
        "cách cho điểm",
    ]) || words == "thang điểm"
    {
        return Some(Role::Scale);
    }
    if has(&["điểm tối đa", "điểm chuẩn", "số điểm", "tối đa"]) || words == "điểm"
    {
        return Some(Role::Max);
    }
    if has(&["kiểm chứng", "minh chứng", "tài liệu"]) {
        return Some(Role::Proof);
    }
    if has(&["thẩm định", "cơ quan chủ trì", "theo dõi", "cơ quan đánh giá"]) {
        return Some(Role::Appraiser);
    }
    has(&["tiêu chí", "lĩnh vực", "nội dung"]).then_some(Role::Name)
}
