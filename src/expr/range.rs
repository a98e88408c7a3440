//! The least and the largest value that an expression can take: enough to prove that a leaf
//! can never reach its maximum, not a solver. `None` means unbounded or unknown.

use super::{Expr, Function, Op};
use crate::terms::{Exact, Key};
use crate::value::DataKind;

/// Inclusive bounds of a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Range {
    pub low: Option<Exact>,
    pub high: Option<Exact>,
}

impl Range {
    fn exactly(value: &Exact) -> Range {
        Range { low: Some(value.clone()), high: Some(value.clone()) }
    }

    fn from_zero() -> Range {
        Range { low: Some(Exact::zero()), high: None }
    }

    fn union(self, other: Range) -> Range {
        Range {
            low: self.low.zip(other.low).map(|(a, b)| a.min(b)),
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
        }
    }

    fn is_positive(&self) -> bool {
        self.low.as_ref().is_some_and(|low| !low.is_negative())
    }
}

/// The range of `expr` where the items are of these kinds.
pub fn range(expr: &Expr, item: &dyn Fn(&Key) -> Option<DataKind>) -> Range {
    of(expr, item, &Range::default())
}

fn of(expr: &Expr, item: &dyn Fn(&Key) -> Option<DataKind>, it: &Range) -> Range {
    match expr {
        Expr::Number(n) | Expr::Percent(n) => Range::exactly(n),
        Expr::Item(key) | Expr::LastYear(key) => match item(key) {
            Some(DataKind::Count | DataKind::Percent | DataKind::Money) => Range::from_zero(),
            _ => Range::default(),
        },
        Expr::Points(_) | Expr::Judgement | Expr::Working(..) => Range::default(),
        Expr::PeriodShare(Some(share)) => Range::exactly(share),
        Expr::PeriodShare(None) => Range { low: Some(Exact::zero()), high: Some(Exact::one()) },
        Expr::Max(_) => Range::from_zero(),
        Expr::Survey { .. } => Range { low: Some(Exact::zero()), high: Some(Exact::one()) },
        Expr::It => it.clone(),
        Expr::Apply(op, sides) => arithmetic(*op, of(&sides[0], item, it), of(&sides[1], item, it)),
        Expr::Call(function, arguments) => {
            let ranges: Vec<Range> = arguments.iter().map(|a| of(a, item, it)).collect();
            called(*function, &ranges)
        }
        Expr::Cases { arms, otherwise } => arms
            .iter()
            .map(|arm| of(&arm.then, item, it))
            .fold(of(otherwise, item, it), Range::union),
        Expr::Let { value, body } => {
            let bound = of(value, item, it);
            of(body, item, &bound)
        }
        Expr::Peer(figure, inner) => match figure {
            super::PeerFigure::Min | super::PeerFigure::Max | super::PeerFigure::Mean => {
                of(inner, item, it)
            }
            _ => Range::from_zero(),
        },
        Expr::Clamp { inner, min, max } => {
            let inner = of(inner, item, it);
            let keep = |n: Exact| n.clamp(min.clone(), max.clone());
            Range {
                low: Some(inner.low.map_or(min.clone(), keep)),
                high: Some(inner.high.map_or(max.clone(), |n| n.clamp(min.clone(), max.clone()))),
            }
        }
        Expr::Exempt { full, inner, .. } => of(inner, item, it).union(Range::exactly(full)),
        Expr::OnZeroBase { inner, then, full } => {
            let inner = of(inner, item, it);
            match then {
                super::ZeroBase::Full => inner.union(Range::exactly(full)),
                super::ZeroBase::Zero => inner.union(Range::exactly(&Exact::zero())),
                super::ZeroBase::NotApplicable => inner,
            }
        }
        Expr::Text(_) | Expr::Date(_) | Expr::YesNo(_) => Range::default(),
    }
}

fn arithmetic(op: Op, a: Range, b: Range) -> Range {
    let add = |x: Option<Exact>, y: Option<Exact>| x.zip(y).map(|(x, y)| x + &y);
    let subtract = |x: Option<Exact>, y: Option<Exact>| x.zip(y).map(|(x, y)| x - &y);
    match op {
        Op::Add => Range { low: add(a.low, b.low), high: add(a.high, b.high) },
        Op::Subtract => Range { low: subtract(a.low, b.high), high: subtract(a.high, b.low) },
        Op::Multiply if a.is_positive() && b.is_positive() => Range {
            low: a.low.zip(b.low).map(|(x, y)| x * &y),
            high: a.high.zip(b.high).map(|(x, y)| x * &y),
        },
        Op::Divide if a.is_positive() && b.is_positive() => Range {
            low: match (&a.low, &b.high) {
                (Some(x), Some(y)) => x.checked_div(y),
                _ => Some(Exact::zero()),
            },
            high: match (&a.high, &b.low) {
                (Some(x), Some(y)) => x.checked_div(y),
                _ => None,
            },
        },
        _ => Range::default(),
    }
}

fn called(function: Function, ranges: &[Range]) -> Range {
    let lows = || ranges.iter().filter_map(|r| r.low.clone());
    let highs = || ranges.iter().filter_map(|r| r.high.clone());
    let all_low = ranges.iter().all(|r| r.low.is_some());
    let all_high = ranges.iter().all(|r| r.high.is_some());
    match function {
        Function::Min => {
            Range { low: all_low.then(|| lows().min()).flatten(), high: highs().min() }
        }
        Function::Max => {
            Range { low: lows().max(), high: all_high.then(|| highs().max()).flatten() }
        }
        Function::Sum => ranges
            .iter()
            .cloned()
            .fold(Range::exactly(&Exact::zero()), |a, b| arithmetic(Op::Add, a, b)),
        Function::CountYes => {
            Range { low: Some(Exact::zero()), high: Some(Exact::whole(ranges.len() as i64)) }
        }
        Function::Round | Function::RoundEven | Function::RoundDown => rounded(function, ranges),
        Function::Abs => Range::from_zero(),
        Function::Negate => arithmetic(
            Op::Subtract,
            Range::exactly(&Exact::zero()),
            ranges.first().cloned().unwrap_or_default(),
        ),
        _ => Range::default(),
    }
}

/// Rounding never turns an order round.
fn rounded(function: Function, ranges: &[Range]) -> Range {
    let [number, places] = ranges else { return Range::default() };
    let Some(places) = places.low.as_ref().and_then(Exact::to_u64).filter(|p| *p <= 12) else {
        return Range::default();
    };
    let round = |n: &Exact| function.rounded(n, places as u32);
    Range { low: number.low.as_ref().map(round), high: number.high.as_ref().map(round) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::parse;

    fn high(text: &str) -> Option<String> {
        let count = |_: &Key| Some(DataKind::Count);
        let expr = parse(text).ok()?.expr;
        range(&expr, &count).high.map(|h| h.to_string())
    }

    #[test]
    fn bounds_are_proved_where_they_can_be() {
        assert_eq!(high("1 - a / b").as_deref(), Some("1"));
        assert_eq!(high("min(a, 3) * 0.5").as_deref(), Some("3/2"));
        assert_eq!(high("if(a > 1, 2, 1)").as_deref(), Some("2"));
        assert_eq!(high("a / b"), None);
    }
}
