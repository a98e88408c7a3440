//! Registers of a round: their extracts read, their items counted, what is not whole left out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::files::find;
use super::setting::{Setting, of_round};
use crate::grid::{Book, Grid, GridLine, TakeRows as _};
use crate::ledger::{Account, Aside, FileFate, Findings, InputFile, ReadAs, RowFate, Span};
use crate::official::{CountOf, Known, Subject};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::read::{self, Found, LongTable};
use crate::register::{
    self, Before, Constants, Counting, Figures, Gathered, Gatherer, Item, Plan, RowReader, Scheme,
};
use crate::results::Extract;
use crate::round::{Names, RegisterFiles, Round};
use crate::rubric::CountedFrom;
use crate::source::{Source, did_you_mean};
use crate::terms::{Exact, Key, UnitId};
use crate::value::{Origin, Value};

/// What the registers of a round come to.
#[derive(Default)]
pub struct Counted {
    pub known: Vec<Known>,
    pub extracts: Vec<Extract>,
}

/// One register with its entries in the round.
pub struct Register<'s> {
    pub scheme: &'s Scheme,
    pub entries: Vec<(&'s RegisterFiles, Scheme)>,
    pub items: Vec<Item>,
    pub constants: Constants,
}

/// The schemes of all entries; entries that share a file share its problems, reported once.
pub(super) fn schemes(
    folder: &Path,
    round: &Round,
    findings: &mut Findings,
) -> Vec<Option<Scheme>> {
    let mut known: BTreeMap<&str, Option<Scheme>> = BTreeMap::new();
    for entry in &round.registers.list {
        let file = entry.scheme.as_str();
        if !known.contains_key(file) {
            let text = read::text(&folder.join(file), file, findings);
            let scheme = text.and_then(|text| {
                let source = Source::new(file, text);
                register::from_toml(&source, &of_round(round), &mut findings.problems)
            });
            known.insert(file, scheme);
        }
    }
    let of = |entry: &RegisterFiles| known.get(entry.scheme.as_str()).cloned().flatten();
    round.registers.list.iter().map(of).collect()
}

/// The registers whose schemes can be used, in the order of the round; what is wrong with their items
/// is told.
pub fn registers<'s>(setting: &'s Setting, problems: &mut Problems) -> Vec<Register<'s>> {
    let round = &setting.round;
    let mut registers: Vec<Register<'s>> = Vec::new();
    for (entry, scheme) in round.registers.list.iter().zip(&setting.registers) {
        let Some(scheme) = scheme else { continue };
        let Some(own) = with_values(scheme, entry, problems) else { continue };
        match registers.iter_mut().find(|known| known.entries[0].0.id == entry.id) {
            Some(known) => known.entries.push((entry, own)),
            None => registers.push(Register {
                scheme,
                entries: vec![(entry, own)],
                items: Vec::new(),
                constants: Constants { period: round.period, as_of: Some(entry.as_of) },
            }),
        }
    }
    let mut written: Vec<(&Key, &CountedFrom)> = Vec::new();
    for item in setting.rubrics.iter().flatten().flat_map(|rubric| &rubric.items) {
        let Some(from) = item.counted.as_deref() else { continue };
        if written.iter().any(|(key, other)| **key == item.key && *other == from) {
            continue;
        }
        let same = |(key, other): &&(&Key, &CountedFrom)| {
            **key == item.key && other.register == from.register
        };
        let detail = match written.iter().find(same) {
            Some(_) => Some((
                "hai bộ tiêu chí đếm số liệu này khác nhau".to_string(),
                "two sets count it differently".to_string(),
            )),
            None => add(setting, &mut registers, &item.key, from),
        };
        written.push((&item.key, from));
        if let Some((vi, en)) = detail {
            let problem = Problem::new(&kinds::register::ITEM, from.place.clone());
            let problem = problem.with("key", &item.key).with("register", &from.register);
            problems.push(problem.said("detail", vi, en));
        }
    }
    registers
}

/// Adds an item to its register; why it cannot be counted.
fn add(
    setting: &Setting,
    registers: &mut [Register<'_>],
    key: &Key,
    from: &CountedFrom,
) -> Option<(String, String)> {
    let entries = &setting.round.registers.list;
    let register = registers.iter_mut().find(|r| r.entries[0].0.id == from.register);
    match register {
        Some(register) => {
            match register::compile(register.scheme, key, from, &of_round(&setting.round)) {
                Ok(item) => {
                    register.items.push(item);
                    None
                }
                Err(words) => Some(words),
            }
        }
        // Its scheme is wrong, and that was told.
        None if entries.iter().any(|entry| entry.id == from.register) => None,
        None => {
            let ids = entries.iter().map(|entry| entry.id.as_str());
            let near = did_you_mean(&from.register, ids);
            let vi = near.map(|near| format!("; có phải “{near}”?")).unwrap_or_default();
            let en = near.map(|near| format!("; did you mean “{near}”?")).unwrap_or_default();
            Some((
                format!("round.toml không có [[register]] này{vi}"),
                format!("round.toml has no such [[register]]{en}"),
            ))
        }
    }
}

/// The scheme with the values that an entry gives for blank cells.
fn with_values(
    scheme: &Scheme,
    entry: &RegisterFiles,
    problems: &mut Problems,
) -> Option<Scheme> {
    let mut scheme = scheme.clone();
    for (column, text) in &entry.values {
        if let Err((vi, en)) = scheme.set_default(column, text) {
            let problem = Problem::new(&kinds::register::ROUND, entry.place.clone());
            problems.push(problem.with("id", &entry.id).said("detail", vi, en));
            return None;
        }
    }
    Some(scheme)
}

/// Counts every register of the round.
pub(super) fn count(setting: &Setting, names: &Names, findings: &mut Findings) -> Counted {
    let mut counted = Counted::default();
    let registers = registers(setting, &mut findings.problems);
    let before = before(setting, &registers, findings);
    for register in &registers {
        let entry = register.entries[0].0;
        if let Some(file) = &entry.counts {
            counted.known.extend(reported(setting, register, file, names, findings));
            continue;
        }
        let from = findings.ledger.files.len();
        let gathered = gather(setting, register, names, false, findings);
        let files = findings.ledger.files[from..].to_vec();
        let figures = &gathered.figures;
        if figures.units.is_empty() && figures.inside == 0 && !entry.covers_all {
            continue;
        }
        let known = before.get(&entry.id).cloned().unwrap_or_default();
        let guarded =
            register::guard(&setting.round, entry, figures, &known, &mut findings.problems);
        if !guarded.refused {
            counted.known.extend(figures_of(setting, register, figures, &guarded, &files));
        }
        let unit = |rows: &register::UnitRows| {
            (setting.round.units[rows.unit].id.clone(), rows.rows)
        };
        counted.extracts.push(Extract {
            id: entry.id.clone(),
            as_of: entry.as_of,
            files,
            units: figures.units.iter().map(unit).collect(),
        });
    }
    counted
}

/// Reads all extracts of a register.
pub fn gather(
    setting: &Setting,
    register: &Register<'_>,
    names: &Names,
    keeps: bool,
    findings: &mut Findings,
) -> Gathered {
    let mut gatherer =
        Gatherer::new(register.scheme, register.items.clone(), register.constants, keeps);
    let counting = Counting { items: &register.items, constants: &register.constants, keeps };
    for (entry, scheme) in &register.entries {
        for file in find(setting, ReadAs::Register, &entry.files, findings) {
            let reading = Reading { scheme, names, counting, file: &file };
            reading.read(&mut gatherer, findings);
        }
    }
    gatherer.finish(&mut findings.problems)
}

/// A file of a register on its way.
struct Reading<'r> {
    scheme: &'r Scheme,
    names: &'r Names,
    counting: Counting<'r>,
    file: &'r Found,
}

impl Reading<'_> {
    fn read(&self, gatherer: &mut Gatherer<'_>, findings: &mut Findings) {
        let said = findings.problems.mark();
        let opened = read::long_table(self.file, &read::SURVEY, &mut findings.problems);
        let read = match opened {
            Ok(Some(table)) => {
                self.table(&table, gatherer, findings);
                return;
            }
            Ok(None) => read::listed(self.file, &read::SURVEY, &mut findings.problems),
            Err(problem) => {
                findings.problems.push(problem);
                None
            }
        };
        match read {
            Some(book) => self.book(&book, gatherer, findings),
            None => {
                // What stands in it is not known: the register is not whole.
                gatherer.stop();
                let code = findings.problems.refused_since(said);
                let fate = FileFate::Refused(code.unwrap_or(kinds::files::FILE_READ.code));
                let file = self.file.shown.as_str();
                findings.ledger.push(Account::unread(ReadAs::Register, file, fate));
            }
        }
    }

    fn table(&self, table: &LongTable, gatherer: &mut Gatherer<'_>, findings: &mut Findings) {
        let head = &table.head;
        let (file, sha256) = (head.file.clone(), table.sha256.clone());
        findings.ledger.files.push(InputFile { file, sha256, saved: None });
        let mut account = Account::of(ReadAs::Register, head.file.clone(), "".into(), 0);
        match Plan::find(self.scheme, self.names, head, self.counting) {
            Err(fault) => {
                gatherer.stop();
                let problem = fault.problem(head);
                let why = RowFate::Rejected(problem.kind.code);
                for (first, last) in table.rows() {
                    account.append((last - first) as usize + 1, vec![Span { first, last, why }], 0);
                }
                findings.problems.push(problem);
            }
            Ok(plan) => {
                above(head, &plan, &mut account);
                gatherer.begin(&head.file, "", plan.key_column());
                let take = |piece| gatherer.piece(piece, &mut account);
                let read = table.each(plan.begin(), || RowReader::new(&plan), take);
                if let Err((problem, _)) = read {
                    gatherer.stop();
                    findings.problems.push(problem);
                }
                gatherer.end();
            }
        }
        findings.ledger.push(account);
    }

    fn book(&self, book: &Book, gatherer: &mut Gatherer<'_>, findings: &mut Findings) {
        findings.ledger.files.push(InputFile::of(book));
        crate::evidence::note_over(&book.sheets, &mut findings.problems);
        let mut faults: Vec<Problem> = Vec::new();
        let mut found = false;
        for grid in &book.sheets {
            let aside = |why| Account::whole(ReadAs::Register, grid, RowFate::Aside(why));
            if !grid.visible {
                findings.ledger.push(aside(Aside::HiddenSheet));
                continue;
            }
            match Plan::find(self.scheme, self.names, grid, self.counting) {
                Ok(plan) => {
                    found = true;
                    findings.ledger.push(self.sheet(grid, &plan, gatherer));
                }
                Err(fault) => {
                    findings.ledger.push(aside(Aside::OtherSheet));
                    faults.push(fault.problem(grid));
                }
            }
        }
        if !found {
            gatherer.stop();
            findings.problems.push_all(faults.into_iter().take(1));
        }
    }

    fn sheet(&self, grid: &Grid, plan: &Plan<'_>, gatherer: &mut Gatherer<'_>) -> Account {
        let (file, sheet) = (grid.file.clone(), grid.sheet.clone());
        let mut account = Account::of(ReadAs::Register, file, sheet, 0);
        above(grid, plan, &mut account);
        gatherer.begin(&grid.file, &grid.sheet, plan.key_column());
        let mut reader = RowReader::new(plan);
        let (first, _) = plan.begin();
        let mut end = 0;
        for row in grid.rows.iter().filter(|row| row.index >= first) {
            reader.row(row.index, &GridLine { grid, row });
            end = row.index + 1;
        }
        gatherer.piece(reader.piece(end), &mut account);
        gatherer.end();
        account
    }
}

fn above(head: &Grid, plan: &Plan<'_>, account: &mut Account) {
    for row in head.rows.iter().take_while(|row| row.index < plan.begin().0) {
        account.grow(row.index, RowFate::Aside(Aside::Heading));
    }
}

/// The figures that may be used, with what stands behind each.
fn figures_of(
    setting: &Setting,
    register: &Register<'_>,
    figures: &Figures,
    guarded: &register::Guarded,
    files: &[InputFile],
) -> Vec<Known> {
    let round = &setting.round;
    let entry = register.entries[0].0;
    let covers_all = entry.covers_all && !guarded.is_short;
    let mut known = Vec::new();
    for unit in (0..round.units.len()).filter(|unit| !guarded.units.contains(unit)) {
        for (at, item) in register.items.iter().enumerate() {
            let none = register::Figure { unit, item: at, ..Default::default() };
            let figure = match figures.of(unit, at) {
                // The period is not over: nothing yet is not nothing at all.
                Some(figure) if guarded.is_short && figure.value == 0 => continue,
                Some(figure) => figure.clone(),
                None if covers_all => none,
                None => continue,
            };
            let count_of = CountOf {
                register: entry.id.clone(),
                rows: Some(figure.rows),
                unknown: figure.unknown,
                unreadable: figure.unreadable,
                condition: item.words.clone(),
                files: files.iter().map(|file| file.file.clone()).collect(),
                sha256: files.iter().map(|file| file.sha256.clone()).collect(),
            };
            let file = files.first().map_or_else(|| round.file.clone(), |file| file.file.clone());
            let cell = format!("sổ {}", entry.id);
            known.push(Known {
                unit,
                subject: Subject::Item(item.key.clone()),
                value: Value::Number(Exact::whole(figure.value)),
                source: source(register),
                day: Some(entry.as_of),
                origin: Origin { file, sheet: "".into(), cell: cell.as_str().into() },
                counted: Some(Arc::new(count_of)),
            });
        }
    }
    known
}

fn source(register: &Register<'_>) -> String {
    let day = register.entries[0].0.as_of.format("%d/%m/%Y");
    format!("Đếm từ {}, trích ngày {day}", register.scheme.title)
}

/// Counts that another engine made.
fn reported(
    setting: &Setting,
    register: &Register<'_>,
    file: &str,
    names: &Names,
    findings: &mut Findings,
) -> Vec<Known> {
    let round = &setting.round;
    let path = setting.folder.join(file);
    let Some(book) = read::book(&path, file, &read::SURVEY, &mut findings.problems) else {
        return Vec::new();
    };
    findings.ledger.files.push(InputFile::of(&book));
    let keys: Vec<&str> = register.items.iter().map(|item| item.key.as_str()).collect();
    let entry = register.entries[0].0;
    let mut known = Vec::new();
    for grid in book.sheets.iter().filter(|grid| grid.visible) {
        let against = (round, names);
        let rows =
            register::from_counts(grid, &entry.id, against, &keys, &mut findings.problems);
        let mut account = Account::whole(ReadAs::Register, grid, RowFate::Aside(Aside::Heading));
        for one in rows {
            let place = Place::from(&one.origin);
            if let Some((row, _)) = place.row_and_column() {
                account.change(row, RowFate::Used);
                account.values += 1;
            }
            let item = register.items.iter().find(|item| item.key.as_str() == one.item);
            let Some(item) = item else { continue };
            known.push(Known {
                unit: one.unit,
                subject: Subject::Item(item.key.clone()),
                value: Value::Number(Exact::whole(one.value)),
                source: source(register),
                day: Some(entry.as_of),
                origin: one.origin,
                counted: Some(Arc::new(CountOf {
                    register: entry.id.clone(),
                    rows: None,
                    unknown: 0,
                    unreadable: 0,
                    condition: item.words.clone(),
                    files: vec![book.file.clone()],
                    sha256: vec![book.sha256.clone()],
                })),
            });
        }
        findings.ledger.push(account);
    }
    known
}

/// How many rows each unit had in each register, by the results of an earlier run.
fn before(
    setting: &Setting,
    registers: &[Register<'_>],
    findings: &mut Findings,
) -> BTreeMap<String, Before> {
    let mut before = BTreeMap::new();
    let Some(file) = setting.round.registers.before.as_deref().filter(|_| !registers.is_empty())
    else {
        return before;
    };
    let Some(text) = read::text(&setting.folder.join(file), file, findings) else { return before };
    let results: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    for register in results["registers"].as_array().into_iter().flatten() {
        let units = register["units"].as_array().into_iter().flatten().filter_map(|unit| {
            let rows = usize::try_from(unit["rows"].as_u64()?).ok()?;
            Some((UnitId::new(unit["unit"].as_str()?), rows))
        });
        let id = register["id"].as_str().unwrap_or_default();
        before.insert(id.to_string(), units.collect());
    }
    before
}
