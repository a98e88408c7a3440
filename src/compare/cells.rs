//! Two workbooks cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::CellChange;
use crate::grid::{Book, Cell, Content, Format, Grid, address};

/// The cells that are different, in the order of sheets, rows and columns.
pub fn changed_cells(old: Option<&Book>, new: Option<&Book>) -> Vec<CellChange> {
    let sheets = |book: Option<&'_ Book>| -> Vec<String> {
        let grids = book.iter().flat_map(|book| &book.sheets);
        grids.map(|grid| grid.sheet.to_string()).collect()
    };
    let mut names = sheets(old);
    names.extend(sheets(new).into_iter().filter(|name| !sheets(old).contains(name)));
    let file = new.or(old).map_or("", |book| &book.file);
    let mut all = Vec::new();
    for name in names {
        let of = |book: Option<&'_ Book>| -> BTreeMap<(u32, u32), String> {
            let grid = book.and_then(|book| book.sheets.iter().find(|g| *g.sheet == *name));
            grid.map(contents).unwrap_or_default()
        };
        let (old, new) = (of(old), of(new));
        let places: BTreeSet<&(u32, u32)> = old.keys().chain(new.keys()).collect();
        let differ = places.into_iter().filter(|place| old.get(place) != new.get(place));
        all.extend(differ.map(|place| CellChange {
            file: file.to_string(),
            sheet: name.clone(),
            cell: address(place.0, place.1),
            old: old.get(place).cloned(),
            new: new.get(place).cloned(),
        }));
    }
    all
}

fn contents(grid: &Grid) -> BTreeMap<(u32, u32), String> {
    let rows = grid.rows.iter();
    let cells = rows.flat_map(|row| row.cells.iter().map(|(at, cell)| ((row.index, *at), cell)));
    cells.map(|(place, cell)| (place, shown(cell))).collect()
}

/// What stands in a cell, as a line.
pub fn shown_content(cell: &Cell) -> String {
    match &cell.content {
        Content::Text(text) | Content::Time(text) | Content::Error(text) => text.clone(),
        Content::Number(number) => number.to_string(),
        Content::Bool(true) => "TRUE".to_string(),
        Content::Bool(false) => "FALSE".to_string(),
        Content::Date(date) => {
            date.format("%Y-%m-%d %H:%M:%S").to_string().replace(" 00:00:00", "")
        }
        Content::Uncomputed => "(=)".to_string(),
        Content::Broken(why) => format!("({why})"),
    }
}

/// The same with what its number format says of it.
pub fn shown(cell: &Cell) -> String {
    let content = shown_content(cell);
    let format = match cell.format {
        Format::Percent => " [%]",
        Format::PercentText => " [\"%\"]",
        Format::DateMonthFirst => " [m/d]",
        Format::DateWithoutDay => " [m/y]",
        Format::Marked => " [~]",
        Format::General | Format::Date => "",
    };
    let formula = if cell.by_formula { " [=]" } else { "" };
    format!("{content}{format}{formula}")
}
