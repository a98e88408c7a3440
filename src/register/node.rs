//! The algebra over whole numbers, yes and no that row expressions become: what polars and SQL are
//! printed from, so that both say the same. Days are numbers since 1970, what is not known is null.

use std::sync::Arc;

use crate::expr::Op;

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// The value of a column, by its position; of a column of times its day.
    Column(usize),
    /// Whether the cell of a column could not be read; never null.
    Unread(usize),
    /// One of the days that the round gives.
    Constant(&'static str),
    Int(i64),
    Bool(bool),
    Text(Arc<str>),
    Null,
    Add(Box<Node>, Box<Node>),
    Subtract(Box<Node>, Box<Node>),
    /// Times a constant.
    Times(Box<Node>, i64),
    /// The quotient without its rest, and the rest; both sides are above 0.
    Divide(Box<Node>, i64),
    Rest(Box<Node>, i64),
    Year(Box<Node>),
    Month(Box<Node>),
    Compare(Op, Box<Node>, Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Not(Box<Node>),
    IsNull(Box<Node>),
    /// The second where the first is true, the third where it is false or null.
    If(Box<[Node; 3]>),
}

/// What an expression comes to, and whether that cannot be told because a cell could not be read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lowered {
    /// Null where it is not known.
    pub value: Node,
    /// Never null.
    pub unread: Node,
}

pub(crate) fn known(value: Node) -> Lowered {
    Lowered { value, unread: Node::Bool(false) }
}

pub(crate) fn or(a: Node, b: Node) -> Node {
    match (a, b) {
        (Node::Bool(false), other) | (other, Node::Bool(false)) => other,
        (a, b) if a == b => a,
        (a, b) => Node::Or(Box::new(a), Box::new(b)),
    }
}

pub(crate) fn and(a: Node, b: impl FnOnce() -> Node) -> Node {
    match a {
        Node::Bool(false) => a,
        a => match b() {
            Node::Bool(false) => Node::Bool(false),
            b => Node::And(Box::new(a), Box::new(b)),
        },
    }
}

impl Node {
    pub(crate) fn children(&self) -> Vec<&Node> {
        match self {
            Node::Add(a, b) | Node::Subtract(a, b) | Node::Compare(_, a, b) => vec![a, b],
            Node::And(a, b) | Node::Or(a, b) => vec![a, b],
            Node::Times(a, _) | Node::Divide(a, _) | Node::Rest(a, _) => vec![a],
            Node::Year(a) | Node::Month(a) | Node::Not(a) | Node::IsNull(a) => vec![a],
            Node::If(three) => three.iter().collect(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn size(&self) -> usize {
        1 + self.children().into_iter().map(Node::size).sum::<usize>()
    }

    /// Notes the columns that it reads.
    pub(crate) fn columns(&self, used: &mut [bool]) {
        if let Node::Column(at) | Node::Unread(at) = self {
            used[*at] = true;
        }
        self.children().into_iter().for_each(|child| child.columns(used));
    }
}
