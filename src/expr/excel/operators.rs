//! Operators and functions as formulas.

use super::formula::Formula;
use super::guard::{Noise, compare};
use super::parts::{Sort, Unsupported};
use super::read::{HEAVIEST, Part, Read, Reader};
use crate::expr::evaluate::reads_data;
use crate::expr::{Expr, Function, Op};
use crate::terms::Exact;

impl Reader<'_> {
    pub(super) fn apply(&mut self, op: Op, left: &Expr, right: &Expr) -> Read {
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

    pub(super) fn call(&mut self, function: Function, arguments: &[Expr]) -> Read {
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
            Function::Round | Function::RoundEven | Function::RoundDown => {
                round(function, state, parts)
            }
            Function::Days => self.days(arguments)?,
            // Rows of a register are counted before any workbook is made.
            Function::First | Function::Missing | Function::Year | Function::Month => {
                return Err(Unsupported::TooLarge);
            }
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

/// Twice the rounded half is even; it is taken where what is left over is a half.
fn half_even(clean: Formula, places: Formula) -> Formula {
    let power = Formula::call("POWER", vec![Formula::whole(10), places.clone()]);
    let scaled = Formula::apply("*", Formula::call("ABS", vec![clean.clone()]), power.clone());
    let part = Formula::apply("-", scaled.clone(), Formula::call("INT", vec![scaled]));
    let rest = Formula::call("ROUND", vec![part, Formula::whole(4)]);
    let is_half = Formula::apply("=", rest, Formula::Number(half()));
    let of_two =
        Formula::apply("/", Formula::apply("*", clean.clone(), power.clone()), Formula::whole(2));
    let of_two = Formula::call("ROUND", vec![of_two, Formula::whole(9)]);
    let whole = Formula::call("ROUND", vec![of_two, Formula::whole(0)]);
    let even = Formula::apply("/", Formula::apply("*", Formula::whole(2), whole), power);
    Formula::when(is_half, even, Formula::call("ROUND", vec![clean, places]))
}

fn half() -> Exact {
    Exact::fraction(1, 2).unwrap_or_default()
}

/// The first rounding takes the noise away, so that an exact half is one.
fn round(function: Function, state: Formula, mut parts: Vec<Part>) -> Part {
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
    let value = match function {
        Function::RoundDown => Formula::call("ROUNDDOWN", vec![clean, places]),
        Function::RoundEven => half_even(clean, places),
        _ => Formula::call("ROUND", vec![clean, places]),
    };
    // What was rounded to decimals is the float nearest to a decimal.
    Part::new(Formula::unless(state, bad), value, Sort::Number, Noise::Nearest)
}
