//! Figures known beforehand: last year's or official ones, put into the forms as proposals.

use crate::evidence::{Spot, read_value};
use crate::grid::{Book, Grid, Row};
use crate::ledger::{Account, Aside, Fate, Ledger, ReadAs, Why};
use crate::problem::{Problem, Problems, kinds::forms as kinds};
use crate::round::{Names, Round};
use crate::rubric::Rubric;
use crate::source::did_you_mean;
use crate::table::{self, Column, Table, label_of, place};
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
    for book in books {
        for grid in book.sheets.iter().filter(|grid| grid.visible) {
            ledger.push(reader.sheet(grid));
        }
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
        let mut account = Account::new(ReadAs::Prefill, grid);
        for row in &grid.rows {
            let said = self.problems.len();
            let fate = self.row(grid, &table, row);
            let code = self.problems.refused_since(said).unwrap_or(kinds::PREFILL_KEY.code);
            let heading = row.index < table.first_row || table.repeats_header(row);
            let aside = if heading { Aside::Heading } else { Aside::Remark };
            account.values += usize::from(fate == Fate::Used);
            account.add(row.index, fate.because(aside, code));
        }
        account
    }

    fn row(&mut self, grid: &Grid, table: &Table, row: &Row) -> Fate {
        let text = |id: &str| table.cell(row, id).map(|c| tidy(&c.raw())).unwrap_or_default();
        let heading = row.index < table.first_row || table.repeats_header(row);
        if heading || (text("key").is_empty() && text("value").is_empty()) {
            return Fate::SetAside;
        }
        match self.figure(grid, table, row, &text) {
            Some(known) => {
                self.known.push(known);
                Fate::Used
            }
            None => Fate::Rejected,
        }
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
        if let Some(earlier) = self.known.iter().find(|k| k.unit == at && k.key == item.key) {
            let problem = Problem::new(&kinds::PREFILL_TWICE, spot("key")).of_unit(&unit.id);
            let problem = problem.with("unit", &unit.name).with("key", key);
            self.problems.push(problem.with("first", &earlier.origin.cell));
            return None;
        }
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
}
