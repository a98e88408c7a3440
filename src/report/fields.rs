//! *Theo lĩnh vực*: component index of every unit in every field, darker where weaker.

use crate::results::{BlockResults, Results};
use crate::terms::Lang;

use super::block::{Block, Cell, Column, Look, Page, Row, Rows, Shade, Table};
use super::ranking::roman;
use super::standing::block_name;
use super::{heading, words};

/// One page when every block has the same fields, else one per block.
pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    let mut groups: Vec<Vec<&BlockResults>> = Vec::new();
    for block in &results.blocks {
        match groups.iter_mut().find(|g| same_fields(g[0], block)) {
            Some(group) => group.push(block),
            None => groups.push(vec![block]),
        }
    }
    groups.iter().map(|group| page(results, group, lang, name)).collect()
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

fn page<'r>(results: &'r Results, group: &[&'r BlockResults], lang: Lang, name: &str) -> Page<'r> {
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
        rows.extend(block_rows(results, block, lang));
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

fn block_rows<'r>(results: &'r Results, block: &'r BlockResults, lang: Lang) -> Vec<Row<'r>> {
    let decimals = results.round.rules.decimals;
    let fields = field_names(block);
    let mut rows: Vec<Row> = Vec::new();
    for at in block.ranking() {
        let (unit, index) = block.unit(&results.round, at);
        let rank = match index.rank {
            Some(rank) => Cell::whole(rank),
            None => Cell::text("–"),
        };
        let mut cells = vec![
            Cell::text(unit.name.as_str()),
            rank,
            Cell::maybe(index.published.as_ref(), decimals),
        ];
        cells.extend(fields.iter().map(|(field, _)| match &index.nodes[*field].index {
            Some(share) if index.rank.is_some() => Cell::exact(share, decimals),
            Some(_) => Cell::Empty,
            None => Cell::text(words::NOT_APPLICABLE.say(lang)),
        }));
        let look = if index.rank.is_some() { Look::Plain } else { Look::Muted };
        rows.push(Row::new(cells).looking(look));
    }
    let mut cells = vec![
        Cell::text(words::MEAN.say(lang)),
        Cell::Empty,
        Cell::maybe(block.index.mean.as_ref(), decimals),
    ];
    let means = &block.index.node_means;
    cells.extend(fields.iter().map(|(at, _)| Cell::maybe(means[*at].as_ref(), decimals)));
    rows.push(Row::new(cells).looking(Look::Total));
    rows
}
