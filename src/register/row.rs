//! One row of a register, and what an expression comes to for it: the reading that all others must
//! agree with.

use super::cells::{BLANK, Cell, UNREADABLE, of_text};
use super::scheme::{Constants, Made, Scheme};
use crate::document::Span;
use crate::expr::{Env, Expr, value};
use crate::terms::Key;
use crate::value::{Gap, Outcome, Value};

/// A row with its cells as they are kept, one per column of the scheme.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub cells: Vec<i64>,
    /// What the cells of text columns say; empty for all others.
    pub texts: Vec<String>,
}

impl Row {
    /// A row of an example; columns that are not named are blank.
    pub(super) fn of_texts(scheme: &Scheme, texts: &[(String, String, Span)]) -> Row {
        let written = |id: &str| texts.iter().find(|(name, ..)| name == id);
        let cells = scheme.columns.iter().map(|column| {
            let text = written(&column.id).map_or("", |(_, text, _)| text.as_str());
            match column.made {
                Made::Read => of_text(text, &column.kind),
                _ => Cell::Blank,
            }
        });
        Row::of_cells(scheme, cells.collect())
    }

    /// Cells as read, one per column, with defaults and with what is made of others.
    pub(super) fn of_cells(scheme: &Scheme, read: Vec<Cell>) -> Row {
        let mut row = Row { cells: Vec::with_capacity(read.len()), texts: Vec::new() };
        for (at, column) in scheme.columns.iter().enumerate() {
            let mut text = String::new();
            let kept = match (&column.made, read.get(at).unwrap_or(&Cell::Blank)) {
                (Made::Times(of), _) => times(&read[*of]),
                (Made::Waited { from, to, last }, _) => waited(&read[*from], &read[*to], *last),
                (_, Cell::Blank) => column.default.unwrap_or(BLANK),
                (_, Cell::Unreadable) => UNREADABLE,
                (_, Cell::Kept(kept)) => *kept,
                (_, Cell::Days(days)) => days.iter().copied().max().unwrap_or(BLANK),
                (_, Cell::Text(said)) => {
                    text.clone_from(said);
                    0
                }
            };
            row.cells.push(kept);
            row.texts.push(text);
        }
        row
    }

    fn outcome(&self, scheme: &Scheme, at: usize) -> Outcome {
        match self.cells.get(at).copied().unwrap_or(BLANK) {
            BLANK => Err(Gap::Missing),
            UNREADABLE => Err(Gap::Unreadable),
            kept => Ok(scheme.columns[at].kind.value(kept, |_| self.texts[at].clone())),
        }
    }
}

fn times(of: &Cell) -> i64 {
    match of {
        Cell::Days(days) => days.len() as i64,
        Cell::Blank => 0,
        _ => UNREADABLE,
    }
}

/// The days between two columns, pair by pair. A pair that has not ended counts for nothing; an end
/// without a begin, or before it, cannot be read.
fn waited(from: &Cell, to: &Cell, last: bool) -> i64 {
    let days = |cell: &Cell| match cell {
        Cell::Days(days) => Some(days.clone()),
        Cell::Blank => Some(Vec::new()),
        _ => None,
    };
    let (Some(from), Some(to)) = (days(from), days(to)) else { return UNREADABLE };
    if to.len() > from.len() || from.iter().zip(&to).any(|(from, to)| to < from) {
        return UNREADABLE;
    }
    let mut pairs = from.iter().zip(&to).map(|(from, to)| to - from);
    match last {
        true => pairs.next_back().unwrap_or(0),
        false => pairs.sum(),
    }
}

/// What a name comes to for a row.
pub(crate) fn named(scheme: &Scheme, constants: &Constants, row: &Row, name: &str) -> Outcome {
    RowEnv { scheme, constants, row }.item(&Key::new(name))
}

/// What an expression comes to for a row.
pub(crate) fn outcome(scheme: &Scheme, constants: &Constants, row: &Row, expr: &Expr) -> Outcome {
    value(expr, &RowEnv { scheme, constants, row }, None)
}

struct RowEnv<'a> {
    scheme: &'a Scheme,
    constants: &'a Constants,
    row: &'a Row,
}

impl Env for RowEnv<'_> {
    fn item(&self, key: &Key) -> Outcome {
        if let Some(at) = self.scheme.column(key.as_str()) {
            return self.row.outcome(self.scheme, at);
        }
        match self.scheme.derived(key.as_str()) {
            Some(derived) => value(&derived.expr, self, None),
            None => self.constants.day(key.as_str()).map(Value::Date).ok_or(Gap::Missing),
        }
    }

    fn carries(&self, _: &[String]) -> bool {
        false
    }
}
