//! Reads raw answer sheets. In: books or pieces of long tables, a scheme, the round's names.
//! Out: the forms; every row has its fate in the ledger and every refusal is said with its place.
//!
//! Only the columns that the scheme names are looked at: names, phones and identity numbers of
//! respondents never leave the sheet.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::grid::{Book, Grid, GridLine, Row, TakeRows};
use crate::ledger::{Account, Aside, Findings, Ledger, ReadAs, RowFate, Span};
use crate::problem::{Place, Problem, Problems, kinds::survey as kinds};
use crate::round::Names;
use crate::table;

use crate::survey::forms::clocks::Clocks;
use crate::survey::forms::columns::{self, Sheet};
use crate::survey::forms::findings::SheetFindings;
use crate::survey::forms::listed::SheetName;
use crate::survey::forms::odd_rows;
use crate::survey::forms::personal::{HIDDEN, is_unit};
use crate::survey::forms::refusals::Told;
use crate::survey::forms::sheet::{FileOptions, Part, PartReader, Plan, UNITS_SAID, unit_of};
use crate::survey::forms::sparse::{Labels, Sparse};
use crate::survey::forms::{Forms, SheetForms};
use crate::survey::quality::{LISTED, Read, Reason, Rejected};
use crate::survey::scheme::{Groups, Scheme};

/// Rows of a sheet that one thread reads at a time.
const PIECE: usize = 8_192;

/// Gathers the forms of one survey.
pub struct FormCollector<'a> {
    scheme: &'a Scheme,
    names: &'a Names,
    /// Of the round.
    year: Option<i32>,
    forms: Forms,
    groups: Labels,
    clusters: Labels,
    /// Forms that were not taken, the first of them one by one.
    rejected: Vec<Rejected>,
    reasons: [usize; Reason::COUNT],
    rejected_units: BTreeMap<u32, usize>,
    /// Whether each side question stood on some sheet.
    asked: Vec<bool>,
}

/// A sheet whose pieces are being added.
pub struct Open {
    findings: SheetFindings,
    clocks: Clocks,
    said: Vec<(String, u32)>,
    /// Row of the next piece.
    base: u32,
    /// A header with other columns stood in a piece above.
    moved: bool,
}

impl Open {
    /// The row behind the pieces that were added, from 0.
    pub fn next_row(&self) -> u32 {
        self.base
    }
}

impl<'a> FormCollector<'a> {
    pub fn new(scheme: &'a Scheme, names: &'a Names) -> FormCollector<'a> {
        let mut groups = Labels::default();
        match &scheme.groups {
            Groups::MeanOfPeople => {}
            Groups::MeanOfGroups(names) => {
                names.iter().for_each(|name| _ = groups.number(name.as_bytes()));
            }
            Groups::Weighted(weights) => {
                weights.iter().for_each(|(name, _)| _ = groups.number(name.as_bytes()));
            }
        }
        let mut forms = Forms::new(scheme.questions.len());
        forms.traits = scheme.traits.iter().map(|_| Labels::default()).collect();
        forms.sides = scheme.sides.iter().map(|_| Sparse::new(0)).collect();
        FormCollector {
            scheme,
            names,
            year: None,
            forms,
            groups,
            clusters: Labels::default(),
            rejected: Vec::new(),
            reasons: [0; Reason::COUNT],
            rejected_units: BTreeMap::new(),
            asked: vec![false; scheme.sides.len()],
        }
    }

    /// The year of the round: sheets that are called after an earlier one are not read.
    pub fn of_year(self, year: i32) -> Self {
        FormCollector { year: Some(year), ..self }
    }

    /// All sheets of a workbook. A sheet without a question in its header is set aside, a hidden
    /// one too; a sheet of forms that lacks a column is refused.
    pub fn book(&mut self, book: &Book, options: FileOptions, findings: &mut Findings) {
        let (mut tables, accounts) = (0, findings.ledger.accounts.len());
        for grid in &book.sheets {
            let rows = || runs_of(grid);
            let Some(plan) = self.plan(grid, &rows, options, &mut tables, findings) else {
                continue;
            };
            let mut first = grid.rows.partition_point(|row| row.index < plan.first_row());
            if let Some(row) = grid.rows.get(first).filter(|_| plan.is_of_one_unit())
                && odd_rows::numbers_columns(row, grid.rows.get(first + 1))
            {
                let place = plan.name.place(row.index, 0);
                findings
                    .problems
                    .push(Problem::new(&kinds::NUMBERS_ROW, place).with("row", row.index + 1));
                first += 1;
            }
            for row in &grid.rows[..first] {
                findings.ledger.accounts[plan.account]
                    .grow(row.index, RowFate::Aside(Aside::Heading));
            }
            let mut open = FormCollector::open();
            for part in parts_of(grid, &grid.rows[first..], &plan) {
                self.piece(&mut open, &plan, part, &mut findings.ledger);
            }
            let begun = self.forms.sheets.last().map_or(0, |sheet| sheet.first);
            let rows = self.forms.rows.get(begun..).unwrap_or_default();
            let sheet = (&plan.places, &plan.name);
            odd_rows::report(grid, sheet, rows, &mut findings.problems);
            self.close(open, &plan, &mut findings.problems);
        }
        if tables == 0 {
            self.no_table(
                &book.file,
                &mut findings.problems,
                &mut findings.ledger.accounts[accounts..],
            );
        }
    }

    /// A file without a table of forms is refused with all of its sheets that can be seen.
    pub fn no_table(&self, file: &str, problems: &mut Problems, accounts: &mut [Account]) {
        for account in accounts {
            account.change_aside(Aside::OtherSheet, RowFate::Rejected(kinds::NO_TABLE.code));
        }
        let place = Place::file(file);
        problems.push(Problem::new(&kinds::NO_TABLE, place).with("scheme", &self.scheme.id));
    }

    /// A sheet that is called after an earlier year.
    fn of_other_year(&self, head: &Grid) -> Option<Problem> {
        let year = self.year?;
        let named = odd_rows::year_of_sheet(head, self.scheme, year)?;
        let place = Place::sheet(head.file.as_ref(), head.sheet.as_ref());
        let problem = Problem::new(&kinds::SHEET_YEAR, place).with("sheet", &head.sheet);
        Some(problem.with("found", named).with("year", year))
    }

    /// How a sheet is to be read, told from its first rows; `None` when it gives no forms, and
    /// then all its `rows`, runs of a first and a last one, have their fate. `tables` counts the sheets of forms.
    pub fn plan(
        &mut self,
        head: &Grid,
        rows: &dyn Fn() -> Vec<(u32, u32)>,
        options: FileOptions,
        tables: &mut usize,
        findings: &mut Findings,
    ) -> Option<Plan<'a>> {
        let mut account = Account::of(ReadAs::Survey, head.file.clone(), head.sheet.clone(), 0);
        let mut refuse = |why: RowFate| {
            for (first, last) in rows() {
                account.append((last - first) as usize + 1, vec![Span { first, last, why }], 0);
            }
            findings.ledger.push(account.clone());
            None
        };
        let places = match columns::find(head, self.scheme) {
            Sheet::Other if head.visible => return refuse(RowFate::Aside(Aside::OtherSheet)),
            Sheet::Other => return refuse(RowFate::Aside(Aside::HiddenSheet)),
            _ if !head.visible => {
                let place = Place::sheet(head.file.as_ref(), head.sheet.as_ref());
                findings.problems.push(Problem::new(&kinds::HIDDEN_SHEET, place));
                return refuse(RowFate::Aside(Aside::HiddenSheet));
            }
            Sheet::Refused(found) => {
                *tables += 1;
                let code = found.refused().unwrap_or(kinds::COLUMN_MISSING.code);
                findings.problems.extend(found);
                return refuse(RowFate::Rejected(code));
            }
            Sheet::Forms(places, found) => {
                findings.problems.extend(found);
                places
            }
        };
        *tables += 1;
        if let Some(problem) = self.of_other_year(head) {
            findings.problems.push(problem);
            return refuse(RowFate::Rejected(kinds::SHEET_YEAR.code));
        }
        let mut whole = None;
        if places.unit.is_none() {
            whole = self.unit_of_sheet(head, places.header.0);
            if whole.is_none() {
                let place = Place { cell: None, ..table::place(head, 0, 0) };
                findings.problems.push(Problem::new(&kinds::NO_UNIT_COLUMN, place));
                return refuse(RowFate::Rejected(kinds::NO_UNIT_COLUMN.code));
            }
        }
        let name = SheetName { file: head.file.clone(), sheet: head.sheet.clone() };
        let mut plan = Plan::new(self.scheme, self.names, *places, name, (whole, options));
        plan.account = findings.ledger.accounts.len();
        for (asked, spot) in self.asked.iter_mut().zip(&plan.places.sides) {
            *asked |= *spot != columns::SideSpot::Absent;
        }
        findings.ledger.push(account);
        self.forms.sheets.push(SheetForms {
            file: head.file.clone(),
            sheet: head.sheet.clone(),
            account: plan.account,
            column: match plan.places.form {
                Some((column, _)) => column,
                None => plan.places.questions.first().map_or(0, columns::Spot::first),
            },
            first: self.forms.len(),
        });
        Some(plan)
    }

    /// A sheet for one unit says so in its title block or by its own name.
    fn unit_of_sheet(&self, grid: &Grid, header: u32) -> Option<u32> {
        let labels: Vec<&str> = self.scheme.columns.unit.iter().map(String::as_str).collect();
        let title = table::title_value(grid, header, &labels).map(|title| title.text);
        let texts = title.into_iter().chain([grid.sheet.to_string()]);
        texts.filter_map(|text| unit_of(&self.names.find(&text))).next()
    }

    pub fn open() -> Open {
        Open {
            findings: SheetFindings::new(0),
            clocks: Clocks::default(),
            said: Vec::new(),
            base: 0,
            moved: false,
        }
    }

    /// Adds the next piece of a sheet.
    pub fn piece(&mut self, open: &mut Open, plan: &Plan<'_>, part: Part, ledger: &mut Ledger) {
        let part = if open.moved { part.below_moved(plan) } else { part };
        open.moved |= part.moved;
        let account = &mut ledger.accounts[plan.account];
        account.values += part.values;
        account.append(part.taken, part.spans, open.base);
        for (sum, count) in self.reasons.iter_mut().zip(part.reasons) {
            *sum += count;
        }
        for (unit, count) in part.rejected_units {
            *self.rejected_units.entry(unit).or_default() += count;
        }
        let room = LISTED.saturating_sub(self.rejected.len());
        let sheet = self.forms.sheets.len() - 1;
        self.rejected.extend(part.rejected.iter().take(room).map(|(row, unit, reason)| Rejected {
            sheet,
            row: row + open.base,
            unit: *unit,
            reason: *reason,
        }));
        if open.base == 0 && open.findings.is_new() {
            open.findings = part.findings;
        } else {
            open.findings.append(part.findings, open.base);
        }
        for (text, row) in part.said {
            let room = open.said.len() < UNITS_SAID;
            if room && !open.said.iter().any(|(known, _)| *known == text) {
                open.said.push((text, row + open.base));
            }
        }
        open.clocks.add(part.clocks);
        let mut forms = part.forms;
        forms.rows.iter_mut().for_each(|row| *row += open.base);
        let before = self.forms.len();
        self.forms.append(forms);
        self.groups.append(before, part.groups);
        self.clusters.append(before, part.clusters);
        open.base += part.rows;
    }

    /// Says what was found on a sheet all of whose pieces were added.
    pub fn close(&mut self, mut open: Open, plan: &Plan<'_>, problems: &mut Problems) {
        let first = self.forms.sheets.last().map_or(0, |sheet| sheet.first);
        let sheet = (&plan.places, &plan.name);
        let of_sheet = (&mut self.forms, first);
        open.clocks.settle(of_sheet, sheet, &mut open.findings, problems);
        let mut hidden = false;
        for (text, row) in &open.said {
            let place = plan.name.place(*row, plan.places.unit.unwrap_or(0));
            let matched = self.names.find(text);
            let shown = is_unit(&matched, text);
            // what must not be quoted is said once
            if !shown && std::mem::replace(&mut hidden, true) {
                continue;
            }
            let problem = self.names.problem(&matched, if shown { text } else { HIDDEN }, place);
            problem.into_iter().for_each(|problem| problems.push(problem));
        }
        let is_near_unit = |text: &str| is_unit(&self.names.find(text), text);
        let told = Told {
            sheet: &plan.name,
            scheme: self.scheme,
            key: &plan.key,
            groups: &self.groups.names,
        };
        open.findings.report(&told, &is_near_unit, problems);
    }

    /// All forms that were read.
    pub fn finish(mut self, problems: &mut Problems) -> Read {
        let sides = self.scheme.sides.iter().zip(&self.asked);
        let absent = sides.filter(|(_, asked)| !**asked).map(|(side, _)| side.id.as_str());
        let absent: Vec<&str> = absent.collect();
        if let (Some(sheet), false) = (self.forms.sheets.first(), absent.is_empty()) {
            problems.push(
                Problem::new(&kinds::SIDE_ABSENT, Place::file(sheet.file.as_ref()))
                    .with("scheme", &self.scheme.id)
                    .with("questions", absent.join(", ")),
            );
        }
        for form in 0..self.forms.len() {
            self.forms.clusters[form] = self.clusters.get(form);
        }
        if self.scheme.groups != Groups::MeanOfPeople {
            for form in 0..self.forms.len() {
                self.forms.groups[form] = self.groups.get(form);
            }
            self.forms.group_names = self.groups.names.clone();
        }
        Read {
            forms: self.forms,
            rejected: self.rejected,
            reasons: self.reasons,
            rejected_units: self.rejected_units,
            period: None,
        }
    }
}

/// What the rows come to, in pieces read side by side, in the order of the sheet.
fn parts_of(grid: &Grid, rows: &[Row], plan: &Plan<'_>) -> Vec<Part> {
    let starts = |at: usize| match at {
        0 => 0,
        at => rows.get(at * PIECE).or(rows.last()).map_or(0, |row| row.index),
    };
    let part = |(at, piece): (usize, &[Row])| {
        let base = starts(at);
        let mut reader = PartReader::new(plan);
        for row in piece {
            reader.row(row.index - base, &GridLine { grid, row });
        }
        // the last piece is followed by none
        reader.piece(starts(at + 1) - base)
    };
    rows.par_chunks(PIECE).enumerate().map(part).collect()
}

/// The rows of a sheet with content, as runs of a first and a last one.
fn runs_of(grid: &Grid) -> Vec<(u32, u32)> {
    let rows: Vec<u32> = grid.rows.iter().map(|row| row.index).collect();
    let runs = rows.chunk_by(|a, b| a + 1 == *b);
    runs.filter_map(|run| Some((*run.first()?, *run.last()?))).collect()
}

#[cfg(test)]
#[path = "from_grids_tests.rs"]
mod tests;
