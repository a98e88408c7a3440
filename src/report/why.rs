//! *Vì sao*: one row per unit and leaf that says how its points came about.

use crate::results::{BlockResults, Results};
use crate::scores::{LeafScore, State};
use crate::terms::Lang;

use super::block::{Cell, Column, Page, Row, Rows, Table, Visit};
use super::reasons::Reasons;
use super::standing::{Standing, block_name, point_decimals};
use super::{heading, words};

pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    let columns = vec![
        Column::left(words::BLOCK.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::left(words::CODE.say(lang)),
        Column::left(words::LEAF.say(lang)),
        Column::right(words::FINAL.say(lang)),
        Column::right(words::MAX.say(lang)),
        Column::left(words::STATE.say(lang)),
        Column::left(words::DECIDED.say(lang)),
        Column::left(words::VALUE_LOOKED_AT.say(lang)),
        Column::left(words::BRANCH.say(lang)),
        Column::left(words::MISSED.say(lang)),
        Column::left(words::NEEDED.say(lang)),
        Column::left(words::ARITHMETIC.say(lang)),
        Column::left(words::INPUTS.say(lang)),
        Column::left(words::GUIDE.say(lang)),
        Column::left(words::SOURCE.say(lang)),
    ];
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(move |visit| rows(results, lang, visit))),
        fixed_columns: 4,
        ..Table::listing()
    };
    let widths = vec![
        14.0, 20.0, 8.0, 34.0, 8.0, 8.0, 13.0, 14.0, 26.0, 20.0, 20.0, 40.0, 30.0, 46.0, 46.0, 20.0,
    ];
    let page = heading::listing(results, name, lang, widths, table);
    vec![Page { papers_wide: 2, ..page }]
}

fn rows(results: &Results, lang: Lang, visit: &mut Visit<'_>) {
    for block in &results.blocks {
        let reasons = Reasons::new(block, lang);
        for at in 0..block.units.len() {
            let standing = Standing::of(results, block, at);
            for leaf in standing.leaves {
                visit(&row(&standing, block, &reasons, leaf, lang));
            }
        }
    }
}

fn row<'a>(
    standing: &Standing<'a>,
    block: &'a BlockResults,
    reasons: &'a Reasons<'a>,
    leaf: &'a LeafScore,
    lang: Lang,
) -> Row<'a> {
    let results = standing.results;
    let decimals = point_decimals(results);
    let node = &block.rubric.nodes[leaf.node];
    let source = node.leaf.as_ref().and_then(|l| l.source.as_deref());
    let scored = leaf.state == State::Scored;
    let applies = leaf.state != State::NotApplicable;
    let gated = standing.gated(leaf.node).is_some();
    let told = gated || reasons.judged(standing, leaf).is_some() || !scored && applies;
    let arithmetic = if told { reasons.cause(standing, leaf) } else { reasons.points(leaf) };
    Row::new(vec![
        Cell::text(block_name(results, block)),
        Cell::text(standing.unit.name.as_str()),
        Cell::text(node.code.as_str()),
        Cell::text(node.name.as_str()),
        if applies { Cell::exact(&standing.points(leaf.node), decimals) } else { Cell::Empty },
        Cell::exact(&node.max, decimals),
        Cell::text(words::state(leaf.state, lang)),
        if scored { Cell::text(words::decided_by(leaf.decided_by, lang)) } else { Cell::Empty },
        Cell::text(reasons.value(leaf)),
        Cell::text(reasons.taken(leaf)),
        Cell::text(reasons.missed(leaf)),
        if gated { Cell::Empty } else { Cell::text(reasons.needs(leaf).join("\n")) },
        Cell::text(arithmetic),
        Cell::text(reasons.inputs(leaf)),
        Cell::text(reasons.guide(leaf.node)),
        source.map_or(Cell::Empty, Cell::text),
    ])
}
