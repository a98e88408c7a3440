//! One row of a table of known figures: whose figure, of what, which, by whom and of which day.

use super::from_grids::{FigureReader, unit_by_id};
use super::{Known, Purpose, Subject};
use crate::evidence::values::is_blank;
use crate::evidence::{Dated, Spot, read_value};
use crate::grid::{Cell, Grid, Row};
use crate::problem::kinds::{evidence, forms as kinds, values};
use crate::problem::{Place, Problem, Problems};
use crate::refusal::{Refusal, Refused};
use crate::round::Unit;
use crate::rubric::{DataItem, Rubric};
use crate::source::did_you_mean;
use crate::table::{Table, label_of, place};
use crate::terms::{Code, Date, Key, UnitId};
use crate::text::{fold, machine, tidy};
use crate::value::{DataKind, Gap, Origin, Value};

/// How people call the points of all fields together.
const TOTAL: &[&str] = &["tổng", "tổng điểm", "tổng cộng", "total"];

impl<'a> FigureReader<'a> {
    /// The figure of a row; `None`, told, where it cannot be used. `text` gives the words of the
    /// row's cells.
    pub(super) fn figure(
        &mut self,
        grid: &'a Grid,
        table: &Table,
        row: &Row,
        text: &dyn Fn(&str) -> String,
    ) -> Option<Known> {
        let spot = |id: &str| place(grid, row.index, table.column(id).unwrap_or(0));
        let (at, unit) = self.whose(table.cell(row, "unit"), spot("unit"))?;
        // The set's own problems say why its block is not scored.
        let rubric = self.rubrics.get(unit.block)?.as_ref()?;
        let key = text("key");
        let Some((subject, item)) = self.subject(rubric, &key) else {
            let near = did_you_mean(&key, rubric.items.iter().map(|i| i.key.as_str()));
            let problem = Problem::new(self.purpose.words().key, spot("key")).of_unit(&unit.id);
            self.problems.push(problem.with("key", key).proposing(near));
            return None;
        };
        let known = self.said(grid, table, row, (text("source"), at, &subject, &item));
        if known.is_none() {
            self.leave_open(&grid.origin(row.index, table.column("value")?), at, &subject);
        }
        known
    }

    /// What the row says of a figure that is known.
    fn said(
        &mut self,
        grid: &'a Grid,
        table: &Table,
        row: &Row,
        (source, at, subject, item): (String, usize, &Subject, &DataItem),
    ) -> Option<Known> {
        let unit = self.round.units.get(at)?;
        let rubric = self.rubrics.get(unit.block)?.as_ref()?;
        let spot = place(grid, row.index, table.column("source").unwrap_or(0));
        let source = self.source(source, spot, &unit.id, item.key.as_str())?;
        let column = table.column("value")?;
        let value = self.value(grid, row, column, (item, &unit.id))?;
        if let (Value::Date(day), Some((_, item))) = (&value, rubric.item(&item.key)) {
            let (day, place) = (*day, place(grid, row.index, column));
            let cell = grid.cell(row.index, column)?;
            self.dates.push(Dated { day, cell, place, item, unit: &unit.id });
        }
        let origin = grid.origin(row.index, column);
        let day = self.day(grid, table, row, &unit.id)?;
        Some(Known {
            unit: at,
            subject: subject.clone(),
            value,
            source,
            day,
            origin,
            counted: None,
        })
    }

    /// An official figure that cannot be used leaves open what it would decide.
    pub(super) fn leave_open(&mut self, origin: &Origin, unit: usize, subject: &Subject) {
        let (Subject::Item(key), Purpose::Official) = (subject, self.purpose) else { return };
        let refusal = Refusal::of_cell(Refused::Official, origin.clone(), unit);
        self.open.push(Refusal { key: Some(key.clone()), round: Some(1), ..refusal });
    }

    fn whose(&mut self, cell: Option<&Cell>, place: Place) -> Option<(usize, &'a Unit)> {
        let named = cell.and_then(label_of).unwrap_or_default();
        let at = match unit_by_id(self.round, &tidy(&named)) {
            Some(at) => at,
            None => self.names.find_or_report(&named, place, self.problems)?,
        };
        Some((at, self.round.units.get(at)?))
    }

    /// Who says it; a figure without a source is none.
    fn source(&mut self, source: String, place: Place, unit: &UnitId, key: &str) -> Option<String> {
        if machine(&source).is_some() {
            let problem = Problem::new(&evidence::TEXT_ERROR, place).of_unit(unit);
            self.problems.push(problem.with("raw", source));
            return None;
        }
        if source.is_empty() {
            let problem = Problem::new(self.purpose.words().source, place).of_unit(unit);
            self.problems.push(problem.with("key", key));
            return None;
        }
        Some(source)
    }

    fn value(
        &mut self,
        grid: &Grid,
        row: &Row,
        column: u32,
        (item, unit): (&DataItem, &UnitId),
    ) -> Option<Value> {
        let cell = row.cell(column)?;
        let at = Spot { grid, row: row.index, column, round: self.round, unit: Some(unit) };
        if grid.merged_at(row.index, column).is_some_and(|area| area.first != area.last) {
            self.problems.push(at.problem(&values::MERGED, &cell.raw()));
            return None;
        }
        match read_value(cell, item, &at, self.problems) {
            Ok(value) => Some(value),
            Err(Gap::NotApplicable) => {
                self.problems.push(at.problem(self.purpose.words().na, &cell.raw()));
                None
            }
            // Refused and reported by the grammar.
            Err(_) => None,
        }
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
            (subject, DataItem { key, label, unit, kind, leaf: None, given: None, counted: None })
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
            counted: None,
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
}
