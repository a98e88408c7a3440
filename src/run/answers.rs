//! The files of a survey: long tables in pieces, everything else as workbooks.

use std::sync::Arc;

use crate::grid::Book;
use crate::ledger::{Account, Aside, FileFate, Findings, InputFile, Ledger, ReadAs, RowFate, Span};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::read::{self, Found, LongTable};
use crate::round::Names;
use crate::survey::{self, FileOptions, FormCollector, PartReader, Scheme};

/// A file of answers on its way.
pub struct Answers<'f> {
    file: &'f Found,
    opened: Option<Opened>,
    /// What was said of the file.
    found: Problems,
}

enum Opened {
    Book(Book),
    /// To be read in pieces.
    Table(Box<LongTable>),
}

/// Opens a file of answers; what is wrong with it is told when it is taken.
pub fn open<'f>(file: &'f Found, scheme: &Scheme, names: &Names) -> Answers<'f> {
    let mut found = Problems::default();
    let mut opened = match read::long_table(file, &read::SURVEY, &mut found) {
        Ok(Some(table)) => Some(Opened::Table(Box::new(table))),
        Ok(None) => read::listed(file, &read::SURVEY, &mut found).map(Opened::Book),
        Err(problem) => {
            found.push(problem);
            None
        }
    };
    if let Some(Opened::Book(book)) = &mut opened {
        survey::veil(book, scheme, names, &mut found);
        crate::evidence::note_over(&book.sheets, &mut found);
    }
    Answers { file, opened, found }
}

/// Adds files to those of a survey; one that another entry has named is not read again.
pub fn once(
    found: Vec<Found>,
    options: FileOptions,
    files: &mut Vec<(Found, FileOptions)>,
    problems: &mut Problems,
) {
    for file in found {
        match files.iter().find(|(known, _)| known.path == file.path) {
            None => files.push((file, options)),
            Some((_, known)) if *known == options => {}
            Some(_) => {
                let place = Place::file(file.shown.as_str());
                problems.push(Problem::new(&kinds::survey::FILE_MANNER, place));
            }
        }
    }
}

/// The files of a survey that were read, by their bytes.
#[derive(Default)]
pub struct Known(Vec<(String, Arc<str>, FileOptions)>);

impl Known {
    /// Whether no file with the same bytes was read before; of a copy all rows are set aside.
    pub fn is_new(
        &mut self,
        answers: &Answers<'_>,
        options: FileOptions,
        findings: &mut Findings,
    ) -> bool {
        let Some(opened) = &answers.opened else { return true };
        let input = opened.input();
        let Some((_, first, before)) = self.0.iter().find(|(hash, ..)| *hash == input.sha256)
        else {
            self.0.push((input.sha256, input.file, options));
            return true;
        };
        let same = *before == options;
        let kind = if same { &kinds::survey::FILE_TWICE } else { &kinds::survey::FILE_MANNER };
        let place = Place::file(input.file.as_ref());
        findings.problems.push(Problem::new(kind, place).with("first", first.as_ref()));
        opened.set_aside(&mut findings.ledger);
        findings.ledger.files.push(input);
        false
    }
}

impl Opened {
    fn input(&self) -> InputFile {
        match self {
            Opened::Book(book) => InputFile::of(book),
            Opened::Table(table) => InputFile {
                file: table.head.file.clone(),
                sha256: table.sha256.clone(),
                saved: None,
            },
        }
    }

    /// Gives all rows the fate of a copy.
    fn set_aside(&self, ledger: &mut Ledger) {
        let why = RowFate::Aside(Aside::Copy);
        match self {
            Opened::Book(book) => {
                let whole =
                    book.sheets.iter().map(|sheet| Account::whole(ReadAs::Survey, sheet, why));
                whole.for_each(|account| ledger.push(account));
            }
            Opened::Table(table) => {
                let (file, sheet) = (table.head.file.clone(), table.head.sheet.clone());
                let mut account = Account::of(ReadAs::Survey, file, sheet, 0);
                for (first, last) in table.rows() {
                    account.append((last - first) as usize + 1, vec![Span { first, last, why }], 0);
                }
                ledger.push(account);
            }
        }
    }
}

impl Answers<'_> {
    /// Hands the forms to the collector, and the rest to problems and ledger.
    pub fn take(
        self,
        collector: &mut FormCollector<'_>,
        options: FileOptions,
        findings: &mut Findings,
    ) {
        let code = self.found.refused().unwrap_or(kinds::files::FILE_READ.code);
        findings.problems.extend(self.found);
        findings.ledger.files.extend(self.opened.as_ref().map(Opened::input));
        match self.opened {
            Some(Opened::Table(table)) => take_table(&table, collector, options, findings),
            Some(Opened::Book(book)) => {
                collector.book(&book, options, findings);
            }
            None => {
                let fate = FileFate::Refused(code);
                findings.ledger.push(Account::unread(
                    ReadAs::Survey,
                    self.file.shown.as_str(),
                    fate,
                ));
            }
        }
    }
}

fn take_table(
    table: &LongTable,
    collector: &mut FormCollector<'_>,
    options: FileOptions,
    findings: &mut Findings,
) {
    let head = &table.head;
    let (mut tables, first) = (0, findings.ledger.accounts.len());
    let plan = collector.plan(head, &|| table.rows(), options, &mut tables, findings);
    let Some(plan) = plan else {
        if tables == 0 {
            collector.no_table(
                &head.file,
                &mut findings.problems,
                &mut findings.ledger.accounts[first..],
            );
        }
        return;
    };
    let above = head.rows.iter().take_while(|row| row.index < plan.first_row());
    for row in above {
        findings.ledger.accounts[plan.account()].grow(row.index, RowFate::Aside(Aside::Heading));
    }
    let mut open = FormCollector::open();
    let place = (plan.first_row(), plan.width());
    let read = table.each(
        place,
        || PartReader::new(&plan),
        |part| collector.piece(&mut open, &plan, part, &mut findings.ledger),
    );
    if let Err((problem, lost)) = read {
        let account = &mut findings.ledger.accounts[plan.account()];
        let (first, end) =
            (open.next_row().max(plan.first_row()), open.next_row().saturating_add(lost));
        if first < end {
            let span = Span { first, last: end - 1, why: RowFate::Rejected(problem.kind.code) };
            account.append((end - first) as usize, vec![span], 0);
        }
        collector.close(open, &plan, &mut findings.problems);
        findings.problems.push(problem);
        return;
    }
    collector.close(open, &plan, &mut findings.problems);
}
