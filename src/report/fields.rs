//! *Theo lĩnh vực*: component index of every unit in every field, darker where weaker.

use crate::expr::excel::Formula;
use crate::results::BlockResults;

use super::block::{Block, Cell, Column, Figure, Look, Page, Row, Rows, Shade, Table};
use super::computation::workings::{mean_of, of_unit};
use super::computation::{self, BlockLayout, Layout};
use super::computation::{Sum, Work};
use super::ranking::roman;
use super::standing::block_name;
use super::workbook::Workbook;
use super::{heading, words};
use crate::formulas::published;

/// One page when every block has the same fields, else one per block.
pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, layout) = (book.results, &book.layout);
    let mut groups: Vec<Vec<&BlockResults>> = Vec::new();
    for block in &results.blocks {
        match groups.iter_mut().find(|g| same_fields(g[0], block)) {
            Some(group) => group.push(block),
            None => groups.push(vec![block]),
        }
    }
    groups.iter().map(|group| page(layout, group, name)).collect()
}

fn same_fields(one: &BlockResults, other: &BlockResults) -> bool {
    let names = |block| field_names(block).into_iter().map(|(_, name)| name);
    names(one).eq(names(other))
}

/// The fields that have a component index: bonus and penalty fields have none.
fn field_names(block: &BlockResults) -> Vec<(usize, String)> {
    let plain =
        |(_, n): &(usize, &crate::rubric::Node)| n.field_kind == crate::rubric::FieldKind::Plain;
    let name = |(at, n): (usize, &crate::rubric::Node)| (at, format!("{}. {}", n.code, n.name));
    block.rubric.fields().filter(plain).map(name).collect()
}

fn page<'r>(layout: &Layout<'r>, group: &[&'r BlockResults], name: &str) -> Page<'r> {
    let (results, lang) = (layout.results, layout.lang);
    let names = field_names(group[0]);
    let mut columns = vec![
        Column::left(words::UNIT.say(lang)),
        Column::centre(words::RANK.say(lang)),
        Column::right(words::INDEX.say(lang)),
    ];
    columns.extend(names.iter().map(|(_, name)| Column::right(name.as_str())));
    let mut rows = Vec::new();
    for (number, block) in group.iter().enumerate() {
        if group.len() > 1 {
            let name = format!("{}. {}", roman(number + 1), block_name(results, block));
            rows.push(Row::new(vec![Cell::text(name)]).looking(Look::Group));
        }
        rows.extend(layout.block(block).into_iter().flat_map(|b| block_rows(layout, b)));
    }
    let last = columns.len() - 1;
    let shades = vec![Shade::Low { columns: (3, last), low: 40.0 }];
    let table = Table {
        columns,
        rows: Rows::Held(rows),
        shades,
        fixed_columns: 1,
        size: 12,
        filter: false,
    };
    let mut name = name.to_string();
    if group.len() == 1 && results.blocks.len() > 1 {
        name = format!("{name} – {}", block_name(results, group[0]));
    }
    let mut blocks = heading::title(results, &name, lang);
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table));
    let mut widths = vec![30.0, 8.0, 10.0];
    widths.resize(3 + names.len(), 13.0);
    Page { widths, blocks, ..Page::default() }
}

fn block_rows<'r>(layout: &Layout<'r>, places: &BlockLayout<'r>) -> Vec<Row<'r>> {
    let mut rows: Vec<Row> = places.order.iter().map(|at| unit_row(layout, places, *at)).collect();
    let (block, decimals) = (places.block, layout.results.round.rules.decimals);
    let mean_cell = |work: Work, shown: Cell<'r>| {
        computation::mean(layout, mean_of(places, &work), shown, decimals)
    };
    let index = &block.index;
    let mut cells = vec![
        Cell::text(words::MEAN.say(layout.lang)),
        Cell::Empty,
        mean_cell(Work::Sum(Sum::Index), Cell::maybe(index.mean.as_ref(), decimals)),
    ];
    cells.extend(field_names(block).iter().map(|(at, _)| {
        let shown = Cell::maybe(index.node_means[*at].as_ref(), decimals);
        mean_cell(Work::Field(*at), shown)
    }));
    rows.push(Row::new(cells).looking(Look::Total));
    rows
}

fn unit_row<'r>(layout: &Layout<'r>, places: &BlockLayout<'r>, at: usize) -> Row<'r> {
    let (results, block) = (layout.results, places.block);
    let decimals = results.round.rules.decimals;
    let na = words::NOT_APPLICABLE.say(layout.lang);
    let (unit, index) = block.unit(&results.round, at);
    let is_live = layout.live && places.counted(results, at);
    let live_cell =
        |work: Work, shown: Cell<'r>, formula: &dyn Fn(Formula) -> Formula| match of_unit(
            places, &work, at,
        )
        .filter(|_| is_live)
        {
            Some(source) => computation::cell(formula(source), shown),
            None => shown,
        };
    let or_dash = |rank: Formula| {
        let none = Formula::apply("=", rank.clone(), Formula::text(""));
        Formula::when(none, Formula::text("–"), rank)
    };
    let rounded = |share: Formula| {
        let number = Formula::call("ISNUMBER", vec![share.clone()]);
        Formula::when(number, published(share, decimals), Formula::text(na))
    };
    let published = Cell::maybe(index.published.as_ref(), decimals);
    let mut cells = vec![
        Cell::text(unit.name.as_str()),
        live_cell(Work::Sum(Sum::Rank), index.rank.map_or(Cell::text("–"), Cell::whole), &or_dash),
        live_cell(Work::Sum(Sum::Published), published, &|published| published),
    ];
    cells.extend(field_names(block).iter().map(|(field, _)| {
        let shown = match &index.nodes[*field].index {
            Some(share) if index.rank.is_some() => Cell::exact(share, decimals),
            Some(_) => Cell::Empty,
            None => Cell::text(na),
        };
        live_cell(Work::Field(*field), shown, &rounded).figured(Figure::Fixed(decimals as u8))
    }));
    let look = if index.rank.is_some() { Look::Plain } else { Look::Muted };
    Row::new(cells).looking(look)
}
