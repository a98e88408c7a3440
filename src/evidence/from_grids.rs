//! One workbook to one unit's form: which sheet, whose, and then its rows.

use std::sync::Arc;

use super::file::{
    self, Against, Group, UNIT_LABELS, another_unit, unit_of, wrong_meta, wrong_year,
};
use super::rows::{self, Rows};
use super::{Entry, LeafEvidence, Saved, Stop, UnitEvidence};
use crate::grid::{Book, Grid};
use crate::ledger::{Account, Aside, Findings, Ledger, ReadAs, RowFate};
use crate::problem::{Mark, Place, Problem, Problems, kinds};
use crate::round::Names;
use crate::table::{self, Fault, META, Sections, Table, title_value};
use crate::text::fold;
use crate::value::Gap;

/// What one file says of one unit.
#[derive(Debug, Clone)]
pub struct Form {
    /// Position in `Round::units`.
    pub unit: usize,
    pub file: Arc<str>,
    /// The unit's name as the form writes it; empty when that was not read.
    pub written: String,
    /// Those that it was read from.
    pub sheets: Vec<Arc<str>>,
    /// Empty for a file that could not be read.
    pub sha256: String,
    /// When it was saved last, by what the file itself says.
    pub saved: Option<Saved>,
    /// The form names a unit that was merged into this one.
    pub of_former: bool,
    /// It was saved after the last day, and does not count.
    pub late: bool,
    /// `stopped` is set when nothing of the file is used.
    pub evidence: UnitEvidence,
}

impl Form {
    /// A file that cannot be used, of the unit that its name names, if it names one.
    pub fn unusable(shown: &str, names: &Names) -> Option<Form> {
        let unit = file::unit_of_name(shown, names)?;
        Some(Form::unread(unit, shown))
    }

    /// A file that cannot be used, of a unit that is known.
    pub fn unread(unit: usize, shown: &str) -> Form {
        Form::stopped(unit, shown.into(), String::new())
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
        let (written, sheets) = (String::new(), Vec::new());
        let (of_former, late) = (false, false);
        Form { unit, written, file, sheets, sha256, saved: None, of_former, late, evidence }
    }
}

/// Reads one workbook to the forms of the units that it is known to be of: one, as a rule; none
/// when it is not known whose it is; several when each unit has sheets of its own, or, all of
/// them stopped, when one sheet speaks of several. A form is `stopped` when nothing that the file
/// says of the unit can be used.
pub fn form(book: &Book, against: &Against<'_>, findings: &mut Findings) -> Vec<Form> {
    let said = findings.problems.mark();
    let mut fates: Vec<(&Grid, Result<Account, &'static str>)> = Vec::new();
    let mut forms = Vec::new();
    let stopped = |units: Vec<usize>, code: &str| -> Vec<Form> {
        let of_former = code == kinds::round::UNIT_FORMER.code;
        let one = |at| Form::stopped(at, book.file.clone(), book.sha256.clone());
        units.into_iter().map(|at| Form { of_former, ..one(at) }).collect()
    };
    let refused = |said: Mark, problems: &Problems| {
        problems.refused_since(said).unwrap_or(kinds::round::BLOCK_UNSCORED.code)
    };
    match file::choose(book, against, &mut findings.problems) {
        Ok(groups) => {
            let alone = groups.len() == 1;
            for group in groups {
                let said = findings.problems.mark();
                let grids = group.sheets.iter().map(|(grid, _)| *grid);
                match read_sheets(book, &group, alone, against, &mut findings.problems) {
                    Ok((form, accounts)) => {
                        forms.push(form);
                        fates.extend(grids.zip(accounts.into_iter().map(Ok)));
                    }
                    Err(units) => {
                        let code = match group.refused {
                            Some(_) => kinds::evidence::SHEETS.code,
                            None => refused(said, &findings.problems),
                        };
                        forms.extend(stopped(units, code));
                        fates.extend(grids.map(|grid| (grid, Err(code))));
                    }
                }
            }
        }
        Err(units) => forms.extend(stopped(units, refused(said, &findings.problems))),
    }
    account(book, fates, refused(said, &findings.problems), &mut findings.ledger);
    forms
}

/// Every sheet of the file, each with what became of it; `code` says why none is a form.
fn account(
    book: &Book,
    mut fates: Vec<(&Grid, Result<Account, &'static str>)>,
    code: &'static str,
    ledger: &mut Ledger,
) {
    let any = !fates.is_empty();
    for grid in &book.sheets {
        let at = fates.iter().position(|(one, _)| std::ptr::eq(*one, grid));
        let why = match at.map(|at| fates.swap_remove(at).1) {
            Some(Ok(account)) => {
                ledger.push(account);
                continue;
            }
            Some(Err(code)) => RowFate::Rejected(code),
            None if fold(&grid.sheet) == META => RowFate::Aside(Aside::Recognition),
            None if !grid.visible => RowFate::Aside(Aside::HiddenSheet),
            None if any => RowFate::Aside(Aside::OtherSheet),
            None => RowFate::Rejected(code),
        };
        ledger.push(Account::whole(ReadAs::Evidence, grid, why));
    }
}

/// # Errors
/// The units whose sheets cannot be used; none when it is not known whose they are. `alone`: the
/// whole file is of one unit.
fn read_sheets(
    book: &Book,
    group: &Group<'_>,
    alone: bool,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<(Form, Vec<Account>), Vec<usize>> {
    if let Some(units) = &group.refused {
        return Err(units.clone());
    }
    let group_unit = group.unit;
    let group = group.sheets.as_slice();
    let Some(((grid, _), more)) = group.split_first() else { return Err(Vec::new()) };
    let (at, written) = whose(book, group, group_unit, against, problems)?;
    let unit = against.round.units.get(at).ok_or(Vec::new())?;
    let sections: Vec<Sections> =
        group.iter().map(|(grid, table)| against.sections(grid, table, problems)).collect();
    // The set's own problems say why its block is not scored.
    for ((grid, _), sections) in group.iter().zip(&sections) {
        is_usable(book, (grid, sections.first()), at, alone, against, problems)?;
    }
    let set = against.set(unit.block).ok_or(vec![at])?;
    if alone {
        note_file_name(book, at, against, problems);
    }
    let Some((first, others)) = sections.split_first() else { return Err(Vec::new()) };
    let mut rows = Rows::new(grid, first, against.round, unit, set, problems);
    if let Some(meta) = book.sheets.iter().find(|g| fold(&g.sheet) == META).filter(|_| alone) {
        rows.issued(meta);
    }
    rows.known = against.known_of(at);
    rows.saved = book.saved;
    let mut accounts = vec![rows.read()];
    for ((grid, _), sections) in more.iter().zip(others) {
        rows.go_on(grid, sections);
        accounts.push(rows.read());
    }
    let rows::Read { items, leaves } = rows.done();
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
    let sheets = group.iter().map(|(grid, _)| grid.sheet.clone()).collect();
    let (of_former, late) = (false, false);
    let form = Form { unit: at, written, file, sheets, sha256, saved, of_former, late, evidence };
    Ok((form, accounts))
}

/// The unit of a form and its name as written: by the first title that names one; where no sheet
/// has one, it is known by the names of the sheets.
fn whose(
    book: &Book,
    sheets: &[(&Grid, Table)],
    known: Option<usize>,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<(usize, String), Vec<usize>> {
    let titled =
        |(grid, table): &&(&Grid, Table)| title_value(grid, table.header.0, UNIT_LABELS).is_some();
    match (sheets.iter().find(titled).or(sheets.first()), known) {
        (Some(sheet), Some(at)) if !titled(&sheet) => Ok((at, sheet.0.sheet.to_string())),
        (Some(sheet), _) => named(book, sheet, against, problems),
        (None, _) => Err(Vec::new()),
    }
}

/// The unit that the title of a sheet names.
fn named(
    book: &Book,
    (grid, table): &(&Grid, Table),
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<(usize, String), Vec<usize>> {
    let mut told = Problems::default();
    let found = unit_of(grid, table, against, &mut told);
    // A form of another round names a unit of that round: the round is the cause.
    let other = found.is_err().then(|| file::other_round(book, grid, against)).flatten();
    match other {
        Some(problem) => problems.push(problem),
        None => problems.extend(told),
    }
    found
}

/// What a sheet says of itself: its unit alone, this round, this year, this set, and a column of
/// values.
///
/// # Errors
/// The units that the sheet cannot be used for.
fn is_usable(
    book: &Book,
    (grid, table): (&Grid, &Table),
    at: usize,
    alone: bool,
    against: &Against<'_>,
    problems: &mut Problems,
) -> Result<(), Vec<usize>> {
    let unit = against.round.units.get(at).ok_or(Vec::new())?;
    if let Some((other, problem)) = another_unit(grid, table, at, against) {
        problems.push(problem.of_unit(&unit.id));
        return Err([at].into_iter().chain(other).collect());
    }
    let set = against.set(unit.block).ok_or(vec![at])?;
    let mut refuse = |problem: Problem| {
        problems.push(problem.of_unit(&unit.id));
        vec![at]
    };
    if let Some(problem) = wrong_year(grid, table, against) {
        return Err(refuse(problem));
    }
    if let Some(problem) = wrong_meta(book, grid, unit, set, alone, against) {
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
    if let Some(problem) = file::other_period(grid, table, file::VALUES, against.round) {
        return Err(refuse(problem));
    }
    if let Some(problem) = file::without_items(grid, table, set, against) {
        return Err(refuse(problem));
    }
    let doubted = file::doubted(grid, table, against.round);
    problems.push_all(doubted.map(|problem| problem.of_unit(&unit.id)));
    table.note_variations(grid, problems);
    table::note_cells(grid, problems);
    Ok(())
}

/// A file that is named after another unit than its sheet.
fn note_file_name(book: &Book, at: usize, against: &Against<'_>, problems: &mut Problems) {
    let named = file::unit_of_name(&book.file, against.names).filter(|named| *named != at);
    let units = &against.round.units;
    if let (Some(named), Some(unit)) = (named.and_then(|named| units.get(named)), units.get(at)) {
        let problem = Problem::new(&kinds::evidence::FILE_NAME, Place::file(&*book.file));
        let problem = problem.with("named", &named.name).with("unit", &unit.name);
        problems.push(problem.of_unit(&unit.id));
    }
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
