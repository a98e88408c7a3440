//! Which sheets of a workbook are forms, and which of them belong together: a form may take
//! several sheets, and a workbook may hold the forms of several units.

use std::collections::BTreeSet;

use super::against::{Against, Set, is_form};
use super::identity::{UNIT_LABELS, wrong_year};
use super::title::{in_old_encoding, with_year};
use crate::evidence::cell_text::written;
use crate::grid::{Book, Grid};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::rubric::Coded;
use crate::table::{self, Fault, META, Table, title_value};
use crate::text::{fold, tidy};

/// Sheets that are one unit's form, in the order of the workbook.
pub(crate) struct Group<'b> {
    /// Where it is known beforehand.
    pub unit: Option<usize>,
    pub sheets: Vec<(&'b Grid, Table)>,
    /// The units that they name, when they cannot be used; a problem says why.
    pub refused: Option<Vec<usize>>,
}

/// The visible sheets that look like the form, one group for each unit.
///
/// # Errors
/// The units that the sheets name, when none can be used.
pub(crate) fn choose<'b>(
    book: &'b Book,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<Vec<Group<'b>>, Vec<usize>> {
    let mut likely = Vec::new();
    let mut fault: Option<(&Grid, Fault)> = None;
    for grid in book.sheets.iter().filter(|g| fold(&g.sheet) != META) {
        match table::find(grid, &against.columns) {
            Ok(table) if is_form(&table) => match grid.visible {
                true => likely.push((grid, table)),
                false => problems.push(
                    Problem::new(&kinds::evidence::HIDDEN, Place::sheet(&*grid.file, &*grid.sheet))
                        .with("sheet", &grid.sheet),
                ),
            },
            Err(other @ Fault::Twice { .. }) if grid.visible => {
                fault.get_or_insert((grid, other));
            }
            _ => {}
        }
    }
    let owner = |(grid, table): &(&Grid, Table)| Owner::of(grid, table, against);
    table::without_copies_of(&mut likely, |(grid, _)| grid, owner, problems);
    if let Some((grid, fault)) = fault {
        problems.push(fault.problem(grid));
        let mut units = announced(grid, against);
        units.extend(likely.iter().filter_map(|one| owner(one).unit()));
        units.sort_unstable();
        units.dedup();
        return Err(units);
    }
    if likely.len() > 1 {
        return Ok(several(book, likely, against, problems));
    }
    if !likely.is_empty() {
        return Ok(vec![Group { unit: None, sheets: likely, refused: None }]);
    }
    let legacy = book.sheets.iter().filter(|g| g.visible).find_map(in_old_encoding);
    let none = Problem::new(&kinds::evidence::NO_SHEET, Place::file(book.file.as_ref()));
    let first = book.sheets.iter().find(|grid| grid.visible);
    let none = match first {
        Some(grid) => table::with_uneven(none, grid),
        None => none.with("uneven", ""),
    };
    problems.push(legacy.unwrap_or(none));
    let mut visible = book.sheets.iter().filter(|grid| grid.visible);
    let units = visible.find_map(|grid| Some(announced(grid, against)).filter(|u| !u.is_empty()));
    Err(units.unwrap_or_default())
}

/// The unit that the top of a sheet without a usable table names: it did send something.
fn announced(grid: &Grid, against: &Against<'_>) -> Vec<usize> {
    let title = title_value(grid, table::HEADER_ROWS, UNIT_LABELS);
    title.and_then(|title| against.names.unit(&title.text)).into_iter().collect()
}

/// Whose sheet it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Unit(usize),
    /// Its title names no unit that is known.
    Unknown,
    /// It names none.
    Silent,
}

impl Owner {
    fn unit(self) -> Option<usize> {
        match self {
            Owner::Unit(at) => Some(at),
            _ => None,
        }
    }

    /// By the title of the sheet; where that names none, by the name of the sheet.
    fn of(grid: &Grid, table: &Table, against: &Against<'_>) -> Owner {
        match title_value(grid, table.header.0, UNIT_LABELS) {
            Some(title) => against.names.unit(&title.text).map_or(Owner::Unknown, Owner::Unit),
            None => against.names.unit(&grid.sheet).map_or(Owner::Silent, Owner::Unit),
        }
    }
}

/// Sheets of one unit are its form when no row stands on two of them; a sheet that names no unit
/// goes with them when the file has no other unit.
fn several<'b>(
    book: &'b Book,
    likely: Vec<(&'b Grid, Table)>,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Vec<Group<'b>> {
    let owners: Vec<Owner> =
        likely.iter().map(|(grid, table)| Owner::of(grid, table, against)).collect();
    let units: BTreeSet<usize> = owners.iter().filter_map(|owner| owner.unit()).collect();
    let only = units.first().copied().filter(|_| units.len() == 1);
    let clash = likely.iter().zip(&owners).any(|((grid, _), owner)| {
        let named = against.names.unit(&grid.sheet);
        named.is_some() && owner.unit().is_some() && named != owner.unit()
    });
    let mut groups: Vec<Group<'b>> = Vec::new();
    for (sheet, owner) in likely.into_iter().zip(owners) {
        let unit = owner.unit().or(only.filter(|_| owner == Owner::Silent));
        let whole = units.is_empty() || clash;
        match groups.iter_mut().find(|group| whole || (unit.is_some() && group.unit == unit)) {
            Some(group) => group.sheets.push(sheet),
            None => groups.push(Group { unit, sheets: vec![sheet], refused: None }),
        }
    }
    for group in groups.iter_mut().filter(|group| group.sheets.len() > 1) {
        match group.unit.filter(|unit| !clash && are_parts(&group.sheets, *unit, against)) {
            Some(unit) => problems.push(parts_noted(book, &group.sheets, unit, against)),
            None => group.refused = Some(refuse(book, &group.sheets, against, problems)),
        }
    }
    if groups.len() > 1 {
        let count = groups.iter().flat_map(|group| &group.sheets).count();
        let units = units.iter().filter_map(|at| against.round.units.get(*at));
        let names = units.map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ");
        let problem = Problem::new(&kinds::evidence::SHEET_EACH, Place::file(book.file.as_ref()));
        problems.push(problem.with("count", count).with("raw", &names).with("taken", names));
    }
    groups
}

/// Whether the sheets are parts of one form of this year: every row stands on one of them.
fn are_parts(sheets: &[(&Grid, Table)], unit: usize, against: &Against<'_>) -> bool {
    let unit = against.round.units.get(unit);
    let Some(set) = unit.and_then(|unit| against.set(unit.block)) else { return false };
    let mut seen = BTreeSet::new();
    sheets.iter().all(|(grid, table)| {
        let own = rows_of(grid, table, set);
        let fresh = own.iter().all(|row| !seen.contains(row));
        let holds = !own.is_empty();
        seen.extend(own);
        fresh && holds && wrong_year(grid, table, against).is_none()
    })
}

/// A leaf or a data item of the set, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    Leaf(usize),
    Item(usize),
}

/// The leaves and items that have a row on the sheet.
fn rows_of(grid: &Grid, table: &Table, set: &Set<'_>) -> BTreeSet<Stands> {
    let mut all = BTreeSet::new();
    for row in grid.rows.iter().filter(|row| row.index >= table.first_row) {
        let key = table.cell(row, "key").map(|cell| written(cell));
        if let Some(item) = key.and_then(|key| set.item(&key)) {
            all.insert(Stands::Item(item));
            all.extend(set.leaf_of[item].map(Stands::Leaf));
            continue;
        }
        let code = table.cell(row, "code").or_else(|| table.cell(row, "number"));
        let name = table.cell(row, "name").map(|cell| written(cell));
        let coded = match set.codes.find(code, name.as_deref()) {
            Coded::Plain(at) | Coded::Understood(at) | Coded::Renamed(at) => Some(at),
            _ => None,
        };
        let leaf = coded.filter(|at| set.rubric.nodes[*at].leaf.is_some());
        all.extend(leaf.map(Stands::Leaf));
    }
    all
}

/// The names of the sheets with the years and the units that their titles name.
fn named(sheets: &[(&Grid, Table)]) -> String {
    let named =
        sheets.iter().map(|(grid, table)| match title_value(grid, table.header.0, UNIT_LABELS) {
            Some(title) => format!("{} – {}", with_year(grid, table), tidy(&title.text)),
            None => with_year(grid, table),
        });
    named.collect::<Vec<_>>().join(", ")
}

fn parts_noted(
    book: &Book,
    sheets: &[(&Grid, Table)],
    unit: usize,
    against: &Against<'_>,
) -> Problem {
    let names = sheets.iter().map(|(grid, _)| format!("“{}”", grid.sheet));
    let names = names.collect::<Vec<_>>().join(", ");
    let problem = Problem::new(&kinds::evidence::SHEET_PARTS, Place::file(book.file.as_ref()));
    let problem = problem
        .with("count", sheets.len())
        .with("sheets", &names)
        .with("raw", names)
        .said("taken", "một bản tự chấm", "one form");
    match against.round.units.get(unit) {
        Some(unit) => problem.of_unit(&unit.id),
        None => problem,
    }
}

/// Several sheets are the form: each is named with the unit that it speaks of.
fn refuse(
    book: &Book,
    sheets: &[(&Grid, Table)],
    against: &Against<'_>,
    problems: &mut Problems,
) -> Vec<usize> {
    let mut units = Vec::new();
    for (grid, table) in sheets {
        let title = title_value(grid, table.header.0, UNIT_LABELS);
        let titled = title.and_then(|title| against.names.unit(&title.text));
        for unit in [titled, against.names.unit(&grid.sheet)].into_iter().flatten() {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
    }
    let mut problem = Problem::new(&kinds::evidence::SHEETS, Place::file(book.file.as_ref()));
    if let [one] = units[..]
        && let Some(unit) = against.round.units.get(one)
    {
        problem = problem.of_unit(&unit.id);
    }
    problems.push(problem.with("sheets", named(sheets)));
    units
}

#[cfg(test)]
#[path = "sheets_tests.rs"]
mod tests;
