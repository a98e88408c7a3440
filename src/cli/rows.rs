//! `parindex rows ROUND UNIT ITEM [--not]`: the rows behind a figure, each with why it counts or does
//! not. `parindex rows ROUND --clean DIR`: all rows as the SQL of `counts --sql` reads them.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::common::{Common, DONE, FAILED, Format, WITH_ERRORS};
use super::{outputs, print};
use crate::grid::{Book, Cell, Content, Format as Look, Grid, Row};
use crate::ledger::Findings;
use crate::problem::{Level, Problem, Problems};
use crate::register::{Gathered, Item, Listed, clean_heads, heads};
use crate::round::Names;
use crate::run::Setting;
use crate::run::registers::{Register, gather, registers};
use crate::terms::Lang;
use crate::write::files::{Output, WriteError};
use crate::write::xlsx::cells_workbook;

/// What is asked.
pub(super) struct Wish<'a> {
    pub unit: Option<&'a str>,
    pub item: Option<&'a str>,
    /// The rows that do not count.
    pub not: bool,
    /// Where clean tables go.
    pub clean: Option<&'a Path>,
}

pub(super) fn run(path: &Path, wish: &Wish<'_>, common: &Common) -> u8 {
    let mut findings = Findings::default();
    let Some(setting) = Setting::read(path, &mut findings) else {
        print::refusal(&findings.problems.sorted(), common);
        return FAILED;
    };
    let names = Names::new(&setting.round);
    let all = registers(&setting, &mut findings.problems);
    let done = match (wish.clean, wish.unit, wish.item) {
        (Some(folder), ..) => clean(&setting, &all, &names, folder, &mut findings),
        (None, Some(unit), Some(item)) => {
            let asked = (unit, item, wish.not);
            listed(&setting, &all, &names, asked, common, &mut findings)
        }
        _ => Err(print::pick(
            common.lang(),
            "Ghi đơn vị và mã số liệu, hoặc --clean THƯ MỤC.",
            "Name a unit and an item, or --clean FOLDER.",
        )
        .to_string()),
    };
    if let Err(message) = done {
        print::failure(&message);
        return FAILED;
    }
    tell(findings.problems, common)
}

/// What was found, beside what the command writes on standard output.
pub(super) fn tell(problems: Problems, common: &Common) -> u8 {
    let found = problems.sorted();
    let matters = |problem: &&Problem| problem.kind.level != Level::Note;
    found.iter().filter(matters).for_each(|problem| print::aside(problem, common));
    if found.has_errors() { WITH_ERRORS } else { DONE }
}

fn listed(
    setting: &Setting,
    all: &[Register<'_>],
    names: &Names,
    (unit, key, not): (&str, &str, bool),
    common: &Common,
    findings: &mut Findings,
) -> Result<(), String> {
    let lang = common.lang();
    let at = names.unit(unit).ok_or_else(|| match lang {
        Lang::Vi => format!("Không có đơn vị “{unit}” trong đợt đánh giá."),
        Lang::En => format!("There is no unit `{unit}` in the round."),
    })?;
    let of_item =
        |register: &Register<'_>| register.items.iter().position(|item| item.key.as_str() == key);
    let found = all.iter().find_map(|register| Some((register, of_item(register)?)));
    let (register, item) = found.ok_or_else(|| match lang {
        Lang::Vi => format!("Không có số liệu “{key}” nào được đếm từ sổ."),
        Lang::En => format!("No item `{key}` is counted from a register."),
    })?;
    let gathered = gather(setting, register, names, true, findings);
    let rows = rows(register, &gathered, &register.items[item], at);
    let rows: Vec<Listed> = rows.into_iter().filter(|row| row.counts != not).collect();
    let id = setting.round.units[at].id.as_str();
    if common.format == Format::Json {
        let row = |row: &Listed| {
            json!({
                "place": row.place.to_string(),
                "cells": row.cells,
                "counts": row.counts,
                "reason": row.reason.pick(lang),
            })
        };
        let rows: Vec<_> = rows.iter().map(row).collect();
        print::json(
            &json!({ "unit": id, "item": key, "columns": heads(register.scheme, lang), "rows": rows }),
        );
        return Ok(());
    }
    let folder = common.out.clone().filter(|out| !out.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| PathBuf::from("reports").join(&setting.round.id));
    let file = format!("dong-{id}-{key}{}.xlsx", if not { "-khong-tinh" } else { "" });
    let book = book(&file, &heads(register.scheme, lang), &rows, lang);
    let said = |error: WriteError| error.problem().message(lang);
    write(&folder, &file, &book, common).map_err(said)?;
    let (count, shown) = (rows.len(), folder.join(&file));
    print::line(&match lang {
        Lang::Vi => format!("{count} dòng: {}", shown.display()),
        Lang::En => format!("{count} rows: {}", shown.display()),
    });
    Ok(())
}

fn rows(register: &Register<'_>, gathered: &Gathered, item: &Item, unit: usize) -> Vec<Listed> {
    gathered.rows_of(register.scheme, &register.constants, item, unit)
}

fn write(folder: &Path, file: &str, book: &Book, common: &Common) -> Result<(), WriteError> {
    let output = Output::staged(folder)?.unrecorded();
    output.write(file, &cells_workbook(book)?)?;
    outputs::commit(&output, common)
}

fn book(file: &str, heads: &[String], rows: &[Listed], lang: Lang) -> Book {
    let line = |index: u32, texts: Vec<String>| Row {
        index,
        cells: (0u32..)
            .zip(texts)
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| {
                let content = Content::Text(text);
                (column, Cell { content, format: Look::General, by_formula: false })
            })
            .collect(),
    };
    let mut all = vec![line(0, heads.to_vec())];
    for (index, row) in (1u32..).zip(rows) {
        let mut texts = vec![row.place.to_string()];
        texts.extend(row.cells.iter().cloned());
        texts.push(row.reason.pick(lang).to_string());
        all.push(line(index, texts));
    }
    let sheet = if lang == Lang::Vi { "Các dòng" } else { "Rows" };
    let grid = Grid {
        file: file.into(),
        sheet: sheet.into(),
        visible: true,
        rows: all,
        ..Grid::default()
    };
    Book { file: file.into(), sha256: String::new(), saved: None, sheets: vec![grid] }
}

fn clean(
    setting: &Setting,
    all: &[Register<'_>],
    names: &Names,
    folder: &Path,
    findings: &mut Findings,
) -> Result<(), String> {
    for register in all.iter().filter(|register| register.entries[0].0.counts.is_none()) {
        let gathered = gather(setting, register, names, true, findings);
        let mut out = csv::Writer::from_writer(Vec::new());
        let mut failed = out.write_record(clean_heads(register.scheme)).err();
        gathered.clean(register.scheme, &setting.round, &mut |cells| {
            failed = failed.take().or_else(|| out.write_record(cells).err());
        });
        if let Some(error) = failed {
            return Err(error.to_string());
        }
        let bytes = out.into_inner().map_err(|error| error.to_string())?;
        let output = Output::staged(folder).map_err(|e| e.problem().message(Lang::Vi))?;
        let output = output.unrecorded();
        let file = format!("{}.csv", register.scheme.id);
        output.write(&file, &bytes).map_err(|e| e.problem().message(Lang::Vi))?;
        output.commit().map_err(|e| e.problem().message(Lang::Vi))?;
        print::line(&folder.join(&file).display().to_string());
    }
    Ok(())
}
