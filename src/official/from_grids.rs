//! Tables of figures known of units from elsewhere: those put into the forms beforehand, and
//! official ones.

use super::{Known, Purpose, Subject};
use crate::evidence::values::is_blank;
use crate::evidence::{Dated, Doubted, Spot, far_year, magnitude, put, read_value, turned};
use crate::grid::{Book, Cell, Grid, Row};
use crate::ledger::{Account, Aside, Fate, Findings, RowFate};
use crate::problem::kinds::{evidence, forms as kinds, table as tables, values};
use crate::problem::{Place, Problem, Problems};
use crate::round::{Names, Round};
use crate::rubric::{DataItem, Rubric};
use crate::source::did_you_mean;
use crate::table::{
    self, Column, Layout, Sections, Table, TablesRead, Under, is_total_row, label_of, place,
};
use crate::terms::{Code, Date, Exact, Key, UnitId};
use crate::text::{fold, is_invisible, machine, tidy};
use crate::value::{DataKind, Gap, Origin, Value};

/// How people call the points of all fields together.
const TOTAL: &[&str] = &["tổng", "tổng điểm", "tổng cộng", "total"];

fn columns() -> Vec<Column> {
    vec![
        Column::required("unit", &["Đơn vị", "Tên đơn vị", "Mã đơn vị"]),
        Column::required("key", &["Mã số liệu", "Mã chỉ tiêu", "Khóa số liệu"]),
        Column::required("value", &["Giá trị", "Số liệu"]),
        Column::required("source", &["Nguồn", "Nguồn số liệu", "Căn cứ"]),
        Column::new("day", &["Ngày", "Ngày số liệu", "Ngày lấy số liệu"]),
    ]
}

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
) -> Vec<Known> {
    let (known, disputed, dates) = (Vec::new(), Vec::new(), Vec::new());
    let mut reader = FigureReader {
        round,
        names,
        rubrics,
        purpose,
        known,
        disputed,
        dates,
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
    let known = reader.known;
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
    known
}

struct FigureReader<'a> {
    round: &'a Round,
    names: &'a Names,
    rubrics: &'a [Option<Rubric>],
    purpose: Purpose,
    known: Vec<Known>,
    /// Positions in `known` of figures that a later row contradicts.
    disputed: Vec<usize>,
    /// The days of one sheet.
    dates: Vec<Dated<'a>>,
    problems: &'a mut Problems,
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
        table::note_cells(grid, self.problems);
        let (columns, usable) = (&columns(), &|_: &Table| true);
        let (round, names) = (self.round, self.names);
        let known = |cell: &Cell| {
            let text = cell.text().map(tidy).unwrap_or_default();
            round.units.iter().any(|u| u.id.as_str() == text) || names.find(&text).unit().is_some()
        };
        let layout = Layout { columns, usable, known: &known, follows: true };
        let sections = Sections::new(grid, table, &layout, self.problems);
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

    /// Tells of figures of another order of magnitude than those of the other units of the block,
    /// and of days of another year under rules that judge days. Official figures are what others
    /// are held against.
    fn tell_doubts(&mut self) {
        if self.purpose == Purpose::Official {
            return;
        }
        for known in &self.known {
            let unit = &self.round.units[known.unit];
            let Some(rubric) = self.rubrics.get(unit.block).and_then(Option::as_ref) else {
                continue;
            };
            let Subject::Item(key) = &known.subject else { continue };
            let Some((_, item)) = rubric.item(key) else { continue };
            let raw = match &known.value {
                Value::Date(day) => day.format("%d/%m/%Y").to_string(),
                value => value.to_plain(),
            };
            let place = Place::from(&known.origin);
            let doubted = Doubted { item, raw: &raw, place, unit: &unit.id };
            match (&item.kind, &known.value) {
                (_, Value::Date(day)) => {
                    let told = far_year((self.round, rubric), doubted, *day);
                    told.into_iter().for_each(|problem| put(problem, self.problems));
                }
                (DataKind::Count | DataKind::Number | DataKind::Money, value) => {
                    let Some(own) = figure(value) else { continue };
                    self.problems.push_all(magnitude(doubted, own, self.beside(known)));
                }
                _ => {}
            }
        }
    }

    /// The figures of the other units of the block for the same item.
    fn beside(&self, known: &Known) -> Vec<&Exact> {
        let block = |at: usize| self.round.units[at].block;
        let others = self.known.iter().filter(|other| {
            (other.subject == known.subject && other.unit != known.unit)
                && block(other.unit) == block(known.unit)
        });
        others.filter_map(|other| figure(&other.value)).collect()
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
        grid: &'a Grid,
        table: &Table,
        row: &Row,
        text: &dyn Fn(&str) -> String,
    ) -> Option<Known> {
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
        let Some((subject, item)) = self.subject(rubric, &key) else {
            let near = did_you_mean(&key, rubric.items.iter().map(|i| i.key.as_str()));
            let problem = Problem::new(self.purpose.words().key, spot("key")).of_unit(&unit.id);
            self.problems.push(problem.with("key", key).proposing(near));
            return None;
        };
        let item = &item;
        let source = text("source");
        if machine(&source).is_some() {
            let problem = Problem::new(&evidence::TEXT_ERROR, spot("source")).of_unit(&unit.id);
            self.problems.push(problem.with("raw", source));
            return None;
        }
        if source.is_empty() {
            let problem =
                Problem::new(self.purpose.words().source, spot("source")).of_unit(&unit.id);
            self.problems.push(problem.with("key", key));
            return None;
        }
        let column = table.column("value")?;
        let cell = row.cell(column)?;
        let at_cell =
            Spot { grid, row: row.index, column, round: self.round, unit: Some(&unit.id) };
        if grid.merged_at(row.index, column).is_some_and(|area| area.first != area.last) {
            self.problems.push(at_cell.problem(&values::MERGED, &cell.raw()));
            return None;
        }
        let value = match read_value(cell, item, &at_cell, self.problems) {
            Ok(value) => value,
            Err(Gap::NotApplicable) => {
                self.problems.push(at_cell.problem(self.purpose.words().na, &cell.raw()));
                return None;
            }
            // Refused and reported by the grammar.
            Err(_) => return None,
        };
        if let Value::Date(day) = value {
            let place = place(grid, row.index, column);
            let known = rubric.item(&item.key).map(|(_, item)| item);
            if let Some(item) = known {
                let cell = grid.cell(row.index, column)?;
                self.dates.push(Dated { day, cell, place, item, unit: &unit.id });
            }
        }
        let origin = grid.origin(row.index, column);
        let day = self.day(grid, table, row, &unit.id)?;
        Some(Known { unit: at, subject, value, source, day, origin })
    }

    /// What a code names: a data item, and in official tables also points of a node or the total.
    fn subject(&self, rubric: &Rubric, key: &str) -> Option<(Subject, DataItem)> {
        if let Some((_, item)) = rubric.item(&Key::new(key)) {
            return Some((Subject::Item(item.key.clone()), item.clone()));
        }
        if self.purpose != Purpose::Official {
            return None;
        }
        let points = |subject: Subject, label: &str| {
            let (unit, kind) = (Some("điểm".to_string()), DataKind::Number);
            let (key, label) = (Key::new(key), label.to_string());
            (subject, DataItem { key, label, unit, kind, leaf: None, given: None })
        };
        if TOTAL.contains(&fold(key).as_str()) {
            return Some(points(Subject::Total, "Tổng điểm"));
        }
        let node = rubric.node(&Code::parse(key)?)?;
        Some(points(Subject::Node(node.code.clone()), &node.name))
    }

    /// The day that the figure is of; `None` inside when it is blank. A day of another period is
    /// refused.
    fn day(
        &mut self,
        grid: &Grid,
        table: &Table,
        row: &Row,
        unit: &UnitId,
    ) -> Option<Option<Date>> {
        let Some(cell) = table.cell(row, "day").filter(|cell| !is_blank(cell)) else {
            return Some(None);
        };
        let column = table.column("day")?;
        let at = Spot { grid, row: row.index, column, round: self.round, unit: Some(unit) };
        let item = DataItem {
            key: Key::new("ngay"),
            label: "Ngày".to_string(),
            unit: None,
            kind: DataKind::Date,
            leaf: None,
            given: None,
        };
        let mut told = Problems::default();
        let Ok(Value::Date(day)) = read_value(cell, &item, &at, &mut told) else {
            self.problems.extend(told);
            return None;
        };
        if self.purpose == Purpose::Official
            && let Some((from, to)) = self.round.period
            && (day < from
                || to.checked_add_months(chrono::Months::new(12)).is_some_and(|end| day > end))
        {
            let place = place(grid, row.index, column);
            let dates = |day: Date| day.format("%d/%m/%Y").to_string();
            let problem = Problem::new(&kinds::OFFICIAL_PERIOD, place).of_unit(unit);
            let problem = problem.with("day", dates(day)).with("from", dates(from));
            self.problems.push(problem.with("to", dates(to)));
            return None;
        }
        Some(Some(day))
    }

    /// Takes away the figures that other rows contradict: nobody knows which of them is right.
    /// Gives where they stood.
    fn without_disputed(&mut self) -> Vec<Origin> {
        self.disputed.sort_unstable();
        self.disputed.dedup();
        let taken = std::mem::take(&mut self.disputed);
        taken.into_iter().rev().map(|at| self.known.remove(at).origin).collect()
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

/// A figure above 0.
fn figure(value: &Value) -> Option<&Exact> {
    match value {
        Value::Number(n) if !n.is_zero() && !n.is_negative() => Some(n),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Content, Format};
    use crate::round::test_round;
    use crate::source::Source;

    const SET: &str = "schema = 1\n[set]\nid = \"s\"\ntitle = \"t\"\nyear = 2020\ndecision = \"d\"\n\
        total = 1\n[data]\nso = { label = \"Số\", type = \"count\" }\n\
        nua = { label = \"Số nữa\", type = \"count\" }\n\
        ngay = { label = \"Ngày\", type = \"date\" }\n\
        [1]\nname = \"A\"\n[1.1]\nname = \"B\"\nmax = 1\n\
        [1.1.rule]\nkind = \"deadline\"\nvalue = \"ngay\"\ndue = 2020-12-31\n";

    /// How many figures are known, and the codes with their rows. `@2020-08-09` is a stored date.
    fn read(rows: &[[&str; 3]]) -> (usize, Vec<String>) {
        read_from("Báo cáo", rows)
    }

    fn read_from(source: &str, rows: &[[&str; 3]]) -> (usize, Vec<String>) {
        let cell = |text: &str| {
            let content = match text.strip_prefix('@') {
                Some(day) => {
                    let day = Date::parse_from_str(day, "%Y-%m-%d").unwrap();
                    Content::Date(day.and_hms_opt(0, 0, 0).unwrap())
                }
                None => Content::Text(text.into()),
            };
            Cell { content, format: Format::General, by_formula: false }
        };
        let head = ["Đơn vị", "Mã số liệu", "Giá trị"];
        let rows = std::iter::once(&head).chain(rows).zip(0..).map(|(row, index)| {
            let source = if index == 0 { "Nguồn" } else { source };
            let all = row.iter().chain([&source]).zip(0..);
            let filled = all.filter(|(text, _)| !text.is_empty());
            Row { index, cells: filled.map(|(text, at)| (at, cell(text))).collect() }
        });
        let grid = Grid { visible: true, rows: rows.collect(), ..Grid::default() };
        let book =
            Book { file: "p.xlsx".into(), sha256: String::new(), saved: None, sheets: vec![grid] };
        let round = test_round(&["Xã A", "Xã B", "Xã C", "Xã D"]);
        let mut of_set = Problems::default();
        let rubric = crate::rubric::from_toml(&Source::new("s.toml", SET), None, &mut of_set);
        let (mut findings, names) = (Findings::default(), Names::new(&round));
        let known = from_grids(&[book], &round, &names, &[rubric], Purpose::Prefill, &mut findings);
        assert!(findings.ledger.accounts[0].balances());
        let told = findings
            .problems
            .iter()
            .map(|p| format!("{} {}", p.kind.code, p.place.cell.as_deref().unwrap_or_default()));
        (known.len(), told.collect())
    }

    #[test]
    fn sums_are_told_by_their_arithmetic() {
        let rows = [["Xã A", "so", "10"], ["Xã B", "so", "25"], ["Xã A", "nua", "3"]];
        let with = |last: [&'static str; 3]| read(&[rows[0], rows[1], rows[2], last]);
        // Of its key, or without one of all.
        assert_eq!(with(["Hòa Thành", "so", "35"]), (3, vec!["N-TABLE-SUM C5".into()]));
        assert_eq!(with(["Hòa Thành", "", "38"]), (3, vec!["N-TABLE-SUM C5".into()]));
        // No sum, and the row of a unit.
        assert_eq!(with(["Hòa Thành", "so", "36"]), (3, vec!["E-UNIT-UNKNOWN A5".into()]));
        assert_eq!(with(["Xã C", "so", "35"]), (4, vec![]));
    }

    #[test]
    fn figures_are_doubted_as_those_of_forms_are() {
        let rows = [["Xã A", "so", "1000"], ["Xã B", "so", "1200"], ["Xã C", "so", "900"]];
        let with = |last: [&'static str; 3]| read(&[rows[0], rows[1], rows[2], last]);
        assert_eq!(with(["Xã D", "so", "1100000"]), (4, vec!["E-VALUE-MAGNITUDE C5".into()]));
        assert_eq!(with(["Xã D", "so", "1"]), (4, vec!["E-VALUE-MAGNITUDE C5".into()]));
        assert_eq!(with(["Xã D", "so", "5000"]), (4, vec![]));
        let days = [["Xã A", "ngay", "@2020-08-09"], ["Xã B", "ngay", "14/12/2020"]];
        assert_eq!(read(&days), (2, vec!["E-DATE-TURNED C2".into()]));
    }

    #[test]
    fn what_is_no_value_is_told_or_left_for_later() {
        for claim in ["Không áp dụng", "KAD", "không  áp dụng"] {
            let (known, told) = read(&[["Xã A", "so", claim]]);
            assert_eq!((known, told.last().unwrap().as_str()), (0, "E-PREFILL-NA C2"), "{claim}");
        }
        for dots in ["……", "…", "....", "____", "\u{200B}…\u{A0}"] {
            assert_eq!(read(&[["Xã A", "so", dots]]), (0, vec!["N-PREFILL-DOTS C2".into()]));
        }
        assert_eq!(read(&[["Xã A", "so", " \u{200B}"]]), (0, vec![]));
        assert_eq!(read(&[["Xã A", "…", "3"]]), (0, vec!["E-PREFILL-KEY B2".into()]));
        for source in ["#REF!", "#N/A", "Err:502"] {
            let told = vec!["E-TEXT-ERROR D2".into()];
            assert_eq!(read_from(source, &[["Xã A", "so", "3"]]), (0, told), "{source}");
        }
        assert_eq!(
            read_from("……", &[["Xã A", "so", "3"]]),
            (0, vec!["E-PREFILL-SOURCE D2".into()])
        );
    }
}
