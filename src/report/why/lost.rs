//! *Điểm mất*: where each unit lost points and why, largest loss first.

use crate::rubric::{FieldKind, Node};
use crate::scores::LeafScore;
use crate::terms::Exact;

use crate::report::block::{Cell, Page, Table};
use crate::report::columns::{Columns, OfLeaf};
use crate::report::standing::{Standing, agency_name, point_decimals};
use crate::report::why::reasons::Reasons;
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

/// What a leaf cost its unit: below its applicable maximum, or taken by a penalty, as far as the
/// cap of its field lets it take anything.
pub(crate) fn loss(standing: &Standing<'_>, leaf: &LeafScore) -> Option<Exact> {
    let node = &standing.block.rubric.nodes[leaf.node];
    let points = standing.points(leaf.node);
    let lost = match node.field_kind {
        FieldKind::Plain => standing.index.nodes[leaf.node].applicable_max.clone() - &points,
        FieldKind::Penalty => taken_by(standing, leaf.node),
        FieldKind::Bonus => return None,
    };
    (!lost.is_zero()).then_some(lost)
}

/// What the penalties of a field take with this leaf, over what they take without it and those
/// after it: together they take what the capped field does.
fn taken_by(standing: &Standing<'_>, node: usize) -> Exact {
    let rubric = &standing.block.rubric;
    let field = rubric.with_those_above(node).last().unwrap_or(node);
    let cap = |points: &Exact| points.clone().clamp(Exact::zero(), rubric.nodes[field].max.clone());
    let mut before = Exact::zero();
    for other in standing.leaves.iter().map(|leaf| leaf.node).filter(|at| *at < node) {
        if rubric.with_those_above(other).last() == Some(field) {
            before += &standing.points(other);
        }
    }
    let with = before.clone() + &standing.points(node);
    cap(&with) - &cap(&before)
}

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let table = columns(book).streamed(move |visit| losses(book).iter().for_each(visit));
    let table = Table { fixed_columns: 4, ..table };
    vec![heading::listing(book.results, name, book.lang, table)]
}

/// A leaf that lost points.
struct Loss<'r> {
    standing: Standing<'r>,
    leaf: &'r LeafScore,
    node: &'r Node,
    lost: Exact,
    reasons: &'r Reasons<'r>,
}

impl<'r> OfLeaf<'r> for Loss<'r> {
    fn standing(&self) -> Standing<'r> {
        self.standing
    }

    fn node(&self) -> &'r Node {
        self.node
    }
}

fn columns<'r>(book: &'r Workbook<'r>) -> Columns<'r, 'r, Loss<'r>> {
    let results = book.results;
    let decimals = point_decimals(results);
    let mut columns = Columns::<Loss<'r>>::new(book.lang);
    columns
        .subject([15.0, 20.0, 7.5, 34.0])
        .right(words::APPLICABLE_MAX, 10.0, move |l| {
            Cell::exact(&l.standing.index.nodes[l.leaf.node].applicable_max, decimals)
        })
        .right(words::GOT, 8.0, move |l| Cell::exact(&l.standing.points(l.leaf.node), decimals))
        .right(words::LOST, 8.0, move |l| Cell::exact(&l.lost, decimals))
        .left(words::CAUSE, 54.0, |l| Cell::text(l.reasons.cause(&l.standing, l.leaf)))
        .left(words::AGENCY, 16.0, move |l| {
            let agency = l.node.leaf.as_ref().and_then(|leaf| leaf.appraiser.as_ref());
            agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id)))
        });
    columns
}

/// Every loss of a unit, largest first, with the position of its leaf.
pub(crate) fn of_unit(standing: &Standing<'_>) -> Vec<(Exact, usize)> {
    let mut losses: Vec<(Exact, usize)> = standing
        .leaves
        .iter()
        .enumerate()
        .filter_map(|(at, leaf)| Some((loss(standing, leaf)?, at)))
        .collect();
    losses.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    losses
}

/// Every loss of every unit, largest first.
fn losses<'r>(book: &'r Workbook<'r>) -> Vec<Loss<'r>> {
    let mut all: Vec<((usize, usize, usize), Loss<'r>)> = Vec::new();
    for (number, block) in book.results.blocks.iter().enumerate() {
        let reasons = &book.reasons[number];
        for at in 0..block.units.len() {
            let standing = Standing::of(book.results, block, at);
            // Who is not ranked has not lost points: there is nothing to judge yet.
            if standing.index.rank.is_none() {
                continue;
            }
            all.extend(of_unit(&standing).into_iter().map(|(lost, leaf)| {
                let place = (number, at, leaf);
                let leaf = &standing.leaves[leaf];
                let node = &block.rubric.nodes[leaf.node];
                (place, Loss { standing, leaf, node, lost, reasons })
            }));
        }
    }
    all.sort_by(|(a, one), (b, other)| other.lost.cmp(&one.lost).then(a.cmp(b)));
    all.into_iter().map(|(_, loss)| loss).collect()
}
