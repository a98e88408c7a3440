//! *Xếp loại*: how many units of each block are in each class, and which.

use crate::expr::excel::Formula;
use crate::results::{BlockResults, Results};
use crate::terms::{Exact, Lang};

use super::block::{Block, Cell, Column, Figure, Look, Page, Row, Rows, Table};
use super::computation::workings::row_of;
use super::computation::{self, BlockLayout, Layout};
use super::computation::{Sum, Work};
use super::standing::{Standing, block_name};
use super::workbook::Workbook;
use super::{heading, words};

/// More names than this in one cell are not read.
const NAMES_SHOWN: usize = 30;

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang, layout) = (book.results, book.lang, &book.layout);
    let columns = vec![
        Column::left(words::BLOCK.say(lang)),
        Column::left(words::CLASS.say(lang)),
        Column::right(words::FROM.say(lang)),
        Column::right(words::COUNT.say(lang)),
        Column::right(words::SHARE.say(lang)),
        Column::left(words::UNITS.say(lang)),
    ];
    let rows = layout.blocks.iter().flat_map(|block| block_rows(layout, block)).collect();
    let table =
        Table { columns, rows: Rows::Held(rows), fixed_columns: 2, size: 12, ..Table::default() };
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table));
    let widths = vec![30.0, 22.0, 10.0, 10.0, 10.0, 70.0];
    vec![Page { widths, blocks, ..Page::default() }]
}

fn block_rows<'r>(layout: &Layout<'r>, places: &BlockLayout<'r>) -> Vec<Row<'r>> {
    let (results, lang, block) = (layout.results, layout.lang, places.block);
    let standings: Vec<Standing> =
        block.ranking().into_iter().map(|at| Standing::of(results, block, at)).collect();
    let mut rows = Vec::new();
    let classes = &block.rubric.classes;
    for (at, class) in classes.iter().enumerate() {
        let inside = |s: &&Standing| s.index.class.as_deref() == Some(class.name.as_str());
        let from = Cell::exact(&class.from, 0);
        let from = if class.from.is_whole() { from } else { Cell::exact(&class.from, 2) };
        let units = standings.iter().filter(inside).collect();
        let count = count_of(layout, places, at);
        rows.push(row(layout, block, class.name.clone(), from, (units, count)));
    }
    let ranked = |s: &&Standing| s.index.rank.is_some();
    let none: Vec<&Standing> =
        standings.iter().filter(ranked).filter(|s| s.index.class.is_none()).collect();
    let word = words::NO_CLASS.say(lang).to_string();
    if !classes.is_empty() || !none.is_empty() {
        let count = count_of(layout, places, classes.len());
        rows.push(row(layout, block, word, Cell::Empty, (none, count)));
    }
    let unranked = standings.iter().filter(|s| !ranked(s)).collect();
    let word = words::UNRANKED.say(lang).to_string();
    let count = row_of(places, &Work::Sum(Sum::Rank)).map(|ranks| {
        let ranked = Formula::call("COUNT", vec![ranks]);
        Formula::apply("-", Formula::whole(block.units.len() as i64), ranked)
    });
    rows.push(row(layout, block, word, Cell::Empty, (unranked, count)));
    // A number in a round without formulas does not change.
    rows.retain(|r| layout.live || r.cells[2] != Cell::Empty || r.cells[3] != Cell::whole(0));
    rows.push(total(results, block, standings.len(), lang));
    rows
}

/// How many units have the class at this position; one more than there are means none.
fn count_of(layout: &Layout<'_>, places: &BlockLayout<'_>, at: usize) -> Option<Formula> {
    let classes = row_of(places, &Work::Sum(Sum::ClassAt)).filter(|_| layout.live)?;
    Some(Formula::call("COUNTIF", vec![classes, Formula::whole(at as i64 + 1)]))
}

fn row<'r>(
    layout: &Layout<'r>,
    block: &BlockResults,
    class: String,
    from: Cell<'r>,
    (units, count): (Vec<&Standing<'r>>, Option<Formula>),
) -> Row<'r> {
    let (results, lang) = (layout.results, layout.lang);
    let share = Exact::fraction(units.len() as i64, block.units.len() as i64);
    let share = share.map_or(0.0, |s| s.round_half_up(4).to_f64());
    let (mut number, mut share) =
        (Cell::whole(units.len()), Cell::Number(share, Figure::Percent(1)));
    if let Some(count) = count.filter(|_| layout.live && !block.units.is_empty()) {
        let all = Formula::whole(block.units.len() as i64);
        let part = Formula::apply("/", count.clone(), all);
        share = computation::cell(Formula::call("ROUND", vec![part, Formula::whole(4)]), share);
        number = computation::cell(count, number);
    }
    Row::new(vec![
        Cell::text(block_name(results, block)),
        Cell::text(class),
        from,
        number,
        share,
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
