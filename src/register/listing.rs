//! The rows behind a figure, each with why it counts or does not; and all rows as clean tables.

use super::cells::{BLANK, UNREADABLE};
use super::gather::Gathered;
use super::item::{Item, What};
use super::odd::place;
use super::piece::{Fate, NO_UNIT};
use super::row::{Row, outcome};
use super::scheme::{Constants, DAY, Kind, Scheme, day_of};
use super::sql::UNREAD;
use crate::expr::Expr;
use crate::problem::Place;
use crate::round::Round;
use crate::terms::{Lang, Text};
use crate::value::{Gap, Value};

/// A row of a unit.
#[derive(Debug, Clone)]
pub struct Listed {
    pub place: Place,
    /// What stands in the columns of the scheme.
    pub cells: Vec<String>,
    pub counts: bool,
    /// Why it does not count; empty where it does.
    pub reason: Text,
}

const AGAIN: Text = Text::new("lặp lại một dòng trước", "it repeats an earlier row");
const DIFFERS: Text =
    Text::new("dòng khác cùng mã có nội dung khác", "another row of its key says otherwise");
const UNREADABLE_DAY: Text = Text::new(
    "không đọc được: ngày xác định kỳ, hoặc dòng cùng mã có nội dung khác",
    "unreadable: the day of the period, or another row of its key says otherwise",
);
const OUTSIDE: Text = Text::new("ngoài kỳ", "outside of the period");
const UNDATED: Text = Text::new("chưa có ngày xác định kỳ", "its day of the period is blank");
const NO: Text = Text::new("điều kiện không đúng", "the condition does not hold");
const UNKNOWN: Text = Text::new("chưa biết: có ô để trống", "not known: a cell is blank");
const UNREAD_CELL: Text = Text::new("có ô không đọc được", "a cell cannot be read");
const YES: Text = Text::new("", "");

impl Gathered {
    /// Every row of a unit, in the order of the extracts; the pieces must have been kept.
    pub fn rows_of(
        &self,
        scheme: &Scheme,
        constants: &Constants,
        item: &Item,
        unit: usize,
    ) -> Vec<Listed> {
        let mut listed = Vec::new();
        let mut fates = self.fates.iter();
        for (source, base, piece) in &self.pieces {
            let source = &self.sources[*source];
            for (row, fate) in (0..piece.len()).zip(fates.by_ref()) {
                if piece.units[row] as usize != unit {
                    continue;
                }
                let cells = piece.row(row);
                let reason = reason(scheme, constants, item, &cells, *fate);
                listed.push(Listed {
                    place: place(&source.file, &source.sheet, base + piece.at[row], 0),
                    cells: texts(scheme, &cells),
                    counts: reason == YES,
                    reason,
                });
            }
        }
        listed
    }

    /// Calls `take` with the cells of every row that a database should hold: what repeats a row, and
    /// rows of one key that differ, are left out.
    pub fn clean(&self, scheme: &Scheme, round: &Round, take: &mut dyn FnMut(Vec<String>)) {
        let mut fates = self.fates.iter().zip(&self.differing);
        for (_, _, piece) in &self.pieces {
            for (row, (fate, differs)) in (0..piece.len()).zip(fates.by_ref()) {
                if matches!(fate, Fate::Again | Fate::Differs) || *differs {
                    continue;
                }
                let unit = match piece.units[row] {
                    NO_UNIT => String::new(),
                    at => round.units[at as usize].id.to_string(),
                };
                take(clean_cells(scheme, &piece.row(row), unit));
            }
        }
    }
}

fn reason(scheme: &Scheme, constants: &Constants, item: &Item, row: &Row, fate: Fate) -> Text {
    match fate {
        Fate::Counts => {}
        Fate::Again => return AGAIN,
        Fate::Differs => return DIFFERS,
        Fate::Unreadable => return UNREADABLE_DAY,
        Fate::Outside => return OUTSIDE,
        Fate::Undated => return UNDATED,
    }
    let all = Expr::YesNo(true);
    let holds = outcome(scheme, constants, row, item.only.as_ref().unwrap_or(&all));
    let found = match (&item.what, holds) {
        (What::Sum(of), Ok(Value::YesNo(true))) => {
            outcome(scheme, constants, row, of).map(|_| Value::YesNo(true))
        }
        (_, holds) => holds,
    };
    match found {
        Ok(Value::YesNo(true)) => YES,
        Ok(_) => NO,
        Err(Gap::Missing) => UNKNOWN,
        Err(_) => UNREAD_CELL,
    }
}

/// The headings of a list of rows.
pub fn heads(scheme: &Scheme, lang: Lang) -> Vec<String> {
    let columns = scheme.columns.iter();
    let mut heads: Vec<String> =
        columns.map(|c| c.headers.first().unwrap_or(&c.id).clone()).collect();
    heads.insert(0, Text::new("Nơi ghi", "Place").pick(lang).to_string());
    heads.push(Text::new("Vì sao không tính", "Why it does not count").pick(lang).to_string());
    heads
}

/// The cells of a row as people read them.
fn texts(scheme: &Scheme, row: &Row) -> Vec<String> {
    let cells = scheme.columns.iter().zip(&row.cells).zip(&row.texts);
    cells
        .map(|((column, kept), text)| match *kept {
            BLANK => String::new(),
            UNREADABLE => "?".to_string(),
            kept => stored(&column.kind, kept, text, "%d/%m/%Y", "%d/%m/%Y %H:%M:%S"),
        })
        .collect()
}

fn stored(kind: &Kind, kept: i64, text: &str, day: &str, time: &str) -> String {
    match kind {
        Kind::Text => text.to_string(),
        Kind::Date | Kind::Dates => day_of(kept).format(day).to_string(),
        Kind::DateTime => {
            let clock = chrono::TimeDelta::try_seconds(kept.rem_euclid(DAY)).unwrap_or_default();
            let at = day_of(kept.div_euclid(DAY)).and_time(chrono::NaiveTime::MIN) + clock;
            at.format(time).to_string()
        }
        Kind::YesNo => if kept == 0 { "false" } else { "true" }.to_string(),
        kind => kind.value(kept, |_| String::new()).to_plain(),
    }
}

/// The columns of a clean table.
pub fn clean_heads(scheme: &Scheme) -> Vec<String> {
    let columns = scheme.columns.iter().map(|column| column.id.clone());
    columns.chain([UNREAD.to_string()]).collect()
}

/// The cells of a row as the SQL reads them: blank and unreadable ones are empty.
pub(crate) fn clean_cells(scheme: &Scheme, row: &Row, unit: String) -> Vec<String> {
    let mut unread = Vec::new();
    let mut cells = Vec::with_capacity(scheme.columns.len() + 1);
    for (at, column) in scheme.columns.iter().enumerate() {
        cells.push(match row.cells[at] {
            _ if at == scheme.unit => unit.clone(),
            BLANK => String::new(),
            UNREADABLE => {
                unread.push(column.id.as_str());
                String::new()
            }
            kept => stored(&column.kind, kept, &row.texts[at], "%Y-%m-%d", "%Y-%m-%d %H:%M:%S"),
        });
    }
    cells.push(unread.join(" "));
    cells
}
