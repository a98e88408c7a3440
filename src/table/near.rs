//! A column that is missing under its name may stand there under another: the heading that looks
//! most like it is proposed, never taken.

use super::{Accepted, Column, Fault, HEADER_ROWS, bare, label_of, place};
use crate::grid::{Grid, Row};
use crate::problem::Problem;
use crate::text::fold;

/// From here on two headings look alike, from 0 to 1.
const ALIKE: f64 = 0.7;

impl Column {
    fn accepts(&self, text: &str) -> bool {
        self.names.iter().any(|name| says(name, text))
    }

    /// The text of a header row that stands for the column: by the first of its names there.
    fn chosen<'t>(&self, texts: &'t [String]) -> Option<&'t String> {
        self.names.iter().find_map(|name| texts.iter().find(|text| says(name, text)))
    }
}

fn says(name: &Accepted, text: &str) -> bool {
    let bare = bare(text);
    name.full == fold(text) || (!bare.is_empty() && name.bare == bare)
}

impl Fault {
    /// [`Fault::problem`], which for a missing column proposes the heading that may be it.
    pub fn problem_among(&self, grid: &Grid, columns: &[Column]) -> Problem {
        let mut problem = self.problem(grid);
        let Fault::Missing(names) = self else { return problem };
        let wanted = columns.iter().filter(|column| names.contains(&column.name));
        let near = wanted.filter_map(|column| Some((column, near(grid, columns, column)?)));
        let Some((column, (row, near))) = near.into_iter().next() else { return problem };
        let (name, at) = (&column.name, near[0].0);
        let texts = |or: &str| {
            let quoted: Vec<String> = near.iter().map(|(_, text)| format!("“{text}”")).collect();
            quoted.join(or)
        };
        problem.facts.retain(|(fact, _)| *fact != "proposal");
        let mut found = problem.said(
            "proposal",
            format!(
                "Có phải cột {} là cột “{name}”? Nếu phải, hãy đổi lại tên cột. ",
                texts(" hay ")
            ),
            format!("Is the column {} meant to be “{name}”? If so, rename it. ", texts(" or ")),
        );
        found.place = place(grid, row, at);
        found
    }
}

/// The headings, with their row and columns, that look most like a column and are none of the
/// others: several, such as one a year, when they look alike equally.
fn near(grid: &Grid, columns: &[Column], wanted: &Column) -> Option<(u32, Vec<(u32, String)>)> {
    let header = header(grid, columns)?;
    let texts: Vec<String> = header.cells.iter().filter_map(|(_, c)| label_of(c)).collect();
    let chosen: Vec<&String> = columns.iter().filter_map(|c| c.chosen(&texts)).collect();
    let strange = header.cells.iter().filter_map(|(at, cell)| {
        let text = label_of(cell).filter(|text| !chosen.contains(&text))?;
        let scores = wanted.names.iter().map(|name| alike(&bare(&text), &name.bare));
        Some((scores.fold(0.0, f64::max), *at, crate::text::tidy(&text)))
    });
    let strange: Vec<(f64, u32, String)> = strange.filter(|(score, ..)| *score >= ALIKE).collect();
    let best = strange.iter().map(|(score, ..)| *score).fold(0.0, f64::max);
    let nearest = strange.into_iter().filter(|(score, ..)| *score >= best);
    let nearest: Vec<(u32, String)> = nearest.map(|(_, at, text)| (at, text)).collect();
    (!nearest.is_empty()).then_some((header.index, nearest))
}

/// The row of the first ones that names the most columns.
fn header<'g>(grid: &'g Grid, columns: &[Column]) -> Option<&'g Row> {
    let named = |row: &Row| {
        let texts = row.cells.iter().filter_map(|(_, cell)| label_of(cell));
        texts.filter(|text| columns.iter().any(|column| column.accepts(text))).count()
    };
    let rows = grid.rows.iter().take_while(|row| row.index < HEADER_ROWS);
    rows.map(|row| (named(row), row)).filter(|(n, _)| *n >= 2).max_by_key(|(n, _)| *n).map(|x| x.1)
}

/// How alike a heading is to a name: by its letters, as its beginning or end, or as its initials
/// (“Điểm TĐ” for “Điểm thẩm định”).
fn alike(heading: &str, name: &str) -> f64 {
    if heading.is_empty() || name.is_empty() {
        return 0.0;
    }
    let words = heading.split(' ').count();
    let inside = (name.starts_with(heading) || name.ends_with(heading)) && words >= 2
        || heading.starts_with(&format!("{name} "));
    let short = shortened(heading, name);
    let near = strsim::normalized_damerau_levenshtein(heading, name);
    if inside || short { near.max(0.9) } else { near }
}

/// Whether the last word of the heading is the initials of what the name goes on with.
fn shortened(heading: &str, name: &str) -> bool {
    let (before, last) = heading.rsplit_once(' ').unwrap_or(("", heading));
    let Some(rest) = name.strip_prefix(before) else { return false };
    let initials: String = rest.split(' ').filter_map(|word| word.chars().next()).collect();
    last.chars().count() >= 2 && initials == last.trim_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_look_like_a_column() {
        for (heading, name) in [
            ("số liệu", "số liệu kê khai"),
            ("điểm tđ", "điểm thẩm định"),
            ("điểm thẩm đinh", "điểm thẩm định"),
            ("mã số liêu", "mã số liệu"),
            ("giá trị thực hiện", "giá trị"),
        ] {
            assert!(alike(heading, name) >= ALIKE, "{heading} {name}");
        }
        for (heading, name) in [
            ("điểm tự chấm", "điểm thẩm định"),
            ("ghi chú", "giá trị"),
            ("đơn vị tính", "đơn vị phối hợp"),
            ("tđ", "tổng điểm tối đa"),
            ("số", "số liệu kê khai"),
        ] {
            assert!(alike(heading, name) < ALIKE, "{heading} {name}");
        }
    }
}
