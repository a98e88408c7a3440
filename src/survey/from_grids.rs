//! Reads raw answer sheets. In: books, a scheme, the round's names. Out: the valid forms; every
//! row has its fate in the ledger and every refusal is said with its place.
//!
//! Only the columns of the unit, the group, the cluster, the form's number and the answers are
//! looked at: names, phones and identity numbers of respondents never leave the sheet.

use std::collections::HashMap;

use crate::grid::{Book, Grid, Row};
use crate::ledger::{Account, Fate, Ledger};
use crate::problem::{Kind, Place, Problem, Problems, kinds::survey as kinds};
use crate::round::Names;
use crate::table;
use crate::text::tidy;

use super::answers::AnswerKey;
use super::categories::Categories;
use super::columns::{self, Places, Sheet};
use super::forms::{BLANK, Forms, NONE, REFUSED};
use super::scheme::{Groups, Scheme};
use super::sheet::{Labels, SheetReader, unit_of};

/// All valid forms of the books of one survey. A sheet without a question in its header is set
/// aside, a hidden one too; a sheet of forms that lacks a column is refused.
pub fn forms<'b>(
    books: impl IntoIterator<Item = &'b Book>,
    scheme: &Scheme,
    names: &Names,
    problems: &mut Problems,
    ledger: &mut Ledger,
) -> Forms {
    let mut reader = Reader::new(scheme, names);
    for book in books {
        let mut tables = 0;
        for grid in &book.sheets {
            let mut account = Account::new(grid.file.clone(), grid.sheet.clone());
            match columns::find(grid, scheme) {
                Sheet::Other => account.add_many(Fate::SetAside, grid.rows.len()),
                _ if !grid.visible => {
                    let place = Place::sheet(grid.file.as_ref(), grid.sheet.as_ref());
                    problems.push(Problem::new(&kinds::HIDDEN_SHEET, place));
                    account.add_many(Fate::SetAside, grid.rows.len());
                }
                Sheet::Refused(problem) => {
                    tables += 1;
                    problems.push(*problem);
                    account.add_many(Fate::Rejected, grid.rows.len());
                }
                Sheet::Forms(places) => {
                    tables += 1;
                    reader.sheet(grid, &places, &mut account, problems);
                }
            }
            ledger.push(account);
        }
        if tables == 0 {
            let place = Place::file(book.file.as_ref());
            problems.push(Problem::new(&kinds::NO_TABLE, place).with("scheme", &scheme.id));
        }
    }
    reader.forms.category_names = reader.categories.names;
    reader.forms
}

/// What is known while the books are read.
struct Reader<'a> {
    scheme: &'a Scheme,
    names: &'a Names,
    key: AnswerKey,
    forms: Forms,
    /// Forms by unit and number.
    ids: HashMap<(u32, String), usize>,
    clusters: Labels,
    groups: Labels,
    categories: Categories,
    /// Whether other groups than those of the scheme may come.
    open_groups: bool,
}

impl<'a> Reader<'a> {
    fn new(scheme: &'a Scheme, names: &'a Names) -> Self {
        let mut forms = Forms::new(scheme.questions.len());
        forms.margins = scheme.margins.len();
        forms.group_names = match &scheme.groups {
            Groups::MeanOfPeople => Vec::new(),
            Groups::MeanOfGroups(names) => names.clone(),
            Groups::Weighted(weights) => weights.iter().map(|(name, _)| name.clone()).collect(),
        };
        let mut groups = Labels::default();
        for name in &forms.group_names {
            groups.number(name, true);
        }
        Reader {
            scheme,
            names,
            key: AnswerKey::new(scheme),
            open_groups: forms.group_names.is_empty(),
            forms,
            ids: HashMap::new(),
            clusters: Labels::default(),
            groups,
            categories: Categories::new(&scheme.margins),
        }
    }

    fn sheet(
        &mut self,
        grid: &Grid,
        places: &Places,
        account: &mut Account,
        problems: &mut Problems,
    ) {
        let mut sheet = SheetReader::new(grid, places);
        if places.unit.is_none() {
            let unit = self.unit_of_sheet(grid, places);
            let Some(unit) = unit else {
                problems.push(Problem::new(
                    &kinds::NO_UNIT_COLUMN,
                    Place { cell: None, ..table::place(grid, 0, 0) },
                ));
                account.add_many(Fate::Rejected, grid.rows.len());
                return;
            };
            sheet.whole = Some(unit);
        }
        for (margin, _) in places.margins.iter().enumerate().filter(|(_, c)| c.is_none()) {
            let place = Place { cell: None, ..table::place(grid, 0, 0) };
            let problem = Problem::new(&crate::problem::kinds::fieldwork::WEIGHT_COLUMN, place);
            problems.push(problem.with("name", &self.scheme.margins[margin].name));
        }
        let mut answers = vec![BLANK; places.questions.len()];
        for row in &grid.rows {
            let fate = if row.index < places.first_row {
                Fate::SetAside
            } else {
                self.row(&mut sheet, row, &mut answers, problems)
            };
            account.add(fate);
        }
        let questions = &self.scheme.questions;
        sheet.findings.report(
            grid,
            &self.known_answers(),
            &self.forms.group_names.join(", "),
            |at| questions[at].id.as_str(),
            problems,
        );
    }

    /// A sheet for one unit says so in its title block or by its own name.
    fn unit_of_sheet(&self, grid: &Grid, places: &Places) -> Option<u32> {
        let labels: Vec<&str> = self.scheme.columns.unit.iter().map(String::as_str).collect();
        let title = table::title_value(grid, places.header.0, &labels).map(|title| title.text);
        let texts = title.into_iter().chain([grid.sheet.to_string()]);
        texts.filter_map(|text| unit_of(&self.names.find(&text))).next()
    }

    fn known_answers(&self) -> String {
        let options = self.scheme.options.iter().map(|o| match &o.code {
            Some(code) => format!("{code} {}", o.label),
            None => o.label.clone(),
        });
        options.collect::<Vec<_>>().join(", ")
    }

    fn row(
        &mut self,
        sheet: &mut SheetReader<'_>,
        row: &Row,
        answers: &mut [u8],
        problems: &mut Problems,
    ) -> Fate {
        sheet.read_answers(row, answers, &mut self.key);
        let column = sheet.places.unit.unwrap_or(0);
        let given = answers.iter().filter(|a| **a != BLANK).count();
        let readable = answers.iter().any(|a| *a < REFUSED);
        let Some(named) = sheet.unit(row, &self.scheme.columns.unit, self.names) else {
            if !readable {
                return Fate::SetAside;
            }
            sheet.findings.add(&kinds::NO_UNIT, "", row.index, column);
            return Fate::Rejected;
        };
        // notes and signatures below a table: few words, none of them an answer
        let scraps = !readable && given * 2 <= answers.len();
        let surely_form = named.unit.is_some() && sheet.whole.is_none();
        if named.no_form || (scraps && !surely_form) {
            return Fate::SetAside;
        }
        if given == 0 {
            sheet.findings.add(&kinds::BLANK_FORM, "", row.index, column);
            return Fate::SetAside;
        }
        if named.to_say {
            problems.extend(sheet.said_once(row));
        }
        let Some(unit) = named.unit else {
            let text = sheet.text(row, sheet.places.unit).unwrap_or_default();
            sheet.findings.add(&kinds::UNIT_ROWS, &text, row.index, column);
            return Fate::Rejected;
        };
        self.form(sheet, row, unit, answers)
    }

    /// A row with a unit and something in its answers.
    fn form(&mut self, sheet: &mut SheetReader<'_>, row: &Row, unit: u32, answers: &[u8]) -> Fate {
        let at = row.index;
        let Some(group) = self.group(sheet, row) else {
            return Fate::Rejected;
        };
        sheet.refuse(row, answers);
        if answers.iter().all(|a| *a >= REFUSED) {
            let column = sheet.places.questions.first().copied().unwrap_or(0);
            sheet.findings.add(&kinds::UNREADABLE_FORM, "", at, column);
            return Fate::Rejected;
        }
        let cluster = sheet
            .text(row, sheet.places.cluster)
            .and_then(|text| self.clusters.number(&text, true))
            .unwrap_or(NONE);
        let id = sheet.text(row, sheet.places.form).map(|id| tidy(&id)).filter(|id| !id.is_empty());
        if let Some(id) = id {
            let column = sheet.places.form.unwrap_or(0);
            let earlier = *self.ids.entry((unit, id)).or_insert(self.forms.len());
            if earlier < self.forms.len() {
                let same = self.forms.row(earlier) == answers
                    && self.forms.groups[earlier] == group
                    && self.forms.clusters[earlier] == cluster;
                let kind: &Kind = if same { &kinds::COPY } else { &kinds::ID_TWICE };
                sheet.findings.add(kind, "", at, column);
                if same {
                    return Fate::Rejected;
                }
            }
        }
        self.forms.push(unit, group, cluster, answers);
        for margin in 0..self.scheme.margins.len() {
            let cell = sheet.cell(row, sheet.places.margins[margin]);
            self.forms.in_margins.push(self.categories.read(margin, cell));
        }
        Fate::Used
    }

    /// The respondent's group; `None` when the form needs one and has none that is known.
    fn group(&mut self, sheet: &mut SheetReader<'_>, row: &Row) -> Option<u32> {
        if self.scheme.groups == Groups::MeanOfPeople {
            return Some(NONE);
        }
        let text = sheet.text(row, sheet.places.group).unwrap_or_default();
        let Some(group) = self.groups.number(&text, self.open_groups) else {
            sheet.findings.add(&kinds::GROUP, &text, row.index, sheet.places.group.unwrap_or(0));
            return None;
        };
        if group as usize == self.forms.group_names.len() {
            self.forms.group_names.push(tidy(&text));
        }
        Some(group)
    }
}

#[cfg(test)]
#[path = "from_grids_tests.rs"]
mod tests;
