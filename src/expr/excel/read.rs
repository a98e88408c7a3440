//! The reading itself: from the leaves of the tree up, each part a state and a value.

use super::formula::Formula;
use super::guard::{Noise, compare, rounded};
use super::{Cells, Formulas, Helper, Sort, Source, Step, Unsupported};
use crate::expr::evaluate::reads_data;
use crate::expr::{Arm, Expr, Function, Op, PeerFigure, ZeroBase};
use crate::terms::{Date, Exact};
use chrono::Datelike;

/// A part that is heavier or deeper gets helper cells of its own: within these bounds no
/// formula is longer or deeper than Excel takes, and a person can still read it.
const HEAVIEST: usize = 70;
const DEEPEST: usize = 16;
/// What may be written twice within one formula.
const LIGHT: usize = 20;

/// One part of the computation.
#[derive(Debug, Clone)]
struct Part {
    state: Formula,
    value: Formula,
    sort: Sort,
    noise: Noise,
}

impl Part {
    fn new(state: Formula, value: Formula, sort: Sort, noise: Noise) -> Part {
        Part { state, value, sort, noise }
    }

    /// A date that may be the answer "không" is no date.
    fn may_be_undone(&self) -> bool {
        self.sort == Sort::Date && !matches!(self.value, Formula::Call("DATE", _))
    }
}

struct Reader<'c> {
    cells: &'c dyn Cells,
    helpers: Vec<Option<Helper>>,
    /// What `It` stands for: its part, and the whole expression of it.
    it: Option<(Part, Expr)>,
    /// Parts that have helper cells already.
    held: Vec<(Expr, Part)>,
    rounded: Vec<(Expr, usize)>,
    /// Dates that are known to be dates where the reading is.
    done: Vec<Formula>,
}

type Read = Result<Part, Unsupported>;

pub(super) fn read(expr: &Expr, cells: &dyn Cells) -> Result<Formulas, Unsupported> {
    let mut reader = Reader {
        cells,
        helpers: vec![None],
        it: None,
        held: Vec::new(),
        rounded: Vec::new(),
        done: Vec::new(),
    };
    let part = reader.part(expr)?;
    let Reader { helpers, .. } = reader;
    Ok(Formulas { helpers, state: part.state, value: part.value })
}

impl Reader<'_> {
    /// The part, in helper cells when it is large.
    fn part(&mut self, expr: &Expr) -> Read {
        let part = self.whole(expr)?;
        let heavy = part.state.weight() + part.value.weight() > HEAVIEST;
        let deep = part.state.depth().max(part.value.depth()) > DEEPEST;
        Ok(if heavy || deep { self.hold(expr, part) } else { part })
    }

    fn whole(&mut self, expr: &Expr) -> Read {
        if !self.held.is_empty() && !expr.children().is_empty() {
            let closed = self.closed(expr);
            if let Some((_, part)) = self.held.iter().find(|(held, _)| *held == closed) {
                return Ok(part.clone());
            }
        }
        let constant = |value: Formula, sort: Sort, noise: Noise| {
            Ok(Part::new(Formula::whole(0), value, sort, noise))
        };
        match expr {
            Expr::Number(n) | Expr::Percent(n) => {
                constant(Formula::Number(n.clone()), Sort::Number, Noise::of_number(n))
            }
            Expr::Text(text) => constant(Formula::text(&**text), Sort::Choice, Noise::Whole),
            Expr::Date(date) => constant(day(*date), Sort::Date, Noise::Whole),
            Expr::YesNo(yes) => constant(Formula::YesNo(*yes), Sort::YesNo, Noise::Whole),
            Expr::Item(key) => Ok(named(self.cells.item(key))),
            Expr::LastYear(key) => Ok(named(self.cells.last_year(key))),
            Expr::Points(code) => Ok(computed(self.cells.points(code))),
            Expr::Max(code) => Ok(computed(self.cells.max(code))),
            Expr::Survey { scheme, of } => Ok(named(self.cells.survey(scheme, of))),
            Expr::Judgement => Ok(named(self.cells.judgement())),
            Expr::It => match &self.it {
                Some((part, _)) => Ok(part.clone()),
                None => Ok(named(Source::absent(super::state::UNREADABLE))),
            },
            Expr::Apply(op, sides) => self.apply(*op, &sides[0], &sides[1]),
            Expr::Call(function, arguments) => self.call(*function, arguments),
            Expr::Cases { arms, otherwise } => self.cases(arms, otherwise),
            Expr::Let { value, body } => self.bound(value, body),
            Expr::Peer(figure, inner) => self.peer(*figure, inner),
            Expr::Clamp { inner, min, max } => self.clamp(inner, min, max),
            Expr::OnZeroBase { inner, then, full } => self.zero_base(inner, *then, full),
        }
    }

    // --- helper cells

    /// The expression with `It` put in, so that it is complete in itself.
    fn closed(&self, expr: &Expr) -> Expr {
        match &self.it {
            Some((_, it)) => put_in(expr, it),
            None => expr.clone(),
        }
    }

    /// The part as a helper cell of its value and, unless it always has one, of its state.
    fn hold(&mut self, expr: &Expr, part: Part) -> Part {
        if part.state.is_atom() && part.value.is_atom() {
            return part;
        }
        let at = self.reserve();
        self.hold_at(at, expr, part)
    }

    fn hold_at(&mut self, at: usize, expr: &Expr, part: Part) -> Part {
        let of = self.closed(expr);
        let mut state = part.state;
        if !state.is_atom() {
            state = self.helper(Helper {
                formula: state,
                of: of.clone(),
                step: Step::State,
                sort: part.sort,
            });
        }
        let formula = if state.is_zero() {
            part.value
        } else {
            Formula::when(state.clone().is_above_zero(), Formula::text(""), part.value)
        };
        self.helpers[at] =
            Some(Helper { formula, of: of.clone(), step: Step::Value, sort: part.sort });
        let value = Formula::cell(self.cells.helper(at));
        let held = Part { state, value, ..part };
        // What is known only on this branch must not be used on others.
        if self.done.is_empty() {
            self.held.push((of, held.clone()));
        }
        held
    }

    fn reserve(&mut self) -> usize {
        self.helpers.push(None);
        self.helpers.len() - 1
    }

    fn helper(&mut self, helper: Helper) -> Formula {
        let at = self.reserve();
        self.helpers[at] = Some(helper);
        Formula::cell(self.cells.helper(at))
    }

    /// The part so that its formulas can be written several times.
    fn light(&mut self, expr: &Expr) -> Read {
        let part = self.part(expr)?;
        let light = part.state.weight() + part.value.weight() <= LIGHT;
        Ok(if light { part } else { self.hold(expr, part) })
    }

    // --- operators

    fn apply(&mut self, op: Op, left: &Expr, right: &Expr) -> Read {
        match op {
            Op::And | Op::Or => self.logic(op, left, right),
            Op::Divide => self.divide(left, right),
            Op::Add | Op::Subtract | Op::Multiply => self.arithmetic(op, left, right),
            _ => self.comparison(op, left, right),
        }
    }

    fn arithmetic(&mut self, op: Op, left: &Expr, right: &Expr) -> Read {
        let (a, b) = (self.part(left)?, self.part(right)?);
        let (operator, noise) = match op {
            Op::Add => ("+", a.noise.sum(&a.value, &b.noise, &b.value)),
            Op::Subtract => ("-", a.noise.sum(&a.value, &b.noise, &b.value)),
            _ => ("*", a.noise.product((&a.value, "*", &b.value), &b.noise)),
        };
        let folded = match (op, a.value.constant(), b.value.constant()) {
            (Op::Add, Some(a), Some(b)) => Some(a.clone() + b),
            (Op::Subtract, Some(a), Some(b)) => Some(a.clone() - b),
            (Op::Multiply, Some(a), Some(b)) => Some(a.clone() * b),
            _ => None,
        };
        match (op, a.value.constant(), b.value.constant()) {
            (Op::Add, Some(n), None) if n.is_zero() => return Ok(b),
            (Op::Add | Op::Subtract, None, Some(n)) if n.is_zero() => return Ok(a),
            (Op::Multiply, Some(n), None) if *n == Exact::one() => return Ok(b),
            (Op::Multiply, None, Some(n)) if *n == Exact::one() => return Ok(a),
            _ => {}
        }
        let state = Formula::worst([a.state, b.state]);
        Ok(match folded {
            Some(n) => {
                Part::new(state, Formula::Number(n.clone()), Sort::Number, Noise::of_number(&n))
            }
            None => {
                Part::new(state, Formula::apply(operator, a.value, b.value), Sort::Number, noise)
            }
        })
    }

    fn divide(&mut self, left: &Expr, right: &Expr) -> Read {
        let divisor = self.part(right)?;
        let reads = reads_data(left);
        let known = divisor.value.constant().cloned().filter(|n| !n.is_zero());
        if let Some(n) = known {
            let a = self.part(left)?;
            let noise = a.noise.product((&a.value, "/", &divisor.value), &divisor.noise);
            if let Some(quotient) = a.value.constant().and_then(|a| a.checked_div(&n)) {
                let noise = Noise::of_number(&quotient);
                return Ok(Part::new(a.state, Formula::Number(quotient), Sort::Number, noise));
            }
            let value = Formula::apply("/", a.value, divisor.value);
            return Ok(Part::new(a.state, value, Sort::Number, noise));
        }
        let (a, b) = (self.light(left)?, self.light(right)?);
        let zero = |part: &Part, operator: &'static str| {
            compare((&part.value, &part.noise), operator, (&Formula::whole(0), &Noise::Whole))
        };
        // 3 of 0 contradicts itself; 0 of 0, or a constant of 0, is a case without occasion.
        let code = if reads {
            Formula::when(zero(&a, "<>"), Formula::whole(5), Formula::whole(1))
        } else {
            Formula::whole(1)
        };
        let of_zero = Formula::when(zero(&b, "="), code, Formula::whole(0));
        let state = Formula::unless(Formula::worst([a.state, b.state]), of_zero);
        let noise = a.noise.product((&a.value, "/", &b.value), &b.noise);
        Ok(Part::new(state, Formula::apply("/", a.value, b.value), Sort::Number, noise))
    }

    /// A decided side decides, whatever the other side lacks.
    fn logic(&mut self, op: Op, left: &Expr, right: &Expr) -> Read {
        let (a, b) = (self.light(left)?, self.light(right)?);
        let both = Formula::worst([a.state.clone(), b.state.clone()]);
        let sure = |part: &Part| Formula::apply("=", part.state.clone(), Formula::whole(0));
        let known =
            |part: &Part| if part.state.is_zero() { Formula::YesNo(true) } else { sure(part) };
        // A value is asked for only where there is one.
        let holds =
            |part: &Part| Formula::when(known(part), part.value.clone(), Formula::YesNo(false));
        let fails = |part: &Part| {
            let value = Formula::call("NOT", vec![part.value.clone()]);
            Formula::when(known(part), value, Formula::YesNo(false))
        };
        let (decided, value) = match op {
            Op::Or => (holds(&a).or(holds(&b)), holds(&a).or(holds(&b))),
            _ => (fails(&a).or(fails(&b)), holds(&a).and(holds(&b))),
        };
        let state =
            if both.is_zero() { both } else { Formula::when(decided, Formula::whole(0), both) };
        Ok(Part::new(state, value, Sort::YesNo, Noise::Whole))
    }

    fn comparison(&mut self, op: Op, left: &Expr, right: &Expr) -> Read {
        let (a, b) = (self.light(left)?, self.light(right)?);
        let operator = match op {
            Op::Equal => "=",
            Op::NotEqual => "<>",
            Op::Less => "<",
            Op::AtMost => "<=",
            Op::More => ">",
            _ => ">=",
        };
        let texts = |part: &Part| matches!(part.sort, Sort::Text | Sort::Choice);
        if texts(&a) || texts(&b) {
            return text_comparison(op, a, b);
        }
        let value = compare((&a.value, &a.noise), operator, (&b.value, &b.noise));
        let state = Formula::worst([a.state.clone(), b.state.clone()]);
        let state = Formula::unless(state, self.one_undone(&a, &b));
        Ok(Part::new(state, value, Sort::YesNo, Noise::Whole))
    }

    /// Unreadable where one side is a date and the other the answer "không".
    fn one_undone(&self, a: &Part, b: &Part) -> Formula {
        let open = |part: &Part| part.may_be_undone() && !self.done.contains(&part.value);
        let undone = |part: &Part| Formula::apply("<", part.value.clone(), Formula::whole(0));
        let differs = match (open(a), open(b)) {
            (false, false) => return Formula::whole(0),
            (true, false) => undone(a),
            (false, true) => undone(b),
            (true, true) => Formula::apply("<>", undone(a), undone(b)),
        };
        Formula::when(differs, Formula::whole(5), Formula::whole(0))
    }

    // --- functions

    fn call(&mut self, function: Function, arguments: &[Expr]) -> Read {
        let mut parts = Vec::with_capacity(arguments.len());
        for argument in arguments {
            parts.push(self.part(argument)?);
        }
        // Very many arguments: the states of all of them would not fit beside each other.
        if parts.len() > 1
            && parts.iter().map(|p| p.state.weight() + p.value.weight()).sum::<usize>() > HEAVIEST
            && matches!(
                function,
                Function::Min | Function::Max | Function::Sum | Function::CountYes
            )
        {
            return self.in_halves(function, arguments);
        }
        let state = Formula::worst(parts.iter().map(|p| p.state.clone()));
        let values = || parts.iter().map(|p| p.value.clone()).collect::<Vec<_>>();
        let noise = || parts.iter().map(|p| p.noise.clone()).fold(Noise::Whole, Noise::either);
        let first = || parts.first().map_or(Formula::whole(0), |p| p.value.clone());
        let number = |value, noise| Part::new(state.clone(), value, Sort::Number, noise);
        Ok(match function {
            Function::Min => number(Formula::call("MIN", values()), noise()),
            Function::Max => number(Formula::call("MAX", values()), noise()),
            Function::Abs => number(Formula::call("ABS", values()), noise()),
            Function::Sum => number(Formula::call("SUM", values()), sum_noise(&parts)),
            Function::Negate => {
                let value = match first().constant() {
                    Some(n) => Formula::Number(-n.clone()),
                    None => Formula::apply("-", Formula::whole(0), first()),
                };
                number(value, noise())
            }
            Function::CountYes => {
                let one = |value| Formula::when(value, Formula::whole(1), Formula::whole(0));
                let ones = values().into_iter().map(one).collect();
                number(Formula::call("SUM", ones), Noise::Whole)
            }
            Function::Not => {
                let value = Formula::call("NOT", values());
                Part::new(state, value, Sort::YesNo, Noise::Whole)
            }
            Function::NotDone => {
                let value = Formula::apply("<", first(), Formula::whole(0));
                Part::new(state, value, Sort::YesNo, Noise::Whole)
            }
            Function::Round => round(state, parts),
            Function::Days => self.days(arguments)?,
        })
    }

    fn in_halves(&mut self, function: Function, arguments: &[Expr]) -> Read {
        let (left, right) = arguments.split_at(arguments.len() / 2);
        let mut parts = Vec::new();
        for half in [left, right] {
            let expr = Expr::Call(function, half.to_vec());
            let part = self.call(function, half)?;
            parts.push(self.hold(&expr, part));
        }
        let state = Formula::worst(parts.iter().map(|p| p.state.clone()));
        let noise = parts.iter().map(|p| p.noise.clone()).fold(Noise::Whole, Noise::either);
        let values = parts.into_iter().map(|p| p.value).collect();
        let name = match function {
            Function::Min => "MIN",
            Function::Max => "MAX",
            _ => "SUM",
        };
        Ok(Part::new(state, Formula::call(name, values), Sort::Number, noise))
    }

    fn days(&mut self, arguments: &[Expr]) -> Read {
        let [from, to] = arguments else { return Err(Unsupported::TooLarge) };
        let (a, b) = (self.light(from)?, self.light(to)?);
        let open = |part: &Part| part.may_be_undone() && !self.done.contains(&part.value);
        let open: Vec<Formula> =
            [&a, &b].into_iter().filter(|p| open(p)).map(|p| p.value.clone()).collect();
        let undone = match open.len() {
            0 => Formula::whole(0),
            _ => {
                let first =
                    if open.len() == 1 { open[0].clone() } else { Formula::call("MIN", open) };
                let any = Formula::apply("<", first, Formula::whole(0));
                Formula::when(any, Formula::whole(5), Formula::whole(0))
            }
        };
        let state = Formula::unless(Formula::worst([a.state, b.state]), undone);
        let value = Formula::apply("-", b.value, a.value);
        Ok(Part::new(state, value, Sort::Number, Noise::Whole))
    }

    // --- branches

    /// From the last branch to the first: the first condition that holds decides, and one
    /// without a value stops.
    fn cases(&mut self, arms: &[Arm], otherwise: &Expr) -> Read {
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
    fn bound(&mut self, value: &Expr, body: &Expr) -> Read {
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
        let body = self.part(body);
        self.it = before;
        let body = body?;
        Ok(Part { state: Formula::unless(stop, body.state), ..body })
    }

    /// Over the helper cells of the units of the block: `""` is no value.
    fn peer(&mut self, figure: PeerFigure, inner: &Expr) -> Read {
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

    // --- bounds

    fn clamp(&mut self, inner: &Expr, min: &Exact, max: &Exact) -> Read {
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

    fn zero_base(&mut self, inner: &Expr, then: ZeroBase, full: &Exact) -> Read {
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

fn named(source: Source) -> Part {
    Part::new(source.state, source.value, source.sort, Noise::of(source.sort))
}

/// A number that other cells have summed up.
fn computed(source: Source) -> Part {
    let noise = Noise::Computed(vec![source.value.clone()]);
    Part::new(source.state, source.value, source.sort, noise)
}

fn text_comparison(op: Op, a: Part, b: Part) -> Read {
    let letters = a.sort == Sort::Text || b.sort == Sort::Text;
    let equal = if letters {
        Formula::call("EXACT", vec![a.value, b.value])
    } else {
        Formula::apply("=", a.value, b.value)
    };
    let value = match op {
        Op::Equal => equal,
        Op::NotEqual => Formula::call("NOT", vec![equal]),
        _ => return Err(Unsupported::TextOrder),
    };
    let state = Formula::worst([a.state, b.state]);
    Ok(Part::new(state, value, Sort::YesNo, Noise::Whole))
}

fn sum_noise(parts: &[Part]) -> Noise {
    let mut noise = Noise::Whole;
    let mut before = Formula::whole(0);
    for part in parts {
        noise = noise.sum(&before, &part.noise, &part.value);
        // Not an atom: the terms were counted when they came.
        before = Formula::apply("+", before, part.value.clone());
    }
    noise
}

/// Half-up, away from zero. The first rounding takes the noise away, so that an exact half is
/// one.
fn round(state: Formula, mut parts: Vec<Part>) -> Part {
    let places = parts.pop().map_or(Formula::whole(0), |p| p.value);
    let number = parts.pop().map_or(Formula::whole(0), |p| p.value);
    let most = Exact::whole(12);
    let fits = |n: &Exact| n.is_whole() && !n.is_negative() && *n <= most;
    let bad = match places.constant() {
        Some(n) if fits(n) => Formula::whole(0),
        Some(_) => Formula::whole(5),
        None => {
            let off = |operator, bound| Formula::apply(operator, places.clone(), bound);
            let whole = Formula::call("INT", vec![places.clone()]);
            let wrong = off("<", Formula::whole(0)).or(off(">", Formula::whole(12)));
            Formula::when(wrong.or(off("<>", whole)), Formula::whole(5), Formula::whole(0))
        }
    };
    let clean = Formula::call("ROUND", vec![number, Formula::whole(13)]);
    let value = Formula::call("ROUND", vec![clean, places]);
    // What was rounded to decimals is the float nearest to a decimal.
    Part::new(Formula::unless(state, bad), value, Sort::Number, Noise::Nearest)
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

fn day(date: Date) -> Formula {
    let parts = [i64::from(date.year()), i64::from(date.month()), i64::from(date.day())];
    Formula::call("DATE", parts.into_iter().map(Formula::whole).collect())
}

fn nested(inner: &Expr) -> bool {
    let mut found = false;
    inner.walk(&mut |e| found |= matches!(e, Expr::Peer(..)));
    found
}

/// The expression with `it` in place of every `It` that is not bound within.
fn put_in(expr: &Expr, it: &Expr) -> Expr {
    let again = |e: &Expr| put_in(e, it);
    match expr {
        Expr::It => it.clone(),
        Expr::Apply(op, sides) => Expr::apply(*op, again(&sides[0]), again(&sides[1])),
        Expr::Call(function, list) => Expr::Call(*function, list.iter().map(again).collect()),
        Expr::Cases { arms, otherwise } => {
            let arm = |arm: &Arm| Arm { when: again(&arm.when), then: again(&arm.then) };
            Expr::cases(arms.iter().map(arm).collect(), again(otherwise))
        }
        Expr::Let { value, body } => {
            Expr::Let { value: Box::new(again(value)), body: body.clone() }
        }
        Expr::Peer(figure, inner) => Expr::Peer(*figure, Box::new(again(inner))),
        Expr::Clamp { inner, min, max } => {
            Expr::Clamp { inner: Box::new(again(inner)), min: min.clone(), max: max.clone() }
        }
        Expr::OnZeroBase { inner, then, full } => {
            Expr::OnZeroBase { inner: Box::new(again(inner)), then: *then, full: full.clone() }
        }
        other => other.clone(),
    }
}
