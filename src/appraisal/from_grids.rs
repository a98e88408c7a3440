//! Appraisal workbooks → rows with points and corrected values, each with its cell. Every row
//! of every sheet is accounted for.

use std::collections::BTreeSet;

use super::row::Reader;
use super::{FormRow, title};
use crate::grid::{Book, Grid};
use crate::ledger::{Account, Fate, Ledger};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::{Names, Round};
use crate::rubric::{Codes, Rubric};
use crate::table::{self, Column, Fault, Meta, Table};
use crate::text::fold;

/// What the rows of every form are read against; made once for all forms.
pub struct Against<'a> {
    pub round: &'a Round,
    pub names: &'a Names,
    /// One per block; `None` where the set is broken.
    pub rubrics: &'a [Option<Rubric>],
    codes: Vec<Option<Codes>>,
}

impl<'a> Against<'a> {
    pub fn new(round: &'a Round, names: &'a Names, rubrics: &'a [Option<Rubric>]) -> Self {
        let codes = rubrics.iter().map(|r| r.as_ref().map(Codes::new)).collect();
        Against { round, names, rubrics, codes }
    }

    /// The set of a block with its codes.
    pub(super) fn set(&self, block: usize) -> Option<(&'a Rubric, &Codes)> {
        Some((self.rubrics.get(block)?.as_ref()?, self.codes.get(block)?.as_ref()?))
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::required("unit", &["Đơn vị", "Tên đơn vị", "Đơn vị được thẩm định"]),
        Column::required("code", &["Mã", "Mã tiêu chí", "Mã số"]),
        Column::new(
            "name",
            &["Tiêu chí thành phần", "Tiêu chí", "Lĩnh vực, tiêu chí, tiêu chí thành phần"],
        ),
        Column::new("max", &["Điểm tối đa", "Thang điểm", "Điểm chuẩn"]),
        Column::required("points", &["Điểm thẩm định", "Điểm thẩm định đạt được"]),
        Column::new("reason", &["Lý do", "Lý do thẩm định", "Nhận xét"]),
        Column::new("request", &["Yêu cầu giải trình"]),
        Column::new("key", &["Mã số liệu"]),
        Column::new("value", &["Giá trị thẩm định", "Số liệu thẩm định"]),
    ]
}

/// Reads one workbook. A file without exactly one visible appraisal sheet, or whose round is
/// unclear, is refused as a whole.
pub fn form(
    book: &Book,
    against: &Against,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Vec<FormRow> {
    let columns = columns();
    let found: Vec<(&Grid, Result<Table, Fault>)> =
        book.sheets.iter().map(|grid| (grid, table::find(grid, &columns))).collect();
    let chosen = choose(book, &found, problems).filter(|_| is_ours(book, against, problems));
    let mut rows = Vec::new();
    for (grid, table) in &found {
        let mut account = Account::new(grid.file.clone(), grid.sheet.clone());
        match (table, chosen) {
            (Ok(table), Some(one)) if std::ptr::eq(one, *grid) => {
                rows = sheet(grid, table, against, problems, &mut account);
            }
            (Ok(_), None) if grid.visible => account.add_many(Fate::Rejected, grid.rows.len()),
            _ => account.add_many(Fate::SetAside, grid.rows.len()),
        }
        ledger.push(account);
    }
    rows
}

/// Whether the hidden sheet, if there is one, says that the form was made for this round and a
/// criteria set of it.
fn is_ours(book: &Book, against: &Against, problems: &mut Problems) -> bool {
    let Some(meta) = Meta::of(book) else { return true };
    let place = || Place::file(book.file.as_ref());
    let round = meta.value("round");
    if !round.is_empty() && round != against.round.id {
        let problem = Problem::new(&kinds::evidence::ROUND, place());
        problems.push(problem.with("found", round).with("round", &against.round.id));
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
    if meta.value("sha256") != rubric.sha256 {
        problems.push(Problem::new(&kinds::evidence::SET_CHANGED, place()));
    }
    true
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
    let forms: Vec<&'g Grid> = visible().filter(|(_, t)| t.is_ok()).map(|(g, _)| *g).collect();
    match forms[..] {
        [one] => Some(one),
        [] => {
            let named = visible().find(|(grid, _)| fold(&grid.sheet) == "thẩm định");
            match named.or_else(|| visible().next()) {
                Some((grid, Err(fault))) => problems.push(fault.problem(grid)),
                // Only hidden sheets.
                _ => problems.push(
                    Problem::new(&kinds::table::NO_HEADER, Place::file(book.file.as_ref()))
                        .with("names", "“Đơn vị”, “Mã”, “Điểm thẩm định”"),
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

fn sheet(
    grid: &Grid,
    table: &Table,
    against: &Against,
    problems: &mut Problems,
    account: &mut Account,
) -> Vec<FormRow> {
    table.note_variations(grid, problems);
    let Some(number) = title::round_number(grid, table, problems) else {
        account.add_many(Fate::Rejected, grid.rows.len());
        return Vec::new();
    };
    let Ok(agency) = title::agency(grid, table, against.round, problems) else {
        account.add_many(Fate::Rejected, grid.rows.len());
        return Vec::new();
    };
    let mut reader = Reader {
        grid,
        table,
        against,
        number,
        agency,
        problems,
        said: BTreeSet::new(),
        unit: None,
        code: None,
    };
    let mut rows = Vec::new();
    for row in &grid.rows {
        let (fate, accepted) = reader.row(row);
        account.add(fate);
        rows.extend(accepted);
    }
    rows
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
