//! Counts with polars: pieces of rows in, what each row says for each item, and in the end what each
//! item comes to for each unit. The one file of the room that knows the data-frame engine.

use polars::prelude::{
    Column, DataFrame, DataType, Expr, IntoLazy, NULL, PolarsResult, col, lit, when,
};

use super::cells::{BLANK, UNREADABLE};
use super::item::{Item, What};
use super::node::Node;
use super::piece::Piece;
use super::scheme::{Constants, DAY, Kind, Scheme, days_of};
use crate::expr::Op;

/// What a row says: it counts, it does not, that is not known, or a cell could not be read.
pub(crate) const YES: i64 = 1;

/// Marks a row that a sum does not look at.
pub(crate) const PASSED: i64 = i64::MIN + 2;

/// What every row of a piece says for each item: for counts [`YES`], 0, [`BLANK`] or [`UNREADABLE`];
/// for sums a number or one of these marks.
pub(crate) fn outcomes(
    scheme: &Scheme,
    constants: &Constants,
    items: &[Item],
    piece: &Piece,
) -> Vec<Vec<i64>> {
    if piece.len() == 0 || items.is_empty() {
        return vec![Vec::new(); items.len()];
    }
    let told = evaluated(scheme, constants, items, piece);
    told.unwrap_or_else(|e| unreachable!("columns of one length have the types of the scheme: {e}"))
}

fn evaluated(
    scheme: &Scheme,
    constants: &Constants,
    items: &[Item],
    piece: &Piece,
) -> PolarsResult<Vec<Vec<i64>>> {
    let mut used = vec![false; scheme.columns.len()];
    items.iter().for_each(|item| item.columns(&mut used));
    let mut columns = vec![Column::new("row".into(), piece.at.clone())];
    for at in used.iter().enumerate().filter(|(_, used)| **used).map(|(at, _)| at) {
        columns.extend(cells(scheme, piece, at));
    }
    let printing = Printing { scheme, constants };
    let outcome = |(at, item): (usize, &Item)| {
        let value = printing.expr(&item.lowered.value);
        let unread = printing.expr(&item.lowered.unread);
        let lacks = when(unread).then(lit(UNREADABLE)).otherwise(lit(BLANK));
        let known = value.clone().cast(DataType::Int64);
        let said = when(value.is_null()).then(lacks).otherwise(known);
        let said = match (&item.what, &item.looked_at) {
            (What::Sum(_), Some(only)) => {
                let no = printing.expr(&only.value).eq(lit(false));
                when(no).then(lit(PASSED)).otherwise(said)
            }
            _ => said,
        };
        said.alias(name("i", at))
    };
    let outcomes: Vec<Expr> = items.iter().enumerate().map(outcome).collect();
    let frame = DataFrame::new_infer_height(columns)?.lazy().with_columns(outcomes).collect()?;
    let read = |at: usize| -> PolarsResult<Vec<i64>> {
        Ok(frame.column(&name("i", at))?.i64()?.into_no_null_iter().collect())
    };
    (0..items.len()).map(read).collect()
}

fn name(kind: &str, at: usize) -> String {
    format!("{kind}{at}")
}

/// The values of a column, and which of them could not be read.
fn cells(scheme: &Scheme, piece: &Piece, at: usize) -> [Column; 2] {
    let cells = &piece.cells[at];
    let known = |kept: &i64| Some(*kept).filter(|kept| !matches!(*kept, BLANK | UNREADABLE));
    let column = name("c", at).into();
    let values = match scheme.columns[at].kind {
        Kind::Text => {
            let texts = cells.iter().map(|kept| known(kept).map(|kept| piece.texts[at].of(kept)));
            Column::new(column, texts.collect::<Vec<Option<&str>>>())
        }
        Kind::YesNo => {
            let answers = cells.iter().map(|kept| known(kept).map(|kept| kept != 0));
            Column::new(column, answers.collect::<Vec<Option<bool>>>())
        }
        Kind::DateTime => {
            let days = cells.iter().map(|kept| known(kept).map(|kept| kept.div_euclid(DAY)));
            Column::new(column, days.collect::<Vec<Option<i64>>>())
        }
        _ => Column::new(column, cells.iter().map(known).collect::<Vec<Option<i64>>>()),
    };
    let unread = cells.iter().map(|kept| *kept == UNREADABLE).collect::<Vec<bool>>();
    [values, Column::new(name("u", at).into(), unread)]
}

/// Algebra as polars writes it.
struct Printing<'a> {
    scheme: &'a Scheme,
    constants: &'a Constants,
}

impl Printing<'_> {
    fn expr(&self, node: &Node) -> Expr {
        match node {
            Node::Column(at) => col(name("c", *at)),
            Node::Unread(at) => col(name("u", *at)),
            Node::Constant(constant) => match self.constants.day(constant) {
                Some(day) => lit(days_of(day)),
                None => lit(NULL).cast(DataType::Int64),
            },
            Node::Int(n) => lit(*n),
            Node::Bool(yes) => lit(*yes),
            Node::Text(text) => lit(text.to_string()),
            Node::Null => lit(NULL),
            Node::Add(a, b) => self.expr(a) + self.expr(b),
            Node::Subtract(a, b) => self.expr(a) - self.expr(b),
            Node::Times(a, by) => self.expr(a) * lit(*by),
            // both sides are above 0: cut is rounded down
            Node::Divide(a, by) => self.expr(a) / lit(*by),
            Node::Rest(a, by) => self.expr(a) % lit(*by),
            Node::Year(a) => civil(self.expr(a)).0,
            Node::Month(a) => civil(self.expr(a)).1,
            Node::Compare(op, a, b) => self.compare(*op, a, b),
            Node::And(a, b) => self.expr(a).and(self.expr(b)),
            Node::Or(a, b) => self.expr(a).or(self.expr(b)),
            Node::Not(a) => self.expr(a).not(),
            Node::IsNull(a) => self.expr(a).is_null(),
            Node::If(three) => {
                let [when_, then, otherwise] = &**three;
                when(self.expr(when_)).then(self.expr(then)).otherwise(self.expr(otherwise))
            }
        }
    }

    fn compare(&self, op: Op, a: &Node, b: &Node) -> Expr {
        let (left, right) = (self.side(a, b), self.side(b, a));
        match op {
            Op::Equal => left.eq(right),
            Op::NotEqual => left.neq(right),
            Op::Less => left.lt(right),
            Op::AtMost => left.lt_eq(right),
            Op::More => left.gt(right),
            _ => left.gt_eq(right),
        }
    }

    /// One side of a comparison: the label of a choice is its position.
    fn side(&self, node: &Node, other: &Node) -> Expr {
        if let (Node::Text(text), Node::Column(at)) = (node, other)
            && let Kind::Choice { options, .. } = &self.scheme.columns[*at].kind
        {
            let at = options.iter().position(|option| **option == **text);
            return lit(at.map_or(-1, |at| at as i64));
        }
        self.expr(node)
    }
}

/// Year and month of a day since 1970, by whole numbers alone.
fn civil(day: Expr) -> (Expr, Expr) {
    let by = |of: &Expr, n: i64| of.clone() / lit(n);
    let shifted = day + lit(719_468i64);
    let era = by(&shifted, 146_097);
    let of_era = shifted - era.clone() * lit(146_097i64);
    let leap = by(&of_era, 36_524) - by(&of_era, 1_460) - by(&of_era, 146_096);
    let year = (of_era.clone() + leap) / lit(365i64);
    let before = year.clone() * lit(365i64) + by(&year, 4) - by(&year, 100);
    let of_year = of_era - before;
    let month = (of_year * lit(5i64) + lit(2i64)) / lit(153i64);
    let early = month.clone().gt_eq(lit(10i64));
    let month = when(early).then(month.clone() - lit(9i64)).otherwise(month + lit(3i64));
    let next = when(month.clone().lt_eq(lit(2i64))).then(lit(1i64)).otherwise(lit(0i64));
    (year + era * lit(400i64) + next, month)
}

/// What the rows of one unit come to for one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sum {
    pub value: i64,
    /// Rows that made it.
    pub rows: i64,
    pub unknown: i64,
    pub unreadable: i64,
}

/// Adds up what rows say, by unit. `states` tells which rows count: 0 for those that do, 1 for those
/// that cannot be read as a whole; others are left out. Gives the units and, for each item, what they
/// come to.
pub(crate) fn totals(
    units: &[u32],
    states: &[u8],
    outcomes: &[(What, &[i64])],
) -> Vec<(u32, Vec<Sum>)> {
    if units.is_empty() {
        return Vec::new();
    }
    let added = added(units, states, outcomes);
    added.unwrap_or_else(|e| unreachable!("columns of one length can be grouped: {e}"))
}

fn added(
    units: &[u32],
    states: &[u8],
    outcomes: &[(What, &[i64])],
) -> PolarsResult<Vec<(u32, Vec<Sum>)>> {
    let whole: Vec<i64> = states.iter().map(|state| i64::from(*state)).collect();
    let mut columns =
        vec![Column::new("unit".into(), units.to_vec()), Column::new("state".into(), whole)];
    for (at, (_, said)) in outcomes.iter().enumerate() {
        columns.push(Column::new(name("i", at).into(), said.to_vec()));
    }
    let is = |column: &str, value: i64| col(column).eq(lit(value));
    let count = |holds: Expr| holds.cast(DataType::Int64).sum();
    let counts = || is("state", 0);
    let sums = outcomes.iter().enumerate().flat_map(|(at, (what, _))| {
        let item = name("i", at);
        let value = match what {
            What::Sum(_) => {
                let known = counts().and(col(item.as_str()).gt(lit(PASSED)));
                when(known).then(col(item.as_str())).otherwise(lit(0i64)).sum()
            }
            _ => count(counts().and(is(&item, YES))),
        };
        let rows = match what {
            What::Sum(_) => counts().and(col(item.as_str()).gt(lit(PASSED))),
            _ => counts().and(is(&item, YES)),
        };
        let unread = is("state", 1).or(counts().and(is(&item, UNREADABLE)));
        [
            value.alias(name("v", at)),
            count(rows).alias(name("n", at)),
            count(counts().and(is(&item, BLANK))).alias(name("b", at)),
            count(unread).alias(name("r", at)),
        ]
    });
    let sums: Vec<Expr> = sums.collect();
    let frame = DataFrame::new_infer_height(columns)?
        .lazy()
        .filter(col("state").lt(lit(2i64)))
        .group_by([col("unit")])
        .agg(sums)
        .collect()?;
    let numbers = |column: String| -> PolarsResult<Vec<i64>> {
        Ok(frame.column(&column)?.i64()?.into_no_null_iter().collect())
    };
    let units: Vec<u32> = frame.column("unit")?.u32()?.into_no_null_iter().collect();
    let mut totals: Vec<(u32, Vec<Sum>)> =
        units.into_iter().map(|unit| (unit, Vec::new())).collect();
    for at in 0..outcomes.len() {
        let (values, counted) = (numbers(name("v", at))?, numbers(name("n", at))?);
        let (unknown, unread) = (numbers(name("b", at))?, numbers(name("r", at))?);
        for (row, (_, sums)) in totals.iter_mut().enumerate() {
            let (value, rows) = (values[row], counted[row]);
            let (unknown, unreadable) = (unknown[row], unread[row]);
            sums.push(Sum { value, rows, unknown, unreadable });
        }
    }
    totals.sort_by_key(|(unit, _)| *unit);
    Ok(totals)
}
