//! The files of a survey: long tables in pieces, everything else as workbooks.

use crate::grid::Book;
use crate::ledger::{Account, Aside, FileFate, InputFile, Ledger, ReadAs, Why};
use crate::problem::{Problems, kinds};
use crate::read::{self, Found, LongTable};
use crate::survey::{Intake, Manner};

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
pub fn open(file: &Found) -> Answers<'_> {
    let mut found = Problems::default();
    let opened = match read::long_table(file, &read::SURVEY, &mut found) {
        Ok(Some(table)) => Some(Opened::Table(Box::new(table))),
        Ok(None) => read::listed(file, &read::SURVEY, &mut found).map(Opened::Book),
        Err(problem) => {
            found.push(problem);
            None
        }
    };
    Answers { file, opened, found }
}

impl Answers<'_> {
    /// Hands the forms to the intake, and the rest to problems and ledger.
    pub fn take(
        self,
        intake: &mut Intake<'_>,
        manner: Manner,
        problems: &mut Problems,
        ledger: &mut Ledger,
    ) {
        let code = self.found.refused_since(0).unwrap_or(kinds::files::FILE_READ.code);
        problems.extend(self.found);
        match self.opened {
            Some(Opened::Table(table)) => take_table(&table, intake, manner, problems, ledger),
            Some(Opened::Book(book)) => {
                ledger.files.push(InputFile::of(&book));
                intake.book(&book, manner, problems, ledger);
            }
            None => {
                let fate = FileFate::Refused(code);
                ledger.push(Account::unread(ReadAs::Survey, self.file.shown.as_str(), fate));
            }
        }
    }
}

fn take_table(
    table: &LongTable,
    intake: &mut Intake<'_>,
    manner: Manner,
    problems: &mut Problems,
    ledger: &mut Ledger,
) {
    let head = &table.head;
    ledger.files.push(InputFile {
        file: head.file.clone(),
        sha256: table.sha256.clone(),
        saved: None,
    });
    let (mut tables, first) = (0, ledger.accounts.len());
    let plan = intake.plan(head, &|| table.rows(), manner, &mut tables, problems, ledger);
    let Some(plan) = plan else {
        if tables == 0 {
            intake.no_table(&head.file, problems, &mut ledger.accounts[first..]);
        }
        return;
    };
    let above = head.rows.iter().take_while(|row| row.index < plan.first_row());
    for row in above {
        ledger.accounts[plan.account()].grow(row.index, Why::Aside(Aside::Heading));
    }
    let mut open = Intake::open();
    let place = (plan.first_row(), plan.width());
    let read =
        table.each(place, || plan.reader(), |part| intake.piece(&mut open, &plan, part, ledger));
    intake.close(open, &plan, problems);
    if let Err(problem) = read {
        problems.push(problem);
    }
}
