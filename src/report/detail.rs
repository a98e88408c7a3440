//! *Chi tiết*: criteria down, units across; points, or the word for why there are none.

use crate::results::{BlockResults, Results};
use crate::rubric::Node;
use crate::scores::{LeafScore, State};
use crate::terms::{Lang, mean};

use super::block::{Block, Cell, Column, Look, Page, Row, Rows, Shade, Table};
use super::standing::{Standing, block_name, point_decimals};
use super::{heading, words};

/// How many units stand side by side on one sheet of paper.
const UNITS_ON_PAPER: usize = 12;

pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    results.blocks.iter().map(|block| page(results, block, lang, name)).collect()
}

fn page<'r>(results: &'r Results, block: &'r BlockResults, lang: Lang, name: &str) -> Page<'r> {
    let standings: Vec<Standing> =
        block.ranking().into_iter().map(|at| Standing::of(results, block, at)).collect();
    let mut columns = vec![
        Column::left(words::CODE.say(lang)),
        Column::left(words::CRITERION.say(lang)),
        Column::right(words::MAX.say(lang)),
        Column::right(words::MEAN_SHORT.say(lang)),
    ];
    columns.extend(standings.iter().map(|s| Column::right(s.unit.name.as_str())));
    let mut leaf_at = vec![None; block.rubric.nodes.len()];
    if let Some(first) = block.scores.first() {
        first.leaves.iter().enumerate().for_each(|(at, leaf)| leaf_at[leaf.node] = Some(at));
    }
    let rows = block.rubric.nodes.iter().enumerate();
    let rows = rows.map(|(at, node)| row(results, &standings, at, node, leaf_at[at], lang));
    let last = columns.len() - 1;
    let says =
        |state| Shade::Says { columns: (4, last), text: words::state(state, lang).to_string() };
    let shades = [State::Missing, State::Unreadable, State::Pending].into_iter().map(says);
    let table = Table {
        columns,
        shades: shades.collect(),
        rows: Rows::Held(rows.collect()),
        fixed_columns: 3,
        size: 11,
        filter: false,
    };
    let title = format!("{name} – {}", block_name(results, block));
    let mut blocks = heading::title(results, &title, lang);
    blocks.push(Block::Line(super::block::Line::new(
        super::block::Role::Subtitle,
        format!("{} – {}", block.rubric.title, block.rubric.decision),
    )));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(table));
    let mut widths = vec![8.0, 46.0, 9.0, 9.0];
    widths.resize(4 + standings.len(), 11.5);
    let papers_wide = standings.len().div_ceil(UNITS_ON_PAPER) as u16;
    Page { widths, blocks, papers_wide, ..Page::default() }
}

fn row<'r>(
    results: &Results,
    standings: &[Standing<'r>],
    at: usize,
    node: &'r Node,
    leaf: Option<usize>,
    lang: Lang,
) -> Row<'r> {
    let decimals = point_decimals(results);
    let ranked = standings.iter().filter(|s| s.index.rank.is_some());
    let points: Vec<_> = ranked
        .filter(|s| s.index.nodes[at].index.is_some())
        .map(|s| s.index.nodes[at].points.clone())
        .collect();
    let mut cells = vec![
        Cell::text(node.code.as_str()),
        Cell::text(node.name.as_str()),
        Cell::exact(&node.max, decimals),
        Cell::maybe(mean(points.iter()).as_ref(), decimals),
    ];
    cells.extend(standings.iter().map(|s| match leaf {
        Some(leaf) => leaf_cell(s, &s.leaves[leaf], decimals, lang),
        None if s.index.nodes[at].index.is_none() && s.index.nodes[at].applicable_max.is_zero() => {
            Cell::text(words::NOT_APPLICABLE.say(lang))
        }
        None if s.index.rank.is_none() => Cell::Empty,
        None => Cell::exact(&s.points(at), decimals),
    }));
    Row::new(cells).looking(look(node))
}

/// Points of a leaf, or its state in words.
fn leaf_cell<'r>(s: &Standing<'r>, leaf: &LeafScore, decimals: u32, lang: Lang) -> Cell<'r> {
    match leaf.state {
        State::Scored => Cell::exact(&s.points(leaf.node), decimals),
        other => Cell::text(words::state(other, lang)),
    }
}

/// Fields stand out most, criteria less, leaves are plain.
pub fn look(node: &Node) -> Look {
    match (&node.leaf, node.parent) {
        (None, None) => Look::Field,
        (None, Some(_)) => Look::Criterion,
        _ => Look::Plain,
    }
}
