//! The extracts of a register: long tables in pieces, everything else as workbooks.

use crate::grid::{Book, Grid, GridLine, TakeRows as _};
use crate::ledger::{Account, Aside, FileFate, Findings, InputFile, ReadAs, RowFate, Span};
use crate::problem::{Problem, kinds};
use crate::read::{self, Found, LongTable};
use crate::register::{Counting, Gatherer, Plan, RowReader, Scheme};
use crate::round::Names;

/// A file of a register on its way.
pub(super) struct Reading<'r> {
    pub scheme: &'r Scheme,
    pub names: &'r Names,
    pub counting: Counting<'r>,
    pub file: &'r Found,
}

impl Reading<'_> {
    pub(super) fn read(&self, gatherer: &mut Gatherer<'_>, findings: &mut Findings) {
        let said = findings.problems.mark();
        let opened = read::long_table(self.file, &read::SURVEY, &mut findings.problems);
        let read = match opened {
            Ok(Some(table)) => {
                self.table(&table, gatherer, findings);
                return;
            }
            Ok(None) => read::listed(self.file, &read::SURVEY, &mut findings.problems),
            Err(problem) => {
                findings.problems.push(problem);
                None
            }
        };
        match read {
            Some(book) => self.book(&book, gatherer, findings),
            None => {
                // What stands in it is not known: the register is not whole.
                gatherer.stop();
                let code = findings.problems.refused_since(said);
                let fate = FileFate::Refused(code.unwrap_or(kinds::files::FILE_READ.code));
                let file = self.file.shown.as_str();
                findings.ledger.push(Account::unread(ReadAs::Register, file, fate));
            }
        }
    }

    fn table(&self, table: &LongTable, gatherer: &mut Gatherer<'_>, findings: &mut Findings) {
        let head = &table.head;
        let (file, sha256) = (head.file.clone(), table.sha256.clone());
        findings.ledger.files.push(InputFile { file, sha256, saved: None });
        let mut account = Account::of(ReadAs::Register, head.file.clone(), "".into(), 0);
        match Plan::find(self.scheme, self.names, head, self.counting) {
            Err(fault) => {
                gatherer.stop();
                let problem = fault.problem(head);
                let why = RowFate::Rejected(problem.kind.code);
                for (first, last) in table.rows() {
                    account.append((last - first) as usize + 1, vec![Span { first, last, why }], 0);
                }
                findings.problems.push(problem);
            }
            Ok(plan) => {
                above(head, &plan, &mut account);
                gatherer.begin(&head.file, "", plan.key_column());
                let take = |piece| gatherer.piece(piece, &mut account);
                let read = table.each(plan.begin(), || RowReader::new(&plan), take);
                if let Err((problem, _)) = read {
                    gatherer.stop();
                    findings.problems.push(problem);
                }
                gatherer.end();
            }
        }
        findings.ledger.push(account);
    }

    fn book(&self, book: &Book, gatherer: &mut Gatherer<'_>, findings: &mut Findings) {
        findings.ledger.files.push(InputFile::of(book));
        crate::evidence::note_over(&book.sheets, &mut findings.problems);
        let mut faults: Vec<Problem> = Vec::new();
        let mut found = false;
        for grid in &book.sheets {
            let aside = |why| Account::whole(ReadAs::Register, grid, RowFate::Aside(why));
            if !grid.visible {
                findings.ledger.push(aside(Aside::HiddenSheet));
                continue;
            }
            match Plan::find(self.scheme, self.names, grid, self.counting) {
                Ok(plan) => {
                    found = true;
                    findings.ledger.push(self.sheet(grid, &plan, gatherer));
                }
                Err(fault) => {
                    findings.ledger.push(aside(Aside::OtherSheet));
                    faults.push(fault.problem(grid));
                }
            }
        }
        if !found {
            gatherer.stop();
            findings.problems.push_all(faults.into_iter().take(1));
        }
    }

    fn sheet(&self, grid: &Grid, plan: &Plan<'_>, gatherer: &mut Gatherer<'_>) -> Account {
        let (file, sheet) = (grid.file.clone(), grid.sheet.clone());
        let mut account = Account::of(ReadAs::Register, file, sheet, 0);
        above(grid, plan, &mut account);
        gatherer.begin(&grid.file, &grid.sheet, plan.key_column());
        let mut reader = RowReader::new(plan);
        let (first, _) = plan.begin();
        let mut end = 0;
        for row in grid.rows.iter().filter(|row| row.index >= first) {
            reader.row(row.index, &GridLine { grid, row });
            end = row.index + 1;
        }
        gatherer.piece(reader.piece(end), &mut account);
        gatherer.end();
        account
    }
}

fn above(head: &Grid, plan: &Plan<'_>, account: &mut Account) {
    for row in head.rows.iter().take_while(|row| row.index < plan.begin().0) {
        account.grow(row.index, RowFate::Aside(Aside::Heading));
    }
}
