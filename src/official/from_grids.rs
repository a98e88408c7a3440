//! Tables of figures known of units from elsewhere: those put into the forms beforehand, and
//! official ones.

use super::{Known, Purpose};
use crate::evidence::values::is_blank;
use crate::evidence::{Dated, other_period, turned};
use crate::grid::{Book, Cell, Grid, Row};
use crate::ledger::{Account, Aside, Fate, Findings, RowFate};
use crate::problem::kinds::{forms as kinds, table as tables};
use crate::problem::{Place, Problem, Problems};
use crate::refusal::Refusal;
use crate::round::{Names, Round};
use crate::rubric::Rubric;
use crate::table::{self, Column, Layout, Sections, Table, TablesRead, Under, is_total_row, place};
use crate::text::{is_invisible, tidy};
use crate::value::Origin;

fn columns() -> Vec<Column> {
    vec![
        Column::required("unit", &["Đơn vị", "Tên đơn vị", "Mã đơn vị"]),
        Column::required("key", &["Mã số liệu", "Mã chỉ tiêu", "Khóa số liệu"]),
        Column::required("value", &["Giá trị", "Số liệu"]),
        Column::required("source", &["Nguồn", "Nguồn số liệu", "Căn cứ"]),
        Column::new("day", &["Ngày", "Ngày số liệu", "Ngày lấy số liệu"]),
    ]
}

/// The column whose figures count, with its name.
const VALUES: &[(&str, &str)] = &[("value", "Giá trị")];

/// Whether a sheet is a table of known figures.
pub fn is_table(grid: &Grid) -> bool {
    table::find(grid, &columns()).is_ok()
}

/// Reads tables of known figures; rows that cannot be used are reported.
pub fn from_grids(
    books: &[Book],
    round: &Round,
    names: &Names,
    rubrics: &[Option<Rubric>],
    purpose: Purpose,
    findings: &mut Findings,
) -> Figures {
    let (known, disputed, dates, open) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut reader = FigureReader {
        round,
        names,
        rubrics,
        purpose,
        known,
        disputed,
        dates,
        open,
        problems: &mut findings.problems,
    };
    let mut tables = TablesRead::default();
    for grid in books.iter().flat_map(|book| &book.sheets).filter(|grid| grid.visible) {
        let account = match tables.is_copy(grid, reader.problems) {
            true => Account::whole(reader.purpose.read_as(), grid, RowFate::Aside(Aside::Copy)),
            false => reader.sheet(grid),
        };
        findings.ledger.push(account);
    }
    let disputed = reader.without_disputed();
    reader.tell_doubts();
    let Figures { known, open } = Figures { known: reader.known, open: reader.open };
    for origin in disputed {
        let mut accounts = findings.ledger.of_file(purpose.read_as(), &origin.file);
        let place = Place::from(&origin);
        if let (Some(account), Some((row, _))) =
            (accounts.find(|account| account.sheet == origin.sheet), place.row_and_column())
        {
            account.change(row, RowFate::Rejected(purpose.words().twice.code));
            account.values = account.values.saturating_sub(1);
        }
    }
    Figures { known, open }
}

/// What tables of known figures say.
pub struct Figures {
    pub known: Vec<Known>,
    /// Official figures that cannot be used.
    pub open: Vec<Refusal>,
}

/// The position of the unit with this id.
pub(super) fn unit_by_id(round: &Round, id: &str) -> Option<usize> {
    round.units.iter().position(|unit| unit.id.as_str() == id)
}

/// Reads the rows of one table after the other.
pub(super) struct FigureReader<'a> {
    pub round: &'a Round,
    pub names: &'a Names,
    pub rubrics: &'a [Option<Rubric>],
    pub purpose: Purpose,
    pub known: Vec<Known>,
    /// Positions in `known` of figures that a later row contradicts.
    disputed: Vec<usize>,
    /// The days of one sheet.
    pub dates: Vec<Dated<'a>>,
    /// Official figures that cannot be used.
    pub open: Vec<Refusal>,
    pub problems: &'a mut Problems,
}

impl<'a> FigureReader<'a> {
    fn sheet(&mut self, grid: &'a Grid) -> Account {
        let table = match table::find(grid, &columns()) {
            Ok(table) => table,
            Err(fault) => {
                let problem = fault.problem(grid);
                let code = problem.kind.code;
                self.problems.push(problem);
                return Account::whole(self.purpose.read_as(), grid, RowFate::Rejected(code));
            }
        };
        if let Some(problem) = other_period(grid, &table, VALUES, self.round) {
            let code = problem.kind.code;
            self.problems.push(problem);
            return Account::whole(self.purpose.read_as(), grid, RowFate::Rejected(code));
        }
        table::note_cells(grid, self.problems);
        let (round, names) = (self.round, self.names);
        let (columns, usable) = (&columns(), &|_: &Table| true);
        let known = |cell: &Cell| {
            let text = cell.text().map(tidy).unwrap_or_default();
            unit_by_id(round, &text).is_some() || names.find(&text).unit().is_some()
        };
        let layout = Layout { columns, usable, known: &known, follows: true };
        let mut sections = Sections::new(grid, table, &layout, self.problems);
        sections.refuse(|table, _| other_period(grid, table, VALUES, round), self.problems);
        let mut account = Account::new(self.purpose.read_as(), grid);
        for row in &grid.rows {
            let said = self.problems.mark();
            let fate = match sections.under(row.index) {
                Under::Refused => Fate::Rejected,
                Under::Heading | Under::Other => Fate::SetAside,
                Under::Table(table) => self.row(grid, table, row),
            };
            let header = sections.refusal(row.index);
            let code = header.or_else(|| self.problems.refused_since(said));
            let code = code.unwrap_or(self.purpose.words().key.code);
            let mut new = self.problems.since(said);
            let is_sum = new.any(|problem| problem.kind.code == tables::SUM.code);
            let aside = match sections.is_heading(row) {
                true => Aside::Heading,
                false if is_sum || is_total_row(row, &[]) => Aside::Total,
                false => Aside::Remark,
            };
            account.values += usize::from(fate == Fate::Used);
            account.add(row.index, fate.because(aside, code));
        }
        // A PC with US settings may have turned them round.
        self.problems.push_all(turned(&std::mem::take(&mut self.dates)));
        account
    }

    fn row(&mut self, grid: &'a Grid, table: &Table, row: &Row) -> Fate {
        // Dots to write on are nothing.
        let filled = |id: &str| table.cell(row, id).filter(|cell| !is_blank(cell));
        let text = |id: &str| filled(id).map(|c| tidy(&c.raw())).unwrap_or_default();
        let total = text("key").is_empty() && is_total_row(row, &[table.column("source")]);
        // A row without a figure was left for later.
        if total {
            return Fate::SetAside;
        }
        if filled("value").is_none() {
            self.tell_dots(grid, table, row);
            self.tell_blank(grid, table, row, &text);
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

    /// Tells of a row of an official table that names a unit, a figure and its source, and says
    /// nothing: the declared figure counts in its place.
    fn tell_blank(&mut self, grid: &Grid, table: &Table, row: &Row, text: &dyn Fn(&str) -> String) {
        let named = text("unit");
        let unit = unit_by_id(self.round, &named).or_else(|| self.names.find(&named).unit());
        let (Some(unit), Purpose::Official) = (unit, self.purpose) else { return };
        if text("key").is_empty() || text("source").is_empty() {
            return;
        }
        let column = table.column("value").unwrap_or(0);
        let problem = Problem::new(&kinds::OFFICIAL_BLANK, place(grid, row.index, column));
        let unit = &self.round.units[unit];
        let problem = problem.with("unit", &unit.name).with("key", text("key"));
        self.problems.push(problem.of_unit(&unit.id));
    }

    /// Tells of dots in the place of a figure.
    fn tell_dots(&mut self, grid: &Grid, table: &Table, row: &Row) {
        let Some(column) = table.column("value") else { return };
        let raw = row.cell(column).map(|cell| tidy(&cell.raw())).unwrap_or_default();
        if !raw.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
            return;
        }
        let (vi, en) = ("để trống", "blank");
        let problem = Problem::new(&kinds::PREFILL_DOTS, place(grid, row.index, column));
        self.problems.push(problem.with("raw", raw).said("taken", vi, en));
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
        if unit_by_id(self.round, &named).is_some() || self.names.unit(&named).is_some() {
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

    /// Takes away the figures that other rows contradict: nobody knows which of them is right.
    /// Gives where they stood.
    fn without_disputed(&mut self) -> Vec<Origin> {
        self.disputed.sort_unstable();
        self.disputed.dedup();
        let taken = std::mem::take(&mut self.disputed);
        let taken: Vec<Known> = taken.into_iter().rev().map(|at| self.known.remove(at)).collect();
        for known in &taken {
            self.leave_open(&known.origin, known.unit, &known.subject);
        }
        taken.into_iter().map(|known| known.origin).collect()
    }

    /// A figure that was said before is told; of two different figures of one item neither counts.
    fn take(&mut self, known: Known, place: Place) -> Fate {
        let same = |k: &Known| k.unit == known.unit && k.subject == known.subject;
        let Some(at) = self.known.iter().position(same) else {
            self.known.push(known);
            return Fate::Used;
        };
        let earlier = &self.known[at];
        let unit = &self.round.units[known.unit];
        if earlier.value == known.value {
            let raw = known.value.to_plain();
            let problem = Problem::new(&tables::ROW_AGAIN, place).of_unit(&unit.id);
            let problem = problem.with("first", Place::from(&earlier.origin)).with("raw", &raw);
            self.problems.push(problem.with("taken", raw));
            return Fate::SetAside;
        }
        let problem = Problem::new(self.purpose.words().twice, place).of_unit(&unit.id);
        let problem = problem.with("unit", &unit.name).with("key", &known.subject);
        let problem = problem.with("one", earlier.value.to_plain());
        let problem = problem.with("first", Place::from(&earlier.origin));
        self.problems.push(problem.with("other", known.value.to_plain()));
        self.disputed.push(at);
        Fate::Rejected
    }
}

#[cfg(test)]
#[path = "from_grids_tests.rs"]
mod tests;
