//! *Vấn đề*: every problem with its place and what to do.

use std::collections::BTreeMap;

use crate::problem::{Level, Problem};
use crate::terms::{Lang, Text, UnitId};

use crate::report::block::{Block, Cell, Line, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::mending::to_ward;
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let names: BTreeMap<&UnitId, &str> =
        results.round.units.iter().map(|u| (&u.id, u.name.as_str())).collect();
    let mut columns = Columns::<&'r Problem>::new(lang);
    columns
        .left(words::LEVEL, 9.5, move |p| Cell::text(p.kind.level.word(lang)))
        .marked([Level::Error.word(lang)])
        .left(words::CODE, 22.0, |p| Cell::text(p.kind.code))
        .left(words::UNIT, 20.0, move |p| {
            let unit = p.unit.as_ref();
            let unit = unit.map(|id| names.get(id).copied().unwrap_or(id.as_str()));
            unit.map_or(Cell::Empty, Cell::text)
        })
        .left(words::FILE, 26.0, |p| Cell::text(p.place.file.as_str()))
        .left(words::PLACE, 16.0, move |p| Cell::text(spot(p, lang)))
        .left(words::MESSAGE, 46.0, move |p| Cell::text(p.message(lang)))
        .left(words::HELP, 40.0, move |p| Cell::text(p.help(lang)));
    let table = columns.streamed(move |visit| results.problems.iter().for_each(|p| visit(&p)));
    let table = Table { fixed_columns: 3, ..table };
    let count = |level| results.problems.count(level).to_string();
    let counts = [Level::Error, Level::Warning, Level::Note].map(count);
    let facts = [("errors", &*counts[0]), ("warnings", &*counts[1]), ("notes", &*counts[2])];
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Section, SUMMARY.with(lang, &facts))));
    blocks.push(Block::Table(table));
    vec![Page { blocks, long: true, ..Page::default() }]
}

const SUMMARY: Text = Text {
    vi: "{errors} lỗi phải sửa, {warnings} cảnh báo, {notes} ghi chú (đã hiểu như ghi ở cột “Nội dung”).",
    en: "{errors} errors to settle, {warnings} warnings, {notes} notes (understood as the words say).",
};

/// A list that goes to the unit: files by their names, and only what it can mend; what is the
/// office's matter alone is left out.
pub(crate) fn for_unit<'r>(list: &[&'r Problem], lang: Lang) -> Table<'r> {
    let mut columns = Columns::<(&'r Problem, String)>::new(lang);
    columns
        .left(words::LEVEL, 10.0, move |(p, _)| Cell::text(p.kind.level.word(lang)))
        .marked([Level::Error.word(lang)])
        .left(words::CODE, 24.0, |(p, _)| Cell::text(p.kind.code))
        .left(words::FILE, 30.0, |(p, _)| {
            let file = to_ward::name(&p.place.file);
            Cell::text(if file.ends_with(".toml") { "" } else { file })
        })
        .left(words::PLACE, 20.0, move |(p, _)| Cell::text(spot(p, lang)))
        .left(words::MESSAGE, 60.0, |(_, message)| Cell::text(message.clone()))
        .left(words::HELP, 50.0, move |(p, _)| Cell::text(to_ward::help(p, lang)));
    let told = list.iter().filter_map(|p| Some((*p, to_ward::message(p, lang)?)));
    let rows = Rows::Held(columns.rows(told));
    Table { fixed_columns: 2, size: 12, ..columns.table(rows) }
}

/// Where in its file.
fn spot(problem: &Problem, lang: Lang) -> String {
    let place = &problem.place;
    match (&place.sheet, &place.cell, place.line) {
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
    }
}
