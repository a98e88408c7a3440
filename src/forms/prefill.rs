//! Figures known beforehand: last year's or official ones, put into the forms as proposals.

use crate::evidence::{Spot, read_value};
use crate::grid::{Book, Cell, Grid, Row, copies};
use crate::ledger::{Account, Aside, Fate, Ledger, ReadAs, Why};
use crate::problem::kinds::{forms as kinds, table as tables};
use crate::problem::{Place, Problem, Problems};
use crate::round::{Names, Round};
use crate::rubric::Rubric;
use crate::source::did_you_mean;
use crate::table::{self, Column, Layout, Sections, Table, Under, is_total_row, label_of, place};
use crate::terms::Key;
use crate::text::tidy;
use crate::value::{Origin, Value};

/// A figure known of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Prefilled {
    /// Position in `Round::units`.
    pub unit: usize,
    pub key: Key,
    pub value: Value,
    /// Who says so: “Báo cáo năm 2019”, “Cổng dịch vụ công”.
    pub source: String,
    pub origin: Origin,
}

fn columns() -> Vec<Column> {
    vec![
        Column::required("unit", &["Đơn vị", "Tên đơn vị", "Mã đơn vị"]),
        Column::required("key", &["Mã số liệu", "Mã chỉ tiêu", "Khóa số liệu"]),
        Column::required("value", &["Giá trị", "Số liệu"]),
        Column::required("source", &["Nguồn", "Nguồn số liệu", "Căn cứ"]),
    ]
}

/// Reads tables of known figures; rows that cannot be used are reported.
pub fn from_grids(
    books: &[Book],
    round: &Round,
    names: &Names,
    rubrics: &[Option<Rubric>],
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Vec<Prefilled> {
    let mut reader = Reader { round, names, rubrics, known: Vec::new(), problems };
    let sheets = books.iter().flat_map(|book| &book.sheets).filter(|grid| grid.visible);
    let sheets: Vec<&Grid> = sheets.collect();
    let copies = copies(&sheets);
    for (at, grid) in sheets.iter().enumerate() {
        let copy = copies.iter().find(|(copy, _)| *copy == at);
        let Some((_, first)) = copy else {
            ledger.push(reader.sheet(grid));
            continue;
        };
        reader.problems.push(table::copy_of(grid, &table::sheet(sheets[*first])));
        ledger.push(Account::whole(ReadAs::Prefill, grid, Why::Aside(Aside::Copy)));
    }
    reader.known
}

struct Reader<'a> {
    round: &'a Round,
    names: &'a Names,
    rubrics: &'a [Option<Rubric>],
    known: Vec<Prefilled>,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn sheet(&mut self, grid: &Grid) -> Account {
        let table = match table::find(grid, &columns()) {
            Ok(table) => table,
            Err(fault) => {
                let problem = fault.problem(grid);
                let code = problem.kind.code;
                self.problems.push(problem);
                return Account::whole(ReadAs::Prefill, grid, Why::Rejected(code));
            }
        };
        table::note_cells(grid, self.problems);
        let (columns, usable) = (&columns(), &|_: &Table| true);
        let (round, names) = (self.round, self.names);
        let known = |cell: &Cell| {
            let text = cell.text().map(tidy).unwrap_or_default();
            round.units.iter().any(|u| u.id.as_str() == text) || names.find(&text).unit().is_some()
        };
        let layout = Layout { columns, usable, known: &known, follows: true };
        let sections = Sections::new(grid, table, &layout, self.problems);
        let mut account = Account::new(ReadAs::Prefill, grid);
        for row in &grid.rows {
            let said = self.problems.len();
            let fate = match sections.under(row.index) {
                Under::Refused => Fate::Rejected,
                Under::Heading | Under::Other => Fate::SetAside,
                Under::Table(table) => self.row(grid, table, row),
            };
            let header = sections.refusal(row.index);
            let code = header.or_else(|| self.problems.refused_since(said));
            let code = code.unwrap_or(kinds::PREFILL_KEY.code);
            let mut new = self.problems.iter().skip(said);
            let is_sum = new.any(|problem| problem.kind.code == tables::SUM.code);
            let aside = match sections.is_heading(row) {
                true => Aside::Heading,
                false if is_sum || is_total_row(row, &[]) => Aside::Total,
                false => Aside::Remark,
            };
            account.values += usize::from(fate == Fate::Used);
            account.add(row.index, fate.because(aside, code));
        }
        account
    }

    fn row(&mut self, grid: &Grid, table: &Table, row: &Row) -> Fate {
        let text = |id: &str| table.cell(row, id).map(|c| tidy(&c.raw())).unwrap_or_default();
        let total = text("key").is_empty() && is_total_row(row, &[table.column("source")]);
        // A row without a figure was left for later.
        if total || text("value").is_empty() {
            return Fate::SetAside;
        }
        if self.is_sum(grid, table, row, &text) {
            return Fate::SetAside;
        }
        match self.figure(grid, table, row, &text) {
            Some(known) => {
                self.take(known, place(grid, row.index, table.column("key").unwrap_or(0)))
            }
            None => Fate::Rejected,
        }
    }

    /// Whether the row of no unit gives the sum of the figures above it, of its key or of all;
    /// then it is told.
    fn is_sum(
        &mut self,
        grid: &Grid,
        table: &Table,
        row: &Row,
        text: &dyn Fn(&str) -> String,
    ) -> bool {
        let named = text("unit");
        if self.round.units.iter().any(|u| u.id.as_str() == named)
            || self.names.unit(&named).is_some()
        {
            return false;
        }
        let key = text("key");
        let key_of = |row: &Row| table.cell(row, "key").map(|c| tidy(&c.raw())).unwrap_or_default();
        let above = grid.rows.iter().filter(|r| (table.first_row..row.index).contains(&r.index));
        let alike = above.filter(|r| key.is_empty() || key_of(r) == key);
        let column = table.column("value").unwrap_or(0);
        let sum = table::sum_above(alike, row, column);
        let words = ("các đơn vị ở trên", "the units above");
        let note = sum.map(|sum| table::sum_note(grid, row.index, column, &sum, words));
        let is_sum = note.is_some();
        self.problems.push_all(note);
        is_sum
    }

    fn figure(
        &mut self,
        grid: &Grid,
        table: &Table,
        row: &Row,
        text: &dyn Fn(&str) -> String,
    ) -> Option<Prefilled> {
        let spot = |id: &str| place(grid, row.index, table.column(id).unwrap_or(0));
        let named = table.cell(row, "unit").and_then(label_of).unwrap_or_default();
        let by_id = self.round.units.iter().position(|u| u.id.as_str() == tidy(&named));
        let at = match by_id {
            Some(at) => at,
            None => self.names.find_or_report(&named, spot("unit"), self.problems)?,
        };
        let unit = self.round.units.get(at)?;
        // The set's own problems say why its block is not scored.
        let rubric = self.rubrics.get(unit.block)?.as_ref()?;
        let key = text("key");
        let Some((_, item)) = rubric.item(&Key::new(key.as_str())) else {
            let near = did_you_mean(&key, rubric.items.iter().map(|i| i.key.as_str()));
            let problem = Problem::new(&kinds::PREFILL_KEY, spot("key")).of_unit(&unit.id);
            self.problems.push(problem.with("key", key).proposing(near));
            return None;
        };
        let source = text("source");
        if source.is_empty() {
            let problem = Problem::new(&kinds::PREFILL_SOURCE, spot("source")).of_unit(&unit.id);
            self.problems.push(problem.with("key", key));
            return None;
        }
        let column = table.column("value")?;
        let cell = row.cell(column)?;
        let at_cell =
            Spot { grid, row: row.index, column, round: self.round, unit: Some(&unit.id) };
        let value = read_value(cell, item, &at_cell, self.problems).ok()?;
        let origin = grid.origin(row.index, column);
        Some(Prefilled { unit: at, key: item.key.clone(), value, source, origin })
    }

    /// A figure that was said before is told; another figure of the same item is refused.
    fn take(&mut self, known: Prefilled, place: Place) -> Fate {
        let earlier = self.known.iter().find(|k| k.unit == known.unit && k.key == known.key);
        let Some(earlier) = earlier else {
            self.known.push(known);
            return Fate::Used;
        };
        let unit = &self.round.units[known.unit];
        if (&earlier.value, &earlier.source) == (&known.value, &known.source) {
            let raw = known.value.to_plain();
            let problem = Problem::new(&tables::ROW_AGAIN, place).of_unit(&unit.id);
            let problem = problem.with("first", Place::from(&earlier.origin)).with("raw", &raw);
            self.problems.push(problem.with("taken", raw));
            return Fate::SetAside;
        }
        let problem = Problem::new(&kinds::PREFILL_TWICE, place).of_unit(&unit.id);
        let problem = problem.with("unit", &unit.name).with("key", &known.key);
        self.problems.push(problem.with("first", &earlier.origin.cell));
        Fate::Rejected
    }
}
