//! *Xếp loại*: how many units of each block are in each class, and which.

use crate::results::{BlockResults, Results};
use crate::terms::{Exact, Lang};

use super::block::{Block, Cell, Column, Figure, Look, Page, Row, Rows, Table};
use super::standing::{Standing, block_name};
use super::{heading, words};

/// More names than this in one cell are not read.
const NAMES_SHOWN: usize = 30;

pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    let columns = vec![
        Column::left(words::BLOCK.say(lang)),
        Column::left(words::CLASS.say(lang)),
        Column::right(words::FROM.say(lang)),
        Column::right(words::COUNT.say(lang)),
        Column::right(words::SHARE.say(lang)),
        Column::left(words::UNITS.say(lang)),
    ];
    let rows = results.blocks.iter().flat_map(|block| block_rows(results, block, lang)).collect();
    let table =
        Table { columns, rows: Rows::Held(rows), fixed_columns: 2, size: 12, ..Table::default() };
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table));
    let widths = vec![30.0, 22.0, 10.0, 10.0, 10.0, 70.0];
    vec![Page { widths, blocks, ..Page::default() }]
}

fn block_rows<'r>(results: &'r Results, block: &'r BlockResults, lang: Lang) -> Vec<Row<'r>> {
    let standings: Vec<Standing> =
        block.ranking().into_iter().map(|at| Standing::of(results, block, at)).collect();
    let mut rows = Vec::new();
    for class in &block.rubric.classes {
        let inside = |s: &&Standing| s.index.class.as_deref() == Some(class.name.as_str());
        let from = Cell::exact(&class.from, 0);
        let from = if class.from.is_whole() { from } else { Cell::exact(&class.from, 2) };
        let units = standings.iter().filter(inside).collect();
        rows.push(row(results, block, class.name.clone(), from, units, lang));
    }
    let ranked = |s: &&Standing| s.index.rank.is_some();
    let none = standings.iter().filter(ranked).filter(|s| s.index.class.is_none()).collect();
    let word = words::NO_CLASS.say(lang).to_string();
    rows.push(row(results, block, word, Cell::Empty, none, lang));
    let unranked = standings.iter().filter(|s| !ranked(s)).collect();
    let word = words::UNRANKED.say(lang).to_string();
    rows.push(row(results, block, word, Cell::Empty, unranked, lang));
    rows.retain(|r| r.cells[2] != Cell::Empty || r.cells[3] != Cell::whole(0));
    rows.push(total(results, block, standings.len(), lang));
    rows
}

fn row<'r>(
    results: &'r Results,
    block: &BlockResults,
    class: String,
    from: Cell<'r>,
    units: Vec<&Standing<'r>>,
    lang: Lang,
) -> Row<'r> {
    let share = Exact::fraction(units.len() as i64, block.units.len() as i64);
    let share = share.map_or(0.0, |s| s.round_half_up(4).to_f64());
    Row::new(vec![
        Cell::text(block_name(results, block)),
        Cell::text(class),
        from,
        Cell::whole(units.len()),
        Cell::Number(share, Figure::Percent(1)),
        Cell::text(names(&units, lang)),
    ])
}

fn names(units: &[&Standing], lang: Lang) -> String {
    let name = |s: &&Standing| match s.class_held(lang) {
        Some(held) => format!("{} ({held})", s.unit.name),
        None => s.unit.name.clone(),
    };
    let mut text = units.iter().take(NAMES_SHOWN).map(name).collect::<Vec<_>>().join(", ");
    if units.len() > NAMES_SHOWN {
        let more = units.len() - NAMES_SHOWN;
        text += &match lang {
            Lang::Vi => format!(" … và {more} đơn vị khác"),
            Lang::En => format!(" … and {more} more"),
        };
    }
    text
}

fn total<'r>(results: &'r Results, block: &BlockResults, units: usize, lang: Lang) -> Row<'r> {
    let share = if units == 0 { 0.0 } else { 1.0 };
    Row::new(vec![
        Cell::text(block_name(results, block)),
        Cell::text(words::TOTAL.say(lang)),
        Cell::Empty,
        Cell::whole(units),
        Cell::Number(share, Figure::Percent(1)),
    ])
    .looking(Look::Total)
}
