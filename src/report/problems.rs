//! *Vấn đề*: every problem with its place and what to do.

use std::collections::BTreeMap;

use crate::problem::{Level, Problem};
use crate::terms::{Lang, UnitId};

use super::block::{Block, Cell, Column, Line, Page, Role, Row, Rows, Shade, Table, Visit};
use super::workbook::Workbook;
use super::{heading, to_ward, words};

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let names: BTreeMap<&UnitId, &str> =
        results.round.units.iter().map(|u| (&u.id, u.name.as_str())).collect();
    let rows = move |visit: &mut Visit<'_>| {
        for problem in results.problems.iter() {
            let unit = problem.unit.as_ref();
            let unit = unit.map(|id| names.get(id).copied().unwrap_or(id.as_str()));
            let mut cells = cells(problem, lang);
            cells.insert(2, unit.map_or(Cell::Empty, Cell::text));
            visit(&Row::new(cells));
        }
    };
    let mut columns = columns(lang);
    columns.insert(2, Column::left(words::UNIT.say(lang)));
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(rows)),
        shades: vec![errors(lang)],
        fixed_columns: 3,
        filter: true,
        size: 11,
    };
    let count = |level| results.problems.count(level);
    let summary = match lang {
        Lang::Vi => format!(
            "{} lỗi phải sửa, {} cảnh báo, {} ghi chú (đã hiểu như ghi ở cột “Nội dung”).",
            count(Level::Error),
            count(Level::Warning),
            count(Level::Note)
        ),
        Lang::En => format!(
            "{} errors to settle, {} warnings, {} notes (understood as the words say).",
            count(Level::Error),
            count(Level::Warning),
            count(Level::Note)
        ),
    };
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Section, summary)));
    blocks.push(Block::Table(table));
    let widths = vec![9.5, 22.0, 20.0, 26.0, 16.0, 46.0, 40.0];
    vec![Page { widths, blocks, long: true, ..Page::default() }]
}

/// The columns of a list of problems, without the unit.
pub(super) fn columns(lang: Lang) -> Vec<Column> {
    [words::LEVEL, words::CODE, words::FILE, words::PLACE, words::MESSAGE, words::HELP]
        .into_iter()
        .map(|word| Column::left(word.say(lang)))
        .collect()
}

pub(super) fn errors(lang: Lang) -> Shade {
    Shade::Says { columns: (0, 0), text: Level::Error.word(lang).to_string() }
}

/// The cells of a list that goes to the unit: files by their names, and only what it can mend;
/// `None` for what is the office's matter alone.
pub(super) fn cells_for_unit<'r>(problem: &'r Problem, lang: Lang) -> Option<Vec<Cell<'r>>> {
    let message = to_ward::message(problem, lang)?;
    let file = to_ward::name(&problem.place.file);
    let mut cells = cells(problem, lang);
    let told = [
        (2, if file.ends_with(".toml") { String::new() } else { file.to_string() }),
        (4, message),
        (5, to_ward::help(problem, lang)),
    ];
    for (at, text) in told {
        cells[at] = Cell::text(text);
    }
    Some(cells)
}

pub(super) fn cells<'r>(problem: &'r Problem, lang: Lang) -> Vec<Cell<'r>> {
    let place = &problem.place;
    let spot = match (&place.sheet, &place.cell, place.line) {
        (Some(sheet), Some(cell), _) => format!("{sheet}!{cell}"),
        (Some(sheet), None, _) => sheet.clone(),
        (None, Some(cell), _) => cell.clone(),
        (None, None, Some(line)) => {
            let column = place.column.unwrap_or(1);
            match lang {
                Lang::Vi => format!("dòng {line}, cột {column}"),
                Lang::En => format!("line {line}, column {column}"),
            }
        }
        _ => String::new(),
    };
    vec![
        Cell::text(problem.kind.level.word(lang)),
        Cell::text(problem.kind.code),
        Cell::text(place.file.as_str()),
        Cell::text(spot),
        Cell::text(problem.message(lang)),
        Cell::text(problem.help(lang)),
    ]
}
