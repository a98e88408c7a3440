//! A spreadsheet of units → the units of a round: columns *Mã, Tên, Khối, Tên khác, Nhãn*.

use super::checks::{self, Ids, report};
use super::raw::{Paper, RawUnit, Spot, Written};
use super::types::has_type;
use super::{Block, RefusedUnit, Round, Unit};
use crate::grid::{Book, Cell, Grid, Row};
use crate::ledger::{Account, Aside, Fate, Findings, ReadAs, RowFate};
use crate::problem::{Place, Problem, Problems, kinds};
use crate::table::{self, Column, Layout, Sections, Table, Under, is_total_row, label_of};
use crate::text::{fold, tidy};

fn columns() -> Vec<Column> {
    vec![
        Column::required("id", &["Mã", "Mã đơn vị"]),
        Column::required("name", &["Tên", "Tên đơn vị", "Đơn vị"]),
        Column::new("code", &["Mã định danh", "Mã định danh điện tử"]),
        Column::required("block", &["Khối", "Mã khối"]),
        Column::new("aliases", &["Tên khác", "Tên gọi khác"]),
        Column::new("formerly", &["Tên cũ", "Đơn vị cũ"]),
        Column::new("tags", &["Nhãn"]),
    ]
}

/// Whether a sheet is a list of units.
pub fn is_list_of_units(grid: &Grid) -> bool {
    table::find(grid, &columns()).is_ok()
}

/// Reads the units from the one sheet that lists them; `None` when no sheet can.
pub fn units_from_book(book: &Book, round: &mut Round, findings: &mut Findings) -> Option<()> {
    let used = match table::one_sheet(book, &columns()) {
        Ok(used) => used,
        Err(problem) => {
            let refused = RowFate::Rejected(problem.kind.code);
            let accounts =
                book.sheets.iter().map(|sheet| Account::whole(ReadAs::Units, sheet, refused));
            accounts.for_each(|account| findings.ledger.push(account));
            findings.problems.push(problem);
            return None;
        }
    };
    for sheet in &book.sheets {
        let aside = if sheet.visible { Aside::OtherSheet } else { Aside::HiddenSheet };
        match std::ptr::eq(sheet, used) {
            true => units_from_grid(sheet, round, findings),
            false => {
                findings.ledger.push(Account::whole(ReadAs::Units, sheet, RowFate::Aside(aside)));
            }
        }
    }
    Some(())
}

/// Reads the units that `round.units_file` lists into `round.units`. Several aliases or tags
/// in one cell are separated by `;`. A row that lacks its id, name or block is rejected.
#[allow(clippy::too_many_lines, reason = "one row read, column by column")]
pub fn units_from_grid(grid: &Grid, round: &mut Round, findings: &mut Findings) {
    let mut account = Account::new(ReadAs::Units, grid);
    let table = match table::find(grid, &columns()) {
        Ok(table) => table,
        Err(fault) => {
            let problem = fault.problem(grid);
            account.all(grid, RowFate::Rejected(problem.kind.code));
            findings.problems.push(problem);
            return findings.ledger.push(account);
        }
    };
    let sections = sections(grid, table, round, &mut findings.problems);
    let table = sections.first();
    table.note_variations(grid, &mut findings.problems);
    table::note_cells(grid, &mut findings.problems);
    let mut raw: Vec<RawUnit> = Vec::new();
    for row in &grid.rows {
        let said = findings.problems.mark();
        let mut aside = aside(&sections, row);
        let fate = match sections.under(row.index) {
            Under::Refused => {
                let code = sections.refusal(row.index);
                let header =
                    findings.problems.iter().find(|problem| Some(problem.kind.code) == code);
                let place = header.map_or_else(|| table::sheet(grid), |told| told.place.clone());
                let refused = names_below(row, &place, &round.blocks);
                round.refused.extend(refused);
                Fate::Rejected
            }
            Under::Table(table) if aside == Aside::Remark => {
                if let Some(sum) = sum(grid, table, row, &round.blocks) {
                    findings.problems.push(sum);
                    aside = Aside::Total;
                    account.add(row.index, RowFate::Aside(aside));
                    continue;
                }
                match unit_of(grid, table, row, &mut round.refused, &mut findings.problems) {
                    Ok(None) => Fate::SetAside,
                    Ok(Some(unit)) => match raw.iter().find(|known| known.says_the_same(&unit)) {
                        Some(first) => {
                            findings.problems.push(again(grid, &unit, first));
                            aside = Aside::Repeated;
                            Fate::SetAside
                        }
                        None => {
                            raw.push(unit);
                            Fate::Used
                        }
                    },
                    Err(()) => Fate::Rejected,
                }
            }
            _ => Fate::SetAside,
        };
        let header = sections.refusal(row.index);
        let code = header.or_else(|| findings.problems.refused_since(said));
        let code = code.unwrap_or(kinds::round::UNITS_ROW.code);
        account.add(row.index, fate.because(aside, code));
    }
    let paper = Paper::Sheet(grid);
    // A list that nobody has written into yet is where every new round begins.
    let is_new = raw.is_empty() && account.rejected() == 0;
    if raw.is_empty() {
        let kind = if is_new { &kinds::round::LIST_EMPTY } else { &kinds::round::EMPTY };
        report(paper, kind, &Spot::Cell(table.header.1, 0), &mut findings.problems);
    }
    let rows: Vec<(u32, String)> =
        raw.iter().filter_map(|unit| Some((unit.row()?, unit.id.text.clone()))).collect();
    let by = (round.blocks.as_slice(), Ids::OrNames);
    let units: Vec<Unit> =
        checks::units(paper, raw, by, &mut round.refused, &mut findings.problems);
    // A unit without a block was reported and is not in the round: its row is not used.
    for (row, id) in &rows {
        if !units.iter().any(|unit| unit.id.as_str() == id) {
            account.change(*row, RowFate::Rejected(kinds::round::BLOCK_UNKNOWN.code));
        }
    }
    account.values = units.len();
    findings.ledger.push(account);
    round.units = units;
    if !is_new {
        checks::blocks_have_units(round, &mut findings.problems);
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

/// What may be names of units on a row below a header that cannot be used: whatever is said of
/// them follows from that header.
fn names_below(row: &Row, header: &Place, blocks: &[Block]) -> Vec<RefusedUnit> {
    let is_block = |text: &str| blocks.iter().any(|block| fold(&block.name) == fold(text));
    let texts = row.cells.iter().filter_map(|(_, cell)| cell.text()).map(tidy);
    let names = texts.filter(|text| text.contains(' ') && !is_block(text));
    names.map(|name| RefusedUnit { name, place: header.clone() }).collect()
}

/// The note that a row of no block is the sum of those above it, by a column of figures.
fn sum(grid: &Grid, table: &Table, row: &Row, blocks: &[Block]) -> Option<Problem> {
    let block = table.cell(row, "block").and_then(label_of).unwrap_or_default();
    let is = |b: &Block| b.id.as_str() == tidy(&block) || fold(&b.name) == fold(&block);
    let known = ["id", "name", "block"].map(|id| table.column(id));
    let mut figures = row.cells.iter().filter(|(column, _)| !known.contains(&Some(*column)));
    let above = || {
        let rows = table.first_row..row.index;
        grid.rows.iter().filter(move |r| rows.contains(&r.index))
    };
    let (column, sum) = figures
        .find_map(|(column, _)| Some((*column, table::sum_above(above(), row, *column)?)))
        .filter(|_| !blocks.iter().any(is))?;
    let words = ("các đơn vị ở trên", "the units above");
    Some(table::sum_note(grid, row.index, column, &sum, words))
}

/// The note that a row says word for word what an earlier one says.
fn again(grid: &Grid, unit: &RawUnit, first: &RawUnit) -> Problem {
    let paper = Paper::Sheet(grid);
    let name = &unit.name.text;
    let problem = paper.problem(&kinds::table::ROW_AGAIN, &unit.id.spot);
    problem.with("first", paper.place(&first.id.spot)).with("raw", name).with("taken", name)
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
    // A remark or a signature is no unit; the name of one is, whatever else was forgotten.
    let named = parts[1].1.as_ref().is_some_and(|name| has_type(&name.text));
    if parts[0].1.is_none() && !named && (parts[1].1.is_none() || parts[2].1.is_none()) {
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
    let code = field("code");
    Ok(Some(RawUnit { id, name, code, block, aliases, formerly, tags }))
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
    fn a_name_alone_is_a_unit_that_lacks_its_code() {
        for (name, is_unit) in [
            ("Phường Hai", true),
            ("UBND xã Ba", true),
            ("P. Bốn", true),
            ("Người lập biểu", false),
            ("Chủ tịch", false),
            ("Ghi chú", false),
        ] {
            let grid = grid(&[&["Mã", "Tên", "Khối"], &["a", "Phường A", "b"], &["", name, ""]]);
            let (mut round, mut findings) = (test_round(&[]), Findings::default());
            units_from_grid(&grid, &mut round, &mut findings);
            let codes: Vec<_> = findings.problems.iter().map(|p| p.kind.code).collect();
            assert_eq!(codes.contains(&"E-UNITS-ROW"), is_unit, "{name}: {codes:?}");
        }
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
        let mut findings = Findings::default();
        units_from_grid(&grid, &mut round, &mut findings);
        assert_eq!(round.units.len(), 2);
        assert_eq!(round.units[0].aliases, ["LH", "Long Hoa"]);
        assert_eq!(round.units[0].tags, ["phuong", "loai-1"]);
        let codes: Vec<_> =
            findings.problems.iter().map(|p| (p.kind.code, p.place.cell.clone())).collect();
        let expected = [("E-UNITS-ROW", Some("A5".into())), ("E-ROUND-BLOCK", Some("C6".into()))];
        assert_eq!(codes, expected);
        let account = &findings.ledger.accounts[0];
        assert_eq!(account.fates(), (2, 3, 2));
        assert_eq!(account.why(5), Some(RowFate::Rejected("E-ROUND-BLOCK")));
    }

    /// The names of the units, and all codes with their cells.
    fn read(rows: &[&[&str]]) -> (Vec<String>, Vec<String>, Round) {
        let mut round = test_round(&[]);
        let mut findings = Findings::default();
        units_from_grid(&grid(rows), &mut round, &mut findings);
        assert!(findings.ledger.accounts[0].balances());
        let code = |p: &Problem| format!("{} {}", p.kind.code, p.place.cell.clone().unwrap());
        let names = round.units.iter().map(|unit| unit.name.clone()).collect();
        (names, findings.problems.iter().map(code).collect(), round)
    }

    const HEAD: &[&str] = &["STT", "Mã", "Tên", "Khối", "Số dân"];

    #[test]
    fn a_row_that_stands_twice_is_used_once() {
        let row: &[&str] = &["1", "long-hoa", "Phường Long Hoa", "b", "100"];
        let again: &[&str] = &["2", "long-hoa", " Phường  Long Hoa", "b", "100"];
        let (names, codes, _) = read(&[HEAD, row, again]);
        assert_eq!(names, ["Phường Long Hoa"]);
        assert_eq!(codes, ["N-TABLE-ROW-AGAIN B3"]);
        // Another name or block is another unit: the id stands twice.
        let other: &[&str] = &["2", "long-hoa", "Phường Hiệp Tân", "b", "100"];
        let (names, codes, _) = read(&[HEAD, row, other]);
        assert_eq!((names.len(), codes), (2, vec!["E-ID-TWICE B3".to_string()]));
    }

    #[test]
    fn the_sum_of_the_rows_above_is_no_unit() {
        let rows: [&[&str]; 3] =
            [HEAD, &["1", "a-a", "Xã A", "b", "100"], &["2", "b-b", "Xã B", "b", "1.5"]];
        let sum = |last: &'static [&'static str]| read(&[rows[0], rows[1], rows[2], last]).1;
        let told = ["N-TABLE-SUM E4".to_string()];
        // With an id, or in the place of the block something that is none.
        assert_eq!(sum(&["3", "thi-xa", "Thị xã Hòa Thành", "", "101.5"]), told);
        assert_eq!(sum(&["", "x", "Hòa Thành", "thị xã", "101,5"]), told);
        // The numbers of rows add up by chance, other figures do not add up, and a row of a block
        // is a unit.
        assert_eq!(sum(&["3", "thi-xa", "Thị xã", "", "7"]), ["E-UNITS-ROW B4"]);
        assert_eq!(sum(&["3", "c-c", "Xã C", "b", "101.5"]), Vec::<String>::new());
    }

    #[test]
    fn names_below_a_broken_header_follow_from_it() {
        let (names, codes, round) = read(&[
            &["Mã", "Tên", "Khối"],
            &["a-a", "Xã A", "b"],
            &["Mã", "Mã", "Tên"],
            &["b", "b-b", "Xã B"],
        ]);
        assert_eq!(names, ["Xã A"]);
        assert_eq!(codes, ["E-TABLE-HEADER-BROKEN A3"]);
        let names = crate::round::Names::new(&round);
        let matched = names.find("Xã B");
        let problem = names.problem(&matched, "Xã B", Place::file("x.xlsx")).unwrap();
        assert_eq!(problem.because.unwrap().cell.as_deref(), Some("A3"));
    }
}
