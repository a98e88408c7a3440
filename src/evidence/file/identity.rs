//! Whose form it is, of which round, year and criteria set: by its title block, its hidden sheet
//! and every line that names a unit.

use super::against::{Against, Set};
use super::title::stated_lines;
use crate::grid::{Book, Grid, Row};
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::round::{BadName, Encoding, Matched, Unit, has_type, legacy};
use crate::rubric::{Rubric, Since};
use crate::table::{
    Meta, Table, Title, label_of, other_year, place, title_value, title_values, years_in,
};
use crate::text::{fold, tidy};

/// How the title block announces the unit.
pub(crate) const UNIT_LABELS: &[&str] = &[
    "Đơn vị",
    "Tên đơn vị",
    "Đơn vị tự chấm",
    "Đơn vị tự chấm điểm",
    "Đơn vị tự đánh giá",
    "Đơn vị báo cáo",
    "Đơn vị kê khai",
    "Đơn vị được đánh giá",
    "Đơn vị thực hiện",
    "Tên đơn vị tự chấm",
    "Tên đơn vị tự chấm điểm",
    "Tên đơn vị tự đánh giá",
    "Tên đơn vị báo cáo",
    "Tên đơn vị kê khai",
    "Tên đơn vị được đánh giá",
    "Cơ quan, đơn vị",
    "Tên cơ quan, đơn vị",
    "Cơ quan/đơn vị",
    "Đơn vị (xã, phường)",
    "Xã, phường",
    "Phường, xã",
    "Xã/phường",
    "Phường/xã",
    "Tên xã, phường",
    "Xã, phường, đặc khu",
];

/// The unit, and its name as written.
///
/// # Errors
/// The units that took in the unit of the form; none when it is not known whose it is.
pub(crate) fn unit_of(
    grid: &Grid,
    table: &Table,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<(usize, String), Vec<usize>> {
    let Some(title) = title_value(grid, table.header.0, UNIT_LABELS) else {
        let at = Place { cell: None, ..place(grid, 0, 0) };
        problems.push(Problem::new(&kinds::evidence::NO_UNIT, at));
        return Err(Vec::new());
    };
    let font = grid.marks.font(title.row, title.column).and_then(Encoding::of_font);
    let matched = as_in_font(against.names.find(&title.text), &title.text, font, against);
    let at = place(grid, title.row, title.column);
    problems.push_all(against.names.problem(&matched, &title.text, at));
    let merged_into = match &matched {
        Matched::Former(units) => units.clone(),
        _ => Vec::new(),
    };
    Ok((matched.unit().ok_or(merged_into)?, tidy(&title.text)))
}

/// A name that nobody has because its font gives the letters other shapes.
fn as_in_font(
    matched: Matched,
    text: &str,
    font: Option<Encoding>,
    against: &Against<'_>,
) -> Matched {
    match (matched, font) {
        (Matched::Unknown(_), Some(encoding)) if legacy::may_be_legacy(text) => {
            let meant = against.names.find(&legacy::decoded(text, encoding)).unit();
            Matched::Bad(BadName::Legacy(encoding, meant))
        }
        (matched, _) => matched,
    }
}

/// A second line *Đơn vị:*, above or within the table, or a line within it of nothing but a name,
/// that names another unit: forms of two units were put below each other.
pub(crate) fn another_unit(
    grid: &Grid,
    table: &Table,
    own: usize,
    against: &Against<'_>,
) -> Option<(Option<usize>, Problem)> {
    let lines = title_values(grid, u32::MAX, UNIT_LABELS);
    let labelled = lines.into_iter().find_map(|title| {
        let unit = against.names.find(&title.text).unit();
        // Within the table any unit's name is one too many; “Đơn vị: hồ sơ” measures figures.
        let below = title.row > table.header.1;
        let is_other = unit.map_or_else(|| below && has_type(&title.text), |unit| unit != own);
        is_other.then_some((unit, title))
    });
    let headed = || headed(grid, table, own, against).map(|(unit, title)| (Some(unit), title));
    let (other, title) = labelled.or_else(headed)?;
    let first = title_value(grid, table.header.0, UNIT_LABELS)?;
    let problem = Problem::new(&kinds::evidence::TWO_UNITS, place(grid, title.row, title.column))
        .with("first", crate::grid::address(first.row, first.column))
        .with("one", tidy(&first.text))
        .with("other", tidy(&title.text))
        .with("raw", tidy(&title.text));
    Some((other, problem))
}

/// A line of the table that holds nothing but the name of another unit, with values below it.
fn headed(grid: &Grid, table: &Table, own: usize, against: &Against<'_>) -> Option<(usize, Title)> {
    let value = table.column("value")?;
    let has_value = |row: &&Row| {
        row.cells.iter().any(|(at, cell)| *at == value && !cell.raw().trim().is_empty())
    };
    let last = grid.rows.iter().rev().find(has_value)?.index;
    let within = |row: &&Row| row.index > table.header.1 && row.index < last;
    grid.rows.iter().filter(within).find_map(|row| {
        let mut cells = row.cells.iter().filter(|(_, cell)| !cell.raw().trim().is_empty());
        let (Some((column, cell)), None) = (cells.next(), cells.next()) else { return None };
        let text = label_of(cell).filter(|text| text.trim().contains(' '))?;
        let Matched::Exact(unit) = against.names.find(&text) else { return None };
        let (row, column) = (row.index, *column);
        (unit != own).then_some((unit, Title { text, row, column }))
    })
}

/// A title that speaks of another year's index and nowhere of this one's.
pub(crate) fn wrong_year(grid: &Grid, table: &Table, against: &Against<'_>) -> Option<Problem> {
    let (year, words) = (against.round.year, ["chỉ số", "tự chấm", "tự đánh giá"]);
    let above = other_year(grid, table.header.0, year, &words);
    let stated = || stated_year(grid, table, year);
    let found = above.or_else(|| year_within(grid, table, year)).or_else(stated);
    let (found, row, column) = found?;
    let problem = Problem::new(&kinds::evidence::YEAR, place(grid, row, column));
    Some(problem.with("found", found).with("year", year))
}

/// The year of a line above the table that says of which time the figures are, when it is another
/// one and no line there speaks of this one's.
fn stated_year(grid: &Grid, table: &Table, year: i32) -> Option<(i32, u32, u32)> {
    let above = grid.rows.iter().take_while(|row| row.index < table.header.0);
    let mut texts = above.flat_map(|row| &row.cells).filter_map(|(_, cell)| cell.text());
    if texts.any(|text| years_in(&fold(text)).contains(&year)) {
        return None;
    }
    let lines = stated_lines(grid, table);
    let own = lines.iter().any(|line| !line.is_of_other(year) && line.year() == year);
    let other = lines.iter().find(|line| line.is_of_other(year)).filter(|_| !own)?;
    Some((other.year(), other.row, other.column))
}

/// The title of another year's table below this one, on a line of its own, with its row and column.
fn year_within(grid: &Grid, table: &Table, year: i32) -> Option<(i32, u32, u32)> {
    let words = ["tự chấm", "tự đánh giá"];
    let value = table.column("value")?;
    let last = grid.rows.iter().rev().find(|row| row.cell(value).is_some())?.index;
    let within = grid.rows.iter().filter(|row| row.index > table.header.1 && row.index < last);
    within.filter(|row| row.cells.len() == 1).find_map(|row| {
        let (column, cell) = row.cells.first()?;
        let text = fold(cell.text()?);
        let is_title = words.iter().any(|word| text.contains(word));
        match years_in(&text).as_slice() {
            [found] if is_title && *found != year => Some((*found, row.index, *column)),
            _ => None,
        }
    })
}

/// The form of another round, by its hidden sheet.
pub(crate) fn other_round(book: &Book, grid: &Grid, against: &Against<'_>) -> Option<Problem> {
    let found = Meta::of(book)?.value("round");
    let differs = !found.is_empty() && found != against.round.id;
    differs.then(|| {
        let at = Place { cell: None, ..place(grid, 0, 0) };
        let problem = Problem::new(&kinds::evidence::ROUND, at);
        problem.with("found", found).with("round", &against.round.id)
    })
}

/// A sheet that has neither the keys nor the names of the items, but a heading that looks like
/// the one of their names, where a leaf asks for several: no row of it can be told.
pub(crate) fn without_items(
    grid: &Grid,
    table: &Table,
    set: &Set<'_>,
    against: &Against<'_>,
) -> Option<Problem> {
    let named = table.column("key").is_some() || table.column("item").is_some();
    let told_apart =
        set.own.iter().all(|own| own.len() <= 1) && set.leaf_of.iter().all(Option::is_some);
    if named || told_apart {
        return None;
    }
    let column = against.columns.iter().find(|column| column.id == "item")?;
    let fault = crate::table::Fault::Missing(vec![column.name.clone()]);
    let problem = fault.problem_among(grid, &against.columns);
    problem.plain_fact("proposal").is_some_and(|proposal| !proposal.is_empty()).then_some(problem)
}

/// What the hidden sheet of the form objects to, worst first. `alone`: the file is of one unit.
pub(crate) fn wrong_meta(
    book: &Book,
    grid: &Grid,
    unit: &Unit,
    set: &Set<'_>,
    alone: bool,
    against: &Against<'_>,
) -> Option<Problem> {
    // A clerk may have made it visible.
    let meta = Meta::of(book)?;
    let value = |name: &str| Some(meta.value(name)).filter(|text| !text.is_empty());
    let differs = |kind: &'static Kind, name: &str, own: &str, fact: &'static str| {
        let found = value(name).filter(|found| found != own)?;
        let at = Place { cell: None, ..place(grid, 0, 0) };
        let name = |id: &str| {
            let known = against.round.units.iter().find(|u| u.id.as_str() == id);
            known.filter(|_| fact == "unit").map_or(id.to_string(), |u| u.name.clone())
        };
        Some(Problem::new(kind, at).with("found", name(&found)).with(fact, name(own)))
    };
    differs(&kinds::evidence::ROUND, "round", &against.round.id, "round")
        .or_else(|| {
            let year = against.round.year.to_string();
            differs(&kinds::evidence::YEAR, "year", &year, "year")
        })
        .or_else(|| {
            // In a file of several units it can speak of one of them only.
            let differs = differs(&kinds::evidence::OTHER_UNIT, "unit", unit.id.as_str(), "unit");
            differs.filter(|_| alone)
        })
        .or_else(|| differs(&kinds::evidence::SET, "set", &set.rubric.id, "set"))
        .or_else(|| set_changed(&meta, set.rubric, Place { cell: None, ..place(grid, 0, 0) }))
}

/// The set is another than when the form went out, in something that the form speaks of.
pub fn set_changed(meta: &Meta<'_>, rubric: &Rubric, place: Place) -> Option<Problem> {
    let (vi, en) = match rubric.since(meta) {
        Since::Same => return None,
        Since::Unknown => (String::new(), String::new()),
        Since::Leaves(codes) => {
            let codes = codes.join(", ");
            (format!(", ở tiêu chí {codes}"), format!(", in {codes}"))
        }
    };
    Some(Problem::new(&kinds::evidence::SET_CHANGED, place).said("leaves", vi, en))
}
