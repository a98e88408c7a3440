//! *Vì sao*: one row per unit and leaf that says how its points came about.

use std::borrow::Cow;

use crate::results::{BlockResults, Results};
use crate::scores::{DecidedBy, Input, LeafScore, State};
use crate::terms::{Lang, Text};
use crate::value::Origin;

use super::block::{Block, Cell, Column, Page, Row, Rows, Table, Target, Visit};
use super::computation::Layout;
use super::differed::{self, Difference};
use super::reasons::{Reasons, place};
use super::standing::{Standing, agency_name, block_name, point_decimals};
use super::survey_source::SurveySource;
use super::workbook::Workbook;
use super::{heading, words};
use crate::formulas::Address;

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang, layout) = (book.results, book.lang, &book.layout);
    let (columns, widths) = columns(lang).into_iter().unzip();
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(move |visit| rows(layout, visit))),
        fixed_columns: 4,
        ..Table::listing()
    };
    let mut blocks = heading::why_head(results, name, lang);
    blocks.push(Block::Table(table));
    vec![Page { widths, blocks, long: true, papers_wide: 3, ..Page::default() }]
}

/// Every column with its width.
fn columns(lang: Lang) -> Vec<(Column, f64)> {
    let left = |word: Text, width| (Column::left(word.say(lang)), width);
    let right = |word: Text, width| (Column::right(word.say(lang)), width);
    vec![
        left(words::BLOCK, 14.0),
        left(words::UNIT, 20.0),
        left(words::CODE, 8.0),
        left(words::LEAF, 34.0),
        right(words::FINAL, 8.0),
        right(words::MAX, 8.0),
        left(words::STATE, 13.0),
        left(words::GUIDE, 46.0),
        left(words::VALUE_LOOKED_AT, 26.0),
        left(words::BRANCH, 20.0),
        left(words::MISSED, 20.0),
        left(words::NEEDED, 40.0),
        left(words::ARITHMETIC, 30.0),
        left(words::INPUTS, 46.0),
        left(words::OPEN_SOURCE, 26.0),
        left(words::DECIDED, 22.0),
        left(words::REASON, 30.0),
        left(words::ACCOUNT_PROOF, 26.0),
        left(words::SOURCE, 20.0),
    ]
}

fn rows(layout: &Layout<'_>, visit: &mut Visit<'_>) {
    let (results, lang) = (layout.results, layout.lang);
    for places in &layout.blocks {
        let block = places.block;
        let reasons = Reasons::new(block, lang);
        for at in 0..block.units.len() {
            let standing = Standing::of(results, block, at);
            for leaf in standing.leaves {
                let back = layout.live.then(|| {
                    let (row, column) = (places.node_row(leaf.node), places.unit_column(at));
                    Target::Cell(Address::on(&places.detail_sheet, row, column).to_string())
                });
                visit(&row(&standing, &reasons, leaf, back, lang));
            }
        }
    }
}

fn row<'a>(
    standing: &Standing<'a>,
    reasons: &'a Reasons<'a>,
    leaf: &'a LeafScore,
    back: Option<Target<'a>>,
    lang: Lang,
) -> Row<'a> {
    let (results, block): (_, &BlockResults) = (standing.results, standing.block);
    let decimals = point_decimals(results);
    let node = &block.rubric.nodes[leaf.node];
    let source = node.leaf.as_ref().and_then(|l| l.source.as_deref());
    let scored = leaf.state == State::Scored;
    let applies = leaf.state != State::NotApplicable;
    let gated = standing.gated(leaf.node).is_some();
    let told = gated || reasons.judged(standing, leaf).is_some() || !scored && applies;
    let arithmetic = if told { reasons.cause(standing, leaf) } else { reasons.points(leaf) };
    let code = Cell::text(node.code.as_str());
    let (decided, reason) = decided(standing, leaf, lang);
    let differed = differed::at_leaf(results, &block.rubric, block.units[standing.at], leaf, lang);
    let reason = match differed.is_empty() {
        true => Cow::Borrowed(reason),
        false => Cow::Owned(with_differences(reason, &differed, lang)),
    };
    let survey = SurveySource::of(results, &standing.unit.id, node);
    let inputs = match survey {
        Some(source) => source.words(lang),
        None => reasons.inputs(leaf),
    };
    Row::new(vec![
        Cell::text(block_name(results, block)),
        Cell::text(standing.unit.name.as_str()),
        match back {
            Some(to) => code.leading(to),
            None => code,
        },
        Cell::text(node.name.as_str()),
        if applies { Cell::exact(&standing.points(leaf.node), decimals) } else { Cell::Empty },
        Cell::exact(&node.max, decimals),
        Cell::text(words::state(leaf.state, lang)),
        Cell::text(reasons.guide(leaf.node)),
        Cell::text(reasons.value(leaf)),
        Cell::text(reasons.taken(leaf)),
        Cell::text(reasons.missed(leaf)),
        if gated { Cell::Empty } else { Cell::text(reasons.needs(leaf).join("\n")) },
        Cell::text(arithmetic),
        Cell::text(with_peers(inputs, reasons, results, leaf)),
        opened(leaf),
        Cell::text(decided),
        Cell::text(reason),
        Cell::text(leaf.proof.as_str()),
        source.map_or(Cell::Empty, Cell::text),
    ])
}

/// So many units that were compared with are named in a cell; `why` names all.
const PEERS: usize = 5;

/// The inputs, and below them the values of the units that a relative rule compared with.
fn with_peers(
    inputs: String,
    reasons: &Reasons<'_>,
    results: &Results,
    leaf: &LeafScore,
) -> String {
    let peers = reasons.peers(results, leaf);
    let word = words::ACCOUNT_PEERS.say(reasons.lang());
    let mut lines = vec![inputs];
    lines.extend(peers.iter().take(PEERS).map(|peer| format!("{word}: {peer}")));
    if peers.len() > PEERS {
        let rest = (peers.len() - PEERS).to_string();
        lines.push(words::AND_OTHERS.with(reasons.lang(), &[("n", &rest)]));
    }
    lines.join("\n")
}

/// The first cell that something was read from; the text stays readable where the file itself
/// did not come along.
fn opened(leaf: &LeafScore) -> Cell<'_> {
    let of_input = |input: &Input| input.origin.as_ref().filter(|o| !o.cell.is_empty()).cloned();
    let given = || leaf.appraised.iter().flatten().next().map(|given| given.origin.clone());
    let found: Option<Origin> = leaf.inputs.iter().find_map(of_input).or_else(given);
    found.map_or(Cell::Empty, |origin| {
        Cell::text(place(&origin)).leading(Target::Source(Cow::Owned(origin)))
    })
}

/// The reason of the decision, and what the appraisers said before it.
fn with_differences(reason: &str, differed: &[Difference], lang: Lang) -> String {
    let word = words::ACCOUNT_DIFFERED.say(lang);
    let differed = differed.iter().map(|one| format!("{word} – {}", one.words(lang)));
    let reason = Some(reason.to_string()).filter(|reason| !reason.is_empty());
    reason.into_iter().chain(differed).collect::<Vec<_>>().join("\n")
}

/// Who decided, and the reason given.
fn decided<'a>(standing: &Standing<'_>, leaf: &'a LeafScore, lang: Lang) -> (String, &'a str) {
    if leaf.state != State::Scored {
        return (String::new(), "");
    }
    let given = match leaf.decided_by {
        DecidedBy::Appraisal1 => leaf.appraised[0].as_deref(),
        DecidedBy::Appraisal2 => leaf.appraised[1].as_deref(),
        DecidedBy::Rule | DecidedBy::Survey => None,
    };
    let by = words::decided_by(leaf.decided_by, lang);
    let agency = given.and_then(|given| given.agency.as_ref());
    let decided = match agency {
        Some(id) => format!("{by} – {}", agency_name(standing.results, id)),
        None => by.to_string(),
    };
    (decided, given.map_or("", |given| given.reason.as_str()))
}
