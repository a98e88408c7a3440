//! Operators and functions on values: their symbols, how tightly they bind, what they give.

use chrono::Datelike as _;

use super::{Function, Op};
use crate::terms::Exact;
use crate::value::Value;

/// The value of `a op b`; `None` when the types do not fit. Division and logic are not here:
/// they need to know why a side has no value.
pub(super) fn combine(op: Op, a: &Value, b: &Value) -> Option<Value> {
    let order = match (a, b) {
        (Value::Number(x), Value::Number(y)) => {
            let number = match op {
                Op::Add => Some(x.clone() + y),
                Op::Subtract => Some(x.clone() - y),
                Op::Multiply => Some(x.clone() * y),
                _ => None,
            };
            if let Some(number) = number {
                return Some(Value::Number(number));
            }
            x.cmp(y)
        }
        (Value::Date(x), Value::Date(y)) => x.cmp(y),
        (Value::YesNo(x), Value::YesNo(y)) => x.cmp(y),
        (Value::Text(x), Value::Text(y)) => x.cmp(y),
        _ => return None,
    };
    Some(Value::YesNo(match op {
        Op::Equal => order.is_eq(),
        Op::NotEqual => order.is_ne(),
        Op::Less => order.is_lt(),
        Op::AtMost => order.is_le(),
        Op::More => order.is_gt(),
        Op::AtLeast => order.is_ge(),
        _ => return None,
    }))
}

/// How tightly an operator binds, and its symbol.
pub(super) fn symbol(op: Op) -> (u8, &'static str) {
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

/// As the expression parser reads it.
pub(super) fn function_name(function: Function) -> &'static str {
    match function {
        Function::Min => "min",
        Function::Max => "max",
        Function::Sum => "sum",
        Function::Abs => "abs",
        Function::Round => "round",
        Function::RoundEven => "round_even",
        Function::RoundDown => "round_down",
        Function::Days => "days",
        Function::CountYes => "count_yes",
        Function::Not => "not ",
        Function::Negate => "-",
        Function::NotDone => "not_done",
        Function::First => "first",
        Function::Missing => "missing",
        Function::Year => "year",
        Function::Month => "month",
    }
}

/// `None` when the arguments are of the wrong type.
pub(super) fn compute(function: Function, values: &[Value]) -> Option<Value> {
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
        Function::Round | Function::RoundEven | Function::RoundDown => {
            let numbers = numbers()?;
            let places: u32 = numbers.get(1)?.to_plain().parse().ok().filter(|p| *p <= 12)?;
            Value::Number(function.rounded(numbers.first()?, places))
        }
        Function::Days => match values {
            [Value::Date(a), Value::Date(b)] => Value::Number(Exact::whole((*b - *a).num_days())),
            _ => return None,
        },
        Function::CountYes => {
            Value::Number(Exact::whole(answers()?.iter().filter(|yes| **yes).count() as i64))
        }
        Function::Not => Value::YesNo(!*answers()?.first()?),
        Function::Year | Function::Month => match values {
            [Value::Date(day)] if function == Function::Year => {
                Value::Number(Exact::whole(day.year().into()))
            }
            [Value::Date(day)] => Value::Number(Exact::whole(day.month().into())),
            _ => return None,
        },
        // They look at gaps: the evaluation itself decides them.
        Function::First => values.first()?.clone(),
        Function::Missing => Value::YesNo(values.is_empty()),
        Function::NotDone => match values {
            [Value::YesNo(done)] => Value::YesNo(!done),
            [Value::Date(_)] => Value::YesNo(false),
            _ => return None,
        },
    })
}
