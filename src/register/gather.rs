//! Pieces of all extracts of a register, in order, to its figures: doubled keys are settled first, then
//! polars adds up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;

use super::cells::{BLANK, UNREADABLE};
use super::engine::{Sum, YES, totals};
use super::figures::{Figure, Figures, UnitRows};
use super::item::{Item, What};
use super::odd::{self, Odd, Seen, place};
use super::piece::{Fate, NO_UNIT, Piece, Texts};
use super::scheme::{Constants, Kind, Scheme, day_of, days_of};
use crate::ledger::Account;
use crate::problem::{Place, Problem, Problems, kinds::register as kinds};

/// Takes the pieces of a register.
pub struct Gatherer<'a> {
    scheme: &'a Scheme,
    items: Vec<Item>,
    constants: Constants,
    /// Whether the pieces stay, for lists of their rows.
    keeps: bool,
    pub(crate) pieces: Vec<(usize, u32, Piece)>,
    pub(crate) sources: Vec<Source>,
    rows: Rows,
    seen: BTreeMap<odd::What, Seen>,
    after_total: Seen,
    torn: bool,
    problems: Problems,
}

/// A sheet that rows stand in.
pub(crate) struct Source {
    pub file: String,
    pub sheet: String,
    key_column: u32,
    /// The next row.
    base: u32,
    total: bool,
    moved: Option<(u32, usize)>,
    /// The last torn row.
    torn: Option<u32>,
}

/// Every row, as far as it is needed.
#[derive(Default)]
struct Rows {
    source: Vec<u32>,
    at: Vec<u32>,
    units: Vec<u32>,
    days: Vec<i64>,
    keys: Vec<u64>,
    contents: Vec<u64>,
    /// One list per item: what each row says.
    said: Vec<Vec<i64>>,
    /// For items of different values: what stands in the column.
    values: Vec<Vec<i64>>,
    texts: Vec<Texts>,
}

impl<'a> Gatherer<'a> {
    pub fn new(scheme: &'a Scheme, items: Vec<Item>, constants: Constants, keeps: bool) -> Self {
        let rows = Rows {
            said: vec![Vec::new(); items.len()],
            values: vec![Vec::new(); items.len()],
            texts: vec![Texts::default(); items.len()],
            ..Rows::default()
        };
        Gatherer {
            scheme,
            items,
            constants,
            keeps,
            pieces: Vec::new(),
            sources: Vec::new(),
            rows,
            seen: BTreeMap::new(),
            after_total: Seen::default(),
            torn: false,
            problems: Problems::default(),
        }
    }

    /// The sheet that the next pieces are of; its keys stand in a column.
    pub fn begin(&mut self, file: &str, sheet: &str, key_column: u32) {
        let (file, sheet) = (file.to_string(), sheet.to_string());
        let source =
            Source { file, sheet, key_column, base: 0, total: false, moved: None, torn: None };
        self.sources.push(source);
    }

    /// Takes the next rows of the sheet.
    pub fn piece(&mut self, mut piece: Piece, account: &mut Account) {
        let number = self.sources.len().saturating_sub(1);
        let Some(source) = self.sources.last_mut() else { return };
        let base = source.base;
        source.base += piece.rows;
        account.append(piece.taken, std::mem::take(&mut piece.spans), base);
        if let Some((_, lost)) = &mut source.moved {
            *lost += piece.len();
            return;
        }
        if let Some(row) = piece.moved {
            source.moved = Some((base + row, piece.cut(row)));
        }
        account.values += piece.len();
        source.torn = piece.torn.map(|row| base + row).or(source.torn);
        let (file, sheet, column) = (&source.file, &source.sheet, source.key_column);
        let first_total = if source.total { Some(0) } else { piece.total };
        source.total |= piece.total.is_some();
        if let Some(total) = first_total {
            let below = piece.at.iter().filter(|at| **at >= total);
            below.for_each(|at| self.after_total.add(place(file, sheet, base + at, column)));
        }
        let odd = std::mem::take(&mut piece.odd);
        hand_over(odd, (file, sheet, base), &mut self.seen);
        self.rows.take(number as u32, base, &self.items, self.scheme, &mut piece);
        if self.keeps {
            self.pieces.push((number, base, piece));
        }
    }

    /// The sheet is read to its end.
    pub fn end(&mut self) {
        let Some(source) = self.sources.last() else { return };
        if let Some((row, lost)) = source.moved {
            let at = place(&source.file, &source.sheet, row, source.key_column);
            let problem = Problem::new(&kinds::MOVED, at).with("row", row + 1);
            self.problems.push(problem.with("count", lost));
            self.torn = true;
        }
        if let Some(row) = source.torn.filter(|row| row + 1 == source.base) {
            let at = place(&source.file, &source.sheet, row, 0);
            self.problems.push(Problem::new(&kinds::CUT, at.clone()).with("places", at));
            self.torn = true;
        }
    }

    /// A file could not be read to its end.
    pub fn stop(&mut self) {
        self.torn = true;
    }

    /// What the register comes to, with the fate of each row in the order of the pieces.
    pub fn finish(mut self, problems: &mut Problems) -> Gathered {
        problems.extend(std::mem::take(&mut self.problems));
        let mut fates = vec![Fate::Counts; self.rows.at.len()];
        self.settle_keys(&mut fates, problems);
        let differing =
            fates.iter().map(|fate| matches!(fate, Fate::Unreadable | Fate::Differs)).collect();
        self.settle_days(&mut fates, problems);
        odd::tell(self.scheme, &self.seen, problems);
        problems.push_all(self.after_total.problem(&kinds::AFTER_TOTAL));
        let figures = self.figures(&fates);
        Gathered { figures, fates, differing, pieces: self.pieces, sources: self.sources }
    }

    fn place_of(&self, row: usize) -> Place {
        let source = &self.sources[self.rows.source[row] as usize];
        place(&source.file, &source.sheet, self.rows.at[row], source.key_column)
    }

    /// Of rows with one key: equal ones count once, different ones are not readable.
    fn settle_keys(&self, fates: &mut [Fate], problems: &mut Problems) {
        let keys = &self.rows.keys;
        let mut order: Vec<u32> = (0..keys.len() as u32).collect();
        order.sort_unstable_by_key(|row| (keys[*row as usize], *row));
        let (mut again, mut differ) = (Seen::default(), Seen::default());
        let mut doubled: Vec<&[u32]> = order
            .chunk_by(|a, b| keys[*a as usize] == keys[*b as usize])
            .filter(|rows| rows.len() > 1)
            .collect();
        doubled.sort_unstable_by_key(|rows| rows[0]);
        for rows in doubled {
            let content = |row: &u32| self.rows.contents[*row as usize];
            let is_same = rows.iter().all(|row| content(row) == content(&rows[0]));
            let mut units = BTreeSet::new();
            for row in rows.iter().map(|row| *row as usize) {
                let first_of_unit = units.insert(self.rows.units[row]);
                match is_same {
                    true if row == rows[0] as usize => {}
                    true => {
                        fates[row] = Fate::Again;
                        again.add(self.place_of(row));
                    }
                    false => {
                        fates[row] = if first_of_unit { Fate::Unreadable } else { Fate::Differs };
                        differ.add(self.place_of(row));
                    }
                }
            }
        }
        problems.push_all(again.problem(&kinds::AGAIN));
        problems.push_all(differ.problem(&kinds::KEY));
    }

    /// Rows of other days do not count.
    fn settle_days(&mut self, fates: &mut [Fate], problems: &mut Problems) {
        let (mut outside, mut undated) = (Seen::default(), Seen::default());
        for (row, fate) in fates.iter_mut().enumerate() {
            if matches!(fate, Fate::Again | Fate::Differs) {
                continue;
            }
            match self.rows.days[row] {
                UNREADABLE => *fate = Fate::Unreadable,
                BLANK => {
                    *fate = Fate::Undated;
                    undated.add(self.place_of(row));
                }
                day => {
                    let within = |(from, to)| (days_of(from)..=days_of(to)).contains(&day);
                    if !self.constants.period.is_none_or(within) {
                        *fate = Fate::Outside;
                        outside.add(self.place_of(row));
                    }
                }
            }
        }
        if undated.count > 0 {
            self.seen.insert(odd::What::NoDate, undated);
        }
        let Some((from, to)) = self.constants.period else { return };
        let day = |date: crate::terms::Date| date.format("%d/%m/%Y").to_string();
        let column = self.scheme.columns[self.scheme.date].headers.first();
        let problem = outside.problem(&kinds::OUTSIDE).map(|problem| {
            let problem = problem.with("column", column.cloned().unwrap_or_default());
            problem.with("from", day(from)).with("to", day(to))
        });
        problems.push_all(problem);
    }

    fn figures(&self, fates: &[Fate]) -> Figures {
        let states: Vec<u8> = fates
            .iter()
            .zip(&self.rows.units)
            .map(|(fate, unit)| match fate {
                _ if *unit == NO_UNIT => 2,
                Fate::Counts => 0,
                Fate::Unreadable => 1,
                _ => 2,
            })
            .collect();
        let outcomes: Vec<(What, &[i64])> = self
            .items
            .iter()
            .zip(&self.rows.said)
            .map(|(item, said)| (item.what.clone(), said.as_slice()))
            .collect();
        let sums: BTreeMap<u32, Vec<Sum>> =
            totals(&self.rows.units, &states, &outcomes).into_iter().collect();
        let units = self.unit_rows(fates);
        let mut figures = Vec::new();
        for unit in &units {
            for (at, item) in self.items.iter().enumerate() {
                let sum = sums.get(&(unit.unit as u32)).and_then(|sums| sums.get(at).copied());
                let Sum { mut value, rows, unknown, unreadable } = sum.unwrap_or_default();
                if let What::Distinct(_) = item.what {
                    value = self.different(at, unit.unit as u32, &states);
                }
                let unit = unit.unit;
                figures.push(Figure { unit, item: at, value, rows, unknown, unreadable });
            }
        }
        let inside = fates.iter().filter(|f| matches!(f, Fate::Counts)).count();
        let outside = fates.iter().filter(|f| matches!(f, Fate::Outside)).count();
        let dated = |row: &usize| !matches!(self.rows.days[*row], BLANK | UNREADABLE);
        let day = |row: usize| day_of(self.rows.days[row]);
        let counting = (0..fates.len()).filter(|row| fates[*row] == Fate::Counts);
        let days: BTreeSet<i64> = counting.filter(dated).map(|row| self.rows.days[row]).collect();
        let months: BTreeSet<(i32, u32)> =
            days.into_iter().map(day_of).map(|day| (day.year(), day.month())).collect();
        Figures {
            items: self.items.clone(),
            figures,
            units,
            torn: self.torn,
            inside,
            outside,
            months: months.into_iter().collect(),
            last: (0..fates.len()).filter(dated).map(day).max(),
        }
    }

    /// How many different values the rows of a unit have.
    fn different(&self, item: usize, unit: u32, states: &[u8]) -> i64 {
        let rows = (0..states.len()).filter(|row| {
            states[*row] == 0 && self.rows.units[*row] == unit && self.rows.said[item][*row] == YES
        });
        let values = rows.map(|row| self.rows.values[item][row]);
        let known: BTreeSet<i64> = values.filter(|v| !matches!(*v, BLANK | UNREADABLE)).collect();
        known.len() as i64
    }

    fn unit_rows(&self, fates: &[Fate]) -> Vec<UnitRows> {
        let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
        for (unit, fate) in self.rows.units.iter().zip(fates) {
            if *unit != NO_UNIT && *fate != Fate::Again {
                *rows.entry(*unit).or_default() += 1;
            }
        }
        let rows = rows.into_iter();
        rows.map(|(unit, rows)| UnitRows { unit: unit as usize, rows }).collect()
    }
}

fn hand_over(
    odd: Odd,
    (file, sheet, base): (&str, &str, u32),
    seen: &mut BTreeMap<odd::What, Seen>,
) {
    odd.hand_over(&|row, column| place(file, sheet, base + row, column), seen);
}

impl Rows {
    fn take(&mut self, source: u32, base: u32, items: &[Item], scheme: &Scheme, piece: &mut Piece) {
        self.source.extend(std::iter::repeat_n(source, piece.len()));
        self.at.extend(piece.at.iter().map(|at| base + at));
        self.units.extend(&piece.units);
        self.days.extend(&piece.days);
        self.keys.extend(&piece.keys);
        self.contents.extend(&piece.contents);
        for (at, item) in items.iter().enumerate() {
            let said = std::mem::take(&mut piece.said[at]);
            self.said[at].extend(said.into_iter().take(piece.at.len()));
            let What::Distinct(column) = item.what else { continue };
            let is_text = scheme.columns[column].kind == Kind::Text;
            for kept in &piece.cells[column] {
                let value = match (*kept, is_text) {
                    (BLANK | UNREADABLE, _) | (_, false) => *kept,
                    (kept, true) => self.texts[at].number(piece.texts[column].of(kept)),
                };
                self.values[at].push(value);
            }
        }
    }
}

/// A register that was read.
pub struct Gathered {
    pub figures: Figures,
    /// One per row, in the order of the pieces.
    pub fates: Vec<Fate>,
    /// Whether another row of its key says something else.
    pub(crate) differing: Vec<bool>,
    pub(crate) pieces: Vec<(usize, u32, Piece)>,
    pub(crate) sources: Vec<Source>,
}
