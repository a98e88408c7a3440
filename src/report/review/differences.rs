//! Where appraisers of one round differed, and what came of it.

use crate::report::block::{Cell, Page, Rows, Table};
use crate::report::columns::{Columns, OfLeaf};
use crate::report::standing::{Standing, point_decimals};
use crate::report::why::differed;
use crate::report::why::differed::Difference;
use crate::report::{heading, words as common};
use crate::results::Results;
use crate::rubric::Node;
use crate::scores::{DecidedBy, LeafScore, State};
use crate::terms::Lang;

use crate::report::review::words;

/// The page *Ý kiến khác nhau*: each leaf, who differed and who decided.
pub(super) fn differences_page(results: &Results, lang: Lang) -> Page<'_> {
    let mut all = Vec::new();
    for block in &results.blocks {
        for at in 0..block.units.len() {
            let standing = Standing::of(results, block, at);
            for leaf in standing.leaves {
                let unit = block.units[at];
                let found = differed::at_leaf(results, &block.rubric, unit, leaf, lang);
                all.extend(found.into_iter().map(|difference| Found {
                    standing,
                    leaf,
                    difference,
                }));
            }
        }
    }
    let mut columns = Columns::<Found<'_>>::new(lang);
    columns
        .subject([20.0, 24.0, 8.0, 34.0])
        .left(words::DIFFERED, 70.0, |f| Cell::text(f.difference.words(lang)))
        .left(words::OUTCOME, 40.0, |f| {
            Cell::text(outcome(results, f.difference.round, f.leaf, lang))
        });
    let rows = Rows::Held(columns.rows(all));
    let table = Table { filter: true, ..columns.table(rows) };
    let notes = words::notes(words::HOW_DIFFERENCES.say(lang), lang);
    let words = (words::DIFFERENCES, words::NO_DIFFERENCES);
    heading::found(results, words, notes, table, lang)
}

/// A leaf on which appraisers differed.
struct Found<'r> {
    standing: Standing<'r>,
    leaf: &'r LeafScore,
    difference: Difference,
}

impl<'r> OfLeaf<'r> for Found<'r> {
    fn standing(&self) -> Standing<'r> {
        self.standing
    }

    fn node(&self) -> &'r Node {
        &self.standing.block.rubric.nodes[self.leaf.node]
    }
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
    let by = common::decided(leaf, lang);
    let reason = reason.map(|reason| format!(" – {reason}")).unwrap_or_default();
    format!("{by}: {points}{reason}{}", at.unwrap_or_default())
}
