//! One workbook to one unit's form: which sheet, whose, and then its rows.

use std::sync::Arc;

use super::against::Against;
use super::identity::{self, UNIT_LABELS, another_unit, unit_of, wrong_meta, wrong_year};
use super::rows::{self, Rows};
use super::title::{in_old_encoding, with_year};
use super::{Entry, LeafEvidence, Saved, Stop, UnitEvidence};
use crate::grid::{Book, Grid};
use crate::ledger::{Account, Aside, Ledger, ReadAs, Why};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::Names;
use crate::table::{self, Fault, META, Table, title_value};
use crate::text::{fold, tidy};
use crate::value::Gap;

/// What one file says of one unit.
#[derive(Debug, Clone)]
pub struct Form {
    /// Position in `Round::units`.
    pub unit: usize,
    pub file: Arc<str>,
    /// The unit's name as the form writes it; empty when that was not read.
    pub written: String,
    /// Empty for a file that could not be read.
    pub sha256: String,
    /// When it was saved last, by what the file itself says.
    pub saved: Option<Saved>,
    /// The form names a unit that was merged into this one.
    pub of_former: bool,
    /// `stopped` is set when nothing of the file is used.
    pub evidence: UnitEvidence,
}

impl Form {
    /// A file that cannot be used, of the unit that its name names, if it names one.
    pub fn unusable(shown: &str, names: &Names) -> Option<Form> {
        let unit = unit_of_name(shown, names)?;
        Some(Form::stopped(unit, shown.into(), String::new()))
    }

    /// Whether a cell *Tài liệu kiểm chứng* names the file or links to it.
    pub fn names_as_proof(&self, shown: &str) -> bool {
        let name = fold(shown.rsplit('/').next().unwrap_or(shown));
        self.evidence.leaves.iter().any(|leaf| {
            let links = leaf.aside.iter().flat_map(|aside| &aside.proof_links);
            let mut links = links.map(|link| fold(&link.replace("%20", " ")));
            fold(&leaf.proof).contains(&name) || links.any(|link| link.ends_with(&name))
        })
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
        Form { unit, written: String::new(), file, sha256, saved: None, of_former: false, evidence }
    }
}

/// The unit that the file's name without its extension names for sure.
fn unit_of_name(shown: &str, names: &Names) -> Option<usize> {
    let name = shown.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let spaced = stem.replace(['-', '_'], " ");
    [stem, spaced.as_str()].iter().find_map(|text| names.find(text).unit())
}

/// Reads one workbook to the forms of the units that it is known to be of: one, as a rule; none
/// when it is not known whose it is; several, all of them stopped, when it speaks of several
/// units. A form is `stopped` when nothing of the file can be used.
pub fn form(
    book: &Book,
    against: &Against<'_>,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Vec<Form> {
    let said = problems.len();
    let mut chosen: Option<&Grid> = None;
    let found = choose(book, against, problems).and_then(|(grid, table)| {
        chosen = Some(grid);
        read_sheet(book, grid, &table, against, problems)
    });
    let code = problems.refused_since(said).unwrap_or(kinds::round::BLOCK_UNSCORED.code);
    let (mut read, forms) = match found {
        Ok((form, account)) => (Some(account), vec![form]),
        Err(units) => {
            let of_former = code == kinds::round::UNIT_FORMER.code;
            let stopped = |at| Form {
                of_former,
                ..Form::stopped(at, book.file.clone(), book.sha256.clone())
            };
            (None, units.into_iter().map(stopped).collect())
        }
    };
    for grid in &book.sheets {
        let is_chosen = chosen.is_some_and(|one| std::ptr::eq(one, grid));
        let why = if is_chosen {
            Why::Rejected(code)
        } else if fold(&grid.sheet) == META {
            Why::Aside(Aside::Recognition)
        } else if !grid.visible {
            Why::Aside(Aside::HiddenSheet)
        } else if chosen.is_some() {
            Why::Aside(Aside::OtherSheet)
        } else {
            Why::Rejected(code)
        };
        let account = if is_chosen { read.take() } else { None };
        ledger.push(account.unwrap_or_else(|| Account::whole(ReadAs::Evidence, grid, why)));
    }
    forms
}

/// The one visible sheet that looks like the form.
///
/// # Errors
/// The units that the sheets name, when there are several such sheets.
fn choose<'b>(
    book: &'b Book,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<(&'b Grid, Table), Vec<usize>> {
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
    table::without_copies(&mut likely, |(grid, _)| grid, problems);
    if likely.len() > 1 {
        return Err(several_sheets(book, &likely, against, problems));
    }
    if let Some((grid, fault)) = fault {
        problems.push(fault.problem(grid));
        return Err(announced(grid, against));
    }
    likely.pop().ok_or_else(|| {
        let legacy = book.sheets.iter().filter(|g| g.visible).find_map(in_old_encoding);
        let none = Problem::new(&kinds::evidence::NO_SHEET, Place::file(book.file.as_ref()));
        problems.push(legacy.unwrap_or(none));
        let mut visible = book.sheets.iter().filter(|grid| grid.visible);
        let units =
            visible.find_map(|grid| Some(announced(grid, against)).filter(|u| !u.is_empty()));
        units.unwrap_or_default()
    })
}

/// The unit that the top of a sheet without a usable table names: it did send something.
fn announced(grid: &Grid, against: &Against<'_>) -> Vec<usize> {
    let title = title_value(grid, table::HEADER_ROWS, UNIT_LABELS);
    title.and_then(|title| against.names.find(&title.text).unit()).into_iter().collect()
}

/// Several sheets are the form: each is named with the unit that it speaks of.
fn several_sheets(
    book: &Book,
    likely: &[(&Grid, Table)],
    against: &Against<'_>,
    problems: &mut Problems,
) -> Vec<usize> {
    let mut units = Vec::new();
    let named = likely.iter().map(|(grid, table)| {
        let title = title_value(grid, table.header.0, UNIT_LABELS);
        let unit = title.as_ref().and_then(|title| against.names.find(&title.text).unit());
        units.extend(unit.filter(|at| !units.contains(at)));
        match title {
            Some(title) => format!("{} – {}", with_year(grid, table), tidy(&title.text)),
            None => with_year(grid, table),
        }
    });
    let sheets = named.collect::<Vec<_>>().join(", ");
    let mut problem = Problem::new(&kinds::evidence::SHEETS, Place::file(book.file.as_ref()));
    if let [one] = units[..]
        && let Some(unit) = against.round.units.get(one)
    {
        problem = problem.of_unit(&unit.id);
    }
    problems.push(problem.with("sheets", sheets));
    units
}

/// Something that says which row it is, and something that is declared.
pub(super) fn is_form(table: &Table) -> bool {
    let has = |ids: &[&str]| ids.iter().any(|id| table.column(id).is_some());
    has(&["code", "number", "name", "key", "item"]) && has(&["value", "self"]) && table.len() >= 3
}

/// # Errors
/// The units whose file cannot be used; none when it is not known whose it is.
fn read_sheet(
    book: &Book,
    grid: &Grid,
    table: &Table,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<(Form, Account), Vec<usize>> {
    let sections = against.sections(grid, table, problems);
    let table = sections.first();
    let mut told = Problems::default();
    let (at, written) = match unit_of(grid, table, against, &mut told) {
        Ok(found) => {
            problems.extend(told);
            found
        }
        Err(units) => {
            // A form of another round names a unit of that round: the round is the cause.
            match identity::other_round(book, grid, against) {
                Some(problem) => problems.push(problem),
                None => problems.extend(told),
            }
            return Err(units);
        }
    };
    let unit = against.round.units.get(at).ok_or(Vec::new())?;
    if let Some((other, problem)) = another_unit(grid, table, at, against) {
        problems.push(problem.of_unit(&unit.id));
        return Err(vec![at, other]);
    }
    let mut refuse = |problem: Problem| {
        problems.push(problem.of_unit(&unit.id));
        vec![at]
    };
    // The set's own problems say why its block is not scored.
    let set = against.set(unit.block).ok_or(vec![at])?;
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
        let fault = Fault::Missing(vec!["Giá trị".into()]);
        return Err(refuse(fault.problem_among(grid, &against.columns)));
    }
    if let Some(problem) = identity::without_items(grid, table, set, against) {
        return Err(refuse(problem));
    }
    table.note_variations(grid, problems);
    table::note_cells(grid, problems);
    if let Some(named) = unit_of_name(&book.file, against.names).filter(|named| *named != at) {
        let name = |at: usize| against.round.units.get(at).map_or("", |u| u.name.as_str());
        let problem = Problem::new(&kinds::evidence::FILE_NAME, Place::file(&*book.file));
        let problem = problem.with("named", name(named)).with("unit", &unit.name);
        problems.push(problem.of_unit(&unit.id));
    }
    let mut rows = Rows::new(grid, &sections, against.round, unit, set, problems);
    if let Some(meta) = book.sheets.iter().find(|g| fold(&g.sheet) == META) {
        rows.issued(meta);
    }
    let read = rows.read();
    let rows::Read { items, leaves, account } = read;
    let evidence = UnitEvidence {
        file: Some(book.file.clone()),
        sha256: Some(book.sha256.clone()),
        saved: book.saved,
        items,
        leaves,
        ..UnitEvidence::default()
    };
    let (file, sha256) = (book.file.clone(), book.sha256.clone());
    let saved = book.saved.map(Saved);
    Ok((Form { unit: at, written, file, sha256, saved, of_former: false, evidence }, account))
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
