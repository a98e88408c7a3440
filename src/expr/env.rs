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

    /// What an appraiser gave, for judged rules.
    fn judgement(&self) -> Outcome {
        Err(Gap::Pending)
    }

    /// The values of `inner` over the block.
    fn peers(&self, _inner: &Expr) -> Option<&PeerStats> {
        None
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

    /// `None` when there is nothing to take it of; `own` is asked for only where it matters.
    pub(super) fn figure(
        &self,
        figure: PeerFigure,
        own: impl FnOnce() -> Option<Exact>,
    ) -> Option<Exact> {
        let count = |n: usize| Exact::whole(n as i64);
        match figure {
            PeerFigure::Min => self.sorted.first().cloned(),
            PeerFigure::Max => self.sorted.last().cloned(),
            PeerFigure::Mean => self.mean.clone(),
            PeerFigure::Count => Some(count(self.sorted.len())),
            PeerFigure::Above => {
                let own = own()?;
                Some(count(self.sorted.len() - self.sorted.partition_point(|v| *v <= own)))
            }
            PeerFigure::Below => {
                let own = own()?;
                Some(count(self.sorted.partition_point(|v| *v < own)))
            }
        }
    }
}
