//! What an evaluation did, kept as a by-product of it: compact, language-neutral, checkable.

use super::Expr;
use crate::terms::{Date, Exact};
use crate::value::{Gap, Outcome, Value};

/// The record of how a rule came to its points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// The value that the rule looked at, such as a share, with its arithmetic.
    pub value: Option<TraceLine>,
    /// The conditions that were looked at, up to the one that held, where they compare more
    /// than the value above: `20 < 30`.
    pub conditions: Vec<TraceLine>,
    /// Which arm of the rule's cases held; the number of arms means `otherwise`.
    pub taken: Option<usize>,
    /// The arithmetic of the points.
    pub points: Option<TraceLine>,
    /// The points before they were cut to the leaf's bounds, when they were.
    pub cut_from: Option<Exact>,
    /// What was rounded to the value and to the points above, where that changed them.
    pub value_before_rounding: Option<Exact>,
    pub points_before_rounding: Option<Exact>,
    /// The unit has full points without being asked.
    pub exempt: bool,
    /// A day that lies outside the round's calendar, as far as it is known.
    pub outside_calendar: Option<Option<Date>>,
    /// A denominator was 0 and the set's `zero_base` decided.
    pub zero_base: bool,
    /// A number other than 0 was divided by 0: the data contradict each other.
    pub divided_by_zero: bool,
    /// Two values of different types met, such as a date and the answer "không".
    pub mismatch: bool,
    /// What stopped the rule: the data item (or other source) and why.
    pub stopped: Vec<(String, Gap)>,
}

/// One line of arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceLine {
    /// With the numbers put in: `1 - 8 / 1250`. Plain decimals and fractions; the
    /// expression parser reads it back.
    pub arithmetic: String,
    pub result: Outcome,
}

impl Trace {
    /// The branch of `rule` just missed: among those that give more points than were earned,
    /// the one that gives the least. `None` without cases, or when the best branch held.
    pub fn missed(&self, rule: &Expr) -> Option<usize> {
        self.taken?;
        let earned = match &self.points.as_ref()?.result {
            Ok(Value::Number(points)) => points,
            _ => return None,
        };
        let branches = cases(rule)?;
        let better = branches.iter().enumerate().filter_map(|(at, points)| match points {
            Expr::Number(n) if n > earned => Some((n, at)),
            _ => None,
        });
        better.min_by(|a, b| a.0.cmp(b.0)).map(|(_, at)| at)
    }
}

/// What each branch of a rule gives, `otherwise` last.
fn cases(rule: &Expr) -> Option<Vec<&Expr>> {
    match rule {
        Expr::OnZeroBase { inner, .. } | Expr::Clamp { inner, .. } | Expr::Exempt { inner, .. } => {
            cases(inner)
        }
        Expr::Let { body, .. } => cases(body),
        Expr::Cases { arms, otherwise } => {
            Some(arms.iter().map(|arm| &arm.then).chain([otherwise.as_ref()]).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::{Env, evaluate, parse};
    use crate::terms::Key;

    struct Late;

    impl Env for Late {
        fn item(&self, _: &Key) -> Outcome {
            Ok(Value::Number(Exact::whole(20)))
        }

        fn carries(&self, _: &[String]) -> bool {
            false
        }

        fn last_year(&self, key: &Key) -> Outcome {
            match key.as_str() {
                "tre" => Ok(Value::Number(Exact::whole(15))),
                _ => Err(Gap::Missing),
            }
        }
    }

    fn conditions(text: &str) -> Vec<String> {
        let expr = parse(text).unwrap_or_else(|_| panic!("{text}")).expr;
        let (_, trace) = evaluate(&expr, &Late);
        let said = |line: TraceLine| {
            let result = line.result.map_or_else(|gap| gap.key().into(), |v| v.to_plain());
            format!("{} = {result}", line.arithmetic)
        };
        trace.conditions.into_iter().map(said).collect()
    }

    #[test]
    fn what_was_compared_is_told_with_its_numbers() {
        assert_eq!(conditions("if(tre < last_year(tre), 2, 1)"), ["20 < 15 = no"]);
        assert_eq!(conditions("if(tre < last_year(moi), 2, 1)"), ["20 < last_year(moi) = missing"]);
        assert_eq!(conditions("if(1 < 2, 2, 1)"), [""; 0]);
    }
}
