//! Branches, what a rule looks at, peers and bounds as formulas.

use super::formula::Formula;
use super::guard::{Noise, rounded};
use super::parts::{Helper, Sort, Step};
use super::read::{DEEPEST, HEAVIEST, Part, Read, Reader};
use crate::expr::{Arm, Expr, Function, PeerFigure, ZeroBase};
use crate::terms::Exact;

impl Reader<'_> {
    /// From the last branch to the first: the first condition that holds decides, and one
    /// without a value stops.
    pub(super) fn cases(&mut self, arms: &[Arm], otherwise: &Expr) -> Read {
        let known = self.done.len();
        let mut conditions = Vec::new();
        let mut points = Vec::new();
        for arm in arms {
            conditions.push(self.light(&arm.when)?);
            points.push(self.part(&arm.then)?);
            if let Expr::Call(Function::NotDone, of) = &arm.when
                && let Some(date) = of.first()
            {
                let date = self.part(date)?;
                self.done.push(date.value);
            }
        }
        let mut rest = self.part(otherwise)?;
        self.done.truncate(known);
        for (at, (when, then)) in conditions.into_iter().zip(points).enumerate().rev() {
            let state = Formula::when(when.value.clone(), then.state, rest.state);
            let value = Formula::when(when.value, then.value, rest.value);
            let noise = then.noise.either(rest.noise);
            rest = Part::new(Formula::unless(when.state, state), value, then.sort, noise);
            let heavy = rest.state.weight() + rest.value.weight() > HEAVIEST;
            if at > 0 && (heavy || rest.value.depth().max(rest.state.depth()) > DEEPEST) {
                rest = self.hold(&Expr::cases(arms[at..].to_vec(), otherwise.clone()), rest);
            }
        }
        Ok(rest)
    }

    /// The value stands in a helper cell; within the body it is there.
    pub(super) fn bound(&mut self, value: &Expr, body: &Expr) -> Read {
        let part = self.part(value)?;
        let closed = self.closed(value);
        let held = match self.helpers[0] {
            None => {
                // The value that the rule looks at can always be seen.
                self.hold_at(0, value, part)
            }
            Some(_) => self.hold(value, part),
        };
        let stop = held.state.clone();
        let it = Part { state: Formula::whole(0), ..held };
        let before = self.it.replace((it, closed));
        let around = std::mem::replace(&mut self.stop, stop.clone());
        let body = self.part(body);
        (self.it, self.stop) = (before, around);
        let body = body?;
        Ok(Part { state: Formula::unless(stop, body.state), ..body })
    }

    /// Over the helper cells of the units of the block: `""` is no value.
    pub(super) fn peer(&mut self, figure: PeerFigure, inner: &Expr) -> Read {
        let own = self.part(inner)?;
        let closed = self.closed(inner);
        let at = self.helper_of(&closed);
        let (at, own) = match at {
            Some(at) => (at, own),
            None => {
                let at = self.reserve();
                let own = self.hold_at(at, inner, own);
                (at, own)
            }
        };
        let range = Formula::cell(self.cells.helper_range(at));
        let (value, noise) = match figure {
            PeerFigure::Min => (Formula::call("MIN", vec![range]), own.noise.clone()),
            PeerFigure::Max => (Formula::call("MAX", vec![range]), own.noise.clone()),
            PeerFigure::Mean => {
                (Formula::call("AVERAGE", vec![range]), Noise::Computed(vec![own.value.clone()]))
            }
            PeerFigure::Count => (Formula::call("COUNT", vec![range]), Noise::Whole),
            PeerFigure::Above | PeerFigure::Below => {
                let order = i64::from(figure == PeerFigure::Below);
                (self.place(at, &own, &closed, order), Noise::Whole)
            }
        };
        // Peers of peers do not exist: nothing is taken of nothing.
        if nested(inner) {
            let state = match figure {
                PeerFigure::Count | PeerFigure::Above | PeerFigure::Below => Formula::whole(0),
                _ => Formula::whole(4),
            };
            let state = Formula::unless(own.state, state);
            return Ok(Part::new(state, Formula::whole(0), Sort::Number, Noise::Whole));
        }
        Ok(Part::new(own.state, value, Sort::Number, noise))
    }

    /// The number of the helper cell that holds the value of this expression.
    fn helper_of(&self, closed: &Expr) -> Option<usize> {
        let holds = |h: &Helper| h.step == Step::Value && h.of == *closed;
        self.helpers.iter().position(|h| h.as_ref().is_some_and(holds))
    }

    /// How many units have a larger (order 0) or smaller (order 1) value.
    fn place(&mut self, at: usize, own: &Part, closed: &Expr, order: i64) -> Formula {
        let at = match &own.noise {
            Noise::Whole | Noise::Nearest => at,
            Noise::Computed(_) => match self.rounded.iter().find(|(of, _)| of == closed) {
                Some((_, at)) => *at,
                None => {
                    let formula = rounded(&Formula::cell(self.cells.helper(at)));
                    let here = self.reserve();
                    let of = closed.clone();
                    self.helpers[here] =
                        Some(Helper { formula, of, step: Step::Rounded, sort: own.sort });
                    self.rounded.push((closed.clone(), here));
                    here
                }
            },
        };
        let arguments = vec![
            Formula::cell(self.cells.helper(at)),
            Formula::cell(self.cells.helper_range(at)),
            Formula::whole(order),
        ];
        Formula::apply("-", Formula::call("RANK", arguments), Formula::whole(1))
    }

    pub(super) fn clamp(&mut self, inner: &Expr, min: &Exact, max: &Exact) -> Read {
        let part = self.part(inner)?;
        if let Some((low, high)) = bounds(&part.value)
            && low >= *min
            && high <= *max
        {
            return Ok(part);
        }
        let noise = part.noise.either(Noise::Nearest);
        let least = Formula::call("MAX", vec![part.value, Formula::Number(min.clone())]);
        let value = Formula::call("MIN", vec![least, Formula::Number(max.clone())]);
        Ok(Part::new(part.state, value, Sort::Number, noise))
    }

    pub(super) fn zero_base(&mut self, inner: &Expr, then: ZeroBase, full: &Exact) -> Read {
        let part = self.part(inner)?;
        let atom = part.state.is_atom();
        let part = if atom { part } else { self.hold_state(inner, part) };
        let is_zero_base = Formula::apply("=", part.state.clone(), Formula::whole(1));
        let (code, points) = match then {
            ZeroBase::NotApplicable => (Formula::whole(2), None),
            ZeroBase::Full => (Formula::whole(0), Some(full.clone())),
            ZeroBase::Zero => (Formula::whole(0), Some(Exact::zero())),
        };
        let state = match part.state.constant() {
            Some(n) if *n == Exact::one() => code,
            Some(_) => part.state.clone(),
            None => Formula::when(is_zero_base.clone(), code, part.state.clone()),
        };
        let value = match points {
            Some(points) if part.state.constant().is_none() => {
                Formula::when(is_zero_base, Formula::Number(points), part.value)
            }
            Some(points) if !part.state.is_zero() => Formula::Number(points),
            _ => part.value,
        };
        Ok(Part::new(state, value, Sort::Number, part.noise.either(Noise::Nearest)))
    }

    /// Only the state in a helper cell.
    fn hold_state(&mut self, expr: &Expr, part: Part) -> Part {
        let of = self.closed(expr);
        let state = self.helper(Helper {
            formula: part.state.clone(),
            of,
            step: Step::State,
            sort: part.sort,
        });
        Part { state, ..part }
    }
}

/// The least and the largest value, where every branch ends in a constant.
fn bounds(value: &Formula) -> Option<(Exact, Exact)> {
    match value {
        Formula::Number(n) => Some((n.clone(), n.clone())),
        Formula::Call("IF", ends) => {
            let (a, b) = (bounds(ends.get(1)?)?, bounds(ends.get(2)?)?);
            Some((a.0.min(b.0), a.1.max(b.1)))
        }
        _ => None,
    }
}

fn nested(inner: &Expr) -> bool {
    let mut found = false;
    inner.walk(&mut |e| found |= matches!(e, Expr::Peer(..)));
    found
}
