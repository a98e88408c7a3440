//! An expression and its surroundings to an outcome and a trace, in one pass.
//!
//! The trace's arithmetic is written while the values are computed: there is no second
//! computation that could say something else.

use std::fmt::Write as _;

use super::{Arm, Expr, Function, Op, PeerFigure, SurveyOf, Trace, TraceLine, ZeroBase};
use crate::terms::{Code, Exact, Key, mean};
use crate::value::{Gap, Outcome, Value};

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

    fn figure(&self, figure: PeerFigure, own: impl FnOnce() -> Option<Exact>) -> Option<Exact> {
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
                // Nothing can be said of a body without the value that it looks at.
                step.clone()?;
                let before = self.it.replace((step, arithmetic));
                let result = self.spine(body);
                self.it = before;
                result
            }
            Expr::Cases { arms, otherwise } => {
                let (at, then) = self.choose(arms, otherwise)?;
                self.trace.taken = Some(at);
                self.points_line(then)
            }
            other => self.points_line(other),
        }
    }

    fn points_line(&mut self, expr: &Expr) -> Step {
        let (step, arithmetic) = self.written(expr);
        let result = step.clone().map_err(gap_of);
        self.trace.points = Some(TraceLine { arithmetic, result });
        step
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
        (step, std::mem::replace(&mut self.text, before))
    }

    fn choose<'x>(
        &mut self,
        arms: &'x [Arm],
        otherwise: &'x Expr,
    ) -> Result<(usize, &'x Expr), Stop> {
        self.muted += 1;
        let mut chosen = Ok((arms.len(), otherwise));
        for (at, arm) in arms.iter().enumerate() {
            match self.eval(&arm.when, 0) {
                Ok(Value::YesNo(false)) => continue,
                Ok(Value::YesNo(true)) => chosen = Ok((at, &arm.then)),
                Ok(_) => chosen = Err(self.mismatch::<()>("có/không").unwrap_err()),
                Err(stop) => chosen = Err(stop),
            }
            break;
        }
        self.muted -= 1;
        chosen
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
                let (_, then) = self.choose(arms, otherwise)?;
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
        let found = self.env.peers(inner).and_then(|stats| stats.figure(figure, || Some(own)));
        self.look_up(found.map(Value::Number).ok_or(Gap::Missing), "peer")
    }

    fn apply(&mut self, op: Op, left: &Expr, right: &Expr, outer: u8) -> Step {
        let (binding, symbol) = symbol(op);
        let parentheses = binding < outer;
        if parentheses {
            self.write("(");
        }
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
            Op::And | Op::Or => self.logic(op, a, b),
            Op::Divide => self.divide(left, a, b),
            _ => {
                let (a, b) = both(a, b)?;
                self.combine(op, a, b)
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

    fn combine(&mut self, op: Op, a: Value, b: Value) -> Step {
        let order = match (&a, &b) {
            (Value::Number(x), Value::Number(y)) => {
                let number = match op {
                    Op::Add => Some(x.clone() + y),
                    Op::Subtract => Some(x.clone() - y),
                    Op::Multiply => Some(x.clone() * y),
                    _ => None,
                };
                if let Some(number) = number {
                    return Ok(Value::Number(number));
                }
                x.cmp(y)
            }
            (Value::Date(x), Value::Date(y)) => x.cmp(y),
            (Value::YesNo(x), Value::YesNo(y)) => x.cmp(y),
            (Value::Text(x), Value::Text(y)) => x.cmp(y),
            _ => return self.mismatch("hai giá trị cùng loại"),
        };
        Ok(Value::YesNo(match op {
            Op::Equal => order.is_eq(),
            Op::NotEqual => order.is_ne(),
            Op::Less => order.is_lt(),
            Op::AtMost => order.is_le(),
            Op::More => order.is_gt(),
            Op::AtLeast => order.is_ge(),
            _ => return self.mismatch("số"),
        }))
    }

    fn call(&mut self, function: Function, arguments: &[Expr]) -> Step {
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
fn reads_data(expr: &Expr) -> bool {
    let mut found = false;
    expr.walk(&mut |e| {
        found |= !matches!(
            e,
            Expr::Number(_)
                | Expr::Percent(_)
                | Expr::Text(_)
                | Expr::Date(_)
                | Expr::YesNo(_)
                | Expr::Apply(..)
                | Expr::Call(..)
        );
    });
    found
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

/// How tightly an operator binds, and its symbol.
fn symbol(op: Op) -> (u8, &'static str) {
    match op {
        Op::Or => (1, "or"),
        Op::And => (2, "and"),
        Op::Equal => (4, "="),
        Op::NotEqual => (4, "!="),
        Op::Less => (4, "<"),
        Op::AtMost => (4, "<="),
        Op::More => (4, ">"),
        Op::AtLeast => (4, ">="),
        Op::Add => (5, "+"),
        Op::Subtract => (5, "-"),
        Op::Multiply => (6, "*"),
        Op::Divide => (6, "/"),
    }
}

fn function_name(function: Function) -> &'static str {
    match function {
        Function::Min => "min",
        Function::Max => "max",
        Function::Sum => "sum",
        Function::Abs => "abs",
        Function::Round => "round",
        Function::Days => "days",
        Function::CountYes => "count_yes",
        Function::Not => "not ",
        Function::Negate => "-",
        Function::NotDone => "not_done",
    }
}

/// `None` when the arguments are of the wrong type.
fn compute(function: Function, values: &[Value]) -> Option<Value> {
    let numbers = || -> Option<Vec<&Exact>> {
        values.iter().map(|v| if let Value::Number(n) = v { Some(n) } else { None }).collect()
    };
    let answers = || -> Option<Vec<bool>> {
        values.iter().map(|v| if let Value::YesNo(b) = v { Some(*b) } else { None }).collect()
    };
    Some(match function {
        Function::Min => Value::Number((*numbers()?.iter().min()?).clone()),
        Function::Max => Value::Number((*numbers()?.iter().max()?).clone()),
        Function::Sum => Value::Number(numbers()?.into_iter().sum()),
        Function::Abs => Value::Number(numbers()?.first()?.abs()),
        Function::Negate => Value::Number(-(*numbers()?.first()?).clone()),
        Function::Round => {
            let numbers = numbers()?;
            let places: u32 = numbers.get(1)?.to_plain().parse().ok().filter(|p| *p <= 12)?;
            Value::Number(numbers.first()?.round_half_up(places))
        }
        Function::Days => match values {
            [Value::Date(a), Value::Date(b)] => Value::Number(Exact::whole((*b - *a).num_days())),
            _ => return None,
        },
        Function::CountYes => {
            Value::Number(Exact::whole(answers()?.iter().filter(|yes| **yes).count() as i64))
        }
        Function::Not => Value::YesNo(!*answers()?.first()?),
        Function::NotDone => match values {
            [Value::YesNo(done)] => Value::YesNo(!done),
            [Value::Date(_)] => Value::YesNo(false),
            _ => return None,
        },
    })
}
