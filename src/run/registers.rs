//! Registers of a round: their extracts read, their items counted, what is not whole left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::extracts::Reading;
use super::files::find;
use super::setting::{Setting, of_round};
use crate::ledger::{Account, Aside, Findings, InputFile, ReadAs, RowFate};
use crate::official::{CountOf, Known, Subject};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::read;
use crate::register::{
    self, Before, Constants, Counting, Figures, Gathered, Gatherer, Item, Scheme,
};
use crate::results::Extract;
use crate::round::{Names, RegisterFiles};
use crate::rubric::CountedFrom;
use crate::source::did_you_mean;
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
fn with_values(scheme: &Scheme, entry: &RegisterFiles, problems: &mut Problems) -> Option<Scheme> {
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
        let unit =
            |rows: &register::UnitRows| (setting.round.units[rows.unit].id.clone(), rows.rows);
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
        let rows = register::from_counts(grid, &entry.id, against, &keys, &mut findings.problems);
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
