//! The one expression tree. A rule is only a lowering to [`Expr`]; everything the rule can do
//! for the user is a reading of the tree: parse, evaluate, trace, words, Excel formulas and
//! breakpoints.

pub mod breakpoints;
mod compile;
mod env;
mod error;
mod evaluate;
pub mod excel;
mod operators;
mod parse;
mod range;
mod rounding;
mod tokens;
mod trace;
mod words;

use std::sync::Arc;

use crate::terms::{Calendar, Code, Date, Exact, Key};

pub(crate) use compile::misfit;
pub use compile::{Names, Type, compile, text_span};
pub use env::{Env, PeerStats};
pub use error::{Cause, ParseError};
pub use evaluate::evaluate;
pub(crate) use evaluate::{number, value};
pub use parse::{Parsed, is_name, parse, parse_in};
pub use range::range;
pub use rounding::{Mode, OfRound, Rounding, Roundings};
pub use trace::{Trace, TraceLine};
pub use words::{Words, extreme, number_words, percent_words, points_words, share_words};

/// What a survey rule looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SurveyOf {
    Index,
    Factor(String),
    Question(String),
}

/// As the criteria set writes it: `index`, `factor:2`, `question:c7`.
impl std::fmt::Display for SurveyOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SurveyOf::Index => f.write_str("index"),
            SurveyOf::Factor(id) => write!(f, "factor:{id}"),
            SurveyOf::Question(id) => write!(f, "question:{id}"),
        }
    }
}

/// What a rule gives when its denominator is 0 and so is its numerator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZeroBase {
    NotApplicable,
    Full,
    Zero,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Add,
    Subtract,
    Multiply,
    Divide,
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
    And,
    Or,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    Min,
    Max,
    Sum,
    Abs,
    /// `round(x, n)`: half-up, away from zero, to n decimals.
    Round,
    /// `round_even(x, n)`: a half goes to the even neighbour.
    RoundEven,
    /// `round_down(x, n)`: cut after n decimals.
    RoundDown,
    /// `days(d1, d2)`: how many days d2 lies after d1.
    Days,
    CountYes,
    Not,
    Negate,
    /// Whether a date item carries the answer "không" (not done).
    NotDone,
    /// `first(a, b, …)`, of a row: the first that is not blank.
    First,
    /// `missing(x)`, of a row: whether it is blank.
    Missing,
    /// `year(x)` and `month(x)` of a day, of a row.
    Year,
    Month,
}

impl Function {
    /// One of the roundings: their second argument is the number of decimals.
    pub fn rounds(self) -> bool {
        matches!(self, Function::Round | Function::RoundEven | Function::RoundDown)
    }

    /// A number as one of the roundings leaves it.
    fn rounded(self, number: &Exact, decimals: u32) -> Exact {
        match self {
            Function::RoundEven => number.round_half_even(decimals),
            Function::RoundDown => number.round_down(decimals),
            _ => number.round_half_up(decimals),
        }
    }
}

/// What is counted in working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Working {
    /// `workdays(a, b)`: working days after `a` up to and including `b`.
    Days,
    /// `workday(a, n)`: the nth working day after `a`.
    Day,
}

impl Working {
    /// As the expression parser reads it.
    pub fn name(self) -> &'static str {
        match self {
            Working::Days => "workdays",
            Working::Day => "workday",
        }
    }
}

/// A figure over the units of the block that have a value of the inner expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerFigure {
    Min,
    Max,
    Mean,
    /// How many units have a value.
    Count,
    /// How many units have a strictly larger value than this one.
    Above,
    /// How many units have a strictly smaller value than this one.
    Below,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    pub when: Expr,
    pub then: Expr,
}

/// A computation that gives a [`crate::value::Outcome`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    Number(Exact),
    /// A number written with `%`: the same value, other words.
    Percent(Exact),
    Text(Arc<str>),
    Date(Date),
    YesNo(bool),
    /// A data item of this unit.
    Item(Key),
    /// The same item in last year's results.
    LastYear(Key),
    /// The points of another node, before gates.
    Points(Code),
    /// The applicable maximum of another node.
    Max(Code),
    Survey {
        scheme: Arc<str>,
        of: SurveyOf,
    },
    /// In the working days of the round's calendar.
    Working(Working, Arc<Calendar>, Box<[Expr; 2]>),
    /// The part of the year that the round's period covers; `None` for a round without one.
    PeriodShare(Option<Exact>),
    /// What only an appraiser can give; pending until then.
    Judgement,
    Apply(Op, Box<[Expr; 2]>),
    Call(Function, Vec<Expr>),
    /// The first arm whose condition holds, else `otherwise`. `if(c, a, b)` is one arm.
    Cases {
        arms: Vec<Arm>,
        otherwise: Box<Expr>,
    },
    /// Computes `value` once; `It` inside `body` is that value.
    Let {
        value: Box<Expr>,
        body: Box<Expr>,
    },
    It,
    /// A figure over the block; the key tells equal ones apart from others in the set.
    Peer(PeerFigure, Box<Expr>),
    /// Kept within the bounds; a cut is noted in the trace.
    Clamp {
        inner: Box<Expr>,
        min: Exact,
        max: Exact,
    },
    /// Full points without being asked: for every unit, or for those that carry one of the tags.
    Exempt {
        tags: Vec<String>,
        full: Exact,
        inner: Box<Expr>,
    },
    /// What a zero denominator inside `inner` means: these points, or not applicable.
    OnZeroBase {
        inner: Box<Expr>,
        then: ZeroBase,
        full: Exact,
    },
}

impl Expr {
    pub fn number(value: &Exact) -> Expr {
        Expr::Number(value.clone())
    }

    pub fn whole(value: i64) -> Expr {
        Expr::Number(Exact::whole(value))
    }

    pub fn item(key: &str) -> Expr {
        Expr::Item(Key::new(key))
    }

    pub fn apply(op: Op, left: Expr, right: Expr) -> Expr {
        Expr::Apply(op, Box::new([left, right]))
    }

    pub fn cases(arms: Vec<Arm>, otherwise: Expr) -> Expr {
        Expr::Cases { arms, otherwise: Box::new(otherwise) }
    }

    pub fn with_it(value: Expr, body: Expr) -> Expr {
        Expr::Let { value: Box::new(value), body: Box::new(body) }
    }

    /// The expressions directly inside, in the order of evaluation.
    pub fn children(&self) -> Vec<&Expr> {
        match self {
            Expr::Apply(_, sides) | Expr::Working(_, _, sides) => sides.iter().collect(),
            Expr::Call(_, arguments) => arguments.iter().collect(),
            Expr::Cases { arms, otherwise } => arms
                .iter()
                .flat_map(|arm| [&arm.when, &arm.then])
                .chain([otherwise.as_ref()])
                .collect(),
            Expr::Let { value, body } => vec![value.as_ref(), body.as_ref()],
            Expr::Peer(_, inner) => vec![inner.as_ref()],
            Expr::Clamp { inner, .. }
            | Expr::OnZeroBase { inner, .. }
            | Expr::Exempt { inner, .. } => vec![inner.as_ref()],
            _ => Vec::new(),
        }
    }

    /// Calls `visit` for this expression and everything inside it.
    pub fn walk<'e>(&'e self, visit: &mut dyn FnMut(&'e Expr)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// Whether this expression or anything inside it is as asked.
    pub fn any(&self, asked: &mut dyn FnMut(&Expr) -> bool) -> bool {
        asked(self) || self.children().into_iter().any(|child| child.any(asked))
    }

    /// The data items it reads, each once, in order of first use.
    pub fn items(&self) -> Vec<&Key> {
        let mut keys: Vec<&Key> = Vec::new();
        self.walk(&mut |e| {
            if let Expr::Item(key) = e
                && !keys.contains(&key)
            {
                keys.push(key);
            }
        });
        keys
    }

    /// What it compares over the units of the block, each once, in order of first use.
    pub fn compared(&self) -> Vec<&Expr> {
        let mut list: Vec<&Expr> = Vec::new();
        self.walk(&mut |e| {
            if let Expr::Peer(_, inner) = e
                && !list.contains(&inner.as_ref())
            {
                list.push(inner);
            }
        });
        list
    }

    /// The value that a rule in proportion asks for all of its points: `target` of
    /// `min(It / target, 1)`.
    pub fn target(&self) -> Option<&Expr> {
        let mut target = None;
        self.walk(&mut |e| {
            if let Expr::Call(Function::Min, ends) = e
                && let [Expr::Apply(Op::Divide, sides), Expr::Number(one)] = &ends[..]
                && (&sides[0], one) == (&Expr::It, &Exact::one())
            {
                target = Some(&sides[1]);
            }
        });
        target
    }

    /// Whether a unit gets full points without being asked; `carries` tells whether it carries one
    /// of the tags.
    pub fn exempts(&self, carries: &dyn Fn(&[String]) -> bool) -> bool {
        match self {
            Expr::OnZeroBase { inner, .. } => inner.exempts(carries),
            Expr::Exempt { tags, .. } => tags.is_empty() || carries(tags),
            _ => false,
        }
    }

    /// The other nodes whose points or maximum it needs.
    pub fn nodes(&self) -> Vec<&Code> {
        let mut codes = Vec::new();
        self.walk(&mut |e| {
            if let Expr::Points(code) | Expr::Max(code) = e {
                codes.push(code);
            }
        });
        codes
    }
}
