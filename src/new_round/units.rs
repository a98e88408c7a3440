//! The units of a new round, from lines that somebody pasted or from a list in a spreadsheet: the
//! reader of the list of units reads both, after what was left out is put beside.

use std::collections::BTreeMap;

use super::answers::slug;
use super::starts::Start;
use crate::grid::{Book, Cell, Content, Format, Grid, Row};
use crate::ledger::Findings;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::{Block, Round, Unit, units_from_grid};
use crate::table::{self, Column, Table, label_of};
use crate::terms::BlockId;
use crate::text::{fold, tidy};

/// How messages name what was pasted.
const PASTED: &str = "danh sách đơn vị đã dán";

/// The units of lines that somebody pasted: names, with what stands beside them after a tab or `;`
/// (the block); a line with the name of a block begins that block. Lines copied from a sheet with
/// its headings are read like the sheet. Blocks are positions in `start.blocks`.
///
/// # Errors
/// What is wrong, by line.
pub fn units_from_text(text: &str, start: &Start) -> Result<Vec<Unit>, Problems> {
    let lines: Vec<Vec<String>> = text.lines().map(fields).collect();
    // Headings stand above, so that line 1 is row 1.
    let heading = ["Tên".to_string(), "Khối".to_string()];
    let as_copied = grid(lines.iter().enumerate().map(|(at, line)| (at, line.clone())));
    let (grid, first) = match table_of(&as_copied) {
        Some(_) => (as_copied, 1),
        None => {
            let listed = listed(&lines, start);
            let rows = listed.into_iter().enumerate().map(|(at, line)| (at + 1, line));
            (grid(std::iter::once((0, heading.to_vec())).chain(rows)), 0)
        }
    };
    units_from_grids(&[grid], start).map_err(|found| by_line(found, first))
}

/// The units of a list: a column of names, or the columns *Mã, Tên, Khối, Tên khác, Nhãn*.
///
/// # Errors
/// What is wrong, by cell.
pub fn units_from_book(book: &Book, start: &Start) -> Result<Vec<Unit>, Problems> {
    let visible: Vec<Grid> = book.sheets.iter().filter(|g| g.visible).cloned().collect();
    let listed = visible.iter().find(|grid| table_of(grid).is_some());
    let Some(grid) = listed.or(visible.first()) else {
        let place = Place::file(book.file.as_ref());
        return Err([Problem::new(&kinds::round::EMPTY, place)].into_iter().collect());
    };
    if table_of(grid).is_some() {
        return units_from_grids(std::slice::from_ref(grid), start);
    }
    // A list without headings is read like pasted lines.
    let texts = grid.rows.iter().map(|row| {
        let cells = row.cells.iter().filter_map(|(_, cell)| label_of(cell));
        cells.collect::<Vec<_>>().join("\t")
    });
    units_from_text(&texts.collect::<Vec<_>>().join("\n"), start)
}

fn units_from_grids(grids: &[Grid], start: &Start) -> Result<Vec<Unit>, Problems> {
    let block = |set: &super::SetOf| Block {
        data: Vec::new(),
        id: BlockId::new(set.block),
        name: set.name.to_string(),
        criteria: set.file.to_string(),
    };
    let mut round = Round::empty("round.toml".into());
    round.blocks = start.blocks.iter().map(block).collect();
    let mut findings = Findings::default();
    for grid in grids {
        units_from_grid(&completed(grid, start), &mut round, &mut findings);
    }
    // A block without units is left out of the new round.
    let mut found = findings.problems;
    found.retain(|problem| problem.kind != kinds::round::BLOCK_EMPTY);
    match found.has_errors() || round.units.is_empty() {
        true => Err(found.sorted()),
        false => Ok(round.units),
    }
}

fn columns() -> [Column; 3] {
    [
        Column::new("id", &["Mã", "Mã đơn vị"]),
        Column::required(
            "name",
            &["Tên", "Tên đơn vị", "Đơn vị", "Xã, phường", "Tên xã, phường", "Phường, xã"],
        ),
        Column::new("block", &["Khối", "Mã khối"]),
    ]
}

fn table_of(grid: &Grid) -> Option<Table> {
    table::find(grid, &columns()).ok()
}

/// The list with ids and blocks at its right end where it has none: an id comes from the name, a
/// block is only put in where there is but one.
fn completed(grid: &Grid, start: &Start) -> Grid {
    let Some(table) = table_of(grid) else { return grid.clone() };
    let mut grid = grid.clone();
    let width = grid.rows.iter().filter_map(|row| Some(row.cells.last()?.0 + 1)).max().unwrap_or(0);
    let named = |row: &Row| table.cell(row, "name").and_then(label_of).map(|name| tidy(&name));
    let names: Vec<String> = grid.rows.iter().filter_map(named).collect();
    let ids = ids_of(&names);
    let only = if let [one] = start.blocks { one.block } else { "" };
    let missing = [("id", "Mã"), ("name", "Tên"), ("block", "Khối")];
    let missing = missing.iter().filter(|(id, _)| table.column(id).is_none());
    for ((what, heading), column) in missing.zip(width..) {
        for row in grid.rows.iter_mut().filter(|row| row.index >= table.header.1) {
            let value = match (row.index == table.header.1, *what, named(row)) {
                (true, ..) => heading,
                (false, "block", Some(_)) => only,
                (false, _, Some(name)) => ids.get(&fold(&name)).map_or("", String::as_str),
                (false, _, None) => "",
            };
            if !value.is_empty() {
                row.cells.push((column, cell(value)));
            }
        }
    }
    grid
}

/// An id for each name: without the kind of the unit where nobody else would have it.
fn ids_of(names: &[String]) -> BTreeMap<String, String> {
    const KINDS: &[&str] = &["phuong-", "xa-", "thi-tran-", "dac-khu-", "p-", "x-", "tt-"];
    let bare = |name: &str| {
        let whole = slug(name);
        let bare = KINDS.iter().find_map(|kind| whole.strip_prefix(kind)).map(str::to_string);
        let bare = bare.filter(|bare| bare.contains(|c: char| c.is_ascii_alphabetic()));
        bare.unwrap_or(whole)
    };
    let mut owners: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for name in names {
        let own = owners.entry(bare(name)).or_default();
        if !own.iter().any(|known| fold(known) == fold(name)) {
            own.push(name);
        }
    }
    let alone = |name: &String| owners.get(&bare(name)).is_some_and(|own| own.len() == 1);
    let id = |name: &String| if alone(name) { bare(name) } else { slug(name) };
    names.iter().map(|name| (fold(name), id(name))).collect()
}

/// The parts of a line: by tabs, else by `;`.
fn fields(line: &str) -> Vec<String> {
    let by = if line.contains('\t') { '\t' } else { ';' };
    line.split(by).map(tidy).collect()
}

/// Lines as names and blocks, without numbers and dots before the names.
fn listed(lines: &[Vec<String>], start: &Start) -> Vec<Vec<String>> {
    let block_of = |text: &str| {
        let text = fold(text.trim_end_matches(':'));
        let is = |set: &&super::SetOf| fold(set.name) == text || set.block == text;
        start.blocks.iter().find(is).map(|set| set.block.to_string())
    };
    let mut current = if let [one] = start.blocks { one.block.to_string() } else { String::new() };
    let line = |fields: &Vec<String>| {
        let mut parts = fields.iter().map(|field| bare(field)).filter(|field| !field.is_empty());
        let name = parts.next().unwrap_or_default();
        if let Some(block) = block_of(name) {
            current = block;
            return Vec::new();
        }
        let own = parts.next().map(|text| block_of(text).unwrap_or_else(|| text.to_string()));
        match name {
            "" => Vec::new(),
            name => vec![name.to_string(), own.unwrap_or_else(|| current.clone())],
        }
    };
    lines.iter().map(line).collect()
}

/// Without a number, a dot or a dash before the name; nothing of what is but a number.
fn bare(field: &str) -> &str {
    let text = field.trim_start_matches(['-', '+', '*', '•', '–', ' ']);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.len() < text.len() && (rest.is_empty() || rest.starts_with(['.', ')', '/', ' '])) {
        true => rest.trim_start_matches(['.', ')', '/', ' ', '-']),
        false => text,
    }
}

fn grid(rows: impl Iterator<Item = (usize, Vec<String>)>) -> Grid {
    let row = |(at, line): (usize, Vec<String>)| {
        let cells = (0u32..).zip(&line).filter(|(_, text)| !text.is_empty());
        let cells = cells.map(|(column, text)| (column, cell(text))).collect();
        Row { index: u32::try_from(at).unwrap_or(u32::MAX), cells }
    };
    let rows = rows.map(row).filter(|row| !row.cells.is_empty()).collect();
    Grid { file: PASTED.into(), visible: true, rows, ..Grid::default() }
}

fn cell(text: &str) -> Cell {
    Cell { content: Content::Text(text.into()), format: Format::General, by_formula: false }
}

/// Problems of cells as problems of lines; the first line stands in this row, from 0.
fn by_line(mut found: Problems, first: u32) -> Problems {
    for problem in found.iter_mut() {
        let Some((row, _)) = problem.place.row_and_column() else { continue };
        let line = (row + first) as usize;
        let place = Place::file(problem.place.file.as_str());
        problem.place = Place { line: Some(line.max(1)), ..place };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::starts::start;
    use super::*;

    fn read(text: &str, name: &str) -> Result<Vec<String>, Vec<String>> {
        let told = |found: Problems| -> Vec<String> {
            let one = |p: &Problem| format!("{} {:?}", p.kind.code, p.place.line);
            found.iter().map(one).collect()
        };
        let unit = |unit: Unit| format!("{} {} {}", unit.id, unit.name, unit.block);
        let units = units_from_text(text, start(name).unwrap()).map_err(told)?;
        Ok(units.into_iter().map(unit).collect())
    }

    #[test]
    fn pasted_lines_become_units() {
        let units =
            read("1. Phường Long Hoa\n\n- Xã Tân Lập\nPhường Tân Lập\n4\tPhường 1\n", "mau");
        let expected = [
            "long-hoa Phường Long Hoa 0",
            "xa-tan-lap Xã Tân Lập 0",
            "phuong-tan-lap Phường Tân Lập 0",
            "phuong-1 Phường 1 0",
        ];
        assert_eq!(units.unwrap(), expected);
        // Copied from a sheet, with its headings.
        let units = read("STT\tTên đơn vị\tTên khác\n1\tXã A\tA1; A2\n2\tXã B\n", "mau");
        assert_eq!(units.unwrap(), ["a Xã A 0", "b Xã B 0"]);
    }

    #[test]
    fn blocks_are_asked_for_where_there_are_several() {
        let text =
            "Khối UBND xã, phường:\nXã A\nXã B\nphong-ban\nPhòng Nội vụ\nVăn phòng; phong-ban";
        let expected =
            ["a Xã A 0", "b Xã B 0", "phong-noi-vu Phòng Nội vụ 1", "van-phong Văn phòng 1"];
        assert_eq!(read(text, "hoa-thanh-2020").unwrap(), expected);
        let told = read("Xã A\nPhòng Nội vụ; phong-ban", "hoa-thanh-2020").unwrap_err();
        assert_eq!(told, ["E-UNITS-ROW Some(1)"]);
        let told = read("Xã A; khối lạ", "hoa-thanh-2020").unwrap_err();
        assert_eq!(told, ["E-ROUND-BLOCK Some(1)"]);
        let told = read("Xã A\nXã B\nXã  A\n", "mau").unwrap();
        assert_eq!(told.len(), 2, "{told:?}");
    }
}
