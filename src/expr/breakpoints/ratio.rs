//! What most rules look at, as a function of one input: a line over a line.

use super::steps::Steps;
use crate::terms::Exact;

/// `slope × step + start`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub slope: Exact,
    pub start: Exact,
}

impl Line {
    pub(super) fn flat(start: Exact) -> Line {
        Line { slope: Exact::zero(), start }
    }

    fn is_flat(&self) -> bool {
        self.slope.is_zero()
    }

    fn plus(self, other: &Line) -> Line {
        Line { slope: self.slope + &other.slope, start: self.start + &other.start }
    }

    fn scaled(&self, by: &Exact) -> Line {
        Line { slope: self.slope.clone() * by, start: self.start.clone() * by }
    }

    /// A line again, when one of the two is flat.
    fn times(&self, other: &Line) -> Option<Line> {
        match (self.is_flat(), other.is_flat()) {
            (_, true) => Some(self.scaled(&other.start)),
            (true, _) => Some(other.scaled(&self.start)),
            _ => None,
        }
    }

    /// The whole step at which it is 0.
    fn root(&self) -> Option<i64> {
        let root = (-self.start.clone()).checked_div(&self.slope)?;
        if root.is_whole() { root.floor() } else { None }
    }

    /// The steps of the universe at which it is above 0, or at least 0 when `or_equal`.
    /// `None` when a bound is too large to be a step.
    fn positive(&self, or_equal: bool, (low, high): (i64, i64)) -> Option<Steps> {
        let Some(root) = (-self.start.clone()).checked_div(&self.slope) else {
            let zero = Exact::zero();
            let holds = self.start > zero || or_equal && self.start == zero;
            return Some(if holds { Steps::between(low, high) } else { Steps::none() });
        };
        let (floor, whole) = (root.floor()?, root.is_whole());
        Some(if self.slope.is_negative() {
            let last = if whole && !or_equal { floor.checked_sub(1)? } else { floor };
            Steps::between(low, high.min(last))
        } else {
            let first = if whole && or_equal { floor } else { floor.checked_add(1)? };
            Steps::between(low.max(first), high)
        })
    }

    fn negated(&self) -> Line {
        Line { slope: -self.slope.clone(), start: -self.start.clone() }
    }
}

/// `above / below`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ratio {
    pub above: Line,
    pub below: Line,
}

impl Ratio {
    pub(super) fn constant(value: Exact) -> Ratio {
        Ratio::line(Line::flat(value))
    }

    pub(super) fn line(above: Line) -> Ratio {
        Ratio { above, below: Line::flat(Exact::one()) }
    }

    /// Nothing that changes is below.
    pub(super) fn is_line(&self) -> bool {
        self.below.is_flat()
    }

    pub(super) fn negated(&self) -> Ratio {
        Ratio { above: self.above.negated(), below: self.below.clone() }
    }

    pub(super) fn plus(&self, other: &Ratio) -> Option<Ratio> {
        if self.below == other.below {
            let above = self.above.clone().plus(&other.above);
            return Some(Ratio { above, below: self.below.clone() });
        }
        let (left, right) = (self.above.times(&other.below)?, other.above.times(&self.below)?);
        Some(Ratio { above: left.plus(&right), below: self.below.times(&other.below)? })
    }

    pub(super) fn times(&self, other: &Ratio) -> Option<Ratio> {
        Some(Ratio {
            above: self.above.times(&other.above)?,
            below: self.below.times(&other.below)?,
        })
    }

    /// The step at which it is 0 goes to `poles`: there is no quotient there.
    pub(super) fn over(&self, other: &Ratio, poles: &mut Vec<i64>) -> Option<Ratio> {
        if other.above == Line::flat(Exact::zero()) {
            return None;
        }
        poles.extend(other.above.root());
        if self.below == other.below {
            return Some(Ratio { above: self.above.clone(), below: other.above.clone() });
        }
        Some(Ratio {
            above: self.above.times(&other.below)?,
            below: self.below.times(&other.above)?,
        })
    }

    /// The steps at which it is above `bound`, or at least `bound` when `or_equal`.
    pub(super) fn exceeds(
        &self,
        bound: &Exact,
        or_equal: bool,
        universe: (i64, i64),
    ) -> Option<Steps> {
        let over = self.above.clone().plus(&self.below.scaled(bound).negated());
        let upright =
            over.positive(or_equal, universe)?.and(&self.below.positive(false, universe)?);
        let inverted = over
            .negated()
            .positive(or_equal, universe)?
            .and(&self.below.negated().positive(false, universe)?);
        Some(upright.or(&inverted))
    }
}
