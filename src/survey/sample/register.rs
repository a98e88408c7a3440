//! The register that a sample is drawn from. In: sheets of records. Out: the records of each
//! unit with their places, and the drawn ones. Only the unit, the service, the record's number
//! and the columns that were asked for are kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Book, Cell, Content, Grid, Row};
use crate::ledger::{Account, Aside, Fate, Findings, ReadAs, RowFate};
use crate::problem::kinds::{fieldwork as kinds, table as tables};
use crate::problem::{Place, Problem, Problems};
use crate::round::{Matched, Names, Round, Unit};
use crate::table::{
    self, Column, Layout, Sections, Table, TablesRead, Under, is_total_row, label_of,
};
use crate::terms::UnitId;
use crate::text::{fold, machine, tidy};

use super::draw::draw_all;
use super::records::by_unit;
pub use super::records::{Drawn, Record};
use super::sampling::Quota;
use crate::survey::forms::personal::is_unit;
use crate::survey::sample::populations::{Population, Populations};
use crate::survey::sample::strangers::{Strangers, rows_of};
use crate::survey::scheme::Scheme;
use crate::survey::scheme::plan::Plan;

const UNIT: &[&str] = &["Đơn vị", "Cơ quan giải quyết", "Nơi giải quyết"];
const SERVICE: &[&str] = &["Lĩnh vực", "Dịch vụ", "Thủ tục", "Tên thủ tục"];
const RECORD: &[&str] = &["Mã hồ sơ", "Số hồ sơ", "Mã số hồ sơ"];

/// The sample of one survey.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The scheme's id.
    pub scheme: String,
    pub title: String,
    pub short: String,
    pub plan: Plan,
    pub seed: String,
    /// A register was declared.
    pub register: bool,
    /// The numbers of transactions are those of the register.
    pub from_register: bool,
    /// Headings of the columns that were asked for.
    pub kept: Vec<String>,
    pub quotas: Vec<Quota>,
    pub records: Vec<Record>,
    /// By unit and service, each in the order of the register.
    pub drawn: Vec<Drawn>,
    /// Records and drawn records, by unit and folded service.
    counts: BTreeMap<(UnitId, String), (u64, u64)>,
}

impl Sample {
    /// Draws from the records, when there is a register.
    pub fn draw(
        scheme: &Scheme,
        (records, register): (Vec<Record>, bool),
        quotas: Vec<Quota>,
        seed: &str,
        round: &Round,
        problems: &mut Problems,
    ) -> Sample {
        let drawn = match register {
            true => draw_all(&records, &quotas, seed, round, problems),
            false => Vec::new(),
        };
        let mut counts: BTreeMap<(UnitId, String), (u64, u64)> = BTreeMap::new();
        let key = |record: &Record| (record.unit.clone(), fold(&record.service));
        for record in &records {
            counts.entry(key(record)).or_default().0 += 1;
        }
        for drawn in &drawn {
            counts.entry(key(&records[drawn.record])).or_default().1 += 1;
        }
        Sample {
            scheme: scheme.id.clone(),
            title: scheme.title.clone(),
            short: scheme.short.clone(),
            plan: scheme.plan.clone(),
            seed: seed.to_string(),
            register,
            from_register: false,
            kept: Vec::new(),
            quotas,
            records,
            drawn,
            counts,
        }
    }

    /// Records and drawn records of a unit, or of one of its services.
    pub fn counts(&self, unit: &UnitId, service: Option<&str>) -> (u64, u64) {
        if let Some(service) = service {
            let key = (unit.clone(), fold(service));
            return self.counts.get(&key).copied().unwrap_or_default();
        }
        let of_unit = self.counts.range((unit.clone(), String::new())..);
        let of_unit = of_unit.take_while(|((of, _), _)| of == unit);
        of_unit.fold((0, 0), |sum, (_, n)| (sum.0 + n.0, sum.1 + n.1))
    }
}

/// Reads the registers. Rows without a known unit are rejected; a record with the number of an
/// earlier one of its unit is set aside and named.
pub fn records<'b>(
    books: impl IntoIterator<Item = &'b Book>,
    scheme: &Scheme,
    round: &Round,
    names: &Names,
    keep: &[String],
    findings: &mut Findings,
) -> Vec<Record> {
    let mut reader =
        Reader { scheme, round, names, keep, records: Vec::new(), codes: BTreeSet::new() };
    let mut tables = TablesRead::default();
    for book in books {
        for grid in book.sheets.iter().filter(|sheet| sheet.visible) {
            let account = match tables.is_copy(grid, &mut findings.problems) {
                true => Account::whole(ReadAs::Register, grid, RowFate::Aside(Aside::Copy)),
                false => reader.sheet(grid, &mut findings.problems),
            };
            findings.ledger.push(account);
        }
    }
    reader.records
}

/// Stands for the unit of a record that names none.
const NO_UNIT: &str = "(trống)";

struct Reader<'a> {
    scheme: &'a Scheme,
    round: &'a Round,
    names: &'a Names,
    keep: &'a [String],
    records: Vec<Record>,
    /// Numbers seen, by unit.
    codes: BTreeSet<(usize, String)>,
}

impl Reader<'_> {
    fn sheet(&mut self, grid: &Grid, problems: &mut Problems) -> Account {
        let mut account = Account::new(ReadAs::Register, grid);
        let table = match table::find(grid, &self.columns()) {
            Ok(table) => table,
            Err(fault) => {
                let problem = match self.missing_kept(&fault) {
                    Some(name) => {
                        Problem::new(&kinds::REGISTER_COLUMN, of_sheet(grid)).with("name", name)
                    }
                    None => fault.problem(grid),
                };
                account.all(grid, RowFate::Rejected(problem.kind.code));
                problems.push(problem);
                return account;
            }
        };
        let sections = self.sections(grid, table, problems);
        let table = sections.first();
        table.note_variations(grid, problems);
        table::note_cells(grid, problems);
        let mut twice: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        let mut strangers = Strangers::default();
        for row in &grid.rows {
            let table = match sections.under(row.index) {
                Under::Table(table) if !sections.is_heading(row) => table,
                _ => {
                    let refused = sections.refusal(row.index).map(RowFate::Rejected);
                    let why = refused.unwrap_or(RowFate::Aside(Aside::Heading));
                    account.add(row.index, why);
                    continue;
                }
            };
            if is_total_row(row, &self.free(table)) {
                account.add(row.index, RowFate::Aside(Aside::Total));
                continue;
            }
            let known = twice.values().map(Vec::len).sum::<usize>();
            let fate = self.row(grid, table, row, (&mut twice, &mut strangers), problems);
            account.values += usize::from(fate == Fate::Used);
            let repeats = twice.values().map(Vec::len).sum::<usize>() > known;
            let aside = if repeats { Aside::Repeated } else { Aside::Remark };
            account.add(row.index, fate.because(aside, kinds::REGISTER_UNIT.code));
        }
        strangers.report(&of_sheet(grid), problems);
        for (_, rows) in twice {
            let problem = Problem::new(&kinds::REGISTER_TWICE, of_sheet(grid));
            problems.push(problem.with("count", rows.len()).with("rows", rows_of(&rows)));
        }
        account
    }

    /// Two lists of other columns below each other are not one register until the office says so.
    fn sections(&self, grid: &Grid, main: Table, problems: &mut Problems) -> Sections {
        let known =
            |cell: &Cell| cell.text().is_some_and(|text| self.names.find(text).unit().is_some());
        let (columns, usable) = (&self.columns(), &|_: &Table| true);
        let layout = Layout { columns, usable, known: &known, follows: false };
        Sections::new(grid, main, &layout, problems)
    }

    /// How many records of the unit stand above a row that says just that, where records have
    /// numbers: then it is no record.
    fn sum_of(&self, table: &Table, row: &Row, unit: usize) -> Option<usize> {
        table.column("record")?;
        let service = table.cell(row, "service").and_then(Cell::text);
        if service.is_some_and(|text| !text.trim().chars().all(|c| c.is_ascii_digit())) {
            return None;
        }
        let id = &self.round.units[unit].id;
        let above = self.records.iter().filter(|record| record.unit == *id).count();
        let says = |cell: &Cell| match &cell.content {
            Content::Number(n) => *n == above as f64,
            Content::Text(text) => text.trim().parse() == Ok(above),
            _ => false,
        };
        (above > 0 && row.cells.iter().any(|(_, cell)| says(cell))).then_some(above)
    }

    /// Columns that say no sums: a service may be called what it likes when a record has it.
    fn free(&self, table: &Table) -> Vec<Option<u32>> {
        (0..self.keep.len()).map(|at| table.column(&kept_id(at))).filter(Option::is_some).collect()
    }

    fn columns(&self) -> Vec<Column> {
        let with = |standard: &[&str], own: &[String]| -> Vec<String> {
            own.iter().cloned().chain(standard.iter().map(|s| s.to_string())).collect()
        };
        let mut columns = vec![
            Column::required("unit", &with(UNIT, &self.scheme.columns.unit)),
            Column::new("service", &with(SERVICE, &self.scheme.plan.service)),
            Column::new("record", &with(RECORD, &self.scheme.plan.record)),
        ];
        let kept = self.keep.iter().enumerate();
        columns.extend(kept.map(|(at, name)| Column::required(kept_id(at), &[name.as_str()])));
        columns
    }

    /// The first column that was asked for and is all that is missing.
    fn missing_kept(&self, fault: &table::Fault) -> Option<String> {
        let table::Fault::Missing(names) = fault else { return None };
        let asked = |name: &String| self.keep.contains(name);
        names.iter().all(asked).then(|| names.first().cloned()).flatten()
    }

    fn row(
        &mut self,
        grid: &Grid,
        table: &Table,
        row: &Row,
        (twice, strangers): (&mut BTreeMap<usize, Vec<u32>>, &mut Strangers),
        problems: &mut Problems,
    ) -> Fate {
        let text = |id: &str| -> Option<String> {
            let column = table.column(id)?;
            let text = tidy(&grid.cell_or_merged(row.index, column).and_then(label_of)?);
            // Dots and dashes to write on say nothing, nor does what a program wrote.
            let is_said = text.contains(char::is_alphanumeric) && machine(&text).is_none();
            is_said.then_some(text)
        };
        let column = table.column("unit").unwrap_or(0);
        let (service, code) = (text("service"), text("record"));
        let Some(named) = text("unit") else {
            // A numbered record of nobody; notes and signatures have no number.
            let numbered = code.is_some_and(|code| code.contains(|c: char| c.is_ascii_digit()));
            if !numbered || table::numbers_columns(row) {
                return Fate::SetAside;
            }
            strangers.add(NO_UNIT, true, row.index, |_| None);
            return Fate::Rejected;
        };
        // a signature or a total has nothing else on its row
        let alone = row.cells.len() < 2 || table::numbers_columns(row);
        let at = match self.names.find(&named) {
            Matched::Exact(at) | Matched::ByAlias(at) => at,
            _ if alone => return Fate::SetAside,
            matched => {
                let place = table::place(grid, row.index, column);
                let said = |text: &str| self.names.problem(&matched, text, place);
                strangers.add(&named, is_unit(&matched, &named), row.index, said);
                return Fate::Rejected;
            }
        };
        if let Some(sum) = self.sum_of(table, row, at).filter(|_| code.is_none()) {
            problems.push(sum_row(grid, (row, column), sum, &self.round.units[at].name));
            return Fate::SetAside;
        }
        if let Some(code) = &code
            && !self.codes.insert((at, fold(code)))
        {
            twice.entry(at).or_default().push(row.index);
            return Fate::SetAside;
        }
        let kept = (0..self.keep.len()).map(|at| text(&kept_id(at)).unwrap_or_default());
        self.records.push(Record {
            unit: self.round.units[at].id.clone(),
            service: service.unwrap_or_default(),
            code: code.unwrap_or_default(),
            file: grid.file.clone(),
            place: table::place(grid, row.index, column).to_string(),
            kept: kept.collect(),
        });
        Fate::Used
    }
}

/// The note that a row is the sum of rows above it.
fn sum_row(grid: &Grid, (row, column): (&Row, u32), sum: usize, unit: &str) -> Problem {
    Problem::new(&tables::SUM, table::place(grid, row.index, column))
        .with("row", row.index + 1)
        .with("found", sum)
        .said("of", format!("các hồ sơ của {unit} ở trên"), format!("the records of {unit} above"))
        .with("raw", sum)
        .said("taken", "dòng cộng", "a row of sums")
}

fn kept_id(at: usize) -> String {
    format!("kept {at}")
}

fn of_sheet(grid: &Grid) -> Place {
    Place { cell: None, ..table::place(grid, 0, 0) }
}

/// The numbers of transactions that a register itself gives.
pub fn populations_of(records: &[Record], round: &Round) -> Populations {
    let by_unit = by_unit(records);
    let none = Vec::new();
    let of_unit = |unit: &Unit| {
        let mut population = Population::default();
        let mut at: BTreeMap<String, usize> = BTreeMap::new();
        for record in by_unit.get(&unit.id).unwrap_or(&none).iter().map(|at| &records[*at]) {
            *population.transactions.get_or_insert(0) += 1;
            if record.service.is_empty() {
                continue;
            }
            let next = population.services.len();
            let place = *at.entry(fold(&record.service)).or_insert(next);
            if place == next {
                population.services.push((record.service.clone(), 0));
            }
            population.services[place].1 += 1;
        }
        // a part without a service could not be drawn by service
        let named: u64 = population.services.iter().map(|(_, n)| n).sum();
        if population.transactions != Some(named) {
            population.services.clear();
        }
        population
    };
    round.units.iter().map(of_unit).collect()
}

#[cfg(test)]
#[path = "register_tests.rs"]
mod tests;
