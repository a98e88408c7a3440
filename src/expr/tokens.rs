//! Text to tokens, each with its span.

use super::error::{Cause, ParseError};
use crate::document::Span;
use crate::terms::Exact;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Number(Exact),
    Percent(Exact),
    Quoted(String),
    Name(String),
    Symbol(&'static str),
}

pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

impl Token {
    pub(super) fn text(&self, source: &str) -> String {
        source.get(self.span.clone()).unwrap_or("").to_string()
    }
}

const SYMBOLS: &[&str] =
    &["<=", ">=", "!=", "==", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "[", "]"];

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, ParseError> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        let rest = &text[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let kind = if c.is_ascii_digit() {
            let (kind, length) = number_token(rest, start)?;
            at += length;
            kind
        } else if starts_name(c) {
            let length = rest.find(|c| !continues_name(c)).unwrap_or(rest.len());
            at += length;
            TokenKind::Name(rest[..length].to_string())
        } else if c == '"' || c == '\'' {
            let Some(close) = rest[1..].find(c) else {
                return Err(ParseError { span: start..text.len(), cause: Cause::OpenQuote });
            };
            at += close + 2;
            TokenKind::Quoted(rest[1..=close].to_string())
        } else if let Some(symbol) = SYMBOLS.iter().find(|s| rest.starts_with(**s)) {
            at += symbol.len();
            TokenKind::Symbol(if *symbol == "==" { "=" } else { symbol })
        } else {
            let span = start..start + c.len_utf8();
            return Err(ParseError { span, cause: Cause::BadCharacter(c) });
        };
        list.push(Token { kind, span: start..at });
    }
    Ok(list)
}

fn number_token(rest: &str, start: usize) -> Result<(TokenKind, usize), ParseError> {
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let digits = &rest[..length];
    let Some(number) = Exact::from_decimal(digits) else {
        let span = start..start + length;
        return Err(ParseError { span, cause: Cause::BadNumber(digits.to_string()) });
    };
    let gap = rest[length..].len() - rest[length..].trim_start_matches(' ').len();
    if rest[length + gap..].starts_with('%') {
        let share = number.checked_div(&Exact::whole(100)).unwrap_or_default();
        return Ok((TokenKind::Percent(share), length + gap + 1));
    }
    Ok((TokenKind::Number(number), length))
}

pub(super) fn starts_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

pub(super) fn continues_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c)
}
