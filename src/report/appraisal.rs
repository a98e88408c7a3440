//! *Tự chấm và thẩm định*: every score of every leaf beside the others, with reasons.

use crate::results::{BlockResults, Results};
use crate::scores::{LeafScore, State};
use crate::terms::{Exact, Lang};

use super::block::{Cell, Column, Figure, Page, Row, Rows, Shade, Table, Visit};
use super::standing::{Standing, agency_name, block_name, point_decimals};
use super::{heading, words};

pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    let columns = vec![
        Column::left(words::BLOCK.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::left(words::CODE.say(lang)),
        Column::left(words::LEAF.say(lang)),
        Column::right(words::MAX.say(lang)),
        Column::right(words::SELF.say(lang)),
        Column::right(words::COMPUTED.say(lang)),
        Column::right(words::ROUND_1.say(lang)),
        Column::right(words::ROUND_2.say(lang)),
        Column::right(words::FINAL.say(lang)),
        Column::right(words::FINAL_LESS_SELF.say(lang)),
        Column::right(words::FINAL_LESS_COMPUTED.say(lang)),
        Column::left(words::AGENCY.say(lang)),
        Column::left(words::REASON.say(lang)),
        Column::left(words::EXPLANATION.say(lang)),
    ];
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(move |visit| rows(results, lang, visit))),
        shades: vec![Shade::Differs { columns: (10, 11) }],
        fixed_columns: 4,
        ..Table::listing()
    };
    let widths =
        vec![14.0, 18.0, 7.5, 30.0, 8.0, 8.0, 9.0, 9.0, 9.0, 8.0, 10.0, 10.0, 15.0, 28.0, 20.0];
    vec![heading::listing(results, name, lang, widths, table)]
}

fn rows(results: &Results, lang: Lang, visit: &mut Visit<'_>) {
    for block in &results.blocks {
        for at in 0..block.units.len() {
            let standing = Standing::of(results, block, at);
            for leaf in standing.leaves {
                visit(&row(&standing, block, leaf, lang));
            }
        }
    }
}

fn row<'r>(
    standing: &Standing<'r>,
    block: &'r BlockResults,
    leaf: &'r LeafScore,
    lang: Lang,
) -> Row<'r> {
    let results = standing.results;
    let decimals = point_decimals(results);
    let node = &block.rubric.nodes[leaf.node];
    let decided = (leaf.state == State::Scored).then(|| standing.points(leaf.node));
    let difference = |other: Option<&Exact>| match (&decided, other) {
        (Some(decided), Some(other)) => signed(&(decided.clone() - other), decimals),
        _ => Cell::Empty,
    };
    let appraised =
        |round: usize| Cell::maybe(leaf.appraised[round].as_ref().map(|a| &a.points), decimals);
    let computed = match &leaf.computed {
        Ok(points) => Cell::exact(points, decimals),
        Err(gap) => Cell::text(words::gap(*gap, lang)),
    };
    let last = leaf.appraised.iter().rev().flatten().next();
    let agency = last.and_then(|a| a.agency.as_ref());
    let agency = agency.or(node.leaf.as_ref().and_then(|l| l.appraiser.as_ref()));
    Row::new(vec![
        Cell::text(block_name(results, block)),
        Cell::text(standing.unit.name.as_str()),
        Cell::text(node.code.as_str()),
        Cell::text(node.name.as_str()),
        Cell::exact(&node.max, decimals),
        Cell::maybe(leaf.self_score.as_ref(), decimals),
        computed,
        appraised(0),
        appraised(1),
        match &decided {
            Some(points) => Cell::exact(points, decimals),
            None => Cell::text(words::state(leaf.state, lang)),
        },
        difference(leaf.self_score.as_ref()),
        difference(leaf.computed.as_ref().ok()),
        agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id))),
        Cell::text(reasons(leaf, lang)),
        Cell::text(explanation(leaf, lang)),
    ])
}

/// The explanation, and the comments on the cells of the leaf's rows and of its data.
fn explanation(leaf: &LeafScore, lang: Lang) -> String {
    let mut said: Vec<(&str, &str)> = Vec::new();
    for (origin, text) in leaf.aside.iter().flat_map(|aside| &aside.comments) {
        said.push((&origin.cell, text));
    }
    for input in &leaf.inputs {
        if let (Some(text), Some(origin)) = (&input.comment, &input.origin)
            && !said.contains(&(&origin.cell, text))
        {
            said.push((&origin.cell, text));
        }
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(Some(leaf.explanation.clone()).filter(|text| !text.is_empty()));
    parts.extend(said.iter().map(|(cell, text)| match lang {
        Lang::Vi => format!("[Ghi chú ô {cell}: {text}]"),
        Lang::En => format!("[Comment on {cell}: {text}]"),
    }));
    parts.join(" ")
}

/// The reasons of both rounds, each with its round when there are two.
fn reasons(leaf: &LeafScore, lang: Lang) -> String {
    let given: Vec<(usize, &str)> = leaf
        .appraised
        .iter()
        .enumerate()
        .filter_map(|(round, a)| Some((round, a.as_ref()?.reason.as_str())))
        .filter(|(_, reason)| !reason.is_empty())
        .collect();
    if let [(_, only)] = given[..] {
        return only.to_string();
    }
    let name = |round| if round == 0 { words::ROUND_1 } else { words::ROUND_2 };
    let part = |(round, reason): &(usize, &str)| format!("{}: {reason}", name(*round).say(lang));
    given.iter().map(part).collect::<Vec<_>>().join("; ")
}

fn signed<'a>(difference: &Exact, decimals: u32) -> Cell<'a> {
    let value = difference.round_half_up(decimals).to_f64();
    Cell::Number(value, Figure::Signed(decimals as u8))
}
