//! An expression and its surroundings to an outcome and a trace, in one pass (so longer than other files).
//!
//! The trace's arithmetic is written while the values are computed: there is no second
//! computation that could say something else.

use std::fmt::Write as _;

use super::env::Env;
use super::operators::{combine, compute, function_name, symbol};
use super::{Arm, Expr, Function, Op, PeerFigure, Trace, TraceLine, Working, ZeroBase};
use crate::terms::{Calendar, Exact};
use crate::value::{Gap, Outcome, Value};

/// Computes `expr`. A zero denominator outside any `OnZeroBase` is unreadable.
pub fn evaluate(expr: &Expr, env: &dyn Env) -> (Outcome, Trace) {
    let mut run = Run { env, it: None, trace: Trace::default(), muted: 0, text: String::new() };
    let result = run.spine(expr);
    let outcome = match result {
        Ok(value) => Ok(value),
        Err(Stop::Gap(gap)) => Err(gap),
        Err(Stop::ZeroBase) => Err(Gap::Unreadable),
    };
    (outcome, run.trace)
}

/// What `expr` comes to where that is a number.
pub(crate) fn number(expr: &Expr, env: &dyn Env) -> Option<Exact> {
    match evaluate(expr, env).0 {
        Ok(Value::Number(n)) => Some(n),
        _ => None,
    }
}

/// What the evaluation comes to, as the states of [`super::excel`] number it, and the value
/// where there is one.
pub(super) fn code_and_value(
    expr: &Expr,
    env: &dyn Env,
    is_item: &dyn Fn(&str) -> bool,
) -> (f64, Option<Value>) {
    use super::excel::state;
    let mut run = Run { env, it: None, trace: Trace::default(), muted: 0, text: String::new() };
    let code = match run.eval(expr, 0) {
        Ok(value) => return (state::VALUE, Some(value)),
        Err(Stop::ZeroBase) => state::ZERO_BASE,
        Err(Stop::Gap(Gap::NotApplicable)) => {
            let claimed = run.trace.stopped.iter().any(|(name, _)| is_item(name));
            if claimed { state::CLAIMED } else { state::NOT_APPLICABLE }
        }
        Err(Stop::Gap(Gap::Pending)) => state::PENDING,
        Err(Stop::Gap(Gap::Missing)) => state::MISSING,
        Err(Stop::Gap(Gap::Unreadable)) => state::UNREADABLE,
    };
    (code, None)
}

/// The value alone, without its trace; `it` is what `It` stands for outside any `Let`.
pub(crate) fn value(expr: &Expr, env: &dyn Env, it: Option<Outcome>) -> Outcome {
    let it = it.map(|outcome| (outcome.map_err(Stop::Gap), String::new()));
    let mut run = Run { env, it, trace: Trace::default(), muted: 1, text: String::new() };
    run.eval(expr, 0).map_err(|stop| match stop {
        Stop::Gap(gap) => gap,
        Stop::ZeroBase => Gap::Unreadable,
    })
}

/// Why a computation stopped. The order is the order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stop {
    Gap(Gap),
    /// A denominator was 0: the rule's `zero_base` decides.
    ZeroBase,
}

type Step = Result<Value, Stop>;

/// `It` with the words that stand for it.
type Bound = (Step, String);

struct Run<'e> {
    env: &'e dyn Env,
    it: Option<Bound>,
    trace: Trace,
    /// Above 0, no arithmetic is written: conditions are decided silently.
    muted: usize,
    text: String,
}

impl Run<'_> {
    /// The outer shell of a rule, which the trace describes part by part.
    fn spine(&mut self, expr: &Expr) -> Step {
        match expr {
            Expr::OnZeroBase { inner, .. } => match self.spine(inner) {
                Err(Stop::ZeroBase) => {
                    self.trace.zero_base = true;
                    self.trace.stopped.clear();
                    let points = zero_points(expr)?;
                    self.line(points)
                }
                step => step,
            },
            Expr::Exempt { tags, full, inner } => match self.is_exempt(tags) {
                true => {
                    self.trace.exempt = true;
                    self.line(full.clone())
                }
                false => self.spine(inner),
            },
            Expr::Clamp { inner, min, max } => {
                let value = self.spine(inner)?;
                let Value::Number(number) = &value else { return self.mismatch("số") };
                let kept = number.clone().clamp(min.clone(), max.clone());
                if kept != *number {
                    self.trace.cut_from = Some(number.clone());
                }
                Ok(Value::Number(kept))
            }
            Expr::Let { value, body } => {
                let (step, arithmetic) = self.written(value);
                let result = step.clone().map_err(gap_of);
                self.trace.value = Some(TraceLine { arithmetic: arithmetic.clone(), result });
                self.trace.value_before_rounding = self.before_rounding(value, &step);
                // Nothing can be said of a body without the value that it looks at.
                step.clone()?;
                let before = self.it.replace((step, arithmetic));
                let result = self.spine(body);
                self.it = before;
                result
            }
            Expr::Cases { arms, otherwise } => {
                let (at, then) = self.choose(arms, otherwise, true)?;
                self.trace.taken = Some(at);
                self.points_line(then)
            }
            other => self.points_line(other),
        }
    }

    fn is_exempt(&self, tags: &[String]) -> bool {
        tags.is_empty() || self.env.carries(tags)
    }

    fn points_line(&mut self, expr: &Expr) -> Step {
        let (step, arithmetic) = self.written(expr);
        let result = step.clone().map_err(gap_of);
        self.trace.points = Some(TraceLine { arithmetic, result });
        self.trace.points_before_rounding = self.before_rounding(expr, &step);
        step
    }

    /// The number that a rounding changed.
    fn before_rounding(&mut self, expr: &Expr, after: &Step) -> Option<Exact> {
        let (Expr::Call(function, arguments), Ok(Value::Number(after))) = (expr, after) else {
            return None;
        };
        let inner = arguments.first().filter(|_| function.rounds())?;
        self.muted += 1;
        let before = self.eval(inner, 0);
        self.muted -= 1;
        match before {
            Ok(Value::Number(before)) if before != *after => Some(before),
            _ => None,
        }
    }

    fn line(&mut self, points: Exact) -> Step {
        let arithmetic = points.to_plain();
        let value = Value::Number(points);
        self.trace.points = Some(TraceLine { arithmetic, result: Ok(value.clone()) });
        Ok(value)
    }

    /// The value and its arithmetic.
    fn written(&mut self, expr: &Expr) -> (Step, String) {
        let before = std::mem::take(&mut self.text);
        let step = self.eval(expr, 0);
        let mut arithmetic = std::mem::replace(&mut self.text, before);
        // Every leaf of a round keeps its arithmetic.
        arithmetic.shrink_to_fit();
        (step, arithmetic)
    }

    /// The first arm that holds; `told` when its conditions belong into the trace.
    fn choose<'x>(
        &mut self,
        arms: &'x [Arm],
        otherwise: &'x Expr,
        told: bool,
    ) -> Result<(usize, &'x Expr), Stop> {
        for (at, arm) in arms.iter().enumerate() {
            match self.condition(&arm.when, told) {
                Ok(Value::YesNo(false)) => {}
                Ok(Value::YesNo(true)) => return Ok((at, &arm.then)),
                Ok(_) => return self.mismatch("có/không"),
                Err(stop) => return Err(stop),
            }
        }
        Ok((arms.len(), otherwise))
    }

    fn condition(&mut self, when: &Expr, told: bool) -> Step {
        if told && compares_more(when) {
            let (step, arithmetic) = self.written(when);
            let result = step.clone().map_err(gap_of);
            self.trace.conditions.push(TraceLine { arithmetic, result });
            return step;
        }
        self.muted += 1;
        let step = self.eval(when, 0);
        self.muted -= 1;
        step
    }

    fn write(&mut self, text: &str) {
        if self.muted == 0 {
            self.text.push_str(text);
        }
    }

    fn write_value(&mut self, step: &Step, name: &str) {
        if self.muted > 0 {
            return;
        }
        let _ = match step {
            Ok(Value::Number(n)) if n.is_negative() || n.to_plain().contains('/') => {
                write!(self.text, "({})", n.to_plain())
            }
            Ok(Value::Number(n)) => write!(self.text, "{}", n.to_plain()),
            Ok(Value::Text(t)) => write!(self.text, "\"{t}\""),
            Ok(Value::Date(d)) => write!(self.text, "\"{}\"", d.format("%Y-%m-%d")),
            Ok(value) => write!(self.text, "{}", value.to_plain()),
            Err(_) => write!(self.text, "{name}"),
        };
    }

    /// Notes what stopped the rule, once.
    fn stopped_by(&mut self, name: &str, gap: Gap) {
        let entry = (name.to_string(), gap);
        if !self.trace.stopped.contains(&entry) {
            self.trace.stopped.push(entry);
        }
    }

    fn mismatch<T>(&mut self, expected: &str) -> Result<T, Stop> {
        self.trace.mismatch = true;
        self.stopped_by(expected, Gap::Unreadable);
        Err(Stop::Gap(Gap::Unreadable))
    }

    fn look_up(&mut self, outcome: Outcome, name: &str) -> Step {
        if let Err(gap) = outcome {
            self.stopped_by(name, gap);
        }
        let step = outcome.map_err(Stop::Gap);
        self.write_value(&step, name);
        step
    }

    /// `outer` is how tightly the surrounding operator binds.
    #[allow(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    fn eval(&mut self, expr: &Expr, outer: u8) -> Step {
        match expr {
            Expr::Number(n) | Expr::Percent(n) => {
                let step = Ok(Value::Number(n.clone()));
                self.write_value(&step, "");
                step
            }
            Expr::Text(t) => self.look_up(Ok(Value::Text(t.to_string())), ""),
            Expr::Date(d) => self.look_up(Ok(Value::Date(*d)), ""),
            Expr::YesNo(b) => self.look_up(Ok(Value::YesNo(*b)), ""),
            Expr::Item(key) => self.look_up(self.env.item(key), key.as_str()),
            Expr::LastYear(key) => {
                self.look_up(self.env.last_year(key), &format!("last_year({key})"))
            }
            Expr::Points(code) => {
                self.look_up(self.env.points(code), &format!("points(\"{code}\")"))
            }
            Expr::Max(code) => self.look_up(self.env.max(code), &format!("max(\"{code}\")")),
            Expr::Survey { scheme, of } => {
                self.look_up(self.env.survey(scheme, of), &format!("survey({scheme})"))
            }
            Expr::Working(what, calendar, sides) => self.working(*what, calendar, sides),
            Expr::PeriodShare(share) => {
                let share = share.clone().map(Value::Number).ok_or(Gap::Missing);
                self.look_up(share, "period_share")
            }
            Expr::Judgement => self.look_up(self.env.judgement(), "judgement"),
            Expr::It => {
                let (step, name) =
                    self.it.clone().unwrap_or((Err(Stop::Gap(Gap::Unreadable)), String::new()));
                self.write_value(&step, &name);
                step
            }
            Expr::Apply(op, sides) => self.apply(*op, &sides[0], &sides[1], outer),
            Expr::Call(function, arguments) => self.call(*function, arguments),
            Expr::Cases { arms, otherwise } => {
                let (_, then) = self.choose(arms, otherwise, false)?;
                self.eval(then, outer)
            }
            Expr::Let { value, body } => {
                let (step, arithmetic) = self.written(value);
                step.clone()?;
                let before = self.it.replace((step, arithmetic));
                let result = self.eval(body, outer);
                self.it = before;
                result
            }
            Expr::Peer(figure, inner) => self.peer(*figure, inner),
            Expr::Exempt { tags, full, inner } => match self.is_exempt(tags) {
                true => self.eval(&Expr::Number(full.clone()), outer),
                false => self.eval(inner, outer),
            },
            Expr::Clamp { inner, min, max } => {
                let Value::Number(n) = self.eval(inner, outer)? else {
                    return self.mismatch("số");
                };
                Ok(Value::Number(n.clamp(min.clone(), max.clone())))
            }
            Expr::OnZeroBase { inner, .. } => {
                let before = self.text.len();
                match (self.eval(inner, outer), zero_points(expr)) {
                    (Err(Stop::ZeroBase), decided) => {
                        self.text.truncate(before);
                        let step = decided.map(Value::Number);
                        self.write_value(&step, "0/0");
                        step
                    }
                    (step, _) => step,
                }
            }
        }
    }

    fn peer(&mut self, figure: PeerFigure, inner: &Expr) -> Step {
        self.muted += 1;
        let own = self.eval(inner, 0);
        self.muted -= 1;
        // A unit without a value of its own has no position among its peers.
        let own = match own? {
            Value::Number(n) => n,
            _ => return self.mismatch("số"),
        };
        let found = self.env.peer(figure, inner, &own);
        self.look_up(found.map(Value::Number).ok_or(Gap::Missing), "peer")
    }

    fn working(&mut self, what: Working, calendar: &Calendar, sides: &[Expr; 2]) -> Step {
        self.write(what.name());
        self.write("(");
        let from = self.eval(&sides[0], 0);
        self.write(", ");
        let to = self.eval(&sides[1], 0);
        self.write(")");
        let (from, to) = both(from, to)?;
        let (found, beyond) = match (what, &from, &to) {
            (Working::Days, Value::Date(a), Value::Date(b)) => {
                let outside = [a, b].into_iter().find(|day| !calendar.covers(**day));
                let days = calendar.between(*a, *b);
                (days.map(|days| Value::Number(Exact::whole(days))), outside.copied())
            }
            (Working::Day, Value::Date(a), Value::Number(n)) => {
                let Some(n) = n.floor().filter(|_| n.is_whole()) else {
                    return self.mismatch("số nguyên");
                };
                let outside = Some(*a).filter(|day| !calendar.covers(*day));
                (calendar.after(*a, n).map(Value::Date), outside)
            }
            _ => return self.mismatch(what.name()),
        };
        found.ok_or_else(|| {
            self.trace.outside_calendar = Some(beyond);
            self.stopped_by(what.name(), Gap::Unreadable);
            Stop::Gap(Gap::Unreadable)
        })
    }

    fn apply(&mut self, op: Op, left: &Expr, right: &Expr, outer: u8) -> Step {
        let (binding, symbol) = symbol(op);
        let parentheses = binding < outer;
        if parentheses {
            self.write("(");
        }
        let stopped = self.trace.stopped.len();
        let a = self.eval(left, binding);
        let decided = matches!(
            (op, &a),
            (Op::And, Ok(Value::YesNo(false))) | (Op::Or, Ok(Value::YesNo(true)))
        );
        let b = if decided {
            a.clone()
        } else {
            self.write(" ");
            self.write(symbol);
            self.write(" ");
            self.eval(right, binding + 1)
        };
        if parentheses {
            self.write(")");
        }
        match op {
            Op::And | Op::Or => {
                let step = self.logic(op, a, b);
                if step.is_ok() {
                    // What the undecided side lacked stopped nothing.
                    self.trace.stopped.truncate(stopped);
                }
                step
            }
            Op::Divide => self.divide(left, a, b),
            _ => {
                let (a, b) = both(a, b)?;
                match combine(op, &a, &b) {
                    Some(value) => Ok(value),
                    None => self.mismatch("hai giá trị cùng loại"),
                }
            }
        }
    }

    /// A decided side decides, whatever the other side lacks.
    fn logic(&mut self, op: Op, a: Step, b: Step) -> Step {
        let decisive = Ok(Value::YesNo(op == Op::Or));
        if a == decisive || b == decisive {
            return decisive;
        }
        match both(a, b)? {
            (Value::YesNo(_), Value::YesNo(_)) => Ok(Value::YesNo(op == Op::And)),
            _ => self.mismatch("có/không"),
        }
    }

    fn divide(&mut self, numerator: &Expr, a: Step, b: Step) -> Step {
        let (Value::Number(a), Value::Number(b)) = both(a, b)? else {
            return self.mismatch("số");
        };
        match a.checked_div(&b) {
            Some(quotient) => Ok(Value::Number(quotient)),
            // 3 of 0 is a contradiction in the data; 0 of 0, or 1 of 0 as a plain
            // constant, is a case without occasion, which the rule has decided.
            None if !a.is_zero() && reads_data(numerator) => {
                self.trace.divided_by_zero = true;
                self.stopped_by("/ 0", Gap::Unreadable);
                Err(Stop::Gap(Gap::Unreadable))
            }
            None => Err(Stop::ZeroBase),
        }
    }

    /// Looks at gaps themselves: what cannot be read is neither blank nor passed over.
    fn of_gaps(&mut self, function: Function, arguments: &[Expr]) -> Step {
        let stopped = self.trace.stopped.len();
        let mut last = Err(Stop::Gap(Gap::Missing));
        self.write(function_name(function));
        self.write("(");
        for (at, argument) in arguments.iter().enumerate() {
            if at > 0 {
                self.write(", ");
            }
            last = self.eval(argument, 0);
            if last != Err(Stop::Gap(Gap::Missing)) {
                break;
            }
        }
        self.write(")");
        match (function, last) {
            (Function::Missing, Err(Stop::Gap(Gap::Missing))) => {
                self.trace.stopped.truncate(stopped);
                Ok(Value::YesNo(true))
            }
            (Function::Missing, Ok(_)) => Ok(Value::YesNo(false)),
            (_, Ok(value)) => {
                self.trace.stopped.truncate(stopped);
                Ok(value)
            }
            (_, stop) => stop,
        }
    }

    fn call(&mut self, function: Function, arguments: &[Expr]) -> Step {
        if matches!(function, Function::First | Function::Missing) {
            return self.of_gaps(function, arguments);
        }
        let name = function_name(function);
        self.write(name);
        self.write("(");
        let mut values = Vec::with_capacity(arguments.len());
        let mut stop: Option<Stop> = None;
        for (at, argument) in arguments.iter().enumerate() {
            if at > 0 {
                self.write(", ");
            }
            match self.eval(argument, 0) {
                Ok(value) => values.push(value),
                Err(s) => stop = Some(stop.map_or(s, |before| before.min(s))),
            }
        }
        self.write(")");
        match stop {
            Some(stop) => Err(stop),
            None => match compute(function, &values) {
                Some(value) => Ok(value),
                None => self.mismatch(name),
            },
        }
    }
}

/// What an `OnZeroBase` gives when the denominator is 0.
fn zero_points(expr: &Expr) -> Result<Exact, Stop> {
    match expr {
        Expr::OnZeroBase { then: ZeroBase::Full, full, .. } => Ok(full.clone()),
        Expr::OnZeroBase { then: ZeroBase::Zero, .. } => Ok(Exact::zero()),
        _ => Err(Stop::Gap(Gap::NotApplicable)),
    }
}

/// Whether the value depends on anything but constants.
pub(super) fn reads_data(expr: &Expr) -> bool {
    let mut found = false;
    expr.walk(&mut |e| found |= !is_constant(e));
    found
}

/// Whether a condition holds numbers that neither the value looked at nor the rule's words show.
fn compares_more(when: &Expr) -> bool {
    let mut found = false;
    when.walk(&mut |e| found |= !matches!(e, Expr::It) && !is_constant(e));
    found && !matches!(when, Expr::Item(_))
}

fn is_constant(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Number(_)
            | Expr::Percent(_)
            | Expr::Text(_)
            | Expr::Date(_)
            | Expr::YesNo(_)
            | Expr::PeriodShare(_)
            | Expr::Apply(..)
            | Expr::Call(..)
    )
}

fn gap_of(stop: Stop) -> Gap {
    match stop {
        Stop::Gap(gap) => gap,
        Stop::ZeroBase => Gap::NotApplicable,
    }
}

fn both(a: Step, b: Step) -> Result<(Value, Value), Stop> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(a.min(b)),
        (Err(stop), _) | (_, Err(stop)) => Err(stop),
    }
}
