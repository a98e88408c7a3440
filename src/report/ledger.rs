//! *Đối soát*: every row read is used, set aside or rejected, and the sums agree.

use crate::ledger::{Account, InputFile};
use crate::results::Results;
use crate::terms::Lang;

use super::block::{Block, Cell, Column, Line, Look, Page, Role, Row, Rows, Table};
use super::{heading, words};

pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    let columns = vec![
        Column::left(words::FILE.say(lang)),
        Column::left(words::SHEET.say(lang)),
        Column::right(words::ROWS.say(lang)),
        Column::right(words::USED.say(lang)),
        Column::right(words::SET_ASIDE.say(lang)),
        Column::right(words::REJECTED.say(lang)),
        Column::centre(words::CHECK.say(lang)),
    ];
    let accounts = &results.ledger.accounts;
    let mut rows: Vec<Row> = accounts.iter().map(|a| row(a, lang)).collect();
    rows.push(total(accounts, lang));
    let table = Table {
        columns,
        rows: Rows::Held(rows),
        fixed_columns: 2,
        filter: true,
        size: 12,
        ..Table::default()
    };
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table));
    blocks.extend(files(results, lang));
    let widths = vec![48.0, 28.0, 12.0, 12.0, 18.0, 12.0, 14.0];
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

fn row<'r>(account: &'r Account, lang: Lang) -> Row<'r> {
    let sum = account.used + account.set_aside + account.rejected;
    Row::new(vec![
        Cell::text(&*account.file),
        Cell::text(&*account.sheet),
        Cell::whole(account.rows()),
        Cell::whole(account.used),
        Cell::whole(account.set_aside),
        Cell::whole(account.rejected),
        check(account.rows() == sum, lang),
    ])
}

fn total<'r>(accounts: &[Account], lang: Lang) -> Row<'r> {
    let sum = |of: fn(&Account) -> usize| accounts.iter().map(of).sum::<usize>();
    let (rows, used) = (sum(Account::rows), sum(|a| a.used));
    let (aside, rejected) = (sum(|a| a.set_aside), sum(|a| a.rejected));
    Row::new(vec![
        Cell::text(words::TOTAL.say(lang)),
        Cell::Empty,
        Cell::whole(rows),
        Cell::whole(used),
        Cell::whole(aside),
        Cell::whole(rejected),
        check(rows == used + aside + rejected, lang),
    ])
    .looking(Look::Total)
}

fn check<'r>(balanced: bool, lang: Lang) -> Cell<'r> {
    Cell::text(if balanced { words::BALANCED } else { words::UNBALANCED }.say(lang))
}
