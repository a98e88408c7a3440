//! One workbook that came back → the answers in it, each checked against what was asked.

use std::collections::BTreeMap;

use super::Reply;
use super::head::{Against, head};
use super::open::open;
use super::row::AnswerReader;
use super::sheet::{self, ASK_HEADING};
use crate::grid::{Book, Grid};
use crate::ledger::{Account, Aside, Findings, ReadAs, RowFate};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::refusal::Refusal;
use crate::table::{self, Fault, META, RepeatedColumns, Table, note_cells};
use crate::text::fold;

/// Reads one reply; `None` for one in which nothing is filled in, which a problem then says.
///
/// # Errors
/// Nothing of it can count: what that leaves open.
pub fn reply(
    book: &Book,
    against: &Against<'_>,
    findings: &mut Findings,
) -> Result<Option<Reply>, Vec<Refusal>> {
    let said = findings.problems.mark();
    let head = head(book, against, &mut findings.problems);
    let chosen = head.as_ref().and_then(|_| choose(book, &mut findings.problems));
    let code = findings.problems.refused_since(said).unwrap_or(kinds::round::BLOCK_UNSCORED.code);
    let (mut answers, mut was_read) = (None, false);
    for grid in &book.sheets {
        let account = match (&head, &chosen) {
            (Some(head), Some((one, table))) if std::ptr::eq(*one, grid) => {
                note_cells(grid, &mut findings.problems);
                let found = BTreeMap::new();
                let sections = sheet::sections(grid, table, &mut findings.problems);
                let table = sections.first();
                let sections = &sections;
                let (dates, refused, unsure) = (Vec::new(), Vec::new(), false);
                let repeated = RepeatedColumns::new(grid, table, sheet::REPEATED);
                let mut reader = AnswerReader {
                    grid,
                    sections,
                    repeated,
                    table,
                    head,
                    against,
                    problems: &mut findings.problems,
                    found,
                    dates,
                    refused,
                    unsure,
                };
                let account = reader.account();
                answers = reader.answers(&account);
                was_read = true;
                account
            }
            _ => Account::whole(ReadAs::Reply, grid, unread(grid, chosen.is_none(), code)),
        };
        findings.ledger.push(account);
    }
    let Some(head) = head.filter(|_| was_read) else { return Err(open(book, against)) };
    let Some((answers, refused)) = answers else { return Ok(None) };
    Ok(Some(Reply {
        series: head.series,
        unit: head.at,
        number: head.asked.number,
        file: book.file.clone(),
        sha256: book.sha256.clone(),
        saved: book.saved,
        answers,
        refused,
    }))
}

/// What becomes of a sheet whose rows are not read.
fn unread(grid: &Grid, refused: bool, code: &'static str) -> RowFate {
    match (fold(&grid.sheet) == META, grid.visible) {
        (true, _) => RowFate::Aside(Aside::Recognition),
        (_, false) => RowFate::Aside(Aside::HiddenSheet),
        (_, true) if refused => RowFate::Rejected(code),
        (_, true) => RowFate::Aside(Aside::OtherSheet),
    }
}

/// The one visible sheet of questions.
fn choose<'b>(book: &'b Book, problems: &mut Problems) -> Option<(&'b Grid, Table)> {
    let likely = book.sheets.iter().filter(|g| g.visible);
    let mut likely: Vec<_> = likely.filter_map(|g| Some((g, sheet::table(g).ok()?))).collect();
    table::without_copies(&mut likely, |(grid, _)| grid, problems);
    let place = Place::file(book.file.as_ref());
    match likely.len() {
        0 => problems.push(doubled(book).unwrap_or_else(|| {
            Problem::new(&kinds::forms::REPLY_SHEET, place).with("column", ASK_HEADING)
        })),
        1 => return likely.pop(),
        _ => {
            let names: Vec<String> = likely.iter().map(|(g, _)| format!("“{}”", g.sheet)).collect();
            let problem = Problem::new(&kinds::evidence::SHEETS, place);
            problems.push(problem.with("sheets", names.join(", ")));
        }
    }
    None
}

/// What there is to say of a sheet of questions of which one column stands twice.
fn doubled(book: &Book) -> Option<Problem> {
    let mut visible = book.sheets.iter().filter(|grid| grid.visible);
    visible.find_map(|grid| match sheet::table(grid) {
        Err(fault @ Fault::Twice { .. }) => Some(fault.problem(grid)),
        _ => None,
    })
}
