//! A spreadsheet of units → the units of a round: columns *Mã, Tên, Khối, Tên khác, Nhãn*.

use super::checks::{self, Ids, report};
use super::raw::{Paper, RawUnit, Spot, Written};
use super::{RefusedUnit, Round, Unit};
use crate::grid::{Cell, Grid, Row};
use crate::ledger::{Account, Aside, Fate, Ledger, ReadAs, Why};
use crate::problem::{Problems, kinds};
use crate::table::{self, Column, Layout, Sections, Table, Under, is_total_row, label_of};
use crate::text::{fold, tidy};

fn columns() -> Vec<Column> {
    vec![
        Column::required("id", &["Mã", "Mã đơn vị"]),
        Column::required("name", &["Tên", "Tên đơn vị", "Đơn vị"]),
        Column::required("block", &["Khối", "Mã khối"]),
        Column::new("aliases", &["Tên khác", "Tên gọi khác"]),
        Column::new("formerly", &["Tên cũ", "Đơn vị cũ"]),
        Column::new("tags", &["Nhãn"]),
    ]
}

/// Reads the units that `round.units_file` lists into `round.units`. Several aliases or tags
/// in one cell are separated by `;`. A row that lacks its id, name or block is rejected.
pub fn units_from_grid(
    grid: &Grid,
    round: &mut Round,
    problems: &mut Problems,
    ledger: &mut Ledger,
) {
    let mut account = Account::new(ReadAs::Units, grid);
    let table = match table::find(grid, &columns()) {
        Ok(table) => table,
        Err(fault) => {
            let problem = fault.problem(grid);
            account.all(grid, Why::Rejected(problem.kind.code));
            problems.push(problem);
            return ledger.push(account);
        }
    };
    let sections = sections(grid, table, round, problems);
    let table = sections.first();
    table.note_variations(grid, problems);
    table::note_cells(grid, problems);
    let mut raw: Vec<RawUnit> = Vec::new();
    for row in &grid.rows {
        let said = problems.len();
        let aside = aside(&sections, row);
        let fate = match sections.under(row.index) {
            Under::Refused => Fate::Rejected,
            Under::Table(table) if aside == Aside::Remark => {
                match unit_of(grid, table, row, &mut round.refused, problems) {
                    Ok(None) => Fate::SetAside,
                    Ok(Some(unit)) => {
                        raw.push(unit);
                        Fate::Used
                    }
                    Err(()) => Fate::Rejected,
                }
            }
            _ => Fate::SetAside,
        };
        let header = sections.refusal(row.index);
        let code = header.or_else(|| problems.refused_since(said));
        let code = code.unwrap_or(kinds::round::UNITS_ROW.code);
        account.add(row.index, fate.because(aside, code));
    }
    let paper = Paper::Sheet(grid);
    // A list that nobody has written into yet is where every new round begins.
    let is_new = raw.is_empty() && account.rejected() == 0;
    if raw.is_empty() {
        let kind = if is_new { &kinds::round::LIST_EMPTY } else { &kinds::round::EMPTY };
        report(paper, kind, &Spot::Cell(table.header.1, 0), problems);
    }
    let rows: Vec<(u32, String)> =
        raw.iter().filter_map(|unit| Some((unit.row()?, unit.id.text.clone()))).collect();
    let by = (round.blocks.as_slice(), Ids::OrNames);
    let units: Vec<Unit> = checks::units(paper, raw, by, &mut round.refused, problems);
    // A unit without a block was reported and is not in the round: its row is not used.
    for (row, id) in &rows {
        if !units.iter().any(|unit| unit.id.as_str() == id) {
            account.change(*row, Why::Rejected(kinds::round::BLOCK_UNKNOWN.code));
        }
    }
    account.values = units.len();
    ledger.push(account);
    round.units = units;
    if !is_new {
        checks::blocks_have_units(round, problems);
    }
}

/// The headers of the list; its rows name blocks of the round.
fn sections(grid: &Grid, main: Table, round: &Round, problems: &mut Problems) -> Sections {
    let known = |cell: &Cell| {
        let text = cell.text().map(fold).unwrap_or_default();
        round.blocks.iter().any(|b| fold(b.id.as_str()) == text || fold(&b.name) == text)
    };
    let (columns, usable) = (&columns(), &|_: &Table| true);
    let layout = Layout { columns, usable, known: &known, follows: true };
    Sections::new(grid, main, &layout, problems)
}

/// Why a row would be no unit.
fn aside(sections: &Sections, row: &Row) -> Aside {
    match sections.is_heading(row) {
        true => Aside::Heading,
        false if is_total_row(row, &[]) => Aside::Total,
        false => Aside::Remark,
    }
}

/// The unit of a row; nothing when the row has neither id nor block: a heading or a signature.
fn unit_of(
    grid: &Grid,
    table: &Table,
    row: &Row,
    refused: &mut Vec<RefusedUnit>,
    problems: &mut Problems,
) -> Result<Option<RawUnit>, ()> {
    let field = |id: &str| -> Option<Written> {
        let column = table.column(id)?;
        let text = tidy(&grid.cell_or_merged(row.index, column).and_then(label_of)?);
        (!text.is_empty()).then_some(Written { text, spot: Spot::Cell(row.index, column) })
    };
    let list = |id: &str| -> Vec<Written> {
        let Some(all) = field(id) else { return Vec::new() };
        let parts = all.text.split(';').map(str::trim).filter(|p| !p.is_empty());
        parts.map(|p| Written { text: p.into(), spot: all.spot.clone() }).collect()
    };
    let parts = [("Mã", field("id")), ("Tên", field("name")), ("Khối", field("block"))];
    if parts[0].1.is_none() && (parts[1].1.is_none() || parts[2].1.is_none()) {
        return Ok(None);
    }
    let missing: Vec<&str> = parts.iter().filter(|(_, v)| v.is_none()).map(|(n, _)| *n).collect();
    let [(_, Some(id)), (_, Some(name)), (_, Some(block))] = parts else {
        let [_, (_, name), _] = parts;
        let spot = Spot::Cell(row.index, table.column("id").unwrap_or(0));
        let problem = Paper::Sheet(grid).problem(&kinds::round::UNITS_ROW, &spot);
        let place = problem.place.clone();
        problems.push(problem.with("names", missing.join(", ")));
        refused.extend(name.map(|name| RefusedUnit { name: name.text, place }));
        return Err(());
    };
    let tags = list("tags").into_iter().map(|w| w.text).collect();
    let (aliases, formerly) = (list("aliases"), list("formerly"));
    Ok(Some(RawUnit { id, name, block, aliases, formerly, tags }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Cell, Content, Format};
    use crate::round::test_round;

    fn grid(rows: &[&[&str]]) -> Grid {
        let cell = |t: &str| Cell {
            content: Content::Text(t.into()),
            format: Format::General,
            by_formula: false,
        };
        let rows = rows.iter().enumerate().map(|(at, cells)| Row {
            index: at as u32,
            cells: (0u32..)
                .zip(*cells)
                .map(|(c, t)| (c, cell(t)))
                .filter(|(_, c)| !c.raw().is_empty())
                .collect(),
        });
        Grid { file: "units.xlsx".into(), visible: true, rows: rows.collect(), ..Grid::default() }
    }

    #[test]
    fn rows_become_units_or_problems() {
        let grid = grid(&[
            &["Danh sách đơn vị"],
            &["Mã", "Tên", "Khối", "Tên khác", "Nhãn"],
            &["long-hoa", "Phường Long Hoa", "b", "LH; Long Hoa ", "phuong;loai-1"],
            &["hiep-tan", "Phường Hiệp Tân", "B"],
            &["x", "", "b"],
            &["y", "Xã Y", "khối lạ"],
            &["", "Người lập biểu", ""],
        ]);
        let mut round = test_round(&[]);
        let (mut problems, mut ledger) = (Problems::default(), Ledger::default());
        units_from_grid(&grid, &mut round, &mut problems, &mut ledger);
        assert_eq!(round.units.len(), 2);
        assert_eq!(round.units[0].aliases, ["LH", "Long Hoa"]);
        assert_eq!(round.units[0].tags, ["phuong", "loai-1"]);
        let codes: Vec<_> = problems.iter().map(|p| (p.kind.code, p.place.cell.clone())).collect();
        let expected = [("E-UNITS-ROW", Some("A5".into())), ("E-ROUND-BLOCK", Some("C6".into()))];
        assert_eq!(codes, expected);
        let account = &ledger.accounts[0];
        assert_eq!(account.fates(), (2, 3, 2));
        assert_eq!(account.why(5), Some(Why::Rejected("E-ROUND-BLOCK")));
    }
}
