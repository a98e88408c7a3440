//! Which rows *Tính chỉ số* has for a block, and what they are called.

use crate::expr::Expr;
use crate::report::words;
use crate::results::{BlockResults, Results};
use crate::round::{RankOn, Ties};
use crate::rubric::{FieldKind, Rubric};
use crate::terms::Text;

/// A row of the page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Work {
    Heading(Part),
    /// The applicable maximum of a node.
    Max(usize),
    /// The points of a node before gates.
    Before(usize),
    /// 1 where the node earned 0 and so closes what requires it.
    Gate(usize),
    /// The component index of a field, not rounded.
    Field(usize),
    /// Which fields are below what the class at this position asks of every field.
    Low(usize),
    /// What parts a unit from others of its index, by the position in `RoundRules::tie_break`; and
    /// the same as it is looked at, 0 where one of them does not have it.
    Tie(usize),
    TieUsed(usize),
    Sum(Sum),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Maxima,
    Before,
    Gates,
    Fields,
    Index,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sum {
    Applicable,
    Bonus,
    Penalty,
    Surveyed,
    Appraised,
    Points,
    /// In percent, not rounded.
    Index,
    Published,
    /// The exact index as far as ties are told apart.
    RankedOn,
    /// 1 at the first unit with its figure, for dense ranks.
    First,
    Rank,
    /// Position of the highest class whose bound is reached, and of the class given.
    Reached,
    ClassAt,
    Class,
    Missing,
    Unreadable,
    Pending,
}

impl Part {
    pub(crate) fn word(self) -> Text {
        match self {
            Part::Maxima => words::PART_MAXIMA,
            Part::Before => words::BEFORE_GATES,
            Part::Gates => words::PART_GATES,
            Part::Fields => words::PART_FIELDS,
            Part::Index => words::PART_INDEX,
        }
    }
}

impl Sum {
    pub(crate) fn word(self) -> Text {
        match self {
            Sum::Applicable => words::SUM_APPLICABLE,
            Sum::Bonus => words::BONUS,
            Sum::Penalty => words::PENALTY,
            Sum::Surveyed => words::SURVEYED,
            Sum::Appraised => words::APPRAISED,
            Sum::Points => words::TOTAL_POINTS,
            Sum::Index => words::SUM_INDEX,
            Sum::Published => words::INDEX,
            Sum::RankedOn => words::SUM_RANKED_ON,
            Sum::First => words::SUM_FIRST,
            Sum::Rank => words::RANK,
            Sum::Reached => words::SUM_REACHED,
            Sum::ClassAt => words::SUM_CLASS_AT,
            Sum::Class => words::CLASS,
            Sum::Missing => words::SUM_MISSING,
            Sum::Unreadable => words::SUM_UNREADABLE,
            Sum::Pending => words::SUM_PENDING,
        }
    }
}

/// The rows of the page of a block, in order.
pub(crate) fn works(results: &Results, block: &BlockResults) -> Vec<Work> {
    let rubric = &block.rubric;
    let nodes = 0..rubric.nodes.len();
    let mut list = vec![Work::Heading(Part::Maxima)];
    list.extend(nodes.clone().map(Work::Max));
    if needs_points(rubric) {
        list.push(Work::Heading(Part::Before));
        list.extend(nodes.map(Work::Before));
    }
    let gates = gates(rubric);
    if !gates.is_empty() {
        list.push(Work::Heading(Part::Gates));
        list.extend(gates.into_iter().map(Work::Gate));
    }
    list.push(Work::Heading(Part::Fields));
    list.extend(plain_fields(rubric).map(Work::Field));
    list.push(Work::Heading(Part::Index));
    let rules = &results.round.rules;
    let mut sums = vec![Sum::Applicable, Sum::Bonus, Sum::Penalty, Sum::Surveyed, Sum::Appraised];
    sums.extend([Sum::Points, Sum::Index, Sum::Published]);
    if rules.rank_on == RankOn::Exact {
        sums.push(Sum::RankedOn);
    }
    if rules.ties == Ties::Dense {
        sums.push(Sum::First);
    }
    let ranked_from = sums.iter().position(|sum| *sum == Sum::First).unwrap_or(sums.len());
    let last = sums.split_off(ranked_from);
    list.extend(sums.into_iter().map(Work::Sum));
    for key in 0..rules.tie_break.len() {
        list.extend([Work::Tie(key), Work::TieUsed(key)]);
    }
    list.extend(last.into_iter().chain([Sum::Rank]).map(Work::Sum));
    if !rubric.classes.is_empty() {
        let gated = rubric.classes.iter().enumerate().filter(|(_, c)| c.is_gated());
        list.extend(gated.map(|(at, _)| Work::Low(at)));
        list.extend([Sum::Reached, Sum::ClassAt, Sum::Class].map(Work::Sum));
    }
    list.extend([Sum::Missing, Sum::Unreadable, Sum::Pending].map(Work::Sum));
    list
}

/// The row of the figure by which the round ranks.
pub(crate) fn ranked_on(results: &Results) -> Sum {
    match results.round.rules.rank_on {
        RankOn::Published => Sum::Published,
        RankOn::Exact => Sum::RankedOn,
    }
}

/// The positions of the fields outside bonus and penalty.
pub(crate) fn plain_fields(rubric: &Rubric) -> impl Iterator<Item = usize> {
    fields_of(rubric, FieldKind::Plain)
}

pub(crate) fn fields_of(rubric: &Rubric, kind: FieldKind) -> impl Iterator<Item = usize> {
    rubric.fields_of(kind).map(|(at, _)| at)
}

fn needs_points(rubric: &Rubric) -> bool {
    let asks = |e: &Expr| !e.nodes().is_empty();
    rubric.nodes.iter().any(|n| !n.requires.is_empty())
        || rubric.leaves().any(|(_, _, leaf)| asks(&leaf.rule.expr))
}

/// The positions of the nodes that others require.
fn gates(rubric: &Rubric) -> Vec<usize> {
    let mut list: Vec<usize> = Vec::new();
    for code in rubric.nodes.iter().flat_map(|n| &n.requires) {
        list.extend(rubric.position(code).filter(|at| !list.contains(at)));
    }
    list
}
