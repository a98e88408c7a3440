//! *Đối soát*: every row read is used, set aside or rejected, the sums agree, and every row that
//! was not used is named with its reason.

use crate::ledger::{Account, FileFate, InputFile, RowFate, Span};
use crate::results::Results;
use crate::terms::Lang;

use crate::report::block::{Block, Cell, Line, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// So many runs of rows are named for one reason; `results.json` names them all.
const NAMED: usize = 40;

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let accounts = &results.ledger.accounts;
    let sum = |of: fn(&Account) -> usize| Cell::whole(accounts.iter().map(of).sum());
    let mut columns = Columns::<&'r Account>::new(lang);
    columns
        .left(words::FILE, 38.0, |a| Cell::text(&*a.file))
        .total(Cell::text(words::TOTAL.say(lang)))
        .left(words::SHEET, 20.0, |a| Cell::text(&*a.sheet))
        .left(words::READ_AS, 13.0, move |a| Cell::text(a.read_as.word(lang)))
        .right(words::ROWS, 9.0, |a| Cell::whole(a.rows()))
        .total(sum(Account::rows))
        .right(words::USED, 9.0, |a| Cell::whole(a.used()))
        .total(sum(Account::used))
        .right(words::SET_ASIDE, 12.0, |a| Cell::whole(a.set_aside()))
        .total(sum(Account::set_aside))
        .right(words::REJECTED, 9.0, |a| Cell::whole(a.rejected()))
        .total(sum(Account::rejected))
        .centre(words::CHECK, 10.0, move |a| check(a.balances(), lang))
        .total(check(accounts.iter().all(Account::balances), lang))
        .marked([words::UNBALANCED.say(lang)])
        .left(words::NOT_USED_ROWS, 70.0, move |a| {
            Cell::text(match a.fate {
                FileFate::Read => not_used(a, lang),
                FileFate::Refused(code) => unread(results, a, code, lang),
                FileFate::Skipped => words::SKIPPED.say(lang).to_string(),
                FileFate::NoInput => words::NO_INPUT.say(lang).to_string(),
            })
        });
    let mut rows = columns.rows(accounts);
    rows.push(columns.total_row());
    let table = columns.table(Rows::Held(rows));
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Note, words::LEDGER_NOTE.say(lang))));
    blocks.push(Block::Table(Table { fixed_columns: 2, filter: true, ..table }));
    blocks.extend(files(results, lang));
    vec![Page { blocks, ..Page::default() }]
}

/// The bytes that the run was made from: the same ones give the same results.
fn files<'r>(results: &'r Results, lang: Lang) -> Vec<Block<'r>> {
    let section = |text: String| Block::Line(Line::new(Role::Section, text));
    let note = |text: String| Block::Line(Line::new(Role::Note, text));
    let mut blocks = vec![Block::Gap, section(words::FILES_READ.say(lang).to_string())];
    blocks.push(note(words::FILES_NOTE.with(lang, &[("program", &results.program)])));
    for block in &results.blocks {
        let rubric = &block.rubric;
        let named = &results.round.blocks[block.block].name;
        let set = words::ACCOUNT_SET.say(lang);
        blocks.push(note(format!("{named}: {set} {} (SHA-256 {})", rubric.id, rubric.sha256)));
    }
    let mut columns = Columns::<&'r InputFile>::new(lang);
    columns.left(words::FILE, 0.0, |read| Cell::text(&*read.file));
    columns.left("SHA-256", 0.0, |read| Cell::text(read.sha256.as_str()));
    let rows = Rows::Held(columns.rows(&results.ledger.files));
    blocks.push(Block::Table(Table { size: 10, ..columns.table(rows) }));
    blocks
}

/// `tiêu đề: 1–9; dòng cộng: 45; TỪ CHỐI E-VALUE-TYPE: 23`
fn not_used(account: &Account, lang: Lang) -> String {
    let mut reasons: Vec<(RowFate, Vec<&Span>)> = Vec::new();
    for span in account.spans().iter().filter(|span| span.why != RowFate::Used) {
        match reasons.iter_mut().find(|(why, _)| *why == span.why) {
            Some((_, spans)) => spans.push(span),
            None => reasons.push((span.why, vec![span])),
        }
    }
    let refused = words::REJECTED.say(lang).to_uppercase();
    let one = |(why, spans): &(RowFate, Vec<&Span>)| {
        let rows = named(spans, lang);
        match why {
            RowFate::Rejected(code) => format!("{refused} {code}: {rows}"),
            RowFate::Aside(aside) => format!("{}: {rows}", aside.word(lang)),
            RowFate::Used => rows,
        }
    };
    reasons.sort_by_key(|(why, _)| !matches!(why, RowFate::Rejected(_)));
    reasons.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn named(spans: &[&Span], lang: Lang) -> String {
    let runs = spans.iter().take(NAMED).map(|span| match span.first == span.last {
        true => format!("{}", span.first + 1),
        false => format!("{}–{}", span.first + 1, span.last + 1),
    });
    let list = runs.collect::<Vec<_>>().join(", ");
    let more: usize = spans.iter().skip(NAMED).map(|span| span.rows()).sum();
    match (more, lang) {
        (0, _) => list,
        (_, Lang::Vi) => format!("{list} … và {more} dòng nữa (đủ trong results.json)"),
        (_, Lang::En) => format!("{list} … and {more} more (all in results.json)"),
    }
}

/// What the problem that refused the file says.
fn unread(results: &Results, account: &Account, code: &str, lang: Lang) -> String {
    let said = |p: &&crate::problem::Problem| p.kind.code == code && *p.place.file == *account.file;
    let why = results.problems.iter().find(said).map(|p| p.message(lang));
    format!("{} {code}: {}", words::UNREAD.say(lang), why.unwrap_or_default())
}

fn check<'r>(balanced: bool, lang: Lang) -> Cell<'r> {
    Cell::text(if balanced { words::BALANCED } else { words::UNBALANCED }.say(lang))
}
