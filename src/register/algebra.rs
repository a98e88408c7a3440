//! A row expression to the algebra of [`super::node`].

use super::node::{Lowered, Node, and, known, or};
use super::scheme::{CONSTANTS, Kind, Scheme, days_of};
use super::working_days as calendar;
use crate::expr::{Expr, Function, Op, Working};
use crate::terms::Exact;
use crate::value::DataKind;

/// Why an expression cannot be counted by, in Vietnamese and in English.
pub(crate) type Unfit = (String, String);

fn unfit<T>(vi: &str, en: &str) -> Result<T, Unfit> {
    Err((vi.to_string(), en.to_string()))
}

/// Larger numbers have no meaning in a row.
const MOST: i64 = 1_000_000_000_000_000;
/// Larger expressions are slower than anyone would wait.
const MOST_NODES: usize = 200_000;

/// The algebra of an expression.
///
/// # Errors
/// It asks for something that a row does not have.
pub(crate) fn lower(expr: &Expr, scheme: &Scheme) -> Result<Lowered, Unfit> {
    let lowered = Lowering { scheme }.lower(expr)?;
    if lowered.value.size() + lowered.unread.size() > MOST_NODES {
        return unfit("biểu thức quá dài", "it is too long");
    }
    Ok(lowered)
}

/// What an expression of a row holds.
pub(crate) fn kind(expr: &Expr, scheme: &Scheme) -> DataKind {
    match expr {
        Expr::Item(key) => scheme.kind_of(key.as_str()).unwrap_or(DataKind::Number),
        Expr::Text(_) => DataKind::Text,
        Expr::Date(_) | Expr::Working(Working::Day, ..) => DataKind::Date,
        Expr::YesNo(_) | Expr::Call(Function::Not | Function::Missing, _) => DataKind::YesNo,
        Expr::Apply(Op::Add | Op::Subtract | Op::Multiply | Op::Divide, _) => DataKind::Number,
        Expr::Apply(..) => DataKind::YesNo,
        Expr::Call(Function::First, list) => {
            list.first().map_or(DataKind::Number, |e| kind(e, scheme))
        }
        Expr::Cases { otherwise, .. } => kind(otherwise, scheme),
        _ => DataKind::Number,
    }
}

struct Lowering<'s> {
    scheme: &'s Scheme,
}

impl Lowering<'_> {
    fn lower(&self, expr: &Expr) -> Result<Lowered, Unfit> {
        Ok(match expr {
            Expr::Number(n) => known(Node::Int(whole(n)?)),
            Expr::Text(text) => known(Node::Text(text.clone())),
            Expr::Date(day) => known(Node::Int(days_of(*day))),
            Expr::YesNo(yes) => known(Node::Bool(*yes)),
            Expr::Item(key) => self.item(key.as_str())?,
            Expr::Apply(op, sides) => self.apply(*op, &sides[0], &sides[1])?,
            Expr::Call(function, list) => self.call(*function, list)?,
            Expr::Working(what, days, sides) => {
                let (from, to) = (self.plain(&sides[0])?, self.plain(&sides[1])?);
                match what {
                    Working::Days => calendar::between(days, from, to),
                    Working::Day => calendar::after(days, from, to),
                }
            }
            Expr::Cases { arms, otherwise } => {
                let mut rest = self.plain(otherwise)?;
                for arm in arms.iter().rev() {
                    let (when, then) = (self.lower(&arm.when)?, self.plain(&arm.then)?);
                    rest = cases(when, then, rest);
                }
                rest
            }
            _ => {
                return unfit(
                    "có phần không tính được cho một dòng",
                    "a part has no meaning for a row",
                );
            }
        })
    }

    /// The same for what is no text.
    fn plain(&self, expr: &Expr) -> Result<Lowered, Unfit> {
        match kind(expr, self.scheme) {
            DataKind::Text | DataKind::Choice(_) => unfit(
                "chữ chỉ dùng được với =, !=, in và missing",
                "texts can only stand with =, !=, in and missing",
            ),
            _ => self.lower(expr),
        }
    }

    fn item(&self, name: &str) -> Result<Lowered, Unfit> {
        if let Some(at) = self.scheme.column(name) {
            return Ok(Lowered { value: Node::Column(at), unread: Node::Unread(at) });
        }
        if let Some(constant) = CONSTANTS.iter().find(|constant| **constant == name) {
            return Ok(known(Node::Constant(constant)));
        }
        match self.scheme.derived(name) {
            Some(derived) => self.lower(&derived.expr),
            None => unfit("có tên không có trong mẫu sổ", "a name is not in the scheme"),
        }
    }

    fn apply(&self, op: Op, left: &Expr, right: &Expr) -> Result<Lowered, Unfit> {
        let node = |make: fn(Box<Node>, Box<Node>) -> Node| {
            let (a, b) = (self.plain(left)?, self.plain(right)?);
            Ok(strict(a, b, make))
        };
        match op {
            Op::Add => node(Node::Add),
            Op::Subtract => node(Node::Subtract),
            Op::Multiply | Op::Divide => unfit("không nhân, chia", "no multiplying or dividing"),
            Op::And | Op::Or => {
                let (a, b) = (self.lower(left)?, self.lower(right)?);
                let lacks = or(a.unread, b.unread);
                let make = if op == Op::And { Node::And } else { Node::Or };
                let value = make(Box::new(a.value), Box::new(b.value));
                // A decided side decides, whatever the other lacks.
                let unread = and(lacks, || Node::IsNull(Box::new(value.clone())));
                Ok(Lowered { value, unread })
            }
            _ => self.compare(op, left, right),
        }
    }

    fn compare(&self, op: Op, left: &Expr, right: &Expr) -> Result<Lowered, Unfit> {
        let is_text =
            |expr| matches!(kind(expr, self.scheme), DataKind::Text | DataKind::Choice(_));
        if is_text(left) || is_text(right) {
            if !matches!(op, Op::Equal | Op::NotEqual) {
                return unfit("chữ không so lớn, bé", "texts have no order");
            }
            self.alike(left, right)?;
        }
        let (a, b) = (self.lower(left)?, self.lower(right)?);
        Ok(strict(a, b, |a, b| Node::Compare(op, a, b)))
    }

    /// Texts that can be compared: a column with a text that it can hold, or two columns of texts.
    fn alike(&self, left: &Expr, right: &Expr) -> Result<(), Unfit> {
        let column = |expr: &Expr| match expr {
            Expr::Item(key) => self.scheme.column(key.as_str()),
            _ => None,
        };
        let of = |at: usize| &self.scheme.columns[at].kind;
        match (column(left), column(right), left, right) {
            (Some(at), None, _, Expr::Text(text)) | (None, Some(at), Expr::Text(text), _) => {
                match of(at) {
                    Kind::Choice { options, .. } if !options.iter().any(|o| **o == **text) => {
                        let all = options.join("”, “");
                        Err((
                            format!(
                                "cột “{}” không có “{text}”, chỉ có “{all}”",
                                self.scheme.columns[at].id
                            ),
                            format!(
                                "“{}” has no “{text}”, only “{all}”",
                                self.scheme.columns[at].id
                            ),
                        ))
                    }
                    _ => Ok(()),
                }
            }
            (Some(a), Some(b), ..) if *of(a) == Kind::Text && *of(b) == Kind::Text => Ok(()),
            _ => unfit(
                "chữ phải so giữa một cột và một chữ trong ngoặc kép",
                "a text is compared between a column and a quoted text",
            ),
        }
    }

    /// `round_down(x / 8, 0)`: where x cannot be negative, all readings cut alike.
    fn quotient(&self, of: &Expr, by: &Expr) -> Result<Lowered, Unfit> {
        let is_count = |expr: &Expr| match expr {
            Expr::Item(key) => self.scheme.kind_of(key.as_str()) == Some(DataKind::Count),
            Expr::Number(n) => !n.is_negative(),
            _ => false,
        };
        let is_sum = |expr: &Expr| match expr {
            Expr::Apply(Op::Add, sides) => sides.iter().all(is_count),
            other => is_count(other),
        };
        match by {
            Expr::Number(by) if is_sum(of) && !by.is_zero() && !by.is_negative() => {
                let (of, by) = (self.plain(of)?, whole(by)?);
                Ok(Lowered { value: Node::Divide(Box::new(of.value), by), unread: of.unread })
            }
            _ => unfit(
                "chỉ chia được cột số đếm cho một số lớn hơn 0",
                "only a column of counts is divided, by a number above 0",
            ),
        }
    }

    fn call(&self, function: Function, list: &[Expr]) -> Result<Lowered, Unfit> {
        match (function, list) {
            (Function::Not, [of]) => {
                let of = self.lower(of)?;
                Ok(Lowered { value: Node::Not(Box::new(of.value)), unread: of.unread })
            }
            (Function::Negate, [of]) => {
                let of = self.plain(of)?;
                Ok(Lowered { value: Node::Times(Box::new(of.value), -1), unread: of.unread })
            }
            (Function::Days, [from, to]) => {
                let (a, b) = (self.plain(to)?, self.plain(from)?);
                Ok(strict(a, b, Node::Subtract))
            }
            (Function::Year | Function::Month, [of]) => {
                let of = self.plain(of)?;
                let make = if function == Function::Year { Node::Year } else { Node::Month };
                Ok(Lowered { value: make(Box::new(of.value)), unread: of.unread })
            }
            (Function::RoundDown, [Expr::Apply(Op::Divide, sides), Expr::Number(places)])
                if places.is_zero() =>
            {
                self.quotient(&sides[0], &sides[1])
            }
            (Function::Missing, [of]) => {
                let of = self.lower(of)?;
                let blank = Node::IsNull(Box::new(of.value));
                Ok(Lowered { value: unless(&of.unread, blank), unread: of.unread })
            }
            (Function::First, [one]) => self.plain(one),
            (Function::First, [one, rest @ ..]) => {
                let (one, rest) = (self.plain(one)?, self.call(Function::First, rest)?);
                let blank = Node::IsNull(Box::new(one.value.clone()));
                let passed = and(blank.clone(), || rest.unread);
                let or_rest = Node::If(Box::new([blank, rest.value, one.value]));
                Ok(Lowered { value: unless(&one.unread, or_rest), unread: or(one.unread, passed) })
            }
            _ => unfit("có hàm không dùng cho một dòng", "a function has no use for a row"),
        }
    }
}

fn whole(n: &Exact) -> Result<i64, Unfit> {
    match n.floor().filter(|floor| n.is_whole() && floor.abs() <= MOST) {
        Some(n) => Ok(n),
        None => unfit("chỉ dùng số nguyên", "only whole numbers are used"),
    }
}

fn strict(a: Lowered, b: Lowered, make: impl Fn(Box<Node>, Box<Node>) -> Node) -> Lowered {
    Lowered { value: make(Box::new(a.value), Box::new(b.value)), unread: or(a.unread, b.unread) }
}

fn cases(when: Lowered, then: Lowered, rest: Lowered) -> Lowered {
    let no = || Node::Not(Box::new(when.value.clone()));
    let rest_value = Node::If(Box::new([no(), rest.value, Node::Null]));
    let value = Node::If(Box::new([when.value.clone(), then.value, rest_value]));
    let of_then = and(then.unread, || when.value.clone());
    let of_rest = and(rest.unread, no);
    // What the condition lacks is null there: neither branch is looked at.
    let branch = or(never_null(of_then), never_null(of_rest));
    Lowered { value, unread: or(when.unread, branch) }
}

/// False in the place of null.
fn never_null(node: Node) -> Node {
    match node {
        Node::Bool(_) => node,
        node => Node::If(Box::new([node, Node::Bool(true), Node::Bool(false)])),
    }
}

/// Null where something could not be read.
fn unless(unread: &Node, value: Node) -> Node {
    match unread {
        Node::Bool(false) => value,
        unread => Node::If(Box::new([unread.clone(), Node::Null, value])),
    }
}
