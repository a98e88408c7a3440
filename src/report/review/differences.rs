//! Where appraisers of one round differed, and what came of it.

use crate::report::block::{Cell, Column, Page, Row, Rows, Table};
use crate::report::standing::{block_name, point_decimals};
use crate::report::{differed, heading, words as common};
use crate::results::{BlockResults, Results};
use crate::scores::{DecidedBy, LeafScore, State};
use crate::terms::Lang;

use super::words;

/// The page *Ý kiến khác nhau*: each leaf, who differed and who decided.
pub(super) fn differences_page(results: &Results, lang: Lang) -> Page<'_> {
    let mut rows = Vec::new();
    for block in &results.blocks {
        for at in 0..block.units.len() {
            for leaf in &block.scores[at].leaves {
                rows.extend(of_leaf(results, block, at, leaf, lang));
            }
        }
    }
    let columns = vec![
        Column::left(common::BLOCK.say(lang)),
        Column::left(common::UNIT.say(lang)),
        Column::left(common::CODE.say(lang)),
        Column::left(common::LEAF.say(lang)),
        Column::left(words::DIFFERED.say(lang)),
        Column::left(words::OUTCOME.say(lang)),
    ];
    let table = Table { columns, rows: Rows::Held(rows), ..Table::listing() };
    let widths = vec![20.0, 24.0, 8.0, 34.0, 70.0, 40.0];
    let notes = words::notes(words::HOW_DIFFERENCES.say(lang), lang);
    let words = (words::DIFFERENCES, words::NO_DIFFERENCES);
    heading::found(results, words, notes, (table, widths), lang)
}

fn of_leaf<'r>(
    results: &'r Results,
    block: &'r BlockResults,
    at: usize,
    leaf: &LeafScore,
    lang: Lang,
) -> Vec<Row<'r>> {
    let node = &block.rubric.nodes[leaf.node];
    let (unit, _) = block.unit(&results.round, at);
    let all = differed::at_leaf(results, &block.rubric, block.units[at], leaf, lang);
    let row = |difference: &differed::Difference| {
        Row::new(vec![
            Cell::text(block_name(results, block)),
            Cell::text(unit.name.as_str()),
            Cell::text(node.code.as_str()),
            Cell::text(node.name.as_str()),
            Cell::text(difference.words(lang)),
            Cell::text(outcome(results, difference.round, leaf, lang)),
        ])
    };
    all.iter().map(row).collect()
}

/// What a later round decided, or that nothing is decided.
fn outcome(results: &Results, round: u8, leaf: &LeafScore, lang: Lang) -> String {
    let decided = leaf.decided_by == DecidedBy::Appraisal2 && leaf.state == State::Scored;
    if round != 1 || !decided {
        return words::OPEN.say(lang).to_string();
    }
    let points = common::number(&leaf.points, point_decimals(results), lang);
    let given = leaf.appraised[1].as_deref();
    let reason = given.map(|g| g.reason.as_str()).filter(|reason| !reason.is_empty());
    let at = given.map(|g| format!(" [{} – {}]", g.origin.file, g.origin.cell));
    let by = common::decided_by(leaf.decided_by, lang);
    let reason = reason.map(|reason| format!(" – {reason}")).unwrap_or_default();
    format!("{by}: {points}{reason}{}", at.unwrap_or_default())
}
