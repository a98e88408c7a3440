//! *Điểm mất*: where each unit lost points and why, largest loss first.

use crate::results::{BlockResults, Results};
use crate::rubric::FieldKind;
use crate::scores::LeafScore;
use crate::terms::{Exact, Lang};

use super::block::{Cell, Column, Page, Row, Rows, Table, Visit};
use super::reasons::Reasons;
use super::standing::{Standing, agency_name, block_name, point_decimals};
use super::workbook::Workbook;
use super::{heading, words};

/// What a leaf cost its unit: below its applicable maximum, or taken by a penalty.
pub(super) fn loss(standing: &Standing<'_>, leaf: &LeafScore) -> Option<Exact> {
    let node = &standing.block.rubric.nodes[leaf.node];
    let points = standing.points(leaf.node);
    let lost = match node.field_kind {
        FieldKind::Plain => standing.index.nodes[leaf.node].applicable_max.clone() - &points,
        FieldKind::Penalty => points,
        FieldKind::Bonus => return None,
    };
    (lost > Exact::zero()).then_some(lost)
}

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let columns = vec![
        Column::left(words::BLOCK.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::left(words::CODE.say(lang)),
        Column::left(words::LEAF.say(lang)),
        Column::right(words::APPLICABLE_MAX.say(lang)),
        Column::right(words::GOT.say(lang)),
        Column::right(words::LOST.say(lang)),
        Column::left(words::CAUSE.say(lang)),
        Column::left(words::AGENCY.say(lang)),
    ];
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(move |visit| rows(results, lang, visit))),
        fixed_columns: 4,
        ..Table::listing()
    };
    let widths = vec![15.0, 20.0, 7.5, 34.0, 10.0, 8.0, 8.0, 54.0, 16.0];
    vec![heading::listing(results, name, lang, widths, table)]
}

/// Every loss of a unit, largest first, with the position of its leaf.
pub(super) fn of_unit(standing: &Standing<'_>) -> Vec<(Exact, usize)> {
    let mut losses: Vec<(Exact, usize)> = standing
        .leaves
        .iter()
        .enumerate()
        .filter_map(|(at, leaf)| Some((loss(standing, leaf)?, at)))
        .collect();
    losses.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    losses
}

fn rows(results: &Results, lang: Lang, visit: &mut Visit<'_>) {
    let reasons: Vec<Reasons> = results.blocks.iter().map(|b| Reasons::new(b, lang)).collect();
    let mut all: Vec<(Exact, usize, usize, usize)> = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        for at in 0..block.units.len() {
            let standing = Standing::of(results, block, at);
            // Who is not ranked has not lost points: there is nothing to judge yet.
            if standing.index.rank.is_none() {
                continue;
            }
            all.extend(of_unit(&standing).into_iter().map(|(lost, leaf)| (lost, number, at, leaf)));
        }
    }
    all.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    for (lost, number, at, leaf) in &all {
        let block = &results.blocks[*number];
        let standing = Standing::of(results, block, *at);
        visit(&row(&standing, block, &reasons[*number], &standing.leaves[*leaf], lost));
    }
}

fn row<'r>(
    standing: &Standing<'r>,
    block: &'r BlockResults,
    reasons: &Reasons<'r>,
    leaf: &LeafScore,
    lost: &Exact,
) -> Row<'r> {
    let results = standing.results;
    let decimals = point_decimals(results);
    let node = &block.rubric.nodes[leaf.node];
    let agency = node.leaf.as_ref().and_then(|l| l.appraiser.as_ref());
    Row::new(vec![
        Cell::text(block_name(results, block)),
        Cell::text(standing.unit.name.as_str()),
        Cell::text(node.code.as_str()),
        Cell::text(node.name.as_str()),
        Cell::exact(&standing.index.nodes[leaf.node].applicable_max, decimals),
        Cell::exact(&standing.points(leaf.node), decimals),
        Cell::exact(lost, decimals),
        Cell::text(reasons.cause(standing, leaf)),
        agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id))),
    ])
}
