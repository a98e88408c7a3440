//! Text in a file to a checked [`Expr`]: every problem gets its place in that file.

use super::{
    Cause, Expr, Function, OfRound, Op, ParseError, Parsed, Working, parse::RESERVED, parse_in,
};
use crate::document::{At, Span};
use crate::problem::{Problem, Problems, kinds::rubric as kinds};
use crate::source::{Source, did_you_mean};
use crate::terms::{Code, Key};
use crate::value::DataKind;

/// What an expression can name in its set.
pub struct Names<'a> {
    /// The kind of a data item.
    pub item: &'a dyn Fn(&str) -> Option<DataKind>,
    /// Every key of the set, for proposals.
    pub keys: &'a [String],
    /// Whether the set has a node with this code.
    pub node: &'a dyn Fn(&Code) -> bool,
    /// What the round that uses the set gives.
    pub round: &'a OfRound,
}

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    Number,
    YesNo,
    Date,
    Text,
}

impl Type {
    /// In Vietnamese and in English.
    fn words(self) -> Both {
        match self {
            Type::Number => ("một số".into(), "a number".into()),
            Type::YesNo => ("giá trị có/không".into(), "yes or no".into()),
            Type::Date => ("một ngày".into(), "a date".into()),
            Type::Text => ("chữ".into(), "a text".into()),
        }
    }
}

/// Parses and checks an expression. Syntax errors, unknown names and nodes, and types that
/// do not fit are reported; `None` then.
pub fn compile(
    source: &Source,
    at: &At<String>,
    names: &Names<'_>,
    expected: &[Type],
    problems: &mut Problems,
) -> Option<Parsed> {
    let parsed = match parse_in(&at.value, names.round) {
        Ok(parsed) => parsed,
        Err(error) => {
            problems.push(syntax_problem(source, at, &error));
            return None;
        }
    };
    let mut sound = true;
    for (key, span) in &parsed.names {
        if (names.item)(key.as_str()).is_none() {
            sound = false;
            problems.push(unknown_item(source, key, &text_span(source, at, span), names));
        }
    }
    for (code, span) in &parsed.codes {
        if !(names.node)(code) {
            sound = false;
            let span = text_span(source, at, span);
            problems.push(source.problem(&kinds::EXPR_NODE, &span).with("code", code));
        }
    }
    if !sound {
        return None;
    }
    let kind = |key: &Key| (names.item)(key.as_str());
    let fault = match type_of(&parsed.expr, &kind) {
        Ok(found) if expected.contains(&found) => None,
        Ok(found) => Some((words(expected), found.words())),
        Err(fault) => Some(fault),
    };
    if let Some((expected, found)) = fault {
        let problem = source.problem(&kinds::EXPR_TYPE, &at.span);
        problems
            .push(problem.said("expected", expected.0, expected.1).said("found", found.0, found.1));
        return None;
    }
    Some(parsed)
}

/// Whether the types within an expression do not fit together.
pub(crate) fn misfit(expr: &Expr, item: &dyn Fn(&Key) -> Option<DataKind>) -> bool {
    type_of(expr, item).is_err()
}

fn words(types: &[Type]) -> Both {
    let (vi, en): (Vec<String>, Vec<String>) = types.iter().map(|t| t.words()).unzip();
    (vi.join(" hoặc "), en.join(" or "))
}

/// Where a span of the expression's text stands in the file.
pub fn text_span(source: &Source, at: &At<String>, span: &Span) -> Span {
    let written = source.text.get(at.span.clone()).unwrap_or("");
    match written.find(at.value.as_str()) {
        Some(shift) if !at.value.is_empty() => {
            let start = at.span.start + shift;
            start + span.start..start + span.end
        }
        // Escapes moved the text: the whole value is the best place left.
        _ => at.span.clone(),
    }
}

fn unknown_item(source: &Source, key: &Key, span: &Span, names: &Names<'_>) -> Problem {
    let known = names.keys.iter().map(String::as_str).chain(RESERVED.iter().copied());
    let near = did_you_mean(key.as_str(), known);
    source.problem(&kinds::EXPR_NAME, span).with("name", key).proposing(near)
}

fn syntax_problem(source: &Source, at: &At<String>, error: &ParseError) -> Problem {
    let span = text_span(source, at, &error.span);
    let (vi, en) = cause_words(&error.cause);
    source.problem(&kinds::EXPR_SYNTAX, &span).said("detail", vi, en)
}

fn cause_words(cause: &Cause) -> Both {
    let both = |vi: &str, en: &str| (vi.to_string(), en.to_string());
    match cause {
        Cause::TooLong => both("dài hơn 4.096 ký tự", "longer than 4,096 characters"),
        Cause::TooManySymbols => {
            both("có hơn 256 phép tính; hãy dùng sum(…)", "more than 256 operations; use sum(…)")
        }
        Cause::TooDeep => both("lồng sâu hơn 64 tầng", "nested more than 64 levels deep"),
        Cause::NoValue(found) if found.is_empty() => {
            both("thiếu một giá trị ở cuối", "a value is missing at the end")
        }
        Cause::NoValue(found) => (
            format!("cần một giá trị, gặp “{found}”"),
            format!("a value is needed, found “{found}”"),
        ),
        Cause::Trailing(found) => (format!("thừa “{found}”"), format!("“{found}” is too much")),
        Cause::NotClosed => both("thiếu dấu “)”", "“)” is missing"),
        Cause::UnknownFunction(name) => {
            let near = did_you_mean(name, RESERVED.iter().copied());
            let vi = near.map(|n| format!("; có phải “{n}”?")).unwrap_or_default();
            let en = near.map(|n| format!("; did you mean “{n}”?")).unwrap_or_default();
            (format!("không có hàm “{name}”{vi}"), format!("there is no function “{name}”{en}"))
        }
        Cause::Arguments(form, found) => (
            format!("hàm viết {form}, ở đây có {found} giá trị"),
            format!("the function is written {form}, found {found} values"),
        ),
        Cause::Argument(form) => {
            (format!("phải viết {form}"), format!("it must be written {form}"))
        }
        Cause::OpenQuote => both("chưa đóng ngoặc kép", "a quotation mark is not closed"),
        Cause::BadCharacter(c) => (
            format!("ký tự “{c}” không dùng trong biểu thức"),
            format!("the character “{c}” has no meaning in an expression"),
        ),
        Cause::BadNumber(text) => (
            format!("“{text}” không phải là số (dấu thập phân là dấu chấm)"),
            format!("“{text}” is no number (the decimal mark is a point)"),
        ),
        Cause::Chained => both(
            "không nối hai phép so sánh; hãy dùng and",
            "two comparisons cannot be chained; use and",
        ),
    }
}

/// Words in Vietnamese and in English.
type Both = (String, String);
/// What was expected, and what was found.
type Fault = (Both, Both);

fn fault<T>(expected: Type, found: Type) -> Result<T, Fault> {
    Err((expected.words(), found.words()))
}

/// What the expression gives, or what was expected and found instead.
#[allow(clippy::too_many_lines, reason = "one arm for each kind of expression")]
fn type_of(expr: &Expr, item: &dyn Fn(&Key) -> Option<DataKind>) -> Result<Type, Fault> {
    let all = |list: &[Expr], wanted: Type| -> Result<(), Fault> {
        for e in list {
            let found = type_of(e, item)?;
            if found != wanted {
                return fault(wanted, found);
            }
        }
        Ok(())
    };
    Ok(match expr {
        Expr::Text(_) => Type::Text,
        Expr::Date(_) => Type::Date,
        Expr::YesNo(_) => Type::YesNo,
        Expr::Item(key) | Expr::LastYear(key) => item(key).map_or(Type::Number, |k| kind_type(&k)),
        Expr::Apply(op, sides) => match op {
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide => {
                all(sides.as_slice(), Type::Number)?;
                Type::Number
            }
            Op::And | Op::Or => {
                all(sides.as_slice(), Type::YesNo)?;
                Type::YesNo
            }
            _ => {
                let left = type_of(&sides[0], item)?;
                all(&sides[1..], left)?;
                Type::YesNo
            }
        },
        Expr::Call(Function::Missing, arguments) => {
            arguments.iter().try_for_each(|e| type_of(e, item).map(|_| ()))?;
            Type::YesNo
        }
        Expr::Call(Function::First, arguments) => {
            let given = arguments.first().map_or(Ok(Type::Number), |e| type_of(e, item))?;
            all(arguments, given)?;
            given
        }
        Expr::Call(function, arguments) => {
            let (wanted, given) = match function {
                Function::Days | Function::Year | Function::Month => (Type::Date, Type::Number),
                Function::CountYes => (Type::YesNo, Type::Number),
                Function::Not => (Type::YesNo, Type::YesNo),
                Function::NotDone => (Type::Date, Type::YesNo),
                _ => (Type::Number, Type::Number),
            };
            all(arguments, wanted)?;
            given
        }
        Expr::Working(what, _, sides) => {
            all(&sides[..1], Type::Date)?;
            let (second, given) = match what {
                Working::Days => (Type::Date, Type::Number),
                Working::Day => (Type::Number, Type::Date),
            };
            all(&sides[1..], second)?;
            given
        }
        Expr::Cases { arms, otherwise } => {
            let given = type_of(otherwise, item)?;
            for arm in arms {
                all(std::slice::from_ref(&arm.when), Type::YesNo)?;
                all(std::slice::from_ref(&arm.then), given)?;
            }
            given
        }
        Expr::Peer(_, inner) => {
            if !inner.nodes().is_empty() {
                let own = "số liệu của đơn vị trong peer_…()";
                let own = (own.into(), "data of the unit within peer_…()".into());
                return Err((own, ("điểm của tiêu chí khác".into(), "points of a node".into())));
            }
            all(std::slice::from_ref(inner.as_ref()), Type::Number)?;
            Type::Number
        }
        Expr::Clamp { inner, .. } | Expr::OnZeroBase { inner, .. } | Expr::Exempt { inner, .. } => {
            type_of(inner, item)?
        }
        Expr::Let { body, .. } => type_of(body, item)?,
        _ => Type::Number,
    })
}

fn kind_type(kind: &DataKind) -> Type {
    match kind {
        DataKind::Count | DataKind::Number | DataKind::Percent | DataKind::Money => Type::Number,
        DataKind::Date => Type::Date,
        DataKind::YesNo => Type::YesNo,
        DataKind::Choice(_) | DataKind::Text => Type::Text,
    }
}
