//! What may be chosen, what it costs and what it gives: the plain problem behind a path.

use crate::terms::Exact;

/// Effort first, then how many leaves are worked on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cost {
    pub effort: Exact,
    pub leaves: usize,
}

impl Cost {
    pub(super) fn plus(&self, other: &Cost) -> Cost {
        Cost { effort: self.effort.clone() + &other.effort, leaves: self.leaves + other.leaves }
    }
}

/// One way in which a group may end, and the points that it then has in each place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub cost: Cost,
    /// One per [`Problem::places`].
    pub points: Vec<Exact>,
}

/// Leaves that hang together, because they look at the same figures: exactly one choice is made.
/// The first one is to leave everything as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub choices: Vec<Choice>,
}

/// At least so much, or more than it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast(Exact),
    MoreThan(Exact),
}

impl Bound {
    pub(super) fn is_met(&self, points: &Exact) -> bool {
        match self {
            Bound::AtLeast(bound) => points >= bound,
            Bound::MoreThan(bound) => points > bound,
        }
    }
}

/// A sum of points that something hangs on: a field that must reach a share, a bonus that counts
/// up to its maximum, a node that a gate looks at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// What the sum must reach.
    pub bound: Option<Bound>,
    /// How the sum counts in the total.
    pub counts: Counts,
}

/// How the sum of a place counts in the total. None of these ever counts less for more points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Counts {
    /// As it is.
    #[default]
    Whole,
    /// Not at all: it is part of another place.
    Not,
    /// From nothing up to this.
    UpTo(Exact),
    /// Taken off, from nothing up to this; its points are given as a negative sum.
    TakenOff(Exact),
}

impl Place {
    /// What a sum counts in the total.
    pub(super) fn counted(&self, sum: &Exact) -> Exact {
        let zero = Exact::zero();
        match &self.counts {
            Counts::Whole => sum.clone(),
            Counts::Not => zero,
            Counts::UpTo(most) => sum.clone().clamp(zero, most.clone()),
            Counts::TakenOff(most) => sum.clone().clamp(-most.clone(), zero),
        }
    }

    /// Whether its sum has to be known by itself, and not only within the total.
    pub(super) fn stands_alone(&self) -> bool {
        self.bound.is_some() || !matches!(self.counts, Counts::Whole)
    }
}

/// The cheapest choices whose total reaches a bound, all places reaching theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub groups: Vec<Group>,
    pub places: Vec<Place>,
    /// Without one, every total will do.
    pub total: Option<Bound>,
}

/// One choice per group, as positions in [`Group::choices`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Solution {
    pub cost: Cost,
    pub choices: Vec<usize>,
    pub total: Exact,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Reached(Solution),
    /// No choice reaches the total; this one comes nearest to it, the places reaching theirs.
    Nearest(Solution),
    /// These places, as positions, cannot reach their bounds whatever is chosen.
    Closed(Vec<usize>),
}
