//! What a unit lost, largest first, each with its cause and the next step.

use crate::report::block::{Cell, Rows, Table};
use crate::report::columns::Columns;
use crate::report::standing::{Standing, point_decimals};
use crate::report::unit::clipped::{clipped, step};
use crate::report::why::lost::of_unit;
use crate::report::why::reasons::Reasons;
use crate::report::words;
use crate::rubric::Node;
use crate::scores::LeafScore;
use crate::terms::{Exact, texts};

texts! {
    MOST_LOST "Mất điểm nhiều nhất", "Most points lost at";
    NEXT "Bước tiếp theo", "Next step";
    LOST_SHORT "Mất", "Lost";
}

/// How much is told of a cause and a next step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    Whole,
    /// The cause without formulas and the first step, in so many letters as leave room for the
    /// others on one sheet of paper.
    Short,
}

/// Letters of a cause or a next step that is told short.
const LETTERS: usize = 70;

/// A loss and the leaf where it was made.
struct Loss<'r> {
    lost: Exact,
    leaf: &'r LeafScore,
    node: &'r Node,
}

/// The largest losses of the unit, at most so many.
pub(crate) fn table<'r>(
    standing: &Standing<'r>,
    reasons: &Reasons<'_>,
    most: usize,
    told: Told,
) -> Table<'r> {
    let (lang, short) = (reasons.lang(), told == Told::Short);
    let decimals = point_decimals(standing.results);
    let mut columns = Columns::<Loss<'r>>::new(lang);
    match told {
        Told::Whole => columns.left(words::CODE, 8.0, |l| Cell::text(l.node.code.as_str())).left(
            words::LEAF,
            40.0,
            |l| Cell::text(l.node.name.as_str()),
        ),
        Told::Short => columns.left(MOST_LOST, 30.0, |l| {
            Cell::text(clipped(&format!("{} {}", l.node.code, l.node.name), LETTERS - 15))
        }),
    };
    columns
        .left(words::CAUSE, if short { 34.0 } else { 44.0 }, |l| {
            Cell::text(match told {
                Told::Whole => reasons.cause(standing, l.leaf),
                Told::Short => clipped(&reasons.plain_cause(standing, l.leaf), LETTERS),
            })
        })
        .left(NEXT, if short { 44.0 } else { 50.0 }, |l| {
            let needs = reasons.needs(l.leaf);
            Cell::text(match told {
                Told::Whole => needs.join("; "),
                Told::Short => first_step(&needs),
            })
        })
        .right(if short { LOST_SHORT } else { words::LOST }, 10.0, |l| {
            Cell::exact(&l.lost, decimals)
        });
    let losses = of_unit(standing).into_iter().take(most).map(|(lost, at)| {
        let leaf = &standing.leaves[at];
        Loss { lost, leaf, node: &standing.block.rubric.nodes[leaf.node] }
    });
    let rows = columns.rows(losses);
    Table { size: if short { 11 } else { 12 }, ..columns.table(Rows::Held(rows)) }
}

/// What would earn all points is further away.
fn first_step(needs: &[String]) -> String {
    let first = needs.first().map_or("", String::as_str);
    step(first.split("; ").next().unwrap_or_default(), LETTERS + 10)
}
