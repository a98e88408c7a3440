//! The table of transactions: how many each unit handled, by service where that is known, and
//! how many forms were issued and came back. In: a sheet. Out: a [`Population`] per unit.

use crate::evidence::values::is_blank;
use crate::evidence::{Spot, read_value};
use crate::grid::{Book, Cell, Content, Grid, Row, said};
use crate::ledger::{Account, Aside, Fate, Findings, ReadAs, RowFate};
use crate::problem::kinds::{fieldwork as kinds, table as tables};
use crate::problem::{Problem, Problems};
use crate::round::{Names, Round};
use crate::rubric::DataItem;
use crate::table::{self, Column, Layout, Sections, Table, Under, is_total_row, label_of};
use crate::terms::Key;
use crate::text::{fold, tidy};
use crate::value::{DataKind, Gap, Value};

use super::population::{Gathered, note_magnitudes, refuse_partial};
pub use super::population::{Population, Populations};
use crate::survey::sample::sums;
use crate::survey::scheme::Scheme;

const UNIT: &[&str] = &["Đơn vị", "Tên đơn vị"];
const SERVICE: &[&str] = &["Lĩnh vực", "Dịch vụ", "Thủ tục"];
const TRANSACTIONS: &[&str] = &["Số giao dịch", "Số hồ sơ", "Tổng số giao dịch", "Tổng số hồ sơ"];
const ISSUED: &[&str] = &["Phiếu phát ra", "Số phiếu phát ra"];
const RETURNED: &[&str] = &["Phiếu thu về", "Số phiếu thu về"];

pub(crate) fn columns(scheme: &Scheme) -> Vec<Column> {
    let with = |standard: &[&str], own: &[String]| -> Vec<String> {
        standard.iter().map(|s| s.to_string()).chain(own.iter().cloned()).collect()
    };
    vec![
        Column::required("unit", &with(UNIT, &scheme.columns.unit)),
        Column::required("transactions", TRANSACTIONS),
        Column::new("service", &with(SERVICE, &scheme.plan.service)),
        Column::new("issued", ISSUED),
        Column::new("returned", RETURNED),
    ]
}

/// Reads the table from the one sheet that holds it.
pub(crate) fn from_book(
    book: &Book,
    (scheme, round, names): (&Scheme, &Round, &Names),
    findings: &mut Findings,
) -> Populations {
    match table::one_sheet(book, &columns(scheme)) {
        Ok(sheet) => from_grid(sheet, scheme, round, names, findings),
        Err(problem) => {
            let refused = RowFate::Rejected(problem.kind.code);
            for sheet in &book.sheets {
                findings.ledger.push(Account::whole(ReadAs::Population, sheet, refused));
            }
            findings.problems.push(problem);
            vec![Population::default(); round.units.len()]
        }
    }
}

/// Whether a cell holds a figure: words under the table are none.
fn is_count(cell: &Cell) -> bool {
    match &cell.content {
        Content::Number(_) => true,
        Content::Text(text) => text.trim().starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// Reads the table. A row without a readable number is rejected, and the unit's number is then
/// not known: a part is never taken for the whole.
fn from_grid(
    grid: &Grid,
    scheme: &Scheme,
    round: &Round,
    names: &Names,
    findings: &mut Findings,
) -> Populations {
    let mut account = Account::new(ReadAs::Population, grid);
    let mut units = vec![Gathered::default(); round.units.len()];
    match table::find(grid, &columns(scheme)) {
        Err(fault) => {
            let problem = fault.problem(grid);
            account.all(grid, RowFate::Rejected(problem.kind.code));
            findings.problems.push(problem);
        }
        Ok(table) => {
            let sections = sections(grid, table, (scheme, names), &mut findings.problems);
            sections.first().note_variations(grid, &mut findings.problems);
            let sums = sums::find(grid, &sections, |table, row| {
                Reader { grid, table, round, names }.glance(row)
            });
            table::note_cells(grid, &mut findings.problems);
            for row in &grid.rows {
                let why = match sections.under(row.index) {
                    Under::Table(table) if !sections.is_heading(row) => {
                        let reader = Reader { grid, table, round, names };
                        match sums.iter().find(|sum| sum.row == row.index) {
                            Some(sum) => reader.sum(row, sum, &mut units, &mut findings.problems),
                            None => reader.why(row, &mut units, &mut findings.problems),
                        }
                    }
                    _ => match sections.refusal(row.index) {
                        Some(code) => RowFate::Rejected(code),
                        None => RowFate::Aside(Aside::Heading),
                    },
                };
                account.values += usize::from(why == RowFate::Used);
                account.add(row.index, why);
            }
        }
    }
    findings.ledger.push(account);
    refuse_partial(&mut units, round, &mut findings.problems);
    note_magnitudes(&units, round, &mut findings.problems);
    units.into_iter().map(Gathered::settled).collect()
}

/// The headers of the table; its rows name units.
fn sections(
    grid: &Grid,
    main: Table,
    (scheme, names): (&Scheme, &Names),
    problems: &mut Problems,
) -> Sections {
    let known = |cell: &Cell| cell.text().is_some_and(|text| names.find(text).unit().is_some());
    let (columns, usable) = (&columns(scheme), &|_: &Table| true);
    let layout = Layout { columns, usable, known: &known, follows: true };
    Sections::new(grid, main, &layout, problems)
}

struct Reader<'a> {
    grid: &'a Grid,
    table: &'a Table,
    round: &'a Round,
    names: &'a Names,
}

impl Reader<'_> {
    fn why(&self, row: &Row, units: &mut [Gathered], problems: &mut Problems) -> RowFate {
        if is_total_row(row, &[]) {
            return RowFate::Aside(Aside::Total);
        }
        let said = problems.mark();
        let fate = self.row(row, units, problems);
        let code = problems.refused_since(said).unwrap_or(kinds::POPULATION_TWICE.code);
        fate.because(Aside::Remark, code)
    }

    /// A row that sums up others counts nothing; forms are often counted there alone.
    fn sum(
        &self,
        row: &Row,
        sum: &sums::Sum,
        units: &mut [Gathered],
        problems: &mut Problems,
    ) -> RowFate {
        if let Some(unit) = sum.unit {
            let count =
                |id, problems: &mut Problems| self.count(row, id, unit, problems).ok().flatten();
            units[unit].whole = (count("issued", problems), count("returned", problems));
        }
        let column = self.table.column("transactions").unwrap_or(0);
        let name = |at: usize| self.round.units[at].name.as_str();
        let (vi, en) = match sum.unit {
            Some(unit) => (
                format!("các lĩnh vực của {}", name(unit)),
                format!("the services of {}", name(unit)),
            ),
            None => ("các đơn vị ở trên".to_string(), "the units above".to_string()),
        };
        let problem = Problem::new(&tables::SUM, table::place(self.grid, row.index, column));
        problems.push(
            problem
                .with("row", row.index + 1)
                .with("found", sum.n)
                .said("of", vi, en)
                .with("raw", sum.n)
                .said("taken", "dòng cộng", "a row of sums"),
        );
        RowFate::Aside(Aside::Total)
    }

    /// Unit, whether it names a service, and number of a row, as far as they can be told.
    fn glance(&self, row: &Row) -> (Option<usize>, bool, Option<u64>) {
        let unit = self.text(row, "unit").and_then(|(text, _)| self.names.find(&text).unit());
        let mut unheard = Problems::default();
        let n = self.count(row, "transactions", unit.unwrap_or(0), &mut unheard);
        (unit, self.service(row).is_some(), n.ok().flatten())
    }

    /// What a row says of its unit, word for word.
    fn said(&self, row: &Row) -> Vec<String> {
        let ids = ["service", "transactions", "issued", "returned"];
        let cell = |id: &&str| {
            let column = self.table.column(id)?;
            let cell = self.grid.cell_or_merged(row.index, column)?;
            Some(fold(&said(cell)))
        };
        ids.iter().map(|id| cell(id).unwrap_or_default()).collect()
    }

    fn row(&self, row: &Row, units: &mut [Gathered], problems: &mut Problems) -> Fate {
        let empty = ["transactions", "issued", "returned"]
            .iter()
            .all(|id| self.table.cell(row, id).is_none_or(is_blank));
        let Some((text, column)) = self.text(row, "unit") else {
            return if empty { Fate::SetAside } else { self.of_nobody(row, units, problems) };
        };
        if empty {
            let unit = self.names.find(&text).unit();
            unit.into_iter().for_each(|at| self.note_blank(row, &mut units[at]));
            return Fate::SetAside;
        }
        let place = table::place(self.grid, row.index, column);
        let Some(at) = self.names.find_or_report(&text, place, problems) else {
            return Fate::Rejected;
        };
        let service = self.service(row);
        let unit = &mut units[at];
        let (words, here) = (self.said(row), table::place(self.grid, row.index, column));
        if let Some((_, first)) = unit.said.iter().find(|(said, _)| *said == words) {
            let problem = Problem::new(&tables::ROW_AGAIN, here).with("first", first);
            let raw = words.get(1).cloned().unwrap_or_default();
            let problem = problem.with("raw", &raw).with("taken", raw);
            problems.push(problem.of_unit(&self.round.units[at].id));
            return Fate::SetAside;
        }
        unit.said.push((words, here));
        if self.said_before(row, &service, &unit.population, problems) {
            unit.spoilt = true;
            return Fate::Rejected;
        }
        let Ok(transactions) = self.count(row, "transactions", at, problems) else {
            unit.spoilt = true;
            return Fate::Rejected;
        };
        if transactions.is_some() && unit.first.is_none() {
            let column = self.table.column("transactions").unwrap_or(0);
            let raw = row.cell(column).map(Cell::raw).unwrap_or_default();
            unit.first = Some((table::place(self.grid, row.index, column), raw));
        }
        if transactions.is_none() {
            self.note_blank(row, unit);
        }
        let population = &mut unit.population;
        if let Some(n) = transactions {
            *population.transactions.get_or_insert(0) += n;
            if let Some((service, _)) = service {
                population.services.push((service, n));
            }
        }
        for (id, sum) in
            [("issued", &mut population.issued), ("returned", &mut population.returned)]
        {
            if let Ok(Some(n)) = self.count(row, id, at, problems) {
                *sum.get_or_insert(0) += n;
            }
        }
        Fate::Used
    }

    /// Numbers that no unit is named for: they may belong to the unit above, whose total nobody
    /// knows then.
    fn of_nobody(&self, row: &Row, units: &mut [Gathered], problems: &mut Problems) -> Fate {
        let counts = ["transactions", "issued", "returned"].iter().find_map(|id| {
            let counted = self.table.cell(row, id).is_some_and(is_count);
            self.table.column(id).filter(|_| counted)
        });
        let Some(column) = counts else { return Fate::SetAside };
        let place = table::place(self.grid, row.index, column);
        let problem = Problem::new(&kinds::POPULATION_NO_UNIT, place);
        problems.push(problem.with("row", row.index + 1));
        let above = self.grid.rows.iter().rev().filter(|other| other.index < row.index);
        let named = above.filter_map(|other| self.text(other, "unit")).next();
        let unit = named.and_then(|(text, _)| self.names.find(&text).unit());
        unit.into_iter().for_each(|at| units[at].spoilt = true);
        Fate::Rejected
    }

    /// Keeps the place of a service without its number of transactions.
    fn note_blank(&self, row: &Row, unit: &mut Gathered) {
        let column = self.table.column("transactions");
        if let (Some(column), Some((service, _))) = (column, self.service(row)) {
            let place = table::place(self.grid, row.index, column);
            unit.blank.get_or_insert((place, service));
        }
    }

    /// Whether the unit, or this service of it, has a number already: two cannot both hold.
    fn said_before(
        &self,
        row: &Row,
        service: &Option<(String, u32)>,
        known: &Population,
        problems: &mut Problems,
    ) -> bool {
        let twice = match service {
            Some((name, _)) => known.services.iter().any(|(s, _)| fold(s) == fold(name)),
            None => known.transactions.is_some(),
        };
        let mixed = service.is_some() && known.services.is_empty() && known.transactions.is_some();
        if twice || mixed {
            let column = self.table.column("unit").unwrap_or(0);
            let name = service.as_ref().map_or(String::new(), |(name, _)| name.clone());
            let place = table::place(self.grid, row.index, column);
            let unit = self.text(row, "unit").map_or(String::new(), |(text, _)| text);
            let named = if name.is_empty() { unit } else { format!("{unit} – {name}") };
            problems.push(Problem::new(&kinds::POPULATION_TWICE, place).with("unit", named));
        }
        twice || mixed
    }

    /// The service of a row; a dash and “Tất cả” name none, but all of the unit.
    fn service(&self, row: &Row) -> Option<(String, u32)> {
        self.text(row, "service").filter(|(text, _)| !is_whole(text))
    }

    fn text(&self, row: &Row, id: &str) -> Option<(String, u32)> {
        let column = self.table.column(id)?;
        let cell = self.grid.cell_or_merged(row.index, column).filter(|cell| !is_blank(cell))?;
        let text = tidy(&label_of(cell)?);
        (!text.is_empty()).then_some((text, column))
    }

    /// `Ok(None)` for a blank cell; an unreadable one was reported.
    fn count(
        &self,
        row: &Row,
        id: &str,
        unit: usize,
        problems: &mut Problems,
    ) -> Result<Option<u64>, ()> {
        let Some(column) = self.table.column(id) else { return Ok(None) };
        let Some(cell) = row.cell(column) else { return Ok(None) };
        let spot = Spot {
            grid: self.grid,
            row: row.index,
            column,
            round: self.round,
            unit: self.round.units.get(unit).map(|unit| &unit.id),
        };
        let item = DataItem {
            key: Key::new(id),
            label: String::new(),
            unit: None,
            kind: DataKind::Count,
            leaf: None,
            given: None,
            counted: None,
        };
        match read_value(cell, &item, &spot, problems) {
            Ok(Value::Number(n)) => n.to_u64().map(Some).ok_or(()),
            Err(Gap::Missing | Gap::NotApplicable) => Ok(None),
            _ => Err(()),
        }
    }
}

/// Whether the text among the services says that the row is of all of them.
fn is_whole(text: &str) -> bool {
    let folded = fold(text);
    let begins = |word: &&str| {
        let rest = folded.strip_prefix(*word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    !folded.contains(char::is_alphanumeric)
        || ["tất cả", "toàn bộ", "các lĩnh vực", "mọi lĩnh vực", "chung"].iter().any(begins)
}

#[cfg(test)]
#[path = "populations_tests.rs"]
mod tests;
