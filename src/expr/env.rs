//! What an expression can look up: items, other nodes, surveys, peers.

use super::{Expr, PeerFigure, SurveyOf};
use crate::terms::{Code, Exact, Key, mean};
use crate::value::{Gap, Outcome};

/// Where an expression finds what it names.
pub trait Env {
    fn item(&self, key: &Key) -> Outcome;

    /// The item in last year's results.
    fn last_year(&self, _key: &Key) -> Outcome {
        Err(Gap::Missing)
    }

    /// Points of another node before gates.
    fn points(&self, _code: &Code) -> Outcome {
        Err(Gap::Missing)
    }

    /// Applicable maximum of another node.
    fn max(&self, _code: &Code) -> Outcome {
        Err(Gap::Missing)
    }

    fn survey(&self, _scheme: &str, _of: &SurveyOf) -> Outcome {
        Err(Gap::NotApplicable)
    }

    /// Whether the unit carries one of the tags. Whoever wraps surroundings passes it on: a unit
    /// whose tags are forgotten loses the points that it has without being asked.
    fn carries(&self, tags: &[String]) -> bool;

    /// What an appraiser gave, for judged rules.
    fn judgement(&self) -> Outcome {
        Err(Gap::Pending)
    }

    /// The values of `inner` over the block.
    fn peers(&self, _inner: &Expr) -> Option<&PeerStats> {
        None
    }

    /// A figure over the block for the unit whose own value of `inner` is `own`.
    fn peer(&self, figure: PeerFigure, inner: &Expr, own: &Exact) -> Option<Exact> {
        self.peers(inner)?.figure(figure, own)
    }
}

/// The values that the units of a block have of one expression.
#[derive(Debug, Clone, Default)]
pub struct PeerStats {
    sorted: Vec<Exact>,
    mean: Option<Exact>,
}

impl PeerStats {
    pub fn new(mut values: Vec<Exact>) -> Self {
        let mean = mean(values.iter());
        values.sort();
        PeerStats { sorted: values, mean }
    }

    /// `None` when there is nothing to take it of.
    pub(crate) fn figure(&self, figure: PeerFigure, own: &Exact) -> Option<Exact> {
        match figure {
            PeerFigure::Min => self.sorted.first().cloned(),
            PeerFigure::Max => self.sorted.last().cloned(),
            PeerFigure::Mean => self.mean.clone(),
            PeerFigure::Count => Some(count(self.sorted.len())),
            PeerFigure::Above => Some(count(self.above(own))),
            PeerFigure::Below => Some(count(self.below(own))),
        }
    }

    /// The figure if the unit whose value is `before` had the value `own` instead. `None` when
    /// no unit has the value `before`.
    pub(super) fn moved(&self, figure: PeerFigure, before: &Exact, own: &Exact) -> Option<Exact> {
        let at = self.sorted.binary_search(before).ok()?;
        let others = |end: Option<&Exact>, next: Option<&Exact>| {
            let end = if end == Some(before) { next } else { end };
            end.cloned()
        };
        let len = self.sorted.len();
        let or_own = |other: Option<Exact>, pick: fn(Exact, Exact) -> Exact| match other {
            Some(other) => pick(other, own.clone()),
            None => own.clone(),
        };
        match figure {
            PeerFigure::Min => {
                Some(or_own(others(self.sorted.first(), self.sorted.get(1)), Exact::min))
            }
            PeerFigure::Max => {
                let next = len.checked_sub(2).and_then(|n| self.sorted.get(n));
                Some(or_own(others(self.sorted.last(), next), Exact::max))
            }
            PeerFigure::Mean => {
                let change = (own.clone() - &self.sorted[at]).checked_div(&count(len))?;
                Some(self.mean.clone()? + &change)
            }
            PeerFigure::Count => Some(count(len)),
            PeerFigure::Above => Some(count(self.above(own) - usize::from(before > own))),
            PeerFigure::Below => Some(count(self.below(own) - usize::from(before < own))),
        }
    }

    fn above(&self, own: &Exact) -> usize {
        self.sorted.len() - self.sorted.partition_point(|v| v <= own)
    }

    fn below(&self, own: &Exact) -> usize {
        self.sorted.partition_point(|v| v < own)
    }
}

fn count(n: usize) -> Exact {
    Exact::whole(n as i64)
}
