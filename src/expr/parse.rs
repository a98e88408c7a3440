//! Text to [`Expr`]: a small Pratt parser with byte spans and bounds on length and depth (one
//! grammar, so longer than other files).
//!
//! `+ - * /`, parentheses, `95%`, comparisons `= != < <= > >=`, `and or not`, `yes no`,
//! quoted text, quoted ISO dates, functions, names of data items (Vietnamese letters too).

use super::error::{Cause, ParseError};
use super::tokens::{Token, TokenKind, continues_name, starts_name, tokens};
use super::{Arm, Expr, Function, OfRound, Op, PeerFigure, Working};
use crate::document::Span;
use crate::terms::{Code, Date, Key};

const MAX_LENGTH: usize = 4096;
const MAX_DEPTH: usize = 64;
/// Infix symbols of one expression: each makes the tree one level higher, and every reading of
/// the tree is recursive.
const MAX_SYMBOLS: usize = 256;

/// A parsed expression with the places of what it names, as byte spans of its own text.
#[derive(Debug, Clone)]
pub struct Parsed {
    pub expr: Expr,
    pub names: Vec<(Key, Span)>,
    pub codes: Vec<(Code, Span)>,
    /// Divisions whose divisor is not a constant other than 0.
    pub open_divisions: Vec<Span>,
}

/// Words that cannot name a data item.
pub(super) const RESERVED: &[&str] = &[
    "and",
    "or",
    "not",
    "yes",
    "no",
    "if",
    "min",
    "max",
    "sum",
    "abs",
    "round",
    "round_even",
    "round_down",
    "days",
    "workdays",
    "workday",
    "period_share",
    "count_yes",
    "points",
    "last_year",
    "peer_min",
    "peer_max",
    "peer_mean",
    "peer_count",
    "peer_above",
    "peer_below",
];

/// Whether a data item may have this key.
pub fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(starts_name) && chars.all(continues_name) && !RESERVED.contains(&text)
}

/// Parses a whole expression of no round: it has no calendar and no period.
pub fn parse(text: &str) -> Result<Parsed, ParseError> {
    parse_in(text, &OfRound::default())
}

/// Parses a whole expression.
pub fn parse_in(text: &str, round: &OfRound) -> Result<Parsed, ParseError> {
    if text.len() > MAX_LENGTH {
        return Err(ParseError { span: 0..text.len(), cause: Cause::TooLong });
    }
    let tokens = tokens(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        round,
        at: 0,
        depth: 0,
        symbols: 0,
        end: text.len(),
        found: Found::default(),
    };
    let expr = parser.expression(0)?;
    if let Some(token) = parser.tokens.get(parser.at) {
        let chained =
            matches!(&token.kind, TokenKind::Symbol(s) if power(s).is_some_and(|p| p.0 == COMPARE));
        let cause = if chained { Cause::Chained } else { Cause::Trailing(token.text(text)) };
        return Err(ParseError { span: token.span.clone(), cause });
    }
    let Found { names, codes, open_divisions } = parser.found;
    Ok(Parsed { expr, names, codes, open_divisions })
}

#[derive(Default)]
struct Found {
    names: Vec<(Key, Span)>,
    codes: Vec<(Code, Span)>,
    open_divisions: Vec<Span>,
}

struct Parser<'t> {
    tokens: &'t [Token],
    round: &'t OfRound,
    at: usize,
    depth: usize,
    symbols: usize,
    end: usize,
    found: Found,
}

const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARE: u8 = 4;
const SUM: u8 = 5;
const PRODUCT: u8 = 6;
const SIGN: u8 = 7;

/// How tightly an infix symbol binds, and what it does.
fn power(symbol: &str) -> Option<(u8, Op)> {
    Some(match symbol {
        "or" => (OR, Op::Or),
        "and" => (AND, Op::And),
        "=" => (COMPARE, Op::Equal),
        "!=" => (COMPARE, Op::NotEqual),
        "<" => (COMPARE, Op::Less),
        "<=" => (COMPARE, Op::AtMost),
        ">" => (COMPARE, Op::More),
        ">=" => (COMPARE, Op::AtLeast),
        "+" => (SUM, Op::Add),
        "-" => (SUM, Op::Subtract),
        "*" => (PRODUCT, Op::Multiply),
        "/" => (PRODUCT, Op::Divide),
        _ => return None,
    })
}

impl Parser<'_> {
    /// `x in [a, b]`, for rows of a register: `x = a or x = b`.
    fn listed(&mut self, of: Expr) -> Result<Expr, ParseError> {
        let span = self.here();
        self.at += 1;
        let is = |parser: &Self, symbol: &str| matches!(parser.tokens.get(parser.at).map(|t| &t.kind), Some(TokenKind::Symbol(s)) if *s == symbol);
        if !is(self, "[") {
            return Err(ParseError { span, cause: Cause::Argument("x in [\"a\", \"b\"]") });
        }
        let mut any: Option<Expr> = None;
        loop {
            self.at += 1;
            self.symbols += 2;
            if self.symbols > MAX_SYMBOLS {
                return Err(ParseError { span, cause: Cause::TooManySymbols });
            }
            let one = self.expression(COMPARE)?;
            let same = Expr::apply(Op::Equal, of.clone(), one);
            any = Some(match any {
                Some(before) => Expr::apply(Op::Or, before, same),
                None => same,
            });
            if !is(self, ",") {
                break;
            }
        }
        match (is(self, "]"), any) {
            (true, Some(any)) => {
                self.at += 1;
                Ok(any)
            }
            _ => Err(ParseError { span: self.here(), cause: Cause::NotClosed }),
        }
    }

    /// Whether an `in` of a row's expression comes next and binds here.
    fn in_list_next(&self, least: u8) -> bool {
        let next = self.tokens.get(self.at).map(|t| &t.kind);
        self.round.rows
            && COMPARE > least
            && matches!(next, Some(TokenKind::Name(word)) if word == "in")
    }

    fn expression(&mut self, least: u8) -> Result<Expr, ParseError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ParseError { span: self.here(), cause: Cause::TooDeep });
        }
        let mut left = self.operand()?;
        if self.in_list_next(least) {
            left = self.listed(left)?;
        }
        while let Some((binding, op)) = self.infix() {
            if binding <= least {
                break;
            }
            let span = self.here();
            self.symbols += 1;
            if self.symbols > MAX_SYMBOLS {
                return Err(ParseError { span, cause: Cause::TooManySymbols });
            }
            self.at += 1;
            let right = self.expression(binding)?;
            if op == Op::Divide && !is_safe_divisor(&right) {
                self.found.open_divisions.push(span.start..self.previous_end());
            }
            left = Expr::apply(op, left, right);
            // Comparisons do not chain: `a < b < c` is left over and reported.
            if binding == COMPARE && self.infix().is_some_and(|(b, _)| b == COMPARE) {
                return Err(ParseError { span: self.here(), cause: Cause::Chained });
            }
        }
        self.depth -= 1;
        Ok(left)
    }

    fn infix(&self) -> Option<(u8, Op)> {
        match &self.tokens.get(self.at)?.kind {
            TokenKind::Symbol(symbol) => power(symbol),
            TokenKind::Name(word) if word == "and" || word == "or" => power(word),
            _ => None,
        }
    }

    fn here(&self) -> Span {
        self.tokens.get(self.at).map_or(self.end..self.end, |t| t.span.clone())
    }

    fn previous_end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |t| t.span.end)
    }

    fn operand(&mut self) -> Result<Expr, ParseError> {
        let span = self.here();
        let Some(token) = self.tokens.get(self.at) else {
            return Err(ParseError { span, cause: Cause::NoValue(String::new()) });
        };
        self.at += 1;
        Ok(match &token.kind {
            TokenKind::Number(number) => Expr::Number(number.clone()),
            TokenKind::Percent(share) => Expr::Percent(share.clone()),
            TokenKind::Quoted(text) => match Date::parse_from_str(text, "%Y-%m-%d") {
                Ok(date) => Expr::Date(date),
                Err(_) => Expr::Text(text.as_str().into()),
            },
            TokenKind::Symbol("(") => {
                let inner = self.expression(0)?;
                self.close()?;
                inner
            }
            TokenKind::Symbol("-") => match self.expression(SIGN)? {
                Expr::Number(number) => Expr::Number(-number),
                inner => Expr::Call(Function::Negate, vec![inner]),
            },
            TokenKind::Name(name) => self.named(&name.clone(), span)?,
            TokenKind::Symbol(symbol) => {
                return Err(ParseError { span, cause: Cause::NoValue(symbol.to_string()) });
            }
        })
    }

    fn close(&mut self) -> Result<(), ParseError> {
        match self.tokens.get(self.at).map(|t| &t.kind) {
            Some(TokenKind::Symbol(")")) => {
                self.at += 1;
                Ok(())
            }
            _ => Err(ParseError { span: self.here(), cause: Cause::NotClosed }),
        }
    }

    fn named(&mut self, name: &str, span: Span) -> Result<Expr, ParseError> {
        match name {
            "not" => return Ok(Expr::Call(Function::Not, vec![self.expression(NOT)?])),
            "yes" => return Ok(Expr::YesNo(true)),
            "no" => return Ok(Expr::YesNo(false)),
            "and" | "or" => {
                return Err(ParseError { span, cause: Cause::NoValue(name.to_string()) });
            }
            _ => {}
        }
        let called =
            matches!(self.tokens.get(self.at).map(|t| &t.kind), Some(TokenKind::Symbol("(")));
        if !called {
            self.found.names.push((Key::new(name), span));
            return Ok(Expr::item(name));
        }
        self.at += 1;
        match name {
            "points" | "max" if self.quoted_code_next() => self.node_figure(name, span),
            "points" => Err(ParseError { span, cause: Cause::Argument("points(\"3.2\")") }),
            "last_year" => self.last_year(span),
            _ => self.function(name, span),
        }
    }

    fn quoted_code_next(&self) -> bool {
        matches!(self.tokens.get(self.at).map(|t| &t.kind), Some(TokenKind::Quoted(_)))
    }

    fn node_figure(&mut self, name: &str, span: Span) -> Result<Expr, ParseError> {
        let token = &self.tokens[self.at];
        let TokenKind::Quoted(text) = &token.kind else {
            return Err(ParseError { span, cause: Cause::Argument("points(\"3.2\")") });
        };
        let Some(code) = Code::parse(text) else {
            return Err(ParseError {
                span: token.span.clone(),
                cause: Cause::Argument("points(\"3.2\")"),
            });
        };
        self.found.codes.push((code.clone(), token.span.clone()));
        self.at += 1;
        self.close()?;
        Ok(if name == "points" { Expr::Points(code) } else { Expr::Max(code) })
    }

    fn last_year(&mut self, span: Span) -> Result<Expr, ParseError> {
        match self.arguments()?.as_slice() {
            [Expr::Item(key)] => Ok(Expr::LastYear(key.clone())),
            _ => Err(ParseError { span, cause: Cause::Argument("last_year(tên_số_liệu)") }),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, ParseError> {
        let mut list = Vec::new();
        if matches!(self.tokens.get(self.at).map(|t| &t.kind), Some(TokenKind::Symbol(")"))) {
            self.at += 1;
            return Ok(list);
        }
        loop {
            list.push(self.expression(0)?);
            match self.tokens.get(self.at).map(|t| &t.kind) {
                Some(TokenKind::Symbol(",")) => self.at += 1,
                _ => break,
            }
        }
        self.close()?;
        Ok(list)
    }

    fn working(&self, what: Working, arguments: Vec<Expr>) -> Expr {
        let mut arguments = arguments.into_iter();
        let mut next = || arguments.next().unwrap_or(Expr::It);
        Expr::Working(what, self.round.calendar.clone(), Box::new([next(), next()]))
    }

    #[allow(clippy::too_many_lines, reason = "one line for each function and for each misuse")]
    fn function(&mut self, name: &str, span: Span) -> Result<Expr, ParseError> {
        let arguments = self.arguments()?;
        let wrong = |form: &'static str, n: usize| {
            Err(ParseError { span: span.clone(), cause: Cause::Arguments(form, n) })
        };
        let n = arguments.len();
        let simple = |function: Function| Ok(Expr::Call(function, arguments.clone()));
        match (name, n) {
            ("min", 1..) => simple(Function::Min),
            ("max", 1..) => simple(Function::Max),
            ("sum", 1..) => simple(Function::Sum),
            ("count_yes", 1..) => simple(Function::CountYes),
            ("abs", 1) => simple(Function::Abs),
            ("round", 2) => simple(Function::Round),
            ("round_even", 2) => simple(Function::RoundEven),
            ("round_down", 2) => simple(Function::RoundDown),
            ("days", 2) => simple(Function::Days),
            ("workdays", 2) => Ok(self.working(Working::Days, arguments)),
            ("workday", 2) => Ok(self.working(Working::Day, arguments)),
            ("period_share", 0) => Ok(Expr::PeriodShare(self.round.period_share.clone())),
            ("first", 1..) if self.round.rows => simple(Function::First),
            ("missing", 1) if self.round.rows => simple(Function::Missing),
            ("year", 1) if self.round.rows => simple(Function::Year),
            ("month", 1) if self.round.rows => simple(Function::Month),
            ("first" | "missing" | "year" | "month", _) if self.round.rows => {
                wrong("first(a, b, …), missing(x), year(x), month(x)", n)
            }
            ("if", 3) => {
                let mut arguments = arguments.into_iter();
                let mut next = || arguments.next().unwrap_or(Expr::It);
                let (when, then, otherwise) = (next(), next(), next());
                Ok(Expr::cases(vec![Arm { when, then }], otherwise))
            }
            ("min" | "max" | "sum" | "count_yes", _) => wrong("f(a, b, …)", n),
            ("abs", _) => wrong("abs(x)", n),
            ("round", _) => wrong("round(x, n)", n),
            ("round_even", _) => wrong("round_even(x, n)", n),
            ("round_down", _) => wrong("round_down(x, n)", n),
            ("days", _) => wrong("days(d1, d2)", n),
            ("workdays", _) => wrong("workdays(d1, d2)", n),
            ("workday", _) => wrong("workday(d, n)", n),
            ("period_share", _) => wrong("period_share()", n),
            ("if", _) => wrong("if(cond, a, b)", n),
            _ => match (peer_figure(name), n) {
                (Some(figure), 1) => {
                    let inner = arguments.into_iter().next().unwrap_or(Expr::It);
                    Ok(Expr::Peer(figure, Box::new(inner)))
                }
                (Some(_), _) => wrong("peer_mean(x)", n),
                (None, _) => {
                    Err(ParseError { span, cause: Cause::UnknownFunction(name.to_string()) })
                }
            },
        }
    }
}

fn peer_figure(name: &str) -> Option<PeerFigure> {
    Some(match name {
        "peer_min" => PeerFigure::Min,
        "peer_max" => PeerFigure::Max,
        "peer_mean" => PeerFigure::Mean,
        "peer_count" => PeerFigure::Count,
        "peer_above" => PeerFigure::Above,
        "peer_below" => PeerFigure::Below,
        _ => return None,
    })
}

/// Whether the divisor is a constant other than 0.
fn is_safe_divisor(divisor: &Expr) -> bool {
    matches!(divisor, Expr::Number(n) | Expr::Percent(n) if !n.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(text: &str) -> Cause {
        parse(text).unwrap_err().cause
    }

    #[test]
    fn precedence_is_that_of_school() {
        let text = "1 + 2 * hồ_sơ / 4 >= 95% and not trễ = 0";
        let parsed = parse(text).unwrap();
        let names: Vec<_> = parsed.names.iter().map(|(_, s)| &text[s.clone()]).collect();
        assert_eq!(names, ["hồ_sơ", "trễ"]);
        assert!(matches!(parsed.expr, Expr::Apply(Op::And, _)));
        assert!(parsed.open_divisions.is_empty());
        assert_eq!(parse("a / b").unwrap().open_divisions.first(), Some(&(2..5)));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(cause("1 +"), Cause::NoValue(String::new()));
        assert_eq!(cause("(1"), Cause::NotClosed);
        assert_eq!(cause("1 2"), Cause::Trailing("2".into()));
        assert_eq!(cause("a < b < c"), Cause::Chained);
        assert_eq!(cause("foo(1)"), Cause::UnknownFunction("foo".into()));
        assert_eq!(cause("if(1, 2)"), Cause::Arguments("if(cond, a, b)", 2));
        assert_eq!(cause("\"mở"), Cause::OpenQuote);
        assert_eq!(cause("a ; b"), Cause::BadCharacter(';'));
        assert_eq!(cause("1.2.3"), Cause::BadNumber("1.2.3".into()));
        assert_eq!(cause(&"(".repeat(100)), Cause::TooDeep);
        assert_eq!(cause(&"1+".repeat(3000)), Cause::TooLong);
        assert_eq!(cause(&"a*".repeat(900)), Cause::TooManySymbols);
        assert_eq!(cause(&format!("{}1", "-".repeat(200))), Cause::TooDeep);
    }

    #[test]
    fn nodes_and_dates_are_quoted() {
        let parsed = parse("points(\"3.2\") / max('3.2')").unwrap();
        assert_eq!(parsed.codes.len(), 2);
        let date = parse("\"2020-08-01\"").unwrap().expr;
        assert_eq!(date, Expr::Date(Date::from_ymd_opt(2020, 8, 1).unwrap()));
    }
}
