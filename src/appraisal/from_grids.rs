//! Appraisal workbooks → rows with points and corrected values, each with its cell. Every row
//! of every sheet is accounted for.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::against::Against;
use super::columns::columns;
use super::copies::{Copies, HEADINGS};
use super::row::RowReader;
use super::{FormRow, Given, title};
use crate::evidence::{other_period, set_changed, timeless, turned};
use crate::grid::{Book, Cell, Grid};
use crate::ledger::{Account, Aside, Fate, Findings, ReadAs, RowFate};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::Round;
use crate::table::{self, Fault, Layout, Meta, RepeatedColumns, Sections, Table};
use crate::terms::AgencyId;
use crate::text::fold;

/// Reads one workbook; what it cannot be used for is in [`Given::refused`]. A file without exactly one visible appraisal sheet, or whose round is
/// unclear, is refused as a whole.
pub fn form(book: &Book, against: &Against, findings: &mut Findings) -> Given {
    let said = findings.problems.mark();
    let columns = columns();
    let found: Vec<(&Grid, Result<Table, Fault>)> =
        book.sheets.iter().map(|grid| (grid, table::find(grid, &columns))).collect();
    let chosen = choose(book, &found, &mut findings.problems)
        .filter(|_| is_ours(book, against, &mut findings.problems));
    let code = findings.problems.refused_since(said).unwrap_or(kinds::table::NO_HEADER.code);
    let mut given = None;
    for (grid, table) in &found {
        let mut account = Account::new(ReadAs::Appraisal, grid);
        match (table, chosen) {
            (Ok(table), Some(one)) if std::ptr::eq(one, *grid) => {
                let itself =
                    Copies::of_itself(book, (against.round, against.names, against.rubrics));
                let issued = Meta::of(book).and_then(|meta| meta.value("number").parse().ok());
                let table = (table, itself, issued);
                given = Some(sheet(grid, table, against, &mut findings.problems, &mut account));
            }
            _ if !grid.visible => account.all(grid, RowFate::Aside(Aside::HiddenSheet)),
            (_, None) => account.all(grid, RowFate::Rejected(code)),
            _ => account.all(grid, RowFate::Aside(Aside::OtherSheet)),
        }
        findings.ledger.push(account);
    }
    given.unwrap_or_else(|| against.unread(&book.file))
}

/// By whom, of what and in which round a form is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    pub agency: Option<AgencyId>,
    /// Position in `Round::blocks`, where the hidden sheet says it.
    pub block: Option<usize>,
    /// 1 or 2.
    pub number: Option<u8>,
}

/// Whose appraisal form a workbook is, as [`form`] reads it; `None` when no visible sheet is one.
pub fn whose(book: &Book, round: &Round) -> Option<Whose> {
    let columns = columns();
    let mut visible = book.sheets.iter().filter(|grid| grid.visible);
    let (grid, table) = visible.find_map(|grid| Some((grid, table::find(grid, &columns).ok()?)))?;
    let mut unheard = Problems::default();
    let number = title::round_number(grid, &table, (round, None), &mut unheard);
    let agency = title::agency(grid, &table, round, &mut unheard).ok().flatten();
    let block = Meta::of(book).map(|meta| meta.value("block"));
    let block = round.blocks.iter().position(|b| Some(b.id.as_str()) == block.as_deref());
    Some(Whose { agency, block, number })
}

/// Whether the hidden sheet, if there is one, says that the form was made for this round and a
/// criteria set of it.
fn is_ours(book: &Book, against: &Against, problems: &mut Problems) -> bool {
    if !is_open(book, against.round, problems) {
        return false;
    }
    let Some(meta) = Meta::of(book) else { return true };
    let place = || Place::file(book.file.as_ref());
    let round = meta.value("round");
    if !round.is_empty() && round != against.round.id {
        let problem = Problem::new(&kinds::evidence::ROUND, place());
        problems.push(problem.with("found", round).with("round", &against.round.id));
        return false;
    }
    let (year, own) = (meta.value("year"), against.round.year);
    if !year.is_empty() && year != own.to_string() {
        let problem = Problem::new(&kinds::evidence::YEAR, place());
        problems.push(problem.with("found", year).with("year", own));
        return false;
    }
    let block = meta.value("block");
    let at = against.round.blocks.iter().position(|b| b.id.as_str() == block);
    let Some((rubric, _)) = at.and_then(|at| against.set(at)) else { return true };
    let set = meta.value("set");
    if set != rubric.id {
        let problem = Problem::new(&kinds::evidence::SET, place());
        problems.push(problem.with("found", set).with("set", &rubric.id));
        return false;
    }
    problems.push_all(set_changed(&meta, rubric, place()));
    true
}

/// Whether the form was saved before the round was closed, as far as it says so.
fn is_open(book: &Book, round: &Round, problems: &mut Problems) -> bool {
    let new = |kind| Problem::new(kind, Place::file(book.file.as_ref()));
    let Some(saved) = book.saved else {
        problems.push_all(timeless(new(&kinds::forms::TIMELESS), None, round));
        return true;
    };
    let Some(closed) = round.closed.filter(|_| round.is_closed_to(saved)) else { return true };
    let problem = new(&kinds::forms::AFTER_CLOSED).with("saved", saved.format("%d/%m/%Y %H:%M"));
    problems.push(problem.with("closed", closed.format("%d/%m/%Y")));
    false
}

/// The one visible sheet that is an appraisal form.
fn choose<'g>(
    book: &Book,
    found: &[(&'g Grid, Result<Table, Fault>)],
    problems: &mut Problems,
) -> Option<&'g Grid> {
    for (grid, _) in found.iter().filter(|(grid, table)| !grid.visible && table.is_ok()) {
        let place = Place::sheet(book.file.as_ref(), grid.sheet.as_ref());
        let problem = Problem::new(&kinds::appraisal::HIDDEN, place);
        problems.push(problem.with("sheet", &grid.sheet));
    }
    let visible = || found.iter().filter(|(grid, _)| grid.visible);
    let mut forms: Vec<&'g Grid> = visible().filter(|(_, t)| t.is_ok()).map(|(g, _)| *g).collect();
    table::without_copies(&mut forms, |grid| grid, problems);
    match forms[..] {
        [one] => Some(one),
        [] => {
            let named = visible().find(|(grid, _)| fold(&grid.sheet) == "thẩm định");
            match named.or_else(|| visible().next()) {
                Some((grid, Err(fault))) => problems.push(fault.problem_among(grid, &columns())),
                // Only hidden sheets.
                _ => problems.push(
                    Problem::new(&kinds::table::NO_HEADER, Place::file(book.file.as_ref()))
                        .with("names", "“Đơn vị”, “Mã”, “Điểm thẩm định”")
                        .with("uneven", ""),
                ),
            }
            None
        }
        _ => {
            let names: Vec<String> = forms.iter().map(|g| format!("“{}”", g.sheet)).collect();
            let place = Place::file(book.file.as_ref());
            problems.push(
                Problem::new(&kinds::appraisal::SHEETS, place).with("sheets", names.join(", ")),
            );
            None
        }
    }
}

/// Columns whose figures count, by the names that the form gives them.
const POINTS: &[(&str, &str)] =
    &[("points", "Điểm thẩm định"), ("value", "Giá trị thẩm định"), ("agree", "Đồng ý")];

/// Whether no title speaks of another year only, and no heading over what is given of a plan or
/// another year; that is reported.
fn is_of_year(grid: &Grid, table: &Table, round: &Round, problems: &mut Problems) -> bool {
    let year = round.year;
    let other = table::other_year(grid, table.header.0, year, &["chỉ số", "thẩm định"]);
    if let Some((found, row, column)) = other {
        let problem = Problem::new(&kinds::evidence::YEAR, table::place(grid, row, column));
        problems.push(problem.with("found", found).with("year", year));
    }
    let period = other_period(grid, table, POINTS, round);
    let is_of_year = other.is_none() && period.is_none();
    problems.push_all(period);
    is_of_year
}

/// What a sheet that cannot be used leaves open, as far as its title says whose it is.
fn unread(mut given: Given, number: Option<u8>, agency: Option<AgencyId>) -> Given {
    for refusal in &mut given.refused {
        refusal.round = number.or(refusal.round);
        refusal.agency = agency.clone().or(refusal.agency.take());
    }
    given
}

/// How many values a row of points gives.
fn values(row: &FormRow) -> usize {
    let given = [row.score.is_some(), row.agreement.is_some(), row.correction.is_some()];
    given.into_iter().filter(|given| *given).count()
}

fn sheet(
    grid: &Grid,
    (table, itself, issued): (&Table, Copies, Option<u8>),
    against: &Against,
    problems: &mut Problems,
    account: &mut Account,
) -> Given {
    let known = |cell: &Cell| cell.text().is_some_and(|t| against.names.find(t).unit().is_some());
    let (columns, usable) = (&columns(), &|_: &Table| true);
    let layout = Layout { columns, usable, known: &known, follows: true };
    let mut sections = Sections::new(grid, table.clone(), &layout, problems);
    let round = against.round;
    sections.refuse(|table, _| other_period(grid, table, POINTS, round), problems);
    let table = sections.first();
    table.note_variations(grid, problems);
    table::note_cells(grid, problems);
    let said = problems.mark();
    let number = title::round_number(grid, table, (against.round, issued), problems);
    let agency = title::agency(grid, table, against.round, problems);
    let (Some(number), Ok(agency), true) =
        (number, &agency, is_of_year(grid, table, against.round, problems))
    else {
        let code = problems.refused_since(said).unwrap_or(kinds::appraisal::ROUND.code);
        account.all(grid, RowFate::Rejected(code));
        return unread(against.unread(&grid.file), number, agency.clone().unwrap_or(None));
    };
    let agency = agency.clone();
    let repeated = RepeatedColumns::new(grid, table, HEADINGS);
    let mut reader = RowReader {
        repeated,
        itself,
        grid,
        sections: &sections,
        table,
        against,
        number,
        agency,
        problems,
        said: BTreeSet::new(),
        unit: None,
        code: None,
        is_below_code: false,
        named: OnceCell::new(),
        refused: Vec::new(),
        dates: Vec::new(),
    };
    let mut rows: Vec<FormRow> = Vec::new();
    let (mut lost, mut known) = (Vec::new(), Vec::new());
    for row in &grid.rows {
        let (said, refused) = (reader.problems.mark(), reader.refused.len());
        let (fate, accepted) = reader.row(row);
        match fate {
            Fate::Rejected if reader.refused.len() == refused => lost.push(row),
            Fate::Rejected => {}
            _ => known.push(row),
        }
        let header = sections.refusal(row.index);
        let code = header.or_else(|| reader.problems.refused_since(said));
        let code = code.unwrap_or(kinds::appraisal::NO_SET.code);
        let aside = if fate == Fate::SetAside { reader.aside(row) } else { Aside::Remark };
        account.add(row.index, fate.because(aside, code));
        rows.extend(accepted);
    }
    reader.problems.push_all(turned(&reader.dates));
    reader.leave_lost_open(&lost, &known);
    account.values = rows.iter().map(values).sum();
    Given { rows, refused: reader.refused }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
