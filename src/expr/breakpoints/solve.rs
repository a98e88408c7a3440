//! The tree inverted: the steps of one input at which an expression exceeds a bound.
//!
//! `None` everywhere means that the tree is of a shape that is not inverted here; the caller
//! then gives no answer.

use chrono::Datelike as _;

use super::super::evaluate::value;
use super::super::{Arm, Env, Expr, Function, Op, Working};
use super::axis::{Axis, days_of};
use super::ratio::{Line, Ratio};
use super::steps::Steps;
use crate::terms::{Calendar, Date, Exact};
use crate::value::{Outcome, Value};

/// What `It` stands for at some place of the tree.
#[derive(Clone, Copy)]
pub(super) enum Scope<'s> {
    Outside,
    Inside(&'s Expr, &'s Scope<'s>),
}

/// Inverts one expression along one axis.
pub(super) struct Solver<'e> {
    pub env: &'e dyn Env,
    pub axis: &'e Axis<'e>,
    /// Steps at which something is divided by 0: only the evaluator can say what holds there.
    pub poles: Vec<i64>,
}

impl Solver<'_> {
    pub(super) fn universe(&self) -> (i64, i64) {
        self.axis.universe
    }

    pub(super) fn all(&self) -> Steps {
        let (low, high) = self.universe();
        Steps::between(low, high)
    }

    pub(super) fn reads(&self, expr: &Expr, scope: Scope<'_>) -> bool {
        if self.axis.is(expr) {
            return true;
        }
        match (expr, scope) {
            (Expr::It, Scope::Inside(value, outer)) => self.reads(value, *outer),
            (Expr::Let { value, body }, _) => {
                self.reads(value, scope) || self.reads(body, Scope::Inside(value, &scope))
            }
            _ => expr.children().into_iter().any(|child| self.reads(child, scope)),
        }
    }

    /// The value of an expression that does not read the axis.
    fn constant(&self, expr: &Expr, scope: Scope<'_>) -> Outcome {
        match scope {
            Scope::Outside => value(expr, self.env, None),
            Scope::Inside(bound, outer) => {
                let it = self.constant(bound, *outer);
                value(expr, self.env, Some(it))
            }
        }
    }

    pub(super) fn constant_number(&self, expr: &Expr, scope: Scope<'_>) -> Option<Exact> {
        match self.constant(expr, scope) {
            Ok(Value::Number(number)) => Some(number),
            Ok(Value::Date(date)) => Some(Exact::whole(days_of(date))),
            _ => None,
        }
    }

    pub(super) fn constant_answer(&self, expr: &Expr, scope: Scope<'_>) -> Option<bool> {
        match self.constant(expr, scope) {
            Ok(Value::YesNo(answer)) => Some(answer),
            _ => None,
        }
    }

    /// The steps at which `expr` is above `bound`, or at least `bound` when `or_equal`.
    pub(super) fn exceeds(
        &mut self,
        expr: &Expr,
        bound: &Exact,
        or_equal: bool,
        scope: Scope<'_>,
    ) -> Option<Steps> {
        if !self.reads(expr, scope) {
            let number = self.constant_number(expr, scope)?;
            let holds = number > *bound || or_equal && number == *bound;
            return Some(if holds { self.all() } else { Steps::none() });
        }
        match expr {
            Expr::It => match scope {
                Scope::Inside(value, outer) => self.exceeds(value, bound, or_equal, *outer),
                Scope::Outside => None,
            },
            Expr::Let { value, body } => {
                self.exceeds(body, bound, or_equal, Scope::Inside(value, &scope))
            }
            Expr::OnZeroBase { inner, .. } => self.exceeds(inner, bound, or_equal, scope),
            // Who is exempt earns everything already.
            Expr::Exempt { inner, .. } => self.exceeds(inner, bound, or_equal, scope),
            Expr::Clamp { inner, min, max } => {
                let reachable = max > bound || or_equal && max == bound;
                let assured = min > bound || or_equal && min == bound;
                match (reachable, assured) {
                    (false, _) => Some(Steps::none()),
                    (_, true) => Some(self.all()),
                    _ => self.exceeds(inner, bound, or_equal, scope),
                }
            }
            Expr::Cases { arms, otherwise } => self.cases(arms, otherwise, bound, or_equal, scope),
            Expr::Working(what, calendar, sides) => {
                let found = self.working(*what, calendar, sides, scope)?;
                let fits = |n: i64| {
                    let n = Exact::whole(n);
                    n > *bound || or_equal && n == *bound
                };
                Some(
                    found
                        .into_iter()
                        .filter(|(_, n)| fits(*n))
                        .fold(Steps::none(), |all, (step, _)| all.or(&Steps::between(step, step))),
                )
            }
            Expr::Call(function, arguments) => {
                self.call(*function, arguments, bound, or_equal, scope)
            }
            Expr::Apply(op, sides) => {
                let poles = self.poles.len();
                if let Some(ratio) = self.ratio(expr, scope) {
                    return ratio.exceeds(bound, or_equal, self.universe());
                }
                self.poles.truncate(poles);
                self.shifted(*op, &sides[0], &sides[1], bound, or_equal, scope)
            }
            _ => self.ratio(expr, scope)?.exceeds(bound, or_equal, self.universe()),
        }
    }

    /// Every day of the calendar's years with the working days counted to it or from it.
    fn working(
        &self,
        what: Working,
        calendar: &Calendar,
        sides: &[Expr; 2],
        scope: Scope<'_>,
    ) -> Option<Vec<(i64, i64)>> {
        let (forward, fixed) =
            match (self.axis.is(bare(&sides[0], scope)), self.axis.is(bare(&sides[1], scope))) {
                (false, true) => (true, &sides[0]),
                (true, false) => (false, &sides[1]),
                _ => return None,
            };
        let Ok(Value::Date(fixed)) = self.constant(fixed, scope) else { return None };
        if what != Working::Days {
            return None;
        }
        let years = calendar.runs().into_iter().flat_map(|(from, to)| from..=to);
        let days = years
            .filter_map(|year| Date::from_yo_opt(year, 1))
            .flat_map(|first| first.iter_days().take_while(move |day| day.year() == first.year()));
        let count = |day: Date| match forward {
            true => calendar.between(fixed, day),
            false => calendar.between(day, fixed),
        };
        Some(days.filter_map(|day| Some((days_of(day), count(day)?))).collect())
    }

    fn below(
        &mut self,
        expr: &Expr,
        bound: &Exact,
        or_equal: bool,
        scope: Scope<'_>,
    ) -> Option<Steps> {
        Some(self.exceeds(expr, bound, !or_equal, scope)?.not(self.universe()))
    }

    fn cases(
        &mut self,
        arms: &[Arm],
        otherwise: &Expr,
        bound: &Exact,
        or_equal: bool,
        scope: Scope<'_>,
    ) -> Option<Steps> {
        let mut open = self.all();
        let mut found = Steps::none();
        for arm in arms {
            if open.is_empty() {
                break;
            }
            let holds = self.truth(&arm.when, scope)?;
            let here = open.and(&holds);
            if !here.is_empty() {
                let good = self.exceeds(&arm.then, bound, or_equal, scope)?;
                found = found.or(&here.and(&good));
            }
            open = open.and(&holds.not(self.universe()));
        }
        if open.is_empty() {
            return Some(found);
        }
        let good = self.exceeds(otherwise, bound, or_equal, scope)?;
        Some(found.or(&open.and(&good)))
    }

    fn call(
        &mut self,
        function: Function,
        arguments: &[Expr],
        bound: &Exact,
        or_equal: bool,
        scope: Scope<'_>,
    ) -> Option<Steps> {
        let one = |at: usize| arguments.get(at);
        match function {
            Function::Min => arguments.iter().try_fold(self.all(), |all, argument| {
                Some(all.and(&self.exceeds(argument, bound, or_equal, scope)?))
            }),
            Function::Max => arguments.iter().try_fold(Steps::none(), |any, argument| {
                Some(any.or(&self.exceeds(argument, bound, or_equal, scope)?))
            }),
            Function::Negate => self.below(one(0)?, &-bound.clone(), or_equal, scope),
            Function::Abs => {
                let above = self.exceeds(one(0)?, bound, or_equal, scope)?;
                Some(above.or(&self.below(one(0)?, &-bound.clone(), or_equal, scope)?))
            }
            Function::Round | Function::RoundEven | Function::RoundDown => {
                self.rounded((function, one(0)?, one(1)?), bound, or_equal, scope)
            }
            Function::Sum => self.sum(arguments, bound, or_equal, scope),
            Function::Days => {
                let days = self.days(arguments, scope)?;
                days.exceeds(bound, or_equal, self.universe())
            }
            Function::CountYes | Function::Not | Function::NotDone => None,
            // of rows, which have no breakpoints
            Function::First | Function::Missing | Function::Year | Function::Month => None,
        }
    }

    /// A sum of which one part alone reads the axis.
    fn sum(
        &mut self,
        arguments: &[Expr],
        bound: &Exact,
        or_equal: bool,
        scope: Scope<'_>,
    ) -> Option<Steps> {
        let (reading, others): (Vec<&Expr>, Vec<&Expr>) =
            arguments.iter().partition(|a| self.reads(a, scope));
        let [only] = reading[..] else { return None };
        let mut rest = bound.clone();
        for other in others {
            rest = rest - &self.constant_number(other, scope)?;
        }
        self.exceeds(only, &rest, or_equal, scope)
    }

    /// `round(x, n)` is above a bound from the middle below the next rounded number on;
    /// `round_down(x, n)` from that number itself.
    fn rounded(
        &mut self,
        (function, inner, places): (Function, &Expr, &Expr),
        bound: &Exact,
        or_equal: bool,
        scope: Scope<'_>,
    ) -> Option<Steps> {
        let places = self.constant_number(places, scope)?.floor()?;
        let unit = (0..u32::try_from(places).ok().filter(|p| *p <= 12)?)
            .try_fold(Exact::one(), |unit, _| unit.checked_div(&Exact::whole(10)))?;
        let units = bound.checked_div(&unit)?;
        let floor = units.floor()?;
        let least = if or_equal && units.is_whole() { floor } else { floor.checked_add(1)? };
        let half = unit.checked_div(&Exact::whole(2))?;
        if function == Function::RoundDown {
            // Below zero what is cut off lies on the other side.
            let from = if least > 0 { least } else { least.checked_sub(1)? };
            return self.exceeds(inner, &(Exact::whole(from) * &unit), least > 0, scope);
        }
        let from = Exact::whole(least) * &unit - &half;
        if function == Function::RoundEven {
            return self.exceeds(inner, &from, least % 2 == 0, scope);
        }
        // Halves go away from zero: below zero, the middle itself goes down.
        self.exceeds(inner, &from, least > 0, scope)
    }

    /// A constant on one side of an operator, something that is not a ratio on the other.
    #[allow(
        clippy::too_many_arguments,
        reason = "an operator, its two sides, the bound they must pass and how"
    )]
    fn shifted(
        &mut self,
        op: Op,
        left: &Expr,
        right: &Expr,
        bound: &Exact,
        or_equal: bool,
        scope: Scope<'_>,
    ) -> Option<Steps> {
        let (inner, constant, first) = match (self.reads(left, scope), self.reads(right, scope)) {
            (true, false) => (left, self.constant_number(right, scope)?, true),
            (false, true) => (right, self.constant_number(left, scope)?, false),
            _ => return None,
        };
        match (op, first) {
            (Op::Add, _) => self.exceeds(inner, &(bound.clone() - &constant), or_equal, scope),
            (Op::Subtract, true) => {
                self.exceeds(inner, &(bound.clone() + &constant), or_equal, scope)
            }
            (Op::Subtract, false) => self.below(inner, &(constant - bound), or_equal, scope),
            (Op::Multiply, _) => {
                let bound = bound.checked_div(&constant)?;
                match constant.is_negative() {
                    true => self.below(inner, &bound, or_equal, scope),
                    false => self.exceeds(inner, &bound, or_equal, scope),
                }
            }
            (Op::Divide, true) if !constant.is_zero() => {
                let bound = bound.clone() * &constant;
                match constant.is_negative() {
                    true => self.below(inner, &bound, or_equal, scope),
                    false => self.exceeds(inner, &bound, or_equal, scope),
                }
            }
            _ => None,
        }
    }

    /// The expression as a line over a line.
    pub(super) fn ratio(&mut self, expr: &Expr, scope: Scope<'_>) -> Option<Ratio> {
        if self.axis.is(expr) {
            let slope = self.axis.step.clone();
            return Some(Ratio::line(Line { slope, start: Exact::zero() }));
        }
        if !self.reads(expr, scope) {
            return self.constant_number(expr, scope).map(Ratio::constant);
        }
        match expr {
            Expr::It => match scope {
                Scope::Inside(value, outer) => self.ratio(value, *outer),
                Scope::Outside => None,
            },
            Expr::Apply(op, sides) => {
                let left = self.ratio(&sides[0], scope)?;
                let right = self.ratio(&sides[1], scope)?;
                match op {
                    Op::Add => left.plus(&right),
                    Op::Subtract => left.plus(&right.negated()),
                    Op::Multiply => left.times(&right),
                    Op::Divide => left.over(&right, &mut self.poles),
                    _ => None,
                }
            }
            Expr::Call(Function::Negate, arguments) => {
                Some(self.ratio(arguments.first()?, scope)?.negated())
            }
            Expr::Call(Function::Sum, arguments) => {
                let zero = Ratio::constant(Exact::zero());
                arguments.iter().try_fold(zero, |sum, a| sum.plus(&self.ratio(a, scope)?))
            }
            Expr::Call(Function::Days, arguments) => self.days(arguments, scope),
            _ => None,
        }
    }

    /// `days(d1, d2)` is d2 less d1.
    fn days(&mut self, arguments: &[Expr], scope: Scope<'_>) -> Option<Ratio> {
        let [from, to] = arguments else { return None };
        self.ratio(to, scope)?.plus(&self.ratio(from, scope)?.negated())
    }
}

/// What `It` stands for, where it is that.
fn bare<'e>(expr: &'e Expr, scope: Scope<'e>) -> &'e Expr {
    match (expr, scope) {
        (Expr::It, Scope::Inside(value, outer)) => bare(value, *outer),
        _ => expr,
    }
}
