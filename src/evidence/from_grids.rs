//! One workbook to one unit's form: which sheet, whose, and then its rows.

use std::sync::Arc;

use super::against::{Against, Set};
use super::rows::{self, Rows};
use super::title::{in_old_encoding, with_year};
use super::{Entry, LeafEvidence, Stop, UnitEvidence};
use crate::grid::{Book, Grid};
use crate::ledger::{Account, Fate, Ledger};
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::round::legacy::{self, Encoding};
use crate::round::{Matched, Names, Unit};
use crate::table::{self, Fault, Table, place, title_value};
use crate::text::{fold, tidy};
use crate::value::Gap;

/// The hidden sheet by which a form is recognised.
const META: &str = "parindex";

/// What one file says of one unit.
#[derive(Debug, Clone)]
pub struct Form {
    /// Position in `Round::units`.
    pub unit: usize,
    pub file: Arc<str>,
    /// Empty for a file that could not be read.
    pub sha256: String,
    /// `stopped` is set when nothing of the file is used.
    pub evidence: UnitEvidence,
}

impl Form {
    /// A file that cannot be used, of the unit that its name names, if it names one.
    pub fn unusable(shown: &str, names: &Names) -> Option<Form> {
        let unit = unit_of_name(shown, names)?;
        Some(Form::stopped(unit, shown.into(), String::new()))
    }

    fn stopped(unit: usize, file: Arc<str>, sha256: String) -> Form {
        let stopped = Some(Stop::Unusable { file: file.clone() });
        let (name, hash) = (file.clone(), sha256.clone());
        let evidence = UnitEvidence {
            file: Some(name),
            sha256: Some(hash).filter(|h| !h.is_empty()),
            stopped,
            ..UnitEvidence::default()
        };
        Form { unit, file, sha256, evidence }
    }
}

/// The unit that the file's name without its extension names for sure.
fn unit_of_name(shown: &str, names: &Names) -> Option<usize> {
    let name = shown.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let spaced = stem.replace(['-', '_'], " ");
    [stem, spaced.as_str()].iter().find_map(|text| match names.find(text) {
        Matched::Exact(at) | Matched::ByAlias(at) => Some(at),
        _ => None,
    })
}

/// Reads one workbook. `None` when it is not known whose it is; a form that is `stopped` when
/// that is known but nothing of the file can be used.
pub fn form(
    book: &Book,
    against: &Against<'_>,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Option<Form> {
    let mut found = Ok(None);
    let chosen = choose(book, against, problems);
    if let Some((grid, table)) = &chosen {
        found = read_sheet(book, grid, table, against, problems);
    }
    let used = chosen.as_ref().map(|(grid, _)| grid.sheet.clone());
    for grid in &book.sheets {
        let is_used = used.as_ref() == Some(&grid.sheet);
        let account = match &mut found {
            Ok(Some((_, account))) if is_used => account.clone(),
            _ => {
                let fate = if is_used || used.is_none() && grid.visible {
                    Fate::Rejected
                } else {
                    Fate::SetAside
                };
                let mut account = Account::new(grid.file.clone(), grid.sheet.clone());
                account.add_many(fate, grid.rows.len());
                account
            }
        };
        ledger.push(account);
    }
    match found {
        Ok(form) => form.map(|(form, _)| form),
        Err(unit) => Some(Form::stopped(unit, book.file.clone(), book.sha256.clone())),
    }
}

/// The one visible sheet that looks like the form.
fn choose<'b>(
    book: &'b Book,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Option<(&'b Grid, Table)> {
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
    if likely.len() > 1 {
        let names: Vec<String> = likely.iter().map(|(g, t)| with_year(g, t)).collect();
        let problem = Problem::new(&kinds::evidence::SHEETS, Place::file(book.file.as_ref()));
        problems.push(problem.with("sheets", names.join(", ")));
        return None;
    }
    if let Some((grid, fault)) = fault {
        problems.push(fault.problem(grid));
        return None;
    }
    let chosen = likely.pop();
    if chosen.is_none() {
        let legacy = book.sheets.iter().filter(|g| g.visible).find_map(in_old_encoding);
        let none = Problem::new(&kinds::evidence::NO_SHEET, Place::file(book.file.as_ref()));
        problems.push(legacy.unwrap_or(none));
    }
    chosen
}

/// Something that says which row it is, and something that is declared.
fn is_form(table: &Table) -> bool {
    let has = |ids: &[&str]| ids.iter().any(|id| table.column(id).is_some());
    has(&["code", "number", "name", "key", "item"]) && has(&["value", "self"]) && table.len() >= 3
}

/// # Errors
/// The unit whose file cannot be used.
fn read_sheet(
    book: &Book,
    grid: &Grid,
    table: &Table,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<Option<(Form, Account)>, usize> {
    let Some(at) = unit_of(grid, table, against, problems) else {
        return Ok(None);
    };
    let unit = against.round.units.get(at).ok_or(at)?;
    let mut refuse = |problem: Problem| {
        problems.push(problem.of_unit(&unit.id));
        at
    };
    // The set's own problems say why its block is not scored.
    let set = against.set(unit.block).ok_or(at)?;
    if let Some(problem) = wrong_year(grid, table, against) {
        return Err(refuse(problem));
    }
    if let Some(problem) = wrong_meta(book, grid, unit, set, against) {
        let is_error = problem.kind.level == crate::problem::Level::Error;
        let at = refuse(problem);
        if is_error {
            return Err(at);
        }
    }
    if table.column("value").is_none() && !set.rubric.items.is_empty() {
        return Err(refuse(Fault::Missing(vec!["Giá trị".into()]).problem(grid)));
    }
    table.note_variations(grid, problems);
    if let Some(named) = unit_of_name(&book.file, against.names).filter(|named| *named != at) {
        let name = |at: usize| against.round.units.get(at).map_or("", |u| u.name.as_str());
        let problem = Problem::new(&kinds::evidence::FILE_NAME, Place::file(&*book.file));
        let problem = problem.with("named", name(named)).with("unit", &unit.name);
        problems.push(problem.of_unit(&unit.id));
    }
    let read = Rows::new(grid, table, against.round, unit, set, problems).read();
    let rows::Read { items, leaves, account } = read;
    let evidence = UnitEvidence {
        file: Some(book.file.clone()),
        sha256: Some(book.sha256.clone()),
        stopped: None,
        items,
        leaves,
    };
    let (file, sha256) = (book.file.clone(), book.sha256.clone());
    Ok(Some((Form { unit: at, file, sha256, evidence }, account)))
}

fn unit_of(
    grid: &Grid,
    table: &Table,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Option<usize> {
    let labels = ["Đơn vị", "Tên đơn vị", "Đơn vị tự chấm", "Đơn vị báo cáo", "Đơn vị tự đánh giá"];
    let Some(title) = title_value(grid, table.header.0, &labels) else {
        let at = Place { cell: None, ..place(grid, 0, 0) };
        problems.push(Problem::new(&kinds::evidence::NO_UNIT, at));
        return None;
    };
    let at = place(grid, title.row, title.column);
    let font = grid.marks.font(title.row, title.column).and_then(Encoding::of_font);
    if let Some(encoding) = font.filter(|_| legacy::may_be_legacy(&title.text)) {
        let matched = against.names.find_legacy(&title.text, encoding);
        if let Some(problem) = against.names.problem(&matched, &title.text, at) {
            problems.push(problem);
        }
        return None;
    }
    against.names.find_or_report(&title.text, at, problems)
}

/// A title that speaks of another year's index and nowhere of this one's.
fn wrong_year(grid: &Grid, table: &Table, against: &Against<'_>) -> Option<Problem> {
    let year = against.round.year;
    let title = grid.rows.iter().take_while(|r| r.index < table.header.0);
    let mut other = None;
    for row in title {
        for (column, cell) in &row.cells {
            let text = fold(cell.text().unwrap_or_default());
            let named = years_in(&text);
            if named.contains(&year) {
                return None;
            }
            let is_title = ["chỉ số", "tự chấm", "tự đánh giá"].iter().any(|w| text.contains(w));
            if let (true, [found], None) = (is_title, named.as_slice(), &other) {
                other = Some((*found, row.index, *column));
            }
        }
    }
    let (found, row, column) = other?;
    let problem = Problem::new(&kinds::evidence::YEAR, place(grid, row, column));
    Some(problem.with("found", found).with("year", year))
}

/// The years after the word “năm”.
pub(super) fn years_in(folded: &str) -> Vec<i32> {
    folded
        .split("năm ")
        .skip(1)
        .filter_map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok().filter(|_| digits.len() == 4)
        })
        .collect()
}

/// What the hidden sheet of the form objects to, worst first.
fn wrong_meta(
    book: &Book,
    grid: &Grid,
    unit: &Unit,
    set: &Set<'_>,
    against: &Against<'_>,
) -> Option<Problem> {
    let meta = book.sheets.iter().find(|g| !g.visible && fold(&g.sheet) == META)?;
    let value = |name: &str| {
        let row = meta.rows.iter().find(|r| r.cell(0).is_some_and(|c| fold(&c.raw()) == name))?;
        let text = tidy(&row.cell(1)?.raw());
        (!text.is_empty()).then_some(text)
    };
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
        .or_else(|| differs(&kinds::evidence::OTHER_UNIT, "unit", unit.id.as_str(), "unit"))
        .or_else(|| differs(&kinds::evidence::SET, "set", &set.rubric.id, "set"))
        .or_else(|| differs(&kinds::evidence::SET_CHANGED, "sha256", &set.rubric.sha256, "sha256"))
}

/// Evidence without anything in it.
pub(super) fn empty(
    set: Option<&crate::rubric::Rubric>,
    gap: Gap,
) -> (Vec<Entry>, Vec<LeafEvidence>) {
    let items = set.map_or(0, |r| r.items.len());
    let nodes = set.map_or(0, |r| r.nodes.len());
    let entry = Entry { outcome: Err(gap), ..Entry::default() };
    (vec![entry; items], vec![LeafEvidence::default(); nodes])
}
