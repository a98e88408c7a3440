//! Text in a file to a checked [`Expr`]: every problem gets its place in that file.

use super::{Cause, Expr, Function, Op, ParseError, Parsed, parse, parse::RESERVED};
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
    fn words(self) -> &'static str {
        match self {
            Type::Number => "một số",
            Type::YesNo => "có/không",
            Type::Date => "một ngày",
            Type::Text => "chữ",
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
    let parsed = match parse(&at.value) {
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
        Ok(found) => Some((words(expected), found.words().to_string())),
        Err(fault) => Some(fault),
    };
    if let Some((expected, found)) = fault {
        let problem = source.problem(&kinds::EXPR_TYPE, &at.span);
        problems.push(problem.with("expected", expected).with("found", found));
        return None;
    }
    Some(parsed)
}

fn words(types: &[Type]) -> String {
    types.iter().map(|t| t.words()).collect::<Vec<_>>().join(" hoặc ")
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
    let proposal = did_you_mean(key.as_str(), known)
        .map(|word| format!("Có phải “{word}”? "))
        .unwrap_or_default();
    source.problem(&kinds::EXPR_NAME, span).with("name", key).with("proposal", proposal)
}

fn syntax_problem(source: &Source, at: &At<String>, error: &ParseError) -> Problem {
    let detail = match &error.cause {
        Cause::TooLong => "dài hơn 4.096 ký tự".to_string(),
        Cause::TooDeep => "lồng sâu hơn 64 tầng".to_string(),
        Cause::TooManySymbols => "có hơn 256 phép tính; hãy dùng sum(…)".to_string(),
        Cause::NoValue(found) if found.is_empty() => "thiếu một giá trị ở cuối".to_string(),
        Cause::NoValue(found) => format!("cần một giá trị, gặp “{found}”"),
        Cause::Trailing(found) => format!("thừa “{found}”"),
        Cause::NotClosed => "thiếu dấu “)”".to_string(),
        Cause::UnknownFunction(name) => {
            let near = did_you_mean(name, RESERVED.iter().copied());
            let proposal = near.map(|n| format!("; có phải “{n}”?")).unwrap_or_default();
            format!("không có hàm “{name}”{proposal}")
        }
        Cause::Arguments(form, found) => format!("hàm viết {form}, ở đây có {found} giá trị"),
        Cause::Argument(form) => format!("phải viết {form}"),
        Cause::OpenQuote => "chưa đóng ngoặc kép".to_string(),
        Cause::BadCharacter(c) => format!("ký tự “{c}” không dùng trong biểu thức"),
        Cause::BadNumber(text) => {
            format!("“{text}” không phải là số (dấu thập phân là dấu chấm)")
        }
        Cause::Chained => "không nối hai phép so sánh; hãy dùng and".to_string(),
    };
    let span = text_span(source, at, &error.span);
    source.problem(&kinds::EXPR_SYNTAX, &span).with("detail", detail)
}

type Fault = (String, String);

fn fault<T>(expected: Type, found: Type) -> Result<T, Fault> {
    Err((expected.words().to_string(), found.words().to_string()))
}

/// What the expression gives, or what was expected and found instead.
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
        Expr::Call(function, arguments) => {
            let (wanted, given) = match function {
                Function::Days => (Type::Date, Type::Number),
                Function::CountYes => (Type::YesNo, Type::Number),
                Function::Not => (Type::YesNo, Type::YesNo),
                Function::NotDone => (Type::Date, Type::YesNo),
                _ => (Type::Number, Type::Number),
            };
            all(arguments, wanted)?;
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
                return Err((
                    "số liệu của đơn vị trong peer_…()".into(),
                    "điểm của tiêu chí khác".into(),
                ));
            }
            all(std::slice::from_ref(inner.as_ref()), Type::Number)?;
            Type::Number
        }
        Expr::Clamp { inner, .. } | Expr::OnZeroBase { inner, .. } => type_of(inner, item)?,
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
