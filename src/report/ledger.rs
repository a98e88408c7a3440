//! *Đối soát*: every row read is used, set aside or rejected, the sums agree, and every row that
//! was not used is named with its reason.

use crate::ledger::{Account, FileFate, InputFile, RowFate, Span};
use crate::results::Results;
use crate::terms::Lang;

use super::block::{Block, Cell, Column, Line, Look, Page, Role, Row, Rows, Shade, Table};
use super::workbook::Workbook;
use super::{heading, words};

/// So many runs of rows are named for one reason; `results.json` names them all.
const NAMED: usize = 40;

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let columns = vec![
        Column::left(words::FILE.say(lang)),
        Column::left(words::SHEET.say(lang)),
        Column::left(words::READ_AS.say(lang)),
        Column::right(words::ROWS.say(lang)),
        Column::right(words::USED.say(lang)),
        Column::right(words::SET_ASIDE.say(lang)),
        Column::right(words::REJECTED.say(lang)),
        Column::centre(words::CHECK.say(lang)),
        Column::left(words::NOT_USED_ROWS.say(lang)),
    ];
    let accounts = &results.ledger.accounts;
    let mut rows: Vec<Row> = accounts.iter().map(|a| row(results, a, lang)).collect();
    rows.push(total(accounts, lang));
    let unbalanced = words::UNBALANCED.say(lang).to_string();
    let table = Table {
        columns,
        rows: Rows::Held(rows),
        shades: vec![Shade::Says { columns: (7, 7), text: unbalanced }],
        fixed_columns: 2,
        filter: true,
        size: 11,
    };
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Note, words::LEDGER_NOTE.say(lang))));
    blocks.push(Block::Table(table));
    blocks.extend(files(results, lang));
    let widths = vec![38.0, 20.0, 13.0, 9.0, 9.0, 12.0, 9.0, 10.0, 70.0];
    vec![Page { widths, blocks, ..Page::default() }]
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
    let row = |read: &'r InputFile| {
        Row::new(vec![Cell::text(&*read.file), Cell::text(read.sha256.as_str())])
    };
    let columns = vec![Column::left(words::FILE.say(lang)), Column::left("SHA-256")];
    let rows = results.ledger.files.iter().map(row).collect();
    blocks.push(Block::Table(Table {
        columns,
        rows: Rows::Held(rows),
        size: 10,
        ..Table::default()
    }));
    blocks
}

fn row<'r>(results: &Results, account: &'r Account, lang: Lang) -> Row<'r> {
    Row::new(vec![
        Cell::text(&*account.file),
        Cell::text(&*account.sheet),
        Cell::text(account.read_as.word(lang)),
        Cell::whole(account.rows()),
        Cell::whole(account.used()),
        Cell::whole(account.set_aside()),
        Cell::whole(account.rejected()),
        check(account.balances(), lang),
        Cell::text(match account.fate {
            FileFate::Read => not_used(account, lang),
            FileFate::Refused(code) => unread(results, account, code, lang),
            FileFate::Skipped => words::SKIPPED.say(lang).to_string(),
            FileFate::NoInput => words::NO_INPUT.say(lang).to_string(),
        }),
    ])
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

fn total<'r>(accounts: &[Account], lang: Lang) -> Row<'r> {
    let sum = |of: fn(&Account) -> usize| accounts.iter().map(of).sum::<usize>();
    let mut cells = vec![
        Cell::text(words::TOTAL.say(lang)),
        Cell::Empty,
        Cell::Empty,
        Cell::whole(sum(Account::rows)),
        Cell::whole(sum(Account::used)),
        Cell::whole(sum(Account::set_aside)),
        Cell::whole(sum(Account::rejected)),
        check(accounts.iter().all(Account::balances), lang),
    ];
    cells.push(Cell::Empty);
    Row::new(cells).looking(Look::Total)
}

fn check<'r>(balanced: bool, lang: Lang) -> Cell<'r> {
    Cell::text(if balanced { words::BALANCED } else { words::UNBALANCED }.say(lang))
}
