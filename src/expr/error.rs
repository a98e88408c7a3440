//! Why a text is not an expression.

use crate::document::Span;

/// Why a text is not an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    pub span: Span,
    pub cause: Cause,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    TooLong,
    TooDeep,
    TooManySymbols,
    /// Found this where a value should stand.
    NoValue(String),
    /// Found this after the end of the expression.
    Trailing(String),
    NotClosed,
    UnknownFunction(String),
    /// A function got this many arguments.
    Arguments(&'static str, usize),
    /// An argument must be a quoted code, or a plain name.
    Argument(&'static str),
    OpenQuote,
    BadCharacter(char),
    BadNumber(String),
    /// `a < b < c`
    Chained,
}
